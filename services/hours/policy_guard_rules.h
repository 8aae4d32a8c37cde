// Settings of a policy that no county may choose: what the rules against formalism (design §2) and the law of
// volunteer service forbid. A refusal names the rule, so that whoever was asked to set it can show why not.
#pragma once

#include "diandan/hours/v1/policy.pb.h"
#include "services/base/status.h"

namespace diandan::hours {

// Service is recorded within 10 working days (民政部令第67号 11), so a notice may not fill them.
inline constexpr int kLongestNoticeDays = 10;
// A cap below what people do give would record less than the time given (志愿服务条例 19).
inline constexpr int kLowestDayCap = 8 * 60;

// A setting, the rule that stands against it, and what that is about: keys of words_terms.cc.
struct Forbidden {
  const char *setting, *rule, *because;
};
// POLICY_BREAKS_RULE. `field`: where the setting stands in the request.
Status Forbid(const std::string& field, const Forbidden& what);

// OK, or POLICY_BREAKS_RULE with the first setting that breaks one, the rule and what it is about. `at`:
// where the settings stand in the request, "settings.".
Status CheckAgainstRules(const v1::PolicySettings& settings, const std::string& at);

}  // namespace diandan::hours
