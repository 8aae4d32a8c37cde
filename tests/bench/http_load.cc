#include "tests/bench/http_load.h"

#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "boost/asio/executor_work_guard.hpp"
#include "boost/asio/io_context.hpp"
#include "boost/asio/ip/tcp.hpp"
#include "boost/asio/post.hpp"
#include "boost/asio/read.hpp"
#include "boost/asio/read_until.hpp"
#include "boost/asio/write.hpp"

namespace diandan::bench {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr char kLength[] = "\r\ncontent-length: ";

struct Connection {
  explicit Connection(asio::io_context& context) : socket(context) {}

  void Ask() {
    asio::async_write(socket, asio::buffer(*request), [this](const error_code& error, size_t) {
      if (error) return Finish(error.message());
      ReadHead();
    });
  }
  void ReadHead() {
    asio::async_read_until(socket, asio::dynamic_buffer(unread), "\r\n\r\n",
                           [this](const error_code& error, size_t head) {
                             if (error) return Finish(error.message());
                             ReadBody(head);
                           });
  }
  void ReadBody(size_t head) {
    const size_t at = unread.find(kLength);
    size_t length = 0;
    if (at > head || !absl::SimpleAtoi(unread.substr(at + sizeof(kLength) - 1,
                                                     unread.find('\r', at + 2) - at - sizeof(kLength) + 1),
                                       &length))
      return Finish("no content-length");
    const size_t whole = head + length, missing = whole - std::min(whole, unread.size());
    asio::async_read(socket, asio::dynamic_buffer(unread), asio::transfer_exactly(missing),
                     [this](const error_code& error, size_t) {
                       if (error) return Finish(error.message());
                       const bool good = absl::StartsWith(unread, "HTTP/1.1 200 ");
                       Finish(good ? "" : unread.substr(0, 300));
                     });
  }
  void Finish(std::string problem) {
    unread.clear();
    const auto then = std::move(done);
    then(std::move(problem));
  }

  tcp::socket socket;
  std::string unread;
  std::shared_ptr<const std::string> request;
  std::function<void(std::string)> done;
};

}  // namespace

struct HttpWires::State {
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  std::vector<std::unique_ptr<Connection>> connections;
  std::thread thread;
};

HttpWires::HttpWires(int port, int connections) : state_(std::make_unique<State>()) {
  const tcp::endpoint there(asio::ip::address_v4::loopback(), static_cast<unsigned short>(port));
  for (int i = 0; i < connections; ++i) {
    auto& connection = state_->connections.emplace_back(std::make_unique<Connection>(state_->context));
    connection->socket.connect(there);
    connection->socket.set_option(tcp::no_delay(true));
  }
  state_->thread = std::thread([this] { state_->context.run(); });
}

HttpWires::~HttpWires() {
  state_->context.stop();
  state_->thread.join();
}

void HttpWires::Ask(int line, std::shared_ptr<const std::string> request,
                    std::function<void(std::string)> done) {
  Connection& connection = *state_->connections[size_t(line)];
  asio::post(state_->context, [&connection, request = std::move(request), done = std::move(done)]() mutable {
    connection.request = std::move(request);
    connection.done = std::move(done);
    connection.Ask();
  });
}

std::string JsonCall(const std::string& path, const std::string& token, const std::string& json) {
  return absl::StrCat("POST ", path, " HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n",
                      "accept-language: en\r\nauthorization: Bearer ", token,
                      "\r\ncontent-length: ", json.size(), "\r\n\r\n", json);
}

}  // namespace diandan::bench
