// Where people act on a running installation: several signed-in people, one memory of how far every service
// had got, so that each of them reads what the others wrote. Nothing sleeps to wait for a follower.
//
//   Stage stage(Channels::All(channel), [] { return absl::Now(); }, Language::kChinese);
//   DD_ASSIGN_OR_RETURN(Actor clerk, stage.SignIn("naiman-clerk", password));
//   DD_ASSIGN_OR_RETURN(auto order, stage.Call(clerk, &OrderService::Stub::PlaceOrder, request));
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <type_traits>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "grpcpp/grpcpp.h"
#include "services/base/ids.h"
#include "services/base/status.h"
#include "services/base/words.h"

namespace diandan::demo {

// The way to each service: one channel for all in one process, or one each.
struct Channels {
  std::shared_ptr<grpc::Channel> volunteers, orders, matching, hours;
  static Channels All(const std::shared_ptr<grpc::Channel>& one) { return {one, one, one, one}; }
};

// Somebody who acts. A default one is nobody: a resident with the slip in hand.
struct Actor {
  std::string token;
  std::string display_name;
  std::string volunteer;  // counties/…/volunteers/…; "" when the account is no volunteer
};

template <typename Stub, typename Request, typename Response>
using Method = grpc::Status (Stub::*)(grpc::ClientContext*, const Request&, Response*);

// Thread-safe.
class Stage {
 public:
  // `now`: the clock of the services, which tests move by hand.
  Stage(Channels channels, std::function<absl::Time()> now, Language language);

  StatusOr<Actor> SignIn(const std::string& sign_in_name, const std::string& password);

  // One call as this person; repeated while the service has not caught up or nobody answers, for a while.
  template <typename Stub, typename Request, typename Response>
  StatusOr<Response> Call(const Actor& actor, Method<Stub, Request, Response> method,
                          const std::type_identity_t<Request>& request) {
    Response response;
    Stub stub(ChannelOf(Request::descriptor()->file()->package()));
    Status done =
        Run(actor, [&](grpc::ClientContext* context) { return (stub.*method)(context, request, &response); });
    if (!done.ok()) return done;
    return response;
  }

  absl::Time now() const { return now_(); }
  Language language() const { return language_; }
  // A new id, for what happens once.
  Uuid NewId() const { return NewUuid(now_()); }

 private:
  const std::shared_ptr<grpc::Channel>& ChannelOf(const std::string& package) const;
  Status Run(const Actor& actor, const std::function<grpc::Status(grpc::ClientContext*)>& call);
  Status Try(const Actor& actor, const std::function<grpc::Status(grpc::ClientContext*)>& call);
  void TakePositions(const grpc::ClientContext& context);

  const Channels channels_;
  const std::function<absl::Time()> now_;
  const Language language_;
  absl::Mutex mutex_;
  std::map<std::string, int64_t> positions_;  // "orders/150525" → 42
};

}  // namespace diandan::demo
