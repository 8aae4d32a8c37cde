// One connection of the HTTP server: read a request, have it answered, write the answer, again. Internal to
// the HTTP server; everything runs on the connection's executor, which has one thread.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/synchronization/mutex.h"
#include "boost/asio/awaitable.hpp"
#include "boost/asio/ip/tcp.hpp"
#include "boost/beast/core/flat_buffer.hpp"
#include "boost/beast/core/tcp_stream.hpp"
#include "boost/beast/http/parser.hpp"
#include "boost/beast/http/string_body.hpp"
#include "services/gateway/http_server.h"

namespace diandan::gateway {

class Connection;

// What the connections of one server have in common.
struct Shared {
  explicit Shared(HttpServerOptions given) : options(std::move(given)) {}
  const HttpServerOptions options;
  std::atomic<bool> stopping{false};
  std::atomic<int64_t> body_bytes{0};
  absl::Mutex mutex;
  absl::flat_hash_set<Connection*> open;
};

// What one body takes of the room that all bodies share; given back with it, however that comes about.
class Room {
 public:
  explicit Room(std::atomic<int64_t>& all) : all_(all) {}
  ~Room() { Leave(); }
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;
  // The body has so many bytes by now; what all bodies have then.
  int64_t Take(size_t bytes) {
    const int64_t more = int64_t(bytes) - mine_;
    mine_ += more;
    return all_ += more;
  }
  void Leave() { Take(0); }

 private:
  std::atomic<int64_t>& all_;
  int64_t mine_ = 0;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::ip::tcp::socket socket, Shared& shared);
  ~Connection();

  // Until the caller leaves, misbehaves or the server stops. Holds itself alive.
  void Start();
  // From any thread: ends when no request is being answered.
  void FinishSoon();
  // From any thread: cuts the wire. What the handler still owes is waited for.
  void Cut();

 private:
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

  boost::asio::awaitable<void> Serve();
  // One request and its answer; whether another may follow.
  boost::asio::awaitable<bool> Once();
  boost::asio::awaitable<bool> ReadHeader(Parser& parser);
  enum class Body { kWhole, kOversize, kNoRoom, kLost };
  boost::asio::awaitable<Body> ReadBody(Parser& parser, Room& room);
  HttpRequest Describe(const Parser& parser) const;
  boost::asio::awaitable<HttpResponse> Ask(const HttpRequest& request);
  boost::asio::awaitable<bool> Write(const HttpResponse& response, bool head, bool http10, bool keep);
  boost::asio::awaitable<bool> WriteStream(BodyStream& stream, bool chunked);
  boost::asio::awaitable<bool> WriteAll(absl::string_view first, absl::string_view rest);
  boost::asio::awaitable<void> Refuse(int status, std::string text);
  // Takes what a refused caller still sends for a moment, so that the refusal reaches them.
  boost::asio::awaitable<void> Linger();
  void WatchForLeaving();

  Shared& shared_;
  boost::beast::tcp_stream stream_;
  boost::beast::flat_buffer buffer_;
  std::string address_;   // of the other side
  bool trusted_ = false;  // a proxy whose word counts
  bool idle_ = true;
  std::function<void()> leave_;  // set while a stream is written: ends it
};

}  // namespace diandan::gateway
