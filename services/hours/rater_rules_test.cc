// Whose word a household's rating is, in words.
#include "services/hours/rater_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

#include "services/hours/desk_testing.h"

namespace diandan::hours {
namespace {

namespace r = risk;

class RatersTest : public ::testing::Test {
 protected:
  // Served by this person, by their own code on this phone; the order.
  r::Index Served(const std::string& who, int64_t phone) {
    r::Attendance attendance;
    attendance.order = r::Index(evidence_.orders.size());
    attendance.person = Person(who);
    attendance.in.how = r::How::kOwnCode;
    attendance.in.device = numbers_.Device(phone);
    attendance.in.by = EvidenceNumbers::Of(numbers_.accounts, "account of " + who);
    evidence_.orders.emplace_back();
    evidence_.attendances.push_back(attendance);
    return attendance.order;
  }
  ServiceRatingRow& Rated(r::Index order, const std::string& household, int64_t phone) {
    ServiceRatingRow& row = rows_.emplace_back();
    row.rater_kind = orders::v1::RESIDENT;
    row.score = 5;
    row.client_key = household;
    row.device = phone;
    ratings_.push_back({&row, order});
    return row;
  }
  r::Index Person(const std::string& who) { return EvidenceNumbers::Of(numbers_.people, who); }
  std::vector<r::Index> Raters() {
    AddRatings(ratings_, numbers_, evidence_);
    std::vector<r::Index> raters;
    for (const r::Rating& rating : evidence_.ratings) raters.push_back(rating.rater);
    return raters;
  }

  EvidenceNumbers numbers_;
  r::Evidence evidence_;
  std::deque<ServiceRatingRow> rows_;
  std::vector<RatingOfOrder> ratings_;
};

TEST_F(RatersTest, APhoneThatChecksSomebodyInTellsWhoLivesThere) {
  Served("赵", 1);
  Rated(Served("钱", 2), "a house", 1);
  // The same house, by another phone: still theirs.
  Rated(Served("钱", 2), "a house", 9);
  EXPECT_THAT(Raters(), ::testing::ElementsAre(Person("赵"), Person("赵")));
}

TEST_F(RatersTest, WhoeverServedThereLentThePhoneToTheHouse) {
  Rated(Served("钱", 2), "a house", 2);
  EXPECT_THAT(Raters(), ::testing::ElementsAre(Person("household/a house")));
}

TEST_F(RatersTest, AHelperOfTwoHousesLivesInNeither) {
  Served("赵", 1);
  Rated(Served("钱", 2), "a house", 1);
  Rated(Served("钱", 2), "another house", 1);
  EXPECT_THAT(Raters(),
              ::testing::ElementsAre(Person("household/a house"), Person("household/another house")));
}

TEST_F(RatersTest, AFamilysPhoneIsNobodysAlone) {
  Served("赵", 1);
  Served("孙", 1);
  Rated(Served("钱", 2), "a house", 1);
  EXPECT_THAT(Raters(), ::testing::ElementsAre(Person("household/a house")));
}

TEST_F(RatersTest, WithoutAHouseItIsThePhonesOwnerOrNobody) {
  Served("赵", 1);
  Rated(Served("钱", 2), "", 1);
  Rated(Served("钱", 2), "", 9);
  EXPECT_THAT(Raters(), ::testing::ElementsAre(Person("赵")));
}

TEST_F(RatersTest, WhoeverSignedInIsKnownAndSoIsWhoseAccountItIs) {
  ServiceRatingRow& row = Rated(Served("钱", 2), "a house", 0);
  row.rater = "account of 赵";
  row.rater_volunteer = Id("赵");
  EXPECT_THAT(Raters(), ::testing::ElementsAre(Person(Id("赵").ToString())));
  const r::Index account = EvidenceNumbers::Of(numbers_.accounts, "account of 赵");
  EXPECT_EQ(evidence_.person_of[size_t(account)], Person(Id("赵").ToString()));
  const r::Index own = EvidenceNumbers::Of(numbers_.accounts, "account of 钱");
  EXPECT_EQ(evidence_.person_of[size_t(own)], Person("钱"));
}

TEST_F(RatersTest, WhatATeamWroteIsItsReportAndNoRating) {
  ServiceRatingRow& row = Rated(Served("钱", 2), "", 0);
  row.rater_kind = orders::v1::TEAM;
  row.rater = "the leader";
  row.words_print = -5;
  row.words_length = 40;
  EXPECT_THAT(Raters(), ::testing::IsEmpty());
  EXPECT_TRUE(evidence_.orders[0].has_text);
  EXPECT_EQ(evidence_.orders[0].text, uint64_t(-5));
  EXPECT_EQ(evidence_.orders[0].text_length, 40);
  EXPECT_EQ(evidence_.orders[0].reporter, EvidenceNumbers::Of(numbers_.accounts, "the leader"));
}

TEST(ThoseThatStand, OfEachKindTheLatestThatIsNotAnnulled) {
  std::vector<ServiceRatingRow> ratings(4);
  for (size_t i = 0; i < ratings.size(); ++i) {
    ratings[i].rater_kind = i < 3 ? orders::v1::RESIDENT : orders::v1::TEAM;
    ratings[i].event_seq = int64_t(10 - i);
  }
  ratings[0].annulled = true;
  EXPECT_THAT(ThoseThatStand(ratings), ::testing::UnorderedElementsAre(&ratings[1], &ratings[3]));
}

}  // namespace
}  // namespace diandan::hours
