#include "services/gateway/sessions.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/base/ids.h"

namespace diandan::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr char kFolder[] = "/diandan.volunteers.v1.SignInService";

// The only RPCs that the gateway knows by name.
enum class Part { kOpens, kRenews, kEnds };
struct SessionRpc {
  absl::string_view name;
  Part part;
};
constexpr SessionRpc kRpcs[] = {
    {"/SignIn", Part::kOpens}, {"/Refresh", Part::kRenews}, {"/SignOut", Part::kEnds}};

const SessionRpc* Find(const Method& method) {
  absl::string_view path = method.path;
  if (!absl::ConsumePrefix(&path, kFolder)) return nullptr;
  for (const SessionRpc& rpc : kRpcs) {
    if (path == rpc.name) return &rpc;
  }
  return nullptr;
}

// A browser takes these prefixes as a promise: Secure, and from this very host.
std::string AccessName(bool secure) { return secure ? "__Host-diandan-access" : "diandan-access"; }
std::string RefreshName(bool secure) { return secure ? "__Secure-diandan-refresh" : "diandan-refresh"; }

std::string CookieOf(const HttpRequest& request, const std::string& name) {
  for (absl::string_view item : absl::StrSplit(request.AllOf("cookie"), absl::ByAnyChar(";,"))) {
    const std::pair<absl::string_view, absl::string_view> pair =
        absl::StrSplit(item, absl::MaxSplits('=', 1));
    if (absl::StripAsciiWhitespace(pair.first) == name)
      return std::string(absl::StripAsciiWhitespace(pair.second));
  }
  return "";
}

// Lives as long as the refresh token; an access token that has run out is told from none that way.
std::string Cookie(const std::string& name, const std::string& value, absl::string_view path, int64_t seconds,
                   bool secure) {
  return absl::StrCat(name, "=", value, "; Path=", path, "; Max-Age=", std::max<int64_t>(seconds, 0),
                      "; HttpOnly; SameSite=Strict", secure ? "; Secure" : "");
}

const FieldDescriptor* FieldOf(const Message& message, const char* name) {
  return message.GetDescriptor()->FindFieldByName(name);
}

std::string TakeText(Message& message, const char* name) {
  const FieldDescriptor* field = FieldOf(message, name);
  std::string text = message.GetReflection()->GetString(message, field);
  message.GetReflection()->ClearField(&message, field);
  return text;
}

void FillText(Message& message, const char* name, const std::string& text) {
  const FieldDescriptor* field = FieldOf(message, name);
  if (message.GetReflection()->GetString(message, field).empty())
    message.GetReflection()->SetString(&message, field, text);
}

int64_t SecondsOf(const Message& message, const char* name) {
  const auto& time = message.GetReflection()->GetMessage(message, FieldOf(message, name));
  return dynamic_cast<const google::protobuf::Timestamp&>(time).seconds();
}

// Some minutes less than the refresh token lives. Reckoned from one time of the answer to the other: the
// server's clock need not be this machine's, nor the browser's.
int64_t SecondsToKeep(const Message& message) {
  return SecondsOf(message, "refresh_expire_time") - SecondsOf(message, "access_expire_time");
}

// "http://host:port" of the page that asks, against the host it asks.
bool SameOrigin(const HttpRequest& request, absl::string_view origin) {
  absl::string_view host = origin;
  const bool web = absl::ConsumePrefix(&host, "https://") || absl::ConsumePrefix(&host, "http://");
  return web && absl::EqualsIgnoreCase(host, request.Header("host"));
}

}  // namespace

StatusOr<bool> Sessions::ByCookie(const HttpRequest& request) const {
  if (request.Header("diandan-session") != "cookie") return false;
  const absl::string_view origin = request.Header("origin"), site = request.Header("sec-fetch-site");
  if ((!origin.empty() && !SameOrigin(request, origin)) ||
      (!site.empty() && site != "same-origin" && site != "none")) {
    return Refuse(errors::v1::ORIGIN_FOREIGN);
  }
  return true;
}

std::string Sessions::TokenOf(const HttpRequest& request, bool by_cookie) const {
  const absl::string_view bearer = request.Header("authorization");
  if (absl::StartsWithIgnoreCase(bearer, "bearer ")) return std::string(bearer.substr(7));
  return by_cookie ? CookieOf(request, AccessName(request.secure)) : "";
}

bool Sessions::Concerns(const Method& method) const { return Find(method) != nullptr; }

Status Sessions::FillIn(const HttpRequest& request, const Method& method, Message& message) const {
  if (Find(method)->part == Part::kOpens) return absl::OkStatus();
  const std::string token = CookieOf(request, RefreshName(request.secure));
  if (token.empty()) return Refuse(errors::v1::NOT_SIGNED_IN);
  FillText(message, "refresh_token", token);
  // The same id for the same token: two tabs at the same moment are not taken for theft.
  FillText(message, "request_id", DeriveUuid(Uuid{}, token).ToString());
  return absl::OkStatus();
}

void Sessions::Keep(const HttpRequest& request, const Method& method, Message& message,
                    HttpResponse& response) const {
  std::string access, refresh;
  int64_t seconds = 0;
  if (Find(method)->part != Part::kEnds) {
    seconds = SecondsToKeep(message);
    access = TakeText(message, "access_token");
    refresh = TakeText(message, "refresh_token");
  }
  const bool secure = request.secure;
  response.Set("set-cookie", Cookie(AccessName(secure), access, "/", seconds, secure));
  response.Set("set-cookie", Cookie(RefreshName(secure), refresh, kFolder, seconds, secure));
  response.Set("cache-control", "no-store");
}

}  // namespace diandan::gateway
