// honour star, honour evaluation, honour terms.
#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/honour_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/hours/v1/evaluation_service.grpc.pb.h"
#include "services/base/clock.h"

namespace diandan::cli {

namespace h = hours::v1;

namespace {

using Evaluations = h::EvaluationService::Stub;

StatusOr<std::string> WhoseFigures(Context& context, const std::string& typed) {
  if (typed.empty()) return context.client().session().volunteer;
  return context.names().Volunteer(typed);
}

Status ShowStar(Context& context, const std::string& typed) {
  h::GetStarRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_volunteer(), WhoseFigures(context, typed));
  h::Star star;
  DD_RETURN_IF_ERROR(context.Read(&h::StarService::Stub::GetStar, request, &star));
  const int64_t missing = int64_t{star.next_hours()} * 60 - star.minutes();
  const std::string short_of = missing > 0 ? context.Minutes(missing) : "";
  const std::string sentence =
      star.stars() == 0
          ? context.Say(kStarNone, {{"time", context.Minutes(star.minutes())}, {"missing", short_of}})
          : context.Say(kStarHas, {{"stars", absl::StrCat(star.stars())},
                                   {"since", SayStamp(context, star.since_time())},
                                   {"time", context.Minutes(star.minutes())},
                                   {"next", absl::StrCat(star.stars() + 1)},
                                   {"missing", short_of}});
  context.out.Done(star, sentence, {absl::StrCat(star.stars()), absl::StrCat(star.minutes())});
  if (star.lowered_from() > 0 && context.out.format() == Format::kTable)
    context.out.Line(context.Say(kStarLowered, {{"from", absl::StrCat(star.lowered_from())},
                                                {"day", SayStamp(context, star.change_time())}}));
  return absl::OkStatus();
}

struct EvaluationTyped {
  std::string volunteer, team, from, until;
};

// The last year unless said.
Status ShowEvaluation(Context& context, const EvaluationTyped& typed) {
  h::GetEvaluationRequest request;
  if (!typed.team.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_team(), context.names().Team(typed.team));
  } else {
    DD_ASSIGN_OR_RETURN(*request.mutable_volunteer(), WhoseFigures(context, typed.volunteer));
  }
  absl::CivilDay last = absl::ToCivilDay(context.now(), ChinaTime());
  if (!typed.until.empty()) {
    DD_ASSIGN_OR_RETURN(last, ParseDay(context, "--until", typed.until));
  }
  absl::CivilDay first = last - 364;
  if (!typed.from.empty()) {
    DD_ASSIGN_OR_RETURN(first, ParseDay(context, "--from", typed.from));
  }
  SetTime(absl::FromCivil(first, ChinaTime()), request.mutable_start_time());
  SetTime(absl::FromCivil(last + 1, ChinaTime()), request.mutable_end_time());
  h::Evaluation evaluation;
  DD_RETURN_IF_ERROR(context.Read(&Evaluations::GetEvaluation, request, &evaluation));
  Table table;
  for (const std::string& line : evaluation.formula()) table.rows.push_back({line});
  context.out.Show(evaluation, table);
  return absl::OkStatus();
}

const std::vector<std::pair<const char*, int>>& TermFields() {
  using T = h::EvaluationTerms;
  static const std::vector<std::pair<const char*, int>> fields = {
      {"grade-a-permille", T::kGradeAPermilleFieldNumber},
      {"grade-b-permille", T::kGradeBPermilleFieldNumber},
      {"grade-c-permille", T::kGradeCPermilleFieldNumber},
      {"grade-d-permille", T::kGradeDPermilleFieldNumber},
      {"resident-weight", T::kResidentWeightFieldNumber},
      {"station-weight", T::kStationWeightFieldNumber},
      {"organisation-weight", T::kOrganisationWeightFieldNumber},
      {"team-weight", T::kTeamWeightFieldNumber},
      {"span-permille", T::kSpanPermilleFieldNumber}};
  return fields;
}

StatusOr<h::EvaluationTerms> TermsNow(Context& context) {
  h::GetEvaluationTermsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  h::EvaluationTerms terms;
  DD_RETURN_IF_ERROR(context.Read(&Evaluations::GetEvaluationTerms, request, &terms));
  return terms;
}

Status ShowTerms(Context& context) {
  DD_ASSIGN_OR_RETURN(const h::EvaluationTerms terms, TermsNow(context));
  Table table{.head = absl::StrSplit(context.Say(kHeadTerms), '\t'), .right = {1}};
  for (const auto& [name, number] : TermFields())
    table.rows.push_back({name, absl::StrCat(terms.GetReflection()->GetInt32(
                                    terms, h::EvaluationTerms::descriptor()->FindFieldByNumber(number)))});
  context.out.Show(terms, table);
  return absl::OkStatus();
}

// "resident-weight=70": the others stay.
StatusOr<h::EvaluationTerms> ChangedTerms(Context& context, const std::vector<std::string>& typed) {
  DD_ASSIGN_OR_RETURN(h::EvaluationTerms terms, TermsNow(context));
  terms.clear_set_by();
  terms.clear_set_time();
  for (const std::string& each : typed) {
    const std::vector<std::string> parts = absl::StrSplit(each, absl::MaxSplits('=', 1));
    const auto found = std::find_if(TermFields().begin(), TermFields().end(),
                                    [&](const auto& field) { return parts[0] == field.first; });
    int value = 0;
    if (found == TermFields().end() || parts.size() != 2 || !absl::SimpleAtoi(parts[1], &value))
      return InvalidField("WEIGHT", each, "pattern:resident-weight=70");
    terms.GetReflection()->SetInt32(
        &terms, h::EvaluationTerms::descriptor()->FindFieldByNumber(found->second), value);
  }
  return terms;
}

// Over the last month.
Status PreviewTerms(Context& context, const std::vector<std::string>& typed) {
  h::PreviewEvaluationTermsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  DD_ASSIGN_OR_RETURN(*request.mutable_terms(), ChangedTerms(context, typed));
  const absl::CivilMonth month(absl::ToCivilDay(context.now(), ChinaTime()));
  SetTime(absl::FromCivil(absl::CivilDay(month - 1), ChinaTime()), request.mutable_start_time());
  SetTime(absl::FromCivil(absl::CivilDay(month), ChinaTime()), request.mutable_end_time());
  h::PreviewEvaluationTermsResponse preview;
  DD_RETURN_IF_ERROR(context.Read(&Evaluations::PreviewEvaluationTerms, request, &preview));
  Table table;
  table.rows.push_back({preview.headline()});
  for (const std::string& line : preview.then().formula()) table.rows.push_back({line});
  context.out.Show(preview, table);
  return absl::OkStatus();
}

Status SetTerms(Context& context, const std::vector<std::string>& typed) {
  h::SetEvaluationTermsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  DD_ASSIGN_OR_RETURN(*request.mutable_terms(), ChangedTerms(context, typed));
  request.set_from_version(request.terms().version());
  return context.Change(&Evaluations::SetEvaluationTerms, request, [&](const h::EvaluationTerms& set) {
    context.out.Done(set, context.Say(kTermsSet, {{"version", absl::StrCat(set.version())}}),
                     {absl::StrCat(set.version())});
  });
}

}  // namespace

void AddEvaluationCommands(Command& honour, Context& context) {
  const Wording whose{"谁；不写是自己", "Who; oneself by default"};
  Command& star = honour.Sub("star", {"星级：几星、怎么来的", "Stars: how many, since when"});
  auto of = star.Argument("VOLUNTEER", whose, Need::kOptional);
  star.Runs([=, &context] { return ShowStar(context, *of); });
  Command& evaluation =
      honour.Sub("evaluation", {"评价：时长 × 质量 × 各方评价，算式一步步写明",
                                "Evaluation: time × quality × ratings, with the formula step by step"});
  auto who = evaluation.Argument("VOLUNTEER", whose, Need::kOptional);
  auto team = evaluation.Option("--team", "TEAM", {"看一支队的", "Of a team"});
  auto from =
      evaluation.Option("--from", "DAY", {"从哪天起；不写是近一年", "First day; the last year by default"});
  auto until = evaluation.Option("--until", "DAY", {"到哪天为止", "Last day"});
  evaluation.Runs([=, &context] { return ShowEvaluation(context, {*who, *team, *from, *until}); });
  Command& terms = honour.Sub("terms", {"评价的权重", "The weights of evaluation"});
  Command& show = terms.Sub("show", {"现在的权重", "Those in force"});
  show.Runs([&context] { return ShowTerms(context); });
  const Wording one{"名字=值", "name=value"};
  Command& preview = terms.Sub(
      "preview", {"先看看上个月会怎样，什么也不改", "What it would have done last month; changes nothing"});
  auto tried = preview.Arguments("WEIGHT", one);
  preview.Runs([=, &context] { return PreviewTerms(context, *tried); });
  Command& set =
      terms.Sub("set", {"改几个权重，例如 resident-weight=70", "Change some, e.g. resident-weight=70"});
  auto weights = set.Arguments("WEIGHT", one);
  set.Changes();
  set.Runs([=, &context] { return SetTerms(context, *weights); });
}

}  // namespace diandan::cli
