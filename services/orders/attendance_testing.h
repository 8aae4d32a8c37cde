// For tests of roster, facts, completion and ratings in words: an order that "team" holds, on a picture in
// memory, and one call after the other.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "diandan/volunteers/v1/events.pb.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/common_rules.h"
#include "services/orders/completion_rules.h"
#include "services/orders/fact_rules.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/rating_rules.h"
#include "services/orders/roster_rules.h"
#include "tests/support/matchers.h"

namespace diandan::orders::attendance {

inline constexpr CountyId kCounty = 150525;
inline const absl::Time kStart = absl::FromUnixSeconds(1'790'000'000);

inline Uuid Id(absl::string_view name) { return DeriveUuid(kCounty, name); }
inline std::string Name(const char* collection, absl::string_view name) {
  return ResourceNameOf(kCounty, collection, Id(name));
}

inline Caller Leader() {
  Caller caller{.kind = Caller::Kind::kAccount, .subject = "accounts/leader"};
  caller.grants = {{.role = Role::kLeader, .scope = ScopeKind::kTeam, .county = kCounty, .id = Id("team")}};
  return caller;
}
inline Caller Clerk() {
  Caller caller{.kind = Caller::Kind::kAccount, .subject = "accounts/clerk"};
  caller.grants = {{.role = Role::kClerk, .scope = ScopeKind::kOrg, .county = kCounty, .org_path = "c.t.v"}};
  return caller;
}
inline Caller Volunteer(absl::string_view who) {
  Caller caller{.kind = Caller::Kind::kAccount, .subject = "accounts/v"};
  caller.volunteer = Id(who);
  caller.grants = {{.role = Role::kVolunteer, .scope = ScopeKind::kSelf, .county = kCounty, .id = Id(who)}};
  return caller;
}
inline Caller Nobody() { return {}; }

class AttendanceRulesTest : public ::testing::Test {
 protected:
  AttendanceRulesTest() {
    OrderRow order{.county_id = kCounty, .id = Id("order"), .number = "7K3M"};
    order.state = v1::ACCEPTED;
    order.prev_state = v1::OPEN;
    order.station_path = "c.t.v";
    order.team_id = Id("team");
    order.acceptance_id = AcceptanceId(Id("order"), 1);
    order.acceptance_ordinal = 1;
    order.first_start = kStart;
    order.last_end = kStart + absl::Hours(2);
    picture_.Rows<OrderRow>().Load(order);
    picture_.Rows<SessionRow>().Load({.county_id = kCounty,
                                      .id = Id("session"),
                                      .order_id = Id("order"),
                                      .start_at = kStart,
                                      .end_at = kStart + absl::Hours(2),
                                      .planned = true});
    AcceptanceRow acceptance{
        .county_id = kCounty, .id = *order.acceptance_id, .order_id = order.id, .ordinal = 1};
    acceptance.team_id = Id("team");
    acceptance.accepted_at = kStart - absl::Hours(24);
    picture_.Rows<AcceptanceRow>().Load(acceptance);
    OrderPrivateRow secrets{.county_id = kCounty, .id = Id("order")};
    secrets.closing_code_hash.data = "right code";
    secrets.rating_secret_hash.data = "right secret";
    picture_.Rows<OrderPrivateRow>().Load(secrets);
    Member("eva");
  }

  void Member(absl::string_view who) {
    volunteers::v1::VolunteerChanged facts;
    facts.set_record_consent(true);
    MembershipMirrorRow member{.county_id = kCounty, .id = MembershipId(Id("team"), Id(who))};
    member.team_id = Id("team");
    member.volunteer_id = Id(who);
    member.home_county = kCounty;
    member.facts.data = facts.SerializeAsString();
    picture_.Rows<MembershipMirrorRow>().Load(member);
  }

  OrderRow& order() { return *picture_.Rows<OrderRow>().Change(kCounty, Id("order")); }
  AcceptanceRow& acceptance() {
    return *picture_.Rows<AcceptanceRow>().Change(kCounty, AcceptanceId(Id("order"), 1));
  }

  template <typename Request>
  Status Run(const Verb& verb, const Request& request, const Caller& caller, const void* extra = nullptr) {
    picture_.BeginCommand();
    Work work(picture_, kCounty, caller, Id(absl::StrCat("request ", ++requests_)), now_, 1, extra);
    Status status = verb.rule(work, request);
    events_.clear();
    for (const EventDraft& event : work.events()) events_.push_back(event.kind);
    if (!status.ok() && !work.keep()) picture_.UndoCommand();
    return status;
  }

  // A check-in of `who`, observed at that minute after the start.
  Status CheckIn(absl::string_view who, const Caller& caller, int minute, const char* code = "",
                 bool fits = true) {
    v1::CheckInRequest request;
    request.set_name(Name("orders", "order"));
    request.set_session_id(Id("session").ToString());
    request.set_volunteer(Name("volunteers", who));
    request.set_code(code);
    *request.mutable_observed_time() = ToTimestamp(kStart + absl::Minutes(minute));
    const FactCheck check{fits};
    return Run(CheckInVerb(), request, caller, &check);
  }
  Work work() { return Work(picture_, kCounty, Leader(), {}, now_, 1); }
  const FactRow& LastFact() { return picture_.Rows<FactRow>().all().back()->row; }

  v1::CompleteOrderRequest Completion(int minute) {
    v1::CompleteOrderRequest request;
    request.set_name(Name("orders", "order"));
    *request.mutable_observed_time() = ToTimestamp(kStart + absl::Minutes(minute));
    return request;
  }
  Status CompleteWithCode(const char* hash) {
    v1::CompleteOrderRequest request = Completion(90);
    request.set_closing_code("123456");
    SecretHashes hashes{hash, ""};
    return Run(CompleteOrderVerb(), request, Leader(), &hashes);
  }
  Status Roster(std::vector<std::string> people, const Caller& caller = Leader()) {
    v1::SetRosterRequest request;
    request.set_name(Name("orders", "order"));
    for (const std::string& who : people) {
      v1::RosterPlace* place = request.add_places();
      place->set_session_id(Id("session").ToString());
      place->set_volunteer(Name("volunteers", who));
    }
    return Run(SetRosterVerb(), request, caller);
  }
  Status Rate(v1::RaterKind kind, v1::RatingChannel channel, const Caller& caller, const char* secret = "") {
    v1::RateOrderRequest request;
    request.set_name(Name("orders", "order"));
    request.set_rater_kind(kind);
    request.set_channel(channel);
    request.set_score(5);
    RatingSecrets secrets{secret, {}, {}};
    return Run(RateOrderVerb(), request, caller, &secrets);
  }

  Picture picture_;
  absl::Time now_ = kStart + absl::Minutes(100);
  int requests_ = 0;
  std::vector<std::string> events_;
};

}  // namespace diandan::orders::attendance
