#include "services/matching/matching_access.h"

#include "services/base/county_readers.h"

namespace diandan::matching {

const std::vector<AccessRow>& MatchingAccess() {
  static const std::vector<Role> kSeesRankings = {Role::kClerk, Role::kOfficer, Role::kDispatcher,
                                                  Role::kCountyAdmin, Role::kAuditor};
  // A leader sees why the own team was asked, and nothing of the others.
  static const std::vector<Role> kSeesRecommendations = {
      Role::kClerk, Role::kOfficer, Role::kDispatcher, Role::kCountyAdmin, Role::kAuditor, Role::kLeader};
  static const std::vector<Role> kOffers = {Role::kClerk, Role::kOfficer, Role::kDispatcher};
  static const std::vector<Role> kPlans = {Role::kDispatcher, Role::kCountyAdmin};
  static const std::vector<Role> kSeesPlans = {Role::kDispatcher, Role::kCountyAdmin, Role::kAuditor};
  static const std::vector<Role> kSimulates = {Role::kCountyAdmin, Role::kDispatcher};
  static const std::vector<Role> kSeesSimulations = {Role::kCountyAdmin, Role::kDispatcher, Role::kAuditor};
  static const std::vector<Role> kMends = {Role::kOperator, Role::kCountyAdmin};
  static const auto* rows = new std::vector<AccessRow>{
      {"/diandan.matching.v1.MatchingService/RankTeams", kSeesRankings, {}},
      {"/diandan.matching.v1.MatchingService/WhyNot", kSeesRankings, {}},
      {"/diandan.matching.v1.MatchingService/GetRecommendation", kSeesRecommendations, {"orders"}},
      {"/diandan.matching.v1.MatchingService/ListRecommendations", kSeesRankings, {}},
      {"/diandan.matching.v1.MatchingService/GetWeights", kSeesRankings, {}},
      {"/diandan.matching.v1.MatchingService/SetWeights", {Role::kCountyAdmin}, {}},
      {"/diandan.matching.v1.PlanService/PlanDispatch", kPlans, {}},
      {"/diandan.matching.v1.PlanService/JoinPlan", kPlans, {}},
      {"/diandan.matching.v1.PlanService/GetPlan", kSeesPlans, {}},
      {"/diandan.matching.v1.PlanService/ListPlans", kSeesPlans, {}},
      {"/diandan.matching.v1.PlanService/ListPlanLines", kSeesPlans, {}},
      {"/diandan.matching.v1.PlanService/WhyNotInPlan", kSeesPlans, {}},
      {"/diandan.matching.v1.PlanService/CommitPlan", kPlans, {}},
      {"/diandan.matching.v1.SuggestionService/ListSuggestions", kSeesRankings, {}},
      {"/diandan.matching.v1.SuggestionService/DismissSuggestion", kOffers, {}},
      {"/diandan.matching.v1.SuggestionService/AskBundle", kOffers, {}},
      {"/diandan.matching.v1.SimulationService/SimulatePolicy", kSimulates, {}},
      {"/diandan.matching.v1.SimulationService/GetSimulation", kSeesSimulations, {}},
      {"/diandan.matching.v1.SimulationService/GetSimulationReport", kSeesSimulations, {}},
      {"/diandan.matching.v1.SimulationService/ListSimulations", kSeesSimulations, {}},
      {"/diandan.matching.v1.FairnessService/GetFairness", kSeesRankings, {}},
      {"/diandan.matching.v1.EmergencyService/DeclareEmergency", kPlans, {}},
      {"/diandan.matching.v1.EmergencyService/EndEmergency", kPlans, {}},
      {"/diandan.matching.v1.EmergencyService/ListEmergencies", kSeesRankings, {}},
      {"/diandan.matching.v1.MatchingEvents/Follow", {}, {"volunteers", "orders", "hours"}},
      {"/diandan.matching.v1.MatchingEvents/ListDeadLetters", kMends, {}},
      {"/diandan.matching.v1.MatchingEvents/ReplayDeadLetter", kMends, {}},
      {"/diandan.matching.v1.MatchingEvents/ListAuditEntries", AuditReaders(), {}},
      {"/diandan.matching.v1.MatchingEvents/ListCheckpoints", {}, {}, true},
  };
  return *rows;
}

}  // namespace diandan::matching
