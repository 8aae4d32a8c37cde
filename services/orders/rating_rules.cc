#include "services/orders/rating_rules.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "absl/strings/str_join.h"
#include "services/base/say_time.h"
#include "services/orders/access_rules.h"
#include "services/orders/common_rules.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/notice_rules.h"
#include "services/orders/timing_rules.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {

bool Served(const Work& work, const OrderRow& order) {
  if (!order.team_id) return false;
  if (Leads(work.caller, work.county, *order.team_id)) return true;
  const Uuid& volunteer = work.caller.volunteer;
  if (volunteer.is_nil()) return false;
  for (const RosterPlaceRow* place : work.Children<RosterPlaceRow>(order.id)) {
    if (place->volunteer_id == volunteer && !place->removed_at) return true;
  }
  const auto* member = work.Find<MembershipMirrorRow>(MembershipId(*order.team_id, volunteer));
  return member != nullptr && !member->ended;
}

void TouchServing(const Work& work, const Uuid& order, Touches& touches) {
  const OrderRow* found = work.Find<OrderRow>(order);
  if (found != nullptr && found->team_id && !work.caller.volunteer.is_nil())
    touches.Add<MembershipMirrorRow>(MembershipId(*found->team_id, work.caller.volunteer));
}

namespace {

google::protobuf::RepeatedField<int> TagsOf(const RatingRow& row) {
  google::protobuf::RepeatedField<int> tags;
  for (const std::string& name : row.tags) {
    v1::RatingTag tag;
    if (v1::RatingTag_Parse(name, &tag)) tags.Add(tag);
  }
  return tags;
}

// Each once, in the order of the list.
std::vector<std::string> NamesOf(const google::protobuf::RepeatedField<int>& tags) {
  const std::set<int> sorted(tags.begin(), tags.end());
  std::vector<std::string> names;
  for (int tag : sorted) {
    if (tag != v1::RATING_TAG_UNSPECIFIED)
      names.push_back(v1::RatingTag_Name(static_cast<v1::RatingTag>(tag)));
  }
  return names;
}

}  // namespace

void ShowRating(const Work& work, const RatingRow& row, v1::Rating& rating) {
  rating.set_rating_id(row.id.ToString());
  rating.set_order(ResourceNameOf(work.county, "orders", row.order_id));
  rating.set_rater_kind(row.rater_kind);
  rating.set_channel(row.channel);
  rating.set_score(row.score);
  *rating.mutable_tags() = TagsOf(row);
  *rating.mutable_rated_time() = ToTimestamp(row.rated_at);
  rating.set_annulled(row.annulled);
  rating.set_follow_up(row.follow_up);
  rating.set_outranked(row.outranked);
  if (row.due_at) *rating.mutable_due_time() = ToTimestamp(*row.due_at);
  v1::RatingVerdict settled;
  if (v1::RatingVerdict_Parse(row.settled, &settled)) rating.set_settled(settled);
}

void TouchRated(const Uuid& order, Touches& touches) {
  touches.Add<OrderRow>(order);
  touches.Add<OrderPrivateRow>(order);
  touches.AddChildren<RosterPlaceRow>(order);
  touches.AddChildren<RatingRow>(order);
}

namespace {

void TouchToRate(const v1::RateOrderRequest& request, Touches& touches) {
  TouchRated(IdOf(request.name()), touches);
}

// Whether the caller is a member of the team that served.
template <typename Request>
void TouchCaller(const Request& request, const Work& work, Touches& touches) {
  TouchServing(work, IdOf(request.name()), touches);
}

// How well-founded a resident's rating is; 0 for the other kinds, which have one channel only.
int Rank(v1::RatingChannel channel) {
  switch (channel) {
    case v1::RATING_SECRET:
      return 3;
    case v1::RATING_CALL_BACK:
      return 2;
    case v1::ON_BEHALF:
      return 1;
    default:
      return 0;
  }
}

std::string RoleNames(const std::vector<Role>& roles) {
  return absl::StrJoin(roles, ", ",
                       [](std::string* out, Role role) { absl::StrAppend(out, RoleName(role)); });
}

const std::vector<Role>& OrganisationRoles() {
  static const auto* roles = new std::vector<Role>{Role::kOfficer, Role::kDispatcher, Role::kReviewer};
  return *roles;
}

Status MustCover(const Work& work, const OrderRow& order, const std::vector<Role>& roles) {
  if (CoversStation(work.caller, work.county, order.station_path, roles)) return absl::OkStatus();
  return NeedsRole(work.caller, RoleNames(roles));
}

Status MayRateForResident(const Work& work, const OrderRow& order, const v1::RateOrderRequest& request) {
  switch (request.channel()) {
    case v1::RATING_SECRET: {
      const auto* secrets = work.Extra<RatingSecrets>();
      if (work.Find<OrderPrivateRow>(order.id)->rating_secret_hash.data != secrets->secret_hash)
        return Refuse(Reason::RATING_SECRET_WRONG);
      break;  // who served may hold the slip; they rate for nobody all the same
    }
    case v1::RATING_CALL_BACK:
      DD_RETURN_IF_ERROR(MustCover(work, order, OrganisationRoles()));
      break;
    case v1::ON_BEHALF:
      DD_RETURN_IF_ERROR(MustCover(work, order, {Role::kClerk}));
      break;
    default:
      return InvalidField("channel", v1::RatingChannel_Name(request.channel()),
                          "one_of:RATING_SECRET, RATING_CALL_BACK, ON_BEHALF");
  }
  if (Served(work, order)) return Refuse(Reason::CONFLICT_OF_INTEREST);
  return absl::OkStatus();
}

Status MayRate(const Work& work, const OrderRow& order, const v1::RateOrderRequest& request) {
  if (request.rater_kind() == v1::RESIDENT) return MayRateForResident(work, order, request);
  if (request.channel() != v1::SIGNED_IN) {
    return InvalidField("channel", v1::RatingChannel_Name(request.channel()), "one_of:SIGNED_IN");
  }
  if (request.rater_kind() == v1::STATION) return MustCover(work, order, {Role::kClerk});
  if (request.rater_kind() == v1::ORGANISATION) return MustCover(work, order, OrganisationRoles());
  if (order.team_id && Leads(work.caller, work.county, *order.team_id)) return absl::OkStatus();
  return NeedsRole(work.caller, "LEADER");
}

// The ratings of this kind that still stand.
std::vector<const RatingRow*> Standing(const Work& work, const OrderRow& order, v1::RaterKind kind) {
  std::vector<const RatingRow*> standing;
  for (const RatingRow* row : work.Children<RatingRow>(order.id)) {
    bool same = row->rater_kind == kind && row->acceptance_id == *order.acceptance_id;
    if (same && !row->annulled && !row->outranked) standing.push_back(row);
  }
  return standing;
}

Status Rate(Work& work, const v1::RateOrderRequest& request) {
  DD_ASSIGN_OR_RETURN(const OrderRow* order, FindOrder(work, request.name()));
  DD_RETURN_IF_ERROR(MayRate(work, *order, request));
  if (order->state != v1::COMPLETED && order->state != v1::VERIFIED && order->state != v1::REJECTED) {
    return WrongState(*order, "COMPLETED, VERIFIED, REJECTED");
  }
  if (const absl::Time closes = RatingDeadline(*order->completed_at); work.now > closes) {
    return Refuse(Reason::RATING_WINDOW_CLOSED, {{"closed_at", TimeFact(closes)}});
  }
  const auto standing = Standing(work, *order, request.rater_kind());
  for (const RatingRow* row : standing) {
    if (Rank(row->channel) >= Rank(request.channel()))
      return Refuse(Reason::ALREADY_RATED, {{"order", order->number}});
  }

  for (const RatingRow* row : standing) work.Change<RatingRow>(row->id)->outranked = true;
  RatingRow row{.id = work.request_id,
                .order_id = order->id,
                .acceptance_id = *order->acceptance_id,
                .team_id = *order->team_id,
                .rater_kind = request.rater_kind(),
                .channel = request.channel(),
                .score = request.score(),
                .tags = NamesOf(request.tags()),
                .rater = work.caller.subject,
                .rated_at = work.now};
  if (!work.caller.volunteer.is_nil()) row.rater_volunteer = work.caller.volunteer;
  if (const auto* secrets = work.Extra<RatingSecrets>()) {
    row.data_key = secrets->data_key;
    row.words = secrets->words;
    if (row.channel == v1::RATING_SECRET) row.device = secrets->device;
  }
  if (row.rater_kind == v1::RESIDENT && row.score <= kLowScore) row.due_at = LowRatingDeadline(work.now);
  work.Insert(row);
  v1::Rated event;
  event.set_rating_id(row.id.ToString());
  event.set_order_id(row.order_id.ToString());
  event.set_acceptance_id(row.acceptance_id.ToString());
  event.set_team_id(row.team_id.ToString());
  event.set_rater_kind(row.rater_kind);
  event.set_channel(row.channel);
  event.set_score(row.score);
  *event.mutable_tags() = TagsOf(row);
  event.set_rater(row.rater);
  if (row.rater_volunteer) event.set_rater_volunteer(row.rater_volunteer->ToString());
  if (order->client_key_by_house) event.set_client_key(Base64Url(order->client_key.data));
  event.set_device(DeviceNumber(row.device));
  if (const auto* secrets = work.Extra<RatingSecrets>()) {
    event.set_words_print(secrets->print.print);
    event.set_words_length(secrets->print.length);
  }
  work.Emit("RATED", order->id, std::move(event));
  if (row.due_at) NoticeLowRating(work, *order, *row.due_at);
  return absl::OkStatus();
}

void AnswerRate(const v1::RateOrderRequest& request, const Work& work, v1::Rating& rating) {
  if (const RatingRow* row = work.Find<RatingRow>(IdOf(request.request_id()))) ShowRating(work, *row, rating);
}

// ---- ViewSlip

void TouchSlip(const v1::ViewSlipRequest& request, Touches& touches) {
  const Uuid order = IdOf(request.name());
  touches.Add<OrderRow>(order);
  touches.Add<OrderPrivateRow>(order);
  touches.AddChildren<RosterPlaceRow>(order);
  touches.AddChildren<CodeViewRow>(order);
  if (const auto parsed = ParseResourceName(request.name()); parsed.ok()) {
    touches.Add<LoopPolicyRow>(CurrentPolicyId(parsed->county));
  }
}

bool Printed(const Work& work, const OrderRow& order) {
  const auto views = work.Children<CodeViewRow>(order.id);
  return std::any_of(views.begin(), views.end(), [](const CodeViewRow* view) { return view->printed; });
}

// By an account: the station's, or an activity's host.
Status MayViewSlip(const Work& work, const v1::ViewSlipRequest& request) {
  DD_ASSIGN_OR_RETURN(const OrderRow* order, FindOrder(work, request.name()));
  if (order->kind == v1::ACTIVITY && !order->placer.empty() && order->placer == work.caller.subject) {
    return absl::OkStatus();
  }
  DD_RETURN_IF_ERROR(MustCover(work, *order, {Role::kClerk}));
  // Whoever serves never holds the code that closes their own work; an activity's host is the exception the
  // county knows of, and its hours are graded accordingly.
  if (Served(work, *order)) return Refuse(Reason::CONFLICT_OF_INTEREST);
  if (SettingsOf(work).hide_code_after_print() && Printed(work, *order)) {
    return Refuse(Reason::CODE_HIDDEN, {{"order", order->number}});
  }
  return absl::OkStatus();
}

// By the tear-off part. An order that is not there and a wrong secret are told apart by nobody.
Status MayViewOwnSlip(const Work& work, const v1::ViewSlipRequest& request) {
  const auto* secrets = work.Find<OrderPrivateRow>(IdOf(request.name()));
  const auto* typed = work.Extra<RatingSecrets>();
  if (secrets != nullptr && secrets->rating_secret_hash.data == typed->secret_hash) return absl::OkStatus();
  return Refuse(Reason::RATING_SECRET_WRONG);
}

Status ViewSlip(Work& work, const v1::ViewSlipRequest& request) {
  const bool resident = !request.rating_secret().empty();
  DD_RETURN_IF_ERROR(resident ? MayViewOwnSlip(work, request) : MayViewSlip(work, request));
  const OrderRow* order = work.Find<OrderRow>(IdOf(request.name()));
  CodeViewRow row{.id = work.request_id, .order_id = order->id, .viewed_at = work.now};
  row.printed = request.print();
  if (!resident) {
    row.viewer = work.caller.subject;
    row.by_team = Served(work, *order);
    if (!work.caller.volunteer.is_nil()) row.viewer_volunteer = work.caller.volunteer;
  }
  work.Insert(row);
  EmitNoted(work, request.print() ? "CODE_PRINTED" : "CODE_VIEWED", order->id, "slip");
  return absl::OkStatus();
}

void AnswerSlip(const v1::ViewSlipRequest& request, const Work& work, v1::Slip& slip) {
  slip.set_order(request.name());
  slip.set_hides_after_print(SettingsOf(work).hide_code_after_print());
  if (const OrderRow* order = work.Find<OrderRow>(IdOf(request.name()))) slip.set_number(order->number);
}

}  // namespace

std::vector<Uuid> LetTheBestStand(Work& work, const RatingRow& reviewed) {
  std::vector<const RatingRow*> alike;
  for (const RatingRow* row : work.Children<RatingRow>(reviewed.order_id)) {
    const bool same = row->rater_kind == reviewed.rater_kind && row->acceptance_id == reviewed.acceptance_id;
    if (same && !row->annulled) alike.push_back(row);
  }
  const auto best = std::max_element(alike.begin(), alike.end(), [](const RatingRow* a, const RatingRow* b) {
    return std::tuple(Rank(a->channel), a->rated_at, a->id) <
           std::tuple(Rank(b->channel), b->rated_at, b->id);
  });
  std::vector<Uuid> again;
  for (auto row = alike.begin(); row != alike.end(); ++row) {
    const bool outranked = row != best;
    if ((*row)->outranked == outranked) continue;
    if (!outranked) again.push_back((*row)->id);
    work.Change<RatingRow>((*row)->id)->outranked = outranked;
  }
  return again;
}

const Verb& RateOrderVerb() {
  static const Verb verb = MakeVerb<v1::RateOrderRequest, v1::Rating>(
      "RateOrder", TouchToRate, Rate, AnswerRate, TouchCaller<v1::RateOrderRequest>);
  return verb;
}

const Verb& ViewSlipVerb() {
  static const Verb verb = MakeVerb<v1::ViewSlipRequest, v1::Slip>(
      "ViewSlip", TouchSlip, ViewSlip, AnswerSlip, TouchCaller<v1::ViewSlipRequest>);
  return verb;
}

}  // namespace diandan::orders
