// Fraud that is done through the doors of `orders` comes to a reviewer with its sentence, and what honest
// people do beside it does not. Phones, codes, reports and photos get there as numbers and fingerprints.
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/orders/photo_testing.h"
#include "tests/scenario/team_days.h"

namespace diandan::scenario {
namespace {

class Doubts : public ::testing::Test {
 protected:
  using Member = TeamDays::Member;
  using Service = TeamDays::Service;
  using Queue = TeamDays::Queue;

  Stage stage_;
  TeamDays team_{stage_};
};

TEST_F(Doubts, OnePhoneTypesForSixAndAFamilySharesOne) {
  const std::vector<Member> people = team_.Join(8);
  const Service service = team_.Begun(14, people);
  const std::string said =
      "One phone checked in 6 people within 5 minutes, each said to be on their own phone; the roster has 8.";
  Queue expected;
  for (size_t i = 0; i < 8; ++i) {
    stage_.At(14, int(i));
    team_.Types(service, people[i], i < 6 ? "one phone" : "the family's");
    expected.emplace(people[i].person, i < 6 ? said : "");
  }
  team_.Seen(service);
  EXPECT_EQ(team_.Reviewed(6), expected);
}

// Two phones come back to where there is signal with a code that was gone when they typed it; a third was
// merely without signal.
TEST_F(Doubts, OldCodesThatArriveLate) {
  const std::vector<Member> people = team_.Join(5);
  const Service service = team_.Begun(14, people);
  for (size_t i = 2; i < 4; ++i) team_.Types(service, people[i], people[i].phone);
  stage_.At(15, 0);
  for (size_t i = 0; i < 2; ++i)
    team_.Types(service, people[i], people[i].phone, absl::Minutes(48), absl::Minutes(12));
  team_.Types(service, people[4], people[4].phone, absl::Minutes(59));
  team_.Seen(service);
  const std::string said =
      "The code typed was shown 11 minutes before; 2 of the 5 people who typed codes here typed old ones.";
  Queue expected;
  for (size_t i = 0; i < 5; ++i) expected.emplace(people[i].person, i < 2 ? said : "");
  EXPECT_EQ(team_.Reviewed(2), expected);
}

// By their phones' clocks all came within a minute; the codes say who typed theirs when the others were
// there.
TEST_F(Doubts, CodesPassedOnWhenEverybodyHadCome) {
  const std::vector<Member> people = team_.Join(6);
  const Service service = team_.Begun(14, people);
  for (size_t i = 0; i < 3; ++i)
    team_.Types(service, people[i], people[i].phone, -absl::Minutes(2), absl::Minutes(2));
  stage_.At(14, 5);
  for (size_t i = 3; i < 6; ++i)
    team_.Types(service, people[i], people[i].phone, absl::Minutes(2), -absl::Minutes(2));
  team_.Seen(service, 3);
  const std::string said =
      "Those present counted 3, 6 are checked in; this one and some others typed their codes 5 minutes after "
      "everybody else.";
  Queue expected;
  for (size_t i = 0; i < 6; ++i) expected.emplace(people[i].person, i < 3 ? "" : said);
  EXPECT_EQ(team_.Reviewed(3), expected);
}

TEST_F(Doubts, OneReportForThreeServices) {
  const std::vector<Member> people = team_.Join(4);
  const std::string well = team_.PointAt(43'600), pump = team_.PointAt(43'640);
  const std::vector<std::pair<std::string, std::string>> reports = {
      {well, "今天给张大爷家修好了漏水的龙头，换了灯泡，又陪他说了一会儿话，大爷很满意。"},
      {well, "给12位老人理发，又帮两户独居老人打扫了院子、擦了窗户，老人们都很高兴。"},
      {pump, "给9位老人理发，又帮两户独居老人打扫了院子，擦了窗户。老人们都很高兴！"},
      {pump, "给8位老人理发，又帮两户独居老人打扫了院子、擦了窗户，老人们都很高兴"}};
  const std::string said =
      "3 reports by one reporter are nearly the same to the letter, about services at 2 places.";
  Queue expected;
  for (size_t i = 0; i < 4; ++i) {
    team_.Reported(team_.Served(10 + 24 * int(i), people[i], "", reports[i].first), reports[i].second);
    expected.emplace(people[i].person, i == 0 ? "" : said);
  }
  EXPECT_EQ(team_.Reviewed(3), expected);
}

// Two serve one another's household and rate it by the phones they check in with. Two others serve houses
// that rate by phones of their own.
TEST_F(Doubts, TwoWhoRateOneAnother) {
  const std::vector<Member> people = team_.Join(4);
  const std::string said =
      "Two people rated one another 8 times, 100% of all their ratings, 100% full marks; others serve there "
      "as well.";
  Queue expected;
  for (size_t i = 0; i < 12; ++i) {
    const bool honest = i < 4;
    const Member& serves = people[honest ? 2 + i % 2 : i % 2];
    const std::string house = honest ? absl::StrCat("house ", i % 2) : people[1 - i % 2].actor;
    const Service service = team_.Served(10 + 24 * int(i), serves, house);
    team_.RatedFrom(absl::StrCat("phone of ", house), service);
    expected.emplace(serves.person, honest ? "" : said);
  }
  EXPECT_EQ(team_.Reviewed(8), expected);
}

TEST_F(Doubts, APhotoThatWasFiledBefore) {
  const std::vector<Member> people = team_.Join(3);
  const std::string corners = orders::testing::PlainJpeg();
  orders::Pixels slope{320, 200, {}};
  for (int i = 0; i < 320 * 200; ++i) slope.rgb.append(3, char(i % 320 / 2 + i / 320 / 4));
  const std::vector<std::string> photos = {corners, *EncodeJpeg(slope, 90), corners};
  const std::string said =
      "A photo of this order was filed with another one 2 days before (0 of 64 bits differ).";
  Queue expected;
  for (size_t i = 0; i < 3; ++i) {
    const Service service = team_.Begun(10 + 24 * int(i), {people[i]});
    team_.Types(service, people[i], people[i].phone);
    team_.Photographed(service, photos[i]);
    team_.Seen(service);
    expected.emplace(people[i].person, i < 2 ? "" : said);
  }
  EXPECT_EQ(team_.Reviewed(1), expected);
}

}  // namespace
}  // namespace diandan::scenario
