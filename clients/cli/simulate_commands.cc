// simulate, simulation: what other weights would do, before anybody changes them. A made-up county is
// replayed here and needs no server; the county's own orders are replayed by the server and kept there.
#include <algorithm>
#include <fstream>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/order_text.h"
#include "clients/cli/policy_text.h"
#include "clients/cli/prompt.h"
#include "clients/cli/texts.h"
#include "diandan/matching/v1/matching_service.grpc.pb.h"
#include "diandan/matching/v1/simulation_service.grpc.pb.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/base/validate.h"
#include "services/matching/simulate/behaviour.h"
#include "services/matching/simulate/compare.h"
#include "services/matching/simulate/report.h"
#include "services/matching/simulate/report_text.h"

namespace diandan::cli {

namespace m = matching::v1;
namespace sim = matching::simulate;

namespace {

constexpr int kUsualDays = 60, kUsualOrders = 60, kUsualTeams = 400, kUsualSeeds = 20, kMostThreads = 2;
using Simulations = m::SimulationService::Stub;

// What was typed. Numbers are 0 where nothing was.
struct Typed {
  std::vector<std::string> a, b;
  std::string behaviour, report;
  bool history = false, quick = false;
  int days = 0, orders = 0, teams = 0, seeds = 0, first_seed = 0;
};

m::SimulationSetup SetupOf(const Typed& typed) {
  m::SimulationSetup setup;
  setup.set_history(typed.history);
  setup.set_days(typed.days == 0 ? kUsualDays : typed.days);
  if (!typed.history) {
    setup.set_orders_per_day(typed.orders == 0 ? kUsualOrders : typed.orders);
    setup.set_teams(typed.teams == 0 ? kUsualTeams : typed.teams);
  }
  setup.set_seeds(typed.seeds == 0 ? kUsualSeeds : typed.seeds);
  setup.set_first_seed(typed.first_seed == 0 ? 1 : typed.first_seed);
  setup.set_sensitivity(!typed.quick);
  return setup;
}

StatusOr<m::Weights> WeightsAt(Context& context, int version) {
  m::GetWeightsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_version(version);
  m::Weights weights;
  DD_RETURN_IF_ERROR(context.Read(&m::MatchingService::Stub::GetWeights, request, &weights));
  return weights;
}

// "built-in", "current", "3", a file of settings, "load=300"; each changes what those before it made.
Status Adopt(Context& context, const std::string& flag, const std::string& word, m::Weights& weights) {
  int version = 0;
  if (word == "built-in") {
    weights = sim::BuiltInWeights();
  } else if (word == "current" || absl::SimpleAtoi(word, &version)) {
    DD_ASSIGN_OR_RETURN(weights, WeightsAt(context, version));
  } else if (absl::StrContains(word, '=')) {
    DD_RETURN_IF_ERROR(SetOne(context, flag, word, kWantWeights, weights));
  } else {
    DD_ASSIGN_OR_RETURN(const std::string text, ReadLines(flag, word));
    for (absl::string_view line : absl::StrSplit(text, '\n')) {
      line = absl::StripAsciiWhitespace(line.substr(0, line.find('#')));
      if (!line.empty()) DD_RETURN_IF_ERROR(SetOne(context, flag, std::string(line), kWantWeights, weights));
    }
  }
  return absl::OkStatus();
}

StatusOr<m::Weights> WeightsFrom(Context& context, const std::string& flag,
                                 const std::vector<std::string>& words, m::Weights weights) {
  const std::string before = weights.SerializeAsString();
  const int32_t version = weights.version();
  for (const std::string& word : words) DD_RETURN_IF_ERROR(Adopt(context, flag, word, weights));
  // Changed by hand it is no version any more.
  if (weights.version() == version && weights.SerializeAsString() != before) weights.clear_version();
  DD_RETURN_IF_ERROR(Validate(weights));
  return weights;
}

StatusOr<m::SimulationBehaviour> BehaviourFrom(const std::string& file) {
  if (file.empty()) return sim::CommittedBehaviour();
  DD_ASSIGN_OR_RETURN(const std::string text, ReadLines("--behaviour", file));
  return sim::ParseBehaviour(text);
}

Status WriteReport(Context& context, const m::Simulation& simulation, const std::string& to) {
  if (to.empty()) return absl::OkStatus();
  sim::ReportHead head{.date = absl::ToCivilDay(context.now(), ChinaTime()), .language = context.language()};
  std::ofstream out(to, std::ios::binary);
  out << sim::ReportHtml(simulation, head);
  if (!out.flush()) return InvalidField("--report", to, "file_writable");
  context.out.Note(context.Say(kSimulationReport, {{"file", to}}));
  return absl::OkStatus();
}

void Tell(Context& context, const m::Simulation& simulation) {
  Table table{.head = absl::StrSplit(context.Say(kHeadSimulated), '\t'), .right = {1, 2, 3}};
  const Language language = context.language();
  for (const auto& one : simulation.figures()) {
    const int good = sim::Goodness(one.figure(), sim::DirectionOf(one));
    table.rows.push_back(
        {context.for_scripts() ? m::SimulatedFigure_Name(one.figure()) : sim::NameOf(one.figure(), language),
         sim::Reads(one.figure(), one.policy_a().mean(), language),
         sim::Reads(one.figure(), one.policy_b().mean(), language),
         sim::ReadsDifference(one.figure(), one.difference().mean(), language),
         context.Say(good > 0   ? kSimulatedBetter
                     : good < 0 ? kSimulatedWorse
                                : kSimulatedSame)});
  }
  context.out.Show(simulation, table);
  if (context.out.format() == Format::kTable) context.out.Line("\n" + sim::VerdictOf(simulation, language));
}

void TellProgress(Context& context, int done, int all) {
  context.out.Progress(context.Say(kSimulating, {{"done", absl::StrCat(done)}, {"all", absl::StrCat(all)}}),
                       done == all);
}

StatusOr<m::Simulation> SimulateHere(Context& context, const m::SimulatePolicyRequest& request) {
  const sim::Question question{.policy_a = request.policy_a(),
                               .policy_b = request.policy_b(),
                               .behaviour = request.behaviour(),
                               .setup = request.setup()};
  DD_RETURN_IF_ERROR(sim::CheckQuestion(question, 0));
  const int threads = std::clamp<int>(int(std::thread::hardware_concurrency()), 1, kMostThreads);
  DD_ASSIGN_OR_RETURN(
      m::Simulation simulation,
      sim::Compare(question, {.progress = [&](int done, int all) { TellProgress(context, done, all); },
                              .threads = threads}));
  *simulation.mutable_create_time() = ToTimestamp(context.now());
  return simulation;
}

StatusOr<m::Simulation> SimulateThere(Context& context, m::SimulatePolicyRequest request) {
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  m::Simulation simulation;
  DD_RETURN_IF_ERROR(context.client().Follow(&Simulations::SimulatePolicy, request,
                                             [&](const m::SimulatePolicyResponse& told) {
                                               TellProgress(context, told.done(), told.all());
                                               if (told.has_simulation()) simulation = told.simulation();
                                             }));
  return simulation;
}

Status Simulate(Context& context, const Typed& typed) {
  m::SimulatePolicyRequest request;
  request.set_request_id(context.request_id().ToString());
  m::Weights start = sim::BuiltInWeights();
  if (typed.history) {
    DD_ASSIGN_OR_RETURN(start, WeightsAt(context, 0));
  }
  DD_ASSIGN_OR_RETURN(*request.mutable_policy_a(), WeightsFrom(context, "--a", typed.a, start));
  DD_ASSIGN_OR_RETURN(*request.mutable_policy_b(), WeightsFrom(context, "--b", typed.b, request.policy_a()));
  *request.mutable_setup() = SetupOf(typed);
  DD_ASSIGN_OR_RETURN(*request.mutable_behaviour(), BehaviourFrom(typed.behaviour));
  if (context.settings.dry_run) return context.ShowUnsent(request);
  DD_ASSIGN_OR_RETURN(const m::Simulation simulation,
                      typed.history ? SimulateThere(context, request) : SimulateHere(context, request));
  Tell(context, simulation);
  if (!simulation.name().empty())
    context.out.Note(context.Say(kSimulationNext, {{"name", simulation.name()}}));
  return WriteReport(context, simulation, typed.report);
}

Status ListKept(Context& context) {
  m::ListSimulationsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  m::ListSimulationsResponse all;
  DD_RETURN_IF_ERROR(context.ReadAll(&Simulations::ListSimulations, request, &all));
  Table table{.head = absl::StrSplit(context.Say(kHeadSimulations), '\t'), .right = {4}};
  for (const m::Simulation& one : all.simulations()) {
    table.rows.push_back({one.name(), SayStamp(context, one.create_time()),
                          absl::StrCat(one.policy_a().version()), absl::StrCat(one.policy_b().version()),
                          absl::StrCat(one.setup().seeds()), sim::HeadlineOf(one, context.language())});
  }
  context.out.Show(all, table);
  return absl::OkStatus();
}

Status Report(Context& context, const std::string& name, const std::string& to) {
  m::GetSimulationRequest request;
  request.set_name(name);
  m::Simulation simulation;
  DD_RETURN_IF_ERROR(context.Read(&Simulations::GetSimulation, request, &simulation));
  Tell(context, simulation);
  return WriteReport(context, simulation, to);
}

}  // namespace

void AddSimulateCommands(Command& root, Context& context) {
  static constexpr Wording kReport{"把报告写进这个 HTML 文件", "Write the report into this HTML file"};
  Command& simulate = root.Sub(
      "simulate", {"先模拟，再改派单的规则", "Replay a county under two policies before you change one"});
  auto a = simulate.Options(
      "--a", "WEIGHTS",
      {"规则 A：built-in、current、版本号、文件，或 load=0 这样的一项；可以写几次",
       "Policy A: built-in, current, a version, a file, or one setting such as load=0; may be repeated"});
  auto b = simulate.Options("--b", "WEIGHTS",
                            {"规则 B，同样写法，从 A 改起", "Policy B, written alike, starting from A"});
  auto history =
      simulate.Flag("--history", {"重放本县自己的单（要服务器），结果留着",
                                  "Replay the county's own orders (on the server); the result is kept"});
  auto days = simulate.Number("--days", {"几天；不写 60", "Days; 60 by default"});
  auto orders = simulate.Number(
      "--orders", {"编造的县一天几单；不写 60", "Orders a day of a made-up county; 60 by default"});
  auto teams =
      simulate.Number("--teams", {"编造的县几支队；不写 400", "Teams of a made-up county; 400 by default"});
  auto seeds = simulate.Number("--seeds", {"重来几次；不写 20，作决定至少 20",
                                           "Runs of each policy; 20 by default and at least, to decide by"});
  auto first = simulate.Number("--first-seed", {"从哪个种子起；不写 1", "The first seed; 1 by default"});
  auto behaviour =
      simulate.Option("--behaviour", "FILE", {"换一套对人的假设", "Other assumptions about people"});
  auto quick =
      simulate.Flag("--quick", {"不算假设错了会怎样", "Leave out whether other assumptions overturn it"});
  auto report = simulate.Option("--report", "FILE", kReport);
  simulate.Changes();
  simulate.Runs([=, &context] {
    return Simulate(context,
                    {*a, *b, *behaviour, *report, *history, *quick, *days, *orders, *teams, *seeds, *first});
  });

  Command& kept = root.Sub("simulation", {"留着的模拟", "Simulations that were kept"});
  kept.Sub("list", {"都有哪些", "Which there are"}).Runs([&context] { return ListKept(context); });
  Command& again = kept.Sub("report", {"再看一个的报告", "The report of one again"});
  auto name = again.Argument("SIMULATION", {"名称，见 simulation list", "Its name, as in simulation list"});
  auto file = again.Option("--report", "FILE", kReport);
  again.Runs([=, &context] { return Report(context, *name, *file); });
}

}  // namespace diandan::cli
