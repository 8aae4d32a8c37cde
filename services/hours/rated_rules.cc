#include "services/hours/rated_rules.h"

#include "diandan/hours/v1/points_events.pb.h"
#include "services/base/request_fields.h"
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

void CountRating(Work& work, const PointRatingRow& rating, int32_t times) {
  AcceptanceRow* acceptance = work.Change<AcceptanceRow>(rating.acceptance_id);
  if (acceptance == nullptr) return;
  const bool well = WellRated(acceptance);
  acceptance->ratings += times;
  acceptance->rating_sum += times * rating.score;
  if (WellRated(acceptance) != well) SettleServed(work, acceptance->id);
}

}  // namespace

void TouchRated(const Rated& rated, Touches& touches) {
  const Uuid acceptance = IdOf(rated.acceptance_id());
  touches.Add<PointRatingRow>(IdOf(rated.rating_id()));
  touches.Add<AcceptanceRow>(acceptance);
  touches.AddChildren<EntryRow>(acceptance);
}

void TouchAroundRated(const Rated& rated, const Work& work, Touches& touches) {
  TouchServed(work, IdOf(rated.acceptance_id()), touches);
}

// Only the people served; what team, station and organisation think of each other earns nobody anything.
Status TakeRated(Work& work, const events::v1::Event&, const Rated& rated) {
  const Uuid id = IdOf(rated.rating_id());
  if (rated.rater_kind() != orders::v1::RESIDENT || rated.score() < 1 || rated.score() > 5)
    return absl::OkStatus();
  if (work.Find<PointRatingRow>(id) != nullptr) return absl::OkStatus();
  PointRatingRow row;
  row.id = id;
  row.acceptance_id = IdOf(rated.acceptance_id());
  row.score = rated.score();
  CountRating(work, work.Insert(std::move(row)), +1);
  return absl::OkStatus();
}

void TouchReviewed(const RatingReviewed& reviewed, Touches& touches) {
  touches.Add<PointRatingRow>(IdOf(reviewed.rating_id()));
}

// Annulling is rare: what it touches is loaded once the rating is known.
Status TakeReviewed(Work& work, const events::v1::Event&, const RatingReviewed& reviewed) {
  const auto* found = work.Find<PointRatingRow>(IdOf(reviewed.rating_id()));
  if (!reviewed.annulled() || found == nullptr || found->annulled) return absl::OkStatus();
  Touches touches;
  touches.set_county(work.county);
  touches.Add<AcceptanceRow>(found->acceptance_id);
  touches.AddChildren<EntryRow>(found->acceptance_id);
  work.Load(touches);
  TouchServed(work, found->acceptance_id, touches);
  work.Load(touches);
  PointRatingRow& row = *work.Change<PointRatingRow>(found->id);
  row.annulled = true;
  CountRating(work, row, -1);
  return absl::OkStatus();
}

}  // namespace diandan::hours
