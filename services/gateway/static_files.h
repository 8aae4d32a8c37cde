// The web apps from a folder, read into memory once: what is not in the list when the server starts is not
// served, so no path reaches outside. When an app's index.html has changed since, the folder is read again.
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
#include "services/base/status.h"
#include "services/gateway/exchange.h"

namespace diandan::gateway {

class StaticFiles {
 public:
  // "": no pages. Errors name --web.
  static StatusOr<std::unique_ptr<StaticFiles>> Open(const std::string& folder);
  // To GET and HEAD.
  HttpResponse Get(const HttpRequest& request);

 private:
  struct File {
    std::string type;
    std::string etag;
    bool for_good = false;
    std::shared_ptr<const std::string> plain, br, gz;
  };
  using Files = std::map<std::string, File>;  // by path, "/field/index.html"

  explicit StaticFiles(std::string folder) : folder_(std::move(folder)) {}
  std::shared_ptr<const Files> Current();
  static StatusOr<Files> Read(const std::string& folder);
  // When the pages were built: of every app's index.html.
  std::string Stamp() const;

  const std::string folder_;
  absl::Mutex mutex_;
  std::string stamp_;
  std::shared_ptr<const Files> files_;
};

// What every page says about what may run in it and who may frame it.
void AddPageHeaders(const HttpRequest& request, HttpResponse& response);

}  // namespace diandan::gateway
