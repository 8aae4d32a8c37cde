// Codes, phones, rosters and two places at once, by hand: what must be seen and what must not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>

#include "services/hours/risk/risk_testing.h"

namespace diandan::hours::risk {
namespace {

bool InQueue(const Findings& findings, Index attendance) {
  return findings.points[size_t(attendance)] >= kQueuePoints;
}

TEST(TwoPlaces, TheSameHalfHourForTwoTeamsIsSeenFromBothSides) {
  Handmade made;
  const Index a = made.Led(made.Order(1, 0, kMonday), 1);
  const Index b = made.Led(made.Order(2, 0, kMonday + 60 * kMinute), 1);
  const Findings findings = made.Detected();
  ASSERT_NE(Handmade::Find(findings, a, Kind::kOverlapTeams), nullptr);
  EXPECT_EQ(Handmade::Find(findings, a, Kind::kOverlapTeams)->figures[0], 30);
  EXPECT_THAT(Handmade::Find(findings, a, Kind::kOverlapTeams)->others, ::testing::ElementsAre(b));
  EXPECT_TRUE(InQueue(findings, b));
}

TEST(TwoPlaces, ALateCheckOutIsNoOverlap) {
  Handmade made;
  made.Led(made.Order(1, 0, kMonday), 1, kMonday, kMonday + 102 * kMinute);
  made.Led(made.Order(2, 0, kMonday + 90 * kMinute), 1);
  EXPECT_THAT(made.Detected().flags, ::testing::IsEmpty());
}

TEST(TwoPlaces, WhoeverWasThereByTheirOwnPhoneIsNotDoubtedForAStrangersClaim) {
  Handmade made;
  const Index real = made.Own(made.Order(1, 0, kMonday), 1);
  const Index claimed = made.Led(made.Order(2, 0, kMonday), 1);
  made.evidence.teams_of = {{}, {1}};
  Findings findings = made.Detected();
  EXPECT_FALSE(InQueue(findings, real));
  EXPECT_TRUE(InQueue(findings, claimed));
  EXPECT_THAT(Handmade::Find(findings, claimed, Kind::kOverlapTeams)->others, ::testing::ElementsAre(real));
  // Of both teams, once, by a phone nobody has seen before: nobody can tell.
  made.evidence.teams_of = {{}, {1, 2}};
  findings = made.Detected();
  EXPECT_TRUE(InQueue(findings, real));
  EXPECT_TRUE(InQueue(findings, claimed));
  // By the phone they always use.
  made.Own(made.Order(3, 0, kMonday - 7 * kDay), 1);
  findings = made.Detected();
  EXPECT_FALSE(InQueue(findings, real));
  EXPECT_TRUE(InQueue(findings, claimed));
}

TEST(TwoPlaces, APhoneAtAStrangeTeamAgainstTheOwnLeadersWordIsForSomebodyToLookAt) {
  Handmade made;
  made.Own(made.Order(3, 0, kMonday - 7 * kDay), 1);
  const Index own = made.Led(made.Order(1, 0, kMonday), 1);
  const Index strange = made.Own(made.Order(2, 0, kMonday), 1);
  made.evidence.teams_of = {{}, {1}};
  const Findings findings = made.Detected();
  EXPECT_TRUE(InQueue(findings, own));
  EXPECT_TRUE(InQueue(findings, strange));
}

TEST(TwoPlaces, OfTwoLeadersTheOnesWordStandsWhoseTeamThePersonIsIn) {
  Handmade made;
  const Index own = made.Led(made.Order(1, 0, kMonday), 1);
  const Index claimed = made.Led(made.Order(2, 0, kMonday), 1);
  made.evidence.teams_of = {{}, {1}};
  const Findings findings = made.Detected();
  EXPECT_FALSE(InQueue(findings, own));
  EXPECT_TRUE(InQueue(findings, claimed));
}

TEST(TwoPlaces, AnotherCountyIsSaidSo) {
  Handmade made;
  const Index abroad = made.Order(2, 0, kMonday + 70 * kMinute);
  made.order(abroad).county = 2;
  made.Led(made.Order(1, 0, kMonday), 1);
  const Findings findings = (made.Led(abroad, 1), made.Detected());
  EXPECT_NE(Handmade::Find(findings, 0, Kind::kOverlapCounties), nullptr);
  EXPECT_EQ(Handmade::Find(findings, 0, Kind::kOverlapTeams), nullptr);
}

TEST(TwoPlaces, AJourneyNobodyCanMake) {
  for (const auto& [steps, gap, seen] : std::vector<std::tuple<Index, int64_t, bool>>{
           {18, 5, true},    // 20 km in 5 minutes
           {18, 9, true},    // (20 - 3) km in 9 minutes: 113 km/h
           {18, 20, false},  // 51 km/h
           {5, 0, false},    // the next village, at once: points are coarse
           {18, 600, false}}) {
    Handmade made;
    made.Led(made.Order(1, 0, kMonday), 1);
    made.Led(made.Order(1, steps, kMonday + (90 + gap) * kMinute), 1);
    EXPECT_EQ(Handmade::Find(made.Detected(), 0, Kind::kImpossibleTravel) != nullptr, seen)
        << steps << " " << gap;
  }
}

TEST(RelayedCode, OldCodesOfTwoPeopleAreSeen) {
  Handmade made;
  const Index order = made.Order(1, 0, kMonday);
  for (Index person = 1; person <= 3; ++person) made.Own(order, person);
  const Index first = made.Own(order, 4), second = made.Own(order, 5);
  for (const Index late : {first, second}) made.at(late).in.step -= 6;
  const Findings findings = made.Detected();
  ASSERT_NE(Handmade::Find(findings, first, Kind::kRelayedCode), nullptr);
  EXPECT_EQ(Handmade::Find(findings, first, Kind::kRelayedCode)->figures[0], 6);
  EXPECT_EQ(Handmade::Find(findings, first, Kind::kRelayedCode)->figures[1], 2);
  EXPECT_TRUE(InQueue(findings, second));
  EXPECT_EQ(findings.queue.size(), 2u);
}

TEST(RelayedCode, APhoneWhoseClockIsAlwaysOffIsNotLate) {
  Handmade made;
  for (int day = 0; day < 4; ++day) {
    const Index order = made.Order(1, 0, kMonday + day * kDay);
    for (Index person = 1; person <= 2; ++person) {
      const Index own = made.Own(order, person);
      // Six minutes ahead, and far from signal: the server learns it in the evening.
      for (Fact* fact : {&made.at(own).in, &made.at(own).out})
        fact->at += 6 * kMinute, fact->received += 7 * kHour;
    }
  }
  EXPECT_THAT(made.Detected().queue, ::testing::IsEmpty());
}

TEST(RelayedCode, TheClockOfTheOneWhoShowsTheCodeIsNobodysFault) {
  Handmade made;
  const Index order = made.Order(1, 0, kMonday);
  for (Index person = 1; person <= 6; ++person) {
    const Index own = made.Own(order, person);
    made.at(own).in.step -= 5, made.at(own).out.step -= 5;
  }
  EXPECT_THAT(made.Detected().queue, ::testing::IsEmpty());
}

TEST(RelayedCode, MorePhonesThanPeopleTheLastOfThemAllAtOnce) {
  Handmade made;
  const Index order = made.Order(1, 0, kMonday);
  made.order(order).headcount = 4;
  for (Index person = 1; person <= 4; ++person) made.Own(order, person);
  for (Index person = 5; person <= 7; ++person) {
    made.Own(order, person, kMonday + (6 + person) * kMinute, kMonday + 90 * kMinute);
  }
  Findings findings = made.Detected();
  EXPECT_THAT(findings.queue, ::testing::UnorderedElementsAre(4, 5, 6));
  EXPECT_EQ(Handmade::Find(findings, 4, Kind::kRelayedCode)->figures[0], 4);
  made.order(order).headcount = 7;
  EXPECT_THAT(made.Detected().queue, ::testing::IsEmpty());
}

TEST(OneDevice, FiveOnOnePhoneAreSeenAFamilyIsNot) {
  for (const auto& [people, seen] : std::vector<std::pair<Index, size_t>>{{5, 5}, {4, 0}}) {
    Handmade made;
    const Index order = made.Order(1, 0, kMonday);
    for (Index person = 1; person <= people; ++person) {
      const Index own = made.Own(order, person, kMonday + person * 90, kMonday + 90 * kMinute);
      made.at(own).in.device = made.at(own).out.device = 7;
    }
    EXPECT_EQ(made.Detected().queue.size(), seen);
  }
}

TEST(OneDevice, FewAtOnceButOthersEachTime) {
  for (const bool family : {false, true}) {
    Handmade made;
    for (Index day = 0; day < 3; ++day) {
      const Index order = made.Order(1, 0, kMonday + day * kDay);
      for (Index person = 1; person <= 3; ++person) {
        const Index own = made.Own(order, family ? person : 10 * day + person);
        made.at(own).in.device = made.at(own).out.device = 7;
      }
    }
    EXPECT_EQ(made.Detected().queue.size(), family ? 0u : 9u);
  }
}

TEST(OneDevice, ALeadersOwnPhoneMayCheckInAnybody) {
  Handmade made;
  const Index order = made.Order(1, 0, kMonday);
  for (Index person = 1; person <= 30; ++person) made.Led(order, person);
  EXPECT_THAT(made.Detected().queue, ::testing::IsEmpty());
}

TEST(Stuffing, NamesBeyondTheCountAgainAndAgain) {
  Handmade made;
  std::vector<Index> stuffed;
  for (int day = 0; day < 3; ++day) {
    const Index order = made.Order(1, 0, kMonday + day * kDay);
    made.order(order).headcount = 3;
    for (Index person = 1; person <= 3; ++person) made.Own(order, person);
    for (Index person = 10; person < 16; ++person) stuffed.push_back(made.Led(order, person));
  }
  const Findings findings = made.Detected();
  EXPECT_EQ(findings.queue.size(), stuffed.size());
  ASSERT_NE(Handmade::Find(findings, stuffed[0], Kind::kRosterStuffing), nullptr);
  EXPECT_THAT(Handmade::Find(findings, stuffed[0], Kind::kRosterStuffing)->figures,
              ::testing::ElementsAre(3, 9, 3, 0, 0));
}

TEST(Stuffing, AWitnessWhoMiscountsACrowdOnceSaysNothingAboutIt) {
  Handmade made;
  for (int day = 0; day < 6; ++day) {
    const Index order = made.Order(1, 0, kMonday + day * kDay);
    made.order(order).headcount = day == 2 ? 15 : 20;
    for (Index person = 1; person <= 20; ++person) made.Led(order, person);
  }
  EXPECT_THAT(made.Detected().queue, ::testing::IsEmpty());
}

// A town's spring cleaning with a headcount that somebody forgot to type to the end.
TEST(RelayedCode, ACrowdIsLookedAtAsQuicklyAsATeam) {
  constexpr Index kCrowd = 6000;
  Handmade made;
  made.evidence.people = made.evidence.accounts = made.evidence.devices = kCrowd + 1000;
  const Index order = made.Order(1, 0, kMonday);
  made.order(order).headcount = 6;
  made.order(order).has_roster = true;
  for (Index person = 0; person < kCrowd; ++person) {
    made.order(order).roster.push_back(1000 + person);
    made.Own(order, 1000 + person);
  }
  const std::clock_t begun = std::clock();
  made.Detected();
  EXPECT_LT(std::clock() - begun, 5 * CLOCKS_PER_SEC);
}

}  // namespace
}  // namespace diandan::hours::risk
