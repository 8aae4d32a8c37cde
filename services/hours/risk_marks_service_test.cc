// Each mark that orders sends with facts and ratings is looked at: fraud that shows in it alone is flagged
// with its sentence in a reviewer's queue, and honest people who are like it are left alone.
#include "absl/strings/str_cat.h"
#include "services/hours/risk_desk_testing.h"

namespace diandan::hours {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr int64_t kMinuteAtNine = 1795654800 / 60;

class RiskMarksTest : public RiskDesk {
 protected:
  // A service so many days ago, at a place of that number.
  static Told On(const std::string& order, int days_ago, int place = 0) {
    Told told(order);
    told->mutable_point()->set_lat_milli(43'000 + 20 * place);
    told->mutable_point()->set_lng_milli(120'000);
    Shift(*told->mutable_ended_time(), days_ago);
    Shift(*told->mutable_sessions(0)->mutable_start_time(), days_ago);
    Shift(*told->mutable_sessions(0)->mutable_end_time(), days_ago);
    return told;
  }
  // Came by their own code on this phone, two hours from the plan's beginning; 0: not told.
  static void Own(Told& told, const std::string& who, int64_t phone, int64_t code_minute = 0) {
    told.With(who, 0, 120);
    auto* at = told->mutable_attendances(told->attendances_size() - 1);
    const int64_t start = told->sessions(0).start_time().seconds();
    at->mutable_start_time()->set_seconds(start);
    at->mutable_end_time()->set_seconds(start + 7200);
    at->set_in_device(phone);
    at->set_out_device(phone);
    at->set_in_code_minute(code_minute);
    auto* place = told->add_roster();
    place->set_session_id(at->session_id());
    place->set_volunteer_id(at->volunteer_id());
  }
  orders::v1::Rated Rating(const Told& told, orders::v1::RaterKind kind) {
    orders::v1::Rated rated;
    rated.set_rating_id(NewUuid(absl::Now()).ToString());
    rated.set_order_id(told.picture().order_id());
    rated.set_acceptance_id(told.acceptance().ToString());
    rated.set_team_id(told.picture().team_id());
    rated.set_rater_kind(kind);
    rated.set_score(5);
    return rated;
  }
  // By a household, from this phone.
  void RatedBy(const std::string& household, int64_t phone, const Told& told) {
    orders::v1::Rated rated = Rating(told, orders::v1::RESIDENT);
    rated.set_channel(orders::v1::RATING_SECRET);
    rated.set_client_key(household);
    rated.set_device(phone);
    hours_.Rate(kCounty, rated);
  }
  // The team's own words about it, by this account.
  orders::v1::Rated Reported(const Told& told, const std::string& reporter, int64_t print, int32_t length) {
    orders::v1::Rated rated = Rating(told, orders::v1::TEAM);
    rated.set_channel(orders::v1::SIGNED_IN);
    rated.set_rater(reporter);
    rated.set_words_print(print);
    rated.set_words_length(length);
    hours_.Rate(kCounty, rated);
    return rated;
  }
  // What the queue says of those that are doubted: each sentence of that kind.
  std::vector<std::string> Sentences(v1::RiskKind kind) {
    auto reviewer = hours_.Reviewer(kCounty);
    reviewer.language = Language::kChinese;
    std::vector<std::string> said;
    const auto queue = Queue(reviewer);
    for (const v1::Entry& entry : queue.entries()) {
      for (const v1::RiskFlag& flag : entry.risk().flags()) {
        if (flag.kind() == kind) said.push_back(flag.sentence());
      }
    }
    return said;
  }
  // Looks at everything said so far, however long that takes: until what is marked last is found as well.
  int64_t DoubtedBeside(v1::RiskKind kind) {
    Told elsewhere = On("seen last, elsewhere", 1, 8);
    elsewhere->set_team_id(Id("another team").ToString());
    hours_.Settle(On("seen last", 1, 8).With("末", -1440, -1320, orders::v1::BY_LEADER));
    hours_.Settle(elsewhere.With("末", -1440, -1320, orders::v1::BY_LEADER));
    EXPECT_EQ(TickUntil(kCounty,
                        absl::StrCat("SELECT count(*) FROM risk JOIN entry USING (county_id, id) WHERE"
                                     " volunteer_id = '",
                                     Id("末").ToString(), "'"),
                        2),
              2);
    return int64_t(Sentences(kind).size());
  }

 private:
  static void Shift(google::protobuf::Timestamp& time, int days_ago) {
    time.set_seconds(time.seconds() - int64_t{86400} * days_ago);
  }
};

// --- Phones. ---

TEST_F(RiskMarksTest, OnePhoneThatChecksInFiveIsSeen) {
  Told told = On("order", 0);
  for (int i = 0; i < 5; ++i) Own(told, absl::StrCat("person ", i), 77);
  for (int i = 5; i < 8; ++i) Own(told, absl::StrCat("person ", i), 100 + i);
  hours_.Settle(told);
  ASSERT_EQ(AwaitRisks(5), 5);
  EXPECT_THAT(Sentences(v1::ONE_DEVICE_MANY),
              AllOf(SizeIs(5), Each(HasSubstr("同一部手机在 0 分钟内为 5 人签到"))));
}

TEST_F(RiskMarksTest, AFamilysPhoneIsNotNorIsPhonesNobodyTold) {
  Told told = On("order", 0);
  for (int i = 0; i < 4; ++i) Own(told, absl::StrCat("family ", i), 77);
  for (int i = 4; i < 12; ++i) Own(told, absl::StrCat("person ", i), 0);
  hours_.Settle(told);
  EXPECT_EQ(DoubtedBeside(v1::ONE_DEVICE_MANY), 0);
}

// --- Codes. ---

// All facts say nine o'clock by their phones; the codes say who typed them five minutes later.
TEST_F(RiskMarksTest, CodesThatWereTypedAfterEverybodyCameAreSeen) {
  Told told = On("order", 0);
  told->mutable_evidence()->set_headcount(6);
  for (int i = 0; i < 6; ++i) Own(told, absl::StrCat("person ", i), 100 + i, kMinuteAtNine);
  for (int i = 6; i < 10; ++i) Own(told, absl::StrCat("person ", i), 100 + i, kMinuteAtNine + 5);
  hours_.Settle(told);
  ASSERT_EQ(AwaitRisks(4), 4);
  EXPECT_THAT(Sentences(v1::RELAYED_CODE), AllOf(SizeIs(4), Each(HasSubstr("在别人之后 5 分钟才输的码"))));
}

TEST_F(RiskMarksTest, AWitnessWhoMiscountsThoseOfOneMinuteAccusesNobody) {
  Told told = On("order", 0);
  told->mutable_evidence()->set_headcount(6);
  for (int i = 0; i < 10; ++i) Own(told, absl::StrCat("person ", i), 100 + i, kMinuteAtNine);
  hours_.Settle(told);
  EXPECT_EQ(DoubtedBeside(v1::RELAYED_CODE), 0);
}

// Two phones come back to where there is signal with codes that had been gone for twelve minutes.
TEST_F(RiskMarksTest, OldCodesThatArriveLateAreSeen) {
  Told told = On("order", 0);
  for (int i = 0; i < 4; ++i) {
    Own(told, absl::StrCat("person ", i), 100 + i, kMinuteAtNine - (i < 2 ? 12 : 0));
    auto* at = told->mutable_attendances(i);
    if (i < 2) at->set_in_how(orders::v1::SELF_REPORTED);
    *at->mutable_in_received_time() = at->end_time();
  }
  hours_.Settle(told);
  ASSERT_EQ(AwaitRisks(2), 2);
  EXPECT_THAT(Sentences(v1::RELAYED_CODE), AllOf(SizeIs(2), Each(HasSubstr("输的签到码是 11 分钟前显示的"))));
}

// --- Texts. ---

TEST_F(RiskMarksTest, OneReportOfThreePlacesIsSeenAndTakenBackWithIt) {
  orders::v1::Rated last;
  for (int i = 0; i < 3; ++i) {
    Told told = On(absl::StrCat("order ", i), i, i);
    Own(told, absl::StrCat("person ", i), 0);
    hours_.Settle(told);
    last = Reported(told, "accounts/leader", 0x1234'5678'9abc'def0 + (i == 2 ? 1 : 0), 40);
  }
  ASSERT_EQ(AwaitRisks(3), 3);
  EXPECT_THAT(Sentences(v1::CLONED_TEXT), AllOf(SizeIs(3), Each(HasSubstr("几乎一字不差"))));
  orders::v1::RatingReviewed annulled;
  annulled.set_rating_id(last.rating_id());
  annulled.set_order_id(last.order_id());
  annulled.set_annulled(true);
  hours_.Annul(kCounty, annulled);
  EXPECT_EQ(AwaitRisks(0), 0);
}

TEST_F(RiskMarksTest, ShortWordsOnePlaceAndOtherWritersAreNobodysFault) {
  for (int i = 0; i < 9; ++i) {
    Told told = On(absl::StrCat("order ", i), i, i < 3 ? 0 : i);
    Own(told, absl::StrCat("person ", i), 0);
    hours_.Settle(told);
    if (i < 3) Reported(told, "accounts/one", 0x1111'2222'3333'4444, 40);           // the same activity again
    if (i >= 3 && i < 6) Reported(told, "accounts/two", 0x5555'6666'7777'8888, 8);  // 打扫卫生
    if (i >= 6) Reported(told, absl::StrCat("accounts/", i), 0x7999'aaaa'bbbb'cccc, 40);
  }
  EXPECT_EQ(DoubtedBeside(v1::CLONED_TEXT), 0);
}

// --- Ratings. ---

class RiskPairsTest : public RiskMarksTest {
 protected:
  // What else is done there, by six others.
  void OthersServe() {
    for (int i = 0; i < 18; ++i) {
      Told told = On(absl::StrCat("others ", i), 20 + i);
      Own(told, absl::StrCat("other ", i % 6), 200 + i % 6);
      hours_.Settle(told);
    }
  }
  // Serves a household, which rates from that phone.
  void Serves(const std::string& who, int64_t own_phone, const std::string& household, int64_t its_phone,
              int days_ago) {
    Told told = On(absl::StrCat(who, " ", days_ago), days_ago);
    Own(told, who, own_phone);
    hours_.Settle(told);
    RatedBy(household, its_phone, told);
  }
};

TEST_F(RiskPairsTest, TwoWhoServeAndRateOneAnotherAreSeenByTheirPhones) {
  OthersServe();
  for (int i = 0; i < 4; ++i) {
    Serves("赵", 1, "house of 钱", 2, 2 * i);
    Serves("钱", 2, "house of 赵", 1, 2 * i + 1);
  }
  ASSERT_EQ(AwaitRisks(8), 8);
  EXPECT_THAT(Sentences(v1::CLOSED_RATING_PAIR), AllOf(SizeIs(8), Each(HasSubstr("两个人互相评价了 8 次"))));
}

// The same ratings from phones that nobody checks in with: two houses that are content.
TEST_F(RiskPairsTest, HousesThatAreContentAreNoPair) {
  OthersServe();
  for (int i = 0; i < 4; ++i) {
    Serves("赵", 1, "house of 钱", 3, 2 * i);
    Serves("钱", 2, "house of 赵", 4, 2 * i + 1);
  }
  EXPECT_EQ(DoubtedBeside(v1::CLOSED_RATING_PAIR), 0);
}

// A helper of two houses lends the phone; nobody takes the helper for who lives there.
TEST_F(RiskPairsTest, WhoeverLendsThePhoneIsNotWhoRates) {
  OthersServe();
  for (int i = 0; i < 4; ++i) {
    Serves("赵", 1, absl::StrCat("house ", i % 2), 2, 2 * i);
    Serves("钱", 2, absl::StrCat("house ", 2 + i % 2), 1, 2 * i + 1);
  }
  EXPECT_EQ(DoubtedBeside(v1::CLOSED_RATING_PAIR), 0);
}

// --- Teams. ---

// Two leaders say that 赵 was with them; nobody can tell, until it is known whose team that is.
TEST_F(RiskMarksTest, TheLeaderOfOnesOwnTeamIsBelieved) {
  Told own = On("own", 0), other("other");
  other->set_team_id(Id("another team").ToString());
  hours_.Settle(own.With("赵", 0, 120, orders::v1::BY_LEADER, orders::v1::BY_LEADER));
  hours_.Settle(other.With("赵", 0, 120, orders::v1::BY_LEADER, orders::v1::BY_LEADER));
  ASSERT_EQ(AwaitRisks(2), 2);
  volunteers::v1::MembershipChanged member;
  member.set_membership_id(Id("membership").ToString());
  member.set_team_id(own.picture().team_id());
  member.set_volunteer_id(Id("赵").ToString());
  member.set_home_county(kCounty);
  hours_.Tell(kCounty, member);
  hours_.Settle(On("later", 5).With("孙", -7200, -7080, orders::v1::BY_LEADER));
  EXPECT_EQ(AwaitRisks(1), 1);
  EXPECT_FALSE(hours_.Entry(hours_.Reviewer(kCounty), kCounty, own.entry())->has_risk());
}

}  // namespace
}  // namespace diandan::hours
