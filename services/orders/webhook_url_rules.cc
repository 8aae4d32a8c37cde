#include "services/orders/webhook_url_rules.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "re2/re2.h"

namespace diandan::orders {
namespace {

constexpr absl::string_view kHttps = "https://";

struct Parts {
  std::string scheme, host, port, rest;
};

bool Parse(absl::string_view url, Parts& parts) {
  static const auto* shape = new re2::RE2(
      R"((https?)://([A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?)"
      R"(([/?][A-Za-z0-9._~:/?@!$&'()*+,;=%-]*)?)");
  std::string last_label;
  if (!re2::RE2::FullMatch(re2::StringPiece(url.data(), url.size()), *shape, &parts.scheme, &parts.host,
                           &last_label, &parts.port, &parts.rest)) {
    return false;
  }
  int port = 0;
  return parts.port.empty() || (absl::SimpleAtoi(parts.port.substr(1), &port) && port > 0 && port < 65536);
}

// Resolvers take "127.1" and "0x7f000001" for addresses; whoever means one writes it in full.
bool LooksLikeANumber(const std::string& host) {
  const std::string last = host.substr(host.rfind('.') + 1);
  return absl::ascii_isdigit(last[0]);
}

}  // namespace

Status CheckUrl(absl::string_view url, const std::vector<Network>& allowed) {
  Parts parts;
  if (!Parse(url, parts)) return InvalidField("url", "", "https_url");
  const bool encrypted = parts.scheme == "https";
  auto address = ParseIp(parts.host);
  const bool written_as_address = parts.host[0] == '[' || LooksLikeANumber(parts.host);
  if (written_as_address != address.has_value()) return InvalidField("url", ShownUrl(url), "https_url");
  const bool local = absl::AsciiStrToLower(parts.host) == "localhost";
  if (local) address = ParseIp("127.0.0.1");
  if (!encrypted && (!address || !IsLoopback(*address))) {
    return InvalidField("url", ShownUrl(url), "https_url");
  }
  if (address && !MayReach(*address, encrypted, allowed)) {
    return InvalidField("url", ShownUrl(url), "reachable_network");
  }
  return absl::OkStatus();
}

std::string ShownUrl(absl::string_view url) {
  Parts parts;
  if (!Parse(url, parts)) return "";
  return absl::StrCat(parts.scheme, "://", parts.host, parts.port, parts.rest.empty() ? "" : "/…");
}

bool IsEncrypted(absl::string_view url) { return absl::StartsWith(url, kHttps); }

}  // namespace diandan::orders
