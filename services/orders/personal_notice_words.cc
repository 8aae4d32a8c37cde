#include "services/orders/personal_notice_words.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "diandan/orders/v1/notice_service.pb.h"
#include "services/base/say_stars.h"
#include "services/base/say_time.h"
#include "services/base/words_table.h"

namespace diandan::orders {
namespace {

struct PersonalWords {
  v1::NoticeKind kind;
  Wording words;
};
struct ReasonSentence {
  const char* reason;
  Wording words;
};

// clang-format off
constexpr PersonalWords kPersonal[] = {
  {v1::ENTRY_CREDITED, {"{order}记入了 {amount}。{why}", "{amount} of {order} are recorded. {why}"}},
  {v1::ENTRY_ADJUSTED, {"{order}报了 {was}，记入 {amount}。{why}觉得不对，可以申请更正，会换一个没经手过的人来看。",
                        "{order}: {was} were reported, {amount} are recorded. {why} If that is wrong, ask for a correction; somebody who had no part in it will look."}},
  {v1::ENTRY_NOT_CREDITED, {"{order}的 {was}没有记入。{why}觉得该记，可以申请更正，会换一个没经手过的人来看。",
                            "The {was} of {order} were not recorded. {why} If they should be, ask for a correction; somebody who had no part in it will look."}},
  {v1::ENTRY_SENT_BACK, {"{order}的 {was}还没有定。{why}队长 7 天内没有回话，就交回验单员来定。",
                         "The {was} of {order} are not decided yet. {why} Without an answer within 7 days it goes back to the reviewers."}},
  {v1::CORRECTION_DECIDED, {"{order}的更正定了，现在记入 {amount}。{why}", "The correction of {order} is decided; {amount} are recorded now. {why}"}},
  {v1::NOMINATION_RECEIVED, {"有人推荐您参加评选。您同意了才会往下走；不愿意，说一声就行，不用讲理由。",
                             "You were nominated. Nothing is done before you agree; if you do not want it, just say so, no reason is needed."}},
  {v1::NOMINATION_DECIDED, {"您的推荐有结果了。{why}", "Your nomination is decided. {why}"}},
  {v1::HONOUR_GIVEN, {"您被表彰了，谢谢您。怎么登在光荣榜上由您定，随时可以撤下。",
                      "You are honoured; thank you. How you stand on the red list is yours to say, and it can be taken off at any time."}},
  {v1::STAR_REACHED, {"您记入的时长够了，现在是{amount}。", "Your recorded hours are enough: {amount}."}},
  {v1::STAR_LOWERED, {"有时长更正少了：原来是{was}，现在{amount}。觉得不对，可以申请更正。",
                      "Hours were corrected to fewer: you were {was}, now: {amount}. If that is wrong, ask for a correction."}},
  {v1::POINTS_REDEEMED, {"兑换记下了，用了 {amount} 积分。请在期限内凭领取码去领。",
                         "Redeemed for {amount} points. Please fetch it in time with your pick-up code."}},
  {v1::POINTS_GIVEN_BACK, {"{amount} 积分退回给您了。{why}", "{amount} points came back to you. {why}"}},
  {v1::POINTS_RUN_OUT, {"您有 {amount} 积分用到 {day}为止，过了就没有了。", "{amount} of your points can be used until {day} and are gone after that."}},
  {v1::CERTIFICATE_VOIDED, {"您的一张服务记录证明作废了。{why}要用，可以重新开一张，不收费。",
                            "One of your certificates was revoked. {why} If you need one, issue a new one; it is free."}},
};
constexpr Wording kSelected{"选上了，正在公示；公示完了才定下来。", "You were selected and are on public notice; it is settled when that is over."};
constexpr Wording kNotFetched{"期限里没有领。", "It was not fetched in time."};
constexpr Wording kPersonalOrder{"{title}（{number}，{when}）", "{title} ({number}, {when})"};
constexpr Wording kGoneOrder{"一次服务", "a service"};

constexpr ReasonSentence kReasons[] = {
  {"EVIDENCE_SUFFICES", {"签到签退和单子对得上。", "Check-in, check-out and order fit together."}},
  {"PASSED_BY_RULE", {"凭据齐全，按县里的规则通过。", "The evidence is complete; it passed by the county's rule."}},
  {"CAPPED_BY_POLICY", {"一天里记入的到了县里定的上限。", "The county's cap of a day was reached."}},
  {"CAME_LATER", {"来得比报的晚。", "You came later than reported."}},
  {"LEFT_EARLIER", {"走得比报的早。", "You left earlier than reported."}},
  {"TRAVEL_COUNTED", {"报的里面有路上的时间，路上不算。", "Travel was counted in; it does not count."}},
  {"BREAK_COUNTED", {"报的里面有歇着的时间。", "A break was counted in."}},
  {"PARTLY_ELSEWHERE", {"有一段时间您在别处服务，同一段不能记两次。", "For a part of it you served elsewhere; no time is recorded twice."}},
  {"NOT_PRESENT", {"没有凭据说明您在场。", "Nothing shows that you were there."}},
  {"RECORDED_ELSEWHERE", {"这段时间在别处已经记过了。", "This time is recorded elsewhere already."}},
  {"NOT_VOLUNTARY_SERVICE", {"这一次不属于志愿服务。", "This was no volunteer service."}},
  {"RECORDED_TWICE", {"同一次报了两遍，记了另一条。", "The same service was reported twice; the other one is recorded."}},
  {"NO_TIME_GIVEN", {"没有做事的时间。", "No time was given."}},
  {"ASK_TIMES", {"请队长说明来和走的时间。", "The leader is asked when you came and left."}},
  {"ASK_PRESENCE", {"请队长说明您有没有到。", "The leader is asked whether you were there."}},
  {"ASK_WORK_DONE", {"请队长说明做了什么。", "The leader is asked what was done."}},
  {"APPEAL_UPHELD", {"换一个人看过，您说得对。", "Another person looked, and you were right."}},
  {"LATE_FACTS_UPHELD", {"照事后送到的签到改了。", "It was corrected by check-ins that arrived late."}},
  {"RANDOM_CHECK_UPHELD", {"照抽查回访时被服务的人说的改了。", "It was corrected by what the people served said in a random check."}},
  {"EVIDENCE_LACKING", {"看过了，凭据不够，没有改。", "It was looked at; the evidence is lacking, so nothing was changed."}},
  {"OTHERS_FIRST", {"这一次没有选上：名额有限，先推荐了别人。", "Not selected this time: places are few, and others came first."}},
  {"DEEDS_TOO_THIN", {"这一次没有选上：事迹还不够具体，下次补充再报。", "Not selected this time: the deeds are not told fully enough yet; they may be added to next time."}},
  {"OUTSIDE_TERMS", {"这一次没有选上：不符合本次条件。", "Not selected this time: outside the terms."}},
  {"OBJECTION_PROVEN", {"没有选上：公示中的异议查实了。", "Not selected: an objection made in the notice proved true."}},
  {"NOT_IN_STOCK", {"礼品没有了。", "The reward was not in stock."}},
  {"DAMAGED", {"礼品坏了。", "The reward was damaged."}},
  {"CANNOT_BE_FETCHED", {"您说去不了。", "It could not be fetched."}},
  {"HOURS_CORRECTED", {"上面的时长更正过，比写的少了。", "Hours on it were corrected to fewer."}},
  {"ISSUED_IN_ERROR", {"开错了。", "It was issued in error."}},
  {"CERTIFICATE_MISUSED", {"被拿去做了别的用处。", "It was misused."}},
};
// clang-format on

std::string Said(const Wording& words, Language language) {
  return language == Language::kEnglish ? words.en : words.zh;
}

bool CountsMinutes(v1::NoticeKind kind) {
  return kind >= v1::ENTRY_CREDITED && kind <= v1::CORRECTION_DECIDED;
}

std::string SayAmount(v1::NoticeKind kind, int32_t amount, Language language) {
  if (CountsMinutes(kind)) return SayMinutes(amount, language);
  if (kind == v1::STAR_REACHED || kind == v1::STAR_LOWERED) return SayStars(amount, language);
  return absl::StrCat(amount);
}

std::string WhyOf(const NoticeRow& notice, v1::NoticeKind kind, Language language) {
  if (!notice.reason.empty()) return SayReason(notice.reason, language);
  if (kind == v1::NOMINATION_DECIDED) return Said(kSelected, language);
  if (kind == v1::POINTS_GIVEN_BACK) return Said(kNotFetched, language);
  return "";
}

std::string SayOrder(const OrderRow* order, absl::Time now, Language language) {
  if (order == nullptr) return Said(kGoneOrder, language);
  return absl::StrReplaceAll(Said(kPersonalOrder, language),
                             {{"{title}", order->title},
                              {"{number}", order->number},
                              {"{when}", SayTime(order->first_start, now, language)}});
}

}  // namespace

std::string SayReason(const std::string& reason, Language language) {
  for (const ReasonSentence& each : kReasons) {
    if (each.reason == reason) return Said(each.words, language);
  }
  return "";
}

std::string PersonalSentence(const NoticeRow& notice, const OrderRow* order, absl::Time now,
                             Language language) {
  v1::NoticeKind kind{};
  if (!v1::NoticeKind_Parse(notice.kind, &kind)) return "";
  for (const PersonalWords& each : kPersonal) {
    if (each.kind != kind) continue;
    // The last day it is good for is the one before its date.
    const std::string day =
        notice.thing_at ? SayDate(*notice.thing_at - absl::Minutes(1), now, language) : std::string();
    std::string sentence = absl::StrReplaceAll(Said(each.words, language),
                                               {{"{order}", SayOrder(order, now, language)},
                                                {"{amount}", SayAmount(kind, notice.amount, language)},
                                                {"{was}", SayAmount(kind, notice.was, language)},
                                                {"{day}", day},
                                                {"{why}", WhyOf(notice, kind, language)}});
    while (!sentence.empty() && sentence.back() == ' ') sentence.pop_back();
    return sentence;
  }
  return "";
}

}  // namespace diandan::orders
