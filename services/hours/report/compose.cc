#include "services/hours/report/compose.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "services/hours/report/duties.h"
#include "services/hours/report/tally.h"

namespace diandan::report {

namespace h = hours::v1;
namespace o = orders::v1;
namespace v = volunteers::v1;

namespace {

void Set(int32_t of, int32_t met, h::Share& share) {
  share.set_of(of);
  share.set_met(met);
}

void SetSums(const Sums& sums, h::ReportLine& line) {
  line.set_services(sums.services);
  line.set_minutes(sums.minutes);
  line.set_volunteers(sums.volunteers);
  line.set_year_minutes(sums.year_minutes);
  Set(sums.records_due, sums.records_kept, *line.mutable_records());
  Set(sums.registered, sums.twenty_hours, *line.mutable_twenty_hours());
  Set(sums.leaders, sums.leaders_trained, *line.mutable_leaders_trained());
  Set(sums.liaisons, sums.liaisons_trained, *line.mutable_liaisons_trained());
  Set(sums.registered, sums.trained, *line.mutable_volunteers_trained());
  Set(sums.posts, sums.posts_held, *line.mutable_posts());
  line.set_brand_projects(sums.brand_projects);
  line.set_feature_actions(sums.feature_actions);
  line.set_tutors(sums.tutors);
  line.set_backbones(sums.backbones);
  line.set_arts_groups(sums.arts_groups);
}

// Halves of them only where one line is all there is of a key.
void AddCounts(const o::OrderCounts& counts, bool medians, h::ReportLine& line) {
  line.set_placed(line.placed() + counts.placed());
  line.set_answered(line.answered() + counts.answered());
  line.set_accepted(line.accepted() + counts.accepted());
  line.set_served(line.served() + counts.served());
  line.set_completed(line.completed() + counts.completed());
  line.set_people_served(line.people_served() + counts.people_served());
  Set(line.ratings().of() + counts.ratings_due(), line.ratings().met() + counts.ratings_kept(),
      *line.mutable_ratings());
  if (!medians) return;
  line.set_answer_seconds(counts.answer_seconds());
  line.set_accept_seconds(counts.accept_seconds());
}

bool HasAnything(const h::ReportLine& line) {
  return line.placed() + line.completed() + line.services() + line.records().of() > 0;
}

// The places of the tier; before them, what stands on the path of one above them.
void AddPlaces(const Scope& scope, const Facts& facts, const Tally& tally, h::Report& report) {
  const int steps = StepsOf(scope.tier);
  std::map<int, h::ReportLine> lines;
  for (size_t i = 0; i < tally.places().size(); ++i) {
    const PlaceSums& place = tally.places()[i];
    const int depth = CountSteps(place.place->path());
    if (depth > steps) continue;
    h::ReportLine& line = lines[static_cast<int>(i)];
    line.set_name(place.place->display_name());
    line.set_org_path(place.place->path());
    SetSums(depth == steps ? place.all : place.own, line);
  }
  for (const o::OrderCounts& counts : facts.orders.counts()) {
    const int place = tally.PlaceOf(counts.key());
    if (place < 0) continue;
    h::ReportLine& line = lines[place];
    AddCounts(counts, line.org_path() == counts.key(), line);
  }
  for (auto& [place, line] : lines) {
    if (CountSteps(line.org_path()) == steps || HasAnything(line)) *report.add_lines() = std::move(line);
  }
  SetSums(tally.all(), *report.mutable_total());
  AddCounts(facts.orders.all(), true, *report.mutable_total());
}

void SetParticipation(const Sums& sums, int32_t headcount, h::ReportLine& line) {
  Set(headcount, sums.year_served, *line.mutable_participation());
}

void AddUnits(const Scope& scope, const Facts& facts, const Tally& tally, h::Report& report) {
  std::map<std::string, const o::OrderCounts*> orders;
  for (const o::OrderCounts& counts : facts.orders.counts()) orders[counts.key()] = &counts;
  int32_t headcount = 0;
  h::ReportLine& total = *report.mutable_total();
  for (int i = 0; i < facts.people.units_size(); ++i) {
    const v::DutyUnit& unit = facts.people.units(i);
    if (!scope.unit.is_nil() && scope.unit.ToString() != unit.unit_id()) continue;
    const Sums& sums = tally.units()[static_cast<size_t>(i)];
    h::ReportLine& line = *report.add_lines();
    line.set_name(unit.display_name());
    line.set_unit(absl::StrCat("counties/", scope.county, "/units/", unit.unit_id()));
    SetSums(sums, line);
    SetParticipation(sums, unit.headcount(), line);
    headcount += unit.headcount();
    const auto found = orders.find(unit.unit_id());
    if (found == orders.end()) continue;
    AddCounts(*found->second, true, line);
    AddCounts(*found->second, false, total);
  }
  if (scope.unit.is_nil()) {
    SetSums(tally.all_units(), total);
    SetParticipation(tally.all_units(), headcount, total);
  } else if (report.lines_size() > 0) {
    total = report.lines(0);
  }
}

std::string SubjectOf(const Scope& scope, const Facts& facts, const h::Report& report) {
  if (!scope.unit.is_nil()) return report.lines_size() > 0 ? report.lines(0).name() : "";
  for (const v::DutyPlace& place : facts.people.places()) {
    if (scope.org_path.empty() ? place.tier() == v::CENTRE : place.path() == scope.org_path)
      return place.display_name();
  }
  return "";
}

void AddPosition(const char* service, CountyId county, int64_t seq, h::Report& report) {
  auto& position = *report.add_as_of();
  position.set_service(service);
  position.set_county_id(county);
  position.set_seq(seq);
}

}  // namespace

h::Report Compose(const Scope& scope, const Facts& facts) {
  h::Report report;
  report.set_tier(scope.tier);
  report.mutable_start_time()->set_seconds(absl::ToUnixSeconds(scope.from));
  report.mutable_end_time()->set_seconds(absl::ToUnixSeconds(scope.until));
  report.mutable_year_start_time()->set_seconds(absl::ToUnixSeconds(scope.year_from));
  report.mutable_read_time()->set_seconds(absl::ToUnixSeconds(facts.read_at));
  const Tally tally(facts);
  if (scope.tier == h::UNITS) {
    AddUnits(scope, facts, tally, report);
  } else {
    AddPlaces(scope, facts, tally, report);
  }
  report.set_subject_name(SubjectOf(scope, facts, report));
  report.mutable_total()->set_name(report.subject_name());
  AddDuties(scope, facts, tally, report);
  for (const h::ReportStep& step : facts.steps) *report.add_steps() = step;
  if (scope.tier != h::UNITS) *report.mutable_typed() = facts.orders.typed();
  AddPosition("volunteers", scope.county, facts.people.seq(), report);
  AddPosition("orders", scope.county, facts.orders.seq(), report);
  AddPosition("hours", scope.county, facts.seq, report);
  report.set_unknown_year(facts.unknown_year);
  return report;
}

}  // namespace diandan::report
