#include "services/gateway/operator_pages.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/rpc/metrics.h"

namespace diandan::gateway {
namespace {

HttpResponse Readyz(const std::vector<Readiness>& modules) {
  HttpResponse response = TextResponse(200, "");
  for (const Readiness& module : modules) {
    if (!module.status.ok()) response.status = 503;
    const std::string state =
        module.status.ok() ? "ready" : Speak(module.status, Language::kEnglish).message();
    absl::StrAppend(&response.body, module.module, ": ", state, "\n");
  }
  response.Set("cache-control", "no-store");
  return response;
}

}  // namespace

std::optional<HttpResponse> OperatorPage(const HttpRequest& request, const Ready& ready) {
  if (request.path == "/healthz") return TextResponse(200, "ok\n");
  if (request.forwarded) return std::nullopt;
  if (request.path == "/readyz") return Readyz(ready());
  if (request.path == "/metrics") return TextResponse(200, rpc::Metrics::Get().Text());
  return std::nullopt;
}

StatusOr<std::unique_ptr<HttpServer>> ServeOperatorPages(const std::string& address, Ready ready) {
  HttpServerOptions options{.address = address,
                            .handler =
                                [ready = std::move(ready)](const HttpRequest& request, const Answer& answer) {
                                  auto page = OperatorPage(request, ready);
                                  answer(page ? *std::move(page) : TextResponse(404, "Nothing is here.\n"));
                                },
                            .flag = "--metrics"};
  options.limits.connections = 100;
  options.threads = 1;
  return HttpServer::Start(std::move(options));
}

}  // namespace diandan::gateway
