#include "services/matching/simulate/verdict.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "services/matching/simulate/compare.h"
#include "services/matching/simulate/report_text.h"

namespace diandan::matching::simulate {
namespace {

constexpr int kEnoughSeeds = 20;

// What a county decides by; the others are shown beside them.
constexpr v1::SimulatedFigure kDeciding[] = {
    v1::GINI,         v1::NEVER_USED, v1::MEAN_KM,    v1::OFFERS_PER_ORDER,
    v1::FOURTH_OFFER, v1::LOST,       v1::WAIT_HOURS, v1::WAIT_HOURS_WORST_TOWNSHIP};

int GoodnessOf(const google::protobuf::RepeatedPtrField<v1::FigureComparison>& figures,
               v1::SimulatedFigure figure) {
  const v1::FigureComparison* one = FigureOf(figures, figure);
  return one == nullptr ? 0 : Goodness(figure, DirectionOf(*one));
}

std::string Headline(const v1::Simulation& s, int better, int worse, Language language) {
  auto say = [&](const Wording& wording) { return In(wording, language); };
  if (better == 0 && worse == 0) return say({"A 和 B 分不出差别。", "A and B come out the same."});
  if (worse == 0)
    return absl::StrCat(say({"可以改：B 有 ", "B may replace A: better in "}), better,
                        say({" 项好些，没有一项差些。", " of the deciding figures, worse in none."}));
  if (better == 0)
    return absl::StrCat(say({"不要改：B 有 ", "Keep A: B is worse in "}), worse,
                        say({" 项差些，没有一项好些。", " of the deciding figures, better in none."}));
  const v1::FigureComparison& km = *FigureOf(s.figures(), v1::MEAN_KM);
  const double further =
      km.policy_a().mean() == 0 ? 0 : 100.0 * km.difference().mean() / km.policy_a().mean();
  if (worse == 1 && DirectionOf(km) > 0)
    return absl::StrFormat(
        "%s%.0f%s", say({"B 有好处，代价只有一样：平均多走 ", "B gains, at one price: teams travel "}),
        further, language == Language::kEnglish ? " % further on average." : "% 的路。值不值，由县里定。");
  return absl::StrCat(say({"B 有得有失：", "B gives and takes: better in "}), better,
                      say({" 项好些，", ", worse in "}), worse,
                      say({" 项差些。", " of the deciding figures."}));
}

std::vector<std::string> Points(const v1::Simulation& s, Language language) {
  std::vector<std::string> points;
  for (const int wanted : {1, -1}) {
    for (const v1::SimulatedFigure figure : kDeciding) {
      if (GoodnessOf(s.figures(), figure) != wanted) continue;
      const v1::FigureComparison& one = *FigureOf(s.figures(), figure);
      points.push_back(absl::StrCat(
          In(wanted > 0 ? Wording{"好些：", "Better: "} : Wording{"差些：", "Worse: "}, language),
          NameOf(figure, language), In({"，", ", "}, language),
          Reads(figure, one.policy_a().mean(), language), " → ",
          Reads(figure, one.policy_b().mean(), language)));
    }
  }
  return points;
}

std::string Standing(const v1::Simulation& s, Language language) {
  auto say = [&](const Wording& wording) { return In(wording, language); };
  std::string said;
  if (s.setup().seeds() < kEnoughSeeds)
    absl::StrAppend(&said, say({"只重来了 ", "Only "}), s.setup().seeds(),
                    say({" 次，不到 20 次，还不能拿它作决定。",
                         " runs of each; at least 20 are needed to decide by it. "}));
  if (s.sensitivity().empty())
    return said + say({"没有算假设错了会怎样。", "Whether other assumptions overturn it was not run."});
  std::vector<std::string> turning;
  int fading = 0;
  for (const auto& run : s.sensitivity()) {
    const std::vector<Shift> shifts = ShiftsOf(s, run);
    const bool reversed =
        std::any_of(shifts.begin(), shifts.end(), [](const Shift& shift) { return shift.reversed; });
    const bool fades =
        std::any_of(shifts.begin(), shifts.end(), [](const Shift& shift) { return shift.now == 0; });
    fading += fades && !reversed;
    const std::string name = AssumptionName(run.assumption(), language);
    if (reversed && std::find(turning.begin(), turning.end(), name) == turning.end()) turning.push_back(name);
  }
  if (turning.empty()) {
    said += say({"每个假设减半或加一半再算，没有一个结论反过来",
                 "With each assumption at half and at one and a half, no conclusion is reversed"});
    if (fading > 0)
      absl::StrAppend(&said, say({"，有 ", "; in "}), fading,
                      say({" 处不再那么分明", " cases one is less clear"}));
    return said + say({"。", "."});
  }
  return absl::StrCat(said,
                      say({"下面的假设要是错了，有的结论会反过来：",
                           "Some conclusions are reversed if these assumptions are wrong: "}),
                      absl::StrJoin(turning, say({"；", "; "})), say({"。", "."}));
}

void Differ(const google::protobuf::Message& a, const google::protobuf::Message& b,
            std::vector<std::tuple<std::string, std::string, std::string>>& changes) {
  using google::protobuf::FieldDescriptor;
  for (int i = 0; i < a.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = a.GetDescriptor()->field(i);
    if (field->is_repeated() || field->name() == "version") continue;
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      Differ(a.GetReflection()->GetMessage(a, field), b.GetReflection()->GetMessage(b, field), changes);
      continue;
    }
    auto text = [&](const google::protobuf::Message& m) -> std::string {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_INT32)
        return absl::StrCat(m.GetReflection()->GetInt32(m, field));
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_BOOL)
        return m.GetReflection()->GetBool(m, field) ? "✓" : "–";
      return "";
    };
    if (text(a) != text(b)) changes.emplace_back(field->name(), text(a), text(b));
  }
}

}  // namespace

Verdict Judge(const v1::Simulation& simulation, Language language) {
  int better = 0, worse = 0;
  for (const v1::SimulatedFigure figure : kDeciding) {
    better += GoodnessOf(simulation.figures(), figure) > 0;
    worse += GoodnessOf(simulation.figures(), figure) < 0;
  }
  return {.tone = worse == 0 && better > 0   ? 1
                  : better == 0 && worse > 0 ? -1
                                             : 0,
          .headline = Headline(simulation, better, worse, language),
          .points = Points(simulation, language),
          .standing = Standing(simulation, language)};
}

std::vector<Shift> ShiftsOf(const v1::Simulation& simulation, const v1::SensitivityRun& run) {
  std::vector<Shift> shifts;
  for (const v1::SimulatedFigure figure : kDeciding) {
    const int before = GoodnessOf(simulation.figures(), figure), now = GoodnessOf(run.figures(), figure);
    if (now != before) shifts.push_back({figure, before, now, before * now < 0});
  }
  return shifts;
}

std::vector<std::tuple<std::string, std::string, std::string>> ChangesBetween(const v1::Weights& a,
                                                                              const v1::Weights& b) {
  std::vector<std::tuple<std::string, std::string, std::string>> changes;
  Differ(a, b, changes);
  return changes;
}

}  // namespace diandan::matching::simulate
