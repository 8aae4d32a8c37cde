#include "services/hours/rated_rules.h"

#include <utility>
#include <vector>

#include "diandan/hours/v1/points_events.pb.h"
#include "services/base/request_fields.h"
#include "services/hours/evaluation_rows.h"
#include "services/hours/points_rules.h"

namespace diandan::hours {
namespace {

using orders::v1::Rated;
using orders::v1::RatingReviewed;

void TouchServed(const Work& work, const Uuid& acceptance, Touches& touches) {
  for (const EntryRow* entry : work.Children<EntryRow>(acceptance)) TouchEarning(*entry, touches);
}

// The points of everybody who served then, as they are with the ratings there are now.
void SettleServed(Work& work, const Uuid& acceptance) {
  int32_t moved = 0;
  int64_t points = 0;
  for (const EntryRow* found : work.Children<EntryRow>(acceptance)) {
    if (found->state != v1::POSTED) continue;
    const int32_t change = SettlePoints(work, *work.Change<EntryRow>(found->id));
    moved += change == 0 ? 0 : 1;
    points += change;
  }
  if (moved == 0) return;
  v1::PointsChanged event;
  event.set_transfers(moved);
  event.set_points(points);
  work.Emit("POINTS_CHANGED", acceptance, std::move(event));
}

// Of each kind of rater the latest stands that is not annulled: one's own word outranks one on behalf. Only
// what the people served think earns points; team, station and organisation earn each other nothing.
void LetLatestStand(Work& work, const Uuid& acceptance_id, orders::v1::RaterKind kind) {
  const ServiceRatingRow* latest = nullptr;
  std::vector<Uuid> ratings;
  for (const auto* row : work.Children<ServiceRatingRow>(acceptance_id)) {
    if (row->rater_kind != kind) continue;
    ratings.push_back(row->id);
    if (!row->annulled && (latest == nullptr || row->event_seq > latest->event_seq)) latest = row;
  }
  const Uuid stands = latest == nullptr ? Uuid() : latest->id;
  const int32_t score = latest == nullptr ? 0 : latest->score;
  for (const Uuid& id : ratings) work.Change<ServiceRatingRow>(id)->stands = id == stands;
  AcceptanceRow* acceptance =
      kind == orders::v1::RESIDENT ? work.Change<AcceptanceRow>(acceptance_id) : nullptr;
  if (acceptance == nullptr) return;
  const bool well = WellRated(acceptance);
  acceptance->ratings = latest == nullptr ? 0 : 1;
  acceptance->rating_sum = score;
  if (WellRated(acceptance) != well) SettleServed(work, acceptance->id);
}

void TouchRatedService(const Uuid& acceptance, Touches& touches) {
  touches.Add<AcceptanceRow>(acceptance);
  touches.AddChildren<EntryRow>(acceptance);
  touches.AddChildren<ServiceRatingRow>(acceptance);
}

}  // namespace

void TouchRated(const Rated& rated, Touches& touches) {
  TouchRatedService(IdOf(rated.acceptance_id()), touches);
}

void TouchAroundRated(const Rated& rated, const Work& work, Touches& touches) {
  TouchServed(work, IdOf(rated.acceptance_id()), touches);
}

Status TakeRated(Work& work, const events::v1::Event& event, const Rated& rated) {
  const Uuid id = IdOf(rated.rating_id()), acceptance = IdOf(rated.acceptance_id());
  for (const auto* other : work.Children<ServiceRatingRow>(acceptance)) {
    if (other->id == id) return absl::OkStatus();
  }
  ServiceRatingRow row;
  row.id = id;
  row.acceptance_id = acceptance;
  row.team_id = IdOf(rated.team_id());
  row.rater_kind = rated.rater_kind();
  row.score = rated.score();
  row.rated_at = FromProto(event.time());
  row.event_seq = event.position().seq();
  row.rater = rated.rater();
  // Whoever passes on what the people served said is not the one who rates.
  const bool passed_on =
      rated.rater_kind() == orders::v1::RESIDENT && rated.channel() != orders::v1::RATING_SECRET;
  if (const Uuid rater = IdOf(rated.rater_volunteer()); !rater.is_nil() && !passed_on)
    row.rater_volunteer = rater;
  row.client_key = rated.client_key();
  row.device = rated.device();
  row.words_print = rated.words_print();
  row.words_length = rated.words_length();
  work.Insert(std::move(row));
  LetLatestStand(work, acceptance, rated.rater_kind());
  return absl::OkStatus();
}

void TouchRatingReviewed(const RatingReviewed& reviewed, Touches& touches) {
  touches.Add<ServiceRatingRow>(IdOf(reviewed.rating_id()));
}

// Annulling is rare: what it touches is loaded once the rating is known.
Status TakeRatingReviewed(Work& work, const events::v1::Event&, const RatingReviewed& reviewed) {
  const auto* found = work.Find<ServiceRatingRow>(IdOf(reviewed.rating_id()));
  if (!reviewed.annulled() || found == nullptr || found->annulled) return absl::OkStatus();
  const Uuid acceptance = found->acceptance_id;
  Touches touches;
  touches.set_county(work.county);
  TouchRatedService(acceptance, touches);
  work.Load(touches);
  TouchServed(work, acceptance, touches);
  work.Load(touches);
  ServiceRatingRow& row = *work.Change<ServiceRatingRow>(IdOf(reviewed.rating_id()));
  row.annulled = true;
  LetLatestStand(work, acceptance, row.rater_kind);
  return absl::OkStatus();
}

}  // namespace diandan::hours
