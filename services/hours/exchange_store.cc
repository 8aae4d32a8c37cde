#include "services/hours/exchange_store.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/db/where.h"
#include "services/db/whole_rows.h"

namespace diandan::hours {
namespace {

using db::Connection;
using db::RowsOf;
using db::Select;
using db::Where;

template <typename Row>
std::vector<Row> RowsWith(Connection& db, Where& where, const std::string& tail) {
  return RowsOf<Row>(*db.Run(absl::StrCat(Select<Row>(), "WHERE ", where.text(), " ", tail), where.params()));
}

void OnDay(Where& where, const char* column, absl::CivilDay day) {
  where.And(absl::StrCat(column, " >= "), absl::FromCivil(day, ChinaTime()));
  where.And(absl::StrCat(column, " < "), absl::FromCivil(day + 1, ChinaTime()));
}

void Standing(Where& where, CountyId county, const Uuid& volunteer) {
  where.And("t.county_id = ", county);
  where.And("t.state = 'POSTED'");
  if (!volunteer.is_nil()) where.And("t.volunteer_id = ", volunteer);
}

void Awarded(Where& where, CountyId county, const Uuid& volunteer) {
  where.And("t.county_id = ", county);
  where.And("t.state = 'AWARDED'");
  where.And("t.subject = 'HONOURED_PERSON'");
  if (!volunteer.is_nil()) where.And("t.nominee_id = ", volunteer);
}

std::string Limit(Where& where, int limit) {
  return absl::StrCat(" LIMIT ", where.Param(static_cast<int32_t>(limit)));
}

void ImportedThatStand(Where& where, CountyId county, v1::RecordGroup group, const Uuid& volunteer) {
  where.And("t.county_id = ", county);
  where.And("t.record_group = ", v1::RecordGroup_Name(group));
  where.And("t.state = 'RECORD_STANDS'");
  if (!volunteer.is_nil()) where.And("t.volunteer_id = ", volunteer);
}

std::optional<absl::CivilDay> FirstDay(const db::ResultPtr& found) {
  if (found->rows() == 0) return std::nullopt;
  return absl::ToCivilDay(found->Get<absl::Time>(0, 0), ChinaTime());
}

// (source, number) after that of a place; COLLATE "C" as the columns are.
std::string AfterPlace(Where& where, const record::Place& after) {
  return absl::StrCat("(t.source, t.source_number) > (", where.Param(after.source), ", ",
                      where.Param(after.number), ")");
}

}  // namespace

std::vector<EntryRow> PostedOn(Connection& db, CountyId county, absl::CivilDay day, const Uuid& after,
                               const Uuid& volunteer, int limit) {
  Where where;
  Standing(where, county, volunteer);
  OnDay(where, "t.start_at", day);
  where.And("t.id > ", after);
  const std::string most = Limit(where, limit);
  return RowsWith<EntryRow>(db, where, absl::StrCat("ORDER BY t.id", most));
}

std::optional<absl::CivilDay> PostedFrom(Connection& db, CountyId county, absl::CivilDay day,
                                         const Uuid& volunteer) {
  Where where;
  Standing(where, county, volunteer);
  where.And("t.start_at >= ", absl::FromCivil(day, ChinaTime()));
  return FirstDay(db.Run(
      absl::StrCat("SELECT t.start_at FROM entry AS t WHERE ", where.text(), " ORDER BY t.start_at LIMIT 1"),
      where.params()));
}

std::vector<EntryRow> PostedOfAcceptances(Connection& db, CountyId county,
                                          const std::vector<Uuid>& acceptances) {
  auto rows = db::RowsWith<EntryRow>(db, county, acceptances, "acceptance_id", " AND t.state = 'POSTED'");
  std::sort(rows.begin(), rows.end(), [](const EntryRow& a, const EntryRow& b) { return a.id < b.id; });
  return rows;
}

std::vector<Uuid> OrdersOf(Connection& db, CountyId county, const Uuid& volunteer, int limit) {
  Where where;
  Standing(where, county, volunteer);
  const std::string most = Limit(where, limit);
  auto found = db.Run(absl::StrCat("SELECT t.order_id FROM entry AS t WHERE ", where.text(),
                                   " ORDER BY t.start_at DESC", most),
                      where.params());
  std::vector<Uuid> orders;
  for (int i = 0; i < found->rows(); ++i) orders.push_back(found->Get<Uuid>(i, 0));
  return orders;
}

std::vector<NominationRow> AwardsOn(Connection& db, CountyId county, absl::CivilDay day, const Uuid& after,
                                    const Uuid& volunteer, int limit) {
  Where where;
  Awarded(where, county, volunteer);
  OnDay(where, "t.awarded_at", day);
  where.And("t.id > ", after);
  const std::string most = Limit(where, limit);
  return RowsWith<NominationRow>(db, where, absl::StrCat("ORDER BY t.id", most));
}

std::optional<absl::CivilDay> AwardsFrom(Connection& db, CountyId county, absl::CivilDay day,
                                         const Uuid& volunteer) {
  Where where;
  Awarded(where, county, volunteer);
  where.And("t.awarded_at >= ", absl::FromCivil(day, ChinaTime()));
  return FirstDay(db.Run(absl::StrCat("SELECT t.awarded_at FROM nomination AS t WHERE ", where.text(),
                                      " ORDER BY t.awarded_at LIMIT 1"),
                         where.params()));
}

std::vector<Uuid> GivenAwards(Connection& db, CountyId county, const std::vector<Uuid>& ids) {
  std::vector<Uuid> given;
  for (const NominationRow& row :
       db::RowsWith<NominationRow>(db, county, ids, "id", " AND t.state = 'AWARDED'"))
    given.push_back(row.id);
  return given;
}

std::vector<ImportedRecordRow> ImportedOn(Connection& db, CountyId county, v1::RecordGroup group,
                                          absl::CivilDay day, const record::Place& after,
                                          const Uuid& volunteer, int limit) {
  Where where;
  ImportedThatStand(where, county, group, volunteer);
  where.And("t.day = ", absl::FromCivil(day, ChinaTime()));
  where.And(AfterPlace(where, after));
  const std::string most = Limit(where, limit);
  return RowsWith<ImportedRecordRow>(db, where, absl::StrCat("ORDER BY t.source, t.source_number", most));
}

std::optional<absl::CivilDay> ImportedFrom(Connection& db, CountyId county, v1::RecordGroup group,
                                           absl::CivilDay day, const Uuid& volunteer) {
  Where where;
  ImportedThatStand(where, county, group, volunteer);
  where.And("t.day >= ", absl::FromCivil(day, ChinaTime()));
  return FirstDay(db.Run(
      absl::StrCat("SELECT t.day FROM imported_record AS t WHERE ", where.text(), " ORDER BY t.day LIMIT 1"),
      where.params()));
}

std::vector<ImportedRecordRow> ImportedOf(Connection& db, CountyId county, const Uuid& volunteer,
                                          v1::RecordGroup group, const Page& page) {
  Where where;
  where.And("t.county_id = ", county);
  where.And("t.volunteer_id = ", volunteer);
  if (group != v1::RECORD_GROUP_UNSPECIFIED) where.And("t.record_group = ", v1::RecordGroup_Name(group));
  if (page.after.size() == 2) {
    const std::string day = where.Param(page.after[0]), id = where.Param(page.after[1]);
    where.And(absl::StrCat("(t.day, t.id) < (", day, "::timestamptz, ", id, "::uuid)"));
  }
  const std::string most = Limit(where, page.size + 1);
  return RowsWith<ImportedRecordRow>(db, where, absl::StrCat("ORDER BY t.day DESC, t.id DESC", most));
}

int64_t ImportedMinutes(Connection& db, CountyId county, const Uuid& volunteer) {
  Where where;
  ImportedThatStand(where, county, v1::SERVICE_RECORDS, volunteer);
  return db
      .Run(absl::StrCat("SELECT coalesce(sum(t.minutes), 0)::int8 FROM imported_record AS t WHERE ",
                        where.text()),
           where.params())
      ->Get<int64_t>(0, 0);
}

std::vector<ImportedRecordRow> StandingRecords(Connection& db, CountyId county,
                                               const std::vector<Uuid>& keys) {
  return db::RowsWith<ImportedRecordRow>(db, county, keys, "record_key", " AND t.state = 'RECORD_STANDS'");
}

// A county has few imports of many records each: their ids are found by skipping from one to the next, and
// only those of the page are counted, all of it in the index of imports.
constexpr char kImports[] = R"(
WITH RECURSIVE ids AS (
  (SELECT import_id FROM imported_record WHERE county_id = $1::int4 ORDER BY import_id LIMIT 1)
  UNION ALL
  SELECT (SELECT t.import_id FROM imported_record AS t
           WHERE t.county_id = $1::int4 AND t.import_id > ids.import_id ORDER BY t.import_id LIMIT 1)
    FROM ids WHERE ids.import_id IS NOT NULL
), brought AS (
  SELECT ids.import_id, f.record_group, f.imported_at, f.imported_by
    FROM ids CROSS JOIN LATERAL (
      SELECT x.* FROM (VALUES ('RECORD_STANDS'), ('RECORD_WITHDRAWN')) AS s(state) CROSS JOIN LATERAL (
        SELECT t.id, t.record_group, t.imported_at, t.imported_by FROM imported_record AS t
         WHERE t.county_id = $1::int4 AND t.import_id = ids.import_id AND t.state = s.state
         ORDER BY t.id LIMIT 1) AS x
       ORDER BY x.id LIMIT 1) AS f
  UNION ALL
  SELECT import_id, 'PERSON_RECORDS', min(known_at), min(known_by) FROM known_person
   WHERE county_id = $1::int4 GROUP BY import_id
), page AS (
  SELECT * FROM brought
   WHERE $2::timestamptz IS NULL OR (imported_at, import_id) < ($2::timestamptz, $3::uuid)
   ORDER BY imported_at DESC, import_id DESC LIMIT $4::int4
)
SELECT p.import_id, p.record_group, p.imported_at, p.imported_by, c.records, c.standing,
       w.withdrawn_at, coalesce(w.withdrawn_by, '')
  FROM page AS p
  CROSS JOIN LATERAL (
    SELECT count(*)::int4 AS records, (count(*) FILTER (WHERE t.state = 'RECORD_STANDS'))::int4 AS standing
      FROM imported_record AS t
     WHERE t.county_id = $1::int4 AND t.import_id = p.import_id AND p.record_group <> 'PERSON_RECORDS'
  UNION ALL
    SELECT count(*)::int4, count(*)::int4 FROM known_person AS t
     WHERE t.county_id = $1::int4 AND t.import_id = p.import_id AND p.record_group = 'PERSON_RECORDS'
  ) AS c
  LEFT JOIN LATERAL (
    SELECT t.withdrawn_at, t.withdrawn_by FROM imported_record AS t
     WHERE t.county_id = $1::int4 AND t.import_id = p.import_id AND t.state = 'RECORD_WITHDRAWN'
     ORDER BY t.id LIMIT 1) AS w ON true
 WHERE c.records > 0
 ORDER BY p.imported_at DESC, p.import_id DESC)";

std::vector<ImportRow> ImportsOf(Connection& db, CountyId county, const Page& page) {
  std::optional<absl::Time> before;
  Uuid id;
  if (page.after.size() == 2) {
    before = db::DecodeTime(page.after[0]);
    id = IdOf(page.after[1]);
  }
  auto found = db.Run(kImports, db::Params().Add(county).Add(before).Add(id).Add(page.size + 1));
  std::vector<ImportRow> rows(found->rows());
  for (int i = 0; i < found->rows(); ++i) {
    ImportRow& row = rows[i];
    row.id = found->Get<Uuid>(i, 0);
    v1::RecordGroup_Parse(found->Get<std::string>(i, 1), &row.group);
    row.imported_at = found->Get<absl::Time>(i, 2);
    row.imported_by = found->Get<std::string>(i, 3);
    row.records = found->Get<int32_t>(i, 4);
    row.standing = found->Get<int32_t>(i, 5);
    row.withdrawn_at = found->Get<std::optional<absl::Time>>(i, 6);
    row.withdrawn_by = found->Get<std::string>(i, 7);
  }
  return rows;
}

std::vector<ImportedRecordRow> ToWithdraw(Connection& db, CountyId county, const Uuid& import,
                                          const Uuid& request, int limit) {
  // Only a call that was made before has anything to find again: whatever it takes, it is the exception.
  const bool again = db.Run("SELECT 1 FROM event WHERE county_id = $1::int4 AND request_id = $2::uuid",
                            db::Params().Add(county).Add(request))
                         ->rows() > 0;
  Where where;
  where.And("t.county_id = ", county);
  where.And("t.import_id = ", import);
  where.And("t.state = ", std::string(again ? "RECORD_WITHDRAWN" : "RECORD_STANDS"));
  if (again) where.And("t.withdrawn_request = ", request);
  const std::string most = Limit(where, limit);
  return RowsWith<ImportedRecordRow>(db, where, absl::StrCat("ORDER BY t.id", most));
}

std::vector<KnownPersonRow> GoOnUnder(Connection& db, CountyId county, const std::vector<Uuid>& volunteers) {
  return db::RowsWith<KnownPersonRow>(db, county, volunteers, "volunteer_id", " AND t.registered_by_import");
}

std::vector<KnownPersonRow> RegisteredByImport(Connection& db, CountyId county, const record::Place& after,
                                               const Uuid& volunteer, int limit) {
  Where where;
  where.And("t.county_id = ", county);
  where.And("t.registered_by_import");
  if (!volunteer.is_nil()) where.And("t.volunteer_id = ", volunteer);
  where.And(AfterPlace(where, after));
  const std::string most = Limit(where, limit);
  return RowsWith<KnownPersonRow>(db, where, absl::StrCat("ORDER BY t.source, t.source_number", most));
}

std::vector<KnownPersonRow> KnownPeople(Connection& db, CountyId county, const std::vector<Uuid>& ids) {
  return db::RowsWith<KnownPersonRow>(db, county, ids);
}

std::vector<RecordHolderRow> Holders(Connection& db, CountyId county, const std::vector<Uuid>& volunteers) {
  return db::RowsWith<RecordHolderRow>(db, county, volunteers);
}

}  // namespace diandan::hours
