#include "services/gateway/gateway.h"

#include <atomic>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/gateway/api_pages.h"
#include "services/gateway/calls.h"
#include "services/gateway/certificate_pages.h"
#include "services/gateway/connect.h"
#include "services/gateway/honour_pages.h"
#include "services/gateway/photos.h"
#include "services/gateway/sessions.h"
#include "services/gateway/shared_streams.h"
#include "services/gateway/static_files.h"
#include "services/gateway/wire_error.h"
#include "services/rpc/metrics.h"

namespace diandan::gateway {
namespace {

constexpr absl::Duration kGrace = absl::Seconds(5);

}  // namespace

struct Gateway::State {
  explicit State(GatewayOptions given)
      : options(std::move(given)),
        methods(options.upstreams),
        connect(calls, shared, sessions, options.limits.body_bytes) {}

  void Handle(const HttpRequest& request, Answer answer) {
    ++requests;
    if (const Method* method = methods.Find(request.path)) {
      return connect.Handle(*method, request, std::move(answer));
    }
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (CertificatePages::Names(request.path) && (reads || request.method == "POST"))
      return certificates.Handle(request, std::move(answer));
    if (HonourPages::Names(request.path) && reads) return honours.Get(request, std::move(answer));
    if (request.method == "POST") {
      HttpResponse response =
          ErrorResponse(Refuse(errors::v1::RPC_UNKNOWN, {{"rpc", std::string(request.path.substr(0, 100))}}),
                        LanguageFor(request));
      response.status = 404;
      return answer(std::move(response));
    }
    if (Photos::Names(request.path) && reads) return photos.Get(request, std::move(answer));
    answer(Page(request));
  }

  HttpResponse Page(const HttpRequest& request) {
    if (request.method != "GET" && request.method != "HEAD") {
      HttpResponse response = TextResponse(405, "GET, HEAD or POST.\n");
      response.Set("allow", "GET, HEAD, POST");
      return response;
    }
    if (auto page = OperatorPage(request, options.ready)) return *std::move(page);
    if (auto page = api.Get(request)) return *std::move(page);
    return files->Get(request);
  }

  const GatewayOptions options;
  const Methods methods;
  Calls calls;
  SharedStreams shared{calls};
  const Sessions sessions{};
  const Connect connect;
  const Photos photos{methods, calls, sessions};
  const CertificatePages certificates{methods, calls};
  const HonourPages honours{methods, calls};
  ApiPages api{options.upstreams};
  std::unique_ptr<StaticFiles> files;
  std::atomic<int64_t> requests{0};
  std::unique_ptr<HttpServer> server;
  std::vector<std::unique_ptr<rpc::Metrics::Gauge>> gauges;
};

StatusOr<std::unique_ptr<Gateway>> Gateway::Start(GatewayOptions options) {
  auto state = std::make_unique<State>(std::move(options));
  State* const s = state.get();
  DD_ASSIGN_OR_RETURN(s->files, StaticFiles::Open(s->options.web_dir));
  HttpServerOptions http{
      .address = s->options.address,
      .handler = [s](const HttpRequest& request, Answer answer) { s->Handle(request, std::move(answer)); },
      .proxies = s->options.proxies,
      .limits = s->options.limits};
  http.threads = int(std::max(1U, std::min(4U, std::thread::hardware_concurrency())));
  DD_ASSIGN_OR_RETURN(s->server, HttpServer::Start(std::move(http)));
  s->gauges.push_back(rpc::Metrics::Get().AddGauge("diandan_http_connections",
                                                   [s] { return double(s->server->connections()); }));
  s->gauges.push_back(
      rpc::Metrics::Get().AddGauge("diandan_http_requests_total", [s] { return double(s->requests); }));
  s->gauges.push_back(rpc::Metrics::Get().AddGauge("diandan_http_watchers",
                                                   [s] { return double(s->shared.count().watchers); }));
  s->gauges.push_back(rpc::Metrics::Get().AddGauge("diandan_http_shared_streams",
                                                   [s] { return double(s->shared.count().streams); }));
  return std::unique_ptr<Gateway>(new Gateway(std::move(state)));
}

Gateway::Gateway(std::unique_ptr<State> state) : state_(std::move(state)) {}
Gateway::~Gateway() {
  state_->gauges.clear();
  state_->server->Stop(kGrace, [this] { state_->calls.CancelAll(); });
}
int Gateway::port() const { return state_->server->port(); }

}  // namespace diandan::gateway
