#include "services/gateway/exchange.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace diandan::gateway {

absl::string_view HttpRequest::Header(absl::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (absl::EqualsIgnoreCase(key, name)) return absl::StripAsciiWhitespace(value);
  }
  return "";
}

std::string HttpRequest::AllOf(absl::string_view name) const {
  std::string all;
  for (const auto& [key, value] : headers) {
    if (absl::EqualsIgnoreCase(key, name)) {
      absl::StrAppend(&all, all.empty() ? "" : ", ", absl::StripAsciiWhitespace(value));
    }
  }
  return all;
}

void HttpResponse::Set(absl::string_view name, absl::string_view value) {
  headers.emplace_back(std::string(name), std::string(value));
}

HttpResponse TextResponse(int status, std::string text) {
  HttpResponse response{.status = status, .body = std::move(text)};
  response.Set("content-type", "text/plain; charset=utf-8");
  return response;
}

bool Accepts(absl::string_view list, absl::string_view encoding) {
  for (absl::string_view item : absl::StrSplit(list, ',')) {
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(item, absl::MaxSplits(';', 1));
    if (!absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(parts.first), encoding)) continue;
    const absl::string_view quality = absl::StripAsciiWhitespace(parts.second);
    double q = 1;
    return !absl::StartsWithIgnoreCase(quality, "q=") || !absl::SimpleAtod(quality.substr(2), &q) || q > 0;
  }
  return false;
}

}  // namespace diandan::gateway
