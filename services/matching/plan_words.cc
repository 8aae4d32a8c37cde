#include "services/matching/plan_words.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/matching/filled_words.h"
#include "services/matching/ranking_words.h"

namespace diandan::matching {
namespace {

enum class Phrase {
  kBetter,
  kAsGood,
  kHeldBy,
  kWeekFull,
  kSpared,
  kLoses,
  kLosesAtLeast,
  kLosesNothing,
  kNobodyFits,
  kAllFull,
  kPinImpossible,
  kMoveTime,
  kOneMore,
  kOneRule,
  kMoreWeight,
  kNoRemedy,
  kChosen,
};

struct Said {
  const char* zh;
  const char* en;
};

// clang-format off
const std::map<Phrase, Said>& Phrases() {
  static const auto* table = new std::map<Phrase, Said>{
      {Phrase::kBetter, {"$0单看这一单更合适，少计 $1", "$0 suits this order better by itself, by $1 {point|points}"}},
      {Phrase::kAsGood, {"$0也能接这一单，计分 $1", "$0 could serve it too, with $1 {point|points}"}},
      {Phrase::kHeldBy, {"；但那个时间已排给 $0 号单", "; but that time is planned for order $0"}},
      {Phrase::kWeekFull, {"；但它那一周已排满", "; but its week is full"}},
      {Phrase::kSpared, {"；为了各队轮得匀，这次没有排它", "; it is spared so that work is spread evenly"}},
      {Phrase::kLoses, {"。改派给它，全县合计多计 $0，约合 $1 公里。", ". Giving it this order would cost the county $0 {point|points}, about $1 km."}},
      {Phrase::kLosesAtLeast, {"。改派给它，全县合计至少多计 $0，约合 $1 公里。", ". Giving it this order would cost the county at least $0 {point|points}, about $1 km."}},
      {Phrase::kLosesNothing, {"。改派给它，全县合计不变。", ". Giving it this order would cost the county nothing."}},
      {Phrase::kNobodyFits, {"没有合适的队", "No team fits"}},
      {Phrase::kAllFull, {"合适的有 $0 支队，那个时间都排给了更急的单", "$0 {team fits, and is|teams fit, and all are} planned for {a more pressing order|more pressing orders} then"}},
      {Phrase::kPinImpossible, {"指定的队那个时间接不了", "The team that was pinned cannot take it then"}},
      {Phrase::kMoveTime, {"换到$0开始，$1就能接（差 $2 个半天）。", "At $0, $1 could take it ($2 {half-day|half-days} apart)."}},
      {Phrase::kOneMore, {"$0那一周已排 $1 个半天，申报最多 $2 个；它愿意多接一个就行。", "$0 has $1 {half-day|half-days} that week of at most $2 declared; one more would do."}},
      {Phrase::kOneRule, {"$0只差一条：$1。", "$0 lacks one thing only: $1."}},
      {Phrase::kMoreWeight, {"把这一单排不上的计分提高 $0，就能排到别的单前面。", "With $0 {point|points} more weight it would come before another order."}},
      {Phrase::kNoRemedy, {"改一处还不够：要另找队伍，或请邻县支援。", "No single change would do: find another team, or ask a neighbouring county."}},
      {Phrase::kChosen, {"计划里就是$0。", "The plan has $0."}},
  };
  return *table;
}

constexpr Said kLeftOutShort[] = {
    {"", ""}, {"$0 支没报这类服务", "$0 {does|do} not offer this service"}, {"$0 支暂停接单", "$0 {takes|take} no orders at present"},
    {"$0 支没有有效资格", "$0 {lacks|lack} the qualification"}, {"$0 支没人会这种语言", "$0 {does|do} not speak the language"},
    {"$0 支没有女同志", "$0 {has|have} no woman"}, {"$0 支那时没空", "$0 {is|are} not free then"},
    {"$0 支那时有别的单", "$0 {has|have} another order then"}, {"$0 支那一周已接满", "$0 {has|have} a full week"},
    {"$0 支不在这一级", "$0 {is|are} outside the level"}, {"$0 支已问过", "$0 {has|have} been asked"},
    {"$0 支这几天问得够多了", "$0 {was|were} asked often lately"}, {"$0 支手上的还没想好", "$0 still {thinks|think} about others"},
};
static_assert(std::size(kLeftOutShort) == v1::LeftOut_ARRAYSIZE, "every LeftOut has its words");
constexpr const char* kWeekdays[] = {"周日", "周一", "周二", "周三", "周四", "周五", "周六"};
// clang-format on

template <typename... Args>
std::string Phrased(Phrase key, Language language, const Args&... args) {
  const Said& wording = Phrases().at(key);
  return Filled(language == Language::kEnglish ? wording.en : wording.zh, args...);
}

std::string TimeText(const google::protobuf::Timestamp& time, Language language) {
  const absl::Time at = FromProto(time);
  if (language == Language::kEnglish) return absl::FormatTime("%a %d %b, %H:%M", at, ChinaTime());
  const auto day = static_cast<size_t>(absl::ToCivilDay(at, ChinaTime()) - absl::CivilDay(1970, 1, 4)) % 7;
  const absl::CivilSecond civil = absl::ToCivilSecond(at, ChinaTime());
  return absl::StrCat(" ", civil.month(), " 月 ", civil.day(), " 日（", kWeekdays[day], "）", civil.hour(),
                      absl::FormatTime(":%M", at, ChinaTime()), " ");
}

}  // namespace

std::string SentenceOf(const v1::Exchange& exchange, Language language) {
  std::string sentence =
      exchange.better_by() > 0
          ? Phrased(Phrase::kBetter, language, exchange.team().team_name(), exchange.better_by())
          : Phrased(Phrase::kAsGood, language, exchange.team().team_name(), exchange.team().points());
  if (!exchange.held_by().empty()) {
    sentence += Phrased(Phrase::kHeldBy, language, exchange.held_by_number());
  } else {
    sentence += Phrased(exchange.week_full() ? Phrase::kWeekFull : Phrase::kSpared, language);
  }
  if (!exchange.has_county_loses()) return sentence + (language == Language::kEnglish ? "." : "。");
  if (exchange.county_loses() == 0) return sentence + Phrased(Phrase::kLosesNothing, language);
  return sentence + Phrased(exchange.exact() ? Phrase::kLoses : Phrase::kLosesAtLeast, language,
                            exchange.county_loses(), Kilometres(exchange.county_loses_hectometres()));
}

std::string SentenceOf(const v1::Remedy& remedy, Language language) {
  auto number = [&](int i) { return i < remedy.numbers_size() ? remedy.numbers(i) : 0; };
  switch (remedy.kind()) {
    case v1::MOVE_TIME:
      return Phrased(Phrase::kMoveTime, language, TimeText(remedy.start_time(), language), remedy.team_name(),
                     number(0));
    case v1::ONE_MORE_HALF_DAY:
      return Phrased(Phrase::kOneMore, language, remedy.team_name(), number(0), number(1));
    case v1::ONE_RULE: {
      v1::LeftOutReason reason;
      reason.set_code(remedy.code());
      reason.set_word(remedy.word());
      return Phrased(Phrase::kOneRule, language, remedy.team_name(), SentenceOf(reason, language));
    }
    case v1::MORE_WEIGHT:
      return Phrased(Phrase::kMoreWeight, language, number(0));
    case v1::NO_REMEDY:
      return Phrased(Phrase::kNoRemedy, language);
    default:
      return "";
  }
}

std::string SentenceOf(const v1::Unserved& unserved, Language language) {
  std::string sentence = unserved.cause() == v1::PIN_IMPOSSIBLE ? Phrased(Phrase::kPinImpossible, language)
                         : unserved.cause() == v1::ALL_FULL
                             ? Phrased(Phrase::kAllFull, language, unserved.eligible())
                             : Phrased(Phrase::kNobodyFits, language);
  const bool english = language == Language::kEnglish;
  const char* separator = english ? ": " : "：";
  for (const v1::LeftOutCount& count : unserved.left_out()) {
    if (unserved.cause() != v1::NOBODY_FITS) break;
    const Said& rule = kLeftOutShort[std::min<size_t>(count.code(), std::size(kLeftOutShort) - 1)];
    absl::StrAppend(&sentence, separator, Filled(english ? rule.en : rule.zh, count.teams()));
    separator = english ? ", " : "，";
  }
  return sentence + (english ? "." : "。");
}

std::string SentenceOf(const v1::WhyNotInPlanResponse& answer, Language language) {
  if (answer.chosen()) return Phrased(Phrase::kChosen, language, answer.team_name());
  if (answer.has_left_out()) {
    v1::WhyNotResponse why;
    why.set_team_name(answer.team_name());
    *why.mutable_left_out() = answer.left_out();
    return SentenceOf(why, language);
  }
  return SentenceOf(answer.exchange(), language);
}

void Speak(v1::PlanLine& line, Language language) {
  if (line.has_chosen()) Speak(*line.mutable_chosen(), language);
  if (line.has_runner_up()) Speak(*line.mutable_runner_up(), language);
  if (line.has_exchange()) {
    Speak(*line.mutable_exchange()->mutable_team(), language);
    line.mutable_exchange()->set_sentence(SentenceOf(line.exchange(), language));
  }
  if (!line.has_unserved()) return;
  v1::Unserved& unserved = *line.mutable_unserved();
  unserved.set_sentence(SentenceOf(unserved, language));
  if (unserved.has_remedy()) unserved.mutable_remedy()->set_sentence(SentenceOf(unserved.remedy(), language));
}

void Speak(v1::WhyNotInPlanResponse& answer, Language language) {
  if (answer.has_left_out()) answer.mutable_left_out()->set_sentence(SentenceOf(answer.left_out(), language));
  if (answer.has_exchange()) {
    Speak(*answer.mutable_exchange()->mutable_team(), language);
    answer.mutable_exchange()->set_sentence(SentenceOf(answer.exchange(), language));
  }
  answer.set_sentence(SentenceOf(answer, language));
}

}  // namespace diandan::matching
