#include "services/gateway/http_server.h"

#include <thread>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "boost/asio/co_spawn.hpp"
#include "boost/asio/detached.hpp"
#include "boost/asio/executor_work_guard.hpp"
#include "boost/asio/io_context.hpp"
#include "boost/asio/redirect_error.hpp"
#include "boost/asio/steady_timer.hpp"
#include "boost/asio/use_awaitable.hpp"
#include "services/base/log.h"
#include "services/gateway/connection.h"

namespace diandan::gateway {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr absl::Duration kAfterAcceptFailed = absl::Milliseconds(100);

// A thread that runs connections.
struct Lane {
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  std::thread thread;
};

// "127.0.0.1:8480", "[::1]:0".
StatusOr<tcp::endpoint> ParseAddress(const char* flag, const std::string& text) {
  const size_t colon = text.rfind(':');
  std::string host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  int port = -1;
  error_code bad;
  const auto address = asio::ip::make_address(host, bad);
  if (colon == std::string::npos || bad || !absl::SimpleAtoi(text.substr(colon + 1), &port) || port < 0 ||
      port > 65535) {
    return InvalidField(flag, text, "ADDRESS:PORT");
  }
  return tcp::endpoint(address, static_cast<unsigned short>(port));
}

}  // namespace

struct HttpServer::State {
  explicit State(HttpServerOptions options) : shared(std::move(options)) {}

  Status Open() {
    DD_ASSIGN_OR_RETURN(const tcp::endpoint endpoint,
                        ParseAddress(shared.options.flag, shared.options.address));
    for (int i = 0; i < std::max(1, shared.options.threads); ++i) lanes.push_back(std::make_unique<Lane>());
    acceptor = std::make_unique<tcp::acceptor>(lanes[0]->context);
    error_code error;
    acceptor->open(endpoint.protocol(), error);
    if (!error) acceptor->set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor->bind(endpoint, error);
    if (!error) acceptor->listen(asio::socket_base::max_listen_connections, error);
    if (error) return InvalidField(shared.options.flag, shared.options.address, "port_free");
    port = acceptor->local_endpoint().port();
    asio::co_spawn(
        lanes[0]->context, [this] { return Accept(); }, asio::detached);
    for (auto& lane : lanes) lane->thread = std::thread([&lane = *lane] { lane.context.run(); });
    return absl::OkStatus();
  }

  asio::awaitable<void> Accept() {
    for (size_t next = 0; !shared.stopping; ++next) {
      error_code error;
      tcp::socket socket = co_await acceptor->async_accept(lanes[next % lanes.size()]->context,
                                                           asio::redirect_error(asio::use_awaitable, error));
      if (shared.stopping) break;
      if (error) {  // out of descriptors: some will come back
        LogWarning("http accept", {{"problem", error.message()}});
        asio::steady_timer wait(lanes[0]->context, absl::ToChronoNanoseconds(kAfterAcceptFailed));
        co_await wait.async_wait(asio::redirect_error(asio::use_awaitable, error));
        continue;
      }
      if (Open(shared) >= shared.options.limits.connections) continue;
      std::make_shared<Connection>(std::move(socket), shared)->Start();
    }
  }

  static int Open(Shared& shared) {
    absl::MutexLock lock(&shared.mutex);
    return int(shared.open.size());
  }

  // Those who are ending already may not be asked any more.
  void ForEach(void (Connection::*what)()) {
    absl::MutexLock lock(&shared.mutex);
    for (Connection* connection : shared.open) {
      if (auto alive = connection->weak_from_this().lock()) ending.push_back(std::move(alive));
    }
    for (const auto& connection : ending) ((*connection).*what)();
  }

  bool WaitForAll(absl::Duration time) {
    ending.clear();
    absl::MutexLock lock(&shared.mutex);
    auto none = [this] { return shared.open.empty(); };
    return shared.mutex.AwaitWithTimeout(absl::Condition(&none), time);
  }

  Shared shared;
  std::vector<std::unique_ptr<Lane>> lanes;
  std::unique_ptr<tcp::acceptor> acceptor;
  std::vector<std::shared_ptr<Connection>> ending;
  int port = 0;
};

StatusOr<std::unique_ptr<HttpServer>> HttpServer::Start(HttpServerOptions options) {
  auto state = std::make_unique<State>(std::move(options));
  DD_RETURN_IF_ERROR(state->Open());
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(state)));
}

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
HttpServer::~HttpServer() { Stop(absl::ZeroDuration()); }

int HttpServer::port() const { return state_->port; }
int HttpServer::connections() const { return State::Open(state_->shared); }

void HttpServer::Stop(absl::Duration grace, const std::function<void()>& hurry) {
  if (state_->shared.stopping.exchange(true)) return;
  // On its own thread, where it may be accepting.
  asio::post(state_->lanes[0]->context, [this] {
    error_code ignored;
    state_->acceptor->close(ignored);
  });
  state_->ForEach(&Connection::FinishSoon);
  if (!state_->WaitForAll(grace)) {
    if (hurry) hurry();
    state_->ForEach(&Connection::Cut);
    state_->WaitForAll(absl::InfiniteDuration());
  }
  for (auto& lane : state_->lanes) lane->work.reset();
  for (auto& lane : state_->lanes) lane->thread.join();
}

}  // namespace diandan::gateway
