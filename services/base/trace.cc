#include "services/base/trace.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "services/base/seal.h"

namespace diandan {
namespace {

constexpr size_t kLongestTrace = 48;
constexpr size_t kTraceBytes = 16;

thread_local std::string current_trace;

}  // namespace

bool TraceFits(absl::string_view id) {
  return !id.empty() && id.size() <= kLongestTrace && std::all_of(id.begin(), id.end(), [](char c) {
    return absl::ascii_isalnum(c) || c == '.' || c == '_' || c == '-';
  });
}

std::string NewTrace() { return ToHex(RandomBytes(kTraceBytes)); }

TraceScope::TraceScope(std::string id) : before_(std::exchange(current_trace, std::move(id))) {}
TraceScope::~TraceScope() { current_trace = std::move(before_); }
const std::string& TraceScope::Current() { return current_trace; }

}  // namespace diandan
