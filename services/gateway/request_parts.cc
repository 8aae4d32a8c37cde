#include "services/gateway/request_parts.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"

namespace diandan::gateway {
namespace {

constexpr size_t kPositions = 16;
constexpr size_t kHeaderShown = 200;  // of a header that goes on

// Goes into metadata, where gRPC takes printable ASCII only.
std::string Plain(absl::string_view text, size_t limit) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7e; });
  return plain && text.size() <= limit ? std::string(text) : "";
}

StatusOr<absl::Time> DeadlineOf(const HttpRequest& request, absl::Duration usual, absl::Duration most) {
  const absl::string_view text = request.Header("connect-timeout-ms");
  if (text.empty()) return absl::Now() + usual;
  int64_t ms = 0;
  if (text.size() > 10 || !absl::SimpleAtoi(text, &ms) || ms < 0)
    return InvalidField("connect-timeout-ms", text, "milliseconds");
  // gRPC would still make the call if it is quicker than the clock.
  if (ms == 0) return Refuse(errors::v1::DEADLINE_PASSED);
  return absl::Now() + std::min(absl::Milliseconds(ms), most);
}

}  // namespace

Codec CodecOf(const HttpRequest& request, bool streams) {
  const absl::string_view type = request.Header("content-type");
  const std::string base = absl::AsciiStrToLower(absl::StripAsciiWhitespace(type.substr(0, type.find(';'))));
  const absl::string_view folder = streams ? "application/connect+" : "application/";
  if (base == absl::StrCat(folder, "json")) return Codec::kJson;
  return base == absl::StrCat(folder, "proto") ? Codec::kProto : Codec::kNone;
}

StatusOr<CallHeaders> HeadersOf(const HttpRequest& request, const std::string& token, absl::Duration usual,
                                absl::Duration most) {
  CallHeaders headers;
  headers.token = Plain(token, 4096);
  headers.language = Plain(request.Header("accept-language"), kHeaderShown);
  headers.client = Plain(request.client, kHeaderShown);
  headers.trace = request.trace;
  for (absl::string_view after :
       absl::StrSplit(request.AllOf("diandan-after"), ',', absl::SkipWhitespace())) {
    if (headers.after.size() == kPositions) break;
    headers.after.push_back(Plain(absl::StripAsciiWhitespace(after), kHeaderShown));
  }
  DD_ASSIGN_OR_RETURN(headers.deadline, DeadlineOf(request, usual, most));
  return headers;
}

}  // namespace diandan::gateway
