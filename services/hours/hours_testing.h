// For tests of the service: `hours` on a real database behind its real doors, and stand-ins for the services
// it follows, which say what a test wants to have happened. Nothing sleeps: saying something returns once
// `hours` has followed it.
#pragma once

#include <memory>
#include <string>

#include "diandan/hours/v1/certificate_service.grpc.pb.h"
#include "diandan/hours/v1/evaluation_service.grpc.pb.h"
#include "diandan/hours/v1/honour_service.grpc.pb.h"
#include "diandan/orders/v1/orders_events_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteers_events_service.grpc.pb.h"
#include "services/hours/desk_testing.h"
#include "services/hours/hours_module.h"
#include "services/hours/names_testing.h"
#include "services/rpc/feed.h"
#include "services/rpc/serving.h"
#include "tests/support/fixture.h"

namespace diandan::hours {

// A service that only says things. `Service`: its events service.
template <typename Service>
class StandIn : public rpc::Serving<Service> {
 public:
  explicit StandIn(rpc::ModuleParts parts) : home_(std::move(parts.home)) {
    this->ServeOnly(this, &StandIn::Follow);
  }
  grpc::ServerWriteReactor<events::v1::FollowResponse>* Follow(grpc::CallbackServerContext* context,
                                                               const events::v1::FollowRequest* request) {
    return rpc::Follow(home_, context, *request);
  }
  // Appends an event with this payload; returns its number.
  int64_t Say(CountyId county, const std::string& kind, const Uuid& subject,
              const google::protobuf::Message& payload);
  const rpc::Home& home() const { return home_; }
  // What it is asked for besides.
  std::vector<std::unique_ptr<grpc::Service>> names;

 private:
  const rpc::Home home_;
};

class HoursWorld {
 public:
  HoursWorld();

  // Orders or volunteers say something, and hours has followed it.
  void Settle(const Told& told, CountyId county = kCounty);
  // The same in two steps: said, and followed.
  int64_t SaySettled(const Told& told, CountyId county);
  void AwaitOrders(CountyId county, int64_t seq) { Await("orders", county, seq); }
  // The people served rate a service; the rating is annulled.
  void Rate(const Told& told, const Uuid& rating, int32_t score);
  void Annul(const Told& told, const Uuid& rating);
  // Ends `hours` wherever it is and starts it again on the same database.
  void Restart();
  void Tell(CountyId county, const volunteers::v1::TeamChanged& team);
  void Tell(CountyId county, const volunteers::v1::MembershipChanged& member);
  void Erase(CountyId county, const Uuid& volunteer);
  // A volunteer's account that is known in the neighbour county as well.
  testing::TestCaller Guest(const Uuid& volunteer);
  void Rate(CountyId county, const orders::v1::Rated& rated);
  void Annul(CountyId county, const orders::v1::RatingReviewed& reviewed);

  testing::TestCaller Reviewer(CountyId county, const std::string& path = "c") {
    return world.CallerWith(Role::kReviewer, testing::InOrg(county, path));
  }
  testing::TestCaller Person(const Uuid& volunteer) {
    return world.CallerWith(Role::kVolunteer, testing::Self(kCounty, volunteer));
  }
  v1::DecideEntriesRequest Verdict(CountyId county, const Uuid& entry, v1::Verdict verdict = v1::VERIFY,
                                   v1::DecisionReason reason = v1::DECISION_REASON_UNSPECIFIED,
                                   int minutes = 0);
  StatusOr<v1::DecideEntriesResponse> Decide(const testing::TestCaller& by,
                                             const v1::DecideEntriesRequest& request) {
    return by.Call(*entries, &v1::EntryService::Stub::DecideEntries, request);
  }
  // Sets the county's policy, by two people where it takes two.
  StatusOr<v1::Policy> Govern(CountyId county, const v1::PolicySettings& settings);
  StatusOr<v1::Entry> Entry(const testing::TestCaller& by, CountyId county, const Uuid& id);
  v1::ReconcileResponse Reconcile(CountyId county);
  // One number of a statement in the county's rows; throws what the database says.
  int64_t Number(CountyId county, const std::string& sql);
  int64_t Events(CountyId county) { return Number(county, "SELECT count(*) FROM event"); }
  // Runs a statement as the service's own role.
  Status Tamper(CountyId county, const std::string& sql);
  std::string RequestId() const { return NewUuid(world.clock.Now()).ToString(); }

  testing::Installation world;
  HoursModule* hours;
  std::unique_ptr<v1::EntryService::Stub> entries;
  std::unique_ptr<v1::CaseService::Stub> cases;
  std::unique_ptr<v1::LedgerService::Stub> ledger;
  std::unique_ptr<v1::PolicyService::Stub> policies;
  std::unique_ptr<v1::HoursEvents::Stub> events;
  std::unique_ptr<v1::CertificateService::Stub> certificates;
  std::unique_ptr<v1::HonourService::Stub> honours;
  std::unique_ptr<v1::EvaluationService::Stub> evaluations;
  std::unique_ptr<v1::StarService::Stub> stars;
  KnownPeople people;

 private:
  void Connect();
  void Await(const std::string& owner, CountyId county, int64_t seq);
  std::unique_ptr<StandIn<orders::v1::OrdersEvents>> orders_;
  std::unique_ptr<StandIn<volunteers::v1::VolunteersEvents>> volunteers_;
};

}  // namespace diandan::hours
