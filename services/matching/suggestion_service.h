// SuggestionService over gRPC.
#pragma once

#include "diandan/matching/v1/suggestion_service.grpc.pb.h"
#include "services/matching/plan_commit.h"
#include "services/matching/suggestion_cache.h"
#include "services/matching/suggestion_rows.h"
#include "services/matching/suggestion_rules.h"
#include "services/matching/team_cache.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::matching {

class SuggestionService final : public rpc::Serving<v1::SuggestionService> {
 public:
  // `offer` calls orders on behalf of whoever asks.
  SuggestionService(const rpc::Home& home, TeamCache* teams, PlanCommitter::Offer offer);

  grpc::ServerUnaryReactor* ListSuggestions(grpc::CallbackServerContext* context,
                                            const v1::ListSuggestionsRequest* request,
                                            v1::ListSuggestionsResponse* response);
  grpc::ServerUnaryReactor* DismissSuggestion(grpc::CallbackServerContext* context,
                                              const v1::DismissSuggestionRequest* request,
                                              v1::Suggestion* response);
  grpc::ServerUnaryReactor* AskBundle(grpc::CallbackServerContext* context,
                                      const v1::AskBundleRequest* request, v1::AskBundleResponse* response);

 private:
  Status List(const rpc::Call& call, const v1::ListSuggestionsRequest& request,
              v1::ListSuggestionsResponse& response);
  Status ListSettled(const rpc::Call& call, const v1::ListSuggestionsRequest& request,
                     v1::ListSuggestionsResponse& response) const;
  // Of the whole county, whatever the caller may see of it; trips as far out as the caller may ask teams.
  StatusOr<std::shared_ptr<const FoundSuggestions>> Found(const rpc::Call& call);
  // Everything suggestions are made from, and the county's clock before it was read.
  Status ReadInputs(const rpc::Call& call, SuggestionInputs& inputs, int64_t& changes) const;
  Status Ask(const rpc::Call& call, const v1::AskBundleRequest& request,
             v1::AskBundleResponse& response) const;
  // Chooses the team in the line of each order that stands; notes in the others' results why not. Refuses
  // when those that stand are no trip, or none for this team.
  Status Judge(const rpc::Call& call, const v1::AskBundleRequest& request, const Present& present,
               const SuggestionInputs& inputs, std::vector<v1::PlanLine>& lines,
               std::vector<v1::CommitResult>& results) const;

  const rpc::Home& home_;
  TeamCache* const teams_;
  const PlanCommitter committer_;
  SuggestionCache cache_;
};

}  // namespace diandan::matching
