#include "services/matching/simulate/report_text.h"

#include <cmath>
#include <map>

#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

namespace diandan::matching::simulate {
namespace {

enum class Unit { kRatio, kShare, kKm, kTimes, kHours };

struct FigureWords {
  Wording name, meaning;
  Unit unit;
};

// clang-format off
const std::map<int, FigureWords>& Figures() {
  static const auto* figures = new std::map<int, FigureWords>{
    {v1::GINI, {{"轮得均不均（基尼系数）", "How unevenly it falls (Gini)"}, {"各队接的半天 ÷ 说好的半天；0 是人人一样，1 是一队全包", "Half-days accepted per half-day declared; 0 = all alike, 1 = one team does everything"}, Unit::kRatio}},
    {v1::TOP_TENTH_SHARE, {{"最忙一成队伍做了多少", "Work done by the busiest tenth"}, {"占全部接下的半天", "Of all half-days accepted"}, Unit::kShare}},
    {v1::NEVER_USED, {{"从没轮到的队", "Teams that never had a turn"}, {"整段时间一单也没接到", "Not one order in the whole time"}, Unit::kShare}},
    {v1::MEAN_KM, {{"平均走多远", "Distance on average"}, {"从接单的队到那一家所在的点", "From the team that accepted to the village group's point"}, Unit::kKm}},
    {v1::OFFERS_PER_ORDER, {{"一单要问几支队", "Offers an order"}, {"平均", "On average"}, Unit::kTimes}},
    {v1::TAKEN_AT_FIRST, {{"头一次问就有人接", "Taken at the first asking"}, {"占全部的单", "Of all orders"}, Unit::kShare}},
    {v1::FOURTH_OFFER, {{"要问到第四次", "Needed a fourth offer"}, {"占全部的单", "Of all orders"}, Unit::kShare}},
    {v1::LOST, {{"到时候还没人接", "Nobody in time"}, {"占全部的单", "Of all orders"}, Unit::kShare}},
    {v1::NOT_SERVED, {{"接了却没去成", "Accepted and then not served"}, {"占全部的单", "Of all orders"}, Unit::kShare}},
    {v1::WAIT_HOURS, {{"等多久有人接", "Wait until somebody accepts"}, {"从下单到接单，平均", "From placing to accepting, on average"}, Unit::kHours}},
    {v1::WAIT_HOURS_SLOWEST, {{"等得最久的一成", "The slowest tenth waits"}, {"至少这么久", "At least this long"}, Unit::kHours}},
    {v1::WAIT_HOURS_WORST_TOWNSHIP, {{"等得最久的乡镇", "The township that waits longest"}, {"那里的平均；不到十单的乡镇不算", "On average there; townships with fewer than ten orders are left out"}, Unit::kHours}}};
  return *figures;
}

struct AssumptionWords {
  Wording name, reads;  // `$0` in reads: the value; `$e`: what exp(-value/100) leaves, in per cent
};
const std::map<std::string, AssumptionWords>& AssumptionTable() {
  static const auto* words = new std::map<std::string, AssumptionWords>{
    {"willing_low_percent", {{"最不容易答应的队，歇好了、就在门口，答应的可能", "Least willing team, rested, next door, says yes with"}, {"$0%", "$0 %"}}},
    {"willing_high_percent", {{"最容易答应的队，同样情形", "Most willing team, the same"}, {"$0%", "$0 %"}}},
    {"tiring", {{"一直接满的队，答应的可能只剩", "Of a team that is always full, says yes"}, {"歇好时的 $e%", "$e % as often as rested"}}},
    {"memory_days", {{"多久前的活还觉得累", "How long work is felt"}, {"$0 天减到三分之一", "a third after $0 days"}}},
    {"distance", {{"每远 10 公里，答应的可能只剩", "Every 10 km further, says yes"}, {"原来的 $e%", "$e % as often"}}},
    {"silent_percent", {{"不接的里面，不回话等到过期的", "Of those who do not accept, say nothing"}, {"$0%", "$0 %"}}},
    {"answer_minutes", {{"回话要多久", "Time to an answer"}, {"平均 $0 分钟", "$0 minutes on average"}}},
    {"no_show_percent", {{"接了却没去成", "Accepted, then nobody comes"}, {"$0%", "$0 %"}}},
    {"lead_low_days", {{"最迟提前几天下单", "Placed at least ahead"}, {"$0 天", "$0 days"}}},
    {"lead_high_days", {{"最早提前几天下单", "Placed at most ahead"}, {"$0 天", "$0 days"}}},
    {"weekend_percent", {{"周末的单，比平日", "Orders at weekends, of a weekday's"}, {"$0%", "$0 %"}}},
    {"returning_percent", {{"以前下过单的人家", "Households that have ordered before"}, {"$0%", "$0 %"}}},
    {"capacity_low", {{"各队说好的半天，最少", "Half-days a team declares, least"}, {"一周 $0 个", "$0 a week"}}},
    {"capacity_high", {{"各队说好的半天，最多", "Half-days a team declares, most"}, {"一周 $0 个", "$0 a week"}}},
    {"people_spread", {{"人家离镇上多散", "How far homes lie from the township's seat"}, {"标准差 $0 百米", "standard deviation $0 hundred metres"}}},
    {"team_spread", {{"队伍离镇上多散", "How far teams lie from it"}, {"标准差 $0 百米", "standard deviation $0 hundred metres"}}},
    {"teams_near_people_percent", {{"人多的镇队也多的程度", "Teams that are where the people are"}, {"$0%", "$0 %"}}},
    {"skills_low", {{"一支队会做几类事，最少", "Kinds of service a team does, least"}, {"12 类里 $0 类", "$0 of 12"}}},
    {"skills_high", {{"一支队会做几类事，最多", "Kinds of service a team does, most"}, {"12 类里 $0 类", "$0 of 12"}}}};
  return *words;
}

const std::map<std::string, Wording>& Weights() {
  static const auto* weights = new std::map<std::string, Wording>{
    {"points_per_km", {"每公里", "Each kilometre"}}, {"distance_cap", {"距离最多算", "Distance at most"}},
    {"township_km", {"同镇没有坐标按几公里", "Same township, no coordinates, km"}}, {"county_km", {"同县没有坐标按几公里", "Same county, no coordinates, km"}},
    {"rating", {"评价差最多加", "Poor ratings add up to"}}, {"rating_prior_count", {"新队先当有几次评价", "A new team counts as rated so often"}},
    {"rating_prior_percent", {"其中好评占（%）", "of which good (%)"}}, {"load", {"负荷满了加", "A full load adds"}},
    {"load_cap", {"公平最多让", "Fairness at most"}}, {"load_weeks", {"负荷看几周", "Load looks at so many weeks"}},
    {"assumed_weekly_slots", {"没说的队按一周几个半天", "Half-days assumed where none are declared"}},
    {"language_unmet", {"不会要的话加", "Language missing adds"}}, {"gender_unmet", {"没有女同志加", "No woman adds"}},
    {"skill_experience", {"做过这类事减", "Has done this takes off"}}, {"client_experience", {"去过这一家减", "Has been there takes off"}},
    {"same_village", {"本村减", "Same village takes off"}}, {"same_township", {"本镇减", "Same township takes off"}},
    {"evenness", {"全县排单时，一周里每多一个半天加", "In a county plan, each further half-day of a week adds"}}, {"routine_weight", {"全县排单时，平时的单排不上算", "In a county plan, a routine order without a team counts"}},
    {"urgent_weight", {"全县排单时，急的单排不上算", "In a county plan, an urgent order without a team counts"}}, {"weight_per_day", {"全县排单时，每多等一天再加", "In a county plan, each day of waiting adds"}},
    {"automatic", {"自动问队", "Asks by itself"}}, {"routine_size", {"平时一次问几支队", "Teams asked at once"}}, {"urgent_size", {"急的一次问几支队", "Teams asked at once when urgent"}},
    {"village_percent", {"村里等多久（剩下时间的 %）", "Village waits (% of the time left)"}}, {"township_percent", {"镇里等多久（剩下时间的 %）", "Township waits (% of the time left)"}},
    {"county_percent", {"县里等多久（剩下时间的 %）", "County waits (% of the time left)"}}, {"shortest_minutes", {"最短等几分钟", "Shortest wait, minutes"}},
    {"routine_target_percent", {"平时要有几成把握有人接（%）", "Chance aimed at that somebody takes it (%)"}}, {"urgent_target_percent", {"急的要有几成把握有人接（%）", "Chance aimed at when urgent (%)"}},
    {"prior_asked_count", {"没问过的队先当问过几次", "A team counts as asked so often"}}, {"prior_taken_count", {"其中先当接了几次", "of which taken"}},
    {"growth_size", {"同一级每多一轮多问几支队", "Teams more with each wave of a level"}}, {"routine_most_size", {"平时一次最多问几支队", "Teams asked at once at most"}},
    {"urgent_most_size", {"急的一次最多问几支队", "Teams asked at once at most when urgent"}}, {"weekly_ask_count", {"一支队 7 天最多问几次", "A team is asked in 7 days at most"}},
    {"open_offer_count", {"一支队同时最多问几单", "Offers a team thinks about at most"}}, {"floor_days", {"几天没问过就轮到", "A turn after so many days without an offer"}},
    {"floor_km", {"轮到的队最多远几公里", "A turn may be farther, km"}}, {"emergency_size", {"应急一次最多问几支队", "Teams asked at once in an emergency"}},
    {"emergency_minutes", {"应急等几分钟", "An emergency's offer is open, minutes"}},
    {"low_served_extra_teams", {"办成得少的镇，一次多问几支队", "Teams asked more where residents are served less"}}, {"low_served_min_orders", {"几单以上才说一个镇办成得少", "A township is judged from so many orders on"}},
    {"low_served_margin_percent", {"比全县至少低几个百分点", "So many percentage points below the county at least"}}, {"window_days", {"办成率看最近几天的单", "Rates look at orders of so many days"}},
    {"prior_orders", {"每个镇先按全县的样子算几单", "A township starts with so many orders like its county's"}}};
  return *weights;
}
// clang-format on

std::string Number(Unit unit, double value, bool sign, Language language) {
  const bool english = language == Language::kEnglish;
  // Signs as typeset, so that minus and hyphen differ.
  const std::string head = !sign ? "" : value > 0 ? "+" : value < 0 ? "−" : "±";
  const double size = sign ? std::abs(value) : value;
  if (unit == Unit::kRatio) return head + absl::StrFormat("%.3f", size);
  if (unit == Unit::kTimes) return head + absl::StrFormat("%.2f", size);
  if (unit == Unit::kKm) return head + absl::StrFormat("%.2f %s", size, english ? "km" : "公里");
  if (unit == Unit::kHours) return head + absl::StrFormat("%.1f %s", size, english ? "h" : "小时");
  if (sign) return head + absl::StrFormat("%.1f %s", size * 100, english ? "pp" : "个百分点");
  return absl::StrFormat(english ? "%.1f %%" : "%.1f%%", size * 100);
}

}  // namespace

std::string In(const Wording& wording, Language language) {
  return language == Language::kEnglish ? wording.en : wording.zh;
}

std::string Escaped(const std::string& text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
}

std::string NameOf(v1::SimulatedFigure figure, Language language) {
  return In(Figures().at(figure).name, language);
}
std::string MeaningOf(v1::SimulatedFigure figure, Language language) {
  return In(Figures().at(figure).meaning, language);
}
std::string Reads(v1::SimulatedFigure figure, int32_t value, Language language) {
  return Number(Figures().at(figure).unit, value / 10'000.0, false, language);
}
std::string ReadsDifference(v1::SimulatedFigure figure, int32_t value, Language language) {
  return Number(Figures().at(figure).unit, value / 10'000.0, true, language);
}
int Goodness(v1::SimulatedFigure figure, int direction) {
  return figure == v1::TAKEN_AT_FIRST ? direction : -direction;
}

std::string AssumptionName(const std::string& assumption, Language language) {
  const auto found = AssumptionTable().find(assumption);
  return found == AssumptionTable().end() ? assumption : In(found->second.name, language);
}
std::string AssumptionReads(const std::string& assumption, int32_t value, Language language) {
  const auto found = AssumptionTable().find(assumption);
  const std::string text = found == AssumptionTable().end() ? "$0" : In(found->second.reads, language);
  const auto left = std::lround(100 * std::exp(-value / 100.0));
  return absl::StrReplaceAll(text, {{"$0", std::to_string(value)}, {"$e", std::to_string(left)}});
}

std::string WeightName(const std::string& field, Language language) {
  const auto found = Weights().find(field);
  return found == Weights().end() ? field : In(found->second, language);
}

}  // namespace diandan::matching::simulate
