// Who is told what by each step of the loop, in words.
#include "services/orders/notice_rules.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/rules_testing.h"
#include "services/orders/view_rules.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::Refused;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class Notices : public ::testing::Test {
 protected:
  // "NEW_OFFER to team", in the order they were made.
  std::vector<std::string> Told() {
    std::vector<std::string> told;
    for (const auto* entry : county_.picture.Rows<NoticeRow>().all()) {
      const NoticeRow& row = entry->row;
      std::string whom = "station";
      for (const char* team : {"team", "rival"}) {
        if (row.team_id == Id(team)) whom = team;
      }
      EXPECT_EQ(row.org_path, whom == "station" ? VillagePath() : "");
      told.push_back(absl::StrCat(row.kind, " to ", whom));
    }
    return told;
  }
  std::vector<std::string> AfterStep(const char* kind, const OrderRow& order) {
    Work work(county_.picture, kCounty, county_.dispatcher, NewUuid(county_.now), county_.now, 1);
    EmitOrder(work, kind, order);
    return Told();
  }
  const NoticeRow& Only() { return county_.picture.Rows<NoticeRow>().all().at(0)->row; }
  Status Read(const Caller& caller, const NoticeRow& notice) {
    v1::ReadNoticeRequest request;
    request.set_name(ResourceNameOf(kCounty, "notices", notice.id));
    return county_.Run(ReadNoticeVerb(), caller, request);
  }

  County county_;
};

struct Case {
  const char* kind;
  v1::OrderState state;
  std::vector<std::string> told;
};
class Steps : public Notices, public ::testing::WithParamInterface<Case> {};

TEST_P(Steps, TellWhomTheyConcern) {
  EXPECT_EQ(AfterStep(GetParam().kind, county_.AddOrder("o", GetParam().state)), GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    Notices, Steps,
    ::testing::Values(
        Case{"ORDER_PLACED", v1::PLACED, {}},
        Case{"ORDER_APPROVED", v1::OPEN, {"REQUEST_APPROVED to station"}},
        Case{"ORDER_REFUSED", v1::REFUSED, {"REQUEST_REFUSED to station"}},
        Case{"ORDER_ACCEPTED", v1::ACCEPTED, {"TEAM_FOUND to station", "STARTS_SOON to team"}},
        Case{"ORDER_PLACED", v1::ACCEPTED, {"STARTS_SOON to team"}},
        Case{"SERVICE_STARTED", v1::IN_SERVICE, {}},
        Case{"ORDER_VERIFIED", v1::VERIFIED, {"HOURS_VERIFIED to team", "HOURS_VERIFIED to station"}},
        Case{"ORDER_REJECTED", v1::REJECTED, {"HOURS_REJECTED to team", "HOURS_REJECTED to station"}},
        Case{"ORDER_CANCELLED", v1::CANCELLED, {}}, Case{"ESCALATED", v1::OPEN, {}}),
    [](const auto& param) {
      return absl::StrCat(param.param.kind, "_", v1::OrderState_Name(param.param.state));
    });

TEST_F(Notices, OverdueIsWhatReachedTheClerksList) {
  OrderRow& order = county_.AddOrder("o", v1::OPEN);
  order.level = v1::CLERK_LIST;
  EXPECT_THAT(AfterStep("ESCALATED", order), ElementsAre("OVERDUE to station"));
}

TEST_F(Notices, ATeamThatHeldACancelledOrderIsTold) {
  OrderRow& order = county_.AddOrder("o", v1::CANCELLED);
  order.team_id = Id("team");
  EXPECT_THAT(AfterStep("ORDER_CANCELLED", order), ElementsAre("TEAM_NOT_NEEDED to team"));
}

TEST_F(Notices, OnlyWhoseOfferWasOpenHearsThatAnotherWasFirst) {
  OrderRow& order = county_.AddOrder("o", v1::ACCEPTED);
  order.first_start = county_.now;
  county_.AddOffer("o", "team", v1::OFFER_ACCEPTED).answered_at = county_.now;
  county_.AddOffer("o", "far_team", v1::OFFER_DECLINED).answered_at = county_.now;
  county_.AddOffer("o", "rival", v1::OFFER_WITHDRAWN).answered_at = county_.now;
  EXPECT_THAT(AfterStep("ORDER_ACCEPTED", order),
              ElementsAre("TEAM_FOUND to station", "TAKEN_BY_ANOTHER to rival"));
}

TEST_F(Notices, RemindersWaitForTheirTime) {
  OrderRow& order = county_.AddOrder("o", v1::ACCEPTED);
  order.first_start = county_.now + absl::Hours(30);
  EXPECT_THAT(
      AfterStep("ORDER_ACCEPTED", order),
      UnorderedElementsAre("TEAM_FOUND to station", "STARTS_IN_A_DAY to team", "STARTS_SOON to team"));
  const NoticeRow& reminder = county_.picture.Rows<NoticeRow>().all().at(1)->row;
  EXPECT_EQ(reminder.show_at, county_.now + absl::Hours(6));
  EXPECT_THAT(Read(county_.leader, reminder), Refused(errors::v1::NOT_FOUND));
  county_.now += absl::Hours(6);
  EXPECT_OK(Read(county_.leader, reminder));
}

TEST_F(Notices, TheSameOfferMakesTheSameNotice) {
  county_.AddOrder("o", v1::OPEN);
  Work work(county_.picture, kCounty, county_.clerk, NewUuid(county_.now), county_.now, 1);
  NoticeOffer(work, county_.AddOffer("o", "rival"));
  EXPECT_THAT(Told(), ElementsAre("NEW_OFFER to rival"));
  EXPECT_EQ(Only().id, DeriveUuid(OfferId(Id("o"), Id("rival")), "notice"));
}

TEST_F(Notices, AreReadByThoseTheyConcernAndTheFirstIsNamed) {
  AfterStep("ORDER_APPROVED", county_.AddOrder("o", v1::OPEN));
  EXPECT_THAT(Read(county_.far_clerk, Only()), Refused(errors::v1::NOT_FOUND));
  EXPECT_THAT(Read(county_.leader, Only()), Refused(errors::v1::NOT_FOUND));
  EXPECT_FALSE(Only().seen_at.has_value());
  ASSERT_OK(Read(county_.officer, Only()));
  const absl::Time seen = county_.now;
  county_.now += absl::Hours(1);
  ASSERT_OK(Read(county_.clerk, Only()));
  EXPECT_EQ(Only().seen_at, seen);
  EXPECT_EQ(Only().seen_by, county_.officer.subject);
}

TEST_F(Notices, WhoAskedHearsTheAnswerWithoutAnyPost) {
  OrderRow& order = county_.AddOrder("o", v1::REFUSED);
  order.placer = county_.rival.subject;
  AfterStep("ORDER_REFUSED", order);
  EXPECT_THAT(Read(county_.leader, Only()), Refused(errors::v1::NOT_FOUND));
  EXPECT_OK(Read(county_.rival, Only()));
}

}  // namespace
}  // namespace diandan::orders::testing
