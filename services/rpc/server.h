// A gRPC server over services: Unix socket for this machine, mTLS for others, in-process for modules of one
// binary. Never plain text over TCP.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "grpcpp/grpcpp.h"
#include "services/base/status.h"

namespace diandan::rpc {

// PEM files. The other side must present a certificate of the same authority. Files that were replaced count
// for every connection made after they were looked at again; those that stand go on.
struct TlsFiles {
  std::string certificate;
  std::string private_key;
  std::string authority;
  int look_again_seconds = 60;
};

struct ServerOptions {
  std::vector<grpc::Service*> services;
  std::string unix_socket;  // path; "" = none. Mode 0600 unless `socket_mode` says else
  int socket_mode = 0600;
  std::string tcp_address;  // "host:port", port 0 = any; "" = none. Needs `tls`
  TlsFiles tls;
  int max_message_bytes = 1 << 20;  // 4 << 20 where imports are served
};

class Server {
 public:
  // Errors name what is wrong: port or socket taken, folder of the socket missing, path too long, key or
  // certificate not readable, TCP without TLS.
  static StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options);
  ~Server();
  // Stops listening: lets running calls end until the deadline, then cancels them. Close the feeds first,
  // since their streams never end by themselves. In-process channels go on working until the destructor;
  // before it, whoever calls through them (followers, clockwork) must have stopped, and after it services may
  // go.
  void Shutdown(absl::Duration grace);
  std::shared_ptr<grpc::Channel> InProcessChannel();
  int tcp_port() const;

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// To another process: `unix:/path` or `host:port` (mTLS, files required). Keepalive finds dead peers.
StatusOr<std::shared_ptr<grpc::Channel>> Connect(const std::string& address, const TlsFiles* tls);

}  // namespace diandan::rpc
