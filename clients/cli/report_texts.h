// What `diandan report` says.
#pragma once

#include "services/base/words_table.h"

namespace diandan::cli {

// clang-format off
inline constexpr Wording kReportHead{"{name} {from} 到 {until}：点单 {placed} 单，完成 {completed} 单，服务 {people} 人次；志愿者 {volunteers} 人，{hours}。", "{name}, {from} to {until}: {placed} orders placed, {completed} completed, {people} people served; {volunteers} volunteers, {hours}."};
inline constexpr Wording kReportAsOf{"数据截至 {time}（{positions}）", "As of {time} ({positions})"};
inline constexpr Wording kReportTyped{"每结一单手工录入 {mean} 项（{orders} 单）。", "{mean} fields typed per closed order ({orders} orders)."};
inline constexpr Wording kHeadReportLines{"地方或单位\t点单\t完成\t服务人次\t志愿者\t时长\t按期记录", "place or unit\tplaced\tcompleted\tpeople served\tvolunteers\thours\tin time"};
inline constexpr Wording kHeadReportDuties{"任务\t已完成\t应完成\t缺口", "duty\tmet\tof\tmissing"};
inline constexpr Wording kReportMoreGaps{"{names} 等共 {count} 处", "{names} … {count} in all"};
inline constexpr Wording kReportWritten{"写好了：{file}", "Written: {file}"};
// clang-format on

}  // namespace diandan::cli
