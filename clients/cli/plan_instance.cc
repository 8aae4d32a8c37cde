#include "clients/cli/plan_instance.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "clients/cli/csv.h"
#include "google/protobuf/struct.pb.h"
#include "services/matching/plan/gmission.h"
#include "services/matching/plan/tree_simplex.h"

namespace diandan::cli {

namespace p = matching::plan;

namespace {

constexpr char kModel[] = "gmission";

constexpr Wording kWantLines{"空文件：第一行写志愿者数、任务数、上限、容量总数",
                             "an empty file: its first line is workers, tasks, utility and capacities"};
constexpr Wording kWantDecimal{"要写数，例如 4.25", "a number such as 4.25"};
constexpr Wording kWantWhole{"要写整数，例如 300", "a whole number such as 300"};
constexpr Wording kWantWithin{"要在 {low} 到 {high} 之间", "{low} to {high}"};
constexpr Wording kWantKind{"w（志愿者）或 t（任务）", "w (a worker) or t (a task)"};
constexpr Wording kWantCount{"第一行说 {kind} 有 {high} 行，这里数到 {value} 行",
                             "the first line promises {high} lines of {kind}, here are {value}"};
constexpr Wording kWantLineEnd{"这一行多出来了，去掉", "more than the line has; leave it out"};
constexpr Wording kWorth{
    "总价值 {worth}，配成 {pairs} 对（{workers} 名志愿者，{tasks} 个任务，可配 {possible} 对），求解 {ms} "
    "毫秒。",
    "Total value {worth}, {pairs} pairs ({workers} workers, {tasks} tasks, {possible} possible pairs), "
    "solved in "
    "{ms} ms."};
constexpr Wording kRounded{
    "小数太长，每一对按 1/{scale} 取整，最多差半个单位。",
    "Too many decimals: each pair is rounded to 1/{scale}, off by half of that at most."};

Status Told(const Context& context, const p::CrowdFault& fault) {
  using Wish = p::CrowdFault::Wish;
  const Wording* want = nullptr;
  switch (fault.wish) {
    case Wish::kNone:
      return absl::OkStatus();
    case Wish::kText:
      want = &kWantLines;
      break;
    case Wish::kNumber:
      want = &kWantDecimal;
      break;
    case Wish::kWhole:
      want = &kWantWhole;
      break;
    case Wish::kWithin:
      want = &kWantWithin;
      break;
    case Wish::kKind:
      want = &kWantKind;
      break;
    case Wish::kMoreLines:
      want = &kWantCount;
      break;
    case Wish::kEnd:
      want = &kWantLineEnd;
      break;
  }
  const std::string field = absl::StrCat("FILE:", fault.line, fault.field.empty() ? "" : ":", fault.field);
  return InvalidField(field, fault.value,
                      context.Say(*want, {{"low", absl::StrCat(fault.low)},
                                          {"high", absl::StrCat(fault.high)},
                                          {"kind", fault.field},
                                          {"value", fault.value}}));
}

void Show(Context& context, const p::Crowd& crowd, const p::Flow& flow, absl::Duration took) {
  const p::CrowdWorth worth = p::WorthOf(crowd, flow);
  const std::string value = p::WorthText(worth.units, crowd.scale);
  const std::string ms = absl::StrFormat("%.1f", absl::ToDoubleMilliseconds(took));
  google::protobuf::Struct told;
  auto& fields = *told.mutable_fields();
  fields["totalValue"].set_string_value(value);
  fields["pairs"].set_number_value(worth.pairs);
  fields["workers"].set_number_value(crowd.workers);
  fields["tasks"].set_number_value(crowd.tasks);
  fields["possiblePairs"].set_number_value(double(crowd.network.arcs.size()));
  fields["exact"].set_bool_value(crowd.exact);
  fields["milliseconds"].set_number_value(absl::ToDoubleMilliseconds(took));
  context.out.Done(told,
                   context.Say(kWorth, {{"worth", value},
                                        {"pairs", absl::StrCat(worth.pairs)},
                                        {"workers", absl::StrCat(crowd.workers)},
                                        {"tasks", absl::StrCat(crowd.tasks)},
                                        {"possible", absl::StrCat(crowd.network.arcs.size())},
                                        {"ms", ms}}),
                   {value, absl::StrCat(worth.pairs), ms});
  if (!crowd.exact) context.out.Note(context.Say(kRounded, {{"scale", absl::StrCat(crowd.scale)}}));
}

}  // namespace

Status PlanInstance(Context& context, const std::string& path, const std::string& model) {
  if (path.empty()) return InvalidField("--instance", "", "required");
  if (model != kModel) return InvalidField("--model", model, absl::StrCat("one_of:", kModel));
  DD_ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(path));
  const p::Crowd crowd = p::ReadGMission(text);
  DD_RETURN_IF_ERROR(Told(context, crowd.fault));
  const absl::Time started = absl::Now();
  p::TreeSimplex simplex(crowd.network);
  DD_RETURN_IF_ERROR(simplex.Solve({}));
  const p::Flow flow = simplex.Result(crowd.network);
  Show(context, crowd, flow, absl::Now() - started);
  return absl::OkStatus();
}

}  // namespace diandan::cli
