#include "services/hours/certificate_store.h"

#include "absl/strings/str_cat.h"
#include "services/db/where.h"
#include "services/db/whole_rows.h"

namespace diandan::hours {
namespace {

using db::Connection;
using db::Params;
using db::RowsOf;
using db::Select;

template <typename Row>
std::optional<Row> OneOf(const db::ResultPtr& found) {
  std::vector<Row> rows = RowsOf<Row>(*found);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

// What somebody sees who looks after some places.
std::string AtOrBelow(const char* column, db::Where& where, const std::vector<std::string>& paths) {
  return absl::StrCat("EXISTS (SELECT FROM unnest(", where.Param(paths), ") AS p WHERE ", column,
                      " = p OR starts_with(", column, ", p || '.'))");
}

}  // namespace

std::vector<EntryRow> PostedEntries(Connection& db, const std::vector<CountyId>& counties,
                                    const PostedFilter& filter, int most) {
  std::vector<EntryRow> entries;
  for (const CountyId county : counties) {
    db::Where where;
    where.And("t.county_id = ", county);
    where.And("t.volunteer_id = ", filter.volunteer);
    where.And("t.state = 'POSTED'");
    if (filter.from != absl::InfinitePast()) where.And("t.start_at >= ", filter.from);
    if (filter.to != absl::InfiniteFuture()) where.And("t.start_at < ", filter.to);
    if (!filter.orders.empty())
      where.And(absl::StrCat("t.order_id = ANY (", where.Param(filter.orders), ")"));
    if (filter.paths) where.And(AtOrBelow("t.station_path", where, *filter.paths));
    const std::string limit = where.Param(static_cast<int32_t>(most));
    auto found = RowsOf<EntryRow>(*db.Run(
        absl::StrCat(Select<EntryRow>(), "WHERE ", where.text(), " ORDER BY t.start_at, t.id LIMIT ", limit),
        where.params()));
    entries.insert(entries.end(), std::make_move_iterator(found.begin()),
                   std::make_move_iterator(found.end()));
  }
  return entries;
}

std::vector<CertificateRow> Certificates(Connection& db, const CertificateFilter& filter, const Page& page) {
  db::Where where;
  where.And("t.county_id = ", filter.county);
  if (!filter.volunteer.is_nil()) where.And("t.volunteer_id = ", filter.volunteer);
  if (filter.state != v1::CERTIFICATE_STATE_UNSPECIFIED)
    where.And(absl::StrCat("t.state = '", v1::CertificateState_Name(filter.state), "'"));
  if (!filter.number.empty()) where.And("t.number = ", filter.number);
  if (filter.changed) {
    where.And("t.state = 'CERTIFICATE_VALID'");
    where.And(
        "EXISTS (SELECT FROM certified AS c WHERE c.county_id = t.county_id AND c.certificate_id = t.id AND "
        "c.changed_at IS NOT NULL)");
  }
  if (!filter.visible.all) where.And(AtOrBelow("t.place_path", where, filter.visible.paths));
  if (page.after.size() == 2) {
    const std::string time = where.Param(page.after[0]), id = where.Param(page.after[1]);
    where.And(absl::StrCat("(t.issued_at, t.id) < (", time, "::timestamptz, ", id, "::uuid)"));
  }
  const std::string limit = where.Param(static_cast<int32_t>(page.size + 1));
  return RowsOf<CertificateRow>(*db.Run(absl::StrCat(Select<CertificateRow>(), "WHERE ", where.text(),
                                                     " ORDER BY t.issued_at DESC, t.id DESC LIMIT ", limit),
                                        where.params()));
}

std::map<Uuid, Changed> ChangesOf(Connection& db, CountyId county, const std::vector<Uuid>& certificates) {
  static const std::string kSql =
      "SELECT c.certificate_id, count(*)::int4, min(c.changed_at) FROM unnest($2::uuid[]) AS u(id) CROSS "
      "JOIN "
      "LATERAL (SELECT certificate_id, changed_at FROM certified WHERE county_id = $1 AND certificate_id = "
      "u.id "
      "AND changed_at IS NOT NULL) AS c GROUP BY c.certificate_id";
  std::map<Uuid, Changed> changes;
  auto found = db.Run(kSql, Params().Add(county).Add(certificates));
  for (int i = 0; i < found->rows(); ++i)
    changes[found->Get<Uuid>(i, 0)] = {found->Get<int32_t>(i, 1), found->Get<absl::Time>(i, 2)};
  return changes;
}

std::optional<CertificateRow> CertificateByNumber(Connection& db, CountyId county,
                                                  const std::string& number) {
  static const std::string kSql =
      absl::StrCat(Select<CertificateRow>(), "WHERE t.county_id = $1 AND t.number = $2");
  return OneOf<CertificateRow>(db.Run(kSql, Params().Add(county).Add(number)));
}

std::optional<CertificateRow> CertificateById(Connection& db, CountyId county, const Uuid& id) {
  static const std::string kSql =
      absl::StrCat(Select<CertificateRow>(), "WHERE t.county_id = $1 AND t.id = $2");
  return OneOf<CertificateRow>(db.Run(kSql, Params().Add(county).Add(id)));
}

std::optional<CertificateContentsRow> ContentsOf(Connection& db, CountyId county, const Uuid& id) {
  static const std::string kSql =
      absl::StrCat(Select<CertificateContentsRow>(), "WHERE t.county_id = $1 AND t.id = $2");
  return OneOf<CertificateContentsRow>(db.Run(kSql, Params().Add(county).Add(id)));
}

std::vector<RevokedNumber> RevokedNumbers(Connection& db, CountyId county) {
  static const std::string kSql =
      "SELECT number, revoked_at FROM certificate WHERE county_id = $1 AND state = 'CERTIFICATE_REVOKED' "
      "ORDER BY revoked_at";
  std::vector<RevokedNumber> numbers;
  auto found = db.Run(kSql, Params().Add(county));
  for (int i = 0; i < found->rows(); ++i)
    numbers.push_back({found->Get<std::string>(i, 0), found->Get<absl::Time>(i, 1)});
  return numbers;
}

std::vector<CertificateKeyRow> CertificateKeysOf(Connection& db, CountyId county) {
  static const std::string kSql =
      absl::StrCat(Select<CertificateKeyRow>(), "WHERE t.county_id = $1 ORDER BY t.first_used_at DESC, t.id");
  return RowsOf<CertificateKeyRow>(*db.Run(kSql, Params().Add(county)));
}

}  // namespace diandan::hours
