#include "services/hours/risk/words.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "services/base/words_table.h"

namespace diandan::hours::risk {
namespace {

// clang-format off
constexpr std::array<Wording, kKinds> kNames = {{
    {"卖补录", "sold back-fill"},
    {"转发签到码", "relayed code"},
    {"一机多签", "one device for many"},
    {"队间重叠", "overlap across teams"},
    {"县间重叠", "overlap across counties"},
    {"来不及赶到", "impossible travel"},
    {"突击录入", "burst by one account"},
    {"报告照抄", "cloned text"},
    {"照片重用", "reused photo"},
    {"互评小圈", "closed rating pair"},
    {"虚报时长", "padded minutes"},
    {"名单凑数", "roster stuffing"},
}};

// $0 … $4 are the figures, in the order in which the detector writes them.
constexpr std::array<Wording, kKinds> kSentences = {{
    {"同一账号补录了 $1 次，记给 $0 人，这些人几乎没有别的记录；整点、半点的占 $2%，同一人见证的占 $3%。",
     "One account back-filled $1 times for $0 people who have hardly any other record; $2% are whole or half hours, $3% have the same witness."},
    {"输的签到码是 $0 分钟前显示的；这一场输旧码的有 $1 人，用码的一共 $2 人。",
     "The code typed was shown $0 minutes before; $1 of the $2 people who typed codes here typed old ones."},
    {"同一部手机在 $0 分钟内为 $1 人签到，都说用的是自己的手机；该场名单 $2 人。",
     "One phone checked in $1 people within $0 minutes, each said to be on their own phone; the roster has $2."},
    {"同一时间在另一支队也有记录，重叠 $0 分钟，占较短一段的 $1%。",
     "Recorded with another team at the same time: $0 minutes overlap, $1% of the shorter one."},
    {"同一时间在另一个县也有记录，重叠 $0 分钟，占较短一段的 $1%。",
     "Recorded in another county at the same time: $0 minutes overlap, $1% of the shorter one."},
    {"和相邻的一次相距 $0 公里，中间只有 $1 分钟，每小时要走 $2 公里才赶得到。",
     "The service before or after was $0 km away with $1 minutes between: it would take $2 km an hour."},
    {"同一账号在 $0 分钟内录入 $1 人次，涉及 $2 场，最早的是 $3 天前的事；平时一次录 $4 人次。",
     "One account entered $1 attendances of $2 services within $0 minutes, the oldest $3 days late; its usual sitting has $4."},
    {"同一个人交的 $0 份报告几乎一字不差，写的却是 $1 个地方的服务。",
     "$0 reports by one reporter are nearly the same to the letter, about services at $1 places."},
    {"这一单的照片 $0 天前已经用在另一单上（64 位里差 $1 位）。",
     "A photo of this order was filed with another one $0 days before ($1 of 64 bits differ)."},
    {"两个人互相评价了 $0 次，占两人全部评价的 $1%，其中 $2% 是最高分；那里另有别人在服务。",
     "Two people rated one another $0 times, $1% of all their ratings, $2% full marks; others serve there as well."},
    {"比计划多出 $0 分钟（计划 $1 分钟）；这个人 $3 次服务里有 $2 次这样。",
     "$0 minutes beyond the $1 planned; $2 of this person's $3 services are like that."},
    {"在场的人报 $0 人，签到的有 $1 人；这一位由队长代签，从没用过自己的手机，这样多出来的有 $2 场。",
     "Those present counted $0, $1 are checked in; this one is recorded by the leader, never on a phone of their own, and was beyond the count $2 times."},
}};

constexpr Wording kRelayedAtOnce{
    "在场的人报 $0 人，签到的有 $1 人；这一位和另外几位是在别人之后 $2 分钟才输的码。",
    "Those present counted $0, $1 are checked in; this one and some others typed their codes $2 minutes after everybody else."};
constexpr Wording kRelayedUnknown{
    "在场的人报 $0 人，签到的有 $1 人；这一位和另外几位输了码，却不在名单上。",
    "Those present counted $0, $1 are checked in; this one and some others typed codes without being on the roster."};
constexpr Wording kDeviceOverOrders{
    "同一部手机先后为 $1 个人签到，都说用的是自己的手机；一次签三人以上的有 $2 场。",
    "One phone has checked in $1 people in all, each said to be on their own; $2 times three or more at once."};
constexpr Wording kOverlapOneTeamSaid{
    "同一时间在这支队的另一单也有记录，重叠 $0 分钟，占较短一段的 $1%。",
    "Recorded in another service of this team at the same time: $0 minutes overlap, $1% of the shorter one."};
constexpr Wording kOnePhoneSaid{"评价还是从同一部手机发出的。", "The ratings came from the same phone."};
constexpr Wording kPaddedTeamSaid{
    "比计划多出 $0 分钟（计划 $1 分钟）；这支队 $3 场服务里有 $2 场全队这样。",
    "$0 minutes beyond the $1 planned; whole services of this team are like that, $2 of $3."};
constexpr Wording kUnlikeTheTeamSaid{
    "这一场 $1 人里有 $0 人由队长代签，都从没用过自己的手机，和这支队平时不一样；这样一起来的有 $2 场。",
    "$0 of $1 people here are recorded by the leader and never on a phone of their own, unlike this team otherwise; they came together $2 times."};
// clang-format on

const Wording& WordingOf(const Flag& flag) {
  const bool second = flag.figures[4] != 0;
  switch (flag.kind) {
    case Kind::kRelayedCode:
      return !second                ? kSentences[size_t(flag.kind)]
             : flag.figures[3] != 0 ? kRelayedUnknown
                                    : kRelayedAtOnce;
    case Kind::kOneDeviceMany:
      return second ? kDeviceOverOrders : kSentences[size_t(flag.kind)];
    case Kind::kOverlapTeams:
      return second ? kOverlapOneTeamSaid : kSentences[size_t(flag.kind)];
    case Kind::kPaddedMinutes:
      return second ? kPaddedTeamSaid : kSentences[size_t(flag.kind)];
    case Kind::kRosterStuffing:
      return second ? kUnlikeTheTeamSaid : kSentences[size_t(flag.kind)];
    default:
      return kSentences[size_t(flag.kind)];
  }
}

const char* In(const Wording& wording, Language language) {
  return language == Language::kEnglish ? wording.en : wording.zh;
}

}  // namespace

std::string NameOf(Kind kind, Language language) { return In(kNames[size_t(kind)], language); }

std::string SentenceOf(const Flag& flag, Language language) {
  const Figures& n = flag.figures;
  std::string said = absl::Substitute(In(WordingOf(flag), language), n[0], n[1], n[2], n[3], n[4]);
  if (flag.kind == Kind::kClosedRatingPair && n[3] != 0) {
    absl::StrAppend(&said, language == Language::kEnglish ? " " : "", In(kOnePhoneSaid, language));
  }
  return said;
}

}  // namespace diandan::hours::risk
