#include "services/hours/risk_store.h"

#include "services/base/request_fields.h"
#include "services/db/codec.h"

namespace diandan::hours {
namespace {

using db::Connection;
using db::Params;

constexpr int kPicturesAtOnce = 2000;

absl::flat_hash_map<Uuid, v1::Risk> ReadRisks(const db::ResultPtr& found) {
  absl::flat_hash_map<Uuid, v1::Risk> risks;
  for (int i = 0; i < found->rows(); ++i) {
    v1::Risk& risk = risks[found->Get<Uuid>(i, 0)];
    risk.ParseFromString(found->Get<Bytes>(i, 1).data);
    *risk.mutable_found_time() = ToTimestamp(found->Get<absl::Time>(i, 2));
  }
  return risks;
}

}  // namespace

std::vector<CountyId> CountiesWithEvidence(Connection& db) {
  const auto found = db.Run(
      "SELECT c.county_id FROM county_clock AS c WHERE EXISTS (SELECT FROM evidence AS e WHERE e.county_id = "
      "c.county_id)",
      Params());
  std::vector<CountyId> counties;
  for (int i = 0; i < found->rows(); ++i) counties.push_back(found->Get<int32_t>(i, 0));
  return counties;
}

void EachPicture(Connection& db, CountyId county, absl::Time since,
                 const std::function<void(const orders::v1::Settled&)>& each) {
  static const std::string kSql =
      "SELECT ended_at, id, picture FROM evidence WHERE county_id = $1 AND (ended_at, id) > ($2, $3::uuid)"
      " ORDER BY ended_at, id LIMIT $4";
  absl::Time last = since;
  Uuid last_id;
  for (;;) {
    const auto found =
        db.Run(kSql, Params().Add(county).Add(last).Add(last_id).Add(int32_t{kPicturesAtOnce}));
    for (int i = 0; i < found->rows(); ++i) {
      orders::v1::Settled picture;
      last = found->Get<absl::Time>(i, 0);
      last_id = found->Get<Uuid>(i, 1);
      if (picture.ParseFromString(found->Get<Bytes>(i, 2).data)) each(picture);
    }
    if (found->rows() < kPicturesAtOnce) return;
  }
}

std::vector<Elsewhere> EntriesElsewhere(Connection& db, CountyId county,
                                        const std::vector<std::pair<Uuid, CountyId>>& guests,
                                        absl::Time since) {
  static const std::string kSql =
      "SELECT e.county_id, e.id, e.volunteer_id, e.team_id, e.start_at, e.end_at, e.reported_minutes"
      " FROM (SELECT volunteer_id, service_county FROM served_county WHERE county_id = $1"
      "       UNION SELECT * FROM unnest($2::uuid[], $3::int4[])) AS w (volunteer_id, county_id)"
      " CROSS JOIN LATERAL (SELECT * FROM entry AS x WHERE x.county_id = w.county_id AND"
      " x.volunteer_id = w.volunteer_id AND x.start_at >= $4 AND x.state <> 'VOIDED') AS e"
      " WHERE w.county_id <> $1";
  std::vector<Uuid> people;
  std::vector<int32_t> counties;
  for (const auto& [person, home] : guests) people.push_back(person), counties.push_back(home);
  const auto found = db.Run(kSql, Params().Add(county).Add(people).Add(counties).Add(since));
  std::vector<Elsewhere> elsewhere;
  for (int i = 0; i < found->rows(); ++i) {
    elsewhere.push_back({found->Get<int32_t>(i, 0), found->Get<Uuid>(i, 1), found->Get<Uuid>(i, 2),
                         found->Get<Uuid>(i, 3), found->Get<absl::Time>(i, 4), found->Get<absl::Time>(i, 5),
                         found->Get<int32_t>(i, 6)});
  }
  return elsewhere;
}

absl::flat_hash_map<Uuid, v1::Risk> KnownRisks(Connection& db, CountyId county) {
  return ReadRisks(db.Run("SELECT id, flags, found_at FROM risk WHERE county_id = $1", Params().Add(county)));
}

void WriteRisks(Connection& db, CountyId county, const RiskChanges& changes, absl::Time now) {
  static const std::string kWrite =
      "INSERT INTO risk (county_id, id, points, flags, found_at)"
      " SELECT $1::int4, f.id, f.points, f.flags::bytea, $5::timestamptz"
      " FROM unnest($2::uuid[], $3::int4[], $4::text[]) AS f (id, points, flags)"
      " ON CONFLICT (county_id, id) DO UPDATE SET points = excluded.points, flags = excluded.flags,"
      " found_at = excluded.found_at";
  std::vector<Uuid> ids;
  std::vector<int32_t> points;
  std::vector<std::string> flags;
  for (const auto& [id, risk] : changes.found) {
    ids.push_back(id);
    points.push_back(risk.points());
    flags.push_back(db::EncodeBytes(risk.SerializeAsString()));
  }
  if (!ids.empty()) db.Run(kWrite, Params().Add(county).Add(ids).Add(points).Add(flags).Add(now));
  if (changes.gone.empty()) return;
  db.Run("DELETE FROM risk WHERE county_id = $1 AND id = ANY ($2)", Params().Add(county).Add(changes.gone));
}

absl::flat_hash_map<Uuid, v1::Risk> RisksOf(Connection& db, CountyId county,
                                            const std::vector<Uuid>& entries) {
  static const std::string kSql =
      "SELECT r.id, r.flags, r.found_at FROM unnest($2::uuid[]) AS w (id) CROSS JOIN LATERAL"
      " (SELECT * FROM risk AS x WHERE x.county_id = $1 AND x.id = w.id) AS r";
  if (entries.empty()) return {};
  return ReadRisks(db.Run(kSql, Params().Add(county).Add(entries)));
}

}  // namespace diandan::hours
