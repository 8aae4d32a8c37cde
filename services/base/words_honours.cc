// Words of refusals about campaigns of selection and the red list.
#include "services/base/words_table.h"

namespace diandan {

using absl::StatusCode;

// clang-format off
const std::vector<ReasonWords>& HonourWords() {
  static const auto* words = new std::vector<ReasonWords>{
    {errors::v1::CAMPAIGN_NOT_OPEN, StatusCode::kFailedPrecondition, Retry::kNo,
     {"这项评选现在不收推荐[：{from} 到 {to}]。", "This campaign takes no nominations now[: from {from} to {to}]."},
     {"看看有没有别的评选正在进行。", "See whether another campaign is open."}},
    {errors::v1::CAMPAIGN_UNDER_WAY, StatusCode::kFailedPrecondition, Retry::kNo,
     {"还有推荐没走完[：{count} 件]，评选先不能结束。", "Some nominations are still under way[: {count}], so the campaign cannot end yet."},
     {"先把它们评完、公示完。", "Review them and let their notice end first."}},
    {errors::v1::HONOUR_WRONG_STATE, StatusCode::kFailedPrecondition, Retry::kNo,
     {"这件推荐[是“{state}”][，在{tier}]，这一步办不了。", "This cannot be done[: the nomination is {state}][, at {tier}]."},
     {"刷新看看现在到哪一步了。", "Look where it stands now."}},
    {errors::v1::HONOUR_QUOTA_FULL, StatusCode::kFailedPrecondition, Retry::kNo,
     {"[{tier}]这一类的名额已经用完[，共 {limit} 个]。", "All places of this category are taken[ at {tier}][: {limit}]."},
     {"名额有限，可以选“先推荐了别人”。", "Others came first: pass it over with that reason."}},
    {errors::v1::OWN_NOMINATION, StatusCode::kPermissionDenied, Retry::kNo,
     {"不能推荐自己、自己带的队或自己的单位。", "Nobody nominates themselves, the team they lead or their own office."},
     {"请村里、别的队或上一级来推荐。", "Ask the station, another team or the level above."}},
    {errors::v1::ALREADY_NOMINATED, StatusCode::kAlreadyExists, Retry::kNo,
     {"这一类里已经推荐过了。", "Already nominated in this category."},
     {"一个人一类只报一次，看看已有的那件。", "Once is enough; look at the one there is."}},
    {errors::v1::NOMINEE_DECLINED, StatusCode::kFailedPrecondition, Retry::kNo,
     {"对方说过不参加这一类评选，不再问了。", "They did not want this honour, and are not asked again."},
     {"换一个人，或等下一次评选。", "Nominate somebody else, or wait for the next campaign."}},
    {errors::v1::NOT_ON_NOTICE, StatusCode::kFailedPrecondition, Retry::kNo,
     {"现在不在公示，提不了异议。", "It is not on public notice now."},
     {"有话要说，找主办的实践中心或所。", "Speak with the centre or institute that holds the campaign."}},
    {errors::v1::NOTICE_RUNS, StatusCode::kFailedPrecondition, Retry::kYes,
     {"还在公示[，到 {until} 为止]。", "The public notice still runs[ until {until}]."},
     {"公示满了再表彰。", "Award it when the notice is over."}},
    {errors::v1::OBJECTED_BEFORE, StatusCode::kAlreadyExists, Retry::kNo,
     {"您已经对这一件提过异议。", "You have objected to this one already."},
     {"等核实的结果，一次就够。", "Once is enough; wait for the result."}},
  };
  return *words;
}
// clang-format on

}  // namespace diandan
