// Which events of `hours` tell which volunteer what, and in which words.
#include "services/orders/personal_notice_rules.h"

#include <set>

#include "diandan/hours/v1/certificate.pb.h"
#include "diandan/hours/v1/entry.pb.h"
#include "diandan/hours/v1/reward.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/base/clock.h"
#include "services/orders/notice_rules.h"
#include "services/orders/personal_notice_words.h"
#include "services/orders/rules_testing.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

events::v1::Event Event(const char* kind, absl::string_view word = "event") {
  events::v1::Event event;
  event.set_kind(kind);
  event.set_event_id(Id(word).ToString());
  return event;
}

hours::v1::EntryChanged Entry(int reported, int posted, const char* reason) {
  hours::v1::EntryChanged entry;
  entry.set_entry_id(Id("entry").ToString());
  entry.set_order_id(Id("o").ToString());
  entry.set_volunteer_id(Id("volunteer").ToString());
  entry.set_pending_minutes(reported);
  entry.set_posted_minutes(posted);
  entry.set_decision_reason(reason);
  return entry;
}
hours::v1::CaseChanged Correction() {
  hours::v1::CaseChanged correction;
  correction.set_entry_id(Id("entry").ToString());
  correction.set_order_id(Id("o").ToString());
  correction.set_volunteer_id(Id("volunteer").ToString());
  correction.set_decided_minutes(90);
  correction.set_decision_reason("APPEAL_UPHELD");
  return correction;
}
hours::v1::NominationChanged Nomination(const char* state, const char* subject = "HONOURED_PERSON") {
  hours::v1::NominationChanged nomination;
  nomination.set_nomination_id(Id("nomination").ToString());
  nomination.set_nominee_id(Id("volunteer").ToString());
  nomination.set_subject(subject);
  nomination.set_state(state);
  return nomination;
}
hours::v1::StarChanged Star(int from, int to) {
  hours::v1::StarChanged star;
  star.set_volunteer_id(Id("volunteer").ToString());
  star.set_from_stars(from);
  star.set_stars(to);
  return star;
}
hours::v1::RedemptionChanged Redemption(const char* reason = "") {
  hours::v1::RedemptionChanged redemption;
  redemption.set_redemption_id(Id("redemption").ToString());
  redemption.set_volunteer_id(Id("volunteer").ToString());
  redemption.set_points(20);
  redemption.set_cancel_reason(reason);
  return redemption;
}
hours::v1::CertificateChanged Certificate(const char* reason) {
  hours::v1::CertificateChanged certificate;
  certificate.set_certificate_id(Id("certificate").ToString());
  certificate.set_volunteer_id(Id("volunteer").ToString());
  certificate.set_revoke_reason(reason);
  return certificate;
}

struct Told {
  const char* what;
  PersonalNotices notices;
  const char* kind;  // "": nobody is told
};
class Events : public ::testing::TestWithParam<Told> {};

TEST_P(Events, TellThatVolunteerOrNobody) {
  const Told& told = GetParam();
  if (*told.kind == '\0') {
    EXPECT_THAT(told.notices, IsEmpty());
    return;
  }
  ASSERT_EQ(told.notices.size(), 1u);
  const NoticeRow& row = told.notices[0];
  EXPECT_EQ(row.kind, told.kind);
  EXPECT_EQ(row.volunteer_id, Id("volunteer"));
  EXPECT_FALSE(row.team_id.has_value());
  EXPECT_EQ(row.org_path + row.account, "");
}

INSTANTIATE_TEST_SUITE_P(
    Personal, Events,
    ::testing::Values(
        Told{"credited", NoticesOf(Event("ENTRY_POSTED"), Entry(60, 60, "EVIDENCE_SUFFICES")),
             "ENTRY_CREDITED"},
        Told{"adjusted", NoticesOf(Event("ENTRY_POSTED"), Entry(60, 45, "CAME_LATER")), "ENTRY_ADJUSTED"},
        Told{"not_credited", NoticesOf(Event("ENTRY_VOIDED"), Entry(60, 0, "NOT_PRESENT")),
             "ENTRY_NOT_CREDITED"},
        Told{"sent_back", NoticesOf(Event("ENTRY_RETURNED"), Entry(60, 0, "ASK_TIMES")), "ENTRY_SENT_BACK"},
        Told{"dropped", NoticesOf(Event("ENTRY_VOIDED"), Entry(60, 0, "PICTURE_CHANGED")), ""},
        Told{"pended", NoticesOf(Event("ENTRY_PENDED"), Entry(60, 0, "")), ""},
        Told{"corrected", NoticesOf(Event("ENTRY_CORRECTED"), Entry(60, 50, "APPEAL_UPHELD")), ""},
        Told{"granted", NoticesOf(Event("CASE_GRANTED"), Correction()), "CORRECTION_DECIDED"},
        Told{"dismissed", NoticesOf(Event("CASE_DISMISSED"), Correction()), "CORRECTION_DECIDED"},
        Told{"asked", NoticesOf(Event("CASE_OPENED"), Correction()), ""},
        Told{"old_case", NoticesOf(Event("CASE_GRANTED"), hours::v1::CaseChanged()), ""},
        Told{"nominated", NoticesOf(Event("NOMINATED"), Nomination("AWAITS_CONSENT")), "NOMINATION_RECEIVED"},
        Told{"team_nominated", NoticesOf(Event("NOMINATED"), Nomination("AWAITS_CONSENT", "HONOURED_TEAM")),
             ""},
        Told{"agreed", NoticesOf(Event("NOMINATION_ANSWERED"), Nomination("UNDER_REVIEW")), ""},
        Told{"recommended", NoticesOf(Event("NOMINATION_REVIEWED"), Nomination("UNDER_REVIEW")), ""},
        Told{"selected", NoticesOf(Event("NOMINATION_REVIEWED"), Nomination("ON_PUBLIC_NOTICE")),
             "NOMINATION_DECIDED"},
        Told{"passed_over", NoticesOf(Event("NOMINATION_REVIEWED"), Nomination("NOT_SELECTED")),
             "NOMINATION_DECIDED"},
        Told{"upheld", NoticesOf(Event("NOMINATION_OBJECTED"), Nomination("NOT_SELECTED")),
             "NOMINATION_DECIDED"},
        Told{"dismissed_objection", NoticesOf(Event("NOMINATION_OBJECTED"), Nomination("ON_PUBLIC_NOTICE")),
             ""},
        Told{"awarded", NoticesOf(Event("HONOUR_AWARDED"), Nomination("AWARDED")), "HONOUR_GIVEN"},
        Told{"star", NoticesOf(Event("STAR_CHANGED"), Star(1, 2)), "STAR_REACHED"},
        Told{"star_lowered", NoticesOf(Event("STAR_CHANGED"), Star(2, 1)), "STAR_LOWERED"},
        Told{"redeemed", NoticesOf(Event("REWARD_REDEEMED"), Redemption()), "POINTS_REDEEMED"},
        Told{"wrong_code", NoticesOf(Event("REWARD_PICKED_UP"), Redemption()), ""},
        Told{"damaged", NoticesOf(Event("REDEMPTION_CANCELLED"), Redemption("DAMAGED")), "POINTS_GIVEN_BACK"},
        Told{"lapsed", NoticesOf(Event("REDEMPTION_CANCELLED"), Redemption()), "POINTS_GIVEN_BACK"},
        Told{"own_wish", NoticesOf(Event("REDEMPTION_CANCELLED"), Redemption("NO_LONGER_WANTED")), ""},
        Told{"revoked", NoticesOf(Event("CERTIFICATE_REVOKED"), Certificate("ISSUED_IN_ERROR")),
             "CERTIFICATE_VOIDED"},
        Told{"holder_withdrew", NoticesOf(Event("CERTIFICATE_REVOKED"), Certificate("HOLDER_WITHDREW")), ""},
        Told{"issued", NoticesOf(Event("CERTIFICATE_ISSUED"), Certificate("")), ""}),
    [](const auto& param) { return param.param.what; });

TEST(PersonalNotices, PointsOfSeveralPeopleTellEachOfTheirOwn) {
  hours::v1::PointsExpireSoon soon;
  for (const char* who : {"one", "another"}) {
    auto& lot = *soon.add_lots();
    lot.set_lot_id(Id(absl::StrCat(who, "/lot")).ToString());
    lot.set_volunteer_id(Id(who).ToString());
    lot.set_points(30);
  }
  const auto told = NoticesOf(Event("POINTS_EXPIRE_SOON"), soon);
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].volunteer_id, Id("one"));
  EXPECT_EQ(told[1].volunteer_id, Id("another"));
  EXPECT_NE(told[0].id, told[1].id);
}

class Person : public ::testing::Test {
 protected:
  void Tell(const PersonalNotices& notices) {
    Work work(county_.picture, kCounty, county_.dispatcher, NewUuid(county_.now), county_.now, 1);
    TellPersons(work, notices);
  }
  std::vector<std::string> All() {
    std::vector<std::string> kinds;
    for (const auto* each : county_.picture.Rows<NoticeRow>().all()) kinds.push_back(each->row.kind);
    return kinds;
  }
  std::string Say(const PersonalNotices& notices, Language language = Language::kChinese) {
    return PersonalSentence(notices.at(0), order_, county_.now, language);
  }

  County county_;
  OrderRow* order_ = &county_.AddOrder("o", v1::COMPLETED);
};

TEST_F(Person, AnEventAppliedTwiceTellsOnceAndAnotherOneAgain) {
  const auto star = [](const char* event) { return NoticesOf(Event("STAR_CHANGED", event), Star(0, 1)); };
  Tell(star("first"));
  Tell(star("first"));
  EXPECT_THAT(All(), ElementsAre("STAR_REACHED"));
  Tell(star("second"));
  EXPECT_THAT(All(), ElementsAre("STAR_REACHED", "STAR_REACHED"));
}

TEST_F(Person, ConcernsThatVolunteerAloneWhateverElseSomebodyMaySee) {
  Tell(NoticesOf(Event("ENTRY_POSTED"), Entry(60, 45, "CAME_LATER")));
  const NoticeRow& row = county_.picture.Rows<NoticeRow>().all().at(0)->row;
  Caller volunteer = county_.rival;
  volunteer.volunteer = Id("volunteer");
  EXPECT_TRUE(Concerns(row, AddresseeOf(volunteer, kCounty)));
  for (const Caller& other :
       {county_.clerk, county_.officer, county_.dispatcher, county_.leader, county_.rival})
    EXPECT_FALSE(Concerns(row, AddresseeOf(other, kCounty)));
  const auto shown = ShowNotice(row, order_, nullptr, county_.now, Language::kChinese);
  EXPECT_EQ(shown.thing(), Name("entries", "entry"));
  EXPECT_EQ(shown.order(), Name("orders", "o"));
}

TEST_F(Person, IsToldWhatWhyAndWhatCanBeDone) {
  order_->title = "上门理发";
  EXPECT_EQ(Say(NoticesOf(Event("ENTRY_POSTED"), Entry(60, 45, "CAME_LATER"))),
            "上门理发（o，明天 9:00）报了 1 小时，记入 45 "
            "分。来得比报的晚。觉得不对，可以申请更正，会换一个没经手过的人来看。");
  EXPECT_EQ(Say(NoticesOf(Event("STAR_CHANGED"), Star(2, 3))), "您记入的时长够了，现在是三星级志愿者。");
  EXPECT_EQ(Say(NoticesOf(Event("REDEMPTION_CANCELLED"), Redemption())), "20 积分退回给您了。期限里没有领。");
  EXPECT_EQ(Say(NoticesOf(Event("STAR_CHANGED"), Star(2, 3)), Language::kEnglish),
            "Your recorded hours are enough: 3-star volunteer.");
  EXPECT_THAT(Say(NoticesOf(Event("STAR_CHANGED"), Star(1, 0))),
              HasSubstr("原来是一星级志愿者，现在还没有星级"));
  hours::v1::PointsExpireSoon soon;
  auto& lot = *soon.add_lots();
  lot.set_volunteer_id(Id("volunteer").ToString());
  lot.set_points(30);
  *lot.mutable_expire_time() = ToTimestamp(absl::FromCivil(absl::CivilDay(2027, 1, 1), ChinaTime()));
  EXPECT_THAT(Say(NoticesOf(Event("POINTS_EXPIRE_SOON"), soon)), HasSubstr("12 月 31 日"));
}

// Every reason that a person may be given, and every kind, has words of its own in both languages.
TEST_F(Person, NoReasonAndNoKindIsWithoutWords) {
  std::set<std::string> said;
  const auto all_of = [&](const google::protobuf::EnumDescriptor* reasons,
                          const std::set<std::string>& never) {
    for (int i = 1; i < reasons->value_count(); ++i) {
      const std::string& name = reasons->value(i)->name();
      if (never.count(name) > 0) continue;
      for (Language language : {Language::kChinese, Language::kEnglish})
        EXPECT_TRUE(said.insert(SayReason(name, language)).second && !SayReason(name, language).empty())
            << name;
    }
  };
  all_of(hours::v1::DecisionReason_descriptor(), {"PICTURE_CHANGED"});
  all_of(hours::v1::PassOverReason_descriptor(), {});
  all_of(hours::v1::CancelReason_descriptor(), {"NO_LONGER_WANTED"});
  all_of(hours::v1::RevokeReason_descriptor(), {"HOLDER_WITHDREW"});
  const auto* kinds = v1::NoticeKind_descriptor();
  for (int i = 1; i < kinds->value_count(); ++i) {
    NoticeRow row{.kind = kinds->value(i)->name(), .volunteer_id = Id("volunteer")};
    if (!IsPersonal(static_cast<v1::NoticeKind>(kinds->value(i)->number()))) continue;
    for (Language language : {Language::kChinese, Language::kEnglish}) {
      const std::string sentence = PersonalSentence(row, nullptr, county_.now, language);
      EXPECT_TRUE(said.insert(sentence).second) << row.kind;
      EXPECT_THAT(sentence, Not(HasSubstr("{"))) << sentence;
    }
  }
}

}  // namespace
}  // namespace diandan::orders::testing
