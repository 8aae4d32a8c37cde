#include "services/matching/mirror_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/request_fields.h"
#include "services/matching/fairness_rules.h"
#include "services/matching/mirror_offers.h"
#include "services/matching/ranking_rules.h"
#include "services/matching/slot_rules.h"

namespace diandan::matching {
namespace {

// Slots older than this no longer bear on any ranking.
constexpr int kWeeksOfLoad = 12;  // as Weights.load_weeks at most
constexpr int kGoodScore = 4;

Status NeedId(const char* field, const std::string& text) {
  return ParseUuid(text).ok() ? absl::OkStatus() : InvalidField(field, text, "uuid");
}

template <typename Event, typename Row>
void CopyPoint(const Event& event, Row& row) {
  row.lat_milli.reset();
  row.lng_milli.reset();
  if (!event.has_point()) return;
  row.lat_milli = event.point().lat_milli();
  row.lng_milli = event.point().lng_milli();
}

bool Holds(orders::v1::OrderState state) {
  return state == orders::v1::ACCEPTED || state == orders::v1::IN_SERVICE || state == orders::v1::COMPLETED ||
         state == orders::v1::VERIFIED || state == orders::v1::REJECTED;
}

bool Served(orders::v1::OrderState state) {
  return state == orders::v1::COMPLETED || state == orders::v1::VERIFIED;
}

orders::v1::OrderChanged FactsOf(const OrderRow& row) {
  orders::v1::OrderChanged facts;
  facts.ParseFromString(row.facts.data);
  return facts;
}

// Takes out of or adds to the count beside `key`; a count that comes to nothing goes.
template <typename Key>
size_t PositionOf(std::vector<Key>& keys, const Key& key,
                  std::initializer_list<std::vector<int32_t>*> counts) {
  size_t i = static_cast<size_t>(std::find(keys.begin(), keys.end(), key) - keys.begin());
  if (i == keys.size()) {
    keys.push_back(key);
    for (auto* count : counts) count->push_back(0);
  }
  return i;
}

void Unbook(Work& work, const OrderRow& order) {
  if (!order.booked_team) return;
  RecordRow& record = Obtain<RecordRow>(work, *order.booked_team);
  for (int32_t slot : order.booked) {
    auto it = std::find(record.booked.begin(), record.booked.end(), slot);
    if (it != record.booked.end()) record.booked.erase(it);
  }
}

void Book(Work& work, const Uuid& team, const std::vector<int32_t>& slots) {
  RecordRow& record = Obtain<RecordRow>(work, team);
  int32_t oldest = (DayOf(work.now) - kWeeksOfLoad * 7) * kSlotsPerDay;
  std::erase_if(record.booked, [&](int32_t slot) { return slot < oldest; });
  record.booked.insert(record.booked.end(), slots.begin(), slots.end());
}

void CountService(Work& work, const Uuid& team, const orders::v1::OrderChanged& order, int32_t by) {
  if (!order.skill().empty()) {
    RecordRow& record = Obtain<RecordRow>(work, team);
    int32_t& services = record.services[PositionOf(record.skills, order.skill(), {&record.services})];
    services = std::max(0, services + by);
  }
  if (!order.client_key().empty()) {
    ClientServiceRow& row = Obtain<ClientServiceRow>(work, ClientServiceId(team, order.client_key()));
    row.team_id = team;
    row.client_key = order.client_key();
    row.services = std::max(0, row.services + by);
  }
}

void CountRating(Work& work, const RatingRow& rating, int32_t by) {
  RecordRow& record = Obtain<RecordRow>(work, rating.team_id);
  size_t i = PositionOf(record.months, rating.month, {&record.rated, &record.good});
  record.rated[i] = std::max(0, record.rated[i] + by);
  record.good[i] = std::max(0, record.good[i] + (rating.good ? by : 0));
  int32_t oldest = MonthOf(work.now) - kMonthsOfRatings;
  for (size_t k = record.months.size(); k-- > 0;) {
    if (record.months[k] >= oldest) continue;
    for (auto* column : {&record.months, &record.rated, &record.good}) {
      column->erase(column->begin() + static_cast<ptrdiff_t>(k));
    }
  }
}

// A team that gives it back makes the resident wait on: the time taken is that of the team that has it. An
// order let through before this was followed has no time, and so no wait and no fate.
void FollowFate(const orders::v1::OrderChanged& before, const orders::v1::OrderChanged& event,
                absl::Time time, OrderRow& row) {
  row.activity = event.kind() == orders::v1::ACTIVITY;
  row.township_path = PlaceOf(event.station_path()).township;
  row.language = event.language();
  row.language_required = !event.language().empty() && event.language_required();
  if (LetThrough(event) && !LetThrough(before) && !row.let_through_at) row.let_through_at = time;
  if (!row.let_through_at) return;
  row.fate = FateOf(event);
  if (event.state() == orders::v1::OPEN) row.taken_at.reset();
  if (Holds(event.state()) && !row.taken_at) row.taken_at = time;
}

}  // namespace

Uuid ClientServiceId(const Uuid& team, const std::string& client_key) {
  return DeriveUuid(team, absl::StrCat("client/", client_key));
}

void TouchOrg(const volunteers::v1::OrgChanged& event, Touches& touches) {
  touches.Add<OrgRow>(IdOf(event.org_id()));
}

Status MirrorOrg(Work& work, const Event&, const volunteers::v1::OrgChanged& event) {
  DD_RETURN_IF_ERROR(NeedId("org_id", event.org_id()));
  OrgRow& row = Obtain<OrgRow>(work, IdOf(event.org_id()));
  row.path = event.path();
  row.closed = event.closed();
  CopyPoint(event, row);
  return absl::OkStatus();
}

void TouchTeam(const volunteers::v1::TeamChanged& event, Touches& touches) {
  touches.Add<TeamRow>(IdOf(event.team_id()));
  touches.Add<AsksRow>(IdOf(event.team_id()));
}

Status MirrorTeam(Work& work, const Event& envelope, const volunteers::v1::TeamChanged& event) {
  DD_RETURN_IF_ERROR(NeedId("team_id", event.team_id()));
  TeamRow& row = Obtain<TeamRow>(work, IdOf(event.team_id()));
  row.name = event.name();
  row.org_path = event.org_path();
  CopyPoint(event, row);
  row.skills.assign(event.skills().begin(), event.skills().end());
  row.languages.assign(event.languages().begin(), event.languages().end());
  row.weekly_slots = event.weekly_slots();
  row.free_slots.assign(event.free_slots().begin(), event.free_slots().end());
  row.suspended = event.suspended();
  row.women = event.female_count();
  // Its turn comes so many days after it is known; until then nobody owes it an offer.
  if (work.Find<AsksRow>(row.id) == nullptr)
    Obtain<AsksRow>(work, row.id).quiet_since = DayOf(FromProto(envelope.time()));
  return absl::OkStatus();
}

void TouchMember(const volunteers::v1::MembershipChanged& event, Touches& touches) {
  touches.Add<MemberRow>(IdOf(event.membership_id()));
}

Status MirrorMember(Work& work, const Event&, const volunteers::v1::MembershipChanged& event) {
  DD_RETURN_IF_ERROR(NeedId("membership_id", event.membership_id()));
  DD_RETURN_IF_ERROR(NeedId("team_id", event.team_id()));
  DD_RETURN_IF_ERROR(NeedId("volunteer_id", event.volunteer_id()));
  MemberRow& row = Obtain<MemberRow>(work, IdOf(event.membership_id()));
  row.team_id = IdOf(event.team_id());
  row.volunteer_id = IdOf(event.volunteer_id());
  row.ended = event.ended();
  return absl::OkStatus();
}

void TouchVolunteer(const volunteers::v1::VolunteerChanged& event, Touches& touches) {
  touches.Add<QualifiedRow>(IdOf(event.volunteer_id()));
}

Status MirrorVolunteer(Work& work, const Event&, const volunteers::v1::VolunteerChanged& event) {
  DD_RETURN_IF_ERROR(NeedId("volunteer_id", event.volunteer_id()));
  Uuid id = IdOf(event.volunteer_id());
  bool holds_any = event.qualifications_size() > 0 && !event.suspended() && !event.erased();
  if (!holds_any && work.Find<QualifiedRow>(id) == nullptr) return absl::OkStatus();
  QualifiedRow& row = Obtain<QualifiedRow>(work, id);
  row.codes.clear();
  row.last_days.clear();
  if (!holds_any) return absl::OkStatus();
  for (const auto& held : event.qualifications()) {
    row.codes.push_back(held.code());
    row.last_days.push_back(held.has_valid_until() ? DayOf(FromProto(held.valid_until())) : INT32_MAX);
  }
  return absl::OkStatus();
}

void TouchOrder(const orders::v1::OrderChanged& event, Touches& touches) {
  touches.Add<OrderRow>(IdOf(event.order_id()));
  if (event.team_id().empty()) return;
  Uuid team = IdOf(event.team_id());
  touches.Add<RecordRow>(team);
  touches.Add<ClientServiceRow>(ClientServiceId(team, event.client_key()));
  if (event.state() == orders::v1::ACCEPTED) touches.Add<ChanceRow>(team);
}

void TouchOrderTeams(const orders::v1::OrderChanged& event, const Work& work, Touches& touches) {
  const OrderRow* row = work.Find<OrderRow>(IdOf(event.order_id()));
  if (row == nullptr) return;
  if (!row->open_offers.empty() && event.state() != orders::v1::OPEN) {
    for (const Uuid& team : row->asked) touches.Add<AsksRow>(team);
  }
  if (row->booked_team) touches.Add<RecordRow>(*row->booked_team);
  if (row->served_team) {
    touches.Add<RecordRow>(*row->served_team);
    touches.Add<ClientServiceRow>(ClientServiceId(*row->served_team, FactsOf(*row).client_key()));
  }
}

void ApplyAsked(const orders::v1::OrderChanged& event, OrderRow& row) {
  for (const auto& team : event.asked_team_ids()) AddOnce(row.asked, IdOf(team));
  if (event.state() != orders::v1::OPEN) row.open_offers.clear();
}

void ApplyAsked(const orders::v1::OffersChanged& event, OrderRow& row) {
  for (const auto& offer : event.offers()) {
    Uuid id = IdOf(offer.offer_id());
    AddOnce(row.asked, IdOf(offer.team_id()));
    if (offer.state() == orders::v1::OFFERED) {
      AddOnce(row.open_offers, id);
    } else {
      std::erase(row.open_offers, id);
    }
  }
}

Status MirrorOrder(Work& work, const Event& envelope, const orders::v1::OrderChanged& event) {
  DD_RETURN_IF_ERROR(NeedId("order_id", event.order_id()));
  bool has_team = Holds(event.state()) && !event.team_id().empty();
  if (has_team) DD_RETURN_IF_ERROR(NeedId("team_id", event.team_id()));

  OrderRow& row = Obtain<OrderRow>(work, IdOf(event.order_id()));
  orders::v1::OrderChanged before = FactsOf(row);
  row.seq = envelope.position().seq();
  row.state = event.state();
  row.facts = {event.SerializeAsString()};
  EndOffersOf(work, row, event);
  ApplyAsked(event, row);
  FollowFate(before, event, FromProto(envelope.time()), row);

  std::optional<Uuid> holder = has_team ? std::optional(IdOf(event.team_id())) : std::nullopt;
  std::vector<int32_t> slots = holder ? SlotsOf(event.sessions()) : std::vector<int32_t>{};
  if (row.booked_team != holder || row.booked != slots) {
    Unbook(work, row);
    row.booked_team = holder;
    row.booked = slots;
    row.half_days = static_cast<int32_t>(slots.size());
    if (holder) Book(work, *holder, slots);
  }
  std::optional<Uuid> server = Served(event.state()) ? holder : std::nullopt;
  if (row.served_team != server) {
    if (row.served_team) CountService(work, *row.served_team, before, -1);
    row.served_team = server;
    if (server) CountService(work, *server, event, +1);
  }
  return absl::OkStatus();
}

void TouchOffers(const orders::v1::OffersChanged& event, Touches& touches) {
  touches.Add<OrderRow>(IdOf(event.order_id()));
  for (const auto& offer : event.offers()) {
    if (offer.state() == orders::v1::OFFERED) touches.AddChildren<RecommendationRow>(IdOf(event.order_id()));
    touches.Add<AsksRow>(IdOf(offer.team_id()));
    touches.Add<ChanceRow>(IdOf(offer.team_id()));
  }
}

Status MirrorOffers(Work& work, const Event& envelope, const orders::v1::OffersChanged& event) {
  DD_RETURN_IF_ERROR(NeedId("order_id", event.order_id()));
  OrderRow& row = Obtain<OrderRow>(work, IdOf(event.order_id()));
  const bool told_before = envelope.position().seq() <= row.seq;
  if (!told_before) {
    const auto by_emergency = AskedByEmergency(work, row.id);
    for (const auto& offer : event.offers())
      CountOffer(work, offer, DayOf(FromProto(envelope.time())), by_emergency);
  }
  row.seq = envelope.position().seq();
  ApplyAsked(event, row);
  return absl::OkStatus();
}

void TouchRated(const orders::v1::Rated& event, Touches& touches) {
  touches.Add<RatingRow>(IdOf(event.rating_id()));
  touches.Add<RecordRow>(IdOf(event.team_id()));
}

Status MirrorRated(Work& work, const Event& envelope, const orders::v1::Rated& event) {
  if (event.rater_kind() != orders::v1::RESIDENT) return absl::OkStatus();
  DD_RETURN_IF_ERROR(NeedId("rating_id", event.rating_id()));
  DD_RETURN_IF_ERROR(NeedId("team_id", event.team_id()));
  RatingRow& row = Obtain<RatingRow>(work, IdOf(event.rating_id()));
  if (!row.team_id.is_nil() && row.counts) CountRating(work, row, -1);
  row.team_id = IdOf(event.team_id());
  row.month = MonthOf(FromProto(envelope.time()));
  row.good = event.score() >= kGoodScore;
  row.counts = true;
  CountRating(work, row, +1);
  return absl::OkStatus();
}

void TouchReviewed(const orders::v1::RatingReviewed& event, Touches& touches) {
  touches.Add<RatingRow>(IdOf(event.rating_id()));
}

void TouchReviewedTeam(const orders::v1::RatingReviewed& event, const Work& work, Touches& touches) {
  const RatingRow* row = work.Find<RatingRow>(IdOf(event.rating_id()));
  if (row != nullptr) touches.Add<RecordRow>(row->team_id);
}

Status MirrorReviewed(Work& work, const Event&, const orders::v1::RatingReviewed& event) {
  RatingRow* row = work.Change<RatingRow>(IdOf(event.rating_id()));
  if (row == nullptr) return absl::OkStatus();  // another kind of rater: never counted
  bool counts = !event.annulled();
  if (row->counts == counts) return absl::OkStatus();
  row->counts = counts;
  CountRating(work, *row, counts ? +1 : -1);
  return absl::OkStatus();
}

}  // namespace diandan::matching
