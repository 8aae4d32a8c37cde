#include "services/volunteers/duty_facts_store.h"

#include "absl/strings/str_cat.h"
#include "services/db/codec.h"

namespace diandan::volunteers {
namespace {

using db::Params;

constexpr int kLeads = 1, kLiaison = 2, kTutor = 4;

// "$2 covers this path"; an empty one covers all.
std::string Below(const char* path) {
  return absl::StrCat("($2::text = '' OR ", path, " = $2::text OR starts_with(", path, ", $2::text || '.'))");
}

Params ParamsOf(const DutyScope& scope) { return Params().Add(scope.county).Add(scope.org_path); }

int32_t NumberOf(const std::map<Uuid, int32_t>& numbers, const db::Result& found, int row, int column) {
  if (found.null(row, column)) return -1;
  const auto known = numbers.find(found.Get<Uuid>(row, column));
  return known == numbers.end() ? -1 : known->second;
}

}  // namespace

DutyPlaces ReadDutyPlaces(db::Connection& connection, const DutyScope& scope) {
  static const std::string kSql = absl::StrCat(
      "SELECT o.id, o.path, o.tier, o.display_name, (SELECT count(*) FROM post p WHERE p.county_id = "
      "o.county_id AND p.org_id = o.id AND p.volunteer_id IS NOT NULL)::int4 FROM org o "
      "WHERE o.county_id = $1::int4 AND NOT o.closed AND ",
      Below("o.path"), " ORDER BY o.code COLLATE \"C\", o.display_name COLLATE \"C\", o.id");
  const auto found = connection.Run(kSql, ParamsOf(scope));
  DutyPlaces places;
  for (int row = 0; row < found->rows(); ++row) {
    places.numbers[found->Get<Uuid>(row, 0)] = row;
    v1::DutyPlace& place = places.places.emplace_back();
    place.set_path(found->Get<std::string>(row, 1));
    place.set_tier(found->Get<v1::OrgTier>(row, 2));
    place.set_display_name(found->Get<std::string>(row, 3));
    place.set_posts_held(found->Get<int32_t>(row, 4));
  }
  return places;
}

DutyUnits ReadDutyUnits(db::Connection& connection, const DutyScope& scope) {
  static const std::string kSql =
      "SELECT u.id, u.display_name, u.kind, u.headcount, EXISTS (SELECT FROM team t WHERE t.county_id = "
      "u.county_id AND t.unit_id = u.id AND t.kind = 'SECTOR_TEAM' AND NOT t.suspended) FROM unit u "
      "WHERE u.county_id = $1::int4 AND NOT u.closed ORDER BY u.kind, u.display_name COLLATE \"C\", u.id";
  const auto found = connection.Run(kSql, Params().Add(scope.county));
  DutyUnits units;
  for (int row = 0; row < found->rows(); ++row) {
    const Uuid id = found->Get<Uuid>(row, 0);
    units.numbers[id] = row;
    v1::DutyUnit& unit = units.units.emplace_back();
    unit.set_unit_id(id.ToString());
    unit.set_display_name(found->Get<std::string>(row, 1));
    unit.set_kind(found->Get<v1::UnitKind>(row, 2));
    unit.set_headcount(found->Get<int32_t>(row, 3));
    unit.set_sector(found->Get<bool>(row, 4));
  }
  return units;
}

// The tutor's places, not the team's: the duty is a village's, and a group may meet elsewhere.
std::vector<v1::DutyTeam> ReadDutyTeams(db::Connection& connection, const DutyScope& scope) {
  static const std::string kSql = absl::StrCat(
      "SELECT t.id, t.display_name, t.unit_id, t.skills, "
      "coalesce(m.tutor_paths, '{}'), coalesce(m.artists, 0)::int4 "
      "FROM team t LEFT JOIN (SELECT s.team_id, "
      "array_agg(v.org_path) FILTER (WHERE 'CULTURAL_TUTOR' = ANY (v.kinds)) AS tutor_paths, "
      "count(*) FILTER (WHERE 'ARTIST' = ANY (v.kinds) AND NOT 'CULTURAL_TUTOR' = ANY (v.kinds)) AS artists "
      "FROM membership s JOIN volunteer v ON v.county_id = s.county_id AND v.id = s.volunteer_id "
      "WHERE s.county_id = $1::int4 AND s.state = 'ACTIVE' AND v.state = 'ACTIVE' "
      "AND v.kinds && '{CULTURAL_TUTOR,ARTIST}'::text[] GROUP BY s.team_id) m ON m.team_id = t.id "
      "WHERE t.county_id = $1::int4 AND (t.unit_id IS NOT NULL OR m.tutor_paths IS NOT NULL OR ",
      Below("t.org_path"), ") ORDER BY t.id");
  const auto found = connection.Run(kSql, ParamsOf(scope));
  std::vector<v1::DutyTeam> teams;
  for (int row = 0; row < found->rows(); ++row) {
    v1::DutyTeam& team = teams.emplace_back();
    team.set_team_id(found->Get<Uuid>(row, 0).ToString());
    team.set_display_name(found->Get<std::string>(row, 1));
    if (!found->null(row, 2)) team.set_unit_id(found->Get<Uuid>(row, 2).ToString());
    for (std::string& skill : found->Get<std::vector<std::string>>(row, 3)) team.add_skills(std::move(skill));
    for (std::string& path : found->Get<std::vector<std::string>>(row, 4))
      team.add_tutor_paths(std::move(path));
    team.set_artists(found->Get<int32_t>(row, 5));
  }
  return teams;
}

v1::DutyPeople ReadDutyPeople(db::Connection& connection, const DutyScope& scope, const DutyPlaces& places,
                              const DutyUnits& units) {
  static const std::string kSql = absl::StrCat(
      "SELECT v.id, v.org_id, v.unit_id, coalesce(t.trainings, 0)::int4, "
      "(CASE WHEN l.volunteer_id IS NULL THEN 0 ELSE ",
      kLeads, " END + CASE WHEN c.volunteer_id IS NULL THEN 0 ELSE ", kLiaison,
      " END + CASE WHEN 'CULTURAL_TUTOR' = ANY (v.kinds) THEN ", kTutor,
      " ELSE 0 END)::int4, CASE WHEN $5::bool THEN v.number END FROM volunteer v "
      "LEFT JOIN (SELECT volunteer_id, count(*) AS trainings FROM trained WHERE county_id = $1::int4 "
      "AND attended_at >= $3::timestamptz AND attended_at < $4::timestamptz GROUP BY 1) t "
      "ON t.volunteer_id = v.id "
      "LEFT JOIN (SELECT DISTINCT volunteer_id FROM membership WHERE county_id = $1::int4 AND state = "
      "'ACTIVE' "
      "AND leader) l ON l.volunteer_id = v.id "
      "LEFT JOIN (SELECT p.volunteer_id FROM post p WHERE p.county_id = $1::int4 AND p.kind = 'LIAISON' "
      "AND p.volunteer_id IS NOT NULL UNION SELECT a.volunteer_id FROM role_grant g JOIN account a "
      "ON a.county_id = g.county_id AND a.id = g.account_id WHERE g.county_id = $1::int4 AND g.role = "
      "'LIAISON' "
      "AND g.revoked_at IS NULL AND (g.valid_until IS NULL OR g.valid_until > $6::timestamptz) AND "
      "a.volunteer_id IS NOT NULL) c ON c.volunteer_id = v.id "
      "WHERE v.county_id = $1::int4 AND v.state = 'ACTIVE' AND ",
      Below("v.org_path"), " ORDER BY v.id");
  const auto found = connection.Run(
      kSql, ParamsOf(scope).Add(scope.from).Add(scope.until).Add(scope.with_numbers).Add(scope.now));
  v1::DutyPeople people;
  people.mutable_ids()->reserve(static_cast<size_t>(found->rows()) * sizeof(Uuid));
  for (int row = 0; row < found->rows(); ++row) {
    const Uuid id = found->Get<Uuid>(row, 0);
    people.mutable_ids()->append(id.bytes.begin(), id.bytes.end());
    people.add_places(NumberOf(places.numbers, *found, row, 1));
    people.add_units(NumberOf(units.numbers, *found, row, 2));
    people.add_trainings(found->Get<int32_t>(row, 3));
    people.add_parts(found->Get<int32_t>(row, 4));
    if (scope.with_numbers) people.add_numbers(found->Get<std::string>(row, 5));
  }
  return people;
}

}  // namespace diandan::volunteers
