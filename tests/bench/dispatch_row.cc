// A whole county planned as the service plans it: asks, pairs by the county's rules and points, the flow,
// every reason, remedy and figure, and the pieces that are kept. Time and memory, without the database.
#include <malloc.h>

#include <fstream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/matching/plan/random.h"
#include "services/matching/plan_maker.h"
#include "services/matching/plan_rules.h"
#include "services/matching/weights_rules.h"
#include "tests/bench/reference.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

namespace m = matching;

constexpr CountyId kPlannedCounty = 990101;
constexpr int kPlannedTownships = 16, kVillagesEach = 12, kPlannedSkills = 12;

// 80 by 60 kilometres, sixteen townships; two weeks of orders, teams that give one to eight half-days a week.
m::PlanInputs DrawInputs(int orders, int teams) {
  m::plan::Draw draw(1);
  const absl::Time now = absl::FromCivil(absl::CivilHour(2026, 12, 1, 8), ChinaTime());
  m::PlanInputs inputs;
  inputs.county = kPlannedCounty;
  inputs.now = now;
  inputs.weights = m::DefaultWeights();
  auto number = [&](int64_t low, int64_t high) { return static_cast<int32_t>(draw.Between(low, high)); };
  auto place = [&] {
    return absl::StrCat("c.t", number(1, kPlannedTownships), ".v", number(1, kVillagesEach));
  };
  auto skill = [&] { return absl::StrCat("skill", number(1, kPlannedSkills)); };
  for (int i = 0; i < orders; ++i) {
    m::OpenOrder& order = inputs.orders.emplace_back();
    order.id = DeriveUuid(Uuid{}, absl::StrCat("order", i));
    order.facts.set_number(absl::StrCat(i));
    order.facts.set_skill(skill());
    order.facts.set_station_path(place());
    order.facts.mutable_point()->set_lat_milli(43'000 + number(0, 540));
    order.facts.mutable_point()->set_lng_milli(120'000 + number(0, 980));
    order.facts.set_urgency(number(1, 10) == 1 ? orders::v1::URGENT : orders::v1::ROUTINE);
    *order.facts.mutable_placed_time() = ToTimestamp(now - absl::Hours(number(0, 300)));
    auto& session = *order.facts.add_sessions();
    const absl::Time start = now + absl::Hours(24 * number(1, 13)) + absl::Hours(number(0, 2) * 5);
    *session.mutable_start_time() = ToTimestamp(start);
    *session.mutable_end_time() = ToTimestamp(start + absl::Hours(number(1, 20) == 1 ? 8 : 2));
  }
  for (int i = 0; i < teams; ++i) {
    m::Team& team = inputs.teams.emplace_back();
    team.id = DeriveUuid(Uuid{}, absl::StrCat("team", i));
    team.name = absl::StrCat("team ", i);
    team.place = m::PlaceOf(place());
    team.point = m::Point{43'000 + number(0, 540), 120'000 + number(0, 980)};
    for (int k = number(1, 3); k > 0; --k) team.skills.push_back(skill());
    team.weekly_slots = number(1, 8);
  }
  return inputs;
}

int64_t KilobytesOf(const char* what) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind(what, 0) != 0) continue;
    int64_t kilobytes = 0;
    for (absl::string_view word : absl::StrSplit(line, absl::ByAnyChar(" \t"), absl::SkipEmpty()))
      if (absl::SimpleAtoi(word, &kilobytes)) return kilobytes;
  }
  return 0;
}

struct Dispatched {
  double whole = 0, solving = 0, joining = 0, exact = 0;
  std::string told;
};

// The plan of all orders but the last.
m::MadePlan Plan(const m::PlanInputs& inputs, Dispatched& took) {
  m::MadePlan made;
  took.whole = CpuSecondsOf([&] {
    const m::PlanProblem problem(inputs);
    StatusOr<m::SolvedPlan> solved = absl::UnknownError("");
    took.solving = CpuSecondsOf([&] { solved = m::SolvePlan(problem, {}); });
    if (!solved.ok()) throw std::runtime_error(solved.status().ToString());
    made = m::Describe(problem, *solved, {});
    size_t bytes = 0;
    for (const auto& part : m::PartsOf(Uuid{}, made.lines, made.teams)) bytes += part.ByteSizeLong();
    const auto& figures = made.head.figures();
    took.told = absl::StrFormat("%d of %d recommended, gap %.2f %%, solving %.2f s, kept %.1f MB",
                                figures.recommended(), figures.orders(), figures.gap() / 100.0, took.solving,
                                bytes / 1e6);
  });
  return made;
}

// One order more in the plan as it is kept, up to the new one's pieces.
void Join(const m::MadePlan& kept, const m::OpenOrder& order, Dispatched& took) {
  took.joining = CpuSecondsOf([&] {
    m::PlanInputs inputs = m::InputsOf(kPlannedCounty, kept.head, kept.lines, kept.teams);
    inputs.orders.push_back(order);
    const m::PlanProblem problem(inputs);
    const m::SolvedPlan before = m::SolvedOf(problem, kept.head, kept.lines, kept.teams);
    StatusOr<m::SolvedPlan> solved = absl::UnknownError("");
    took.exact = CpuSecondsOf([&] { solved = m::Join(problem, before, problem.OrderAt(order.id)); });
    if (!solved.ok()) throw std::runtime_error(solved.status().ToString());
    const m::MadePlan made = m::Describe(problem, *solved, kept.lines);
    m::PartsOf(Uuid{}, made.lines, made.teams);
  });
}

}  // namespace

std::vector<Row> BenchDispatch(const Settings& settings) {
  std::vector<double> seconds, joining, exact;
  Dispatched took;
  double peak = 0;
  for (int round = 0; round < std::min(settings.rounds, 3); ++round) {
    m::PlanInputs inputs = DrawInputs(10'001, 5'000);
    auto last = std::find_if(inputs.orders.rbegin(), inputs.orders.rend(), [](const m::OpenOrder& order) {
      const auto& session = order.facts.sessions(0);
      return session.end_time().seconds() - session.start_time().seconds() == 2 * 3600;
    });
    std::swap(*last, inputs.orders.back());
    const m::OpenOrder joins = inputs.orders.back();
    inputs.orders.pop_back();
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << "5";  // the peak is counted from here
    const m::MadePlan made = Plan(inputs, took);
    Join(made, joins, took);
    peak = std::max(peak, KilobytesOf("VmHWM:") / 1000.0);
    seconds.push_back(took.whole);
    joining.push_back(took.joining);
    exact.push_back(took.exact);
  }
  return {{"dispatch", Median(seconds), "s", "", {}, took.told},
          {"dispatch_memory",
           peak,
           "MB",
           "at most 300 MB",
           {},
           "10,000 orders, 5,000 teams: the whole process at its peak, planning and joining"},
          {"dispatch_join",
           Median(joining),
           "s",
           "",
           {},
           absl::StrFormat("one order more in that plan as it is kept, every line told anew; of it %.2f s to "
                           "read all pairs and join",
                           Median(exact))}};
}

}  // namespace diandan::bench
