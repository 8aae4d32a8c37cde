// HTTP/1.1 on one port: a few threads, a coroutine for each connection. What a caller can make it keep is
// bounded: headers, one body, all bodies together, connections, and the time for each step. Requests of one
// connection are answered one after the other, so that whoever sends many at once waits for their own.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/base/network.h"
#include "services/base/status.h"
#include "services/gateway/exchange.h"

namespace diandan::gateway {

struct HttpLimits {
  size_t header_bytes = 16 << 10;             // of one request; more is answered with 431
  size_t body_bytes = 4 << 20;                // of one request; more reaches the handler as `oversize`
  int64_t all_body_bytes = 256 << 20;         // of all requests being read; more is answered with 503
  int connections = 10'000;                   // further ones are closed at once
  absl::Duration idle = absl::Seconds(75);    // between two requests
  absl::Duration header = absl::Seconds(15);  // from the first byte of a request to the end of its headers
  absl::Duration body = absl::Seconds(60);    // for the rest of it
  absl::Duration write = absl::Seconds(30);   // for each 64 KiB that the caller has to take
};

struct HttpServerOptions {
  std::string address;  // "127.0.0.1:8480"; port 0 = any
  Handler handler;
  // Who may say on whose behalf it asks (x-forwarded-for, x-forwarded-proto), beside this machine.
  std::vector<Network> proxies;
  HttpLimits limits;
  int threads = 2;
  const char* flag = "--http";  // that gave the address; errors name it
};

class HttpServer {
 public:
  // Errors name the flag: not an address, or taken.
  static StatusOr<std::unique_ptr<HttpServer>> Start(HttpServerOptions options);
  ~HttpServer();  // Stop with no grace

  int port() const;
  int connections() const;
  // No new connections, idle ones end, running answers may end until `grace` has passed; then connections are
  // cut. Returns when the handler has answered everything it was asked: whoever may make that quick does so
  // in `hurry`, called when the grace is over.
  void Stop(absl::Duration grace, const std::function<void()>& hurry = {});

 private:
  struct State;
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace diandan::gateway
