#include "diandan/hours/v1/case_service.grpc.pb.h"
#include "diandan/hours/v1/certificate_service.grpc.pb.h"
#include "diandan/hours/v1/draw_service.grpc.pb.h"
#include "diandan/hours/v1/entry_service.grpc.pb.h"
#include "diandan/hours/v1/points_service.grpc.pb.h"
#include "diandan/hours/v1/policy_service.grpc.pb.h"
#include "diandan/hours/v1/redemption_service.grpc.pb.h"
#include "diandan/hours/v1/reward_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "tests/scenario/errands.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/walk.h"

namespace diandan::scenario {
namespace {

namespace h = hours::v1;
using Entries = h::EntryService::Stub;

// The entry of somebody who served these hours, completed and waiting.
std::string Served(Stage& stage, int from_hour, int to_hour) {
  orders::v1::PlaceOrderRequest place;
  place.set_name(stage.NameOf("orders", stage.Id()));
  *place.mutable_order() = Haircut(stage, stage.Id(), from_hour, to_hour);
  Walk walk(stage, OrThrow(stage.Say("clerk", &orders::v1::OrderService::Stub::PlaceOrder, place)));
  walk.ServedBy("leader", stage.team, {stage.volunteer});
  OrThrow(walk.Approve());
  OrThrow(walk.Accept());
  OrThrow(walk.SetRoster());
  // In time: an order that nobody checks in to is given back by the clock.
  stage.At(from_hour, 0);
  OrThrow(walk.CheckIn("leader", stage.volunteer, from_hour, 0));
  stage.At(to_hour, 0);
  OrThrow(walk.CheckOut("leader", stage.volunteer, to_hour, 0));
  OrThrow(walk.Witness(to_hour, 0));
  h::ListEntriesOfOrderRequest list;
  list.set_order(place.name());
  return OrThrow(stage.Call("reviewer", &Entries::ListEntriesOfOrder, list)).entries(0).name();
}

h::Entry Decide(Stage& stage, const std::string& entry, h::Verdict verdict,
                h::DecisionReason reason = h::DECISION_REASON_UNSPECIFIED) {
  h::DecideEntriesRequest request;
  request.set_parent(stage.parent());
  h::Decision& decision = *request.add_decisions();
  decision.set_entry(entry);
  decision.set_verdict(verdict);
  decision.set_reason(reason);
  return OrThrow(stage.Do("reviewer", &Entries::DecideEntries, request)).entries(0);
}

// Sent back, answered, credited; found too little, and corrected.
void ReturnAndCorrect(Stage& stage) {
  const std::string entry = Served(stage, 10, 11);
  Decide(stage, entry, h::RETURN, h::ASK_TIMES);
  h::AnswerReturnRequest answer;
  answer.set_name(entry);
  answer.set_answer(h::FEWER_MINUTES);
  answer.set_minutes(50);
  OrThrow(stage.Do("leader", &Entries::AnswerReturn, answer));
  Decide(stage, entry, h::VERIFY);
  h::RequestCorrectionRequest appeal;
  appeal.set_entry(entry);
  appeal.set_minutes(55);
  h::DecideCaseRequest decide;
  decide.set_name(OrThrow(stage.Do("volunteer", &h::CaseService::Stub::RequestCorrection, appeal)).name());
  decide.set_granted(true);
  decide.set_minutes(55);
  decide.set_reason(h::APPEAL_UPHELD);
  OrThrow(stage.Do("second_reviewer", &h::CaseService::Stub::DecideCase, decide));
}

// Three days of notice at once; then two people let the best evidence pass.
void Policy(Stage& stage) {
  using Policies = h::PolicyService::Stub;
  h::GetPolicyRequest get;
  get.set_parent(stage.parent());
  h::SetPolicyRequest set;
  set.set_parent(stage.parent());
  *set.mutable_settings() = OrThrow(stage.Call("admin", &Policies::GetPolicy, get)).settings();
  set.mutable_settings()->set_notice_days(3);
  OrThrow(stage.Do("admin", &Policies::SetPolicy, set));
  set.mutable_settings()->add_pass_grades(h::A);
  const h::Policy proposed = OrThrow(stage.Do("admin", &Policies::SetPolicy, set));
  h::ConfirmPolicyRequest confirm;
  confirm.set_parent(stage.parent());
  confirm.set_proposal_etag(proposed.waiting().etag());
  OrThrow(stage.Do("other_admin", &Policies::ConfirmPolicy, confirm));
}

// A day of nine hours takes two reviewers; then the village objects.
void SecondLookAndObjection(Stage& stage) {
  Policy(stage);
  const std::string entry = Served(stage, 14, 23);
  Decide(stage, entry, h::VERIFY);
  h::ConfirmSecondRequest confirm;
  confirm.set_name(entry);
  confirm.set_agreed(true);
  OrThrow(stage.Do("second_reviewer", &Entries::ConfirmSecond, confirm));
  h::ObjectToEntryRequest object;
  object.set_name(entry);
  OrThrow(stage.Do("clerk", &Entries::ObjectToEntry, object));
}

// What stands is certified; the certificate is given back.
void CertifyAndRevoke(Stage& stage) {
  h::IssueCertificateRequest issue;
  issue.set_volunteer(stage.volunteer);
  issue.add_fields(h::HOLDER_ID_NUMBER);
  h::RevokeCertificateRequest revoke;
  revoke.set_name(
      OrThrow(stage.Do("volunteer", &h::CertificateService::Stub::IssueCertificate, issue)).name());
  revoke.set_reason(h::HOLDER_WITHDREW);
  OrThrow(stage.Do("volunteer", &h::CertificateService::Stub::RevokeCertificate, revoke));
}

// One service of a period is drawn; the people served say that nobody came.
void CheckAtRandom(Stage& stage) {
  using Draws = h::DrawService::Stub;
  h::PlanDrawRequest plan;
  plan.set_parent(stage.parent());
  *plan.mutable_start_time() = stage.TimeOf(11, 5);
  *plan.mutable_end_time() = stage.TimeOf(13, 30);
  plan.set_sample_percent(100);
  h::MakeDrawRequest make;
  make.set_name(OrThrow(stage.Do("reviewer", &Draws::PlanDraw, plan)).name());
  Decide(stage, Served(stage, 12, 13), h::VERIFY);
  stage.At(13, 36);  // by hand, before the clock would
  OrThrow(stage.Do("reviewer", &Draws::MakeDraw, make));
  h::ListCallBacksRequest list;
  list.set_draw(make.name());
  h::RecordCallBackRequest record;
  record.set_name(OrThrow(stage.Call("second_reviewer", &Draws::ListCallBacks, list)).call_backs(0).name());
  record.set_result(h::NOBODY_CAME);
  OrThrow(stage.Do("second_reviewer", &Draws::RecordCallBack, record));
}

// A point a minute, which two people agree to.
void PointsPolicy(Stage& stage) {
  using Points = h::PointsService::Stub;
  h::GetPointsPolicyRequest get;
  get.set_parent(stage.parent());
  h::SetPointsPolicyRequest set;
  set.set_parent(stage.parent());
  *set.mutable_settings() = OrThrow(stage.Call("admin", &Points::GetPointsPolicy, get)).settings();
  set.mutable_settings()->set_points_per_hour(60);
  const h::PointsPolicy proposed = OrThrow(stage.Do("admin", &Points::SetPointsPolicy, set));
  h::ConfirmPointsPolicyRequest confirm;
  confirm.set_parent(stage.parent());
  confirm.set_proposal_etag(proposed.waiting().etag());
  OrThrow(stage.Do("other_admin", &Points::ConfirmPointsPolicy, confirm));
}

// Laid in, redeemed twice: once fetched, once given back.
void RedeemAndPickUp(Stage& stage) {
  using Rewards = h::RewardService::Stub;
  using Redemptions = h::RedemptionService::Stub;
  h::CreateRewardRequest create;
  create.set_parent(stage.parent());
  h::RewardSettings& settings = *create.mutable_settings();
  settings.set_title("毛巾两条");
  settings.set_kind(h::REWARD_GOODS);
  settings.set_points(25);
  volunteers::v1::GetOrgRequest station;
  station.set_name(stage.station);
  settings.set_org_path(
      OrThrow(stage.Call("admin", &volunteers::v1::OrgService::Stub::GetOrg, station)).path());
  h::UpdateRewardRequest update;
  update.set_name(OrThrow(stage.Do("admin", &Rewards::CreateReward, create)).name());
  *update.mutable_settings() = settings;
  update.mutable_settings()->set_points(20);
  OrThrow(stage.Do("admin", &Rewards::UpdateReward, update));
  h::RestockRewardRequest restock;
  restock.set_name(update.name());
  restock.set_add(5);
  OrThrow(stage.Do("clerk", &Rewards::RestockReward, restock));
  h::RedeemRewardRequest redeem;
  redeem.set_reward(update.name());
  redeem.set_points(20);
  const h::Redemption first = OrThrow(stage.Do("volunteer", &Redemptions::RedeemReward, redeem));
  h::ConfirmPickUpRequest confirm;
  confirm.set_name(first.name());
  confirm.set_pick_up_code(first.pick_up_code());
  OrThrow(stage.Do("clerk", &Redemptions::ConfirmPickUp, confirm));
  h::CancelRedemptionRequest cancel;
  cancel.set_name(OrThrow(stage.Do("volunteer", &Redemptions::RedeemReward, redeem)).name());
  cancel.set_reason(h::NO_LONGER_WANTED);
  OrThrow(stage.Do("volunteer", &Redemptions::CancelRedemption, cancel));
  h::CloseRewardRequest close;
  close.set_name(update.name());
  OrThrow(stage.Do("admin", &Rewards::CloseReward, close));
}

}  // namespace

void RunHoursErrands(Stage& stage) {
  stage.OpenAccount("second_reviewer", volunteers::v1::REVIEWER, stage.OrgOf(""));
  stage.OpenAccount("other_admin", volunteers::v1::COUNTY_ADMIN, stage.OrgOf(""));
  PointsPolicy(stage);
  ReturnAndCorrect(stage);
  RedeemAndPickUp(stage);
  CertifyAndRevoke(stage);
  CheckAtRandom(stage);
  SecondLookAndObjection(stage);
}

}  // namespace diandan::scenario
