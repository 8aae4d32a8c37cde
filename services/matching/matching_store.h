// Reads of matching beside the tables' own loading: a county's teams with all that counts, what a household
// knows of them, recommendations by page. All throw db::Error; run them in a transaction of the county.
#pragma once

#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/db/query.h"
#include "services/matching/rows.h"

namespace diandan::matching {

// Whose teams to read again.
struct StaleTeams {
  bool all = false;
  std::vector<Uuid> teams;
  std::vector<Uuid> volunteers;  // their teams
};
std::vector<TeamParts> ReadTeams(db::Connection& connection, CountyId county, const StaleTeams& which);

std::optional<OrderRow> ReadOrder(db::Connection& connection, CountyId county, const Uuid& order);
std::optional<OrgRow> ReadOrg(db::Connection& connection, CountyId county, const Uuid& org);
std::optional<WeightsRow> ReadWeights(db::Connection& connection, CountyId county, int32_t version);
std::optional<RecommendationRow> ReadRecommendation(db::Connection& connection, CountyId county,
                                                    const Uuid& id);

// How often each team has served this household.
absl::flat_hash_map<Uuid, int32_t> ServicesToClient(db::Connection& connection, CountyId county,
                                                    const std::string& client_key);
// Its last recommendation; nullopt = none yet.
std::optional<RecommendationRow> LastWave(db::Connection& connection, CountyId county, const Uuid& order);

// Of the teams it holds of; by default of every team of the county.
std::vector<AsksRow> ReadAsks(db::Connection& connection, CountyId county,
                              const std::optional<AsksThat>& that = {});
// For the size of a wave and nothing else (wave_size.h).
std::vector<ChanceRow> ReadChances(db::Connection& connection, CountyId county);

// Newest first, those before `seq`; `order` nil = of the county.
std::vector<RecommendationRow> ListRecommendations(db::Connection& connection, CountyId county,
                                                   const Uuid& order, int64_t before_seq, int limit);

std::optional<SimulationRow> ReadSimulation(db::Connection& connection, CountyId county, const Uuid& id);
// Newest first, those before `seq`.
std::vector<SimulationRow> ListSimulations(db::Connection& connection, CountyId county, int64_t before_seq,
                                           int limit);
// Newest first, those before `seq` that are over later than `over_after`.
std::vector<EmergencyRow> ListEmergencies(db::Connection& connection, CountyId county, absl::Time over_after,
                                          int64_t before_seq, int limit);
// The last facts of the county's newest orders (orders.v1.OrderChanged), newest first.
std::vector<Bytes> ReadOrderFacts(db::Connection& connection, CountyId county, int limit);

}  // namespace diandan::matching
