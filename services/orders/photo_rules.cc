#include "services/orders/photo_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/seal.h"
#include "services/orders/access_rules.h"
#include "services/orders/common_rules.h"
#include "services/orders/rating_rules.h"
#include "services/orders/settle_rules.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {
namespace {

// The hash says which; nothing else of a picture is in an event.
void EmitPhoto(Work& work, const char* kind, const PhotoRow& row, absl::string_view reason = {}) {
  EmitNoted(work, kind, row.order_id, ToHex(row.hash.data), reason);
}

std::vector<const PhotoRow*> Standing(const Work& work, const OrderRow& order) {
  std::vector<const PhotoRow*> photos = work.Children<PhotoRow>(order.id);
  std::erase_if(photos, [](const PhotoRow* photo) { return photo->removed_at.has_value(); });
  return photos;
}

// What hours was told of a completed order is told again when a photo comes or goes before the decision.
void TouchCompleted(const Work& work, const Uuid& order_id, Touches& touches) {
  const OrderRow* order = work.Find<OrderRow>(order_id);
  if (order == nullptr || order->state != v1::COMPLETED || !order->acceptance_id) return;
  touches.Add<AcceptanceRow>(*order->acceptance_id);
  TouchPicture(order_id, touches);
}

void TellAgain(Work& work, const OrderRow& order) {
  if (order.state != v1::COMPLETED || !order.acceptance_id) return;
  const AcceptanceRow* acceptance = work.Find<AcceptanceRow>(*order.acceptance_id);
  if (acceptance == nullptr || acceptance->settled_revision == 0 || acceptance->entries_settled) return;
  EmitSettled(work, order, *work.Change<AcceptanceRow>(acceptance->id));
}

// ---- AddPhoto

void TouchAdd(const v1::AddPhotoRequest& request, Touches& touches) {
  const Uuid order = IdOf(request.name());
  touches.Add<OrderRow>(order);
  touches.AddChildren<RosterPlaceRow>(order);
  touches.AddChildren<PhotoRow>(order);
}

void TouchAdder(const v1::AddPhotoRequest& request, const Work& work, Touches& touches) {
  TouchServing(work, IdOf(request.name()), touches);
  TouchCompleted(work, IdOf(request.name()), touches);
}

Status MayAdd(const Work& work, const OrderRow& order) {
  if (Served(work, order) || CoversStation(work.caller, work.county, order.station_path, {Role::kClerk}))
    return absl::OkStatus();
  return NeedsRole(work.caller, "LEADER, VOLUNTEER, CLERK");
}

Status Add(Work& work, const v1::AddPhotoRequest& request) {
  DD_ASSIGN_OR_RETURN(const OrderRow* order, FindOrder(work, request.name()));
  DD_RETURN_IF_ERROR(MayAdd(work, *order));
  if (order->state != v1::ACCEPTED && order->state != v1::IN_SERVICE && order->state != v1::COMPLETED)
    return WrongState(*order, "ACCEPTED, IN_SERVICE, COMPLETED");
  const auto* sealed = work.Extra<SealedPhoto>();
  const std::vector<const PhotoRow*> photos = Standing(work, *order);
  if (std::any_of(photos.begin(), photos.end(),
                  [&](const PhotoRow* photo) { return photo->hash.data == sealed->hash; })) {
    return Refuse(Reason::ALREADY_EXISTS);
  }
  if (photos.size() >= kMostPhotos)
    return InvalidField("image", "", absl::StrCat("photos_most:", kMostPhotos));

  PhotoRow row{.id = work.request_id, .order_id = order->id, .hash = {sealed->hash}};
  row.width = sealed->width;
  row.height = sealed->height;
  row.size = sealed->size;
  row.added_by = work.caller.subject;
  row.added_at = work.now;
  if (sealed->look != 0) row.look = int64_t(sealed->look);
  work.Insert(row);
  work.Insert(PhotoFileRow{.id = row.id, .data_key = sealed->data_key, .jpeg = sealed->jpeg});
  EmitPhoto(work, "PHOTO_ADDED", row);
  TellAgain(work, *order);
  return absl::OkStatus();
}

void AnswerAdd(const v1::AddPhotoRequest& request, const Work& work, v1::Photo& photo) {
  if (const PhotoRow* row = work.Find<PhotoRow>(IdOf(request.request_id()))) ShowPhoto(work, *row, photo);
}

// ---- RemovePhoto

void TouchRemove(const v1::RemovePhotoRequest& request, Touches& touches) {
  const Uuid photo = IdOf(request.photo_id());
  touches.Add<OrderRow>(IdOf(request.name()));
  touches.Add<PhotoRow>(photo);
  touches.Add<PhotoFileRow>(photo);
}

void TouchRemoved(const v1::RemovePhotoRequest& request, const Work& work, Touches& touches) {
  TouchCompleted(work, IdOf(request.name()), touches);
}

// One's own at will until the decision; the station's side any photo at any time, but never without saying
// why.
Status MayRemove(const Work& work, const OrderRow& order, const PhotoRow& photo, bool with_reason) {
  const bool own = photo.added_by == work.caller.subject;
  const bool decided = order.state == v1::VERIFIED || order.state == v1::REJECTED;
  if (own && !decided) return absl::OkStatus();
  if (CoversStation(work.caller, work.county, order.station_path,
                    {Role::kClerk, Role::kOfficer, Role::kDispatcher, Role::kCountyAdmin})) {
    return with_reason ? absl::OkStatus() : InvalidField("reason", "", "required");
  }
  return own ? WrongState(order, "ACCEPTED, IN_SERVICE, COMPLETED")
             : NeedsRole(work.caller, "CLERK, OFFICER, DISPATCHER, COUNTY_ADMIN");
}

Status Remove(Work& work, const v1::RemovePhotoRequest& request) {
  DD_ASSIGN_OR_RETURN(const OrderRow* order, FindOrder(work, request.name()));
  const PhotoRow* found = work.Find<PhotoRow>(IdOf(request.photo_id()));
  if (found == nullptr || found->order_id != order->id || found->removed_at)
    return Refuse(Reason::NOT_FOUND, {{"what", request.photo_id()}});
  const bool with_reason = request.reason() != v1::PHOTO_REMOVAL_REASON_UNSPECIFIED;
  DD_RETURN_IF_ERROR(MayRemove(work, *order, *found, with_reason));

  EmitPhoto(work, "PHOTO_REMOVED", *found,
            with_reason ? v1::PhotoRemovalReason_Name(request.reason()) : std::string());
  PhotoRow& gone = *work.Change<PhotoRow>(found->id);
  gone.removed_at = work.now;
  gone.look.reset();
  PhotoFileRow& file = *work.Change<PhotoFileRow>(found->id);
  file.data_key = {};
  file.jpeg = {};
  TellAgain(work, *order);
  return absl::OkStatus();
}

void AnswerRemove(const v1::RemovePhotoRequest& request, const Work& work, v1::Photo& photo) {
  if (const PhotoRow* row = work.Find<PhotoRow>(IdOf(request.photo_id()))) ShowPhoto(work, *row, photo);
}

}  // namespace

void ShowPhoto(const Work& work, const PhotoRow& row, v1::Photo& photo) {
  photo.set_photo_id(row.id.ToString());
  photo.set_order(ResourceNameOf(work.county, "orders", row.order_id));
  photo.set_removed(row.removed_at.has_value());
  if (!photo.removed()) photo.set_hash(ToHex(row.hash.data));
  photo.set_width(row.width);
  photo.set_height(row.height);
  photo.set_size(row.size);
  *photo.mutable_added_time() = ToTimestamp(row.added_at);
  photo.set_own(row.added_by == work.caller.subject);
}

const Verb& AddPhotoVerb() {
  static const Verb verb =
      MakeVerb<v1::AddPhotoRequest, v1::Photo>("AddPhoto", TouchAdd, Add, AnswerAdd, TouchAdder);
  return verb;
}

const Verb& RemovePhotoVerb() {
  static const Verb verb = MakeVerb<v1::RemovePhotoRequest, v1::Photo>("RemovePhoto", TouchRemove, Remove,
                                                                       AnswerRemove, TouchRemoved);
  return verb;
}

}  // namespace diandan::orders
