#include "services/matching/fairness_words.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"

namespace diandan::matching {
namespace {

std::string WholePercent(const ServedCount& count) {
  return absl::StrCat((ServedPerMille(count).value_or(0) + 5) / 10, "%");
}

}  // namespace

std::string WhyLargerWaves(const ServedCount& township, const ServedCount& county,
                           const v1::FairnessPolicy& policy, Language language) {
  const int32_t extra = ExtraTeamsFor(township, county, policy);
  if (extra == 0) return "";
  const char* form =
      language == Language::kChinese
          ? "近 $0 天有结果的 $1 单里办成 $2 单，$3；全县 $4。明显偏低，所以每批多问 $5 支队。"
      : extra == 1
          ? "Of $1 orders that ended in the last $0 days $2 were served, $3; the county's rate is $4. "
            "That is clearly less, so each wave asks $5 more team."
          : "Of $1 orders that ended in the last $0 days $2 were served, $3; the county's rate is $4. "
            "That is clearly less, so each wave asks $5 more teams.";
  return absl::Substitute(form, policy.window_days(), township.ended(), township.served,
                          WholePercent(township), WholePercent(county), extra);
}

}  // namespace diandan::matching
