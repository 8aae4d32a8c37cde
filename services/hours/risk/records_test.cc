// Back-fills, sittings, papers, ratings and minutes, by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/hours/risk/risk_testing.h"

namespace diandan::hours::risk {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

Index BackFilled(Handmade& made, Index order, Index person, Index by, int32_t minutes, Index witness) {
  const Index index = made.Led(order, person);
  Attendance& attendance = made.at(index);
  attendance.in.how = attendance.out.how = How::kBackFilled;
  attendance.back_filled = true;
  attendance.entered_by = by;
  attendance.witness = witness;
  attendance.entered_at = made.order(order).end + (1 + person % 9) * kDay + person * kHour;
  attendance.minutes = minutes;
  attendance.end = attendance.start + minutes * kMinute;
  return index;
}

TEST(SoldBackFill, BuyersWithNothingElse) {
  Handmade made;
  for (Index buyer = 1; buyer <= 5; ++buyer) {
    BackFilled(made, made.Order(1, 0, kMonday + buyer * kDay), buyer, 901, 120, 40);
  }
  const Findings findings = made.Detected();
  EXPECT_THAT(findings.queue, SizeIs(5));
  ASSERT_NE(Handmade::Find(findings, 0, Kind::kSoldBackFill), nullptr);
  EXPECT_THAT(Handmade::Find(findings, 0, Kind::kSoldBackFill)->figures,
              ::testing::ElementsAre(5, 5, 100, 100, 0));
}

TEST(SoldBackFill, MembersWhoseHoursAreBackFilledOnceAreMembers) {
  Handmade made;
  for (Index person = 1; person <= 8; ++person) {
    made.Own(made.Order(1, 0, kMonday + person * kDay), person);
    BackFilled(made, made.Order(1, 0, kMonday + (20 + person) * kDay), person, 901, 120, 40);
  }
  EXPECT_THAT(made.Detected().queue, IsEmpty());
}

// Four people each in so many orders of as many days before, typed in one sitting at noon.
void Sit(Handmade& made, int orders, int days_before, int64_t day, int64_t apart, Index team = 1) {
  int64_t now = kMonday + day * kDay + 3 * kHour;
  for (int order = 0; order < orders; ++order) {
    const Index index =
        made.Order(team, 0, kMonday + (day - 1 - order % days_before) * kDay - order * kMinute);
    for (Index person = 1; person <= 4; ++person) {
      const Index led = made.Led(index, 200 * (team - 1) + 10 * (order % 20) + person);
      made.at(led).in.received = made.at(led).out.received = now;
      now += apart;
    }
  }
}

TEST(Burst, ManyOldServicesInOneSitting) {
  Handmade made;
  Sit(made, 6, 6, 30, 60);
  const Findings findings = made.Detected();
  EXPECT_THAT(findings.queue, SizeIs(24));
  const Flag* flag = Handmade::Find(findings, 0, Kind::kAccountBurst);
  ASSERT_NE(flag, nullptr);
  EXPECT_THAT(flag->figures, ::testing::ElementsAre(23, 24, 6, 6, 0));
}

TEST(Burst, APhoneThatComesHomeSendsAllAtOnce) {
  Handmade made;
  Sit(made, 6, 1, 30, 1);
  EXPECT_THAT(made.Detected().queue, IsEmpty());
}

TEST(Burst, TheWeeksSheetsEveryFridayAreWork) {
  Handmade made;
  for (int week = 1; week <= 8; ++week) Sit(made, week == 5 ? 14 : 6, 5, 7 * week, 50);
  EXPECT_THAT(made.Detected().queue, IsEmpty());
}

// Four teams that type the same days may be one person's doing; when everybody does, there was a festival.
TEST(Burst, WhatEverybodyEntersAfterAFestivalIsNobodysAlone) {
  Handmade made;
  for (Index team = 1; team <= 4; ++team) Sit(made, 6, 6, 30, 60 + team, team);
  EXPECT_THAT(made.Detected().queue, SizeIs(4 * 24));
  Sit(made, 6, 6, 30, 65, 5);
  EXPECT_THAT(made.Detected().queue, IsEmpty());
}

TEST(Burst, OtherDaysThanEverybodysAreOnesOwn) {
  Handmade made;
  for (Index team = 1; team <= 4; ++team) Sit(made, 6, 6, 30, 60 + team, team);
  // As many again, of weeks before.
  Sit(made, 12, 12, 30, 65, 5);
  EXPECT_GE(made.Detected().queue.size(), 48u);
}

Index Written(Handmade& made, Index team, Index place, int64_t day, uint64_t text, int32_t length) {
  const Index order = made.Order(team, place, kMonday + day * kDay);
  made.order(order).has_text = true;
  made.order(order).text = text;
  made.order(order).text_length = length;
  return made.Own(order, Index(made.evidence.attendances.size()) % 200);
}

TEST(ClonedText, OneReportForThreeServicesAtTwoPlaces) {
  Handmade made;
  for (int i = 0; i < 3; ++i) Written(made, 1, i % 2, i, 0xfeedbeef12345678u ^ uint64_t(i), 80);
  const Findings findings = made.Detected();
  EXPECT_THAT(findings.queue, SizeIs(3));
  EXPECT_EQ(Handmade::Find(findings, 0, Kind::kClonedText)->figures[0], 3);
}

TEST(ClonedText, ShortWordsARegularActivityAndTheCountysOwnWordingAreNone) {
  Handmade made;
  for (int i = 0; i < 12; ++i) {
    Written(made, 1, i % 4, i, 0x1111, 6);                          // 打扫卫生
    Written(made, 2, 3, 7 * i, 0xabcdef0123456789u, 90);            // every week the same place
    Written(made, 10 + i, 5 + i % 3, 3, 0x123456789abcdef0u, 120);  // thirty teams on the campaign day
  }
  EXPECT_THAT(made.Detected().queue, IsEmpty());
}

Index Photographed(Handmade& made, Index team, Index place, int64_t day, uint64_t photo) {
  const Index order = made.Order(team, place, kMonday + day * kDay);
  made.order(order).photos = {photo};
  return made.Own(order, Index(made.evidence.attendances.size()) % 200);
}

TEST(ReusedPhoto, TheLaterUseIsSeenTheFirstIsNot) {
  const uint64_t photo = 0x5a5a12345678f00fu;
  for (const auto& [place, day, flips, seen] : std::vector<std::tuple<Index, int64_t, uint64_t, bool>>{
           {1, 3, 0x3f, true},   // 6 bits, elsewhere
           {1, 3, 0x7f, false},  // 7 bits
           {0, 3, 0xf, true},    // 4 bits, the same room
           {0, 3, 0x1f, false},  // 5 bits: the same room looks like itself
           {1, 0, 0, false}}) {  // the same day
    Handmade made;
    const Index first = Photographed(made, 1, 0, 0, photo);
    const Index later = Photographed(made, 2, place, day, photo ^ flips);
    const Findings findings = made.Detected();
    EXPECT_EQ(Handmade::Find(findings, later, Kind::kReusedPhoto) != nullptr, seen) << flips;
    EXPECT_EQ(Handmade::Find(findings, first, Kind::kReusedPhoto), nullptr);
  }
}

TEST(ReusedPhoto, APosterIsEverybodys) {
  Handmade made;
  for (Index team = 1; team <= 5; ++team) Photographed(made, team, team, 0, 0x77u);
  Photographed(made, 6, 6, 2, 0x77u);
  EXPECT_THAT(made.Detected().queue, IsEmpty());
}

void Rate(Handmade& made, Index rater, Index rated, int64_t day, int32_t score, Index place) {
  Rating rating;
  rating.order = made.Order(1, place, kMonday + day * kDay);
  made.Led(rating.order, rated);
  rating.rater = rater;
  rating.rated = rated;
  rating.score = score;
  rating.at = kMonday + (day + 1) * kDay;
  made.evidence.ratings.push_back(rating);
}

TEST(ClosedPair, TwoWhoRateOnlyOneAnotherWhereOthersServe) {
  for (const bool others : {true, false}) {
    Handmade made;
    for (int i = 0; i < 4; ++i) Rate(made, 1, 2, 2 * i, 5, 0), Rate(made, 2, 1, 2 * i + 1, 5, 0);
    for (int i = 0; others && i < 30; ++i) made.Own(made.Order(3, 0, kMonday + i * kDay), 50 + i % 10);
    EXPECT_EQ(Handmade::Find(made.Detected(), 0, Kind::kClosedRatingPair) != nullptr, others);
  }
}

TEST(ClosedPair, NeighboursWhoAlsoHelpOthersAreNone) {
  Handmade made;
  for (int i = 0; i < 5; ++i) {
    Rate(made, 1, 2, 2 * i, 4 + i % 2, 0), Rate(made, 2, 1, 2 * i + 1, 5, 0);
    Rate(made, 60 + i, 1, 20 + i, 5, 0), Rate(made, 70 + i, 2, 20 + i, 4, 0);
  }
  for (int i = 0; i < 30; ++i) made.Own(made.Order(3, 0, kMonday + i * kDay), 50 + i % 10);
  EXPECT_THAT(made.Detected().queue, IsEmpty());
}

TEST(Padding, FarBeyondThePlanFourTimesByOnePerson) {
  Handmade made;
  made.Background(300);
  std::vector<Index> padded;
  for (int i = 0; i < 8; ++i) {
    const Index order = made.Order(1, 0, kMonday + i * kDay);
    made.Own(order, 2);
    const Index own =
        made.Own(order, 1, kMonday + i * kDay, kMonday + i * kDay + (i < 4 ? 140 : 91) * kMinute);
    if (i < 4) padded.push_back(own);
  }
  const Findings findings = made.Detected();
  EXPECT_THAT(findings.queue, ::testing::UnorderedElementsAreArray(padded));
  EXPECT_THAT(Handmade::Find(findings, padded[0], Kind::kPaddedMinutes)->figures,
              ::testing::ElementsAre(50, 90, 4, 8, 0));
}

TEST(Padding, OnceOrTwiceHappensToEverybody) {
  Handmade made;
  made.Background(300);
  for (int i = 0; i < 10; ++i) {
    const Index order = made.Order(1, 0, kMonday + i * kDay);
    made.Own(order, 1, kMonday + i * kDay, kMonday + i * kDay + (i < 2 ? 150 : 90) * kMinute);
  }
  EXPECT_THAT(made.Detected().queue, IsEmpty());
}

}  // namespace
}  // namespace diandan::hours::risk
