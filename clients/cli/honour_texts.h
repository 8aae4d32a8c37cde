// What the command line says about campaigns of selection, the red list, evaluation and stars, in zh-CN and
// en.
#pragma once

#include "services/base/words_table.h"

namespace diandan::cli {

// clang-format off
inline constexpr Wording kHeadCampaigns{"评选\t主办\t级别\t状态\t推荐时间\t公示天数\t编号", "campaign\theld by\ttier\tstate\tnominations\tnotice days\tid"};
inline constexpr Wording kHeadCategories{"类别\t对象\t村名额\t乡镇名额\t县名额\t编号", "category\twho\tvillage\ttownship\tcounty\tid"};
inline constexpr Wording kHeadNominations{"推荐谁\t类别\t评选\t从哪里\t状态\t轮到哪级\t公示到\t编号", "nominee\tcategory\tcampaign\tfrom\tstate\ttier\tnotice until\tid"};
inline constexpr Wording kHeadRedList{"称号\t姓名（名称）\t地方\t评选\t时间\t事迹", "title\tname\tplace\tcampaign\twhen\tdeeds"};
inline constexpr Wording kHeadHonourSteps{"哪级\t意见\t理由\t时候\t谁", "tier\tverdict\treason\twhen\twho"};
inline constexpr Wording kCampaignOpened{"评选开始了：{title}。", "Open: {title}."};
inline constexpr Wording kCampaignEndedNow{"评选结束了：{title}。", "Ended: {title}."};
inline constexpr Wording kCampaignOpenedNext{"推荐：diandan honour nominate {name} …", "Nominate: diandan honour nominate {name} …"};
inline constexpr Wording kNominated{"推荐好了，等本人同意；同意之前谁也看不到。", "Nominated; it waits for the nominee, and nobody sees it before they agree."};
inline constexpr Wording kNominatedOnPaper{"推荐好了，开始评了。签了字的纸请留着；本人要收回同意，用 diandan honour answer 编号 --no。", "Nominated, and under review. Please keep the signed paper; consent is taken back by diandan honour answer ID --no."};
inline constexpr Wording kNominatedResident{"居民 {name}，{day} 在纸上同意，{witness} 在场。", "Resident {name}, agreed on paper on {day} before {witness}."};
inline constexpr Wording kNominationIs{"{title}：现在{state}[，轮到{tier}]。", "{title}: {state} now[, at {tier}]."};
inline constexpr Wording kHonourDeeds{"事迹：{deeds}", "Deeds: {deeds}"};
inline constexpr Wording kHonourShownName{"公开时写：{name}", "In public: {name}"};
inline constexpr Wording kAskAward{"表彰 {title}？表彰后登上光荣榜。", "Award {title}? It then stands on the red list. "};
inline constexpr Wording kPosterWritten{"海报写好了：{file}", "Poster written: {file}"};
inline constexpr Wording kStarNone{"还没有评上星级，共 {time}[，离 1 星还差 {missing}]。", "No star yet, {time} in all[, {missing} to the first]."};
inline constexpr Wording kStarHas{"{stars} 星级志愿者，{since} 评定，共 {time}[，离 {next} 星还差 {missing}]。", "{stars} star(s) since {since}, {time} in all[, {missing} to {next}]."};
inline constexpr Wording kStarLowered{"原来是 {from} 星：{day} 有时长更正，降了下来。觉得不对，可以申请更正。", "It was {from}: a correction on {day} lowered it. If that is wrong, ask for a correction."};
inline constexpr Wording kHeadTerms{"权重\t值", "weight\tvalue"};
inline constexpr Wording kTermsSet{"评价的权重改好了，第 {version} 版。", "The weights of evaluation are set, version {version}."};
// clang-format on

}  // namespace diandan::cli
