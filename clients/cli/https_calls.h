// One call at a time to a gateway: binary, over the Connect protocol (connectrpc.com/docs/protocol). Of a
// stream that ends by itself, all messages at its end. Certificates are checked against the system's
// authorities, or against one file's; redirections are not followed. Connections are kept for the next call.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "grpcpp/grpcpp.h"
#include "services/base/status.h"

namespace diandan::cli {

struct HttpsAnswer {
  grpc::Status status;
  std::vector<std::string> messages;   // of the answer, serialized; one, unless it is a stream
  std::vector<std::string> positions;  // diandan-position
};

// "https://…" or "http://…"; anything else is none of this file's business.
bool IsWebAddress(absl::string_view address);

// Thread-safe.
class HttpsCalls {
 public:
  // `address`: https://HOST[:PORT], or http:// to this machine. `authority`: PEM file; "" = the system's.
  // Errors name --server or --tls-ca. Connects nowhere yet.
  static StatusOr<std::unique_ptr<HttpsCalls>> Open(const std::string& address, const std::string& authority);
  ~HttpsCalls();

  // Blocks. `path`: "/diandan.orders.v1.OrderService/GetOrder". A certificate that is not trusted and an
  // address where no gateway answers are FIELD_INVALID of --server; whoever cannot be reached is UNAVAILABLE.
  HttpsAnswer Call(const std::string& path, const std::map<std::string, std::string>& headers,
                   absl::string_view message, absl::Time deadline, bool stream);

 private:
  struct State;
  explicit HttpsCalls(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace diandan::cli
