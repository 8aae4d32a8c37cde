// Words of refusals about points and rewards.
#include "services/base/words_table.h"

namespace diandan {

using absl::StatusCode;

// clang-format off
const std::vector<ReasonWords>& PointsWords() {
  static const auto* words = new std::vector<ReasonWords>{
    {errors::v1::POINTS_TOO_FEW, StatusCode::kFailedPrecondition, Retry::kNo,
     {"积分不够[：要 {points} 分][，现在有 {balance} 分]。", "Not enough points[: it takes {points}][, you have {balance}]."},
     {"积分随记入的时长来；先看看别的礼品。", "Points come with hours that are recorded; look at other rewards meanwhile."}},
    {errors::v1::REWARD_OUT_OF_STOCK, StatusCode::kFailedPrecondition, Retry::kNo,
     {"[“{reward}”]已经兑完了。", "[{reward} is ]gone for now."},
     {"补货以后再来，或者换一样；积分没有动。", "Come back when there is more, or choose something else; your points are untouched."}},
    {errors::v1::REWARD_LIMIT_REACHED, StatusCode::kFailedPrecondition, Retry::kNo,
     {"[“{reward}”]每人限兑的次数到了[：{limit} 份]。", "You have had as many[ of {reward}][ as one person may: {limit}]."},
     {"留一些给别人，换一样试试。", "Leave some to others; choose something else."}},
    {errors::v1::REWARD_PRICE_CHANGED, StatusCode::kAborted, Retry::kNo,
     {"[“{reward}”]的积分刚刚改了[，现在要 {points} 分]，没有兑。", "The price[ of {reward}] has just changed[ to {points}]; nothing was redeemed."},
     {"看看新的积分，还要就再兑一次。", "Look at the new price and redeem again if you still want it."}},
    {errors::v1::REWARD_IS_CLOSED, StatusCode::kFailedPrecondition, Retry::kNo,
     {"[“{reward}”]已经下架。", "[{reward} is ]no longer offered."},
     {"换一样；以前兑的照样可以领。", "Choose something else; what was redeemed before can still be fetched."}},
    {errors::v1::REDEMPTION_WRONG_STATE, StatusCode::kFailedPrecondition, Retry::kNo,
     {"这一份[（{number}）]现在[是“{state}”，]办不了这一步。", "This cannot be done[ with {number}][: it is {state}]."},
     {"打开看看它到了哪一步。", "Open it to see how far it is."}},
    {errors::v1::PICK_UP_CODE_WRONG, StatusCode::kInvalidArgument, Retry::kNo,
     {"领取码不对[，还能试 {tries_left} 次]。", "The pick-up code is wrong[; {tries_left} tries left]."},
     {"请本人打开手机上的“积分”再念一遍。", "Ask the person to open Points on the phone and read it out again."}},
    {errors::v1::PICK_UP_CODE_LOCKED, StatusCode::kFailedPrecondition, Retry::kNo,
     {"这一份[（{number}）]的领取码试错五次，锁住了。", "The pick-up code[ of {number}] was wrong five times and is locked."},
     {"请本人取消，积分马上退回，再兑一次就有新码。", "Ask the person to cancel it: the points return at once, and redeeming again gives a new code."}},
  };
  return *words;
}
// clang-format on

}  // namespace diandan
