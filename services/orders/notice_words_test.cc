#include "services/orders/notice_words.h"

#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/base/clock.h"
#include "services/orders/common_rules.h"
#include "services/orders/personal_notice_rules.h"

namespace diandan::orders {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const absl::Time kNow = absl::FromCivil(absl::CivilMinute(2026, 11, 25, 10, 0), ChinaTime());

v1::OutgoingNotice Notice(v1::NoticeKind kind) {
  v1::OutgoingNotice notice;
  notice.set_kind(kind);
  notice.set_order_number("7K3M");
  notice.set_title("上门理发");
  notice.set_team_name("小白杨理发队");
  notice.set_station_name("红柳村站");
  *notice.mutable_start_time() = ToTimestamp(kNow + absl::Hours(23));
  return notice;
}

std::string Say(v1::NoticeKind kind) { return NoticeSentence(Notice(kind), kNow, Language::kChinese); }

TEST(NoticeSentence, AnOfferIsAQuestion) {
  EXPECT_EQ(Say(v1::NEW_OFFER),
            "【点单】问小白杨理发队接不接一单：上门理发（7K3M，明天 9:00），红柳村站。不接不用说理由。");
}

TEST(NoticeSentence, EveryKindHasItsOwnInBothLanguages) {
  std::set<std::string> said;
  const auto* kinds = v1::NoticeKind_descriptor();
  for (int i = 1; i < kinds->value_count(); ++i) {
    const auto kind = static_cast<v1::NoticeKind>(kinds->value(i)->number());
    if (IsPersonal(kind)) continue;  // leaves the app by no webhook
    for (Language language : {Language::kChinese, Language::kEnglish}) {
      const std::string sentence = NoticeSentence(Notice(kind), kNow, language);
      EXPECT_TRUE(said.insert(sentence).second) << sentence;
      // A phone that sends nothing is about no order.
      EXPECT_THAT(sentence, HasSubstr(kind == v1::UNSENT_LONG ? "红柳村站" : "上门理发"));
      EXPECT_THAT(sentence, Not(HasSubstr("{"))) << sentence;
    }
    EXPECT_THAT(Say(kind), StartsWith("【点单】"));
  }
}

// What was recalled or left unanswered is nobody's business: nothing a team did not do is ever said.
TEST(NoticeSentence, NothingCountsADecline) {
  for (const char* word : {"拒绝", "没接", "未接", "超时", "decline"}) {
    EXPECT_THAT(Say(v1::TAKEN_BY_ANOTHER), Not(HasSubstr(word)));
    EXPECT_THAT(Say(v1::OVERDUE), Not(HasSubstr(word)));
  }
}

TEST(NoticeSentence, ATestSaysThatItIsOne) {
  v1::OutgoingNotice test;
  test.set_test(true);
  EXPECT_EQ(NoticeSentence(test, kNow, Language::kChinese), "【点单】这是一条测试通知，收到就说明接通了。");
}

TEST(NoticeSentence, ItIsWholeWithoutNames) {
  v1::OutgoingNotice notice = Notice(v1::STARTS_SOON);
  notice.clear_team_name();
  notice.clear_station_name();
  EXPECT_EQ(NoticeSentence(notice, kNow, Language::kChinese),
            "【点单】快到时间了，您的队：上门理发（7K3M，明天 9:00），站里。");
}

}  // namespace
}  // namespace diandan::orders
