// What operators look at, as plain text:
//   GET /healthz   200 while the process answers
//   GET /readyz    200 when every module is ready, else 503 and a line for each: `orders: why not`
//   GET /metrics   Prometheus text
// The gateway shows them beside everything else; a process without a gateway shows nothing but them
// (--metrics).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/base/status.h"
#include "services/gateway/exchange.h"
#include "services/gateway/http_server.h"

namespace diandan::gateway {

struct Readiness {
  std::string module;
  Status status;
};
// From any thread, must not block.
using Ready = std::function<std::vector<Readiness>()>;

// None when the path is another. Through a proxy only /healthz is: the rest is nobody's business outside.
std::optional<HttpResponse> OperatorPage(const HttpRequest& request, const Ready& ready);

// Listens for nothing but these.
StatusOr<std::unique_ptr<HttpServer>> ServeOperatorPages(const std::string& address, Ready ready);

}  // namespace diandan::gateway
