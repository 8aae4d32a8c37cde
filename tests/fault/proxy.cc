#include "tests/fault/proxy.h"

#include <array>
#include <atomic>
#include <functional>
#include <optional>
#include <random>
#include <set>
#include <stdexcept>
#include <thread>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "boost/asio/io_context.hpp"
#include "boost/asio/ip/tcp.hpp"
#include "boost/asio/post.hpp"
#include "boost/asio/steady_timer.hpp"
#include "boost/asio/write.hpp"

namespace diandan::fault {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

tcp::endpoint LocalEndpoint(const std::string& address) {
  int port = 0;
  if (!absl::SimpleAtoi(address.substr(address.rfind(':') + 1), &port)) {
    throw std::runtime_error("no port in " + address);
  }
  return {asio::ip::address_v4::loopback(), uint16_t(port)};
}

// What all links of a proxy share; touched by its thread only.
struct Weather {
  std::mt19937_64 random;
  int64_t delay_us = 0;
  bool parted = false;

  int64_t Between(int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(random);
  }
};

// A connection from its two ends.
class Link : public std::enable_shared_from_this<Link> {
 public:
  Link(tcp::socket client, asio::io_context& io, Weather& weather)
      : weather_(weather), up_(io, std::move(client)), down_(io, tcp::socket(io)) {}

  void Open(const tcp::endpoint& server) {
    down_.from.async_connect(server, [self = shared_from_this()](error_code failed) {
      if (failed) return self->Close(false);
      error_code ignored;
      self->up_.from.set_option(tcp::no_delay(true), ignored);
      self->down_.from.set_option(tcp::no_delay(true), ignored);
      self->Pump(self->up_, self->down_);
      self->Pump(self->down_, self->up_);
    });
  }

  void Strike(Proxy::Fault fault) {
    if (fault == Proxy::Fault::kReset) return Close(true);
    Way& way = weather_.Between(0, 1) == 0 ? up_ : down_;
    if (fault == Proxy::Fault::kHalfClose) {
      error_code ignored;
      way.from.shutdown(tcp::socket::shutdown_send, ignored);
    } else {
      way.next = fault;
    }
  }

  void Close(bool reset) {
    error_code ignored;
    for (Way* way : {&up_, &down_}) {
      if (reset) way->from.set_option(asio::socket_base::linger(true, 0), ignored);
      way->from.close(ignored);
      way->later.cancel();
    }
  }
  bool closed() const { return !up_.from.is_open() || !down_.from.is_open(); }

 private:
  // What one end sends to the other.
  struct Way {
    Way(asio::io_context& io, tcp::socket socket) : from(std::move(socket)), later(io) {}
    tcp::socket from;
    asio::steady_timer later;
    std::array<char, 16 << 10> bytes;
    std::optional<Proxy::Fault> next;
  };

  void Pump(Way& way, Way& other) {
    way.from.async_read_some(asio::buffer(way.bytes),
                             [self = shared_from_this(), &way, &other](error_code failed, size_t read) {
                               if (failed == asio::error::eof) {
                                 error_code ignored;
                                 other.from.shutdown(tcp::socket::shutdown_send, ignored);
                                 if (std::exchange(self->half_closed_, true)) self->Close(false);
                                 return;
                               }
                               if (failed) return self->Close(false);
                               self->HandOn(way, other, read);
                             });
  }

  void HandOn(Way& way, Way& other, size_t size) {
    const auto fault = std::exchange(way.next, std::nullopt);
    if (fault == Proxy::Fault::kDrop || weather_.parted) return Pump(way, other);
    if (fault == Proxy::Fault::kCorrupt) {
      way.bytes[size_t(weather_.Between(0, int64_t(size) - 1))] ^= char(1 << weather_.Between(0, 7));
    }
    way.later.expires_after(std::chrono::microseconds(weather_.Between(0, weather_.delay_us)));
    way.later.async_wait([self = shared_from_this(), &way, &other, size](error_code failed) {
      if (failed) return self->Close(false);
      asio::async_write(other.from, asio::buffer(way.bytes, size),
                        [self, &way, &other](error_code failed, size_t) {
                          failed ? self->Close(false) : self->Pump(way, other);
                        });
    });
  }

  Weather& weather_;
  Way up_, down_;  // from the client, from the server
  bool half_closed_ = false;
};

}  // namespace

class Proxy::Impl {
 public:
  Impl(const std::string& server, uint64_t seed)
      : server_(LocalEndpoint(server)), acceptor_(io_, LocalEndpoint("any:0")) {
    weather_.random.seed(seed);
    address_ = absl::StrCat("127.0.0.1:", acceptor_.local_endpoint().port());
    Accept();
    thread_ = std::thread([this] { io_.run(); });
  }
  ~Impl() {
    asio::post(io_, [this] {
      acceptor_.close();
      for (const auto& link : Open()) link->Close(false);
    });
    thread_.join();
  }

  void Post(std::function<void(Weather&)> change) {
    asio::post(io_, [this, change = std::move(change)] { change(weather_); });
  }
  void Strike(Fault fault) {
    asio::post(io_, [this, fault] {
      for (const auto& link : Open()) {
        ++struck_;
        link->Strike(fault);
      }
    });
  }
  const std::string& address() const { return address_; }
  int64_t struck() const { return struck_; }

 private:
  void Accept() {
    acceptor_.async_accept([this](error_code failed, tcp::socket client) {
      if (failed) return;
      auto link = std::make_shared<Link>(std::move(client), io_, weather_);
      links_.insert(link);
      link->Open(server_);
      Accept();
    });
  }

  std::set<std::shared_ptr<Link>> Open() {
    std::erase_if(links_, [](const auto& link) { return link->closed(); });
    return links_;
  }

  const tcp::endpoint server_;
  Weather weather_;
  asio::io_context io_;
  tcp::acceptor acceptor_;
  std::string address_;
  std::set<std::shared_ptr<Link>> links_;
  std::atomic<int64_t> struck_ = 0;
  std::thread thread_;
};

Proxy::Proxy(const std::string& server, uint64_t seed) : impl_(std::make_unique<Impl>(server, seed)) {}
Proxy::~Proxy() = default;
const std::string& Proxy::address() const { return impl_->address(); }
void Proxy::Strike(Fault fault) { impl_->Strike(fault); }
void Proxy::DelayUpTo(absl::Duration delay) {
  impl_->Post([us = absl::ToInt64Microseconds(delay)](Weather& weather) { weather.delay_us = us; });
}
void Proxy::Part(bool parted) {
  impl_->Post([parted](Weather& weather) { weather.parted = parted; });
}
int64_t Proxy::struck() const { return impl_->struck(); }

}  // namespace diandan::fault
