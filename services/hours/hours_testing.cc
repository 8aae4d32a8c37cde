#include "services/hours/hours_testing.h"

#include <deque>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "google/protobuf/descriptor.h"
#include "services/rpc/dead_letters.h"

namespace diandan::hours {
namespace {

const db::Tables& NoTables() {
  static const db::Tables tables = [] {
    db::Tables common;
    rpc::AddCommonTables(common);
    return common;
  }();
  return tables;
}

// What a stand-in is told to say, carried through its lane.
struct Saying {
  std::string kind;
  Uuid subject;
};

// Every RPC of these services, for `hours`.
std::vector<AccessRow> RowsOf(const std::vector<std::string>& services) {
  static std::deque<std::string> names;  // rows keep views
  std::vector<AccessRow> access;
  for (const std::string& service : services) {
    const auto* found = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(service);
    for (int i = 0; i < found->method_count(); ++i) {
      names.push_back(absl::StrCat("/", service, "/", found->method(i)->name()));
      AccessRow row;
      row.rpc = names.back();
      row.services = {"hours"};
      access.push_back(row);
    }
  }
  return access;
}

template <typename Service>
std::unique_ptr<StandIn<Service>> HostStandIn(testing::Installation& world, const std::string& name,
                                              const KnownPeople& people) {
  std::vector<std::string> services = NameServicesOf(name);
  services.push_back(Service::service_full_name());
  auto stand_in =
      std::make_unique<StandIn<Service>>(world.Prepare(name, {name, {}}, &NoTables(), RowsOf(services)));
  stand_in->names = NamesOf(name, stand_in->home(), people);
  std::vector<grpc::Service*> served{stand_in.get()};
  for (const auto& service : stand_in->names) served.push_back(service.get());
  world.Serve(name, served);
  return stand_in;
}

}  // namespace

template <typename Service>
int64_t StandIn<Service>::Say(CountyId county, const std::string& kind, const Uuid& subject,
                              const google::protobuf::Message& payload) {
  Saying saying{kind, subject};
  Verb verb;
  verb.name = "Say";
  verb.touches = [](const google::protobuf::Message&, Touches&) {};
  verb.answer = [](const google::protobuf::Message&, const Work&, google::protobuf::Message&) {};
  verb.rule = [&](Work& work, const google::protobuf::Message& message) {
    if (auto* settled = dynamic_cast<const orders::v1::Settled*>(&message)) {
      work.Emit(saying.kind, saying.subject, *settled);
    } else if (auto* rated = dynamic_cast<const orders::v1::Rated*>(&message)) {
      work.Emit(saying.kind, saying.subject, *rated);
    } else if (auto* reviewed = dynamic_cast<const orders::v1::RatingReviewed*>(&message)) {
      work.Emit(saying.kind, saying.subject, *reviewed);
    } else if (auto* erased = dynamic_cast<const volunteers::v1::PersonErased*>(&message)) {
      work.Emit(saying.kind, saying.subject, *erased);
    } else if (auto* member = dynamic_cast<const volunteers::v1::MembershipChanged*>(&message)) {
      work.Emit(saying.kind, saying.subject, *member);
    } else {
      work.Emit(saying.kind, saying.subject, dynamic_cast<const volunteers::v1::TeamChanged&>(message));
    }
    return absl::OkStatus();
  };
  Caller caller;
  caller.kind = Caller::Kind::kService;
  caller.subject = "service:" + home_.service;
  absl::Notification said;
  Status status;
  int64_t at = 0;
  db::Command command;
  command.county = county;
  command.request_id = NewUuid(home_.clock->Now());
  command.caller = &caller;
  command.verb = &verb;
  command.request = &payload;
  command.received_at = home_.clock->Now();
  command.done = [&](const Status& answer, int64_t seq) {
    status = answer;
    at = seq;
    said.Notify();
  };
  home_.lanes->Submit(std::move(command));
  said.WaitForNotification();
  if (!status.ok()) throw std::runtime_error(status.ToString());
  return at;
}

HoursWorld::HoursWorld() : world(kNine + absl::Hours(3)), hours(&world.Host<HoursModule>("hours")) {
  orders_ = HostStandIn<orders::v1::OrdersEvents>(world, "orders", people);
  volunteers_ = HostStandIn<volunteers::v1::VolunteersEvents>(world, "volunteers", people);
  world.Start();
  Connect();
}

void HoursWorld::Restart() {
  world.End("hours");
  hours = &world.Host<HoursModule>("hours");
  world.Start();
  Connect();
}

void HoursWorld::Connect() {
  auto channel = world.ChannelTo("hours");
  entries = v1::EntryService::NewStub(channel);
  cases = v1::CaseService::NewStub(channel);
  ledger = v1::LedgerService::NewStub(channel);
  policies = v1::PolicyService::NewStub(channel);
  events = v1::HoursEvents::NewStub(channel);
  certificates = v1::CertificateService::NewStub(channel);
  honours = v1::HonourService::NewStub(channel);
  evaluations = v1::EvaluationService::NewStub(channel);
  stars = v1::StarService::NewStub(channel);
}

void HoursWorld::Await(const std::string& owner, CountyId county, int64_t seq) {
  absl::Notification answered;
  bool reached = false;
  world.home("hours").progress->When(owner, county, seq, absl::Now() + absl::Seconds(20), [&](bool there) {
    reached = there;
    answered.Notify();
  });
  answered.WaitForNotification();
  if (!reached) throw std::runtime_error("hours did not follow " + owner);
}

void HoursWorld::Settle(const Told& told, CountyId county) { AwaitOrders(county, SaySettled(told, county)); }

int64_t HoursWorld::SaySettled(const Told& told, CountyId county) {
  return orders_->Say(county, "SETTLED", IdOf(told.picture().order_id()), told.picture());
}

void HoursWorld::Rate(const Told& told, const Uuid& rating, int32_t score) {
  orders::v1::Rated rated;
  rated.set_rating_id(rating.ToString());
  rated.set_acceptance_id(told.acceptance().ToString());
  rated.set_team_id(told.picture().team_id());
  rated.set_rater_kind(orders::v1::RESIDENT);
  rated.set_score(score);
  AwaitOrders(kCounty, orders_->Say(kCounty, "RATED", IdOf(told.picture().order_id()), rated));
}

void HoursWorld::Annul(const Told& told, const Uuid& rating) {
  orders::v1::RatingReviewed reviewed;
  reviewed.set_rating_id(rating.ToString());
  reviewed.set_annulled(true);
  AwaitOrders(kCounty, orders_->Say(kCounty, "RATING_ANNULLED", IdOf(told.picture().order_id()), reviewed));
}

void HoursWorld::Tell(CountyId county, const volunteers::v1::TeamChanged& team) {
  Await("volunteers", county, volunteers_->Say(county, "TEAM_CHANGED", IdOf(team.team_id()), team));
}

void HoursWorld::Tell(CountyId county, const volunteers::v1::MembershipChanged& member) {
  Await("volunteers", county,
        volunteers_->Say(county, "MEMBERSHIP_CHANGED", IdOf(member.volunteer_id()), member));
}

testing::TestCaller HoursWorld::Guest(const Uuid& volunteer) {
  std::vector<Grant> grants = {testing::Self(kCounty, volunteer), testing::Self(kNeighbour, volunteer)};
  for (Grant& grant : grants) grant.role = Role::kVolunteer;
  return world.CallerWith(std::move(grants), volunteer);
}

void HoursWorld::Erase(CountyId county, const Uuid& volunteer) {
  volunteers::v1::PersonErased erased;
  erased.set_volunteer_id(volunteer.ToString());
  Await("volunteers", county, volunteers_->Say(county, "PERSON_ERASED", volunteer, erased));
}

void HoursWorld::Rate(CountyId county, const orders::v1::Rated& rated) {
  AwaitOrders(county, orders_->Say(county, "RATED", IdOf(rated.order_id()), rated));
}

void HoursWorld::Annul(CountyId county, const orders::v1::RatingReviewed& reviewed) {
  AwaitOrders(county, orders_->Say(county, "RATING_ANNULLED", IdOf(reviewed.order_id()), reviewed));
}

v1::DecideEntriesRequest HoursWorld::Verdict(CountyId county, const Uuid& entry, v1::Verdict verdict,
                                             v1::DecisionReason reason, int minutes) {
  v1::DecideEntriesRequest request;
  request.set_parent(absl::StrCat("counties/", county));
  request.set_request_id(RequestId());
  auto* decision = request.add_decisions();
  decision->set_entry(ResourceNameOf(county, "entries", entry));
  decision->set_verdict(verdict);
  decision->set_reason(reason);
  decision->set_minutes(minutes);
  return request;
}

StatusOr<v1::Policy> HoursWorld::Govern(CountyId county, const v1::PolicySettings& settings) {
  using Policies = v1::PolicyService::Stub;
  v1::SetPolicyRequest set;
  set.set_parent(absl::StrCat("counties/", county));
  set.set_request_id(RequestId());
  *set.mutable_settings() = settings;
  auto admin = world.CallerWith(Role::kCountyAdmin, testing::InOrg(county, "c"));
  DD_ASSIGN_OR_RETURN(v1::Policy policy, admin.Call(*policies, &Policies::SetPolicy, set));
  if (!policy.has_waiting()) return policy;
  v1::ConfirmPolicyRequest confirm;
  confirm.set_parent(set.parent());
  confirm.set_request_id(RequestId());
  confirm.set_proposal_etag(policy.waiting().etag());
  auto second = world.CallerWith(Role::kCountyAdmin, testing::InOrg(county, "c"));
  return second.Call(*policies, &Policies::ConfirmPolicy, confirm);
}

StatusOr<v1::Entry> HoursWorld::Entry(const testing::TestCaller& by, CountyId county, const Uuid& id) {
  v1::GetEntryRequest request;
  request.set_name(ResourceNameOf(county, "entries", id));
  return by.Call(*entries, &v1::EntryService::Stub::GetEntry, request);
}

v1::ReconcileResponse HoursWorld::Reconcile(CountyId county) {
  v1::ReconcileRequest request;
  request.set_parent(absl::StrCat("counties/", county));
  auto auditor = world.CallerWith(Role::kAuditor, testing::InOrg(county, "c"));
  auto report = auditor.Call(*ledger, &v1::LedgerService::Stub::Reconcile, request);
  if (!report.ok()) throw std::runtime_error(report.status().ToString());
  return *report;
}

int64_t HoursWorld::Number(CountyId county, const std::string& sql) {
  int64_t number = 0;
  Status status = db::Transact(*world.home("hours").pool, {county}, true, [&](db::Connection& db) {
    number = db.Run(sql)->Get<int64_t>(0, 0);
    return absl::OkStatus();
  });
  if (!status.ok()) throw std::runtime_error(status.ToString());
  return number;
}

Status HoursWorld::Tamper(CountyId county, const std::string& sql) {
  return db::Transact(*world.home("hours").pool, {county}, false, [&](db::Connection& db) {
    db.Run(sql);
    return absl::OkStatus();
  });
}

}  // namespace diandan::hours
