// The gateway: HTTP for everybody outside. RPCs over the Connect protocol (connect.h), the web apps
// (static_files.h), browsers' sign-in (sessions.h), photos of orders (photos.h), the page where anybody
// checks a certificate (certificate_pages.h), the red list (honour_pages.h), the reference of the API
// (api_pages.h), and what operators look at (operator_pages.h). Its own edge
// is plain HTTP on this machine; TLS and the open network belong to a proxy before it (nginx), which says
// x-forwarded-for and x-forwarded-proto.
// It knows no database, and no RPC by name but the three of signing in, GetPhoto, VerifyCertificate and the
// two of the red list.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/base/network.h"
#include "services/base/status.h"
#include "services/gateway/http_server.h"
#include "services/gateway/methods.h"
#include "services/gateway/operator_pages.h"

namespace diandan::gateway {

struct GatewayOptions {
  std::string address;  // "127.0.0.1:8480"; port 0 = any
  std::string web_dir;  // with field/index.html and console/index.html; "" = no pages
  std::vector<Upstream> upstreams;
  Ready ready;
  std::vector<Network> proxies;  // trusted beside this machine
  HttpLimits limits;
};

class Gateway {
 public:
  static StatusOr<std::unique_ptr<Gateway>> Start(GatewayOptions options);
  // Running calls get a moment to end. The services must still be there.
  ~Gateway();
  int port() const;

 private:
  struct State;
  explicit Gateway(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace diandan::gateway
