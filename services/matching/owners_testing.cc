#include "services/matching/owners_testing.h"

#include <deque>
#include <future>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "google/protobuf/descriptor.h"
#include "gtest/gtest.h"
#include "services/matching/weights_rules.h"
#include "services/rpc/client.h"
#include "services/rpc/feed.h"
#include "services/rpc/follower.h"

namespace diandan::matching {
namespace {

const db::Tables& CommonTables() {
  static const auto* tables = [] {
    auto* made = new db::Tables();
    rpc::AddCommonTables(*made);
    return made;
  }();
  return *tables;
}

// Matching may call everything of the service.
std::vector<AccessRow> RowsOf(const google::protobuf::ServiceDescriptor& service) {
  static auto* names = new std::deque<std::string>();
  std::vector<AccessRow> rows;
  for (int i = 0; i < service.method_count(); ++i) {
    names->push_back(absl::StrCat("/", service.full_name(), "/", service.method(i)->name()));
    rows.push_back({.rpc = names->back(), .roles = {}, .services = {"matching"}});
  }
  return rows;
}

const google::protobuf::ServiceDescriptor& ServiceNamed(const char* name) {
  return *google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(name);
}

constexpr char kNoTables[] = "SELECT 1;";

}  // namespace

grpc::ServerWriteReactor<events::v1::FollowResponse>* VolunteersOwner::Follow(
    grpc::CallbackServerContext* context, const events::v1::FollowRequest* request) {
  return rpc::Follow(home_, context, *request);
}

grpc::ServerWriteReactor<events::v1::FollowResponse>* OrdersOwner::Follow(
    grpc::CallbackServerContext* context, const events::v1::FollowRequest* request) {
  return rpc::Follow(home_, context, *request);
}

grpc::ServerUnaryReactor* OfferDesk::OfferOrder(grpc::CallbackServerContext* context,
                                                const orders::v1::OfferOrderRequest* request,
                                                orders::v1::Order*) {
  grpc::Status answer;
  {
    absl::MutexLock lock(&mutex_);
    calls_.push_back(*request);
    if (refusals_ > 0 && refusals_-- > 0) answer = rpc::ToGrpc(diandan::Refuse(refusal_), Language::kEnglish);
  }
  auto* reactor = context->DefaultReactor();
  reactor->Finish(answer);
  return reactor;
}

std::vector<orders::v1::OfferOrderRequest> OfferDesk::calls() const {
  absl::MutexLock lock(&mutex_);
  return calls_;
}

void OfferDesk::Refuse(Reason reason, int times) {
  absl::MutexLock lock(&mutex_);
  refusal_ = reason;
  refusals_ = times;
}

World::World() : world(kNow) {
  auto people = world.Prepare("volunteers", {"volunteers", {{1, "none", kNoTables}}}, &CommonTables(),
                              RowsOf(ServiceNamed("diandan.volunteers.v1.VolunteersEvents")));
  volunteers_ = std::make_unique<VolunteersOwner>(people.home);
  world.Serve("volunteers", {volunteers_.get()});
  auto loop = world.Prepare("orders", {"orders", {{1, "none", kNoTables}}}, &CommonTables(),
                            RowsOf(ServiceNamed("diandan.orders.v1.OrdersEvents")));
  orders_ = std::make_unique<OrdersOwner>(loop.home);
  world.Serve("orders", {orders_.get(), &desk});
  Connect();
  dispatcher = world.CallerWith(Role::kDispatcher, testing::InOrg(kNaiman, "c"));
}

void World::Connect() {
  auto& module = world.Host<MatchingModule>("matching");
  stub = v1::MatchingService::NewStub(world.ChannelTo("matching"));
  events = v1::MatchingEvents::NewStub(world.ChannelTo("matching"));
  module.Start();
}

void World::RestartMatching() {
  world.End("matching");
  Connect();
}

int64_t World::Append(const std::string& owner, const std::string& kind, const Uuid& subject,
                      const std::function<void(Work&)>& emit) {
  Verb verb;
  verb.name = "Publish";
  verb.touches = [](const google::protobuf::Message&, Touches&) {};
  verb.rule = [&](Work& work, const google::protobuf::Message&) {
    emit(work);
    return absl::OkStatus();
  };
  verb.answer = [](const google::protobuf::Message&, const Work&, google::protobuf::Message&) {};
  Caller caller;
  caller.subject = "service:" + owner;
  orders::v1::Noted request;
  std::promise<std::pair<Status, int64_t>> answered;
  db::Command command;
  command.county = kNaiman;
  command.request_id = NewUuid(world.clock.Now());
  command.request_hash = kind + subject.ToString();
  command.caller = &caller;
  command.verb = &verb;
  command.request = &request;
  command.received_at = world.clock.Now();
  command.done = [&](const Status& status, int64_t seq) { answered.set_value({status, seq}); };
  world.home(owner).lanes->Submit(std::move(command));
  auto [status, seq] = answered.get_future().get();
  EXPECT_TRUE(status.ok()) << status;
  return seq;
}

void World::AwaitApplied(const std::string& owner, int64_t seq) {
  std::promise<bool> reached;
  world.home("matching").progress->When(owner, kNaiman, seq, absl::Now() + absl::Seconds(30), [&](bool yes) {
    reached.set_value(yes);
  });
  EXPECT_TRUE(reached.get_future().get()) << "matching does not follow " << owner;
}

void World::AddStation(const std::string& name, const std::string& path) {
  volunteers::v1::OrgChanged org;
  org.set_org_id(Id(name).ToString());
  org.set_tier(volunteers::v1::STATION);
  org.set_path(path);
  Publish("volunteers", "ORG_CHANGED", Id(name), org);
}

void World::AddTeam(const std::string& name, const std::string& path,
                    const std::function<void(volunteers::v1::TeamChanged&)>& change) {
  volunteers::v1::TeamChanged team;
  team.set_team_id(Id(name).ToString());
  team.set_name(name);
  team.set_org_path(path);
  team.add_skills("haircut");
  if (change) change(team);
  team_names_[TeamName(name)] = name;
  Publish("volunteers", "TEAM_CHANGED", Id(name), team);
}

void World::Order(const std::string& kind, const orders::v1::OrderChanged& order) {
  Publish("orders", kind, *ParseUuid(order.order_id()), order);
}

void World::OrdersAtOnce(const std::string& kind, const std::vector<orders::v1::OrderChanged>& orders) {
  const Uuid first = *ParseUuid(orders.front().order_id());
  const int64_t last = Append("orders", kind, first, [&](Work& work) {
    for (const auto& order : orders) work.Emit(kind, *ParseUuid(order.order_id()), order);
  });
  AwaitApplied("orders", last);
}

void World::Offers(const std::string& kind, const std::string& order,
                   const std::vector<std::pair<std::string, orders::v1::OfferState>>& offers) {
  orders::v1::OffersChanged event;
  event.set_order_id(Id(order).ToString());
  for (const auto& [team, state] : offers) {
    auto& offer = *event.add_offers();
    offer.set_offer_id(Id(order + " to " + team).ToString());
    offer.set_team_id(Id(team).ToString());
    offer.set_state(state);
  }
  Publish("orders", kind, Id(order), event);
}

orders::v1::OrderChanged World::OpenOrder(const std::string& name) const {
  orders::v1::OrderChanged order;
  order.set_order_id(Id(name).ToString());
  order.set_state(orders::v1::OPEN);
  order.set_prev_state(orders::v1::PLACED);
  order.set_level(orders::v1::VILLAGE);
  order.set_urgency(orders::v1::ROUTINE);
  order.set_skill("haircut");
  order.set_station_id(Id("station").ToString());
  order.set_station_path("c.t1.v1");
  order.set_client_key("household");
  *order.add_sessions() = SessionOf(At(5, 9), At(5, 11));
  return order;
}

std::vector<std::string> World::TeamsAsked(size_t call) const {
  std::vector<std::string> names;
  const orders::v1::OfferOrderRequest request = desk.calls().at(call);
  for (const auto& offer : request.offers()) names.push_back(team_names_.at(offer.team()));
  return names;
}

int64_t World::Count(const std::string& sql) const {
  int64_t count = -1;
  Status status =
      db::Transact(*world.home("matching").pool, {kNaiman}, true, [&](db::Connection& connection) {
        count = connection.Run(sql)->Get<int64_t>(0, 0);
        return absl::OkStatus();
      });
  EXPECT_TRUE(status.ok()) << status;
  return count;
}

std::string TeamName(const std::string& name) { return ResourceNameOf(kNaiman, "teams", Id(name)); }
std::string OrderName(const std::string& name) { return ResourceNameOf(kNaiman, "orders", Id(name)); }

std::vector<std::string> Names(const v1::RankTeamsResponse& response) {
  std::vector<std::string> names;
  for (const auto& team : response.ranked()) names.push_back(team.team_name());
  return names;
}

const v1::TermPoints* TermIn(const v1::RankedTeam& team, v1::TermKind kind) {
  for (const auto& term : team.terms()) {
    if (term.kind() == kind) return &term;
  }
  return nullptr;
}

v1::RankTeamsRequest RankRequest(const std::string& order) {
  v1::RankTeamsRequest request;
  request.set_parent("counties/150525");
  request.set_order(OrderName(order));
  return request;
}

StatusOr<v1::RankTeamsResponse> Rank(const World& world, const testing::TestCaller& caller,
                                     const std::string& order) {
  return caller.Call(*world.stub, &Stub::RankTeams, RankRequest(order));
}

namespace {

void SetAutomatic(World& world, bool automatic, int32_t base_version) {
  v1::SetWeightsRequest request;
  request.set_request_id(NewUuid(world.world.clock.Now()).ToString());
  request.set_parent("counties/150525");
  *request.mutable_weights() = DefaultWeights();
  request.mutable_weights()->mutable_waves()->set_automatic(automatic);
  request.set_base_version(base_version);
  request.set_without_simulation(v1::AUTOMATIC_SWITCH);
  auto admin = world.world.CallerWith(Role::kCountyAdmin, testing::InOrg(kNaiman, "c"));
  EXPECT_TRUE(admin.Call(*world.stub, &Stub::SetWeights, request).ok());
}

}  // namespace

void AskByHand(World& world) { SetAutomatic(world, false, 0); }
void AskByItself(World& world, int32_t base_version) { SetAutomatic(world, true, base_version); }

}  // namespace diandan::matching
