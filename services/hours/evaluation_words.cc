#include "services/hours/evaluation_words.h"

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "services/base/say_time.h"
#include "services/hours/evaluation_rules.h"

namespace diandan::hours {
namespace {

struct Sentence {
  const char *zh, *en;
};
const char* Told(Language language, const Sentence& sentence) {
  return language == Language::kChinese ? sentence.zh : sentence.en;
}

// "85.7%"
std::string Percent(int32_t permille) {
  if (permille % 10 == 0) return absl::StrCat(permille / 10, "%");
  return absl::StrCat(permille / 10, ".", permille % 10, "%");
}

const char* RaterName(orders::v1::RaterKind kind, Language language) {
  switch (kind) {
    case orders::v1::RESIDENT:
      return Told(language, {"群众", "people served"});
    case orders::v1::STATION:
      return Told(language, {"站", "station"});
    case orders::v1::ORGANISATION:
      return Told(language, {"组织", "organisation"});
    default:
      return Told(language, {"队伍自评", "the team itself"});
  }
}

std::string SayQuality(const v1::Evaluation& evaluation, Language language) {
  std::vector<std::string> parts;
  for (const auto& part : evaluation.grades()) {
    parts.push_back(absl::Substitute(Told(language, {"$0 级 $1 分 × $2", "grade $0 $1 min × $2"}),
                                     v1::Grade_Name(part.grade()), part.minutes(),
                                     Percent(part.weight_permille())));
  }
  return absl::Substitute(Told(language, {"质量 =（$0）÷ $1 分 = $2", "Quality = ($0) ÷ $1 min = $2"}),
                          absl::StrJoin(parts, " + "), evaluation.minutes(),
                          Percent(evaluation.quality_permille()));
}

std::string SayRater(const v1::RatingPart& part, Language language) {
  if (part.weight() == 0) {
    return absl::Substitute(Told(language, {"$0：不计入（占比 0）", "$0: not counted (weight 0)"}),
                            RaterName(part.kind(), language));
  }
  if (part.answers() == 0) {
    return absl::Substitute(
        Told(language,
             {"$0：$1 次服务都没有评，不加也不减，按 50% 算（占比 $2）",
              "$0: none of $1 services was rated; that neither adds nor takes away, 50% (weight $2)"}),
        RaterName(part.kind(), language), part.asked(), part.weight());
  }
  const int32_t above = part.score_sum() - part.answers();
  return absl::Substitute(
      Told(language,
           {"$0：$1 次服务里评了 $2 次，合计 $3 分；（250 × $4 + 500 × $5）÷（$2 + $5）= $6（占比 $7）。"
            "4 分、5 分的有 $8 次；只有这些评价，好评率在 $9 之间都说得通",
            "$0: $2 of $1 services rated, $3 points together; (250 × $4 + 500 × $5) ÷ ($2 + $5) = $6 (weight "
            "$7). "
            "$8 of them 4 or 5; so few answers fit any share within $9"}),
      RaterName(part.kind(), language), part.asked(), part.answers(), part.score_sum(), above,
      kMiddlingAnswers, Percent(part.permille()), part.weight(), part.good(),
      absl::StrCat(part.low_percent(), "%–", part.high_percent(), "%"));
}

std::string SayRatings(const v1::Evaluation& evaluation, Language language) {
  std::vector<std::string> parts;
  int32_t weights = 0;
  for (const auto& part : evaluation.ratings()) {
    if (part.weight() == 0) continue;
    weights += part.weight();
    parts.push_back(absl::StrCat(Percent(part.permille()), " × ", part.weight()));
  }
  const int32_t span = evaluation.terms().span_permille();
  return absl::Substitute(
      Told(language, {"评价 =（$0）÷ $1 = $2；系数 = 100% − $3 + $3 × $2 ÷ 50% = $4",
                      "Ratings = ($0) ÷ $1 = $2; factor = 100% − $3 + $3 × $2 ÷ 50% = $4"}),
      absl::StrJoin(parts, " + "), weights, Percent(evaluation.rating_permille()), Percent(span),
      Percent(evaluation.factor_permille()));
}

}  // namespace

void SayFormula(v1::Evaluation& evaluation, Language language) {
  evaluation.clear_formula();
  evaluation.add_formula(Told(language, {"评价时长 = 服务时长 × 质量 × 评价系数",
                                         "Evaluated time = time × quality × rating factor"}));
  evaluation.add_formula(absl::Substitute(
      Told(language, {"服务时长 = $0（$1 次，已记入的）", "Time = $0 ($1 services, recorded)"}),
      SayMinutes(evaluation.minutes(), language), evaluation.services()));
  if (evaluation.minutes() == 0) {
    evaluation.add_formula(Told(language, {"这段时间没有已记入的服务，算出来是 0。",
                                           "Nothing is recorded of this time, so it comes to 0."}));
    return;
  }
  evaluation.add_formula(SayQuality(evaluation, language));
  for (const auto& part : evaluation.ratings()) evaluation.add_formula(SayRater(part, language));
  evaluation.add_formula(SayRatings(evaluation, language));
  evaluation.add_formula(absl::Substitute(
      Told(language, {"评价时长 = $0 分 × $1 × $2 = $3", "Evaluated time = $0 min × $1 × $2 = $3"}),
      evaluation.minutes(), Percent(evaluation.quality_permille()), Percent(evaluation.factor_permille()),
      SayMinutes(evaluation.value_minutes(), language)));
  evaluation.add_formula(Told(
      language,
      {"每一步都舍去零头。每一方都先垫 4 次中等评价，所以只有一两次评价时影响很小。接不接派单，不算在里面。",
       "Every step is rounded down. Each kind begins with 4 middling answers, so one or two say little. "
       "Whether offers were taken counts nowhere."}));
}

void SayPreviewedTerms(v1::PreviewEvaluationTermsResponse& preview, Language language) {
  SayFormula(*preview.mutable_now(), language);
  SayFormula(*preview.mutable_then(), language);
  const int32_t same = preview.people() - preview.raised() - preview.lowered();
  if (preview.people() == 0) {
    preview.set_headline(
        Told(language, {"这段时间没有已记入的服务，比不出来。换一段时间再看。",
                        "Nothing is recorded of this time, so nothing can be compared. Choose "
                        "another time."}));
    return;
  }
  std::string said = absl::Substitute(
      Told(language,
           {"这段时间 $0 人有已记入的服务。改了以后，$1 人的评价时长变多，$2 人变少，$3 人不变。",
            "$0 people have recorded services of this time. With these weights $1 would be evaluated at "
            "more, $2 at less, $3 the same. "}),
      preview.people(), preview.raised(), preview.lowered(), same);
  if (preview.raised() > 0)
    said += absl::Substitute(Told(language, {"最多的多 $0。", "The most anybody gains is $0. "}),
                             Percent(preview.most_raised_permille()));
  if (preview.lowered() > 0)
    said += absl::Substitute(Told(language, {"最多的少 $0。", "The most anybody loses is $0. "}),
                             Percent(preview.most_lowered_permille()));
  absl::StripTrailingAsciiWhitespace(&said);
  preview.set_headline(said);
}

}  // namespace diandan::hours
