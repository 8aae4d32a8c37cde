// What orders keeps of volunteers: overwritten by each event, copied to where a gate looks, forgotten when
// asked.
#include "services/orders/mirror_rules.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/rules_testing.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::Refused;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Mirrors : public ::testing::Test {
 protected:
  template <typename Payload>
  Status Follow(Status (*rule)(Work&, const events::v1::Event&, const Payload&), const Payload& payload) {
    Work work(county_.picture, kCounty, county_.dispatcher, NewUuid(county_.now), county_.now, 1);
    const Status answer = rule(work, {}, payload);
    events_ = work.events().size();
    return answer;
  }
  void Join(bool ended = false) {
    volunteers::v1::MembershipChanged joined;
    joined.set_membership_id(Id("membership").ToString());
    joined.set_team_id(Id("team").ToString());
    joined.set_volunteer_id(Id("person").ToString());
    joined.set_home_county(kCounty);
    joined.set_ended(ended);
    ASSERT_OK(Follow(MirrorMembership, joined));
  }
  void Qualify(const char* code) {
    volunteers::v1::VolunteerChanged person;
    person.set_volunteer_id(Id("person").ToString());
    person.set_home_county(kCounty);
    person.add_qualifications()->set_code(code);
    ASSERT_OK(Follow(MirrorVolunteer, person));
  }
  std::string QualificationInTeam() {
    const auto* row = county_.Find<MembershipMirrorRow>(MembershipId(Id("team"), Id("person")));
    volunteers::v1::VolunteerChanged facts;
    facts.ParseFromString(row->facts.data);
    return facts.qualifications_size() == 0 ? "" : facts.qualifications(0).code();
  }

  County county_;
  size_t events_ = 0;
};

TEST_F(Mirrors, ATeamKnowsWhatItsPeopleCanWhicheverEventCameFirst) {
  Join();
  Qualify("nurse");
  EXPECT_EQ(QualificationInTeam(), "nurse");
  Qualify("doctor");
  EXPECT_EQ(QualificationInTeam(), "doctor");
  Join(/*ended=*/true);
  EXPECT_THAT(county_.Find<VolunteerMirrorRow>(Id("person"))->team_ids, IsEmpty());
  Qualify("surgeon");
  EXPECT_EQ(QualificationInTeam(), "doctor");
  Join();
  EXPECT_EQ(QualificationInTeam(), "surgeon");
  EXPECT_THAT(county_.Find<VolunteerMirrorRow>(Id("person"))->team_ids, ElementsAre(Id("team")));
}

TEST_F(Mirrors, AnErasedPersonLeavesNoFactsBehind) {
  Join();
  Qualify("nurse");
  volunteers::v1::PersonErased erased;
  erased.set_volunteer_id(Id("person").ToString());
  *erased.mutable_time() = ToTimestamp(county_.now);
  ASSERT_OK(Follow(MirrorErased, erased));
  EXPECT_TRUE(county_.Find<VolunteerMirrorRow>(Id("person"))->facts.data.empty());
  EXPECT_TRUE(county_.Find<MembershipMirrorRow>(MembershipId(Id("team"), Id("person")))->facts.data.empty());
  EXPECT_TRUE(county_.Find<MembershipMirrorRow>(MembershipId(Id("team"), Id("person")))->ended);
}

class Settling : public Mirrors {
 protected:
  Status Settle(int ordinal, int standing) {
    hours::v1::OrderEntriesSettled settled;
    settled.set_order_id(Id("o").ToString());
    settled.set_acceptance_id(AcceptanceId(Id("o"), ordinal).ToString());
    settled.set_standing(standing);
    return Follow(MirrorSettled, settled);
  }
};

TEST_F(Settling, MovesTheOrderOnce) {
  county_.AddOrder("o", v1::COMPLETED);
  ASSERT_OK(Settle(1, 2));
  EXPECT_EQ(county_.Order("o").state, v1::VERIFIED);
  EXPECT_EQ(events_, 1u);
  // A correction won later changes hours, not the order.
  ASSERT_OK(Settle(1, 0));
  EXPECT_EQ(county_.Order("o").state, v1::VERIFIED);
  EXPECT_EQ(events_, 0u);
}

TEST_F(Settling, AnAbortedAcceptanceMovesNothing) {
  OrderRow& order = county_.AddOrder("o", v1::COMPLETED);
  AcceptanceRow second = *county_.Find<AcceptanceRow>(*order.acceptance_id);
  second.id = AcceptanceId(order.id, 2);
  second.ordinal = 2;
  county_.picture.Rows<AcceptanceRow>().Load(second);
  order.acceptance_id = second.id;
  ASSERT_OK(Settle(1, 2));
  EXPECT_EQ(county_.Order("o").state, v1::COMPLETED);
  EXPECT_TRUE(county_.Find<AcceptanceRow>(AcceptanceId(Id("o"), 1))->entries_settled);
  EXPECT_EQ(events_, 0u);
}

TEST_F(Settling, RemembersWhatWasDecided) {
  county_.AddOrder("o", v1::COMPLETED);
  hours::v1::EntryChanged entry;
  entry.set_acceptance_id(AcceptanceId(Id("o"), 1).ToString());
  auto say = [&](const char* attendance, hours::v1::EntryState state, const char* reason) {
    entry.set_entry_id(Id(attendance).ToString());
    entry.set_state(state);
    entry.set_decision_reason(reason);
    if (IsDecided(entry)) {
      EXPECT_OK(Follow(MirrorDecided, entry));
    }
  };
  say("waits", hours::v1::PENDING, "");
  say("verified", hours::v1::POSTED, "EVIDENCE_SUFFICES");
  say("verified", hours::v1::POSTED, "APPEAL_UPHELD");
  say("rejected", hours::v1::VOIDED, "NOT_PRESENT");
  say("gone", hours::v1::VOIDED, "PICTURE_CHANGED");
  EXPECT_THAT(county_.Find<AcceptanceRow>(AcceptanceId(Id("o"), 1))->decided,
              ElementsAre(Id("verified"), Id("rejected")));
  EXPECT_EQ(county_.Order("o").state, v1::COMPLETED);
}

TEST_F(Settling, AnUnknownAcceptanceIsSaid) { EXPECT_THAT(Settle(7, 1), Refused(errors::v1::NOT_FOUND)); }

}  // namespace
}  // namespace diandan::orders::testing
