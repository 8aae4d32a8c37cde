#include "tests/fault/points_world.h"

#include <atomic>

#include "absl/strings/str_cat.h"
#include "diandan/hours/v1/points_service.grpc.pb.h"
#include "diandan/hours/v1/redemption_service.grpc.pb.h"
#include "diandan/hours/v1/reward_service.grpc.pb.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "services/base/codes.h"
#include "tests/fault/loop_world.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/walk.h"

namespace diandan::fault {
namespace {

namespace v1 = hours::v1;
using Points = v1::PointsService::Stub;
using Redemptions = v1::RedemptionService::Stub;
using Rewards = v1::RewardService::Stub;
using scenario::OrThrow;

constexpr int kPointsAnHour = 100;
constexpr int kStock = 3;

}  // namespace

void GivePoints(scenario::Stage& stage) {
  stage.OpenAccount("other_admin", volunteers::v1::COUNTY_ADMIN, stage.OrgOf(""));
  v1::GetPointsPolicyRequest get;
  get.set_parent(stage.parent());
  v1::SetPointsPolicyRequest set;
  set.set_parent(stage.parent());
  *set.mutable_settings() = OrThrow(stage.Call("admin", &Points::GetPointsPolicy, get)).settings();
  set.mutable_settings()->set_points_per_hour(kPointsAnHour);
  const v1::PointsPolicy proposed = OrThrow(stage.Do("admin", &Points::SetPointsPolicy, set));
  v1::ConfirmPointsPolicyRequest confirm;
  confirm.set_parent(stage.parent());
  confirm.set_proposal_etag(proposed.waiting().etag());
  OrThrow(stage.Do("other_admin", &Points::ConfirmPointsPolicy, confirm));
}

PointsWorld::PointsWorld(scenario::Stage& stage) : stage_(stage) {
  static std::atomic<int> worlds = 0;
  const int world = ++worlds;
  for (size_t i = 0; i < people_.size(); ++i) {
    Person& person = people_[i];
    person.name = stage.Register(absl::StrCat("Spender ", world, " ", i));
    person.actor = absl::StrCat("spender-", world, "-", i);
    stage.OpenAccount(person.actor, volunteers::v1::VOLUNTEER, "", person.name);
    Earn(person);
  }
  v1::CreateRewardRequest create;
  create.set_parent(stage.parent());
  v1::RewardSettings& settings = *create.mutable_settings();
  settings.set_title("Towel");
  settings.set_kind(v1::REWARD_GOODS);
  settings.set_points(kPrice);
  settings.set_per_person(kPerPerson);
  volunteers::v1::GetOrgRequest station;
  station.set_name(stage.station);
  settings.set_org_path(
      OrThrow(stage.Call("admin", &volunteers::v1::OrgService::Stub::GetOrg, station)).path());
  reward_ = OrThrow(stage.Do("admin", &Rewards::CreateReward, create)).name();
  v1::RestockRewardRequest restock;
  restock.set_name(reward_);
  restock.set_add(kStock);
  OrThrow(stage.Do("admin", &Rewards::RestockReward, restock));
  for (int i = 0; i < kRedemptions; ++i) redemptions_.push_back(stage.Id());
}

// A few minutes of service, recorded by the leader and passed by the reviewer.
void PointsWorld::Earn(const Person& person) {
  constexpr int kHour = LoopWorld::kHour, kMinute = LoopWorld::kMinute;
  scenario::Walk walk(stage_);
  OrThrow(walk.Place());
  OrThrow(walk.Approve());
  OrThrow(walk.Accept());
  OrThrow(walk.CheckIn("leader", person.name, kHour, kMinute - 4));
  OrThrow(walk.CheckOut("leader", person.name, kHour, kMinute));
  OrThrow(walk.Complete(kHour, kMinute));
  walk.VerifyAll();
}

std::array<int, 2> PointsWorld::Points(bool held) {
  std::array<int, 2> points;
  for (size_t i = 0; i < people_.size(); ++i) {
    v1::GetPointsStatementRequest request;
    request.set_parent(stage_.parent());
    const auto statement =
        OrThrow(stage_.Call(people_[i].actor, &v1::PointsService::Stub::GetPointsStatement, request));
    points[i] = held ? statement.held() : statement.balance();
  }
  return points;
}

PointsModel PointsWorld::Start() { return PointsModel(Points(/*held=*/false), kStock); }

std::string PointsWorld::IdOf(const Step& step) const {
  return step.action == PointsAction::kRedeem ? redemptions_[size_t(step.redemption)] : stage_.Id();
}

std::string PointsWorld::NameOf(const Step& step) const {
  return stage_.NameOf("redemptions", redemptions_[size_t(step.redemption)]);
}

Reason PointsWorld::Do(const Step& step, const std::string& id) {
  auto reason = [](const auto& answer) {
    return answer.ok() ? errors::v1::REASON_UNSPECIFIED : ReasonOf(answer.status());
  };
  const std::string& actor = people_[size_t(step.person)].actor;
  switch (step.action) {
    case PointsAction::kRedeem:
    case PointsAction::kRedeemAtOldPrice: {
      v1::RedeemRewardRequest request;
      request.set_reward(reward_);
      request.set_request_id(id);
      request.set_points(step.action == PointsAction::kRedeem ? kPrice : kPrice + 1);
      return reason(stage_.Call(actor, &Redemptions::RedeemReward, request));
    }
    case PointsAction::kRestock: {
      v1::RestockRewardRequest request;
      request.set_name(reward_);
      request.set_request_id(id);
      request.set_add(1);
      return reason(stage_.Call("admin", &Rewards::RestockReward, request));
    }
    case PointsAction::kGiveBack:
    case PointsAction::kTakeBack: {
      const bool own = step.action == PointsAction::kGiveBack;
      // Who does not hand rewards over is told nothing of what is not there.
      if (own && PickUpCode(step).empty()) return errors::v1::NOT_FOUND;
      v1::CancelRedemptionRequest request;
      request.set_name(NameOf(step));
      request.set_request_id(id);
      request.set_reason(own ? v1::NO_LONGER_WANTED : v1::DAMAGED);
      return reason(stage_.Call(own ? actor : "admin", &Redemptions::CancelRedemption, request));
    }
    case PointsAction::kPickUp:
    case PointsAction::kWrongCode: {
      std::string code = PickUpCode(step);
      if (code.empty()) return errors::v1::NOT_FOUND;
      for (const std::string right = code; step.action == PointsAction::kWrongCode && code == right;)
        code = MakeClosingCode();  // of the same shape
      v1::ConfirmPickUpRequest request;
      request.set_name(NameOf(step));
      request.set_request_id(id);
      request.set_pick_up_code(code);
      return reason(stage_.Call("admin", &Redemptions::ConfirmPickUp, request));
    }
  }
  return errors::v1::INTERNAL_ERROR;
}

// Shown to whose it is while it waits; empty when it is not there, any digits when it waits no more.
std::string PointsWorld::PickUpCode(const Step& step) {
  v1::GetRedemptionRequest request;
  request.set_name(NameOf(step));
  std::string code;
  for (const Person& person : people_) {
    const auto shown = stage_.Call(person.actor, &Redemptions::GetRedemption, request);
    if (shown.ok()) code = shown->pick_up_code().empty() ? "000000" : shown->pick_up_code();
  }
  return code;
}

std::string PointsWorld::Seen() {
  const auto points = Points(false), held = Points(true);
  v1::GetRewardRequest request;
  request.set_name(reward_);
  const auto reward = OrThrow(stage_.Call("admin", &Rewards::GetReward, request));
  return absl::StrCat(points[0], "+", held[0], " held, ", points[1], "+", held[1], " held; ", reward.stock(),
                      " in stock, ", reward.held(), " held, ", reward.handed(), " handed over");
}

}  // namespace diandan::fault
