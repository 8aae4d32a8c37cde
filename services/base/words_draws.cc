// Words of refusals about random checks.
#include "services/base/words_table.h"

namespace diandan {

using absl::StatusCode;

// clang-format off
const std::vector<ReasonWords>& DrawWords() {
  static const auto* words = new std::vector<ReasonWords>{
    {errors::v1::DRAW_WRONG_STATE, StatusCode::kFailedPrecondition, Retry::kNo,
     {"这次抽查现在[是“{state}”，]这一步办不了。", "This cannot be done now[: the draw is {state}]."},
     {"打开看看它走到了哪一步；抽过的不能重抽。", "Open it to see where it stands; what was drawn is not drawn again."}},
    {errors::v1::DRAW_PERIOD_RUNS, StatusCode::kFailedPrecondition, Retry::kNo,
     {"这段时间还没过完，还不能抽[：{until} 以后]。", "The period is not over, so nothing is drawn yet[: not before {until}]."},
     {"到时候自己会抽，不用守着。", "It is drawn by itself then; nobody needs to wait for it."}},
    {errors::v1::DRAW_MISMATCH, StatusCode::kFailedPrecondition, Retry::kNo,
     {"重算对不上[：{why}]。", "Recomputed, it does not match[: {why}]."},
     {"重新取一份再算一遍；还对不上，就不是当初承诺的那次抽签，拿着这份问县中心和上级。", "Fetch it anew and try again; if it still does not match, this is not the draw that was committed to: ask the county and who is above it about this file."}},
    {errors::v1::CALL_BACK_SETTLED, StatusCode::kFailedPrecondition, Retry::kNo,
     {"这一条已经有结果了[：{result}]。", "This call already has its result[: {result}]."},
     {"结果记下就不改；有出入，走更正申请。", "A result stays as it was recorded; if something is wrong, ask for a correction."}},
  };
  return *words;
}
// clang-format on

}  // namespace diandan
