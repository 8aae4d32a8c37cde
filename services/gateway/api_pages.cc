#include "services/gateway/api_pages.h"

#include "absl/strings/match.h"
#include "services/gateway/api_text.h"
#include "services/gateway/open_api.h"
#include "services/gateway/static_files.h"
#include "services/gateway/wire_error.h"

namespace diandan::gateway {
namespace {

constexpr char kPolicy[] =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

}  // namespace

const ApiPages::Files& ApiPages::In(Language language) {
  absl::MutexLock lock(&mutex_);
  Files& files = files_[language];
  if (!files.empty()) return files;
  for (auto& [path, text] : ApiTexts(upstreams_, language))
    files[path] = FileOf("text/html; charset=utf-8", text);
  files[kOpenApiPath] = FileOf("application/json", OpenApi(upstreams_, language));
  files["/api/style.css"] = FileOf("text/css; charset=utf-8", ApiStyle());
  for (auto& [path, file] : files) Pack(file);
  return files;
}

std::optional<HttpResponse> ApiPages::Get(const HttpRequest& request) {
  if (request.path != "/api" && !absl::StartsWith(request.path, "/api/")) return std::nullopt;
  const Files& files = In(LanguageFor(request));
  std::string path(request.path);
  if (path == "/api/") path = "/api";
  const auto found = files.find(path);
  if (found == files.end()) return std::nullopt;
  HttpResponse response = Serve(found->second, request);
  response.Set("vary", "accept-language");
  AddPageHeaders(request, kPolicy, response);
  return response;
}

}  // namespace diandan::gateway
