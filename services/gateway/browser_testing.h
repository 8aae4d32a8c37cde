// A small HTTP client for tests of the gateway: what goes over the wire is what the test wrote, also when it
// is no good HTTP.
//
//   Wire wire(port);
//   Reply reply = wire.Ask("GET", "/healthz");
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace diandan::gateway {

using Headers = std::map<std::string, std::string>;

struct Reply {
  int status = 0;                                   // 0: the server hung up without an answer
  std::multimap<std::string, std::string> headers;  // names in lower case
  std::string body;                                 // chunks put together
  std::string Header(const std::string& name) const;
  std::vector<std::string> All(const std::string& name) const;
};

class Wire {
 public:
  explicit Wire(int port);
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  void Send(absl::string_view text);
  // The next answer. `head`: of a HEAD, which has no body.
  Reply Receive(bool head = false);
  // One piece of a chunked body, after ReceiveHead; "" at the end or when the server hung up.
  Reply ReceiveHead();
  std::string ReceiveChunk();
  Reply Ask(const std::string& method, const std::string& target, const Headers& headers = {},
            const std::string& body = "");
  // JSON to an RPC.
  Reply Call(const std::string& path, const std::string& json, Headers headers = {});
  // Whether the server has hung up; waits for it or for bytes.
  bool Ended();
  void StopSending();

 private:
  bool Fill();
  std::string Line();
  std::string Take(size_t bytes);

  int fd_;
  std::string unread_;
};

}  // namespace diandan::gateway
