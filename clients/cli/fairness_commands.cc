// fairness show: whether residents are served alike, by township and by language.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/matching/v1/fairness_service.grpc.pb.h"

namespace diandan::cli {

namespace m = matching::v1;

namespace {

using ServedLines = google::protobuf::RepeatedPtrField<m::ServedFigures>;

std::string ServedRate(const m::ServedFigures& figures) {
  return figures.has_served_per_mille() ? absl::StrCat((figures.served_per_mille() + 5) / 10, "%") : "-";
}

// Those that nothing can be said of yet come last.
std::vector<const m::ServedFigures*> WorstFirst(const ServedLines& lines) {
  std::vector<const m::ServedFigures*> sorted;
  for (const m::ServedFigures& line : lines) sorted.push_back(&line);
  auto place = [](const m::ServedFigures* line) {
    return line->has_served_per_mille() ? line->smoothed_per_mille() : 1001;
  };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const auto* a, const auto* b) { return place(a) < place(b); });
  return sorted;
}

std::string TownshipName(Context& context, const m::ServedFigures& line) {
  const std::string& path = line.township_path();
  if (context.for_scripts()) return path;
  const auto county = context.County();
  const auto id = ParseUuid(path.substr(path.rfind('.') + 1));
  if (path.empty() || !county.ok() || !id.ok()) return context.Say(kFairnessItself);
  return context.names().SayOrg(ResourceNameOf(*county, "orgs", *id));
}

std::string LanguageAsked(Context& context, const m::ServedFigures& line) {
  if (context.for_scripts())
    return absl::StrCat(line.language().empty() ? "-" : line.language(),
                        line.language_required() ? " required" : "");
  if (line.language().empty()) return context.Say(kFairnessNoLanguage);
  return context.Say(line.language_required() ? kFairnessRequired : kFairnessPreferred,
                     {{"language", line.language_name()}});
}

std::vector<std::string> FiguresRow(const Context& context, std::string name, const m::ServedFigures& f) {
  auto waited = [&](bool known, int32_t minutes) { return known ? context.Minutes(minutes) : "-"; };
  const m::Waited& w = f.waited();
  return {std::move(name),
          absl::StrCat(f.let_through()),
          absl::StrCat(f.served()),
          absl::StrCat(f.under_way()),
          absl::StrCat(f.waiting()),
          absl::StrCat(f.unserved()),
          absl::StrCat(f.withdrawn()),
          ServedRate(f),
          waited(w.has_median_minutes(), w.median_minutes()),
          waited(w.has_ninth_tenth_minutes(), w.ninth_tenth_minutes())};
}

// What is wanted of somebody with ten seconds.
std::string FairnessLead(Context& context, const m::Fairness& fairness) {
  const m::ServedFigures& county = fairness.county();
  const std::string days = absl::StrCat(fairness.days()), orders = absl::StrCat(county.let_through());
  if (!county.has_served_per_mille()) return context.Say(kFairnessNone, {{"days", days}, {"orders", orders}});
  const auto townships = WorstFirst(fairness.townships());
  const bool compared = townships.size() > 1 && townships[1]->has_served_per_mille();
  return context.Say(kFairnessLead, {{"days", days},
                                     {"orders", orders},
                                     {"rate", ServedRate(county)},
                                     {"place", compared ? TownshipName(context, *townships[0]) : ""},
                                     {"low", compared ? ServedRate(*townships[0]) : ""}});
}

template <typename Name>
Table FairnessTable(Context& context, const Wording& head, const ServedLines& lines, Name name) {
  Table table{.head = absl::StrSplit(context.Say(head), '\t'), .right = {1, 2, 3, 4, 5, 6, 7, 8, 9}};
  for (const m::ServedFigures* line : WorstFirst(lines))
    table.rows.push_back(FiguresRow(context, name(context, *line), *line));
  return table;
}

void ShowForPeople(Context& context, const m::Fairness& fairness) {
  context.out.Line(FairnessLead(context, fairness) + "\n");
  if (fairness.county().let_through() == 0 && fairness.townships_size() == 0) return;
  Table townships = FairnessTable(context, kHeadFairTownships, fairness.townships(), TownshipName);
  townships.rows.push_back(FiguresRow(context, context.Say(kFairnessCounty), fairness.county()));
  context.out.Show(fairness, townships);
  context.out.Line("");
  context.out.Show(fairness, FairnessTable(context, kHeadFairLanguages, fairness.languages(), LanguageAsked));
  context.out.Line("");
  for (const m::ServedFigures* line : WorstFirst(fairness.townships())) {
    if (line->extra_teams() > 0)
      context.out.Line(
          context.Say(kFairnessLarger, {{"place", TownshipName(context, *line)}, {"why", line->sentence()}}));
  }
  const m::WorkSpread& work = fairness.work();
  context.out.Line(
      context.Say(kFairnessWork, {{"teams", absl::StrCat(work.teams())},
                                  {"half_days", absl::StrCat(work.half_days())},
                                  {"gini", absl::StrFormat("%.2f", work.gini_per_mille() / 1000.0)},
                                  {"unused", absl::StrCat(work.never_used())}}));
  context.out.Note(context.Say(kFairnessHow));
}

// One table: what a line is of stands first.
void ShowForScripts(Context& context, const m::Fairness& fairness) {
  Table table;
  auto add = [&](const char* kind, std::vector<std::string> row) {
    row.insert(row.begin(), kind);
    table.rows.push_back(std::move(row));
  };
  add("county", FiguresRow(context, "-", fairness.county()));
  for (const auto* line : WorstFirst(fairness.townships()))
    add("township", FiguresRow(context, TownshipName(context, *line), *line));
  for (const auto* line : WorstFirst(fairness.languages()))
    add("language", FiguresRow(context, LanguageAsked(context, *line), *line));
  context.out.Show(fairness, table);
}

Status ShowFairness(Context& context, int days, const std::string& township) {
  m::GetFairnessRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_days(days);
  if (!township.empty()) {
    DD_ASSIGN_OR_RETURN(const std::string org, context.names().Org(township));
    DD_ASSIGN_OR_RETURN(*request.mutable_township_path(), context.names().PathOf(org));
  }
  m::Fairness fairness;
  DD_RETURN_IF_ERROR(context.Read(&m::FairnessService::Stub::GetFairness, request, &fairness));
  if (context.out.format() == Format::kTable) {
    ShowForPeople(context, fairness);
  } else {
    ShowForScripts(context, fairness);
  }
  return absl::OkStatus();
}

}  // namespace

void AddFairnessCommands(Command& root, Context& context) {
  Command& fairness =
      root.Sub("fairness", {"各镇、各语言的人是不是一样有人服务",
                            "Whether residents of every township and language are served alike"});
  Command& show =
      fairness.Sub("show", {"办成率和等了多久，最低的在前；哪些镇每批多问几支队",
                            "Served rates and waits, the lowest first; which townships get larger waves"});
  auto days = show.Number("--days", {"最近几天放行的单，1 到 365；不写 90",
                                     "Orders let through in so many last days, 1 to 365; 90 by default"});
  auto township = show.Option("--township", "ORG", {"只看这个镇", "This township only"});
  show.Runs([=, &context] { return ShowFairness(context, *days, *township); });
}

}  // namespace diandan::cli
