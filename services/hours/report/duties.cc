#include "services/hours/report/duties.h"

#include <algorithm>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"

namespace diandan::report {

namespace h = hours::v1;
namespace v = volunteers::v1;

namespace {

constexpr int kMostGaps = 200;

class Making {
 public:
  Making(h::DutyKind kind, h::Report& report) : duty_(*report.add_duties()) {
    duty_.set_kind(kind);
    duty_.mutable_share();
  }
  ~Making() { duty_.set_kept(duty_.share().met() >= duty_.share().of()); }

  void Count(int32_t of, int32_t met) {
    duty_.mutable_share()->set_of(duty_.share().of() + of);
    duty_.mutable_share()->set_met(duty_.share().met() + met);
  }
  void Gap(const std::string& name, const std::string& path, const std::string& unit, int64_t have,
           int64_t want) {
    duty_.set_gap_count(duty_.gap_count() + 1);
    if (duty_.gaps_size() >= kMostGaps) return;
    h::DutyGap& gap = *duty_.add_gaps();
    gap.set_name(name);
    gap.set_org_path(path);
    gap.set_unit(unit);
    gap.set_have(static_cast<int32_t>(have));
    gap.set_want(static_cast<int32_t>(want));
  }

 private:
  h::Duty& duty_;
};

// Things, people or services by the lines, all of which are wanted.
void OfLines(h::DutyKind kind, absl::FunctionRef<const h::Share&(const h::ReportLine&)> share,
             h::Report& report) {
  Making duty(kind, report);
  duty.Count(share(report.total()).of(), share(report.total()).met());
  for (const h::ReportLine& line : report.lines()) {
    const h::Share& part = share(line);
    if (part.met() < part.of()) duty.Gap(line.name(), line.org_path(), line.unit(), part.met(), part.of());
  }
}

// Places of a tier, each of which wants one or more of something.
void OfPlaces(h::DutyKind kind, v::OrgTier tier, int want, const Tally& tally,
              absl::FunctionRef<int32_t(const Sums&)> have, absl::FunctionRef<bool(const Sums&)> concerns,
              h::Report& report) {
  Making duty(kind, report);
  for (const PlaceSums& place : tally.places()) {
    if (place.place->tier() != tier || !concerns(place.all)) continue;
    const int32_t there = have(place.all);
    duty.Count(1, there >= want ? 1 : 0);
    if (there < want) duty.Gap(place.place->display_name(), place.place->path(), "", there, want);
  }
}

// On average of those who are registered; where nobody is, nothing is asked.
void TwentyHours(h::Report& report) {
  Making duty(h::TWENTY_HOURS, report);
  for (const h::ReportLine& line : report.lines()) {
    const int32_t people = line.twenty_hours().of();
    if (people == 0) continue;
    const bool met = line.year_minutes() >= kYearMinutes * people;
    duty.Count(1, met ? 1 : 0);
    if (!met)
      duty.Gap(line.name(), line.org_path(), line.unit(), line.year_minutes() / people / 60,
               kYearMinutes / 60);
  }
}

void OfUnits(const Scope& scope, const Facts& facts, const Tally& tally, h::Report& report) {
  {
    Making duty(h::UNIT_PARTICIPATION, report);
    for (const h::ReportLine& line : report.lines()) {
      const h::Share& part = line.participation();
      if (part.of() == 0) continue;
      const int32_t want = (part.of() * kUnitPercent + 99) / 100;
      duty.Count(1, part.met() >= want ? 1 : 0);
      if (part.met() < want) duty.Gap(line.name(), "", line.unit(), part.met(), want);
    }
  }
  TwentyHours(report);
  Making duty(h::SECTOR_BRAND, report);
  for (int i = 0; i < facts.people.units_size(); ++i) {
    const v::DutyUnit& unit = facts.people.units(i);
    if (!unit.sector() || (!scope.unit.is_nil() && scope.unit.ToString() != unit.unit_id())) continue;
    const int32_t brands = tally.units()[static_cast<size_t>(i)].brand_projects;
    duty.Count(1, brands > 0 ? 1 : 0);
    if (brands == 0)
      duty.Gap(unit.display_name(), "", absl::StrCat("counties/", scope.county, "/units/", unit.unit_id()), 0,
               1);
  }
}

void Trained(h::Report& report) {
  using L = h::ReportLine;
  const auto leaders = [](const L& line) -> const h::Share& { return line.leaders_trained(); };
  const auto liaisons = [](const L& line) -> const h::Share& { return line.liaisons_trained(); };
  const auto volunteers = [](const L& line) -> const h::Share& { return line.volunteers_trained(); };
  OfLines(h::LEADERS_TRAINED, leaders, report);
  OfLines(h::LIAISONS_TRAINED, liaisons, report);
  OfLines(h::VOLUNTEERS_TRAINED, volunteers, report);
}

void OfTree(const Tally& tally, h::Report& report) {
  const auto always = [](const Sums&) { return true; };
  const auto with_tutor = [](const Sums& sums) { return sums.tutors > 0; };
  const auto brand = [](const Sums& sums) { return sums.brand_projects; };
  const auto feature = [](const Sums& sums) { return sums.feature_actions; };
  const auto tutors = [](const Sums& sums) { return sums.tutors; };
  const auto backbones = [](const Sums& sums) { return sums.backbones; };
  const auto groups = [](const Sums& sums) { return sums.arts_groups; };
  OfPlaces(h::TOWNSHIP_BRAND, v::INSTITUTE, 1, tally, brand, always, report);
  OfPlaces(h::VILLAGE_FEATURE, v::STATION, 1, tally, feature, always, report);
  OfPlaces(h::VILLAGE_TUTOR, v::STATION, 1, tally, tutors, always, report);
  OfPlaces(h::TUTOR_BACKBONES, v::STATION, kBackbones, tally, backbones, with_tutor, report);
  OfPlaces(h::TUTOR_GROUP, v::STATION, 1, tally, groups, with_tutor, report);
}

}  // namespace

void AddDuties(const Scope& scope, const Facts& facts, const Tally& tally, h::Report& report) {
  using L = h::ReportLine;
  if (scope.tier == h::UNITS) {
    OfUnits(scope, facts, tally, report);
    Trained(report);
    return;
  }
  TwentyHours(report);
  Trained(report);
  OfTree(tally, report);
  const auto posts = [](const L& line) -> const h::Share& { return line.posts(); };
  const auto records = [](const L& line) -> const h::Share& { return line.records(); };
  const auto ratings = [](const L& line) -> const h::Share& { return line.ratings(); };
  OfLines(h::POSTS_HELD, posts, report);
  OfLines(h::RECORDS_IN_TIME, records, report);
  OfLines(h::RATINGS_IN_TIME, ratings, report);
}

}  // namespace diandan::report
