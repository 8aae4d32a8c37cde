#include "clients/cli/words.h"

#include "diandan/events/v1/audit.pb.h"
#include "diandan/hours/v1/draw.pb.h"
#include "diandan/hours/v1/entry.pb.h"
#include "diandan/matching/v1/suggestion.pb.h"
#include "diandan/orders/v1/attendance_service.pb.h"
#include "diandan/orders/v1/back_fill_service.pb.h"
#include "diandan/orders/v1/menu_service.pb.h"
#include "diandan/orders/v1/notice_service.pb.h"
#include "diandan/orders/v1/order_service.pb.h"
#include "diandan/orders/v1/types.pb.h"
#include "diandan/orders/v1/webhook_service.pb.h"
#include "diandan/orders/v1/wish_service.pb.h"
#include "diandan/volunteers/v1/org_service.pb.h"
#include "diandan/volunteers/v1/types.pb.h"
#include "diandan/volunteers/v1/volunteer_service.pb.h"
#include "gtest/gtest.h"

namespace diandan::cli {
namespace {

template <typename Enum>
void EveryValueHasAWord() {
  const auto* descriptor = google::protobuf::GetEnumDescriptor<Enum>();
  for (int i = 0; i < descriptor->value_count(); ++i) {
    const auto* value = descriptor->value(i);
    if (value->number() == 0) continue;
    EXPECT_NE(WordOf(value, Language::kChinese), WordOf(value, Language::kEnglish)) << value->full_name();
  }
}

TEST(WordsTest, WhatTablesShowIsSaidInChinese) {
  EveryValueHasAWord<orders::v1::OrderState>();
  EveryValueHasAWord<orders::v1::OfferState>();
  EveryValueHasAWord<orders::v1::RecordedHow>();
  EveryValueHasAWord<orders::v1::AttendanceFlag>();
  EveryValueHasAWord<orders::v1::RaterKind>();
  EveryValueHasAWord<orders::v1::RatingChannel>();
  EveryValueHasAWord<orders::v1::MenuTheme>();
  EveryValueHasAWord<orders::v1::WishState>();
  EveryValueHasAWord<orders::v1::RefuseReason>();
  EveryValueHasAWord<orders::v1::CancelReason>();
  EveryValueHasAWord<matching::v1::SuggestionKind>();
  EveryValueHasAWord<matching::v1::SuggestionStrength>();
  EveryValueHasAWord<matching::v1::SuggestionOutcome>();
  EveryValueHasAWord<matching::v1::SuggestionDismissal>();
  EveryValueHasAWord<orders::v1::ReleaseReason>();
  EveryValueHasAWord<orders::v1::AbortReason>();
  EveryValueHasAWord<orders::v1::NoticeKind>();
  EveryValueHasAWord<orders::v1::WebhookKind>();
  EveryValueHasAWord<orders::v1::DeliveryState>();
  EveryValueHasAWord<orders::v1::DeliveryProblem>();
  EveryValueHasAWord<hours::v1::EntryState>();
  EveryValueHasAWord<hours::v1::Doubt>();
  EveryValueHasAWord<hours::v1::DrawState>();
  EveryValueHasAWord<hours::v1::CallBackResult>();
  EveryValueHasAWord<orders::v1::BackFillState>();
  EveryValueHasAWord<orders::v1::BackFillCause>();
  EveryValueHasAWord<orders::v1::BackFillRefusal>();
  EveryValueHasAWord<volunteers::v1::OrgTier>();
  EveryValueHasAWord<volunteers::v1::TeamKind>();
  EveryValueHasAWord<volunteers::v1::VolunteerKind>();
  EveryValueHasAWord<volunteers::v1::Role>();
  EveryValueHasAWord<volunteers::v1::Post::Kind>();
  EveryValueHasAWord<volunteers::v1::TrainingKind>();
  EveryValueHasAWord<volunteers::v1::ConsentKind>();
  EveryValueHasAWord<volunteers::v1::SuspensionReason>();
  EveryValueHasAWord<volunteers::v1::UnitKind>();
  EveryValueHasAWord<volunteers::v1::DeviceKind>();
  EveryValueHasAWord<orders::v1::ProjectKind>();
}

TEST(WordsTest, EveryKindOfEventIsSaidInChinese) {
  const auto* kinds = events::v1::EventKind_descriptor();
  for (int i = 1; i < kinds->value_count(); ++i) {
    const std::string kind(kinds->value(i)->name());
    EXPECT_NE(StepWord(kind, Language::kChinese), StepWord(kind, Language::kEnglish)) << kind;
  }
}

TEST(WordsTest, StatesAreSaidInBothLanguages) {
  EXPECT_EQ(Word(orders::v1::IN_SERVICE, Language::kChinese), "服务中");
  EXPECT_EQ(Word(orders::v1::IN_SERVICE, Language::kEnglish), "in service");
  EXPECT_EQ(Word(orders::v1::ORDER_STATE_UNSPECIFIED, Language::kChinese), "");
}

// 条例 25, 40: how a team answered an offer is shown to nobody.
TEST(WordsTest, DeclinedAndLapsedReadTheSame) {
  for (Language language : {Language::kChinese, Language::kEnglish}) {
    EXPECT_EQ(Word(orders::v1::OFFER_DECLINED, language), Word(orders::v1::OFFER_LAPSED, language));
  }
}

}  // namespace
}  // namespace diandan::cli
