// Photos of orders as browsers ask for pictures: GET /photos/{county}/{order uuid}/{SHA-256}.jpg, signed in
// by the bearer header or, with `diandan-session: cookie`, by cookie (sessions.h). `orders` says who may see
// one; what goes out is image/jpeg and nothing else, and never runs. A name never changes what it shows, so
// the caller's own browser keeps it; nobody in between does.
#pragma once

#include "services/gateway/calls.h"
#include "services/gateway/exchange.h"
#include "services/gateway/methods.h"
#include "services/gateway/sessions.h"

namespace diandan::gateway {

class Photos {
 public:
  // All live longer.
  Photos(const Methods& methods, Calls& calls, const Sessions& sessions)
      : methods_(methods), calls_(calls), sessions_(sessions) {}

  static bool Names(absl::string_view path);
  // To GET and HEAD of such a path.
  void Get(const HttpRequest& request, Answer answer) const;

 private:
  const Methods& methods_;
  Calls& calls_;
  const Sessions& sessions_;
};

}  // namespace diandan::gateway
