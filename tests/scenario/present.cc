#include "tests/scenario/present.h"

#include <concepts>
#include <functional>
#include <map>
#include <stdexcept>

#include "diandan/hours/v1/case_service.grpc.pb.h"
#include "diandan/hours/v1/certificate_service.grpc.pb.h"
#include "diandan/hours/v1/draw_service.grpc.pb.h"
#include "diandan/hours/v1/entry_service.grpc.pb.h"
#include "diandan/hours/v1/evaluation_service.grpc.pb.h"
#include "diandan/hours/v1/exchange_service.grpc.pb.h"
#include "diandan/hours/v1/honour_service.grpc.pb.h"
#include "diandan/hours/v1/points_service.grpc.pb.h"
#include "diandan/hours/v1/policy_service.grpc.pb.h"
#include "diandan/hours/v1/redemption_service.grpc.pb.h"
#include "diandan/hours/v1/reward_service.grpc.pb.h"
#include "diandan/matching/v1/emergency_service.grpc.pb.h"
#include "diandan/matching/v1/matching_service.grpc.pb.h"
#include "diandan/matching/v1/plan_service.grpc.pb.h"
#include "diandan/matching/v1/suggestion_service.grpc.pb.h"
#include "diandan/orders/v1/attendance_service.grpc.pb.h"
#include "diandan/orders/v1/back_fill_service.grpc.pb.h"
#include "diandan/orders/v1/insured_list_service.grpc.pb.h"
#include "diandan/orders/v1/loop_policy_service.grpc.pb.h"
#include "diandan/orders/v1/menu_service.grpc.pb.h"
#include "diandan/orders/v1/notice_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/orders/v1/photo_service.grpc.pb.h"
#include "diandan/orders/v1/rating_service.grpc.pb.h"
#include "diandan/orders/v1/webhook_service.grpc.pb.h"
#include "diandan/orders/v1/wish_service.grpc.pb.h"
#include "diandan/volunteers/v1/account_service.grpc.pb.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "diandan/volunteers/v1/team_service.grpc.pb.h"
#include "diandan/volunteers/v1/training_service.grpc.pb.h"
#include "diandan/volunteers/v1/unit_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteer_service.grpc.pb.h"
#include "tests/scenario/reader.h"

namespace diandan::scenario {
namespace {

namespace h = hours::v1;
namespace m = matching::v1;
namespace o = orders::v1;
namespace v = volunteers::v1;
using google::protobuf::Message;

o::Order Now(const Reader& r, const o::Order& answer) {
  o::Order now = r.Get(&o::OrderService::Stub::GetOrder, answer.name());
  now.clear_client_address();
  now.clear_note();
  now.clear_house();
  return now;
}

o::PlaceGroupResponse Now(const Reader& r, o::PlaceGroupResponse answer) {
  for (o::Order& order : *answer.mutable_orders()) order = Now(r, order);
  return answer;
}

// Nobody reads a series by itself: what changes about it is how many of its orders there are, and its end.
o::Series Now(const Reader& r, o::Series answer) {
  const auto placed = r.InCounty<o::OrderService::Stub, o::ListOrdersRequest>(
      &o::OrderService::Stub::ListOrders, [&](auto& request) { request.set_series(answer.name()); });
  answer.set_placed(placed.orders_size());
  for (const Stage::Said& said : r.stage.said()) {
    if (said.request == o::EndSeriesRequest::descriptor()->full_name()) answer.set_ended(true);
  }
  return answer;
}

o::Roster Now(const Reader& r, const o::Roster& answer) {
  o::Roster now = r.Get(&o::AttendanceService::Stub::GetRoster, answer.order());
  now.clear_keys();
  return now;
}

// A fact never changes; the order it belongs to does.
o::Fact Now(const Reader& r, o::Fact answer) {
  answer.set_order_state(r.Get(&o::OrderService::Stub::GetOrder, answer.order()).state());
  return answer;
}

o::RecordFactsResponse Now(const Reader& r, o::RecordFactsResponse answer) {
  for (o::FactResult& result : *answer.mutable_results()) {
    if (result.has_fact()) *result.mutable_fact() = Now(r, result.fact());
  }
  return answer;
}

o::Rating Now(const Reader& r, const o::Rating& answer) {
  const o::ListRatingsResponse found = r.Get(&o::RatingService::Stub::ListRatings, answer.order());
  for (o::Rating rating : found.ratings()) {
    if (rating.rating_id() != answer.rating_id()) continue;
    rating.clear_words();
    return rating;
  }
  throw std::runtime_error("no such rating");
}

// What was removed is in no list.
o::Photo Now(const Reader& r, o::Photo answer) {
  const o::ListPhotosResponse found = r.Get(&o::PhotoService::Stub::ListPhotos, answer.order());
  for (const o::Photo& photo : found.photos()) {
    if (photo.photo_id() == answer.photo_id()) return photo;
  }
  answer.clear_hash();
  answer.set_removed(true);
  return answer;
}

o::MenuItem Now(const Reader& r, const o::MenuItem& answer) {
  return Among(
      r.InCounty<o::MenuService::Stub, o::ListMenuRequest>(&o::MenuService::Stub::ListMenu).menu_items(),
      answer);
}

o::Project Now(const Reader& r, const o::Project& answer) {
  return Among(r.InCounty<o::MenuService::Stub, o::ListProjectsRequest>(
                    &o::MenuService::Stub::ListProjects, [](auto& request) { request.set_with_ended(true); })
                   .projects(),
               answer);
}

o::BackFill Now(const Reader& r, const o::BackFill& answer) {
  return Among(
      r.InCounty<o::BackFillService::Stub, o::ListBackFillsRequest>(&o::BackFillService::Stub::ListBackFills)
          .back_fills(),
      answer);
}

o::LoopPolicy Now(const Reader& r, const o::LoopPolicy&) {
  return r.InCounty<o::LoopPolicyService::Stub, o::GetLoopPolicyRequest>(
      &o::LoopPolicyService::Stub::GetLoopPolicy);
}

o::Notice Now(const Reader& r, const o::Notice& answer) {
  return Among(r.InCounty<o::NoticeService::Stub, o::ListNoticesRequest>(&o::NoticeService::Stub::ListNotices)
                   .notices(),
               answer);
}

o::Wish Now(const Reader& r, const o::Wish& answer) {
  o::Wish now = Among(
      r.InCounty<o::WishService::Stub, o::ListWishesRequest>(&o::WishService::Stub::ListWishes).wishes(),
      answer);
  now.clear_words();
  now.clear_phone();
  return now;
}

o::Webhook Now(const Reader& r, const o::Webhook& answer) {
  return Among(
      r.InCounty<o::WebhookService::Stub, o::ListWebhooksRequest>(&o::WebhookService::Stub::ListWebhooks)
          .webhooks(),
      answer);
}

o::Delivery Now(const Reader& r, const o::Delivery& answer) {
  o::ListDeliveriesRequest request;
  request.set_parent(answer.webhook());
  return Among(OrThrow(r.stage.Call(r.actor, &o::WebhookService::Stub::ListDeliveries, request)).deliveries(),
               answer);
}

h::Entry Now(const Reader& r, const h::Entry& answer) {
  return r.Get(&h::EntryService::Stub::GetEntry, answer.name());
}

h::DecideEntriesResponse Now(const Reader& r, h::DecideEntriesResponse answer) {
  for (h::Entry& entry : *answer.mutable_entries()) entry = Now(r, entry);
  return answer;
}

// What stands on it, and what corrections did to it, is told to those who ask for it alone.
h::Certificate Now(const Reader& r, const h::Certificate& answer) {
  h::Certificate now = r.Get(&h::CertificateService::Stub::GetCertificate, answer.name());
  now.clear_contents();
  now.clear_change_time();
  now.clear_changed_services();
  return now;
}

h::Campaign Now(const Reader& r, const h::Campaign& answer) {
  return Among(
      r.InCounty<h::HonourService::Stub, h::ListCampaignsRequest>(&h::HonourService::Stub::ListCampaigns)
          .campaigns(),
      answer);
}

// Its words and who decided are told to those who ask for it alone.
h::Nomination Now(const Reader& r, const h::Nomination& answer) {
  h::Nomination now = Reader{r.stage, "admin"}.Get(&h::HonourService::Stub::GetNomination, answer.name());
  now.clear_deeds();
  now.clear_shown_name();
  now.clear_steps();
  now.clear_objections();
  return now;
}

h::EvaluationTerms Now(const Reader& r, const h::EvaluationTerms&) {
  return r.InCounty<h::EvaluationService::Stub, h::GetEvaluationTermsRequest>(
      &h::EvaluationService::Stub::GetEvaluationTerms);
}

h::Correction Now(const Reader& r, const h::Correction& answer) {
  return Among(Reader{r.stage, "reviewer"}
                   .InCounty<h::CaseService::Stub, h::ListCasesRequest>(
                       &h::CaseService::Stub::ListCases, [](auto& request) { request.set_state(h::GRANTED); })
                   .corrections(),
               answer);
}

h::Draw Now(const Reader& r, const h::Draw& answer) {
  return r.Get(&h::DrawService::Stub::GetDraw, answer.name());
}

h::CallBack Now(const Reader& r, const h::CallBack& answer) {
  h::ListCallBacksRequest request;
  request.set_draw(answer.draw());
  return Among(OrThrow(r.stage.Call(r.actor, &h::DrawService::Stub::ListCallBacks, request)).call_backs(),
               answer);
}

h::Policy Now(const Reader& r, const h::Policy&) {
  return r.InCounty<h::PolicyService::Stub, h::GetPolicyRequest>(&h::PolicyService::Stub::GetPolicy);
}

h::PointsPolicy Now(const Reader& r, const h::PointsPolicy&) {
  return r.InCounty<h::PointsService::Stub, h::GetPointsPolicyRequest>(
      &h::PointsService::Stub::GetPointsPolicy);
}

h::Reward Now(const Reader& r, const h::Reward& answer) {
  return r.Get(&h::RewardService::Stub::GetReward, answer.name());
}

h::Redemption Now(const Reader& r, const h::Redemption& answer) {
  return r.Get(&h::RedemptionService::Stub::GetRedemption, answer.name());
}

m::Weights Now(const Reader& r, const m::Weights&) {
  return r.InCounty<m::MatchingService::Stub, m::GetWeightsRequest>(&m::MatchingService::Stub::GetWeights);
}

m::Emergency Now(const Reader& r, const m::Emergency& answer) {
  return Among(r.InCounty<m::EmergencyService::Stub, m::ListEmergenciesRequest>(
                    &m::EmergencyService::Stub::ListEmergencies)
                   .emergencies(),
               answer);
}
m::Plan Now(const Reader& r, const m::Plan& answer) {
  return r.Get(&m::PlanService::Stub::GetPlan, answer.name());
}
m::PlanDispatchResponse Now(const Reader& r, m::PlanDispatchResponse answer) {
  *answer.mutable_plan() = Now(r, answer.plan());
  return answer;
}
m::CommitPlanResponse Now(const Reader& r, m::CommitPlanResponse answer) {
  *answer.mutable_plan() = Now(r, answer.plan());
  return answer;
}

// Lists show more of each order than its name.
m::Suggestion Now(const Reader& r, const m::Suggestion& answer) {
  m::Suggestion now = Among(
      r.InCounty<m::SuggestionService::Stub, m::ListSuggestionsRequest>(
           &m::SuggestionService::Stub::ListSuggestions, [](auto& request) { request.set_settled(true); })
          .suggestions(),
      answer);
  for (m::SuggestedOrder& order : *now.mutable_orders()) {
    m::SuggestedOrder named;
    named.set_order(order.order());
    order = named;
  }
  return now;
}
m::AskBundleResponse Now(const Reader& r, m::AskBundleResponse answer) {
  *answer.mutable_suggestion() = Now(r, answer.suggestion());
  return answer;
}

v::Org Now(const Reader& r, const v::Org& answer) {
  return r.Get(&v::OrgService::Stub::GetOrg, answer.name());
}
v::Unit Now(const Reader& r, const v::Unit& answer) {
  return r.Get(&v::UnitService::Stub::GetUnit, answer.name());
}
v::Team Now(const Reader& r, const v::Team& answer) {
  return r.Get(&v::TeamService::Stub::GetTeam, answer.name());
}
v::Account Now(const Reader& r, const v::Account& answer) {
  v::Account now = r.Get(&v::AccountService::Stub::GetAccount, answer.name());
  now.clear_sign_in_name();
  return now;
}
v::TrainingCourse Now(const Reader& r, const v::TrainingCourse& answer) {
  return r.Get(&v::TrainingService::Stub::GetTraining, answer.name());
}
v::Volunteer Now(const Reader& r, const v::Volunteer& answer) {
  v::Volunteer now = r.Get(&v::VolunteerService::Stub::GetVolunteer, answer.name());
  now.clear_personal();
  return now;
}

v::Membership Now(const Reader& r, const v::Membership& answer) {
  return Among(
      r.InCounty<v::TeamService::Stub, v::ListMembershipsRequest>(&v::TeamService::Stub::ListMemberships,
                                                                  [&](auto& request) {
                                                                    request.set_volunteer(answer.volunteer());
                                                                    request.set_include_ended(true);
                                                                  })
          .memberships(),
      answer);
}

// Asked again, everything is as the table says.
v::ImportDivisionsResponse Now(const Reader&, const v::ImportDivisionsResponse& answer) {
  v::ImportDivisionsResponse now;
  now.set_unchanged(answer.created() + answer.renamed() + answer.unchanged());
  return now;
}

// These say nothing that could change.
template <typename Answer, typename... Types>
concept OneOf = (std::same_as<Answer, Types> || ...);
template <
    OneOf<h::ExportRecordsResponse, h::RecordsPart, h::ImportRecordsResponse, h::WithdrawImportResponse,
          o::InsuredList, o::Slip, o::DeclineOfferResponse, o::LeaveWishResponse, o::ReportUnsentResponse>
        Answer>
Answer Now(const Reader&, const Answer& answer) {
  return answer;
}

using Read = std::function<std::shared_ptr<const Message>(const Reader&, const Message&)>;

template <typename... Types>
std::map<std::string, Read> ReadersOf() {
  std::map<std::string, Read> readers;
  (readers.emplace(Types::descriptor()->full_name(),
                   [](const Reader& r, const Message& answer) -> std::shared_ptr<const Message> {
                     return std::make_shared<Types>(Now(r, static_cast<const Types&>(answer)));
                   }),
   ...);
  return readers;
}

const std::map<std::string, Read>& Readers() {
  static const auto* readers = new std::map<std::string, Read>(
      ReadersOf<o::Order, o::PlaceGroupResponse, o::Series, o::Roster, o::Fact, o::RecordFactsResponse,
                o::Rating, o::Photo, o::BackFill, o::MenuItem, o::Project, o::LoopPolicy, o::Notice, o::Wish,
                o::Webhook, o::Delivery, o::Slip, o::DeclineOfferResponse, o::LeaveWishResponse,
                o::ReportUnsentResponse, h::Entry, h::DecideEntriesResponse, h::Correction, h::Certificate,
                h::Draw, h::CallBack, h::Campaign, h::Nomination, h::EvaluationTerms, h::Policy,
                h::PointsPolicy, h::Reward, h::Redemption, h::ExportRecordsResponse, h::RecordsPart,
                h::ImportRecordsResponse, h::WithdrawImportResponse, o::InsuredList, m::Weights, m::Emergency,
                m::Plan, m::PlanDispatchResponse, m::CommitPlanResponse, m::Suggestion, m::AskBundleResponse,
                v::Org, v::Unit, v::Team, v::Account, v::TrainingCourse, v::Volunteer, v::Membership,
                v::ImportDivisionsResponse>());
  return *readers;
}

}  // namespace

std::shared_ptr<const Message> Present(Stage& stage, const std::string& actor, const Message& answer) {
  const auto read = Readers().find(answer.GetDescriptor()->full_name());
  if (read == Readers().end())
    throw std::runtime_error("no reader of " + answer.GetDescriptor()->full_name());
  // Who left something without an account reads it with the station's eyes.
  return read->second({stage, actor == "resident" ? "clerk" : actor}, answer);
}

}  // namespace diandan::scenario
