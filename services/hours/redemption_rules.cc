#include "services/hours/redemption_rules.h"

#include <algorithm>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "diandan/hours/v1/commands.pb.h"
#include "diandan/hours/v1/points_events.pb.h"
#include "services/base/codes.h"
#include "services/base/request_fields.h"
#include "services/base/say_time.h"
#include "services/hours/access_rules.h"
#include "services/hours/points_policy_rules.h"
#include "services/hours/points_rules.h"
#include "services/hours/redemption_transitions.h"
#include "services/hours/reward_rules.h"

namespace diandan::hours {
namespace {

using v1::CancelRedemptionRequest;
using v1::ConfirmPickUpRequest;
using v1::RedeemRewardRequest;

Uuid TakerId(const Uuid& reward, const Uuid& volunteer) {
  return DeriveUuid(reward, absl::StrCat("taker/", volunteer.ToString()));
}

bool IsOwn(const Caller& caller, const RedemptionRow& row) {
  return !caller.volunteer.is_nil() && caller.volunteer == row.volunteer_id;
}

void StepTo(RedemptionRow& row, v1::RedemptionState to) {
  if (!MayStep(row.state, to)) {
    throw std::logic_error(absl::StrCat("no step from ", v1::RedemptionState_Name(row.state), " to ",
                                        v1::RedemptionState_Name(to)));
  }
  row.prev_state = row.state;
  row.state = to;
}

void SayRedemption(Work& work, const char* kind, const RedemptionRow& row) {
  v1::RedemptionChanged event;
  event.set_redemption_id(row.id.ToString());
  event.set_reward_id(row.reward_id.ToString());
  event.set_volunteer_id(row.volunteer_id.ToString());
  event.set_state(v1::RedemptionState_Name(row.state));
  event.set_points(row.points);
  if (row.cancel_reason != v1::CANCEL_REASON_UNSPECIFIED)
    event.set_cancel_reason(v1::CancelReason_Name(row.cancel_reason));
  work.Emit(kind, row.id, std::move(event));
}

void TouchRedeem(const RedeemRewardRequest& request, Touches& touches) {
  touches.Add<RewardRow>(IdOf(request.reward()));
  touches.Add<RedemptionRow>(IdOf(request.request_id()));
  TouchPointsPolicy(CountyIn(request.reward()), touches);
}

// Whose points they are stands in the caller, not in the request.
void TouchTaker(const RedeemRewardRequest& request, const Work& work, Touches& touches) {
  touches.Add<RewardTakerRow>(TakerId(IdOf(request.reward()), work.caller.volunteer));
  TouchPoints(work.caller.volunteer, touches);
}

Status CheckRedeem(const Work& work, const RedeemRewardRequest& request, const RewardRow* reward) {
  if (work.caller.volunteer.is_nil()) return Refuse(errors::v1::NOT_ALLOWED);
  if (reward == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"name", request.reward()}});
  if (reward->state != v1::REWARD_OPEN)
    return Refuse(errors::v1::REWARD_IS_CLOSED, {{"reward", reward->title}});
  if (reward->points != request.points())
    return Refuse(errors::v1::REWARD_PRICE_CHANGED,
                  {{"reward", reward->title}, {"points", absl::StrCat(reward->points)}});
  if (reward->stock == 0) return Refuse(errors::v1::REWARD_OUT_OF_STOCK, {{"reward", reward->title}});
  const auto* taker = work.Find<RewardTakerRow>(TakerId(reward->id, work.caller.volunteer));
  if (reward->per_person > 0 && taker != nullptr && taker->taken >= reward->per_person) {
    return Refuse(errors::v1::REWARD_LIMIT_REACHED,
                  {{"reward", reward->title}, {"limit", absl::StrCat(reward->per_person)}});
  }
  const int32_t balance = UsablePoints(work, work.caller.volunteer);
  if (balance < reward->points) {
    return Refuse(errors::v1::POINTS_TOO_FEW,
                  {{"points", absl::StrCat(reward->points)}, {"balance", absl::StrCat(balance)}});
  }
  if (work.Find<RedemptionRow>(work.request_id) != nullptr) return Refuse(errors::v1::REQUEST_ID_REUSED);
  return absl::OkStatus();
}

void CountTaken(Work& work, const Uuid& reward, const Uuid& volunteer, int32_t change) {
  const Uuid id = TakerId(reward, volunteer);
  RewardTakerRow* row = work.Change<RewardTakerRow>(id);
  if (row == nullptr) {
    RewardTakerRow fresh;
    fresh.id = id;
    fresh.reward_id = reward;
    fresh.volunteer_id = volunteer;
    row = &work.Insert(std::move(fresh));
  }
  row->taken += change;
}

Status Redeem(Work& work, const RedeemRewardRequest& request) {
  const auto* found = work.Find<RewardRow>(IdOf(request.reward()));
  DD_RETURN_IF_ERROR(CheckRedeem(work, request, found));

  RewardRow& reward = *work.Change<RewardRow>(found->id);
  --reward.stock;
  ++reward.held;
  CountTaken(work, reward.id, work.caller.volunteer, +1);
  const v1::PointsSettings settings = PointsSettingsOf(work, CurrentPointsVersion(work));
  RedemptionRow row;
  row.id = work.request_id;
  row.number = OrderNumber(work.next_seq());
  row.reward_id = reward.id;
  row.reward_title = reward.title;
  row.volunteer_id = work.caller.volunteer;
  row.org_path = reward.org_path;
  row.pick_up_note = reward.pick_up_note;
  row.points = reward.points;
  row.created_at = work.now;
  row.pick_up_until = work.now + absl::Hours(24 * settings.pick_up_days());
  StepTo(row, v1::TO_PICK_UP);
  ExpireDueLots(work, row.volunteer_id);
  HoldPoints(work, row);
  SayRedemption(work, "REWARD_REDEEMED", work.Insert(std::move(row)));
  return absl::OkStatus();
}

void AnswerRedeem(const RedeemRewardRequest& request, const Work& work, v1::Redemption& answer) {
  if (const auto* row = work.Find<RedemptionRow>(IdOf(request.request_id())))
    answer = ToProto(*row, work.caller, work.Extra<PickUpKey>());
}

// What a redemption's next step may change.
void TouchAroundRedemption(const Work& work, const Uuid& id, Touches& touches) {
  const auto* row = work.Find<RedemptionRow>(id);
  if (row == nullptr) return;
  touches.Add<RewardRow>(row->reward_id);
  touches.Add<RewardTakerRow>(TakerId(row->reward_id, row->volunteer_id));
  TouchPoints(row->volunteer_id, touches);
}

RedemptionRow& Settle(Work& work, const Uuid& id, v1::RedemptionState to) {
  RedemptionRow& row = *work.Change<RedemptionRow>(id);
  StepTo(row, to);
  row.pick_up_until.reset();
  row.settled_at = work.now;
  row.settled_by = work.caller.subject;
  RewardRow& reward = *work.Change<RewardRow>(row.reward_id);
  --reward.held;
  if (to == v1::PICKED_UP) {
    ++reward.handed;
    SpendPoints(work, row);
  } else {
    ++reward.stock;
    CountTaken(work, row.reward_id, row.volunteer_id, -1);
    ReturnPoints(work, row);
  }
  return row;
}

Status NotWaiting(const RedemptionRow& row) {
  return Refuse(errors::v1::REDEMPTION_WRONG_STATE,
                {{"number", row.number}, {"state", v1::RedemptionState_Name(row.state)}});
}

Status MayHandOver(const Work& work, const std::string& name, const RedemptionRow* row) {
  if (row == nullptr) {
    DD_RETURN_IF_ERROR(MayGovern(work.caller, work.county, RewardKeepers()));
    return Refuse(errors::v1::NOT_FOUND, {{"name", name}});
  }
  return MaySeePlace(work.caller, work.county, row->org_path, RewardKeepers());
}

Status ConfirmPickUp(Work& work, const ConfirmPickUpRequest& request) {
  const auto* found = work.Find<RedemptionRow>(IdOf(request.name()));
  DD_RETURN_IF_ERROR(MayHandOver(work, request.name(), found));
  if (IsOwn(work.caller, *found))
    return Refuse(errors::v1::CONFLICT_OF_INTEREST, {{"role", "YOUR_OWN_REWARD"}});
  if (found->state != v1::TO_PICK_UP) return NotWaiting(*found);
  if (found->tries >= kPickUpTries)
    return Refuse(errors::v1::PICK_UP_CODE_LOCKED, {{"number", found->number}});
  const auto* key = work.Extra<PickUpKey>();
  if (key == nullptr) throw std::logic_error("no key for pick-up codes");
  if (!ConstantTimeEqual(request.pick_up_code(), PickUpCode(key->key, found->id))) {
    RedemptionRow& row = *work.Change<RedemptionRow>(found->id);
    ++row.tries;
    SayRedemption(work, "REWARD_PICKED_UP", row);
    work.KeepDespiteRefusal();
    return Refuse(errors::v1::PICK_UP_CODE_WRONG,
                  {{"number", row.number}, {"tries_left", absl::StrCat(kPickUpTries - row.tries)}});
  }
  SayRedemption(work, "REWARD_PICKED_UP", Settle(work, found->id, v1::PICKED_UP));
  return absl::OkStatus();
}

Status CancelRedemption(Work& work, const CancelRedemptionRequest& request) {
  const auto* found = work.Find<RedemptionRow>(IdOf(request.name()));
  const bool own = found != nullptr && IsOwn(work.caller, *found);
  if (!own) DD_RETURN_IF_ERROR(MayHandOver(work, request.name(), found));
  if (own != (request.reason() == v1::NO_LONGER_WANTED)) {
    return InvalidField("reason", v1::CancelReason_Name(request.reason()),
                        own ? "one_of:NO_LONGER_WANTED" : "one_of:NOT_IN_STOCK, DAMAGED, CANNOT_BE_FETCHED");
  }
  if (found->state != v1::TO_PICK_UP) return NotWaiting(*found);
  RedemptionRow& row = Settle(work, found->id, v1::REDEMPTION_CANCELLED);
  row.cancel_reason = request.reason();
  SayRedemption(work, "REDEMPTION_CANCELLED", row);
  return absl::OkStatus();
}

// Somebody may have fetched it meanwhile.
Status Lapse(Work& work, const v1::LapseRedemption& request) {
  const auto* found = work.Find<RedemptionRow>(IdOf(request.redemption_id()));
  if (found == nullptr || found->state != v1::TO_PICK_UP || work.now < *found->pick_up_until)
    return absl::OkStatus();
  SayRedemption(work, "REDEMPTION_CANCELLED", Settle(work, found->id, v1::REDEMPTION_LAPSED));
  return absl::OkStatus();
}

void TouchLots(const v1::ExpireLots& request, Touches& touches) {
  for (const std::string& id : request.lot_ids()) touches.Add<PointLotRow>(IdOf(id));
}
void TouchLotOwners(const v1::ExpireLots& request, const Work& work, Touches& touches) {
  for (const std::string& id : request.lot_ids()) {
    if (const auto* lot = work.Find<PointLotRow>(IdOf(id)))
      touches.Add<PointAccountRow>(PointAccount(lot->volunteer_id));
  }
}

Status Expire(Work& work, const v1::ExpireLots& request) {
  v1::PointsChanged event;
  event.set_expired(true);
  for (const std::string& id : request.lot_ids()) {
    const int32_t points = ExpireLot(work, IdOf(id));
    event.set_transfers(event.transfers() + (points > 0 ? 1 : 0));
    event.set_points(event.points() - points);
  }
  if (event.transfers() > 0)
    work.Emit("POINTS_CHANGED", DeriveUuid(work.county, "points expire"), std::move(event));
  return absl::OkStatus();
}

template <typename Request>
Verb RedemptionVerb(const char* name, Status (*rule)(Work&, const Request&)) {
  return MakeVerb<Request, v1::Redemption>(
      name,
      [](const Request& request, Touches& touches) { touches.Add<RedemptionRow>(IdOf(request.name())); },
      rule,
      [](const Request& request, const Work& work, v1::Redemption& answer) {
        if (const auto* row = work.Find<RedemptionRow>(IdOf(request.name())))
          answer = ToProto(*row, work.caller, work.Extra<PickUpKey>());
      },
      [](const Request& request, const Work& work, Touches& touches) {
        TouchAroundRedemption(work, IdOf(request.name()), touches);
      });
}

}  // namespace

const Verb& RedeemRewardVerb() {
  static const Verb verb = MakeVerb<RedeemRewardRequest, v1::Redemption>("RedeemReward", TouchRedeem, Redeem,
                                                                         AnswerRedeem, TouchTaker);
  return verb;
}
const Verb& ConfirmPickUpVerb() {
  static const Verb verb = RedemptionVerb<ConfirmPickUpRequest>("ConfirmPickUp", ConfirmPickUp);
  return verb;
}
const Verb& CancelRedemptionVerb() {
  static const Verb verb = RedemptionVerb<CancelRedemptionRequest>("CancelRedemption", CancelRedemption);
  return verb;
}
const Verb& LapseRedemptionVerb() {
  using v1::LapseRedemption;
  static const Verb verb = MakeVerb<LapseRedemption, v1::Done>(
      "LapseRedemption",
      [](const LapseRedemption& request, Touches& touches) {
        touches.Add<RedemptionRow>(IdOf(request.redemption_id()));
      },
      Lapse, [](const LapseRedemption&, const Work&, v1::Done&) {},
      [](const LapseRedemption& request, const Work& work, Touches& touches) {
        TouchAroundRedemption(work, IdOf(request.redemption_id()), touches);
      });
  return verb;
}
const Verb& ExpireLotsVerb() {
  static const Verb verb = MakeVerb<v1::ExpireLots, v1::Done>(
      "ExpireLots", TouchLots, Expire, [](const v1::ExpireLots&, const Work&, v1::Done&) {}, TouchLotOwners);
  return verb;
}

const std::vector<Role>& RedemptionReaders() {
  using enum Role;
  static const std::vector<Role> roles = {kClerk, kOfficer, kCountyAdmin, kAuditor};
  return roles;
}

Status MayReadRedemption(const Caller& caller, const RedemptionRow& row) {
  if (IsOwn(caller, row)) return absl::OkStatus();
  return MaySeePlace(caller, row.county_id, row.org_path, RedemptionReaders());
}

v1::Redemption ToProto(const RedemptionRow& row, const Caller& caller, const PickUpKey* key) {
  v1::Redemption out;
  out.set_name(ResourceNameOf(row.county_id, "redemptions", row.id));
  out.set_number(row.number);
  out.set_reward(ResourceNameOf(row.county_id, "rewards", row.reward_id));
  out.set_reward_title(row.reward_title);
  out.set_volunteer(ResourceNameOf(row.county_id, "volunteers", row.volunteer_id));
  out.set_state(row.state);
  out.set_points(row.points);
  out.set_org_path(row.org_path);
  out.set_pick_up_note(row.pick_up_note);
  *out.mutable_create_time() = ToTimestamp(row.created_at);
  if (row.pick_up_until) *out.mutable_pick_up_until() = ToTimestamp(*row.pick_up_until);
  if (row.state == v1::TO_PICK_UP) {
    out.set_tries_left(kPickUpTries - row.tries);
    if (key != nullptr && IsOwn(caller, row)) out.set_pick_up_code(PickUpCode(key->key, row.id));
  }
  if (row.settled_at) *out.mutable_settle_time() = ToTimestamp(*row.settled_at);
  out.set_cancel_reason(row.cancel_reason);
  return out;
}

}  // namespace diandan::hours
