#include "absl/algorithm/container.h"
#include "absl/strings/escaping.h"
#include "diandan/orders/v1/attendance_service.grpc.pb.h"
#include "diandan/orders/v1/back_fill_service.grpc.pb.h"
#include "diandan/orders/v1/loop_policy_service.grpc.pb.h"
#include "diandan/orders/v1/menu_service.grpc.pb.h"
#include "diandan/orders/v1/notice_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/orders/v1/photo_service.grpc.pb.h"
#include "diandan/orders/v1/rating_service.grpc.pb.h"
#include "diandan/orders/v1/webhook_service.grpc.pb.h"
#include "diandan/orders/v1/wish_service.grpc.pb.h"
#include "tests/scenario/errands.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/walk.h"
#include "tests/support/http_receiver.h"

namespace diandan::scenario {
namespace {

namespace o = orders::v1;
using Stub = o::OrderService::Stub;

template <typename Request>
Request Named(const std::string& name) {
  Request request;
  request.set_name(name);
  return request;
}

// PLACED, this day from 14:00 to 16:00.
o::Order Placed(Stage& stage) {
  auto place = Named<o::PlaceOrderRequest>(stage.NameOf("orders", stage.Id()));
  *place.mutable_order() = Haircut(stage, stage.Id());
  place.mutable_order()->set_phone("13800138000");
  return OrThrow(stage.Do("clerk", &Stub::PlaceOrder, place));
}

o::Order Opened(Stage& stage) {
  return OrThrow(
      stage.Do("officer", &Stub::ApproveOrder, Named<o::ApproveOrderRequest>(Placed(stage).name())));
}

o::Order Accepted(Stage& stage) {
  auto accept = Named<o::AcceptOrderRequest>(Opened(stage).name());
  accept.set_team(stage.team);
  return OrThrow(stage.Do("leader", &Stub::AcceptOrder, accept));
}

void RefuseOne(Stage& stage) {
  auto refuse = Named<o::RefuseOrderRequest>(Placed(stage).name());
  refuse.set_reason(o::DUPLICATE);
  OrThrow(stage.Do("officer", &Stub::RefuseOrder, refuse));
}

// Asked and declined, then one level up.
void DeclineAndClimb(Stage& stage) {
  auto offer = Named<o::OfferOrderRequest>(Opened(stage).name());
  offer.add_offers()->set_team(stage.neighbours);
  const o::Order asked = OrThrow(stage.Do("clerk", &Stub::OfferOrder, offer));
  auto decline = Named<o::DeclineOfferRequest>(asked.name());
  decline.set_offer_id(asked.offers(0).offer_id());
  OrThrow(stage.Do("neighbour", &Stub::DeclineOffer, decline));
  auto climb = Named<o::EscalateOrderRequest>(asked.name());
  climb.set_from_level(asked.level());
  OrThrow(stage.Do("clerk", &Stub::EscalateOrder, climb));
}

o::Order Propose(Stage& stage, const std::string& order) {
  auto later = Named<o::RescheduleOrderRequest>(order);
  *later.mutable_sessions() = Haircut(stage, stage.Id(), 17, 18).sessions();
  return OrThrow(stage.Do("clerk", &Stub::RescheduleOrder, later));
}

// New times, agreed to; taken back by the officer. And new times that nobody has answered yet.
void RescheduleAndRelease(Stage& stage) {
  const o::Order proposed = Propose(stage, Accepted(stage).name());
  auto agree = Named<o::ConfirmRescheduleRequest>(proposed.name());
  agree.set_proposal_id(proposed.reschedule().proposal_id());
  agree.set_agreed(true);
  OrThrow(stage.Do("leader", &Stub::ConfirmReschedule, agree));
  auto release = Named<o::ReleaseOrderRequest>(proposed.name());
  release.set_reason(o::TEAM_ASKED);
  OrThrow(stage.Do("officer", &Stub::ReleaseOrder, release));
  Propose(stage, Accepted(stage).name());
}

void AbortOne(Stage& stage) {
  const o::Order order = Accepted(stage);
  stage.At(13, 50);
  auto in = Named<o::CheckInRequest>(order.name());
  in.set_session_id(order.sessions(0).session_id());
  in.set_volunteer(stage.leader);
  *in.mutable_observed_time() = stage.TimeOf(13, 50);
  OrThrow(stage.Do("leader", &o::AttendanceService::Stub::CheckIn, in));
  auto abort = Named<o::AbortServiceRequest>(order.name());
  *abort.mutable_observed_time() = stage.TimeOf(13, 52);
  abort.set_reason(o::CLIENT_ABSENT);
  OrThrow(stage.Do("leader", &o::AttendanceService::Stub::AbortService, abort));
}

// Done, rated badly, looked into, and done again.
void RedoOne(Stage& stage) {
  const o::Order order = Accepted(stage);
  auto complete = Named<o::CompleteOrderRequest>(order.name());
  *complete.mutable_observed_time() = stage.TimeOf(13, 55);
  complete.set_witness(true);
  OrThrow(stage.Do("clerk", &o::AttendanceService::Stub::CompleteOrder, complete));
  auto rate = Named<o::RateOrderRequest>(order.name());
  rate.set_rater_kind(o::STATION);
  rate.set_channel(o::SIGNED_IN);
  rate.set_score(1);
  rate.set_words("Nobody came.");
  auto review = Named<o::ReviewRatingRequest>(order.name());
  review.set_rating_id(OrThrow(stage.Do("clerk", &o::RatingService::Stub::RateOrder, rate)).rating_id());
  review.set_verdict(o::FOLLOW_UP);
  OrThrow(stage.Do("reviewer", &o::RatingService::Stub::ReviewRating, review));
  auto redo = Named<o::RedoOrderRequest>(stage.NameOf("orders", stage.Id()));
  redo.set_redo_of(order.name());
  *redo.mutable_sessions() = Haircut(stage, stage.Id(), 17, 18).sessions();
  OrThrow(stage.Do("reviewer", &Stub::RedoOrder, redo));
}

// A drawing of eight grey pixels each way.
std::string SmallPicture() {
  std::string png;
  absl::Base64Unescape(
      "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADklEQVR42mNogAIGyhgAgIQgARDoahcAAAAASUVORK5CYII=",
      &png);
  return png;
}

// One that stays, of another day's order one that was taken away.
void Photos(Stage& stage) {
  using Photos = o::PhotoService::Stub;
  auto add = Named<o::AddPhotoRequest>(Accepted(stage).name());
  add.set_image(SmallPicture());
  OrThrow(stage.Do("leader", &Photos::AddPhoto, add));
  add.set_name(Accepted(stage).name());
  auto remove = Named<o::RemovePhotoRequest>(add.name());
  remove.set_photo_id(OrThrow(stage.Do("leader", &Photos::AddPhoto, add)).photo_id());
  remove.set_reason(o::SHOWS_TOO_MUCH);
  OrThrow(stage.Do("clerk", &Photos::RemovePhoto, remove));
}

void MenuAndProjects(Stage& stage) {
  using Menu = o::MenuService::Stub;
  o::UpdateMenuItemRequest dish;
  dish.mutable_menu_item()->set_name(stage.menu_item);
  dish.mutable_menu_item()->set_title("Haircut and shave");
  dish.mutable_menu_item()->set_theme(o::DAILY_SERVICE);
  dish.mutable_menu_item()->set_skill("haircut");
  dish.mutable_menu_item()->set_usual_minutes(60);
  dish.mutable_menu_item()->set_usual_people(2);
  OrThrow(stage.Do("admin", &Menu::UpdateMenuItem, dish));
  o::CreateProjectRequest create;
  o::Project& project = *create.mutable_project();
  project.set_name(stage.NameOf("projects", stage.Id()));
  project.set_title("Warm heads");
  project.set_kind(o::BRAND);
  project.set_owner(stage.station);
  project.set_theme(o::DAILY_SERVICE);
  o::UpdateProjectRequest update;
  *update.mutable_project() = OrThrow(stage.Do("admin", &Menu::CreateProject, create));
  update.mutable_project()->set_ended(true);
  OrThrow(stage.Do("admin", &Menu::UpdateProject, update));
}

// Nobody was checked in. The station enters the leader's time from memory; as it lies before the plan, two
// more agree.
void BackFill(Stage& stage) {
  using BackFills = o::BackFillService::Stub;
  const o::Order order = Accepted(stage);
  auto complete = Named<o::CompleteOrderRequest>(order.name());
  *complete.mutable_observed_time() = stage.TimeOf(13, 55);
  complete.set_witness(true);
  OrThrow(stage.Do("clerk", &o::AttendanceService::Stub::CompleteOrder, complete));
  auto propose = Named<o::ProposeBackFillRequest>(order.name());
  propose.set_session_id(order.sessions(0).session_id());
  propose.set_volunteer(stage.leader);
  *propose.mutable_start_time() = stage.TimeOf(13, 0);
  *propose.mutable_end_time() = stage.TimeOf(13, 40);
  propose.set_cause(o::PHONE_FAILED);
  propose.set_resident_witness(true);
  auto agree = Named<o::DecideBackFillRequest>(
      OrThrow(stage.Do("clerk", &BackFills::ProposeBackFill, propose)).name());
  agree.set_agreed(true);
  agree.set_witness_confirms(true);
  OrThrow(stage.Do("officer", &BackFills::DecideBackFill, agree));
  OrThrow(stage.Do("reviewer", &BackFills::DecideBackFill, agree));
}

// Two people loosen a policy.
void LoopPolicy(Stage& stage) {
  using Policies = o::LoopPolicyService::Stub;
  stage.OpenAccount("second_admin", volunteers::v1::COUNTY_ADMIN, stage.OrgOf(""));
  o::GetLoopPolicyRequest get;
  get.set_parent(stage.parent());
  const auto present = OrThrow(stage.Call("admin", &Policies::GetLoopPolicy, get));
  o::SetLoopPolicyRequest set;
  set.set_parent(stage.parent());
  set.set_from_version(present.version());
  *set.mutable_settings() = present.settings();
  set.mutable_settings()->set_release_minutes(present.settings().release_minutes() + 30);
  OrThrow(stage.Do("admin", &Policies::SetLoopPolicy, set));
  o::ConfirmLoopPolicyRequest confirm;
  confirm.set_parent(stage.parent());
  confirm.set_from_version(present.version());
  OrThrow(stage.Do("second_admin", &Policies::ConfirmLoopPolicy, confirm));
}

void WishesAndNotices(Stage& stage) {
  auto leave = Named<o::LeaveWishRequest>(stage.NameOf("wishes", stage.Id()));
  leave.set_station(stage.station);
  leave.set_words("Somebody to read the letter to me.");
  OrThrow(stage.Do("resident", &o::WishService::Stub::LeaveWish, leave));
  auto dismiss = Named<o::DismissWishRequest>(leave.name());
  dismiss.set_reason(o::WISH_UNCLEAR);
  OrThrow(stage.Do("clerk", &o::WishService::Stub::DismissWish, dismiss));
  o::ListNoticesRequest list;
  list.set_parent(stage.parent());
  const auto notices = OrThrow(stage.Call("clerk", &o::NoticeService::Stub::ListNotices, list));
  OrThrow(stage.Do("clerk", &o::NoticeService::Stub::ReadNotice,
                   Named<o::ReadNoticeRequest>(notices.notices(0).name())));
  o::ReportUnsentRequest unsent;
  unsent.set_parent(stage.parent());
  unsent.set_count(1);
  *unsent.mutable_oldest_time() = stage.TimeOf(0, 0);
  OrThrow(stage.Do("clerk", &o::NoticeService::Stub::ReportUnsent, unsent));
}

// Added, renamed and tried out; nothing is on its way any more when this returns.
void Webhooks(Stage& stage) {
  using Webhooks = o::WebhookService::Stub;
  testing::HttpReceiver gateway(
      [](const testing::HttpReceiver::Request&) { return testing::HttpReceiver::Reply{}; });
  o::CreateWebhookRequest create;
  o::Webhook& webhook = *create.mutable_webhook();
  webhook.set_name(stage.NameOf("webhooks", stage.Id()));
  webhook.set_title("Our own system");
  webhook.set_kind(o::GENERIC);
  create.set_url(gateway.url("/notices"));
  create.set_secret("sixteen letters!");
  o::UpdateWebhookRequest update;
  *update.mutable_webhook() = OrThrow(stage.Do("admin", &Webhooks::CreateWebhook, create));
  update.mutable_webhook()->set_title("The old system");
  update.mutable_update_mask()->add_paths("title");
  OrThrow(stage.Do("admin", &Webhooks::UpdateWebhook, update));
  const o::Delivery trial =
      OrThrow(stage.Do("admin", &Webhooks::TestWebhook, Named<o::TestWebhookRequest>(webhook.name())));
  o::ListDeliveriesRequest list;
  list.set_parent(webhook.name());
  list.set_state(o::DELIVERED);
  stage.AskUntil("admin", &Webhooks::ListDeliveries, list, [&](const o::ListDeliveriesResponse& response) {
    return absl::c_any_of(response.deliveries(), [&](const auto& one) { return one.name() == trial.name(); });
  });
}

}  // namespace

void RunOrdersErrands(Stage& stage) {
  RefuseOne(stage);
  DeclineAndClimb(stage);
  RescheduleAndRelease(stage);
  AbortOne(stage);
  RedoOne(stage);
  Photos(stage);
  BackFill(stage);
  MenuAndProjects(stage);
  LoopPolicy(stage);
  WishesAndNotices(stage);
  Webhooks(stage);
}

}  // namespace diandan::scenario
