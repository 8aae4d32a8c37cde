#include "services/hours/risk_store.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/request_fields.h"
#include "services/db/cells.h"
#include "services/db/whole_rows.h"
#include "services/hours/risk/detect.h"

namespace diandan::hours {
namespace {

using db::Connection;
using db::Params;

constexpr size_t kPicturesAtOnce = 1000, kRisksAtOnce = 1000;

// Entries that pass by rule as soon as somebody has looked: from the few that wait to pass, one by one.
constexpr char kNotLookedAt[] =
    " FROM (SELECT DISTINCT county_id, acceptance_id FROM entry WHERE passes_by_rule AND state = 'PENDING') "
    "AS e"
    " JOIN acceptance AS a ON a.county_id = e.county_id AND a.id = e.acceptance_id WHERE NOT EXISTS"
    " (SELECT FROM risk_look AS l WHERE l.county_id = a.county_id AND l.id = a.id AND l.revision >= "
    "a.revision)";

std::vector<PictureOf> PicturesOf(const db::ResultPtr& found) {
  std::vector<PictureOf> pictures;
  for (int i = 0; i < found->rows(); ++i)
    pictures.push_back({found->Get<Uuid>(i, 0), found->Get<int32_t>(i, 1)});
  return pictures;
}

absl::flat_hash_map<Uuid, v1::Risk> ReadRisks(const db::ResultPtr& found) {
  absl::flat_hash_map<Uuid, v1::Risk> risks;
  for (int i = 0; i < found->rows(); ++i) {
    v1::Risk& risk = risks[found->Get<Uuid>(i, 0)];
    risk.ParseFromString(found->Get<Bytes>(i, 1).data);
    *risk.mutable_found_time() = ToTimestamp(found->Get<absl::Time>(i, 2));
  }
  return risks;
}

void WriteLooks(Connection& db, CountyId county, const std::vector<PictureOf>& looked) {
  static const std::string kSql =
      "INSERT INTO risk_look AS l (county_id, id, revision)"
      " SELECT $1::int4, w.id, w.revision FROM unnest($2::uuid[], $3::int4[]) AS w (id, revision)"
      " ON CONFLICT (county_id, id) DO UPDATE SET revision = greatest(l.revision, excluded.revision)";
  if (looked.empty()) return;
  std::vector<Uuid> ids;
  std::vector<int32_t> revisions;
  for (const PictureOf& picture : looked) {
    ids.push_back(picture.acceptance);
    revisions.push_back(picture.revision);
  }
  db.Run(kSql, Params().Add(county).Add(ids).Add(revisions));
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

std::vector<CountyId> CountiesToLookAt(Connection& db) {
  static const std::string kSql = absl::StrCat("SELECT DISTINCT e.county_id", kNotLookedAt);
  const auto found = db.Run(kSql);
  std::vector<CountyId> counties;
  for (int i = 0; i < found->rows(); ++i) counties.push_back(found->Get<int32_t>(i, 0));
  return counties;
}

std::vector<PictureOf> PicturesToLookAt(Connection& db, CountyId county) {
  static const std::string kSql =
      absl::StrCat("SELECT a.id, a.revision", kNotLookedAt, " AND a.county_id = $1");
  return PicturesOf(db.Run(kSql, Params().Add(county)));
}

std::vector<PictureOf> PicturesSince(Connection& db, CountyId county, absl::Time since) {
  static const std::string kSql =
      "SELECT id, revision FROM evidence WHERE county_id = $1 AND ended_at > $2 ORDER BY ended_at, id";
  return PicturesOf(db.Run(kSql, Params().Add(county).Add(since)));
}

void EachPicture(Connection& db, CountyId county, const std::vector<Uuid>& acceptances,
                 const std::function<void(const orders::v1::Settled&)>& each) {
  static const std::string kSql =
      "SELECT e.picture FROM unnest($1::int4[], $2::uuid[]) AS w (county_id, id) CROSS JOIN LATERAL"
      " (SELECT picture FROM evidence AS x WHERE x.county_id = w.county_id AND x.id = w.id) AS e";
  for (size_t begin = 0; begin < acceptances.size(); begin += kPicturesAtOnce) {
    auto counties = db::Cells::Of<int32_t>();
    auto ids = db::Cells::Of<Uuid>();
    for (size_t i = begin; i < std::min(begin + kPicturesAtOnce, acceptances.size()); ++i) {
      counties.Add(county);
      ids.Add(acceptances[i]);
    }
    db::Together page;
    page.Add(
        kSql, db::Arrays().Add(std::move(counties)).Add(std::move(ids)),
        [&](const db::Result& found) {
          orders::v1::Settled picture;
          for (int i = 0; i < found.rows(); ++i) {
            const absl::string_view bytes = found.text(i, 0);
            if (picture.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) each(picture);
          }
        },
        db::Together::Form::kBinary);
    db.RunAll(page);
  }
}

std::vector<ServiceRatingRow> RatingsAfter(Connection& db, CountyId county, int64_t seq, absl::Time since) {
  static const std::string kSql = [] {
    const std::string rows =
        absl::StrCat(db::Select<ServiceRatingRow>(), "WHERE county_id = $1 AND rated_at > $3");
    return absl::StrCat(rows, " AND event_seq > $2 UNION ALL ", rows, " AND annulled AND event_seq <= $2");
  }();
  return db::RowsOf<ServiceRatingRow>(*db.Run(kSql, Params().Add(county).Add(seq).Add(since)));
}

std::vector<MemberRow> MembersAfter(Connection& db, CountyId county, int64_t seq) {
  static const std::string kSql = absl::StrCat(
      db::Select<MemberRow>(), "WHERE county_id = $1 AND event_seq > $2 AND (NOT ended OR $2 > 0)");
  return db::RowsOf<MemberRow>(*db.Run(kSql, Params().Add(county).Add(seq)));
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

absl::flat_hash_map<Uuid, KnownRisk> KnownRisks(Connection& db, CountyId county, absl::Time since) {
  static const std::string kSql =
      "SELECT r.id, r.flags, r.found_at, e.acceptance_id FROM risk AS r JOIN entry AS e ON"
      " e.county_id = r.county_id AND e.id = r.id WHERE r.county_id = $1 AND r.found_at > $2";
  const auto found = db.Run(kSql, Params().Add(county).Add(since));
  absl::flat_hash_map<Uuid, KnownRisk> known;
  for (auto& [id, risk] : ReadRisks(found)) known[id].risk = std::move(risk);
  for (int i = 0; i < found->rows(); ++i) known[found->Get<Uuid>(i, 0)].acceptance = found->Get<Uuid>(i, 3);
  return known;
}

void WriteRisks(Connection& db, CountyId county, const RiskChanges& changes, absl::Time now) {
  static const std::string kWrite = absl::StrCat(
      "INSERT INTO risk (county_id, id, points, flags, found_at, recalls)"
      " SELECT $1::int4, f.id, f.points, f.flags::bytea, $5::timestamptz, f.points >= ",
      risk::kQueuePoints,
      " AND EXISTS"
      " (SELECT FROM entry AS e WHERE e.county_id = $1 AND e.id = f.id AND e.state = 'NOTICE'"
      " AND e.first_reviewer = 'service:hours')"
      " FROM unnest($2::uuid[], $3::int4[], $4::text[]) AS f (id, points, flags)"
      " ON CONFLICT (county_id, id) DO UPDATE SET points = excluded.points, flags = excluded.flags,"
      " found_at = excluded.found_at, recalls = excluded.recalls");
  static const std::string kForget = "DELETE FROM risk WHERE county_id = $1 AND id = ANY ($2)";
  WriteLooks(db, county, changes.looked);
  // In pieces: a statement has its time, and somebody may have found a whole season of one team.
  for (size_t begin = 0; begin < changes.found.size(); begin += kRisksAtOnce) {
    std::vector<Uuid> ids;
    std::vector<int32_t> points;
    std::vector<std::string> flags;
    for (size_t i = begin; i < std::min(begin + kRisksAtOnce, changes.found.size()); ++i) {
      const auto& [id, risk] = changes.found[i];
      ids.push_back(id);
      points.push_back(risk.points());
      flags.push_back(db::EncodeBytes(risk.SerializeAsString()));
    }
    db.Run(kWrite, Params().Add(county).Add(ids).Add(points).Add(flags).Add(now));
  }
  for (size_t begin = 0; begin < changes.gone.size(); begin += kRisksAtOnce) {
    const auto from = changes.gone.begin() + static_cast<std::ptrdiff_t>(begin);
    const size_t some = std::min(kRisksAtOnce, changes.gone.size() - begin);
    db.Run(kForget,
           Params().Add(county).Add(std::vector<Uuid>(from, from + static_cast<std::ptrdiff_t>(some))));
  }
}

void Recalled(Connection& db, CountyId county, const Uuid& entry) {
  static const std::string kSql =
      "UPDATE risk SET recalls = false WHERE county_id = $1 AND id = $2 AND recalls";
  db.Run(kSql, Params().Add(county).Add(entry));
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
