// For tests of rules: a desk with one county's rows in memory that runs verbs as the lane does, and the
// people and pictures the tests speak of. No database.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "diandan/events/v1/events.pb.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/base/command.h"
#include "services/base/verb.h"
#include "services/hours/policy_rules.h"
#include "services/hours/policy_settings_rules.h"
#include "services/hours/rows.h"
#include "services/hours/settled_rules.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {

inline constexpr CountyId kCounty = 150525;
inline constexpr CountyId kNeighbour = 150526;
inline const absl::Time kNine = absl::FromUnixSeconds(1795654800);  // 2026-11-26 09:00 in China

inline Uuid Id(absl::string_view name) { return DeriveUuid(kCounty, name); }

// An account with one grant over the whole county.
inline Caller Someone(absl::string_view name, Role role) {
  Caller caller;
  caller.kind = Caller::Kind::kAccount;
  caller.account = Id(name);
  caller.subject = "accounts/" + caller.account.ToString();
  caller.home_county = kCounty;
  caller.volunteer = DeriveUuid(caller.account, "volunteer");
  Grant grant;
  grant.role = role;
  grant.county = kCounty;
  grant.scope = role == Role::kLeader ? ScopeKind::kTeam : ScopeKind::kOrg;
  grant.org_path = "c";
  grant.id = Id("team");
  caller.grants = {grant};
  return caller;
}
inline Caller Volunteer(const Uuid& volunteer) {
  Caller caller = Someone("account of " + volunteer.ToString(), Role::kNone);
  caller.volunteer = volunteer;
  caller.grants.clear();
  return caller;
}

// A picture told step by step: Picture("order 1").With("赵", 0, 120) …
class Told {
 public:
  explicit Told(std::string order = "order") {
    picture_.set_order_id(Id(order).ToString());
    picture_.set_acceptance_id(Id(order + "/1").ToString());
    picture_.set_revision(1);
    picture_.set_team_id(Id("team").ToString());
    picture_.set_station_path("c.t.v");
    picture_.set_number("7K3M");
    *picture_.mutable_ended_time() = ToTimestamp(kNine + absl::Hours(2));
    auto* session = picture_.add_sessions();
    session->set_session_id(Id(order + "/session").ToString());
    *session->mutable_start_time() = ToTimestamp(kNine);
    *session->mutable_end_time() = ToTimestamp(kNine + absl::Hours(2));
    picture_.mutable_evidence()->set_closed_how(orders::v1::CLOSING_CODE);
    picture_.mutable_evidence()->set_closer(Id("leader").ToString());
    picture_.mutable_evidence()->set_placer(Id("clerk").ToString());
  }
  // Came `from` minutes after nine and left `to` minutes after nine, by the own code unless said.
  Told& With(const std::string& who, int from, int to, orders::v1::RecordedHow in = orders::v1::OWN_CODE,
             orders::v1::RecordedHow out = orders::v1::OWN_CODE) {
    auto* a = picture_.add_attendances();
    a->set_attendance_id(DeriveUuid(Id(picture_.acceptance_id()), who).ToString());
    a->set_session_id(picture_.sessions(0).session_id());
    a->set_volunteer_id(Id(who).ToString());
    a->set_home_county(kCounty);
    *a->mutable_start_time() = ToTimestamp(kNine + absl::Minutes(from));
    *a->mutable_end_time() = ToTimestamp(kNine + absl::Minutes(to));
    a->set_minutes(to - from);
    a->set_in_how(in);
    a->set_out_how(out);
    a->set_in_recorder(Id("account of " + who).ToString());
    a->set_out_recorder(Id("account of " + who).ToString());
    return *this;
  }
  Told& Flag(orders::v1::AttendanceFlag flag) {
    picture_.mutable_attendances(picture_.attendances_size() - 1)->add_flags(flag);
    return *this;
  }
  Told& From(CountyId home) {
    picture_.mutable_attendances(picture_.attendances_size() - 1)->set_home_county(home);
    return *this;
  }
  Told& Revision(int revision) {
    picture_.set_revision(revision);
    return *this;
  }
  Told& Roster(const std::string& who) {
    picture_.add_roster()->set_volunteer_id(Id(who).ToString());
    return *this;
  }
  orders::v1::Settled* operator->() { return &picture_; }
  const orders::v1::Settled& picture() const { return picture_; }
  Uuid entry(int index = 0) const { return IdOf(picture_.attendances(index).attendance_id()); }
  Uuid acceptance() const { return IdOf(picture_.acceptance_id()); }

 private:
  orders::v1::Settled picture_;
};

class Desk {
 public:
  explicit Desk(CountyId county = kCounty) : county(county) {}

  Status Run(const Verb& verb, const Caller& caller, const google::protobuf::Message& request,
             google::protobuf::Message* response = nullptr, const void* extra = nullptr) {
    Work work(rows, county, caller, Id(absl::StrCat("request ", ++requests_)), now, seq_, extra);
    return Finish(
        work, [&] { return verb.rule(work, request); },
        [&] {
          if (response != nullptr) verb.answer(request, work, *response);
        });
  }
  Status Take(const Told& told) {
    Caller hours;
    hours.kind = Caller::Kind::kService;
    hours.service = "hours";
    hours.subject = "service:hours";
    Work work(rows, county, hours, Id(absl::StrCat("event ", ++requests_)), now, seq_);
    return Finish(
        work, [&] { return TakeSettled(work, events::v1::Event(), told.picture()); }, [] {});
  }

  // The county's settings from here on, by two people where it takes two.
  Status Govern(const v1::PolicySettings& settings) {
    v1::SetPolicyRequest set;
    set.set_parent(absl::StrCat("counties/", county));
    *set.mutable_settings() = settings;
    v1::Policy policy;
    DD_RETURN_IF_ERROR(Run(SetPolicyVerb(), Someone("admin", Role::kCountyAdmin), set, &policy));
    if (!policy.has_waiting()) return absl::OkStatus();
    v1::ConfirmPolicyRequest confirm;
    confirm.set_parent(set.parent());
    confirm.set_proposal_etag(policy.waiting().etag());
    return Run(ConfirmPolicyVerb(), Someone("second admin", Role::kCountyAdmin), confirm);
  }

  const EntryRow& entry(const Uuid& id) { return *rows.Rows<EntryRow>().Find(county, id); }
  EntryRow& Mutable(const Uuid& id) { return *rows.Rows<EntryRow>().Change(county, id); }
  // Credits minus debits of an account, over all transfers.
  int64_t Sum(const Uuid& account) {
    int64_t sum = 0;
    for (const auto* entry : rows.Rows<TransferRow>().all()) {
      if (entry->row.credit == account) sum += entry->row.minutes;
      if (entry->row.debit == account) sum -= entry->row.minutes;
    }
    return sum;
  }
  // The id that the next request will have.
  Uuid NextRequest() const { return Id(absl::StrCat("request ", requests_ + 1)); }
  int Said(const std::string& kind) const {
    int times = 0;
    for (const EventDraft& event : events) times += event.kind == kind;
    return times;
  }
  template <typename Payload>
  const Payload& Last(const std::string& kind) const {
    for (auto it = events.rbegin(); it != events.rend(); ++it) {
      if (it->kind == kind) return static_cast<const Payload&>(*it->payload);
    }
    throw std::logic_error("never said: " + kind);
  }

  const CountyId county;
  Picture rows;
  absl::Time now = kNine + absl::Hours(3);
  std::vector<EventDraft> events;

 private:
  template <typename Rule, typename Answer>
  Status Finish(Work& work, Rule rule, Answer answer) {
    rows.BeginCommand();
    Status status = rule();
    if (!status.ok() && !work.keep()) {
      rows.UndoCommand();
      return status;
    }
    if (status.ok()) answer();
    for (const EventDraft& event : work.events()) events.push_back(event);
    seq_ += static_cast<int64_t>(work.events().size());
    return status;
  }
  int64_t seq_ = 1;
  int requests_ = 0;
};

}  // namespace diandan::hours
