// The id of the request that a thread works for, the same from the browser through the gateway and gRPC down
// to the database: `x-request-id` over HTTP, `diandan-trace` in metadata, `trace` in the log, part of
// application_name in PostgreSQL. It tells nothing and is believed in nothing: whoever asks may choose it.
// Work that a lane does for many at once has none; there the event row's request_id says who asked.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace diandan {

inline constexpr char kTraceKey[] = "diandan-trace";  // in gRPC metadata

// 1 to 48 letters, digits, '.', '_' or '-': fit for a log, for metadata and for application_name.
bool TraceFits(absl::string_view id);
std::string NewTrace();  // random, 32 hex digits

// While it lives, the thread works for this request; scopes may be nested.
class TraceScope {
 public:
  explicit TraceScope(std::string id);
  ~TraceScope();
  TraceScope(const TraceScope&) = delete;
  TraceScope& operator=(const TraceScope&) = delete;

  // "" outside of any.
  static const std::string& Current();

 private:
  std::string before_;
};

}  // namespace diandan
