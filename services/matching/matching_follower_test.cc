#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/base/request_fields.h"
#include "services/matching/owners_testing.h"
#include "tests/support/matchers.h"

namespace diandan::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::InOrg;
using testing::InTeam;
using ::testing::IsEmpty;
using testing::Refused;

TEST(WaveTest, AnOpenOrderIsRankedKeptAndOfferedToTheBestTeam) {
  World world;
  world.AddTeam("far", "c.t2.v1");
  world.AddTeam("near");
  world.Order("ORDER_APPROVED", world.OpenOrder("order"));

  ASSERT_EQ(world.desk.calls().size(), 1u);
  auto asked = world.desk.calls()[0];
  EXPECT_THAT(world.TeamsAsked(0), ElementsAre("near"));
  EXPECT_EQ(asked.name(), OrderName("order"));
  EXPECT_EQ(FromProto(asked.expire_time()), kNow + (At(5, 9) - kNow) / 4);

  v1::GetRecommendationRequest get;
  get.set_name(asked.offers(0).recommendation());
  auto kept = world.dispatcher.Call(*world.stub, &Stub::GetRecommendation, get);
  ASSERT_OK(kept);
  EXPECT_EQ(kept->wave(), 1);
  EXPECT_EQ(kept->level(), orders::v1::VILLAGE);
  EXPECT_THAT(kept->offered_teams(), ElementsAre(TeamName("near")));
  EXPECT_EQ(kept->ranked(0).terms(0).sentence(), "no coordinates; same village, counted as 0 km (0 points)");
  EXPECT_EQ(kept->left_out(0).code(), v1::OUTSIDE_LEVEL);
}

TEST(WaveTest, TheNextWaveFollowsWhenEverybodyHasAnswered) {
  World world;
  world.AddTeam("one");
  world.AddTeam("two");
  world.AddTeam("township", "c.t1");
  world.Order("ORDER_APPROVED", world.OpenOrder("order"));
  ASSERT_EQ(world.desk.calls().size(), 1u);
  std::string first = world.TeamsAsked(0)[0];
  std::string second = first == "one" ? "two" : "one";

  world.Offers("OFFERS_MADE", "order", {{first, orders::v1::OFFERED}});
  EXPECT_EQ(world.desk.calls().size(), 1u) << "somebody thinks about it";
  world.Offers("OFFER_DECLINED", "order", {{first, orders::v1::OFFER_DECLINED}});
  ASSERT_EQ(world.desk.calls().size(), 2u);
  EXPECT_THAT(world.TeamsAsked(1), ElementsAre(second));

  world.Offers("OFFERS_MADE", "order", {{second, orders::v1::OFFERED}});
  world.Offers("OFFERS_LAPSED", "order", {{second, orders::v1::OFFER_LAPSED}});
  ASSERT_EQ(world.desk.calls().size(), 3u);
  EXPECT_THAT(world.TeamsAsked(2), ElementsAre("township")) << "nobody is left in the village";

  auto accepted = world.OpenOrder("order");
  accepted.set_state(orders::v1::ACCEPTED);
  accepted.set_team_id(Id("township").ToString());
  world.Offers("OFFERS_MADE", "order", {{"township", orders::v1::OFFERED}});
  world.Order("ORDER_ACCEPTED", accepted);
  world.Offers("OFFERS_LAPSED", "order", {{"township", orders::v1::OFFER_LAPSED}});
  EXPECT_EQ(world.desk.calls().size(), 3u) << "the order is taken";
}

TEST(WaveTest, AnEscalatedOrderAsksWider) {
  World world;
  world.AddTeam("village");
  world.AddTeam("township", "c.t1");
  auto order = world.OpenOrder("order");
  world.Order("ORDER_APPROVED", order);
  world.Offers("OFFERS_MADE", "order", {{"village", orders::v1::OFFERED}});
  order.set_level(orders::v1::TOWNSHIP);
  world.Order("ESCALATED", order);
  ASSERT_EQ(world.desk.calls().size(), 2u);
  EXPECT_THAT(world.TeamsAsked(1), ElementsAre("township"));
}

TEST(WaveTest, UrgentOrdersAskSeveralTeamsAtOnce) {
  World world;
  for (const char* team : {"one", "two", "three", "four"}) world.AddTeam(team);
  auto order = world.OpenOrder("order");
  order.set_urgency(orders::v1::URGENT);
  world.Order("ORDER_APPROVED", order);
  ASSERT_EQ(world.desk.calls().size(), 1u);
  EXPECT_EQ(world.TeamsAsked(0).size(), 3u);
}

TEST(WaveTest, WhatIsAskedByHandIsLeftToHands) {
  World world;
  AskByHand(world);
  world.AddTeam("near");
  world.Order("ORDER_APPROVED", world.OpenOrder("order"));
  EXPECT_THAT(world.desk.calls(), IsEmpty());
  EXPECT_EQ(world.Count("SELECT count(*) FROM recommendation"), 1);
}

TEST(WaveTest, AnUnreachablePeerIsAskedAgainWithTheSameWords) {
  World world;
  world.AddTeam("near");
  world.desk.Refuse(Reason::OVERLOADED, 2);
  world.Order("ORDER_APPROVED", world.OpenOrder("order"));
  auto calls = world.desk.calls();
  ASSERT_EQ(calls.size(), 3u);
  for (const auto& call : calls) EXPECT_EQ(call.SerializeAsString(), calls[0].SerializeAsString());
  EXPECT_EQ(world.Count("SELECT count(*) FROM recommendation"), 1);
  EXPECT_EQ(world.Count("SELECT count(*) FROM event WHERE kind = 'RECOMMENDATION_MADE'"), 1);
  EXPECT_EQ(world.Count("SELECT count(*) FROM dead_letter"), 0);
}

TEST(WaveTest, AnOrderThatHasMovedOnIsNoPoison) {
  World world;
  world.AddTeam("near");
  world.desk.Refuse(Reason::ORDER_ALREADY_ACCEPTED, 1);
  world.Order("ORDER_APPROVED", world.OpenOrder("order"));
  EXPECT_EQ(world.desk.calls().size(), 1u);
  EXPECT_EQ(world.Count("SELECT count(*) FROM dead_letter"), 0);
}

TEST(WaveTest, ARestartOffersNothingAgain) {
  World world;
  world.AddTeam("near");
  world.Order("ORDER_APPROVED", world.OpenOrder("order"));
  world.RestartMatching();
  world.AddTeam("other");  // published after the restart: when it is there, the followers have caught up
  world.Order("ORDER_APPROVED", world.OpenOrder("second"));
  EXPECT_EQ(world.desk.calls().size(), 2u);
}

TEST(RankTest, LoadExperienceAndRatingsFollowTheOrders) {
  World world;
  AskByHand(world);
  world.AddTeam("busy", "c.t1.v1", [](auto& team) { team.set_weekly_slots(4); });
  world.AddTeam("idle", "c.t1.v1", [](auto& team) { team.set_weekly_slots(4); });
  world.Order("ORDER_APPROVED", world.OpenOrder("asked"));
  ASSERT_OK(Rank(world, world.dispatcher, "asked")) << "the index is warm before anything changes";

  auto other = world.OpenOrder("other");
  *other.mutable_sessions(0) = SessionOf(At(4, 9), At(4, 16));  // two half-days of the same week
  other.set_state(orders::v1::ACCEPTED);
  other.set_prev_state(orders::v1::OPEN);
  other.set_team_id(Id("busy").ToString());
  world.Order("ORDER_ACCEPTED", other);
  auto ranked = Rank(world, world.dispatcher, "asked");
  ASSERT_OK(ranked);
  EXPECT_THAT(Names(*ranked), ElementsAre("idle", "busy"));
  EXPECT_EQ(TermIn(ranked->ranked(1), v1::LOAD)->sentence(),
            "2 half-days taken that week of at most 4 declared (100 points)");

  auto done = other;
  done.set_state(orders::v1::COMPLETED);
  done.set_prev_state(orders::v1::IN_SERVICE);
  world.Order("ORDER_COMPLETED", done);
  orders::v1::Rated rated;
  rated.set_rating_id(Id("rating").ToString());
  rated.set_order_id(done.order_id());
  rated.set_team_id(done.team_id());
  rated.set_rater_kind(orders::v1::RESIDENT);
  rated.set_score(5);
  world.Publish("orders", "RATED", Id("other"), rated);
  ranked = Rank(world, world.dispatcher, "asked");
  ASSERT_OK(ranked);
  EXPECT_THAT(Names(*ranked), ElementsAre("busy", "idle")) << "it knows the household and the work";
  EXPECT_EQ(TermIn(ranked->ranked(0), v1::SKILL_EXPERIENCE)->points(), -40);
  EXPECT_EQ(TermIn(ranked->ranked(0), v1::CLIENT_EXPERIENCE)->points(), -60);
  EXPECT_THAT(TermIn(ranked->ranked(0), v1::RATING)->numbers(), ElementsAre(1, 1, 83));

  orders::v1::RatingReviewed review;
  review.set_rating_id(Id("rating").ToString());
  review.set_order_id(done.order_id());
  review.set_annulled(true);
  world.Publish("orders", "RATING_ANNULLED", Id("other"), review);
  ranked = Rank(world, world.dispatcher, "asked");
  ASSERT_OK(ranked);
  EXPECT_THAT(TermIn(ranked->ranked(0), v1::RATING)->numbers(), ElementsAre(0, 0, 80));
}

TEST(RankTest, AReleasedOrderLoadsNobody) {
  World world;
  AskByHand(world);
  world.AddTeam("team");
  world.Order("ORDER_APPROVED", world.OpenOrder("asked"));
  auto other = world.OpenOrder("other");
  *other.mutable_sessions(0) = SessionOf(At(4, 9), At(4, 11));
  other.set_state(orders::v1::ACCEPTED);
  other.set_team_id(Id("team").ToString());
  world.Order("ORDER_ACCEPTED", other);
  auto ranked = Rank(world, world.dispatcher, "asked");
  ASSERT_OK(ranked);
  EXPECT_THAT(TermIn(ranked->ranked(0), v1::LOAD)->numbers(), ElementsAre(1));

  other.set_state(orders::v1::OPEN);
  other.set_prev_state(orders::v1::ACCEPTED);
  other.clear_team_id();
  world.Order("ACCEPTANCE_WITHDRAWN", other);
  ranked = Rank(world, world.dispatcher, "asked");
  ASSERT_OK(ranked);
  EXPECT_THAT(TermIn(ranked->ranked(0), v1::LOAD)->numbers(), ElementsAre(0));
}

TEST(RankTest, AQualificationIsTheTeamsThroughItsMembers) {
  World world;
  AskByHand(world);
  world.AddTeam("team");
  auto order = world.OpenOrder("order");
  order.set_qualification("health");
  world.Order("ORDER_APPROVED", order);
  auto ranked = Rank(world, world.dispatcher, "order");
  ASSERT_OK(ranked);
  EXPECT_THAT(Names(*ranked), IsEmpty());

  volunteers::v1::MembershipChanged member;
  member.set_membership_id(Id("membership").ToString());
  member.set_team_id(Id("team").ToString());
  member.set_volunteer_id(Id("nurse").ToString());
  world.Publish("volunteers", "MEMBERSHIP_CHANGED", Id("nurse"), member);
  volunteers::v1::VolunteerChanged nurse;
  nurse.set_volunteer_id(Id("nurse").ToString());
  nurse.add_qualifications()->set_code("health");
  *nurse.mutable_qualifications(0)->mutable_valid_until() = ToTimestamp(At(5, 0));
  world.Publish("volunteers", "VOLUNTEER_CHANGED", Id("nurse"), nurse);
  ranked = Rank(world, world.dispatcher, "order");
  ASSERT_OK(ranked);
  EXPECT_THAT(Names(*ranked), ElementsAre("team"));

  member.set_ended(true);
  world.Publish("volunteers", "MEMBERSHIP_CHANGED", Id("nurse"), member);
  ranked = Rank(world, world.dispatcher, "order");
  ASSERT_OK(ranked);
  EXPECT_THAT(Names(*ranked), IsEmpty());
}

TEST(DeadLetterTest, AnUnreadableEventParksItsOwnOrderOnly) {
  World world;
  world.AddTeam("near");
  auto broken = world.OpenOrder("broken");
  broken.set_order_id("7K3M");
  broken.set_state(orders::v1::ACCEPTED);
  world.Publish("orders", "ORDER_ACCEPTED", Id("broken"), broken);
  world.Order("ORDER_APPROVED", world.OpenOrder("sound"));
  EXPECT_EQ(world.desk.calls().size(), 1u);

  auto admin = world.world.CallerWith(Role::kCountyAdmin, InOrg(kNaiman, "c"));
  v1::ListDeadLettersRequest list;
  list.set_parent("counties/150525");
  auto letters = admin.Call(*world.events, &v1::MatchingEvents::Stub::ListDeadLetters, list);
  ASSERT_OK(letters);
  ASSERT_EQ(letters->dead_letters_size(), 1);
  EXPECT_EQ(letters->dead_letters(0).event().subject_id(), Id("broken").ToString());

  v1::ReplayDeadLetterRequest replay;
  replay.set_parent("counties/150525");
  replay.set_subject_id(Id("broken").ToString());
  EXPECT_FALSE(admin.Call(*world.events, &v1::MatchingEvents::Stub::ReplayDeadLetter, replay).ok());
  replay.set_subject_id(Id("sound").ToString());
  EXPECT_OK(admin.Call(*world.events, &v1::MatchingEvents::Stub::ReplayDeadLetter, replay));
}

TEST(SchemaTest, NoColumnKeepsHowATeamAnswered) {
  for (const auto& migration : MatchingModule::schema().migrations) {
    std::string sql = migration.sql;
    for (size_t at = sql.find("--"); at != std::string::npos; at = sql.find("--", at)) {
      sql.erase(at, sql.find('\n', at) - at);
    }
    for (const char* word : {"declin", "refus", "reject", "lapse", "ignor", "answer", "silent", "accept"}) {
      EXPECT_THAT(sql, ::testing::Not(HasSubstr(word))) << migration.name;
    }
  }
}

}  // namespace
}  // namespace diandan::matching
