#include "services/matching/matching_service.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/page.h"
#include "services/base/request_fields.h"
#include "services/matching/answer_rules.h"
#include "services/matching/one_county.h"
#include "services/matching/page_number.h"
#include "services/matching/ranking_words.h"
#include "services/matching/recommendation_rules.h"
#include "services/matching/slot_rules.h"
#include "services/matching/weights_rules.h"
#include "services/rpc/audit.h"
#include "services/rpc/checkpoints.h"
#include "services/rpc/dead_letters.h"
#include "services/rpc/feed.h"

namespace diandan::matching {
namespace {

constexpr int kDefaultRanked = 20;
constexpr int kDeadLettersShown = 500;

// Validated before: these names parse.
Uuid IdIn(const std::string& name) { return ParseResourceName(name)->id; }

Scope PlaceScope(CountyId county, const std::string& path) {
  Scope scope;
  scope.county = county;
  scope.org_path = path;
  return scope;
}

// An order to rank, and the weights it is ranked by.
struct Question {
  Ask ask;
  v1::Weights weights;
};

orders::v1::EscalationLevel LevelOf(orders::v1::EscalationLevel asked) {
  bool whole_county = asked == orders::v1::ESCALATION_LEVEL_UNSPECIFIED || asked == orders::v1::CLERK_LIST;
  return whole_county ? orders::v1::COUNTY : asked;
}

Status ReadPolicy(const rpc::Call& call, db::Connection& connection, Question& question) {
  auto row = ReadWeights(connection, call.county, 0);
  question.weights = WeightsOf(row ? &*row : nullptr);
  const v1::WaveBounds& bounds = question.weights.waves().bounds();
  const int32_t today = DayOf(call.now);
  const AsksThat capped = AsksNeeded(bounds, today, /*only_caps=*/true);
  ApplyCaps(AsksOf(ReadAsks(connection, call.county, capped), today), bounds, question.ask);
  return absl::OkStatus();
}

Status AskAboutOrder(const rpc::Call& call, db::Connection& connection, const std::string& name,
                     orders::v1::EscalationLevel level, Question& question) {
  Uuid id = IdIn(name);
  auto row = ReadOrder(connection, call.county, id);
  if (!row) return Refuse(Reason::NOT_FOUND, {{"name", name}});
  orders::v1::OrderChanged order;
  order.ParseFromString(row->facts.data);
  DD_RETURN_IF_ERROR(Allowed(call.access, call.caller, PlaceScope(call.county, order.station_path())));
  question.ask = MakeAsk(NeedOf(order), id, LevelOf(level), call.now);
  question.ask.asked.insert(row->asked.begin(), row->asked.end());
  question.ask.services_to_client = ServicesToClient(connection, call.county, order.client_key());
  return ReadPolicy(call, connection, question);
}

Status AskAboutDraft(const rpc::Call& call, db::Connection& connection, const v1::RankTeamsRequest& request,
                     Question& question) {
  const v1::OrderDraft& draft = request.draft();
  auto station = ReadOrg(connection, call.county, IdIn(draft.station()));
  if (!station) return Refuse(Reason::ORG_UNKNOWN, {{"org", draft.station()}});
  DD_RETURN_IF_ERROR(Allowed(call.access, call.caller, PlaceScope(call.county, station->path)));
  question.ask = MakeAsk(NeedOf(draft, *station), Uuid{}, LevelOf(request.level()), call.now);
  return ReadPolicy(call, connection, question);
}

// Of somebody who may see it only as leader of a team: the others' lines are taken out.
void KeepOwnTeams(const Caller& caller, CountyId county, v1::Recommendation& recommendation) {
  auto foreign = [&](const v1::RankedTeam& team) {
    return std::none_of(caller.grants.begin(), caller.grants.end(), [&](const Grant& grant) {
      return grant.role == Role::kLeader && grant.county == county &&
             ResourceNameOf(county, "teams", grant.id) == team.team();
    });
  };
  auto& ranked = *recommendation.mutable_ranked();
  ranked.erase(std::remove_if(ranked.begin(), ranked.end(), foreign), ranked.end());
  recommendation.clear_offered_teams();
  recommendation.clear_left_out();
  recommendation.clear_size();
  if (std::none_of(ranked.begin(), ranked.end(),
                   [&](const v1::RankedTeam& team) { return team.team() == recommendation.floor().team(); }))
    recommendation.clear_floor();
}

Status ShowRecommendation(const rpc::Call& call, const RecommendationRow& row, v1::Recommendation& response) {
  v1::Recommendation kept = RecommendationOf(row);
  Scope scope = PlaceScope(call.county, kept.need().station_path());
  if (!Allowed(call.access, call.caller, scope).ok()) {
    for (const auto& team : kept.offered_teams()) scope.teams.push_back(IdIn(team));
    DD_RETURN_IF_ERROR(Allowed(call.access, call.caller, scope));
    KeepOwnTeams(call.caller, call.county, kept);
  }
  Speak(kept, call.caller.language);
  response = std::move(kept);
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* MatchingService::RankTeams(grpc::CallbackServerContext* context,
                                                     const v1::RankTeamsRequest* request,
                                                     v1::RankTeamsResponse* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) -> Status {
    if (request->order().empty() != request->has_draft()) {
      return InvalidField("order", request->order(), "one_of:order, draft");
    }
    DD_RETURN_IF_ERROR(InOneCounty(call, "order", request->order()));
    DD_RETURN_IF_ERROR(InOneCounty(call, "draft.station", request->draft().station()));
    Question question;
    DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& connection) {
      if (request->has_draft()) return AskAboutDraft(call, connection, *request, question);
      return AskAboutOrder(call, connection, request->order(), request->level(), question);
    }));
    size_t limit = static_cast<size_t>(request->page_size() == 0 ? kDefaultRanked : request->page_size());
    DD_RETURN_IF_ERROR(teams_->With(call.county, [&](const TeamIndex& index) {
      Ranking ranking =
          ListRanked(call.county, question.ask, question.weights, index, limit, *response->mutable_ranked());
      response->set_eligible(ranking.eligible);
      response->set_teams_considered(ranking.considered);
      CountLeftOut(ranking, *response->mutable_left_out());
      if (request->show_left_out()) {
        ListLeftOut(call.county, question.ask, index, limit, *response->mutable_left_out_teams());
      }
    }));
    response->set_weights_version(question.weights.version());
    *response->mutable_snapshot_time() = ToTimestamp(call.now);
    for (auto& team : *response->mutable_ranked()) Speak(team, call.caller.language);
    for (auto& team : *response->mutable_left_out_teams()) {
      team.mutable_reason()->set_sentence(SentenceOf(team.reason(), call.caller.language));
    }
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* MatchingService::WhyNot(grpc::CallbackServerContext* context,
                                                  const v1::WhyNotRequest* request,
                                                  v1::WhyNotResponse* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) -> Status {
    DD_RETURN_IF_ERROR(InOneCounty(call, "team", request->team()));
    Question question;
    DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& connection) {
      return AskAboutOrder(call, connection, request->order(), request->level(), question);
    }));
    bool found = false;
    DD_RETURN_IF_ERROR(teams_->With(call.county, [&](const TeamIndex& index) {
      const Team* team = index.Find(IdIn(request->team()));
      found = team != nullptr;
      if (found) *response = matching::WhyNot(call.county, question.ask, question.weights, index, *team);
    }));
    if (!found) return Refuse(Reason::TEAM_UNKNOWN, {{"team", request->team()}});
    Speak(*response, call.caller.language);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* MatchingService::GetRecommendation(grpc::CallbackServerContext* context,
                                                             const v1::GetRecommendationRequest* request,
                                                             v1::Recommendation* response) {
  return rpc::Read(home_, context, *request,
                   [request, response](const rpc::Call& call, db::Connection& connection) -> Status {
                     auto row = ReadRecommendation(connection, call.county, IdIn(request->name()));
                     if (!row) return Refuse(Reason::NOT_FOUND, {{"name", request->name()}});
                     return ShowRecommendation(call, *row, *response);
                   });
}

grpc::ServerUnaryReactor* MatchingService::ListRecommendations(grpc::CallbackServerContext* context,
                                                               const v1::ListRecommendationsRequest* request,
                                                               v1::ListRecommendationsResponse* response) {
  return rpc::Read(
      home_, context, *request,
      [request, response](const rpc::Call& call, db::Connection& connection) -> Status {
        response->Clear();
        DD_RETURN_IF_ERROR(InOneCounty(call, "order", request->order()));
        DD_ASSIGN_OR_RETURN(Page page, PageOf(*request));
        DD_ASSIGN_OR_RETURN(const int64_t before, NumberShown(page, kNewest));
        Uuid order = request->order().empty() ? Uuid{} : IdIn(request->order());
        auto rows = matching::ListRecommendations(connection, call.county, order, before, page.size + 1);
        const bool more = CutToPage(rows, page);
        // Of places the caller may not see nothing is shown, so a page may hold fewer.
        for (const RecommendationRow& row : rows) {
          v1::Recommendation shown;
          if (ShowRecommendation(call, row, shown).ok()) *response->add_recommendations() = std::move(shown);
        }
        if (more) response->set_next_page_token(NextPageToken(*request, {absl::StrCat(rows.back().seq)}));
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* MatchingService::GetWeights(grpc::CallbackServerContext* context,
                                                      const v1::GetWeightsRequest* request,
                                                      v1::Weights* response) {
  return rpc::Read(home_, context, *request,
                   [request, response](const rpc::Call& call, db::Connection& connection) -> Status {
                     auto row = ReadWeights(connection, call.county, request->version());
                     if (!row && request->version() != 0) {
                       return Refuse(Reason::NOT_FOUND, {{"version", absl::StrCat(request->version())}});
                     }
                     *response = WeightsOf(row ? &*row : nullptr);
                     return absl::OkStatus();
                   });
}

grpc::ServerUnaryReactor* MatchingService::SetWeights(grpc::CallbackServerContext* context,
                                                      const v1::SetWeightsRequest* request,
                                                      v1::Weights* response) {
  return rpc::Mutate(home_, context, request, response, kSetWeights,
                     [this](const rpc::Call& call) -> StatusOr<std::shared_ptr<const void>> {
                       auto history = std::make_shared<CountyHistory>();
                       DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& connection) {
                         history->orders = !ReadOrderFacts(connection, call.county, 1).empty();
                         return absl::OkStatus();
                       }));
                       return std::shared_ptr<const void>(std::move(history));
                     });
}

grpc::ServerWriteReactor<events::v1::FollowResponse>* MatchingEvents::Follow(
    grpc::CallbackServerContext* context, const events::v1::FollowRequest* request) {
  return rpc::Follow(home_, context, *request);
}

grpc::ServerUnaryReactor* MatchingEvents::ListDeadLetters(grpc::CallbackServerContext* context,
                                                          const v1::ListDeadLettersRequest* request,
                                                          v1::ListDeadLettersResponse* response) {
  return rpc::Read(
      home_, context, *request, [response](const rpc::Call& call, db::Connection& connection) -> Status {
        response->Clear();
        for (auto& letter : rpc::ListDeadLetters(connection, "matching", call.county, kDeadLettersShown)) {
          *response->add_dead_letters() = std::move(letter);
        }
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* MatchingEvents::ReplayDeadLetter(grpc::CallbackServerContext* context,
                                                           const v1::ReplayDeadLetterRequest* request,
                                                           v1::ReplayDeadLetterResponse*) {
  return rpc::Slow(home_, context, *request, [this, request](const rpc::Call& call) -> Status {
    return replay_(call.county, *ParseUuid(request->subject_id()));
  });
}

grpc::ServerUnaryReactor* MatchingEvents::ListAuditEntries(grpc::CallbackServerContext* context,
                                                           const events::v1::ListAuditEntriesRequest* request,
                                                           events::v1::ListAuditEntriesResponse* response) {
  return rpc::ListAuditEntries(home_, context, *request, *response);
}

grpc::ServerUnaryReactor* MatchingEvents::ListCheckpoints(grpc::CallbackServerContext* context,
                                                          const events::v1::ListCheckpointsRequest* request,
                                                          events::v1::ListCheckpointsResponse* response) {
  return rpc::ListCheckpoints(home_, context, *request, *response);
}

}  // namespace diandan::matching
