#include "tests/bench/books.h"

#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "diandan/events/v1/events.pb.h"
#include "services/db/codec.h"
#include "services/hours/hours_module.h"
#include "services/hours/ledger_rules.h"
#include "services/hours/points_policy_rules.h"
#include "services/hours/points_rules.h"
#include "services/hours/steps_rules.h"

namespace diandan::bench {
namespace {

using events::v1::Cursor;  // the request: the county, and the number of the command

constexpr CountyId kBooks = 990101;
constexpr int kEach = 100;  // attendances of a command
constexpr int kPostingsInFlight = 8;
constexpr int kPointsPerHour = 10;

Uuid PersonOf(const Cursor& request, int i, int people) {
  return DeriveUuid(kBooks, absl::StrCat("person/", (request.seq() * kEach + i) % people));
}

void TouchAccounts(const Cursor& request, int people, Touches& touches) {
  hours::EntryRow entry;
  entry.county_id = kBooks;
  entry.created_at = absl::Now();
  for (int i = 0; i < kEach; ++i) {
    entry.volunteer_id = PersonOf(request, i, people);
    touches.Add<hours::AccountRow>(hours::VolunteerAccount(entry.volunteer_id));
    hours::TouchEarning(entry, touches);
  }
}

void Credit(Work& work, const Uuid& id, const Uuid& person) {
  hours::EntryRow fresh;
  fresh.id = id;
  fresh.volunteer_id = person;
  fresh.order_id = fresh.acceptance_id = fresh.session_id = id;
  fresh.home_county = kBooks;
  fresh.revision = 1;
  fresh.grade = hours::v1::A;
  fresh.start_at = work.now - absl::Hours(2);
  fresh.end_at = fresh.created_at = work.now;
  fresh.reported_minutes = fresh.decided_minutes = 60;
  fresh.event_seq = work.next_seq();
  hours::EntryRow& entry = work.Insert(std::move(fresh));
  hours::Step(entry, hours::v1::PENDING, work.now);
  hours::Pend(work, entry);
  hours::EmitEntry(work, "ENTRY_PENDED", entry);
  hours::Step(entry, hours::v1::POSTED, work.now);
  hours::Post(work, entry, 60);
  hours::EmitEntry(work, "ENTRY_POSTED", entry);
}

Verb CreditVerb(int people) {
  using google::protobuf::Message;
  Verb verb;
  verb.name = "Credit";
  verb.touches = [people](const Message& message, Touches& touches) {
    TouchAccounts(static_cast<const Cursor&>(message), people, touches);
  };
  verb.rule = [people](Work& work, const Message& message) {
    const auto& request = static_cast<const Cursor&>(message);
    for (int i = 0; i < kEach; ++i)
      Credit(work, DeriveUuid(kBooks, absl::StrCat("entry/", request.seq(), "/", i)),
             PersonOf(request, i, people));
    return absl::OkStatus();
  };
  verb.answer = [](const Message&, const Work&, Message&) {};
  return verb;
}

db::ConnectOptions Prepared(const std::string& conninfo) {
  auto connect = db::Prepare(conninfo, hours::HoursModule::schema());
  if (!connect.ok()) throw std::runtime_error(std::string(connect.status().message()));
  return *connect;
}

Caller AdminOf(CountyId county, const std::string& name) {
  Caller caller;
  caller.kind = Caller::Kind::kAccount;
  caller.subject = name;
  Grant grant;
  grant.role = Role::kCountyAdmin;
  grant.county = county;
  grant.scope = ScopeKind::kOrg;
  grant.org_path = "c";
  caller.grants = {grant};
  return caller;
}

template <typename Request, typename Response>
void RunOnce(db::Lanes& lanes, const Caller& caller, const Request& request, Response& response,
             const Verb& verb) {
  db::Command command{.county = kBooks,
                      .request_id = NewUuid(absl::Now()),
                      .caller = &caller,
                      .verb = &verb,
                      .request = &request,
                      .response = &response,
                      .received_at = absl::Now()};
  const Status status = lanes.Run(std::move(command));
  if (!status.ok()) throw std::runtime_error(std::string(status.message()));
}

}  // namespace

Books::Books(const BooksPlan& plan)
    : credit_(CreditVerb(plan.people)),
      transfers_each_(plan.points ? 3 : 2),
      look_(db::Connection::Open({.conninfo = plan.conninfo})),
      connect_(Prepared(plan.conninfo)),
      sealer_(SealerIn(plan.published)),
      lanes_({.service = "hours",
              .connect = connect_,
              .tables = &hours::HoursModule::tables(),
              .clock = &Clock::System(),
              .on_commit = [this](CountyId, int64_t) {
                if (sealer_) sealer_->Wake();
              }}) {
  clock_.kind = Caller::Kind::kService;
  clock_.subject = "service:hours";
  if (plan.points) GivePoints();
  if (sealer_) sealer_->Start();
}

void Books::GivePoints() {
  hours::v1::SetPointsPolicyRequest set;
  set.set_parent(absl::StrCat("counties/", kBooks));
  *set.mutable_settings() = hours::BuiltInPointsSettings();
  set.mutable_settings()->set_points_per_hour(kPointsPerHour);
  hours::v1::PointsPolicy policy;
  RunOnce(lanes_, AdminOf(kBooks, "accounts/first"), set, policy, hours::SetPointsPolicyVerb());
  hours::v1::ConfirmPointsPolicyRequest confirm;
  confirm.set_parent(set.parent());
  confirm.set_proposal_etag(policy.waiting().etag());
  RunOnce(lanes_, AdminOf(kBooks, "accounts/second"), confirm, policy, hours::ConfirmPointsPolicyVerb());
}

double Books::Post(absl::Duration how_long) {
  const Tally tally = Checked(KeepInFlight(kPostingsInFlight, how_long, [this](int, Finished finished) {
    auto request = std::make_shared<Cursor>();
    request->set_county_id(kBooks);
    request->set_seq(++commands_);
    db::Command command{.county = kBooks,
                        .request_id = NewUuid(absl::Now()),
                        .caller = &clock_,
                        .verb = &credit_,
                        .request = request.get(),
                        .received_at = absl::Now()};
    command.done = [request, finished = std::move(finished)](const Status& status, int64_t) {
      finished(status.ok() ? "" : std::string(status.message()));
    };
    lanes_.Submit(std::move(command));
    return true;
  }));
  posted_ += tally.done * kEach * transfers_each_;
  return tally.rate() * kEach * transfers_each_;
}

int64_t Books::Lag() {
  static const std::string kLag =
      "SELECT coalesce(max(extract(epoch FROM clock_timestamp() - e.time) * 1000), 0)::int8 FROM "
      "hours.county_clock AS c LEFT JOIN hours.checkpoint_tree AS t USING (county_id) CROSS JOIN LATERAL "
      "(SELECT time FROM hours.event WHERE county_id = c.county_id AND seq > coalesce(t.size, 0) "
      "ORDER BY seq LIMIT 1) AS e";
  return look_->Run(kLag)->Get<int64_t>(0, 0);
}

void Books::AwaitSealed() {
  while (Lag() > 0) absl::SleepFor(absl::Milliseconds(50));
}

std::unique_ptr<checkpoint::Sealer> Books::SealerIn(const std::string& folder) const {
  if (folder.empty()) return nullptr;
  return std::make_unique<checkpoint::Sealer>(
      checkpoint::SealerOptions{.service = "hours",
                                .connect = connect_,
                                .clock = &Clock::System(),
                                .key = std::make_shared<const SigningKey>(Key::Random()),
                                .folder = folder});
}

}  // namespace diandan::bench
