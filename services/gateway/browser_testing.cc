#include "services/gateway/browser_testing.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace diandan::gateway {

std::string Reply::Header(const std::string& name) const {
  auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

std::vector<std::string> Reply::All(const std::string& name) const {
  std::vector<std::string> all;
  auto [begin, end] = headers.equal_range(name);
  for (auto it = begin; it != end; ++it) all.push_back(it->second);
  return all;
}

Wire::Wire(int port) : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{.tv_sec = 60, .tv_usec = 0};  // a test must not hang
  setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
  if (connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) {
    close(fd_);
    throw std::runtime_error("nobody listens");
  }
}
Wire::~Wire() { close(fd_); }

void Wire::Send(absl::string_view text) {
  while (!text.empty()) {
    const ssize_t sent = send(fd_, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;  // the server hung up: Receive tells
    text.remove_prefix(size_t(sent));
  }
}

bool Wire::Fill() {
  char bytes[65536];
  const ssize_t got = recv(fd_, bytes, sizeof(bytes), 0);
  if (got > 0) unread_.append(bytes, size_t(got));
  return got > 0;
}

std::string Wire::Line() {
  size_t end;
  while ((end = unread_.find("\r\n")) == std::string::npos) {
    if (!Fill()) return std::exchange(unread_, "");
  }
  std::string line = unread_.substr(0, end);
  unread_.erase(0, end + 2);
  return line;
}

std::string Wire::Take(size_t bytes) {
  while (unread_.size() < bytes && Fill()) {
  }
  std::string taken = unread_.substr(0, bytes);
  unread_.erase(0, taken.size());
  return taken;
}

Reply Wire::ReceiveHead() {
  Reply reply;
  const std::vector<std::string> first = absl::StrSplit(Line(), ' ');
  if (first.size() < 2 || !absl::SimpleAtoi(first[1], &reply.status)) return {};
  for (std::string line = Line(); !line.empty(); line = Line()) {
    const std::pair<std::string, std::string> field = absl::StrSplit(line, absl::MaxSplits(':', 1));
    reply.headers.emplace(absl::AsciiStrToLower(field.first), absl::StripAsciiWhitespace(field.second));
  }
  return reply;
}

std::string Wire::ReceiveChunk() {
  size_t size = 0;
  if (!absl::SimpleHexAtoi(Line(), &size)) return "";
  std::string piece = Take(size);
  Line();
  return piece;
}

Reply Wire::Receive(bool head) {
  Reply reply = ReceiveHead();
  size_t length = 0;
  if (head || reply.status == 304) return reply;
  if (reply.Header("transfer-encoding") == "chunked") {
    for (std::string piece = ReceiveChunk(); !piece.empty(); piece = ReceiveChunk()) reply.body += piece;
  } else if (absl::SimpleAtoi(reply.Header("content-length"), &length)) {
    reply.body = Take(length);
  }
  return reply;
}

Reply Wire::Ask(const std::string& method, const std::string& target, const Headers& headers,
                const std::string& body) {
  std::string text = absl::StrCat(method, " ", target, " HTTP/1.1\r\nhost: localhost\r\n");
  for (const auto& [name, value] : headers) absl::StrAppend(&text, name, ": ", value, "\r\n");
  if (!body.empty() || method == "POST") absl::StrAppend(&text, "content-length: ", body.size(), "\r\n");
  Send(text + "\r\n" + body);
  return Receive(method == "HEAD");
}

Reply Wire::Call(const std::string& path, const std::string& json, Headers headers) {
  headers.emplace("content-type", "application/json");
  return Ask("POST", path, headers, json);
}

bool Wire::Ended() { return unread_.empty() && !Fill(); }

void Wire::StopSending() { shutdown(fd_, SHUT_WR); }

}  // namespace diandan::gateway
