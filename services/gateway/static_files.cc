#include "services/gateway/static_files.h"

#include <filesystem>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/base/log.h"
#include "services/base/whole_file.h"

namespace diandan::gateway {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kLookEvery = absl::Seconds(1);
constexpr uintmax_t kLargest = 32 << 20;
const char* const kApps[] = {"/field/", "/console/"};
// Charts set style attributes on elements of their own making; no style sheet or script from the page.
constexpr char kAppPolicy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'";

const std::map<std::string, std::string>& Types() {
  static const auto* types =
      new std::map<std::string, std::string>{{".html", "text/html; charset=utf-8"},
                                             {".js", "text/javascript; charset=utf-8"},
                                             {".mjs", "text/javascript; charset=utf-8"},
                                             {".css", "text/css; charset=utf-8"},
                                             {".json", "application/json"},
                                             {".webmanifest", "application/manifest+json"},
                                             {".svg", "image/svg+xml"},
                                             {".png", "image/png"},
                                             {".jpg", "image/jpeg"},
                                             {".webp", "image/webp"},
                                             {".ico", "image/x-icon"},
                                             {".woff2", "font/woff2"},
                                             {".txt", "text/plain; charset=utf-8"},
                                             {".wasm", "application/wasm"}};
  return *types;
}

// As Vite names what it builds: "index-DnB3f9_a.js", at least eight characters with a digit or capital among
// them, so that "service-workers.js" is none.
bool HasHash(const std::string& name) {
  const size_t dot = name.find('.', name.rfind('-') == std::string::npos ? 0 : name.rfind('-'));
  for (size_t dash = name.find('-'); dash != std::string::npos; dash = name.find('-', dash + 1)) {
    if (dot == std::string::npos || dot < dash + 9) break;
    const std::string hash = name.substr(dash + 1, dot - dash - 1);
    bool word = true;
    for (const char c : hash) word = word && absl::ascii_islower(c);
    if (!word) return true;
  }
  return false;
}

// The app whose page a path shows: "/field/orders/7" → "/field/"; nullptr for files and anything else.
const char* AppOf(absl::string_view path) {
  for (const char* app : kApps) {
    if (!absl::StartsWith(path, app)) continue;
    const absl::string_view last = path.substr(path.rfind('/') + 1);
    return absl::StrContains(last, ".") ? nullptr : app;
  }
  return nullptr;
}

HttpResponse Redirect(const std::string& to) {
  HttpResponse response = TextResponse(302, "");
  response.Set("location", to);
  response.Set("cache-control", "no-cache");
  return response;
}

}  // namespace

void AddPageHeaders(const HttpRequest& request, absl::string_view policy, HttpResponse& response) {
  response.Set("content-security-policy", policy);
  response.Set("x-content-type-options", "nosniff");
  response.Set("x-frame-options", "DENY");
  response.Set("referrer-policy", "no-referrer");
  response.Set("cross-origin-opener-policy", "same-origin");
  response.Set("cross-origin-resource-policy", "same-origin");
  response.Set("permissions-policy",
               "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), interest-cohort=()");
  if (request.secure) response.Set("strict-transport-security", "max-age=31536000");
}

StatusOr<std::unique_ptr<StaticFiles>> StaticFiles::Open(const std::string& folder, const Clock& clock) {
  std::unique_ptr<StaticFiles> files(new StaticFiles(folder, clock));
  if (folder.empty()) {
    files->files_ = std::make_shared<Files>();
    return files;
  }
  files->stamp_ = files->Stamp();
  files->looked_ = clock.Now();
  DD_ASSIGN_OR_RETURN(Files read, Read(folder));
  files->files_ = std::make_shared<Files>(std::move(read));
  return files;
}

StatusOr<StaticFiles::Files> StaticFiles::Read(const std::string& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) return InvalidField("--web", folder, "folder");
  Files files;
  std::map<std::string, std::shared_ptr<const std::string>> packed;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (!at->is_regular_file(error) || at->is_symlink(error) || at->file_size(error) > kLargest) continue;
    const std::string path = absl::StrCat("/", fs::relative(at->path(), folder, error).generic_string());
    const std::string name = at->path().filename().string(), kind = at->path().extension().string();
    if (name[0] == '.') continue;
    std::string content = FileBytes(at->path()).value_or("");
    if (kind == ".br" || kind == ".gz") {
      packed[path] = std::make_shared<const std::string>(std::move(content));
      continue;
    }
    const auto type = Types().find(kind);
    ServedFile& file = files[path] =
        FileOf(type == Types().end() ? "application/octet-stream" : type->second, std::move(content));
    file.for_good = HasHash(name);
  }
  for (auto& [path, file] : files) {
    if (auto br = packed.find(path + ".br"); br != packed.end()) file.br = br->second;
    if (auto gz = packed.find(path + ".gz"); gz != packed.end()) file.gz = gz->second;
    Pack(file);
  }
  return files;
}

std::string StaticFiles::Stamp() const {
  std::string stamp;
  for (const char* app : kApps) {
    std::error_code error;
    const auto when = fs::last_write_time(absl::StrCat(folder_, app, "index.html"), error);
    absl::StrAppend(&stamp, error ? 0 : int64_t(when.time_since_epoch().count()), " ");
  }
  return stamp;
}

std::shared_ptr<const StaticFiles::Files> StaticFiles::Current() {
  absl::MutexLock lock(&mutex_);
  // Also when the clock was set back.
  const absl::Time now = clock_.Now();
  if (folder_.empty() || (now >= looked_ && now < looked_ + kLookEvery)) return files_;
  looked_ = now;
  std::string stamp = Stamp();
  if (stamp == stamp_) return files_;
  auto read = Read(folder_);
  if (!read.ok()) return files_;  // being built: the old pages go on
  LogInfo("web pages read again", {{"files", read->size()}});
  stamp_ = std::move(stamp);
  files_ = std::make_shared<Files>(std::move(*read));
  return files_;
}

HttpResponse StaticFiles::Get(const HttpRequest& request) {
  const auto files = Current();
  std::string path(request.path);
  for (const char* app : kApps) {
    if (absl::StrCat(path, "/") == app) return Redirect(app);
    if (path == "/" && files->count(absl::StrCat(app, "index.html")) > 0) return Redirect(app);
  }
  if (const char* app = AppOf(path)) path = absl::StrCat(app, "index.html");
  auto found = files->find(path);
  if (found == files->end()) return TextResponse(404, "Nothing is here.\n");
  HttpResponse response = Serve(found->second, request);
  AddPageHeaders(request, kAppPolicy, response);
  return response;
}

}  // namespace diandan::gateway
