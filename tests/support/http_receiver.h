// A small HTTP server on a port of its own, for tests of what the server sends out. It answers as it is told,
// also late, also not at all, and remembers what it got.
//
//   HttpReceiver receiver([](const HttpReceiver::Request&) { return HttpReceiver::Reply{200, "{}"}; });
//   … receiver.url("/in") … receiver.requests() …
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace diandan::testing {

class HttpReceiver {
 public:
  struct Request {
    std::string target;                          // "/in?key=1"
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
  };
  struct Reply {
    int status = 200;
    std::string body = {};
    std::vector<std::string> headers = {};  // "name: value"
    bool hang_up = false;                   // without an answer
    bool break_off = false;                 // hangs up before the whole body it promised
  };
  // `answer` runs on a thread of the connection; it may wait, and is waited for by the destructor.
  explicit HttpReceiver(std::function<Reply(const Request&)> answer);
  ~HttpReceiver();
  HttpReceiver(const HttpReceiver&) = delete;
  HttpReceiver& operator=(const HttpReceiver&) = delete;

  // "http://127.0.0.1:PORT/in"
  std::string url(const std::string& path) const;
  int port() const;
  // So far, as they came in; before they were answered.
  std::vector<Request> requests() const;
  // Waits until at least so many came in.
  std::vector<Request> WaitFor(size_t count) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace diandan::testing
