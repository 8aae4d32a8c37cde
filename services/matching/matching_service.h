// MatchingService and MatchingEvents over gRPC.
#pragma once

#include <functional>

#include "diandan/matching/v1/matching_service.grpc.pb.h"
#include "services/matching/team_cache.h"
#include "services/rpc/handle.h"

namespace diandan::matching {

class MatchingService final : public v1::MatchingService::CallbackService {
 public:
  MatchingService(const rpc::Home& home, TeamCache* teams) : home_(home), teams_(teams) {}

  grpc::ServerUnaryReactor* RankTeams(grpc::CallbackServerContext* context,
                                      const v1::RankTeamsRequest* request,
                                      v1::RankTeamsResponse* response) override;
  grpc::ServerUnaryReactor* WhyNot(grpc::CallbackServerContext* context, const v1::WhyNotRequest* request,
                                   v1::WhyNotResponse* response) override;
  grpc::ServerUnaryReactor* GetRecommendation(grpc::CallbackServerContext* context,
                                              const v1::GetRecommendationRequest* request,
                                              v1::Recommendation* response) override;
  grpc::ServerUnaryReactor* ListRecommendations(grpc::CallbackServerContext* context,
                                                const v1::ListRecommendationsRequest* request,
                                                v1::ListRecommendationsResponse* response) override;
  grpc::ServerUnaryReactor* GetWeights(grpc::CallbackServerContext* context,
                                       const v1::GetWeightsRequest* request, v1::Weights* response) override;
  grpc::ServerUnaryReactor* SetWeights(grpc::CallbackServerContext* context,
                                       const v1::SetWeightsRequest* request, v1::Weights* response) override;

 private:
  const rpc::Home& home_;
  TeamCache* const teams_;
};

class MatchingEvents final : public v1::MatchingEvents::CallbackService {
 public:
  // Replays what is parked for one aggregate, of every service followed; blocks.
  using Replay = std::function<Status(CountyId, const Uuid& subject)>;
  MatchingEvents(const rpc::Home& home, Replay replay) : home_(home), replay_(std::move(replay)) {}

  grpc::ServerWriteReactor<events::v1::FollowResponse>* Follow(
      grpc::CallbackServerContext* context, const events::v1::FollowRequest* request) override;
  grpc::ServerUnaryReactor* ListDeadLetters(grpc::CallbackServerContext* context,
                                            const v1::ListDeadLettersRequest* request,
                                            v1::ListDeadLettersResponse* response) override;
  grpc::ServerUnaryReactor* ReplayDeadLetter(grpc::CallbackServerContext* context,
                                             const v1::ReplayDeadLetterRequest* request,
                                             v1::ReplayDeadLetterResponse* response) override;

 private:
  const rpc::Home& home_;
  const Replay replay_;
};

}  // namespace diandan::matching
