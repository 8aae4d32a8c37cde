// The red list of a county, for anybody, without signing in and without a script:
//   GET /honours/{county}/                    who was honoured, newest first; list/{token}: further back
//   GET /honours/{county}/notice              who is on public notice; notice/{token}: further on
//   GET /honours/{county}/feed.xml            the newest fifty as Atom, for media
//   GET /honours/{county}/posters/{id}-a3.pdf a campaign's list as a sheet to hang up; -a4.pdf the smaller
//   one
// `hours` decides what stands there, and counts the questions of each address. Nothing is kept by anybody in
// between: whoever takes consent back is off at once.
#pragma once

#include <string>

#include "services/gateway/calls.h"
#include "services/gateway/exchange.h"
#include "services/gateway/methods.h"

namespace diandan::gateway {

class HonourPages {
 public:
  // Both live longer.
  HonourPages(const Methods& methods, Calls& calls) : methods_(methods), calls_(calls) {}

  static bool Names(absl::string_view path);
  // To GET and HEAD of such a path.
  void Get(const HttpRequest& request, Answer answer) const;

 private:
  using Shown = std::function<HttpResponse(const CallAnswer&)>;
  void Ask(const HttpRequest& request, const char* name, const std::string& message, Answer answer,
           Shown shown) const;

  const Methods& methods_;
  Calls& calls_;
};

}  // namespace diandan::gateway
