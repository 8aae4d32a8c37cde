#include "services/matching/ranking_words.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "services/matching/filled_words.h"

namespace diandan::matching {
namespace {

enum class Key {
  kDistance,
  kDistanceSameVillage,
  kDistanceByTownship,
  kDistanceByCounty,
  kRating,
  kRatingNone,
  kLoad,
  kLoadUndeclared,
  kLoadWeeks,
  kLoadWeeksUndeclared,
  kLanguageMet,
  kLanguageUnmet,
  kGenderMet,
  kGenderUnmet,
  kSkillExperience,
  kClientExperience,
  kSameVillage,
  kSameTownship,
  kSkillMissing,
  kSuspended,
  kQualificationMissing,
  kLanguageMissing,
  kNoWoman,
  kNotFreeThen,
  kBusyThen,
  kWeekFull,
  kOutsideVillage,
  kOutsideTownship,
  kAlreadyAsked,
  kAskedOften,
  kThinkingAboutOthers,
  kWhyLeftOut,
  kWhyBest,
  kWhyBehind,
  kWhyBehindTerm,
  kWhyOnlyTheBest,
  kWhyOnlyThisTeam,
  kWhyByLot,
  kSizeReached,
  kSizeFew,
  kSizeCapped,
  kSizeFewCapped,
  kSizeFewAll,
  kSizeAll,
  kSizeAllIsOne,
  kSizeFixed,
  kSizeEmergency,
  kSizeBeyondCaps,
  kSizeLowServed,
  kSizeFurther,
  kFloor,
  kFloorFarther,
};

struct Wording {
  const char* zh;
  const char* en;
};

// clang-format off
const std::map<Key, Wording>& Table() {
  static const auto* table = new std::map<Key, Wording>{
      // $0 … the term's numbers, the last one its points.
      {Key::kDistance, {"距求助点 $0 公里（计分 $1）", "$0 km from the place ($1 {point|points})"}},
      {Key::kDistanceSameVillage, {"没有坐标，同村按 $0 公里算（计分 $1）", "no coordinates; same village, counted as $0 km ($1 {point|points})"}},
      {Key::kDistanceByTownship, {"没有坐标，同镇按 $0 公里算（计分 $1）", "no coordinates; same township, counted as $0 km ($1 {point|points})"}},
      {Key::kDistanceByCounty, {"没有坐标，同县按 $0 公里算（计分 $1）", "no coordinates; same county, counted as $0 km ($1 {point|points})"}},
      {Key::kRating, {"近一年 $1 次评价里 $0 次好评，折算 $2%（计分 $3）", "$0 of $1 {rating|ratings} in the last year {was|were} good, counted as $2% ($3 {point|points})"}},
      {Key::kLoadWeeks, {"到那一周为止 $2 周已接 $0 个半天，申报一周最多 $1 个（计分 $3）", "$0 {half-day|half-days} taken in the $2 {week|weeks} up to that one, at most $1 a week declared ($3 {point|points})"}},
      {Key::kLoadWeeksUndeclared, {"到那一周为止 $1 周已接 $0 个半天，没申报最多几个（计分 $2）", "$0 {half-day|half-days} taken in the $1 {week|weeks} up to that one, no maximum declared ($2 {point|points})"}},
      {Key::kRatingNone, {"近一年还没有评价，按 $2% 起算（计分 $3）", "no ratings in the last year, counted as $2% ($3 {point|points})"}},
      {Key::kLoad, {"那一周已接 $0 个半天，申报最多 $1 个（计分 $2）", "$0 {half-day|half-days} taken that week of at most $1 declared ($2 {point|points})"}},
      {Key::kLoadUndeclared, {"那一周已接 $0 个半天，没申报最多几个（计分 $1）", "$0 {half-day|half-days} taken that week, no maximum declared ($1 {point|points})"}},
      {Key::kLanguageMet, {"队里有人会$0（计分 $1）", "somebody in the team speaks $0 ($1 {point|points})"}},
      {Key::kLanguageUnmet, {"队里没人会$0（计分 $1）", "nobody in the team speaks $0 ($1 {point|points})"}},
      {Key::kGenderMet, {"队里有 $0 位女同志（计分 $1）", "$0 {woman|women} in the team ($1 {point|points})"}},
      {Key::kGenderUnmet, {"队里没有女同志（计分 $1）", "no woman in the team ($1 {point|points})"}},
      {Key::kSkillExperience, {"这类服务做过 $0 次（计分 $1）", "has done this kind of service $0 {time|times} ($1 {point|points})"}},
      {Key::kClientExperience, {"为这一家服务过 $0 次（计分 $1）", "has served this household $0 {time|times} ($1 {point|points})"}},
      {Key::kSameVillage, {"是本村的队（计分 $0）", "a team of the same village ($0 {point|points})"}},
      {Key::kSameTownship, {"是本镇的队（计分 $0）", "a team of the same township ($0 {point|points})"}},

      {Key::kSkillMissing, {"没报过“$0”这类服务", "does not offer this service ($0)"}},
      {Key::kSuspended, {"现在暂停接单", "takes no orders at present"}},
      {Key::kQualificationMissing, {"服务那天队里没人持有效的资格（$0）", "nobody holds the qualification ($0) on the day of service"}},
      {Key::kLanguageMissing, {"这一单要会$0，队里没人会", "the order needs $0, which nobody in the team speaks"}},
      {Key::kNoWoman, {"这一单要有女同志，队里没有", "the order needs a woman, and the team has none"}},
      {Key::kNotFreeThen, {"自己申报的空闲里没有那个半天", "is not free in that half-day, as it declared itself"}},
      {Key::kBusyThen, {"那个半天已接了别的单", "has taken another order in that half-day"}},
      {Key::kWeekFull, {"那一周已接 $0 个半天，申报最多 $1 个，再接就超了", "$0 {half-day|half-days} taken that week of at most $1 declared; this would be too many"}},
      {Key::kOutsideVillage, {"现在先问本村的队", "teams of the village are asked first"}},
      {Key::kOutsideTownship, {"现在先问本镇的队", "teams of the township are asked first"}},
      {Key::kAlreadyAsked, {"问过了", "already asked"}},
      {Key::kAskedOften, {"这 7 天已问过它 $0 次，最多问 $1 次，先不打扰", "asked $0 times in 7 days, at most $1; left in peace for now"}},
      {Key::kThinkingAboutOthers, {"手上还有 $0 单没想好，最多同时问 $1 单", "still thinks about $0 offers, at most $1 at a time"}},

      // $0 team …
      {Key::kWhyLeftOut, {"$0这次没排进来：$1。", "$0 is left out: $1."}},
      {Key::kWhyBest, {"$0就排在第一，计分 $1。", "$0 is first, with $1 {point|points}."}},
      {Key::kWhyBehind, {"$0排第 $1，计分 $2；第一是$3，计分 $4。", "$0 is number $1 with $2 {point|points}; first is $3 with $4 {point|points}."}},
      {Key::kWhyBehindTerm, {"$0多计 $1：$2；$3$4。", " $0, $1 {point|points} behind: $2; $3: $4."}},
      {Key::kWhyOnlyTheBest, {"$0多计 $1：$2$3。", " $0, $1 {point|points} behind: $2: $3."}},
      {Key::kWhyOnlyThisTeam, {"$0多计 $1：$2。", " $0, $1 {point|points} behind: $2."}},
      {Key::kWhyByLot, {"两队计分一样，先后按这一单抽的签。", " Points are equal; the order's own lot decides."}},

      // $0 teams, $1 chance of the wave, $2 target …
      {Key::kSizeReached, {"本轮问 $0 队：预计有人接单的可能为 $1%，目标 $2%。", "$0 teams are asked: with a chance of $1% somebody takes it; the aim is $2%."}},
      {Key::kSizeFew, {"本轮问 $0 队，目标 $2%。", "$0 {team is|teams are} asked; the aim is $2%."}},
      {Key::kSizeCapped, {"本轮问 $0 队，一轮最多这么多：预计有人接单的可能为 $1%，目标 $2%。", "$0 teams are asked, the most at a time: with a chance of $1% somebody takes it; the aim is $2%."}},
      {Key::kSizeFewCapped, {"本轮问 $0 队，一轮最多这么多；目标 $2%。", "$0 {team is|teams are} asked, the most at a time; the aim is $2%."}},
      {Key::kSizeAll, {"合适的 $0 队都问：预计有人接单的可能为 $1%，目标 $2%。", "All $0 teams that fit are asked: with a chance of $1% somebody takes it; the aim is $2%."}},
      {Key::kSizeFewAll, {"合适的 $0 队都问；目标 $2%。", "All $0 teams that fit are asked; the aim is $2%."}},
      {Key::kSizeAllIsOne, {"合适的只有 1 队，就问它；目标 $2%。", "Only one team fits, and it is asked; the aim is $2%."}},
      {Key::kSizeFixed, {"本轮问 $0 队，按规则定的队数。", "Teams asked: $0, as the policy fixes it."}},
      {Key::kSizeLowServed, {"其中 $0 队是多问的：这个镇办成的明显比全县少。", " $0 of them besides: the township is served clearly less often than its county."}},
      {Key::kSizeBeyondCaps, {"合适的队都问到上限了，只问其中问得最少的 1 队。", "All teams that fit have reached the cap on being asked; the one asked least is asked alone."}},
      {Key::kSizeEmergency, {"应急：全县合适的队一起问，共 $0 队。", "Emergency: all teams that fit over the county are asked at once, $0 of them."}},
      {Key::kSizeFurther, {"在这一级是第 $0 轮。", " It is wave $0 at this level."}},
      {Key::kFloor, {"另问$0：已 $1 天没问过它，轮到它了。", "$0 is asked beside them: it was not asked for $1 days, so it is its turn."}},
      {Key::kFloorFarther, {"另问$0：已 $1 天没问过它，只比第一远 $2 公里，轮到它了。", "$0 is asked beside them: it was not asked for $1 days and is only $2 km farther than the best, so it is its turn."}},
  };
  return *table;
}

struct Named {
  const char* code;
  Wording name;
};
constexpr Named kLanguages[] = {
    {"zh", {"汉语", "Chinese"}}, {"mn", {"蒙古语", "Mongolian"}}, {"bo", {"藏语", "Tibetan"}},
    {"ug", {"维吾尔语", "Uyghur"}}, {"kk", {"哈萨克语", "Kazakh"}}, {"ko", {"朝鲜语", "Korean"}},
    {"za", {"壮语", "Zhuang"}}, {"ii", {"彝语", "Yi"}}, {"en", {"英语", "English"}},
};
constexpr Wording kKinds[] = {
    {"", ""}, {"距离", "distance"}, {"评价", "ratings"}, {"负荷", "load"}, {"语言", "language"},
    {"女同志", "gender"}, {"经验", "experience"}, {"熟悉这一家", "knows the household"}, {"本地", "place"},
};
// clang-format on
static_assert(sizeof(kKinds) / sizeof(kKinds[0]) == v1::TermKind_ARRAYSIZE, "every TermKind has a name");

std::string In(const Wording& wording, Language language) {
  return language == Language::kEnglish ? wording.en : wording.zh;
}

template <typename... Args>
std::string Say(Key key, Language language, const Args&... args) {
  return Filled(In(Table().at(key), language), args...);
}

int Number(const google::protobuf::RepeatedField<int32_t>& numbers, int i) {
  return i < numbers.size() ? numbers[i] : 0;
}

Key DistanceKey(v1::Nearness nearness) {
  switch (nearness) {
    case v1::SAME_VILLAGE:
      return Key::kDistanceSameVillage;
    case v1::SAME_TOWNSHIP:
      return Key::kDistanceByTownship;
    case v1::SAME_COUNTY:
      return Key::kDistanceByCounty;
    default:
      return Key::kDistance;
  }
}

Key SizeKey(const v1::WaveSize& size) {
  const bool few = size.chance_percent() == 0;  // not told
  switch (size.by()) {
    case v1::TARGET_REACHED:
      return few ? Key::kSizeFew : Key::kSizeReached;
    case v1::CAP_REACHED:
      return few ? Key::kSizeFewCapped : Key::kSizeCapped;
    case v1::ALL_ASKED:
      return size.teams() == 1 ? Key::kSizeAllIsOne : few ? Key::kSizeFewAll : Key::kSizeAll;
    case v1::BY_EMERGENCY:
      return Key::kSizeEmergency;
    case v1::BEYOND_CAPS:
      return Key::kSizeBeyondCaps;
    default:
      return Key::kSizeFixed;
  }
}

// Two sides of one term; a side that has no such term is not quoted.
std::string DifferenceSentence(const v1::TermDifference& difference, const std::string& best,
                               Language language) {
  std::string kind = In(kKinds[difference.kind()], language);
  if (!difference.has_this_team()) {
    return Say(Key::kWhyOnlyTheBest, language, kind, difference.points(), best,
               SentenceOf(difference.best_team(), language));
  }
  if (!difference.has_best_team()) {
    return Say(Key::kWhyOnlyThisTeam, language, kind, difference.points(),
               SentenceOf(difference.this_team(), language));
  }
  return Say(Key::kWhyBehindTerm, language, kind, difference.points(),
             SentenceOf(difference.this_team(), language), best,
             SentenceOf(difference.best_team(), language));
}

}  // namespace

std::string LanguageName(const std::string& code, Language language) {
  for (const Named& named : kLanguages) {
    if (code == named.code) return In(named.name, language);
  }
  return absl::StrCat(language == Language::kEnglish ? "" : " ", code,
                      language == Language::kEnglish ? "" : " ");
}

std::string Kilometres(int hectometres) {
  return hectometres % 10 == 0 ? absl::StrCat(hectometres / 10)
                               : absl::StrCat(hectometres / 10, ".", hectometres % 10);
}

std::string SentenceOf(const v1::TermPoints& term, Language language) {
  const auto& n = term.numbers();
  switch (term.kind()) {
    case v1::DISTANCE:
      return Say(DistanceKey(term.nearness()), language, Kilometres(Number(n, 0)), term.points());
    case v1::RATING:
      return Say(Number(n, 1) > 0 ? Key::kRating : Key::kRatingNone, language, Number(n, 0), Number(n, 1),
                 Number(n, 2), term.points());
    case v1::LOAD:
      if (n.size() > 2 && n[1] == 0)
        return Say(Key::kLoadWeeksUndeclared, language, n[0], n[2], term.points());
      if (n.size() > 2) return Say(Key::kLoadWeeks, language, n[0], n[1], n[2], term.points());
      if (n.size() < 2) return Say(Key::kLoadUndeclared, language, Number(n, 0), term.points());
      return Say(Key::kLoad, language, n[0], n[1], term.points());
    case v1::LANGUAGE:
      return Say(Number(n, 0) > 0 ? Key::kLanguageMet : Key::kLanguageUnmet, language,
                 LanguageName(term.word(), language), term.points());
    case v1::GENDER:
      if (Number(n, 0) == 0) return Say(Key::kGenderUnmet, language, 0, term.points());
      return Say(Key::kGenderMet, language, n[0], term.points());
    case v1::SKILL_EXPERIENCE:
      return Say(Key::kSkillExperience, language, Number(n, 0), term.points());
    case v1::CLIENT_EXPERIENCE:
      return Say(Key::kClientExperience, language, Number(n, 0), term.points());
    case v1::PLACE:
      return Say(term.nearness() == v1::SAME_VILLAGE ? Key::kSameVillage : Key::kSameTownship, language,
                 term.points());
    default:
      return "";
  }
}

std::string SentenceOf(const v1::LeftOutReason& reason, Language language) {
  switch (reason.code()) {
    case v1::SKILL_MISSING:
      return Say(Key::kSkillMissing, language, reason.word());
    case v1::SUSPENDED:
      return Say(Key::kSuspended, language);
    case v1::QUALIFICATION_MISSING:
      return Say(Key::kQualificationMissing, language, reason.word());
    case v1::LANGUAGE_MISSING:
      return Say(Key::kLanguageMissing, language, LanguageName(reason.word(), language));
    case v1::NO_WOMAN:
      return Say(Key::kNoWoman, language);
    case v1::NOT_FREE_THEN:
      return Say(Key::kNotFreeThen, language);
    case v1::BUSY_THEN:
      return Say(Key::kBusyThen, language);
    case v1::WEEK_FULL:
      return Say(Key::kWeekFull, language, Number(reason.numbers(), 0), Number(reason.numbers(), 1));
    case v1::OUTSIDE_LEVEL:
      return Say(reason.word() == "VILLAGE" ? Key::kOutsideVillage : Key::kOutsideTownship, language);
    case v1::ALREADY_ASKED:
      return Say(Key::kAlreadyAsked, language);
    case v1::ASKED_OFTEN:
      return Say(Key::kAskedOften, language, Number(reason.numbers(), 0), Number(reason.numbers(), 1));
    case v1::THINKING_ABOUT_OTHERS:
      return Say(Key::kThinkingAboutOthers, language, Number(reason.numbers(), 0),
                 Number(reason.numbers(), 1));
    default:
      return "";
  }
}

std::string SentenceOf(const v1::WhyNotResponse& answer, Language language) {
  if (answer.has_left_out()) {
    return Say(Key::kWhyLeftOut, language, answer.team_name(), SentenceOf(answer.left_out(), language));
  }
  const v1::RankedTeam& mine = answer.ranked();
  const v1::RankedTeam& best = answer.best();
  if (mine.team() == best.team()) return Say(Key::kWhyBest, language, answer.team_name(), mine.points());
  std::string sentence = Say(Key::kWhyBehind, language, answer.team_name(), mine.rank(), mine.points(),
                             best.team_name(), best.points());
  if (mine.points() == best.points()) return sentence + Say(Key::kWhyByLot, language);
  for (const auto& difference : answer.differences()) {
    sentence += DifferenceSentence(difference, best.team_name(), language);
  }
  return sentence;
}

std::string SentenceOf(const v1::WaveSize& size, Language language) {
  std::string sentence =
      Say(SizeKey(size), language, size.teams(), size.chance_percent(), size.target_percent());
  if (size.wave_of_level() > 1) sentence += Say(Key::kSizeFurther, language, size.wave_of_level());
  if (size.low_served_teams() > 0) sentence += Say(Key::kSizeLowServed, language, size.low_served_teams());
  return sentence;
}

std::string SentenceOf(const v1::FloorTurn& floor, Language language) {
  return Say(floor.hectometres() > 0 ? Key::kFloorFarther : Key::kFloor, language, floor.team_name(),
             floor.days(), Kilometres(floor.hectometres()));
}

void Speak(v1::RankedTeam& team, Language language) {
  for (auto& term : *team.mutable_terms()) term.set_sentence(SentenceOf(term, language));
}

void Speak(v1::Recommendation& recommendation, Language language) {
  for (auto& team : *recommendation.mutable_ranked()) Speak(team, language);
  if (recommendation.has_size())
    recommendation.mutable_size()->set_sentence(SentenceOf(recommendation.size(), language));
  if (recommendation.has_floor())
    recommendation.mutable_floor()->set_sentence(SentenceOf(recommendation.floor(), language));
}

void Speak(v1::WhyNotResponse& answer, Language language) {
  if (answer.has_left_out()) {
    answer.mutable_left_out()->set_sentence(SentenceOf(answer.left_out(), language));
  }
  if (answer.has_ranked()) Speak(*answer.mutable_ranked(), language);
  if (answer.has_best()) Speak(*answer.mutable_best(), language);
  for (auto& difference : *answer.mutable_differences()) {
    if (difference.has_this_team()) {
      difference.mutable_this_team()->set_sentence(SentenceOf(difference.this_team(), language));
    }
    if (difference.has_best_team()) {
      difference.mutable_best_team()->set_sentence(SentenceOf(difference.best_team(), language));
    }
  }
  answer.set_sentence(SentenceOf(answer, language));
}

}  // namespace diandan::matching
