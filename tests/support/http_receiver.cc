#include "tests/support/http_receiver.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <thread>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/mutex.h"

namespace diandan::testing {
namespace {

// Reads until `done` says that it is enough; false when the other side hung up before.
template <typename Done>
bool ReadUntil(int fd, std::string& text, Done done) {
  char buffer[4096];
  while (!done()) {
    const ssize_t got = read(fd, buffer, sizeof buffer);
    if (got <= 0) return false;
    text.append(buffer, static_cast<size_t>(got));
  }
  return true;
}

bool ReadRequest(int fd, HttpReceiver::Request& request) {
  std::string text;
  size_t end = std::string::npos;
  if (!ReadUntil(fd, text, [&] { return (end = text.find("\r\n\r\n")) != std::string::npos; })) return false;
  const std::vector<std::string> lines = absl::StrSplit(text.substr(0, end), "\r\n");
  const std::vector<std::string> first = absl::StrSplit(lines[0], ' ');
  request.target = first.size() > 1 ? first[1] : "";
  for (size_t i = 1; i < lines.size(); ++i) {
    const std::pair<std::string, std::string> header = absl::StrSplit(lines[i], absl::MaxSplits(':', 1));
    request.headers[absl::AsciiStrToLower(header.first)] =
        std::string(absl::StripAsciiWhitespace(header.second));
  }
  size_t length = 0;
  (void)absl::SimpleAtoi(request.headers["content-length"], &length);
  request.body = text.substr(end + 4);
  return ReadUntil(fd, request.body, [&] { return request.body.size() >= length; });
}

void Write(int fd, const HttpReceiver::Reply& reply) {
  const size_t promised = reply.body.size() + (reply.break_off ? 1 : 0);
  std::string text = absl::StrCat("HTTP/1.1 ", reply.status,
                                  " As told\r\nconnection: close\r\ncontent-length: ", promised, "\r\n");
  for (const std::string& header : reply.headers) absl::StrAppend(&text, header, "\r\n");
  absl::StrAppend(&text, "\r\n", reply.body);
  (void)send(fd, text.data(), text.size(), MSG_NOSIGNAL);
}

}  // namespace

struct HttpReceiver::State {
  std::function<Reply(const Request&)> answer;
  int listener = -1;
  int port = 0;
  std::thread accepting;
  mutable absl::Mutex mutex;
  std::vector<Request> requests;
  std::vector<std::thread> connections;

  void Listen() {
    listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* raw = reinterpret_cast<sockaddr*>(&address);
    if (bind(listener, raw, size) != 0 || listen(listener, 128) != 0 ||
        getsockname(listener, raw, &size) != 0) {
      throw std::runtime_error("no port for the receiver");
    }
    port = ntohs(address.sin_port);
    accepting = std::thread([this] { Accept(); });
  }
  void Accept() {
    while (true) {
      const int fd = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
      if (fd < 0) return;
      absl::MutexLock lock(&mutex);
      connections.emplace_back([this, fd] { Serve(fd); });
    }
  }
  void Serve(int fd) {
    Request request;
    if (ReadRequest(fd, request)) {
      {
        absl::MutexLock lock(&mutex);
        requests.push_back(request);
      }
      const Reply reply = answer(request);
      if (!reply.hang_up) Write(fd, reply);
    }
    close(fd);
  }
};

HttpReceiver::HttpReceiver(std::function<Reply(const Request&)> answer) : state_(std::make_unique<State>()) {
  state_->answer = std::move(answer);
  state_->Listen();
}

HttpReceiver::~HttpReceiver() {
  shutdown(state_->listener, SHUT_RDWR);
  state_->accepting.join();
  close(state_->listener);
  for (std::thread& connection : state_->connections) connection.join();
}

std::string HttpReceiver::url(const std::string& path) const {
  return absl::StrCat("http://127.0.0.1:", state_->port, path);
}
int HttpReceiver::port() const { return state_->port; }

std::vector<HttpReceiver::Request> HttpReceiver::requests() const {
  absl::MutexLock lock(&state_->mutex);
  return state_->requests;
}

std::vector<HttpReceiver::Request> HttpReceiver::WaitFor(size_t count) const {
  absl::MutexLock lock(&state_->mutex);
  auto enough = [&] { return state_->requests.size() >= count; };
  // A test that waits in vain fails on what is missing, instead of hanging.
  state_->mutex.AwaitWithTimeout(absl::Condition(&enough), absl::Minutes(1));
  return state_->requests;
}

}  // namespace diandan::testing
