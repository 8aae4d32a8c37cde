#include "services/orders/rating_review_rules.h"

#include "services/orders/access_rules.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/common_rules.h"
#include "services/orders/rating_rules.h"

namespace diandan::orders {
namespace {

bool Annuls(v1::RatingVerdict verdict) {
  return verdict == v1::ANNUL_SELF_RATING || verdict == v1::ANNUL_WRONG_ORDER;
}

bool Waits(const RatingRow& row) {
  return row.due_at && row.settled.empty() && !row.annulled && !row.outranked;
}

void TouchReviewed(const v1::ReviewRatingRequest& request, Touches& touches) {
  TouchRated(IdOf(request.name()), touches);
}

void TouchReviewer(const v1::ReviewRatingRequest& request, const Work& work, Touches& touches) {
  TouchServing(work, IdOf(request.name()), touches);
}

// What an officer settles by a call is no judgement on the rating; that is a reviewer's.
Status MayReview(const Work& work, const OrderRow& order, v1::RatingVerdict verdict) {
  DD_RETURN_IF_ERROR(MayDo(work, "RatingService/ReviewRating", AtStation(order)));
  if (!Annuls(verdict) || CoversStation(work.caller, work.county, order.station_path, {Role::kReviewer}))
    return absl::OkStatus();
  return NeedsRole(work.caller, "REVIEWER");
}

Status CheckVerdict(const RatingRow& row, v1::RatingVerdict verdict) {
  const std::string& named = v1::RatingVerdict_Name(verdict);
  if (verdict == v1::DONE_AGAIN)
    return InvalidField("verdict", named,
                        "one_of:FOLLOW_UP, ANNUL_SELF_RATING, ANNUL_WRONG_ORDER, TALKED_OVER");
  if (verdict == v1::TALKED_OVER && !Waits(row)) return InvalidField("verdict", named, "only_low_rating");
  return absl::OkStatus();
}

void EmitReviewed(Work& work, const RatingRow& row, bool talked_over) {
  v1::RatingReviewed event;
  event.set_rating_id(row.id.ToString());
  event.set_order_id(row.order_id.ToString());
  event.set_annulled(row.annulled);
  event.set_follow_up(row.follow_up);
  event.set_talked_over(talked_over);
  work.Emit(row.annulled ? "RATING_ANNULLED" : "RATING_REVIEWED", row.order_id, std::move(event));
}

Status Review(Work& work, const v1::ReviewRatingRequest& request) {
  DD_ASSIGN_OR_RETURN(const OrderRow* order, FindOrder(work, request.name()));
  DD_RETURN_IF_ERROR(MayReview(work, *order, request.verdict()));
  const RatingRow* found = work.Find<RatingRow>(IdOf(request.rating_id()));
  if (found == nullptr || found->order_id != order->id) return Refuse(Reason::RATING_UNKNOWN);
  // Whoever called back may well be the one who talks it over; what they wrote down, another person annuls.
  const bool own = found->rater == work.caller.subject && Annuls(request.verdict());
  if (Served(work, *order) || own) return Refuse(Reason::CONFLICT_OF_INTEREST);
  DD_RETURN_IF_ERROR(CheckVerdict(*found, request.verdict()));

  RatingRow& row = *work.Change<RatingRow>(found->id);
  const bool talked_over = request.verdict() == v1::TALKED_OVER;
  row.follow_up = request.verdict() == v1::FOLLOW_UP;
  row.annulled = Annuls(request.verdict());
  if (talked_over) row.settled = v1::RatingVerdict_Name(request.verdict());
  row.reviewed_by = work.caller.subject;
  row.reviewed_at = work.now;
  EmitReviewed(work, row, talked_over);
  // Whoever served and rated themselves by the slip does not silence the call-back by it.
  for (const Uuid& again : LetTheBestStand(work, row)) {
    if (again != row.id) EmitReviewed(work, *work.Find<RatingRow>(again), /*talked_over=*/false);
  }
  return absl::OkStatus();
}

void AnswerReview(const v1::ReviewRatingRequest& request, const Work& work, v1::Rating& rating) {
  if (const RatingRow* row = work.Find<RatingRow>(IdOf(request.rating_id()))) ShowRating(work, *row, rating);
}

}  // namespace

void SettleByRedo(Work& work, const Uuid& order) {
  for (const RatingRow* row : work.Children<RatingRow>(order)) {
    if (Waits(*row)) work.Change<RatingRow>(row->id)->settled = v1::RatingVerdict_Name(v1::DONE_AGAIN);
  }
}

const Verb& ReviewRatingVerb() {
  static const Verb verb = MakeVerb<v1::ReviewRatingRequest, v1::Rating>("ReviewRating", TouchReviewed,
                                                                         Review, AnswerReview, TouchReviewer);
  return verb;
}

}  // namespace diandan::orders
