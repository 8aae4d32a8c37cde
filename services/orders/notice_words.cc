#include "services/orders/notice_words.h"

#include "absl/strings/str_replace.h"
#include "services/base/say_time.h"
#include "services/base/words_table.h"

namespace diandan::orders {
namespace {

struct Sentence {
  v1::NoticeKind kind;
  Wording words;  // {order} stands for title, number and time; the others for themselves
};

// An offer is a question (条例 25, 40), a refusal names the next step, and nothing is shouted.
// clang-format off
constexpr Sentence kSentences[] = {
  {v1::NEW_OFFER, {"问{team}接不接一单：{order}，{station}。不接不用说理由。",
                   "{team}, would you take this one? {order}, {station}. No reason is needed to decline."}},
  {v1::TAKEN_BY_ANOTHER, {"{order}刚被别的队接了，谢谢{team}。",
                          "Another team has just taken {order}. Thank you, {team}."}},
  {v1::TEAM_FOUND, {"{station}：{order}有队接了，是{team}。",
                    "{station}: {team} takes {order}."}},
  {v1::REQUEST_APPROVED, {"{station}：{order}核对过了，正在找队。",
                          "{station}: {order} is approved, a team is being asked."}},
  {v1::REQUEST_REFUSED, {"{station}：{order}这次不办，理由写在单子里。",
                         "{station}: {order} is refused; the reason stands in the order."}},
  {v1::STARTS_IN_A_DAY, {"提醒{team}：{order}，{station}。有变化请早点告诉站里。",
                         "A reminder for {team}: {order}, {station}. If something has changed, please tell the station."}},
  {v1::STARTS_SOON, {"快到时间了，{team}：{order}，{station}。",
                     "It is nearly time, {team}: {order}, {station}."}},
  {v1::TEAM_NOT_NEEDED, {"{order}撤了，{team}不用去了，谢谢。",
                         "{order} is cancelled; {team} need not go. Thank you."}},
  {v1::HOURS_VERIFIED, {"{order}的服务时长记入了。",
                        "The hours of {order} are recorded."}},
  {v1::HOURS_REJECTED, {"{order}的服务时长没有记入。觉得不对，可以申诉，会换一个人来看。",
                        "The hours of {order} were not recorded. You may appeal; another person will look."}},
  {v1::OVERDUE, {"{station}：{order}到现在没有队接，请人工办理。",
                 "{station}: nobody has taken {order}; please see to it by hand."}},
  {v1::RATED_LOW, {"{station}：{order}，住户不满意。请在 3 个工作日内打电话谈一谈，或者重办一次。",
                   "{station}: the people served were not content with {order}. Within 3 working days, please talk with them or have it done again."}},
  {v1::RATED_LOW_OVERDUE, {"{station}：{order}，住户不满意，3 个工作日过了还没人管。请所里或验单员问一问。",
                           "{station}: the people served were not content with {order}, and nobody has seen to it within 3 working days. Somebody of the office or a reviewer, please ask."}},
  {v1::UNSENT_LONG, {"{station}有一部手机，里面的事存了 3 天还没送出。请打电话问一声，走到有信号的地方打开就会送。",
                     "{station}: a phone holds things unsent for 3 days. Please ring; they go out once the app is opened where there is signal."}},
};
// clang-format on
constexpr Wording kTest{"这是一条测试通知，收到就说明接通了。",
                        "This is a test; if you read it, the way is open."};
constexpr Wording kOrder{"{title}（{number}，{when}）", "{title} ({number}, {when})"};
constexpr Wording kBegins{"【点单】", "[diandan] "};
constexpr Wording kSomeTeam{"您的队", "your team"};
constexpr Wording kSomeStation{"站里", "the station"};

std::string In(const Wording& words, Language language) {
  return language == Language::kEnglish ? words.en : words.zh;
}

Wording WordsOf(const v1::OutgoingNotice& notice) {
  for (const Sentence& sentence : kSentences) {
    if (sentence.kind == notice.kind() && !notice.test()) return sentence.words;
  }
  return kTest;
}

}  // namespace

std::string NoticeSentence(const v1::OutgoingNotice& notice, absl::Time now, Language language) {
  const absl::Time start = absl::FromUnixSeconds(notice.start_time().seconds());
  const std::string order =
      absl::StrReplaceAll(In(kOrder, language), {{"{title}", notice.title()},
                                                 {"{number}", notice.order_number()},
                                                 {"{when}", SayTime(start, now, language)}});
  const std::string team = notice.team_name().empty() ? In(kSomeTeam, language) : notice.team_name();
  const std::string station =
      notice.station_name().empty() ? In(kSomeStation, language) : notice.station_name();
  return In(kBegins, language) +
         absl::StrReplaceAll(In(WordsOf(notice), language),
                             {{"{order}", order}, {"{team}", team}, {"{station}", station}});
}

}  // namespace diandan::orders
