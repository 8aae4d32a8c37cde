#include "services/volunteers/record_store.h"

#include "services/base/clock.h"
#include "services/volunteers/store_lists.h"

namespace diandan::volunteers {
namespace {

using db::Params;

std::vector<Uuid> FirstColumn(const db::Result& result) {
  std::vector<Uuid> ids;
  for (int i = 0; i < result.rows(); ++i) ids.push_back(result.Get<Uuid>(i, 0));
  return ids;
}

}  // namespace

std::vector<Uuid> PeopleAfter(db::Connection& connection, CountyId county, const std::string& number,
                              int limit) {
  static const std::string kSql =
      "SELECT id FROM volunteer WHERE county_id = $1::int4 AND number > $2::text ORDER BY number LIMIT "
      "$3::int4";
  return FirstColumn(*connection.Run(kSql, Params().Add(county).Add(number).Add(limit)));
}

std::vector<Uuid> PeopleByNumbers(db::Connection& connection, CountyId county,
                                  const std::vector<std::string>& numbers) {
  static const std::string kSql =
      "SELECT x.id FROM unnest($2::text[]) AS r(number) CROSS JOIN LATERAL (SELECT id FROM volunteer"
      " WHERE county_id = $1::int4 AND number = r.number LIMIT 1) AS x";
  return FirstColumn(*connection.Run(kSql, Params().Add(county).Add(numbers)));
}

std::vector<Uuid> OrgsByCodes(db::Connection& connection, CountyId county,
                              const std::vector<std::string>& codes) {
  static const std::string kSql =
      "SELECT x.id FROM unnest($2::text[]) AS r(code) CROSS JOIN LATERAL (SELECT id FROM org"
      " WHERE county_id = $1::int4 AND code = r.code AND code <> '' LIMIT 1) AS x";
  return FirstColumn(*connection.Run(kSql, Params().Add(county).Add(codes)));
}

std::vector<TrainedRow> TrainedOn(db::Connection& connection, CountyId county, absl::CivilDay day,
                                  const Uuid& after, const Uuid& volunteer, int limit) {
  db::Where where;
  where.And("x.county_id = ", county);
  where.And("x.attended_at >= ", absl::FromCivil(day, ChinaTime()));
  where.And("x.attended_at < ", absl::FromCivil(day + 1, ChinaTime()));
  where.And("x.id > ", after);
  if (!volunteer.is_nil()) where.And("x.volunteer_id = ", volunteer);
  const std::string most = where.Param(static_cast<int32_t>(limit));
  return AllRows<TrainedRow>(
      *connection.Run(absl::StrCat("SELECT ", db::Table<TrainedRow>::ColumnList("x"),
                                   " FROM trained AS x WHERE ", where.text(), " ORDER BY x.id LIMIT ", most),
                      where.params()));
}

std::optional<absl::CivilDay> TrainedFrom(db::Connection& connection, CountyId county, absl::CivilDay day,
                                          const Uuid& volunteer) {
  db::Where where;
  where.And("x.county_id = ", county);
  where.And("x.attended_at >= ", absl::FromCivil(day, ChinaTime()));
  if (!volunteer.is_nil()) where.And("x.volunteer_id = ", volunteer);
  auto found = connection.Run(absl::StrCat("SELECT x.attended_at FROM trained AS x WHERE ", where.text(),
                                           " ORDER BY x.attended_at LIMIT 1"),
                              where.params());
  if (found->rows() == 0) return std::nullopt;
  return absl::ToCivilDay(found->Get<absl::Time>(0, 0), ChinaTime());
}

}  // namespace diandan::volunteers
