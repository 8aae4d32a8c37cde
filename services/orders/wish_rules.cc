#include "services/orders/wish_rules.h"

#include "absl/strings/str_cat.h"
#include "diandan/orders/v1/wish_service.pb.h"
#include "services/orders/access_rules.h"
#include "services/orders/common_rules.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {
namespace {

Uuid TallyId(const Uuid& station, absl::Time now) {
  return DeriveUuid(station, absl::StrCat("wishes/", absl::ToUnixSeconds(now) / 3600));
}

void TouchLeave(const v1::LeaveWishRequest& request, Touches& touches) {
  touches.Add<WishRow>(IdOf(request.name()));
  touches.Add<OrgMirrorRow>(IdOf(request.station()));
}

void TouchTally(const v1::LeaveWishRequest& request, const Work& work, Touches& touches) {
  touches.Add<WishTallyRow>(TallyId(IdOf(request.station()), work.now));
}

Status Leave(Work& work, const v1::LeaveWishRequest& request) {
  DD_RETURN_IF_ERROR(SameCounty(work, "station", request.station()));
  const auto* station = work.Find<OrgMirrorRow>(IdOf(request.station()));
  if (station == nullptr || station->closed)
    return Refuse(errors::v1::ORG_UNKNOWN, {{"org", request.station()}});
  if (work.Find<WishRow>(IdOf(request.name())) != nullptr) {
    return Refuse(errors::v1::ALREADY_EXISTS, {{"what", request.name()}});
  }
  const Uuid tally_id = TallyId(station->id, work.now);
  WishTallyRow* tally = work.Change<WishTallyRow>(tally_id);
  if (tally != nullptr && tally->count >= kWishesPerHour) return Refuse(errors::v1::OVERLOADED);
  if (tally == nullptr) {
    WishTallyRow fresh{.id = tally_id};
    fresh.hour = absl::FromUnixSeconds(absl::ToUnixSeconds(work.now) / 3600 * 3600);
    tally = &work.Insert(std::move(fresh));
  }
  ++tally->count;
  const auto& sealed = *work.Extra<WishExtra>();
  WishRow row{.id = IdOf(request.name())};
  row.station_id = station->id;
  row.station_path = station->path;
  row.data_key = sealed.data_key;
  row.words = sealed.words;
  row.phone = sealed.phone;
  row.left_at = work.now;
  row.state = v1::WISH_OPEN;
  EmitNoted(work, "WISH_LEFT", work.Insert(std::move(row)).id, "wish");
  return absl::OkStatus();
}

void AnswerLeave(const v1::LeaveWishRequest& request, const Work&, v1::LeaveWishResponse& response) {
  response.set_name(request.name());
}

void TouchDismiss(const v1::DismissWishRequest& request, Touches& touches) {
  touches.Add<WishRow>(IdOf(request.name()));
}

Status Dismiss(Work& work, const v1::DismissWishRequest& request) {
  const auto* found = work.Find<WishRow>(IdOf(request.name()));
  if (found == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"what", request.name()}});
  Scope scope;
  scope.org_path = found->station_path;
  DD_RETURN_IF_ERROR(MayDo(work, "WishService/DismissWish", scope));
  if (found->state != v1::WISH_OPEN) return Refuse(errors::v1::WISH_SETTLED);
  WishRow& row = *work.Change<WishRow>(found->id);
  row.state = v1::WISH_DISMISSED;
  row.dismiss_reason = request.reason();
  row.settled_by = work.caller.subject;
  row.settled_at = work.now;
  EmitNoted(work, "WISH_DISMISSED", row.id, "wish");
  return absl::OkStatus();
}

void AnswerDismiss(const v1::DismissWishRequest& request, const Work& work, v1::Wish& response) {
  if (const auto* row = work.Find<WishRow>(IdOf(request.name()))) response = ShowWish(*row);
}

}  // namespace

const Verb& LeaveWishVerb() {
  static const auto* verb = new Verb(MakeVerb("LeaveWish", TouchLeave, Leave, AnswerLeave, TouchTally));
  return *verb;
}
const Verb& DismissWishVerb() {
  static const auto* verb = new Verb(MakeVerb("DismissWish", TouchDismiss, Dismiss, AnswerDismiss));
  return *verb;
}

}  // namespace diandan::orders
