#include "tests/support/tls_front.h"

#include <array>
#include <thread>
#include <utility>

#include "boost/asio/co_spawn.hpp"
#include "boost/asio/detached.hpp"
#include "boost/asio/io_context.hpp"
#include "boost/asio/ip/tcp.hpp"
#include "boost/asio/redirect_error.hpp"
#include "boost/asio/ssl.hpp"
#include "boost/asio/use_awaitable.hpp"
#include "boost/asio/write.hpp"

namespace diandan::testing {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

tcp::endpoint Here(int port) { return {asio::ip::address_v4::loopback(), static_cast<unsigned short>(port)}; }

// Both directions of one caller.
struct Pair {
  asio::ssl::stream<tcp::socket> outside;
  tcp::socket inside;
  void Close() {
    error_code ignored;
    outside.next_layer().close(ignored);
    inside.close(ignored);
  }
};

template <typename From, typename To>
asio::awaitable<void> Pump(std::shared_ptr<Pair> pair, From& from, To& to) {
  std::array<char, 16384> bytes;
  for (error_code error; !error;) {
    const size_t got =
        co_await from.async_read_some(asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, error));
    if (!error)
      co_await asio::async_write(to, asio::buffer(bytes, got),
                                 asio::redirect_error(asio::use_awaitable, error));
  }
  pair->Close();
}

asio::awaitable<void> Serve(std::shared_ptr<Pair> pair, int upstream_port) {
  error_code error;
  co_await pair->outside.async_handshake(asio::ssl::stream_base::server,
                                         asio::redirect_error(asio::use_awaitable, error));
  if (!error)
    co_await pair->inside.async_connect(Here(upstream_port),
                                        asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return pair->Close();
  const auto executor = co_await asio::this_coro::executor;
  asio::co_spawn(executor, Pump(pair, pair->outside, pair->inside), asio::detached);
  asio::co_spawn(executor, Pump(pair, pair->inside, pair->outside), asio::detached);
}

}  // namespace

struct TlsFront::State {
  asio::io_context context{1};
  asio::ssl::context tls{asio::ssl::context::tls_server};
  tcp::acceptor acceptor{context, Here(0)};
  std::thread thread;

  asio::awaitable<void> Accept(int upstream_port) {
    for (;;) {
      tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
      auto pair = std::make_shared<Pair>(Pair{{std::move(socket), tls}, tcp::socket(context)});
      asio::co_spawn(context, Serve(pair, upstream_port), asio::detached);
    }
  }
};

TlsFront::TlsFront(const rpc::TlsFiles& files, int upstream_port) : state_(std::make_unique<State>()) {
  state_->tls.use_certificate_chain_file(files.certificate);
  state_->tls.use_private_key_file(files.private_key, asio::ssl::context::pem);
  asio::co_spawn(state_->context, state_->Accept(upstream_port), asio::detached);
  state_->thread = std::thread([this] { state_->context.run(); });
}
TlsFront::~TlsFront() {
  state_->context.stop();
  state_->thread.join();
}
int TlsFront::port() const { return state_->acceptor.local_endpoint().port(); }

}  // namespace diandan::testing
