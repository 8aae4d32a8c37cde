// The services matching follows, as far as its tests need them: they publish what a test says, and orders
// writes down what it is asked to offer. Real databases, lanes, streams; only their rules are missing.
#pragma once

#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "diandan/matching/v1/matching_events_service.grpc.pb.h"
#include "diandan/matching/v1/matching_service.grpc.pb.h"
#include "diandan/orders/v1/events.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/orders/v1/orders_events_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteers_events_service.grpc.pb.h"
#include "services/matching/matching_module.h"
#include "services/matching/matching_testing.h"
#include "services/rpc/serving.h"
#include "tests/support/fixture.h"

namespace diandan::matching {

inline constexpr CountyId kNaiman = 150525;

class VolunteersOwner : public rpc::Serving<volunteers::v1::VolunteersEvents> {
 public:
  explicit VolunteersOwner(rpc::Home home) : home_(home) { ServeOnly(this, &VolunteersOwner::Follow); }
  grpc::ServerWriteReactor<events::v1::FollowResponse>* Follow(grpc::CallbackServerContext* context,
                                                               const events::v1::FollowRequest* request);

 private:
  const rpc::Home home_;
};

class OrdersOwner : public rpc::Serving<orders::v1::OrdersEvents> {
 public:
  explicit OrdersOwner(rpc::Home home) : home_(home) { ServeOnly(this, &OrdersOwner::Follow); }
  grpc::ServerWriteReactor<events::v1::FollowResponse>* Follow(grpc::CallbackServerContext* context,
                                                               const events::v1::FollowRequest* request);

 private:
  const rpc::Home home_;
};

class OfferDesk : public rpc::Serving<orders::v1::OrderService> {
 public:
  OfferDesk() { ServeOnly(this, &OfferDesk::OfferOrder); }
  grpc::ServerUnaryReactor* OfferOrder(grpc::CallbackServerContext* context,
                                       const orders::v1::OfferOrderRequest* request,
                                       orders::v1::Order* response);
  // Every call, the refused ones too.
  std::vector<orders::v1::OfferOrderRequest> calls() const;
  // The next `times` calls are refused.
  void Refuse(Reason reason, int times);

 private:
  mutable absl::Mutex mutex_;
  std::vector<orders::v1::OfferOrderRequest> calls_ ABSL_GUARDED_BY(mutex_);
  Reason refusal_ ABSL_GUARDED_BY(mutex_) = Reason::REASON_UNSPECIFIED;
  int refusals_ ABSL_GUARDED_BY(mutex_) = 0;
};

// Naiman with both owners and matching; a dispatcher, and teams as tests add them.
class World {
 public:
  World();

  // Appends the event and waits until matching has applied it.
  template <typename Payload>
  void Publish(const std::string& owner, const std::string& kind, const Uuid& subject,
               const Payload& payload) {
    AwaitApplied(owner, Append(owner, kind, subject, [&](Work& work) { work.Emit(kind, subject, payload); }));
  }
  // A village team that cuts hair, unless `change` says else.
  void AddTeam(const std::string& name, const std::string& path = "c.t1.v1",
               const std::function<void(volunteers::v1::TeamChanged&)>& change = {});
  void AddStation(const std::string& name, const std::string& path);
  // All of them in one commit, as siblings are placed.
  void OrdersAtOnce(const std::string& kind, const std::vector<orders::v1::OrderChanged>& orders);
  // ORDER_PLACED … with the order as it is then.
  void Order(const std::string& kind, const orders::v1::OrderChanged& order);
  void Offers(const std::string& kind, const std::string& order,
              const std::vector<std::pair<std::string, orders::v1::OfferState>>& offers);
  // An open order of the village c.t1.v1 in four days.
  orders::v1::OrderChanged OpenOrder(const std::string& name) const;

  void RestartMatching();
  std::vector<std::string> TeamsAsked(size_t call) const;  // names of the teams of one OfferOrder call
  int64_t Count(const std::string& sql) const;             // in matching's schema

  OfferDesk desk;

 private:
  // What is served outlives the servers.
  std::unique_ptr<VolunteersOwner> volunteers_;
  std::unique_ptr<OrdersOwner> orders_;

 public:
  testing::Installation world;
  std::unique_ptr<v1::MatchingService::Stub> stub;
  std::unique_ptr<v1::MatchingEvents::Stub> events;
  testing::TestCaller dispatcher;

 private:
  int64_t Append(const std::string& owner, const std::string& kind, const Uuid& subject,
                 const std::function<void(Work&)>& emit);
  void AwaitApplied(const std::string& owner, int64_t seq);
  void Connect();

  std::map<std::string, std::string> team_names_;
};

using Stub = v1::MatchingService::Stub;

// Teams of a ranking, best first.
std::vector<std::string> Names(const v1::RankTeamsResponse& response);
const v1::TermPoints* TermIn(const v1::RankedTeam& team, v1::TermKind kind);  // null: no such term
v1::RankTeamsRequest RankRequest(const std::string& order);
StatusOr<v1::RankTeamsResponse> Rank(const World& world, const testing::TestCaller& caller,
                                     const std::string& order);
// From now on nobody is asked by itself.
void AskByHand(World& world);
// By the built-in weights.
void AskByItself(World& world, int32_t base_version);
std::string TeamName(const std::string& name);
std::string OrderName(const std::string& name);

}  // namespace diandan::matching
