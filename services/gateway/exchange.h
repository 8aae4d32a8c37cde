// One HTTP request and its answer, as the gateway's parts see them: plain data, no sockets, no Beast.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace diandan::gateway {

// Views live until the request is answered.
struct HttpRequest {
  absl::string_view method;  // "POST"
  absl::string_view path;    // "/diandan.orders.v1.OrderService/PlaceOrder", as sent: nothing decoded
  std::vector<std::pair<absl::string_view, absl::string_view>> headers;
  absl::string_view body;
  std::string client;      // address of whoever asks, past trusted proxies: "203.0.113.7"
  bool forwarded = false;  // a proxy stands between
  bool oversize = false;   // the body is more than is taken, and missing here; the connection ends
  bool secure = false;     // the caller came by https, to a trusted proxy
  std::string trace;       // base/trace.h: as the caller sent it, else made here; goes back in x-request-id

  // The first header of this name (any case), without blanks around; "" when there is none.
  absl::string_view Header(absl::string_view name) const;
  // Every header of this name, joined by ", ".
  std::string AllOf(absl::string_view name) const;
};

// A body that comes in pieces, with all the time between them.
class BodyStream {
 public:
  virtual ~BodyStream() = default;  // nobody listens any more: what makes the pieces stops
  // Asks for the next piece; `done` is called once, on any thread, with "" at the end. The next piece is
  // asked for when this one is written, so that a slow reader slows down the writer and nothing piles up.
  virtual void Next(std::function<void(std::string piece)> done) = 0;
};

struct HttpResponse {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::shared_ptr<const std::string> shared_body;  // instead of body: a file, kept once for all
  std::shared_ptr<BodyStream> stream;              // instead of both
  bool close = false;                              // the connection ends after this answer

  void Set(absl::string_view name, absl::string_view value);
  absl::string_view content() const { return shared_body ? *shared_body : body; }
};

HttpResponse TextResponse(int status, std::string text);

// Answers once, on any thread, now or later; never blocks.
using Answer = std::function<void(HttpResponse)>;
using Handler = std::function<void(const HttpRequest&, Answer)>;

// Whether a list such as "br, gzip;q=0.8" accepts this encoding; q=0 refuses it.
bool Accepts(absl::string_view list, absl::string_view encoding);

}  // namespace diandan::gateway
