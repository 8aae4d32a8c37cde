// MatchingService and MatchingEvents over gRPC.
#pragma once

#include <functional>

#include "diandan/matching/v1/matching_events_service.grpc.pb.h"
#include "diandan/matching/v1/matching_service.grpc.pb.h"
#include "services/matching/team_cache.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::matching {

class MatchingService final : public rpc::Serving<v1::MatchingService> {
 public:
  MatchingService(const rpc::Home& home, TeamCache* teams) : home_(home), teams_(teams) {
    Serve(this, &MatchingService::RankTeams, &MatchingService::WhyNot, &MatchingService::GetRecommendation,
          &MatchingService::ListRecommendations, &MatchingService::GetWeights, &MatchingService::SetWeights);
  }

  grpc::ServerUnaryReactor* RankTeams(grpc::CallbackServerContext* context,
                                      const v1::RankTeamsRequest* request, v1::RankTeamsResponse* response);
  grpc::ServerUnaryReactor* WhyNot(grpc::CallbackServerContext* context, const v1::WhyNotRequest* request,
                                   v1::WhyNotResponse* response);
  grpc::ServerUnaryReactor* GetRecommendation(grpc::CallbackServerContext* context,
                                              const v1::GetRecommendationRequest* request,
                                              v1::Recommendation* response);
  grpc::ServerUnaryReactor* ListRecommendations(grpc::CallbackServerContext* context,
                                                const v1::ListRecommendationsRequest* request,
                                                v1::ListRecommendationsResponse* response);
  grpc::ServerUnaryReactor* GetWeights(grpc::CallbackServerContext* context,
                                       const v1::GetWeightsRequest* request, v1::Weights* response);
  grpc::ServerUnaryReactor* SetWeights(grpc::CallbackServerContext* context,
                                       const v1::SetWeightsRequest* request, v1::Weights* response);

 private:
  const rpc::Home& home_;
  TeamCache* const teams_;
};

class MatchingEvents final : public rpc::Serving<v1::MatchingEvents> {
 public:
  // Replays what is parked for one aggregate, of every service followed; blocks.
  using Replay = std::function<Status(CountyId, const Uuid& subject)>;
  MatchingEvents(const rpc::Home& home, Replay replay) : home_(home), replay_(std::move(replay)) {
    Serve(this, &MatchingEvents::Follow, &MatchingEvents::ListDeadLetters, &MatchingEvents::ReplayDeadLetter,
          &MatchingEvents::ListAuditEntries, &MatchingEvents::ListCheckpoints);
  }

  grpc::ServerWriteReactor<events::v1::FollowResponse>* Follow(grpc::CallbackServerContext* context,
                                                               const events::v1::FollowRequest* request);
  grpc::ServerUnaryReactor* ListDeadLetters(grpc::CallbackServerContext* context,
                                            const v1::ListDeadLettersRequest* request,
                                            v1::ListDeadLettersResponse* response);
  grpc::ServerUnaryReactor* ReplayDeadLetter(grpc::CallbackServerContext* context,
                                             const v1::ReplayDeadLetterRequest* request,
                                             v1::ReplayDeadLetterResponse* response);
  grpc::ServerUnaryReactor* ListAuditEntries(grpc::CallbackServerContext* context,
                                             const events::v1::ListAuditEntriesRequest* request,
                                             events::v1::ListAuditEntriesResponse* response);
  grpc::ServerUnaryReactor* ListCheckpoints(grpc::CallbackServerContext* context,
                                            const events::v1::ListCheckpointsRequest* request,
                                            events::v1::ListCheckpointsResponse* response);

 private:
  const rpc::Home& home_;
  const Replay replay_;
};

}  // namespace diandan::matching
