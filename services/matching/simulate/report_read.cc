// A comparison read out: the words and pictures that the report file and the console show alike.
#include "absl/strings/str_cat.h"
#include "services/matching/simulate/behaviour.h"
#include "services/matching/simulate/compare.h"
#include "services/matching/simulate/report.h"
#include "services/matching/simulate/report_plots.h"
#include "services/matching/simulate/report_text.h"
#include "services/matching/simulate/verdict.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching::simulate {
namespace {

template <typename ReadOne>
void ReadEstimate(const v1::Estimate& estimate, Language language, v1::ReportedEstimate& read,
                  ReadOne reads) {
  read.set_mean(reads(estimate.mean()));
  read.set_interval(
      absl::StrCat(reads(estimate.low()), In({" 到 ", " to "}, language), reads(estimate.high())));
}

void ReadFigure(const v1::FigureComparison& one, Language language, v1::ReportedFigure& read) {
  const v1::SimulatedFigure figure = one.figure();
  auto reads = [&](int32_t value) { return Reads(figure, value, language); };
  read.set_figure(figure);
  read.set_name(NameOf(figure, language));
  read.set_meaning(MeaningOf(figure, language));
  ReadEstimate(one.policy_a(), language, *read.mutable_policy_a(), reads);
  ReadEstimate(one.policy_b(), language, *read.mutable_policy_b(), reads);
  ReadEstimate(one.difference(), language, *read.mutable_difference(),
               [&](int32_t value) { return ReadsDifference(figure, value, language); });
  read.set_goodness(Goodness(figure, DirectionOf(one)));
}

Wording TurnOf(const Shift& shift) {
  if (shift.reversed) return {"反过来了", "reversed"};
  if (shift.now == 0) return {"分不出了", "no difference any more"};
  return shift.now > 0 ? Wording{"变成好些", "now better"} : Wording{"变成差些", "now worse"};
}

std::string NameOfPolicy(const v1::Weights& weights, bool proposed, Language language) {
  if (weights.version() > 0)
    return absl::StrCat(In({"第 ", "version "}, language), weights.version(), In({" 版", ""}, language));
  if (ChangesBetween(weights, DefaultWeights()).empty())
    return In({"一开始就有的（第 0 版）", "as built in (version 0)"}, language);
  return In(
      proposed ? Wording{"打算改成的", "as proposed"} : Wording{"另写的一套", "written for this comparison"},
      language);
}

}  // namespace

v1::SimulationReport ReportOf(const v1::Simulation& simulation, Language language) {
  v1::SimulationReport report;
  report.set_policy_a(NameOfPolicy(simulation.policy_a(), false, language));
  report.set_policy_b(NameOfPolicy(simulation.policy_b(), true, language));
  const Verdict verdict = Judge(simulation, language);
  report.set_headline(verdict.headline);
  report.set_tone(verdict.tone);
  report.mutable_points()->Add(verdict.points.begin(), verdict.points.end());
  report.set_standing(verdict.standing);
  for (const auto& [name, a, b] : ChangesBetween(simulation.policy_a(), simulation.policy_b())) {
    v1::ReportedChange& change = *report.add_changes();
    change.set_name(WeightName(name, language));
    change.set_policy_a(a);
    change.set_policy_b(b);
  }
  for (const v1::FigureComparison& one : simulation.figures())
    ReadFigure(one, language, *report.add_figures());
  for (const v1::SensitivityRun& run : simulation.sensitivity()) {
    v1::ReportedRun& read = *report.add_sensitivity();
    read.set_assumption(AssumptionName(run.assumption(), language));
    read.set_value(AssumptionReads(run.assumption(), run.value(), language));
    for (const Shift& shift : ShiftsOf(simulation, run)) {
      v1::ReportedShift& said = *read.add_shifts();
      said.set_sentence(absl::StrCat(NameOf(shift.figure, language), In({"：", ": "}, language),
                                     In(TurnOf(shift), language)));
      said.set_reversed(shift.reversed);
    }
  }
  for (const std::string& assumption : Assumptions()) {
    v1::ReportedAssumption& read = *report.add_assumptions();
    read.set_name(AssumptionName(assumption, language));
    read.set_value(AssumptionReads(assumption, ValueOf(simulation.behaviour(), assumption), language));
  }
  *report.add_pictures() = FrontierPlot(simulation, language);
  *report.add_pictures() = LorenzPlot(simulation, language);
  *report.add_pictures() = WaitingPlot(simulation, language);
  return report;
}

}  // namespace diandan::matching::simulate
