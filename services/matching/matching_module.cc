#include "services/matching/matching_module.h"

#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/orders/v1/orders_events_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteers_events_service.grpc.pb.h"
#include "services/matching/emergency_service.h"
#include "services/matching/fairness_service.h"
#include "services/matching/matching_access.h"
#include "services/matching/matching_follower.h"
#include "services/matching/matching_service.h"
#include "services/matching/plan_rows.h"
#include "services/matching/plan_service.h"
#include "services/matching/rows.h"
#include "services/matching/simulation_service.h"
#include "services/matching/suggestion_rows.h"
#include "services/matching/suggestion_service.h"
#include "services/rpc/client.h"

namespace diandan::matching {

db::Schema ServiceSchema();  // generated from schema/*.sql

namespace {

// As far as matching has followed volunteers, orders must have come too before it judges the teams.
rpc::CallOptions AfterVolunteers(const rpc::Home& home, CountyId county) {
  rpc::CallOptions options;
  auto& position = options.after.emplace_back();
  position.set_service("volunteers");
  position.set_county_id(county);
  position.set_seq(home.progress->At("volunteers", county));
  return options;
}

template <typename Stub>
rpc::OpenFollow Opens(std::shared_ptr<Stub> stub) {
  return [stub](grpc::ClientContext* context, const events::v1::FollowRequest& request) {
    return std::unique_ptr<grpc::ClientReaderInterface<events::v1::FollowResponse>>(
        stub->Follow(context, request));
  };
}

}  // namespace

struct MatchingModule::Running {
  explicit Running(rpc::ModuleParts given)
      : parts(std::move(given)),
        peer(parts.home.identity),
        teams(parts.home.pool),
        waves(parts.home, &teams,
              [this](CountyId county, const auto& request) { return Offer(county, request); }),
        service(parts.home, &teams),
        plans(parts.home, &teams,
              [this](const rpc::Call& call, const auto& request) { return OfferFor(call, request); }),
        suggestions(parts.home, &teams,
                    [this](const rpc::Call& call, const auto& request) { return OfferFor(call, request); }),
        simulations(parts.home),
        fairness(parts.home),
        emergencies(parts.home, &waves),
        events(parts.home, [this](CountyId county, const Uuid& subject) { return Replay(county, subject); }) {
  }

  Status Offer(CountyId county, const orders::v1::OfferOrderRequest& request) {
    orders::v1::Order response;
    return peer.Call(AfterVolunteers(parts.home, county), [&](grpc::ClientContext* context) {
      return orders->OfferOrder(context, request, &response);
    });
  }

  // On behalf of whoever commits a plan.
  Status OfferFor(const rpc::Call& call, const orders::v1::OfferOrderRequest& request) {
    orders::v1::Order response;
    rpc::CallOptions options = rpc::For(call);
    options.after = AfterVolunteers(parts.home, call.county).after;
    return peer.Call(options, [&](grpc::ClientContext* context) {
      return orders->OfferOrder(context, request, &response);
    });
  }

  Status Replay(CountyId county, const Uuid& subject) {
    if (!volunteers_follower || !orders_follower) return Refuse(Reason::PEER_UNAVAILABLE);
    DD_RETURN_IF_ERROR(volunteers_follower->Replay(county, subject));
    return orders_follower->Replay(county, subject);
  }

  rpc::ModuleParts parts;
  rpc::Peer peer;
  TeamCache teams;
  WaveMaker waves;
  MatchingService service;
  PlanService plans;
  SuggestionService suggestions;
  SimulationService simulations;
  FairnessService fairness;
  EmergencyService emergencies;
  MatchingEvents events;
  std::unique_ptr<orders::v1::OrderService::Stub> orders;
  std::unique_ptr<rpc::Follower> volunteers_follower;
  std::unique_ptr<rpc::Follower> orders_follower;
};

MatchingModule::MatchingModule(rpc::ModuleParts parts)
    : running_(std::make_unique<Running>(std::move(parts))) {}
MatchingModule::~MatchingModule() = default;

const db::Tables& MatchingModule::tables() {
  static const auto* tables = [] {
    auto* made = new db::Tables(
        db::MakeTables<OrgRow, TeamRow, MemberRow, QualifiedRow, OrderRow, RecordRow, ClientServiceRow,
                       RatingRow, AsksRow, ChanceRow, WeightsRow, RecommendationRow, EmergencyRow, PlanRow,
                       PlanPartRow, SimulationRow, SuggestionRow, TripOrderRow>());
    rpc::AddCommonTables(*made);
    return made;
  }();
  return *tables;
}

db::Schema MatchingModule::schema() { return ServiceSchema(); }
const std::vector<AccessRow>& MatchingModule::access() { return MatchingAccess(); }

std::vector<grpc::Service*> MatchingModule::services() {
  return {&running_->service,  &running_->plans,       &running_->suggestions, &running_->simulations,
          &running_->fairness, &running_->emergencies, &running_->events};
}

void MatchingModule::Start() {
  const rpc::ModuleParts& parts = running_->parts;
  running_->orders = orders::v1::OrderService::NewStub(parts.channel_to("orders"));

  rpc::EventHandlers of_volunteers = VolunteersHandlers(running_->teams);
  if (parts.book != nullptr) of_volunteers.merge(parts.book->Handlers());
  running_->volunteers_follower = std::make_unique<rpc::Follower>(
      parts.home, "volunteers",
      Opens(std::shared_ptr<volunteers::v1::VolunteersEvents::Stub>(
          volunteers::v1::VolunteersEvents::NewStub(parts.channel_to("volunteers")))),
      std::move(of_volunteers));
  running_->orders_follower =
      std::make_unique<rpc::Follower>(parts.home, "orders",
                                      Opens(std::shared_ptr<orders::v1::OrdersEvents::Stub>(
                                          orders::v1::OrdersEvents::NewStub(parts.channel_to("orders")))),
                                      OrdersHandlers(running_->teams, running_->waves));
}

void MatchingModule::Stop() {
  running_->orders_follower.reset();
  running_->volunteers_follower.reset();
}

}  // namespace diandan::matching
