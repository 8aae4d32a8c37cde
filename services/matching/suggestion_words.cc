#include "services/matching/suggestion_words.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "services/matching/ranking_words.h"

namespace diandan::matching {
namespace {

struct ReasonWords {
  const char* zh;
  const char* en;
};

// By SuggestionReasonKind.
// clang-format off
constexpr ReasonWords kReasonWords[] = {
    {"", ""},
    {"同一户", "same household"},
    {"同村，是不是同一户要核对", "same village, whether the same household is not known"},
    {"同一服务", "same service"},
    {"同类服务", "same kind of service"},
    {"时间重叠", "at overlapping times"},
    {"两单相隔 $0 小时", "$0 h apart"},
    {"由两个站点所下", "placed by two stations"},
    {"已有两支队分别接了", "two teams have accepted one each"},
    {"在同一个半天", "in the same half-day"},
    {"前后相接，中间最多隔 $0 分钟", "one after the other, at most $0 min between"},
    {"一路走下来 $0 公里", "$0 km from the first to the last"},
    {"一趟办完，少跑 $1 趟、少走 $0 公里", "one trip instead of $2 saves $0 km"},
    {"订的时间有重叠，要先说好先后，连路上共要 $0 分钟", "booked times overlap: agree who comes first, $0 min with the way"},
    {"称呼相同但没写门牌，是不是同一户要核对", "called the same but no house given, whether the same household is not known"},
};
// clang-format on
// Where there is no way at all: the points of stations are the same.
constexpr ReasonWords kNoWay = {"在同一处", "at one place"};
constexpr ReasonWords kSavesTrips = {"一趟办完，少跑 $1 趟", "one trip instead of $2"};
constexpr ReasonWords kTeamFirst = {"$0能一趟去：", "$0 could serve them in one trip: "};

const char* In(const ReasonWords& words, Language language) {
  return language == Language::kEnglish ? words.en : words.zh;
}

}  // namespace

std::string SentenceOf(const v1::SuggestionReason& reason, Language language) {
  const auto kind = static_cast<size_t>(reason.kind());
  if (kind >= std::size(kReasonWords)) return "";
  const auto number = [&](int i) { return i < reason.numbers_size() ? reason.numbers(i) : 0; };
  const bool way = reason.kind() == v1::SHORT_WAY || reason.kind() == v1::SAVES_WAY;
  const ReasonWords* words = &kReasonWords[kind];
  if (way && number(0) == 0) words = reason.kind() == v1::SHORT_WAY ? &kNoWay : &kSavesTrips;
  return absl::Substitute(In(*words, language), way ? Kilometres(number(0)) : absl::StrCat(number(0)),
                          number(1), number(1) + 1);
}

std::string SentenceOf(const v1::Suggestion& suggestion, Language language) {
  const bool english = language == Language::kEnglish;
  std::string sentence;
  if (!suggestion.team_name().empty())
    sentence = absl::Substitute(In(kTeamFirst, language), suggestion.team_name());
  const char* separator = "";
  for (const v1::SuggestionReason& reason : suggestion.reasons()) {
    absl::StrAppend(&sentence, separator, SentenceOf(reason, language));
    separator = english ? ", " : "，";
  }
  if (sentence.empty()) return sentence;
  // A team keeps its name as it is written.
  if (english && suggestion.team_name().empty())
    sentence[0] = absl::ascii_toupper(static_cast<unsigned char>(sentence[0]));
  return sentence + (english ? "." : "。");
}

void Speak(v1::Suggestion& suggestion, Language language) {
  for (v1::SuggestionReason& reason : *suggestion.mutable_reasons())
    reason.set_sentence(SentenceOf(reason, language));
  suggestion.set_sentence(SentenceOf(suggestion, language));
}

}  // namespace diandan::matching
