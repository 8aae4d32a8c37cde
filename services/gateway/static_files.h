// The web apps from a folder, read into memory once: what is not in the list when the server starts is not
// served, so no path reaches outside. When an app's index.html has changed since, which is looked for once a
// second while pages are asked for, the folder is read again.
//
//   DIR/field/index.html    at /field/, and for every path of the app below it
//   DIR/console/index.html  at /console/ likewise
//
// Names with a hash (assets/app-3f9a0c1d.js) are kept by browsers for good, the others asked for again by
// ETag. `x.js.br` and `x.js.gz` beside `x.js` are sent instead of it to who accepts them. Thread-safe.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "absl/synchronization/mutex.h"
#include "services/base/clock.h"
#include "services/base/status.h"
#include "services/gateway/exchange.h"
#include "services/gateway/served_file.h"

namespace diandan::gateway {

class StaticFiles {
 public:
  // "": no pages. Errors name --web.
  static StatusOr<std::unique_ptr<StaticFiles>> Open(const std::string& folder,
                                                     const Clock& clock = Clock::System());
  // To GET and HEAD.
  HttpResponse Get(const HttpRequest& request);

 private:
  using Files = std::map<std::string, ServedFile>;  // by path, "/field/index.html"

  StaticFiles(std::string folder, const Clock& clock) : folder_(std::move(folder)), clock_(clock) {}
  std::shared_ptr<const Files> Current();
  static StatusOr<Files> Read(const std::string& folder);
  // When the pages were built: of every app's index.html.
  std::string Stamp() const;

  const std::string folder_;
  const Clock& clock_;
  absl::Mutex mutex_;
  absl::Time looked_ = absl::InfinitePast();
  std::string stamp_;
  std::shared_ptr<const Files> files_;
};

// What every page says about what may run in it (`policy`: its content-security-policy) and who may frame it.
void AddPageHeaders(const HttpRequest& request, absl::string_view policy, HttpResponse& response);

}  // namespace diandan::gateway
