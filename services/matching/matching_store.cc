#include "services/matching/matching_store.h"

#include <limits>

#include "absl/strings/str_cat.h"
#include "services/db/whole_rows.h"

namespace diandan::matching {
namespace {

template <typename Row>
std::optional<Row> ReadOne(db::Connection& connection, CountyId county, const Uuid& id) {
  static const std::string sql = absl::StrCat(db::Select<Row>(), "WHERE t.county_id = $1 AND t.id = $2");
  auto found = connection.Run(sql, db::Params().Add(county).Add(id));
  if (found->rows() == 0) return std::nullopt;
  return db::Table<Row>::Decode(*found, 0);
}

template <typename Row>
std::vector<Row> ReadAll(db::Connection& connection, CountyId county) {
  static const std::string sql = absl::StrCat(db::Select<Row>(), "WHERE t.county_id = $1");
  return db::RowsOf<Row>(*connection.Run(sql, db::Params().Add(county)));
}

std::vector<Uuid> TeamsOf(db::Connection& connection, CountyId county, const StaleTeams& which) {
  static const std::string kTeams =
      "SELECT k.id FROM unnest($2::uuid[]) AS k(id) UNION "
      "SELECT m.team_id FROM unnest($3::uuid[]) AS v(id) CROSS JOIN LATERAL (SELECT team_id FROM member "
      "WHERE county_id = $1 AND volunteer_id = v.id AND NOT ended) AS m";
  auto found = connection.Run(kTeams, db::Params().Add(county).Add(which.teams).Add(which.volunteers));
  std::vector<Uuid> teams;
  for (int i = 0; i < found->rows(); ++i) teams.push_back(found->Get<Uuid>(i, 0));
  return teams;
}

TeamParts PartsOf(const db::Result& found, int row) {
  constexpr int kTeamColumns = db::kColumnCount<TeamRow>;
  TeamParts parts{db::Table<TeamRow>::Decode(found, row), {}, {}};
  if (!found.null(row, kTeamColumns)) parts.record = db::Table<RecordRow>::Decode(found, row, kTeamColumns);
  return parts;
}

void AddQualifications(const db::Result& found, std::vector<TeamParts>& teams) {
  absl::flat_hash_map<Uuid, TeamParts*> by_id;
  for (TeamParts& parts : teams) by_id[parts.team.id] = &parts;
  for (int i = 0; i < found.rows(); ++i) {
    auto it = by_id.find(found.Get<Uuid>(i, 0));
    if (it == by_id.end()) continue;
    it->second->qualifications.push_back({found.Get<std::string>(i, 1), found.Get<int32_t>(i, 2)});
  }
}

const std::string& TeamColumns() {
  static const std::string columns =
      absl::StrCat(db::Table<TeamRow>::ColumnList("t"), ", ", db::Table<RecordRow>::ColumnList("r"));
  return columns;
}

std::vector<TeamParts> ReadAllTeams(db::Connection& connection, CountyId county) {
  static const std::string kAll =
      absl::StrCat("SELECT ", TeamColumns(),
                   " FROM team AS t LEFT JOIN team_record AS r ON r.county_id = $1 AND r.id = t.id ",
                   "WHERE t.county_id = $1");
  static const std::string kQualified =
      "SELECT m.team_id, c.code, max(c.day) FROM qualified AS q "
      "CROSS JOIN LATERAL (SELECT team_id FROM member WHERE county_id = $1 AND volunteer_id = q.id AND NOT "
      "ended) AS m "
      "CROSS JOIN LATERAL unnest(q.codes, q.last_days) AS c(code, day) WHERE q.county_id = $1 GROUP BY 1, 2";
  auto found = connection.Run(kAll, db::Params().Add(county));
  std::vector<TeamParts> teams;
  for (int i = 0; i < found->rows(); ++i) teams.push_back(PartsOf(*found, i));
  AddQualifications(*connection.Run(kQualified, db::Params().Add(county)), teams);
  return teams;
}

std::vector<TeamParts> ReadSomeTeams(db::Connection& connection, CountyId county,
                                     const std::vector<Uuid>& ids) {
  static const std::string kSome =
      absl::StrCat("SELECT ", TeamColumns(), " FROM unnest($2::uuid[]) AS k(id) ",
                   "CROSS JOIN LATERAL (SELECT * FROM team WHERE county_id = $1 AND id = k.id LIMIT 1) AS t ",
                   "LEFT JOIN LATERAL (SELECT * FROM team_record WHERE county_id = $1 AND id = k.id LIMIT 1) "
                   "AS r ON true");
  static const std::string kQualified =
      "SELECT m.team_id, c.code, max(c.day) FROM unnest($2::uuid[]) AS k(id) "
      "CROSS JOIN LATERAL (SELECT team_id, volunteer_id FROM member WHERE county_id = $1 AND team_id = k.id "
      "AND NOT ended) AS m "
      "CROSS JOIN LATERAL (SELECT * FROM qualified WHERE county_id = $1 AND id = m.volunteer_id LIMIT 1) AS "
      "q "
      "CROSS JOIN LATERAL unnest(q.codes, q.last_days) AS c(code, day) GROUP BY 1, 2";
  auto found = connection.Run(kSome, db::Params().Add(county).Add(ids));
  std::vector<TeamParts> teams;
  for (int i = 0; i < found->rows(); ++i) teams.push_back(PartsOf(*found, i));
  AddQualifications(*connection.Run(kQualified, db::Params().Add(county).Add(ids)), teams);
  return teams;
}

}  // namespace

std::vector<TeamParts> ReadTeams(db::Connection& connection, CountyId county, const StaleTeams& which) {
  if (which.all) return ReadAllTeams(connection, county);
  return ReadSomeTeams(connection, county, TeamsOf(connection, county, which));
}

std::optional<OrderRow> ReadOrder(db::Connection& connection, CountyId county, const Uuid& order) {
  return ReadOne<OrderRow>(connection, county, order);
}
std::optional<OrgRow> ReadOrg(db::Connection& connection, CountyId county, const Uuid& org) {
  return ReadOne<OrgRow>(connection, county, org);
}
std::optional<WeightsRow> ReadWeights(db::Connection& connection, CountyId county, int32_t version) {
  return ReadOne<WeightsRow>(connection, county, WeightsId(county, version));
}
std::optional<RecommendationRow> ReadRecommendation(db::Connection& connection, CountyId county,
                                                    const Uuid& id) {
  return ReadOne<RecommendationRow>(connection, county, id);
}

absl::flat_hash_map<Uuid, int32_t> ServicesToClient(db::Connection& connection, CountyId county,
                                                    const std::string& client_key) {
  absl::flat_hash_map<Uuid, int32_t> services;
  if (client_key.empty()) return services;
  auto found =
      connection.Run("SELECT team_id, services FROM client_service WHERE county_id = $1 AND client_key = $2",
                     db::Params().Add(county).Add(client_key));
  for (int i = 0; i < found->rows(); ++i) services[found->Get<Uuid>(i, 0)] = found->Get<int32_t>(i, 1);
  return services;
}

std::optional<RecommendationRow> LastWave(db::Connection& connection, CountyId county, const Uuid& order) {
  auto rows = ListRecommendations(connection, county, order, std::numeric_limits<int64_t>::max(), 1);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<AsksRow> ReadAsks(db::Connection& connection, CountyId county,
                              const std::optional<AsksThat>& that) {
  if (!that) return ReadAll<AsksRow>(connection, county);
  static const std::string kSome = absl::StrCat(db::Select<AsksRow>(),
                                                "WHERE t.county_id = $1 AND "
                                                "(cardinality(t.days) >= $2 OR cardinality(t.open) >= $3 OR "
                                                "t.quiet_since <= $4)");
  auto found =
      connection.Run(kSome, db::Params().Add(county).Add(that->days).Add(that->open).Add(that->quiet_since));
  return db::RowsOf<AsksRow>(*found);
}

std::vector<ChanceRow> ReadChances(db::Connection& connection, CountyId county) {
  return ReadAll<ChanceRow>(connection, county);
}

std::vector<RecommendationRow> ListRecommendations(db::Connection& connection, CountyId county,
                                                   const Uuid& order, int64_t before_seq, int limit) {
  static const std::string kOfCounty = absl::StrCat(
      db::Select<RecommendationRow>(), "WHERE t.county_id = $1 AND t.seq < $2 ORDER BY t.seq DESC LIMIT $3");
  static const std::string kOfOrder =
      absl::StrCat(db::Select<RecommendationRow>(),
                   "WHERE t.county_id = $1 AND t.seq < $2 AND t.order_id = $4 ORDER BY t.seq DESC LIMIT $3");
  db::Params params;
  params.Add(county).Add(before_seq).Add<int32_t>(limit);
  if (!order.is_nil()) params.Add(order);
  auto found = connection.Run(order.is_nil() ? kOfCounty : kOfOrder, params);
  return db::RowsOf<RecommendationRow>(*found);
}

std::optional<SimulationRow> ReadSimulation(db::Connection& connection, CountyId county, const Uuid& id) {
  return ReadOne<SimulationRow>(connection, county, id);
}

std::vector<SimulationRow> ListSimulations(db::Connection& connection, CountyId county, int64_t before_seq,
                                           int limit) {
  static const std::string kSelect = absl::StrCat(
      db::Select<SimulationRow>(), "WHERE t.county_id = $1 AND t.seq < $2 ORDER BY t.seq DESC LIMIT $3");
  auto found = connection.Run(kSelect, db::Params().Add(county).Add(before_seq).Add<int32_t>(limit));
  return db::RowsOf<SimulationRow>(*found);
}

std::vector<EmergencyRow> ListEmergencies(db::Connection& connection, CountyId county, absl::Time over_after,
                                          int64_t before_seq, int limit) {
  static const std::string kSelect = absl::StrCat(db::Select<EmergencyRow>(),
                                                  "WHERE t.county_id = $1 AND t.over_at > $2 AND t.seq < $3 "
                                                  "ORDER BY t.seq DESC LIMIT $4");
  auto found =
      connection.Run(kSelect, db::Params().Add(county).Add(over_after).Add(before_seq).Add<int32_t>(limit));
  return db::RowsOf<EmergencyRow>(*found);
}

std::vector<Bytes> ReadOrderFacts(db::Connection& connection, CountyId county, int limit) {
  // Ids begin with their time.
  auto found = connection.Run("SELECT facts FROM order_mirror WHERE county_id = $1 ORDER BY id DESC LIMIT $2",
                              db::Params().Add(county).Add<int32_t>(limit));
  std::vector<Bytes> facts;
  for (int i = 0; i < found->rows(); ++i) facts.push_back(found->Get<Bytes>(i, 0));
  return facts;
}

}  // namespace diandan::matching
