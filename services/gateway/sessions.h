// Browsers stay signed in by two cookies that no script can read; programs send bearer tokens and never meet
// this.
//
// How a web app uses it. Every call carries the header `diandan-session: cookie`:
//   sign in    SignInService/SignIn {"signInName","password"}: the answer sets the cookies and comes without
//              tokens, with `who` and the times when they run out.
//   call       any RPC: the access token comes from its cookie.
//   renew      after TOKEN_EXPIRED, SignInService/Refresh {}: sets fresh cookies; then the call once more.
//              Tabs may do so at the same time. NOT_SIGNED_IN and REFRESH_REUSED mean the sign-in page.
//   sign out   SignInService/SignOut {} or {"everywhere":true}: ends the sign-in and the cookies.
// `request_id` of the last two is filled in.
//
// Why a foreign page cannot use them: the cookies are SameSite=Strict; they count only beside that header,
// which a foreign page cannot send without asking first, and nobody here says yes; and a foreign `origin` or
// `sec-fetch-site` is refused (ORIGIN_FOREIGN). Behind TLS they are Secure and bound to the host.
// Immutable, thread-safe.
#pragma once

#include <string>

#include "google/protobuf/message.h"
#include "services/base/status.h"
#include "services/gateway/exchange.h"
#include "services/gateway/methods.h"

namespace diandan::gateway {

class Sessions {
 public:
  // Whether the caller goes by cookies. ORIGIN_FOREIGN when another page asks in its name.
  StatusOr<bool> ByCookie(const HttpRequest& request) const;
  // The access token: of the bearer header, else `by_cookie` of the cookie; "" when there is none.
  std::string TokenOf(const HttpRequest& request, bool by_cookie) const;

  // Whether the RPC gives, renews or ends a sign-in: then the two below are needed around it.
  bool Concerns(const Method& method) const;
  // Fills in what the browser does not know. NOT_SIGNED_IN when there is no cookie to renew or to end.
  Status FillIn(const HttpRequest& request, const Method& method, google::protobuf::Message& message) const;
  // Moves tokens from the answer into cookies.
  void Keep(const HttpRequest& request, const Method& method, google::protobuf::Message& message,
            HttpResponse& response) const;
};

}  // namespace diandan::gateway
