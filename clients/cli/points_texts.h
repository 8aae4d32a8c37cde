// What the command line says about points and rewards, in zh-CN and en.
#pragma once

#include "services/base/words_table.h"

namespace diandan::cli {

// clang-format off
inline constexpr Wording kPointsSays{"现在有 {balance} 分可兑[，{held} 分在等领取的礼品里][，欠 {owed} 分，从下次得的里扣]；本月得了 {month} 分[，封顶 {cap}]。", "{balance} points to redeem[, {held} in rewards to be fetched][, {owed} owed, taken from what is earned next]; {month} earned this month[ of at most {cap}]."};
inline constexpr Wording kPointsLot{"其中 {points} 分到 {day} 过期。", "{points} of them expire on {day}."};
inline constexpr Wording kHeadPoints{"时间\t怎么来的\t积分\t哪一单或哪样礼品\t到期", "time\twhat\tpoints\tfor what\texpires"};
inline constexpr Wording kPointsNone{"这个县还没有设积分。", "This county gives no points yet."};
inline constexpr Wording kPointsWait{"{who}提出的放宽（{names}）等另一位管理员同意，{until} 过期：diandan points policy confirm", "What {who} loosens ({names}) waits for another administrator until {until}: diandan points policy confirm"};
inline constexpr Wording kWantShare{"写成 名称=百分数，例如 haircut=150", "NAME=PERCENT, e.g. haircut=150"};
inline constexpr Wording kHeadRewards{"礼品\t积分\t还有\t待领\t已领\t每人\t在哪里领\t状态\t名称", "reward\tpoints\tleft\theld\thanded\teach\twhere\tstate\tname"};
inline constexpr Wording kRewardSaved{"“{title}”：{points} 分一份，还有 {stock} 份。", "{title}: {points} points each, {stock} left."};
inline constexpr Wording kRewardClosed{"“{title}”下架了；兑过的照样可以领。", "{title} is closed; what was redeemed can still be fetched."};
inline constexpr Wording kRedeemed{"兑好了：{title}，编号 {number}，领取码 {code}。{day} 以前到{place}领[（{note}）]。", "Redeemed: {title}, number {number}, pick-up code {code}. Fetch it at {place}[ ({note})] by {day}."};
inline constexpr Wording kPickedUp{"{number} 交给本人了：{title}。", "{number} handed over: {title}."};
inline constexpr Wording kRedemptionCancelled{"{number} 取消了，{points} 分退回。", "{number} is cancelled; {points} points are back."};
inline constexpr Wording kAskCancelRedemption{"取消 {number}（{title}）？积分马上退回。", "Cancel {number} ({title})? The points return at once. "};
inline constexpr Wording kHeadRedemptions{"编号\t礼品\t谁\t积分\t状态\t领取码\t在哪里领\t最晚", "number\treward\twho\tpoints\tstate\tcode\twhere\tby"};
// clang-format on

}  // namespace diandan::cli
