#include "clients/cli/plan_text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/paper_day.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"

namespace diandan::cli {

namespace m = matching::v1;

namespace {

// Hundredths of a percent → "0.37 %".
std::string Percent(int64_t hundredths) {
  return absl::StrFormat("%d.%02d %%", hundredths / 100, hundredths % 100);
}

std::string Thousandths(int32_t value) { return absl::StrFormat("0.%03d", value); }

std::string ShareText(const Context& context, const m::PlanShare& share, bool language) {
  const std::string key =
      share.key().empty() ? context.Say(language ? kPlanNoLanguage : kPlanCounty) : share.key();
  return absl::StrCat(key, " ", share.recommended(), "/", share.orders());
}

template <typename Shares>
std::string SharesText(const Context& context, const Shares& shares, bool language) {
  std::vector<std::string> said;
  for (const m::PlanShare& share : shares) said.push_back(ShareText(context, share, language));
  return context.Listed(said);
}

// The sentences of the terms that decided.
std::string WhyChosen(const Context& context, const m::PlanLine& line) {
  std::vector<std::string> sentences;
  for (int reason : line.chosen().reasons()) {
    for (const auto& term : line.chosen().terms()) {
      if (term.kind() == reason) sentences.push_back(term.sentence());
    }
  }
  std::string why = absl::StrJoin(sentences, context.language() == Language::kEnglish ? "; " : "；");
  if (line.has_exchange()) absl::StrAppend(&why, why.empty() ? "" : " ", line.exchange().sentence());
  return why;
}

}  // namespace

std::string SayStep(const Context& context, const m::PlanDispatchResponse& step) {
  if (step.stage() == m::READING || step.points() <= 0) return context.Word(step.stage());
  const int64_t over =
      step.bound() > 0 ? std::max<int64_t>(0, step.points() - step.bound()) * 10'000 / step.bound() : 0;
  return absl::StrCat(context.Word(step.stage()), " ", step.round(), ": ", step.points(), " (", Percent(over),
                      ")");
}

void ShowPlan(Context& context, const m::Plan& plan) {
  const m::PlanFigures& f = plan.figures();
  Table table;
  auto row = [&](const Wording& name, std::string value) {
    table.rows.push_back({context.Say(name), std::move(value)});
  };
  row(kPlanId, IdOf(plan.name()));
  row(kPlanOrders, absl::StrCat(f.orders(), " = ", f.recommended(), " + ", f.unserved()));
  if (f.being_asked() + f.not_in_span() > 0)
    row(kPlanAside, absl::StrCat(f.being_asked(), ", ", f.not_in_span()));
  row(kPlanTeams, absl::StrCat(f.teams_used(), "/", f.teams()));
  row(kPlanWay, absl::StrFormat("%d.%d km", f.mean_hectometres() / 10, f.mean_hectometres() % 10));
  row(kPlanGap, f.proven() ? context.Say(kPlanProven) : Percent(f.gap()));
  row(kPlanPoints, plan.base_plan().empty() ? absl::StrCat(f.points())
                                            : absl::StrCat(f.points(), " (", f.points_before(), ")"));
  row(kPlanGini, absl::StrCat(Thousandths(f.gini_before()), " → ", Thousandths(f.gini_after())));
  row(kPlanTownships, SharesText(context, f.townships(), false));
  row(kPlanLanguages, SharesText(context, f.languages(), true));
  if (!plan.base_plan().empty()) row(kPlanChanged, absl::StrCat(f.changed()));
  if (plan.broken_pins_size() > 0) row(kPlanBroken, absl::StrCat(plan.broken_pins_size()));
  if (plan.has_commit_time()) row(kPlanOffered, absl::StrCat(plan.offered()));
  context.out.Show(plan, table);
}

std::vector<std::string> PlanRow(Context& context, const m::Plan& plan) {
  const absl::Time made = absl::FromUnixSeconds(plan.snapshot_time().seconds());
  return {IdOf(plan.name()),
          PaperMinute(made),
          absl::StrCat(plan.figures().recommended()),
          absl::StrCat(plan.figures().unserved()),
          plan.has_commit_time() ? absl::StrCat(plan.offered()) : "-",
          context.names().SayAccount(plan.made_by())};
}

std::vector<std::string> LineRow(const Context& context, const m::PlanLine& line) {
  std::string why;
  if (line.outcome() == m::RECOMMENDED) {
    why = WhyChosen(context, line);
  } else if (line.outcome() == m::UNSERVED) {
    why = absl::StrCat(line.unserved().sentence(), context.language() == Language::kEnglish ? " " : "",
                       line.unserved().remedy().sentence());
  } else {
    why = context.Word(line.outcome());
  }
  if (line.changed()) {
    const std::string before = line.before_team_name().empty() ? "-" : line.before_team_name();
    why = absl::StrCat("(", before, " →) ", why);
  }
  return {line.number(), line.has_chosen() ? line.chosen().team_name() : "-",
          line.has_chosen() ? absl::StrCat(line.chosen().points()) : "", why};
}

}  // namespace diandan::cli
