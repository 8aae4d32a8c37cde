#include "services/matching/wave_maker.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/request_fields.h"
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

// The order or a team has moved on since the event: somebody accepted, cancelled, or asked by hand. The next
// event says what follows.
bool MovedOn(const Status& refusal) {
  return refusal.code() == absl::StatusCode::kFailedPrecondition ||
         refusal.code() == absl::StatusCode::kNotFound || refusal.code() == absl::StatusCode::kAlreadyExists;
}

// All that a wave of the order is made from.
Occasion OccasionOf(db::Connection& connection, CountyId county, const orders::v1::OrderChanged& order,
                    const OrderRow& row, absl::Time now) {
  auto weights = ReadWeights(connection, county, 0);
  Occasion occasion{.county = county,
                    .order = order,
                    .asked = row.asked,
                    .services_to_client = ServicesToClient(connection, county, order.client_key()),
                    .weights = WeightsOf(weights ? &*weights : nullptr),
                    .now = now,
                    .asks = AsksOf(ReadAsks(connection, county), DayOf(now))};
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

}  // namespace

WaveMaker::WaveMaker(const rpc::Home& home, TeamCache* teams, Offer offer)
    : home_(home), teams_(teams), offer_(std::move(offer)), self_(Matching()) {}

bool WaveMaker::Concerns(const orders::v1::OrderChanged& event) { return event.state() == orders::v1::OPEN; }

bool WaveMaker::Concerns(const orders::v1::OffersChanged& event) {
  return std::any_of(event.offers().begin(), event.offers().end(), [](const auto& offer) {
    return offer.state() == orders::v1::OFFER_DECLINED || offer.state() == orders::v1::OFFER_LAPSED;
  });
}

Status WaveMaker::Before(const Event& envelope, const orders::v1::OrderChanged& event) {
  return MakeWave(envelope, [&](Moment& moment) {
    moment.order = event;
    moment.escalated = envelope.kind() == "ESCALATED";
    ApplyAsked(event, moment.row);
  });
}

Status WaveMaker::Before(const Event& envelope, const orders::v1::OffersChanged& event) {
  return MakeWave(envelope, [&](Moment& moment) { ApplyAsked(event, moment.row); });
}

Status WaveMaker::Look(const Event& envelope, const std::function<void(Moment&)>& apply,
                       std::optional<Occasion>& occasion) {
  CountyId county = CountyOf(envelope);
  Uuid id = IdOf(envelope.subject_id());
  return db::Transact(*home_.pool, {county}, /*read_only=*/true, [&](db::Connection& connection) {
    occasion.reset();
    Moment moment;
    moment.row = ReadOrder(connection, county, id).value_or(OrderRow{});
    if (moment.row.seq >= envelope.position().seq()) return absl::OkStatus();  // another process was first
    moment.row.id = id;
    moment.order.ParseFromString(moment.row.facts.data);
    apply(moment);
    absl::Time now = home_.clock->Now();
    bool somebody_thinks = !moment.row.open_offers.empty();
    if (!WaveDue({&moment.order, somebody_thinks, moment.escalated}, now)) return absl::OkStatus();
    occasion = OccasionOf(connection, county, moment.order, moment.row, now);
    return absl::OkStatus();
  });
}

Status WaveMaker::MakeWave(const Event& envelope, const std::function<void(Moment&)>& apply) {
  std::optional<Occasion> occasion;
  DD_RETURN_IF_ERROR(Look(envelope, apply, occasion));
  if (!occasion) return absl::OkStatus();
  v1::Recommendation recommendation;
  DD_RETURN_IF_ERROR(teams_->With(
      occasion->county, [&](const TeamIndex& index) { recommendation = Recommend(*occasion, index); }));
  DD_ASSIGN_OR_RETURN(v1::Recommendation kept, Keep(envelope, std::move(recommendation)));
  return Ask(envelope, kept);
}

StatusOr<v1::Recommendation> WaveMaker::Keep(const Event& envelope, v1::Recommendation recommendation) {
  CountyId county = CountyOf(envelope);
  Uuid event = IdOf(envelope.event_id());
  recommendation.set_name(ResourceNameOf(county, "recommendations", RecommendationId(event)));
  v1::Recommendation kept;
  db::Command command;
  command.county = county;
  command.caller = &self_;
  command.verb = &kKeepRecommendation;
  command.request = &recommendation;
  command.response = &kept;
  command.extra = std::make_shared<Trigger>(
      Trigger{{envelope.position().service(), county, envelope.position().seq()}, event});
  command.received_at = home_.clock->Now();
  DD_RETURN_IF_ERROR(home_.lanes->Run(std::move(command)));
  return kept;
}

Status WaveMaker::Ask(const Event& envelope, const v1::Recommendation& recommendation) {
  if (recommendation.offered_teams().empty()) return absl::OkStatus();
  // Kept before a crash and found again too late: the clock of `orders` escalates instead.
  if (FromProto(recommendation.offer_expire_time()) <= home_.clock->Now()) return absl::OkStatus();
  orders::v1::OfferOrderRequest request;
  request.set_request_id(
      DeriveUuid(IdOf(envelope.event_id()), absl::StrCat("offer/", recommendation.wave())).ToString());
  request.set_name(recommendation.order());
  for (const auto& team : recommendation.offered_teams()) {
    auto& offer = *request.add_offers();
    offer.set_team(team);
    offer.set_recommendation(recommendation.name());
  }
  *request.mutable_expire_time() = recommendation.offer_expire_time();
  Status offered = offer_(CountyOf(envelope), request);
  return MovedOn(offered) ? absl::OkStatus() : offered;
}

}  // namespace diandan::matching
