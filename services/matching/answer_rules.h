// Rankings as messages: what the service answers and what a recommendation keeps. Pure; sentences are
// added at the edge (ranking_words.h).
#pragma once

#include "diandan/matching/v1/matching_service.pb.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/matching/rows.h"
#include "services/matching/team_index.h"

namespace diandan::matching {

// What an order asks for.
v1::Need NeedOf(const orders::v1::OrderChanged& order);
// The same of a draft, at its station. The station's point stands in for a missing one.
v1::Need NeedOf(const v1::OrderDraft& draft, const OrgRow& station);

// One team at its place, with terms, without reasons.
v1::RankedTeam Describe(CountyId county, const Ask& ask, const v1::Weights& weights,
                        const Candidate& candidate, int32_t rank);
// Ranks, and lists the best `limit` with terms and reasons. Returns the ranking behind it.
Ranking ListRanked(CountyId county, const Ask& ask, const v1::Weights& weights, const TeamIndex& index,
                   size_t limit, google::protobuf::RepeatedPtrField<v1::RankedTeam>& listed);
void CountLeftOut(const Ranking& ranking, google::protobuf::RepeatedPtrField<v1::LeftOutCount>& counts);
// Those left out, nearest to fitting first.
void ListLeftOut(CountyId county, const Ask& ask, const TeamIndex& index, size_t limit,
                 google::protobuf::RepeatedPtrField<v1::LeftOutTeam>& listed);

v1::WhyNotResponse WhyNot(CountyId county, const Ask& ask, const v1::Weights& weights, const TeamIndex& index,
                          const Team& team);

}  // namespace diandan::matching
