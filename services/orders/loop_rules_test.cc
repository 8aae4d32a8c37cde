// Every action of the loop in every state: allowed, or refused with the reason a person can act on.
#include <map>

#include "diandan/volunteers/v1/events.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/desk_rules.h"
#include "services/orders/offer_rules.h"
#include "services/orders/reschedule_rules.h"
#include "services/orders/rules_testing.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::Refused;
using diandan::testing::RefusedWith;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Action {
  const char* name;
  std::function<Status(County&)> run;
  std::map<v1::OrderState, v1::OrderState> leads;  // from → to; any other state is refused
};

std::vector<Action> Actions() {
  using S = v1::OrderState;
  return {
      {"ApproveOrder",
       [](County& c) { return c.Run(ApproveOrderVerb(), c.officer, For<v1::ApproveOrderRequest>("o")); },
       {{S::PLACED, S::OPEN}}},
      {"RefuseOrder",
       [](County& c) {
         auto request = For<v1::RefuseOrderRequest>("o");
         request.set_reason(v1::UNSAFE);
         return c.Run(RefuseOrderVerb(), c.officer, request);
       },
       {{S::PLACED, S::REFUSED}}},
      {"OfferOrder",
       [](County& c) {
         auto request = For<v1::OfferOrderRequest>("o");
         request.add_offers()->set_team(Name("teams", "team"));
         return c.Run(OfferOrderVerb(), c.clerk, request);
       },
       {{S::OPEN, S::OPEN}}},
      {"AcceptOrder",
       [](County& c) {
         auto request = For<v1::AcceptOrderRequest>("o");
         request.set_team(Name("teams", "team"));
         return c.Run(AcceptOrderVerb(), c.leader, request);
       },
       {{S::OPEN, S::ACCEPTED}}},
      {"WithdrawAcceptance",
       [](County& c) {
         return c.Run(WithdrawAcceptanceVerb(), c.leader, For<v1::WithdrawAcceptanceRequest>("o"));
       },
       {{S::ACCEPTED, S::OPEN}}},
      {"ReleaseOrder",
       [](County& c) {
         auto request = For<v1::ReleaseOrderRequest>("o");
         request.set_reason(v1::TEAM_UNREACHABLE);
         return c.Run(ReleaseOrderVerb(), c.officer, request);
       },
       {{S::ACCEPTED, S::OPEN}}},
      {"RescheduleOrder",
       [](County& c) {
         auto request = For<v1::RescheduleOrderRequest>("o");
         *request.add_sessions() = SessionAt("later", c.now + absl::Hours(48), absl::Hours(1));
         return c.Run(RescheduleOrderVerb(), c.clerk, request);
       },
       {{S::OPEN, S::OPEN}, {S::ACCEPTED, S::ACCEPTED}}},
      {"EscalateOrder",
       [](County& c) {
         auto request = For<v1::EscalateOrderRequest>("o");
         request.set_from_level(v1::VILLAGE);
         return c.Run(EscalateOrderVerb(), c.clerk, request);
       },
       {{S::OPEN, S::OPEN}}},
      {"CancelOrder",
       [](County& c) {
         auto request = For<v1::CancelOrderRequest>("o");
         request.set_reason(v1::NO_LONGER_NEEDED);
         return c.Run(CancelOrderVerb(), c.clerk, request);
       },
       {{S::PLACED, S::CANCELLED}, {S::OPEN, S::CANCELLED}, {S::ACCEPTED, S::CANCELLED}}},
      {"CloseUnserved",
       [](County& c) { return c.Run(CloseUnservedVerb(), c.clerk, For<v1::CloseUnservedRequest>("o")); },
       {{S::OPEN, S::CANCELLED}}},
  };
}

TEST(Loop, EveryActionInEveryState) {
  for (const Action& action : Actions()) {
    for (int number = v1::PLACED; number <= v1::CANCELLED; ++number) {
      const auto state = static_cast<v1::OrderState>(number);
      SCOPED_TRACE(absl::StrCat(action.name, " in ", v1::OrderState_Name(state)));
      County county;
      county.AddOrder("o", state);
      const Status answer = action.run(county);
      const auto leads = action.leads.find(state);
      if (leads != action.leads.end()) {
        EXPECT_OK(answer);
        EXPECT_EQ(county.Order("o").state, leads->second);
        continue;
      }
      // Who comes second to an order is told so, not that he did something wrong.
      const bool taken =
          action.name == std::string("AcceptOrder") && (state == v1::ACCEPTED || state == v1::IN_SERVICE);
      // A leader who does not hold it is told how an order stands while all may take it, and no longer.
      const bool unseen = action.name == std::string("WithdrawAcceptance") &&
                          (state == v1::PLACED || state == v1::REFUSED || state == v1::CANCELLED);
      EXPECT_THAT(answer, Refused(taken    ? errors::v1::ORDER_ALREADY_ACCEPTED
                                  : unseen ? errors::v1::NOT_ALLOWED
                                           : errors::v1::ORDER_WRONG_STATE));
      EXPECT_EQ(county.Order("o").state, state);
    }
  }
}

// The need is met by an order of the same kind that is still under way.
TEST(Cancel, WhatStaysForAnOrderPlacedTwice) {
  using S = v1::OrderState;
  const auto merge = [](S state, v1::OrderKind kind) {
    County county;
    county.AddOrder("o", v1::OPEN);
    county.AddOrder("stays", state).kind = kind;
    auto request = For<v1::CancelOrderRequest>("o");
    request.set_reason(v1::PLACED_TWICE);
    request.set_same_as(Name("orders", "stays"));
    const Status answer = county.Run(CancelOrderVerb(), county.clerk, request);
    EXPECT_EQ(county.Order("stays").version, answer.ok() ? 2 : 1);
    EXPECT_EQ(county.Order("stays").state, state);
    if (answer.ok()) {
      EXPECT_THAT(county.events, ElementsAre("ORDER_CANCELLED", "ORDER_PLACED_AGAIN"));
    }
    return answer;
  };
  for (S state : {S::PLACED, S::OPEN, S::ACCEPTED, S::IN_SERVICE, S::COMPLETED})
    EXPECT_OK(merge(state, v1::DEMAND)) << v1::OrderState_Name(state);
  for (S state : {S::VERIFIED, S::REFUSED, S::REJECTED, S::CANCELLED}) {
    EXPECT_THAT(merge(state, v1::DEMAND),
                RefusedWith(errors::v1::SAME_ORDER_NEEDED, "state", v1::OrderState_Name(state)));
  }
  EXPECT_THAT(merge(v1::OPEN, v1::ACTIVITY), RefusedWith(errors::v1::SAME_ORDER_NEEDED, "kind", "ACTIVITY"));
}

TEST(Accept, NamesWhoWasFaster) {
  County county;
  county.AddOrder("o", v1::OPEN);
  auto first = For<v1::AcceptOrderRequest>("o");
  first.set_team(Name("teams", "team"));
  auto second = first;
  second.set_team(Name("teams", "rival"));
  EXPECT_OK(county.Run(AcceptOrderVerb(), county.leader, first));
  EXPECT_THAT(county.events, ElementsAre("ORDER_ACCEPTED"));
  EXPECT_THAT(county.Run(AcceptOrderVerb(), county.rival, second),
              RefusedWith(errors::v1::ORDER_ALREADY_ACCEPTED, "team", "team"));
  EXPECT_THAT(county.Run(AcceptOrderVerb(), county.rival, second),
              RefusedWith(errors::v1::ORDER_ALREADY_ACCEPTED, "accepted_at", "2026-11-20T01:00:00Z"));
}

TEST(Accept, RecallsTheOtherOffers) {
  County county;
  county.AddOrder("o", v1::OPEN);
  county.AddOffer("o", "team");
  const Uuid other = county.AddOffer("o", "rival").id;
  auto accept = For<v1::AcceptOrderRequest>("o");
  accept.set_team(Name("teams", "team"));
  accept.set_offer_id(OfferId(Id("o"), Id("team")).ToString());
  ASSERT_OK(county.Run(AcceptOrderVerb(), county.leader, accept));
  EXPECT_EQ(county.Find<OfferRow>(OfferId(Id("o"), Id("team")))->state, v1::OFFER_ACCEPTED);
  EXPECT_EQ(county.Find<OfferRow>(other)->state, v1::OFFER_WITHDRAWN);
  auto late = For<v1::DeclineOfferRequest>("o");
  late.set_offer_id(other.ToString());
  EXPECT_THAT(county.Run(DeclineOfferVerb(), county.rival, late), Refused(errors::v1::OFFER_RECALLED));
}

struct OfferCase {
  const char* what;
  v1::OfferState state;
  absl::Duration later;
  Reason reason;
};

TEST(Accept, SaysWhyAnOfferIsOver) {
  for (const OfferCase& test :
       {OfferCase{"declined", v1::OFFER_DECLINED, {}, errors::v1::OFFER_ALREADY_DECLINED},
        {"recalled", v1::OFFER_WITHDRAWN, {}, errors::v1::OFFER_RECALLED},
        {"lapsed", v1::OFFER_LAPSED, {}, errors::v1::OFFER_EXPIRED},
        {"the clock is late", v1::OFFERED, absl::Hours(4), errors::v1::OFFER_EXPIRED}}) {
    SCOPED_TRACE(test.what);
    County county;
    county.AddOrder("o", v1::OPEN);
    const Uuid offer = county.AddOffer("o", "team", test.state).id;
    county.now += test.later;
    auto accept = For<v1::AcceptOrderRequest>("o");
    accept.set_team(Name("teams", "team"));
    accept.set_offer_id(offer.ToString());
    EXPECT_THAT(county.Run(AcceptOrderVerb(), county.leader, accept), Refused(test.reason));
    // An open claim is there for everybody, also for who said no before.
    accept.clear_offer_id();
    EXPECT_OK(county.Run(AcceptOrderVerb(), county.leader, accept));
  }
}

void AddMember(County& county, const char* word, bool insured, const char* qualification) {
  volunteers::v1::VolunteerChanged facts;
  if (insured) {
    auto& policy = *facts.add_insurances();
    *policy.mutable_valid_from() = ToTimestamp(county.now);
    *policy.mutable_valid_until() = ToTimestamp(county.now + absl::Hours(240));
  }
  if (*qualification != 0) facts.add_qualifications()->set_code(qualification);
  MembershipMirrorRow row{
      .county_id = kCounty, .id = MembershipId(Id("team"), Id(word)), .team_id = Id("team")};
  row.volunteer_id = Id(word);
  row.facts.data = facts.SerializeAsString();
  county.picture.Rows<MembershipMirrorRow>().Load(row);
}

TEST(Accept, TellsBeforehandWhatTheTeamLacks) {
  County county;
  OrderRow& order = county.AddOrder("o", v1::OPEN);
  order.insurance_required = true;
  order.qualification = "health_certificate";
  auto accept = For<v1::AcceptOrderRequest>("o");
  accept.set_team(Name("teams", "team"));
  AddMember(county, "both", true, "health_certificate");
  AddMember(county, "insured", true, "");
  AddMember(county, "qualified", false, "health_certificate");
  EXPECT_THAT(county.Run(AcceptOrderVerb(), county.leader, accept),
              RefusedWith(errors::v1::TEAM_NOT_ELIGIBLE, "why", "health_certificate + insurance 1/2"));
  AddMember(county, "second", true, "health_certificate");
  EXPECT_OK(county.Run(AcceptOrderVerb(), county.leader, accept));
}

TEST(Accept, NotBySuspendedTeamsNorForOthers) {
  County county;
  county.AddOrder("o", v1::OPEN);
  auto accept = For<v1::AcceptOrderRequest>("o");
  accept.set_team(Name("teams", "team"));
  EXPECT_THAT(county.Run(AcceptOrderVerb(), county.rival, accept), Refused(errors::v1::NOT_ALLOWED));
  county.picture.Rows<TeamMirrorRow>().Change(kCounty, Id("team"))->suspended = true;
  EXPECT_THAT(county.Run(AcceptOrderVerb(), county.leader, accept), Refused(errors::v1::TEAM_SUSPENDED));
}

TEST(Decline, ChangesNothingElse) {
  County county;
  county.AddOrder("o", v1::OPEN);
  const Uuid offer = county.AddOffer("o", "team").id;
  auto decline = For<v1::DeclineOfferRequest>("o");
  decline.set_offer_id(offer.ToString());
  ASSERT_OK(county.Run(DeclineOfferVerb(), county.leader, decline));
  EXPECT_EQ(county.Order("o").state, v1::OPEN);
  EXPECT_EQ(county.Order("o").version, 1);
  EXPECT_THAT(county.Run(DeclineOfferVerb(), county.leader, decline),
              Refused(errors::v1::OFFER_ALREADY_DECLINED));
}

TEST(Offer, ClerksAskTheirOwnVillage) {
  County county;
  county.AddOrder("o", v1::OPEN);
  auto ask = For<v1::OfferOrderRequest>("o");
  ask.add_offers()->set_team(Name("teams", "far_team"));
  EXPECT_THAT(county.Run(OfferOrderVerb(), county.clerk, ask), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(county.Run(OfferOrderVerb(), county.far_clerk, ask), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_OK(county.Run(OfferOrderVerb(), county.dispatcher, ask));
  EXPECT_THAT(county.events, ElementsAre("OFFERS_MADE"));
  EXPECT_THAT(county.Run(OfferOrderVerb(), county.dispatcher, ask),
              RefusedWith(errors::v1::ALREADY_OFFERED, "team", "far_team"));
}

TEST(Offer, ARefusedTeamLeavesNoOfferBehind) {
  County county;
  county.AddOrder("o", v1::OPEN);
  auto ask = For<v1::OfferOrderRequest>("o");
  ask.add_offers()->set_team(Name("teams", "team"));
  ask.add_offers()->set_team(Name("teams", "nobody"));
  EXPECT_THAT(county.Run(OfferOrderVerb(), county.dispatcher, ask), Refused(errors::v1::TEAM_UNKNOWN));
  EXPECT_EQ(county.Find<OfferRow>(OfferId(Id("o"), Id("team"))), nullptr);
  EXPECT_THAT(county.Order("o").asked_team_ids, IsEmpty());
}

TEST(Withdraw, OnlyBeforeTheStart) {
  County county;
  county.AddOrder("o", v1::ACCEPTED);
  county.now += absl::Hours(25);
  EXPECT_THAT(county.Run(WithdrawAcceptanceVerb(), county.leader, For<v1::WithdrawAcceptanceRequest>("o")),
              Refused(errors::v1::SESSION_IN_PAST));
}

TEST(Withdraw, KeepsTheAcceptanceAsHistory) {
  County county;
  county.AddOrder("o", v1::ACCEPTED);
  ASSERT_OK(county.Run(WithdrawAcceptanceVerb(), county.leader, For<v1::WithdrawAcceptanceRequest>("o")));
  EXPECT_FALSE(county.Order("o").team_id.has_value());
  EXPECT_EQ(county.Find<AcceptanceRow>(AcceptanceId(Id("o"), 1))->ended, "WITHDRAWN");
  auto accept = For<v1::AcceptOrderRequest>("o");
  accept.set_team(Name("teams", "rival"));
  ASSERT_OK(county.Run(AcceptOrderVerb(), county.rival, accept));
  EXPECT_EQ(county.Order("o").acceptance_id, AcceptanceId(Id("o"), 2));
}

TEST(Desk, OnlyWhoLooksAfterThePlace) {
  County county;
  county.AddOrder("o", v1::PLACED);
  EXPECT_THAT(county.Run(ApproveOrderVerb(), county.clerk, For<v1::ApproveOrderRequest>("o")),
              Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(county.Run(ApproveOrderVerb(), county.officer, For<v1::ApproveOrderRequest>("unknown")),
              Refused(errors::v1::NOT_FOUND));
  auto stale = For<v1::ApproveOrderRequest>("o");
  stale.set_etag("v7");
  EXPECT_THAT(county.Run(ApproveOrderVerb(), county.officer, stale), Refused(errors::v1::ETAG_MISMATCH));
}

// ---- Reschedule

v1::ConfirmRescheduleRequest Answer(County& county, bool agreed) {
  auto request = For<v1::ConfirmRescheduleRequest>("o");
  request.set_proposal_id(county.Order("o").reschedule_id->ToString());
  request.set_agreed(agreed);
  return request;
}

TEST(Desk, NobodyApprovesTheOwnTeamsActivity) {
  County county;
  OrderRow& order = county.AddOrder("o", v1::PLACED);
  order.kind = v1::ACTIVITY;
  order.team_id = Id("team");
  Caller both = county.officer;
  both.grants.push_back(county.leader.grants[0]);
  EXPECT_THAT(county.Run(ApproveOrderVerb(), both, For<v1::ApproveOrderRequest>("o")),
              Refused(errors::v1::CONFLICT_OF_INTEREST));
  Caller member = county.officer;
  member.volunteer = Id("wu");
  MembershipMirrorRow row{.county_id = kCounty, .id = MembershipId(Id("team"), Id("wu"))};
  county.picture.Rows<MembershipMirrorRow>().Load(row);
  EXPECT_THAT(county.Run(ApproveOrderVerb(), member, For<v1::ApproveOrderRequest>("o")),
              Refused(errors::v1::CONFLICT_OF_INTEREST));
  ASSERT_OK(county.Run(ApproveOrderVerb(), county.officer, For<v1::ApproveOrderRequest>("o")));
  EXPECT_EQ(county.Find<AcceptanceRow>(AcceptanceId(Id("o"), 1))->accepted_by, county.clerk.subject)
      << "who placed it said yes, not who approved it";
}

TEST(Reschedule, WhoPlacedItAnswersForTheNeed) {
  County county;
  const Caller liaison =
      Account("liaison", {.role = Role::kLiaison, .scope = ScopeKind::kUnit, .id = Id("bank")});
  county.AddOrder("o", v1::ACCEPTED).placer = liaison.subject;
  ASSERT_OK(county.Run(RescheduleOrderVerb(), county.leader, NewTimes(county)));
  auto yes = For<v1::ConfirmRescheduleRequest>("o");
  yes.set_proposal_id(county.Order("o").reschedule_id->ToString());
  yes.set_agreed(true);
  EXPECT_THAT(county.Run(ConfirmRescheduleVerb(), county.rival, yes), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_OK(county.Run(ConfirmRescheduleVerb(), liaison, yes));

  County own;
  own.AddOrder("o", v1::ACCEPTED).placer = own.leader.subject;
  ASSERT_OK(own.Run(RescheduleOrderVerb(), own.leader, NewTimes(own)));
  yes.set_proposal_id(own.Order("o").reschedule_id->ToString());
  EXPECT_THAT(own.Run(ConfirmRescheduleVerb(), own.leader, yes), Refused(errors::v1::NOT_ALLOWED))
      << "not for both sides";
  EXPECT_OK(own.Run(ConfirmRescheduleVerb(), own.clerk, yes));
}

TEST(Reschedule, TheOtherSideAnswers) {
  struct Case {
    const char* what;
    bool by_team, agreed;
    v1::OrderState state;
    absl::Duration start;
  };
  for (const Case& test : {Case{"the team agrees", false, true, v1::ACCEPTED, absl::Hours(72)},
                           {"the team refuses", false, false, v1::OPEN, absl::Hours(72)},
                           {"the station agrees", true, true, v1::ACCEPTED, absl::Hours(72)},
                           {"the station refuses", true, false, v1::ACCEPTED, absl::Hours(24)}}) {
    SCOPED_TRACE(test.what);
    County county;
    county.AddOrder("o", v1::ACCEPTED);
    const Caller& asks = test.by_team ? county.leader : county.clerk;
    const Caller& answers = test.by_team ? county.clerk : county.leader;
    ASSERT_OK(county.Run(RescheduleOrderVerb(), asks, NewTimes(county)));
    EXPECT_EQ(county.Order("o").first_start, county.now + absl::Hours(24));
    EXPECT_THAT(county.Run(ConfirmRescheduleVerb(), asks, Answer(county, true)),
                Refused(errors::v1::NOT_ALLOWED));
    ASSERT_OK(county.Run(ConfirmRescheduleVerb(), answers, Answer(county, test.agreed)));
    EXPECT_EQ(county.Order("o").state, test.state);
    EXPECT_EQ(county.Order("o").first_start, county.now + test.start);
    EXPECT_FALSE(county.Order("o").reschedule_id.has_value());
  }
}

}  // namespace
}  // namespace diandan::orders::testing
