#include "services/volunteers/team_store.h"

#include "services/volunteers/store_lists.h"

namespace diandan::volunteers {

using db::Params;

// A county's teams are some hundreds: all but the first order are sorted as they are read.
StatusOr<db::SortedRows<TeamRow>> ListTeams(db::Connection& connection, CountyId county,
                                            const TeamFilter& filter, const Page& page) {
  const db::OrderBy order(filter.order_by, "display_name",
                          {{"display_name", "x.display_name COLLATE pinyin", "text"},
                           {"org_path", "x.org_path", "text"},
                           {"member_count", "x.member_count", "int4"},
                           {"create_time", "x.created_at", "timestamptz"}});
  db::Where where;
  where.And("x.county_id = ", county);
  if (filter.org) where.And(OfOrg(where, county, *filter.org));
  if (filter.unit) where.And("x.unit_id = ", *filter.unit);
  if (!filter.kind.empty()) where.And("x.kind = ", filter.kind);
  if (!filter.skill.empty()) where.And(absl::StrCat(where.Param(filter.skill), " = ANY (x.skills)"));
  if (!filter.include_suspended) where.And("NOT x.suspended");
  return db::ReadSorted<TeamRow>(connection, order, where, page);
}

std::vector<MemberLine> ListMemberships(db::Connection& connection, CountyId county,
                                        const MemberFilter& filter, const Page& page) {
  static const std::string kSql =
      "SELECT COALESCE(v.number, g.number, ''), COALESCE(v.chosen_name, g.chosen_name, ''), " +
      db::Table<MembershipRow>::ColumnList("m") +
      " FROM membership m"
      " LEFT JOIN volunteer v ON v.county_id = m.county_id AND v.id = m.volunteer_id"
      " LEFT JOIN guest g ON g.county_id = m.county_id AND g.id = m.volunteer_id"
      " WHERE m.county_id = $1::int4 AND ($2::uuid IS NULL OR m.team_id = $2::uuid)"
      " AND ($3::uuid IS NULL OR m.volunteer_id = $3::uuid) AND ($4::bool OR m.state <> 'ENDED')"
      " AND ($5::uuid IS NULL OR m.id > $5::uuid) ORDER BY m.id LIMIT $6::int4";
  auto result = connection.Run(kSql, Params()
                                         .Add(county)
                                         .Add(filter.team)
                                         .Add(filter.volunteer)
                                         .Add(filter.include_ended)
                                         .AddText(After(page, 0))
                                         .Add(Limit(page)));
  std::vector<MemberLine> lines;
  for (int i = 0; i < result->rows(); ++i) {
    lines.push_back({db::Table<MembershipRow>::Decode(*result, i, 2), result->Get<std::string>(i, 0),
                     result->Get<std::string>(i, 1)});
  }
  return lines;
}

std::vector<TrainingRow> ListTrainings(db::Connection& connection, CountyId county, const std::string& kind,
                                       const Page& page) {
  static const std::string kSql =
      "SELECT " + db::Table<TrainingRow>::ColumnList("t") +
      " FROM training t WHERE county_id = $1::int4 AND ($2::text = '' OR kind = $2::text)"
      " AND ($3::timestamptz IS NULL OR (starts_at, id) < ($3::timestamptz, $4::uuid))"
      " ORDER BY starts_at DESC, id DESC LIMIT $5::int4";
  auto result = connection.Run(
      kSql, Params().Add(county).Add(kind).AddText(After(page, 0)).AddText(After(page, 1)).Add(Limit(page)));
  return AllRows<TrainingRow>(*result);
}

}  // namespace diandan::volunteers
