#include "services/gateway/served_file.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/base/seal.h"
#include "services/gateway/gzip.h"

namespace diandan::gateway {
namespace {

constexpr size_t kWorthKeepingPacked = 512;

bool Text(const std::string& type) {
  return absl::StartsWith(type, "text/") || absl::StrContains(type, "json") || absl::StrContains(type, "svg");
}

}  // namespace

bool MatchesEtag(absl::string_view if_none_match, const std::string& etag) {
  for (absl::string_view one : absl::StrSplit(if_none_match, ',')) {
    one = absl::StripAsciiWhitespace(one);
    absl::ConsumePrefix(&one, "W/");
    if (one == etag || one == "*") return true;
  }
  return false;
}

ServedFile FileOf(std::string type, std::string content) {
  ServedFile file;
  file.type = std::move(type);
  file.etag = absl::StrCat("\"", absl::BytesToHexString(Sha256(content).substr(0, 12)), "\"");
  file.plain = std::make_shared<const std::string>(std::move(content));
  return file;
}

void Pack(ServedFile& file) {
  if (!file.gz && Text(file.type) && file.plain->size() >= kWorthKeepingPacked)
    file.gz = std::make_shared<const std::string>(Gzip(*file.plain, /*level=*/9));
}

HttpResponse Serve(const ServedFile& file, const HttpRequest& request) {
  HttpResponse response;
  response.Set("etag", file.etag);
  response.Set("vary", "accept-encoding");
  response.Set("cache-control", file.for_good ? "public, max-age=31536000, immutable" : "no-cache");
  if (MatchesEtag(request.Header("if-none-match"), file.etag)) {
    response.status = 304;
    return response;
  }
  response.Set("content-type", file.type);
  const std::string accepted = request.AllOf("accept-encoding");
  response.shared_body = file.plain;
  if (file.br && Accepts(accepted, "br")) {
    response.Set("content-encoding", "br");
    response.shared_body = file.br;
  } else if (file.gz && Accepts(accepted, "gzip")) {
    response.Set("content-encoding", "gzip");
    response.shared_body = file.gz;
  }
  return response;
}

}  // namespace diandan::gateway
