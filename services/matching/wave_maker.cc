#include "services/matching/wave_maker.h"

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "services/base/request_fields.h"
#include "services/matching/emergency_rules.h"
#include "services/matching/slot_rules.h"
#include "services/matching/wave_rules.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

Caller Matching() {
  Caller caller;
  caller.kind = Caller::Kind::kService;
  caller.subject = "service:matching";
  caller.service = "matching";
  return caller;
}

constexpr int kOffersOfOneCall = 20;  // as OfferOrder takes at most
constexpr int kMostEmergencies = 500;

// The order or a team has moved on since the event: somebody accepted, cancelled, or asked by hand. The next
// event says what follows.
bool MovedOn(const Status& refusal) {
  return refusal.code() == absl::StatusCode::kFailedPrecondition ||
         refusal.code() == absl::StatusCode::kNotFound || refusal.code() == absl::StatusCode::kAlreadyExists;
}

// About one team of those asked; the others are still to be asked.
bool AboutATeam(const Status& refusal) {
  if (refusal.ok()) return false;
  const auto reason = diandan::ReasonOf(refusal);
  return reason == errors::v1::ALREADY_OFFERED || reason == errors::v1::TEAM_SUSPENDED ||
         reason == errors::v1::TEAM_UNKNOWN;
}

bool AllAsked(const v1::Recommendation& recommendation, const std::vector<Uuid>& asked) {
  const auto& teams = recommendation.offered_teams();
  return std::all_of(teams.begin(), teams.end(), [&](const std::string& team) {
    return std::find(asked.begin(), asked.end(), IdOf(team)) != asked.end();
  });
}

std::optional<v1::Emergency> EmergencyAbout(db::Connection& connection, CountyId county,
                                            const orders::v1::OrderChanged& order, absl::Time now) {
  return WhichStands(
      ListEmergencies(connection, county, now, std::numeric_limits<int64_t>::max(), kMostEmergencies), order,
      now);
}

// All that a wave of the order is made from, but for the emergency. Where offers are under way a team below
// its caps may be at them by now, so all asks are read.
Occasion OccasionOf(db::Connection& connection, CountyId county, const orders::v1::OrderChanged& order,
                    const OrderRow& row, absl::Time now, bool underway) {
  auto weights = ReadWeights(connection, county, 0);
  Occasion occasion{.county = county,
                    .order = order,
                    .asked = row.asked,
                    .services_to_client = ServicesToClient(connection, county, order.client_key()),
                    .weights = WeightsOf(weights ? &*weights : nullptr),
                    .now = now};
  const int32_t today = DayOf(now);
  const AsksThat needed = AsksNeeded(occasion.weights.waves().bounds(), today);
  occasion.asks =
      AsksOf(underway ? ReadAsks(connection, county) : ReadAsks(connection, county, needed), today);
  if (const auto last = LastWave(connection, county, row.id)) {
    const v1::Recommendation before = RecommendationOf(*last);
    occasion.wave = before.wave() + 1;
    occasion.last_level = before.level();
    occasion.waves_of_last_level = before.size().wave_of_level();
  }
  for (const ChanceRow& chance : ReadChances(connection, county))
    occasion.chances[chance.id] = {chance.ended, chance.taken};
  return occasion;
}

// An order whose last wave was this emergency's already, by an event of its own, needs no second one; the
// wave of this very declaration is made again, which finds it kept and asks once, until all of it were asked.
bool DueByDeclaration(db::Connection& connection, const Occasion& occasion, const std::string& emergency,
                      const Uuid& event_id) {
  if (!occasion.emergency || occasion.emergency->name() != emergency) return false;
  if (const auto kept = ReadRecommendation(connection, occasion.county, RecommendationId(event_id)))
    return !AllAsked(RecommendationOf(*kept), occasion.asked);
  const auto last = LastWave(connection, occasion.county, IdOf(occasion.order.order_id()));
  return !last || RecommendationOf(*last).emergency() != emergency;
}

}  // namespace

WaveMaker::WaveMaker(const rpc::Home& home, TeamCache* teams, Offer offer)
    : home_(home),
      teams_(teams),
      offer_(std::move(offer)),
      served_(home.pool, home.clock),
      self_(Matching()) {}

bool WaveMaker::Concerns(const orders::v1::OrderChanged& event) { return event.state() == orders::v1::OPEN; }

bool WaveMaker::Concerns(const orders::v1::OffersChanged& event) {
  return std::any_of(event.offers().begin(), event.offers().end(), [](const auto& offer) {
    return offer.state() == orders::v1::OFFER_DECLINED || offer.state() == orders::v1::OFFER_LAPSED;
  });
}

WaveMaker::Reason WaveMaker::ReasonOf(const Event& envelope) {
  const auto& position = envelope.position();
  return {.trigger = {{position.service(), CountyOf(envelope), position.seq()}, IdOf(envelope.event_id())},
          .order = IdOf(envelope.subject_id()),
          .seq = position.seq()};
}

Status WaveMaker::Before(const Event& envelope, const orders::v1::OrderChanged& event) {
  return MakeWave(ReasonOf(envelope), [&](Moment& moment) {
    moment.order = event;
    moment.escalated = envelope.kind() == "ESCALATED";
    ApplyAsked(event, moment.row);
  });
}

Status WaveMaker::Before(const Event& envelope, const orders::v1::OffersChanged& event) {
  return MakeWave(ReasonOf(envelope), [&](Moment& moment) { ApplyAsked(event, moment.row); });
}

Status WaveMaker::Declared(CountyId county, const v1::Emergency& emergency, const Uuid& order) {
  const Uuid id = IdOf(emergency.name());
  return MakeWave({.trigger = {{"matching", county, 0}, DeriveUuid(id, order.ToString())},
                   .order = order,
                   .emergency = emergency.name()},
                  [](Moment&) {});
}

Status WaveMaker::Look(const Reason& reason, const Apply& apply, std::optional<Occasion>& occasion) {
  const CountyId county = reason.trigger.cause.county;
  return db::Transact(*home_.pool, {county}, /*read_only=*/true, [&](db::Connection& connection) {
    occasion.reset();
    Moment moment;
    moment.row = ReadOrder(connection, county, reason.order).value_or(OrderRow{});
    if (reason.seq > 0 && moment.row.seq >= reason.seq) return absl::OkStatus();  // another process was first
    moment.row.id = reason.order;
    moment.order.ParseFromString(moment.row.facts.data);
    apply(moment);
    absl::Time now = home_.clock->Now();
    const bool declared = !reason.emergency.empty();
    WaveState state{.order = &moment.order,
                    .offers_open = !moment.row.open_offers.empty(),
                    .escalated = moment.escalated || declared,
                    .emergency = true};
    if (!WaveDue(state, now)) return absl::OkStatus();  // most events: nothing further is read for them
    std::optional<v1::Emergency> emergency = EmergencyAbout(connection, county, moment.order, now);
    state.emergency = emergency.has_value();
    if (!WaveDue(state, now)) return absl::OkStatus();
    Occasion found =
        OccasionOf(connection, county, moment.order, moment.row, now, !underway_.Orders(county, now).empty());
    found.emergency = std::move(emergency);
    if (declared && !DueByDeclaration(connection, found, reason.emergency, reason.trigger.event_id))
      return absl::OkStatus();
    AddUnderway(connection, found);
    occasion = std::move(found);
    return absl::OkStatus();
  });
}

void WaveMaker::AddUnderway(db::Connection& connection, Occasion& occasion) {
  const CountyId county = occasion.county;
  for (const Uuid& order : underway_.Orders(county, occasion.now)) {
    if (const auto row = ReadOrder(connection, county, order)) underway_.Mirrored(county, order, row->asked);
  }
  underway_.AddTo(county, DayOf(occasion.now), occasion.asks);
}

Status WaveMaker::MakeWave(Reason reason, const Apply& apply) {
  std::optional<Occasion> occasion;
  DD_RETURN_IF_ERROR(Look(reason, apply, occasion));
  if (!occasion) return absl::OkStatus();
  occasion->extra_teams =
      served_.ExtraTeams(occasion->county, occasion->order.station_path(), occasion->weights.fairness());
  v1::Recommendation recommendation;
  DD_RETURN_IF_ERROR(teams_->With(
      occasion->county, [&](const TeamIndex& index) { recommendation = Recommend(*occasion, index); }));
  DD_ASSIGN_OR_RETURN(v1::Recommendation kept, Keep(reason, recommendation));
  // Kept before a crash and found again too late: an emergency asks anew, with the time it takes.
  while (!kept.emergency().empty() && FromProto(kept.offer_expire_time()) <= occasion->now) {
    reason.trigger.event_id = DeriveUuid(reason.trigger.event_id, "anew");
    DD_ASSIGN_OR_RETURN(kept, Keep(reason, recommendation));
  }
  return Ask(reason, kept);
}

StatusOr<v1::Recommendation> WaveMaker::Keep(const Reason& reason, v1::Recommendation recommendation) {
  const CountyId county = reason.trigger.cause.county;
  recommendation.set_name(
      ResourceNameOf(county, "recommendations", RecommendationId(reason.trigger.event_id)));
  v1::Recommendation kept;
  db::Command command;
  command.county = county;
  command.caller = &self_;
  command.verb = &kKeepRecommendation;
  command.request = &recommendation;
  command.response = &kept;
  command.extra = std::make_shared<Trigger>(reason.trigger);  // what the event's id is derived from, always
  command.received_at = home_.clock->Now();
  DD_RETURN_IF_ERROR(home_.lanes->Run(std::move(command)));
  return kept;
}

Status WaveMaker::Ask(const Reason& reason, const v1::Recommendation& recommendation) {
  // Kept before a crash and found again too late: the clock of `orders` escalates instead.
  if (FromProto(recommendation.offer_expire_time()) <= home_.clock->Now()) return absl::OkStatus();
  const int teams = recommendation.offered_teams_size();
  for (int first = 0; first < teams; first += kOffersOfOneCall) {
    const int count = std::min(kOffersOfOneCall, teams - first);
    Status offered = AskSome(reason, recommendation, first, count);
    // One of many was suspended or asked by hand meanwhile: that must not keep the order from the others.
    if (AboutATeam(offered) && count > 1) offered = AskEach(reason, recommendation, first, count);
    if (offered.ok() || AboutATeam(offered)) continue;
    return MovedOn(offered) ? absl::OkStatus() : offered;
  }
  return absl::OkStatus();
}

Status WaveMaker::AskEach(const Reason& reason, const v1::Recommendation& recommendation, int first,
                          int count) {
  for (int i = first; i < first + count; ++i) {
    Status alone = AskSome(reason, recommendation, i, 1);
    if (!alone.ok() && !AboutATeam(alone)) return alone;
  }
  return absl::OkStatus();
}

Status WaveMaker::AskSome(const Reason& reason, const v1::Recommendation& recommendation, int first,
                          int count) {
  std::string action = absl::StrCat("offer/", recommendation.wave());
  if (first > 0 || count < std::min(kOffersOfOneCall, recommendation.offered_teams_size()))
    absl::StrAppend(&action, "/", first, "+", count);
  std::vector<Uuid> asked;
  orders::v1::OfferOrderRequest request;
  request.set_request_id(DeriveUuid(reason.trigger.event_id, action).ToString());
  request.set_name(recommendation.order());
  for (int i = first; i < first + count; ++i) {
    auto& offer = *request.add_offers();
    asked.push_back(IdOf(recommendation.offered_teams(i)));
    offer.set_team(recommendation.offered_teams(i));
    offer.set_recommendation(recommendation.name());
  }
  *request.mutable_expire_time() = recommendation.offer_expire_time();
  const CountyId county = reason.trigger.cause.county;
  DD_RETURN_IF_ERROR(offer_(county, request));
  underway_.Made(county, reason.order, std::move(asked), recommendation.emergency().empty(),
                 FromProto(recommendation.offer_expire_time()));
  return absl::OkStatus();
}

}  // namespace diandan::matching
