#include "tests/scenario/team_days.h"

#include "absl/strings/str_cat.h"
#include "diandan/hours/v1/entry_service.grpc.pb.h"
#include "diandan/orders/v1/attendance_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/orders/v1/photo_service.grpc.pb.h"
#include "diandan/orders/v1/rating_service.grpc.pb.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "services/base/codes.h"
#include "services/base/request_fields.h"
#include "services/hours/risk/detect.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/walk.h"

namespace diandan::scenario {

namespace h = hours::v1;
namespace o = orders::v1;
namespace v = volunteers::v1;
using Facts = o::AttendanceService::Stub;
using Ratings = o::RatingService::Stub;

std::vector<TeamDays::Member> TeamDays::Join(int count) {
  std::vector<Member> members;
  for (int i = 0; i < count; ++i) {
    const std::string actor = absl::StrCat("member", i);
    members.push_back({actor, stage_.Register(actor), "phone of " + actor});
    stage_.Join(members.back().person, stage_.team, false);
    stage_.OpenAccount(actor, v::VOLUNTEER, "", members.back().person);
  }
  return members;
}

std::string TeamDays::PointAt(int lat_milli) {
  v::CreateOrgRequest create;
  create.set_parent(stage_.parent());
  create.set_org_id(stage_.Id());
  create.set_parent_org(stage_.station);
  create.set_tier(v::POINT);
  create.set_display_name(absl::StrCat("Point ", lat_milli));
  create.mutable_point()->set_lat_milli(lat_milli);
  create.mutable_point()->set_lng_milli(120'000);
  return OrThrow(stage_.Do("admin", &v::OrgService::Stub::CreateOrg, create)).name();
}

TeamDays::Service TeamDays::Begun(int begins, const std::vector<Member>& people, const std::string& house,
                                  const std::string& place) {
  o::PlaceOrderRequest wanted;
  wanted.set_name(stage_.NameOf("orders", stage_.Id()));
  *wanted.mutable_order() = Haircut(stage_, stage_.Id(), begins, begins + 2);
  wanted.mutable_order()->set_volunteers_wanted(static_cast<int>(people.size()));
  wanted.mutable_order()->set_house(house);
  if (!place.empty()) wanted.mutable_order()->set_station(place);
  Service service{.order = OrThrow(stage_.Do("clerk", &o::OrderService::Stub::PlaceOrder, wanted)),
                  .begins = begins,
                  .people = static_cast<int>(people.size())};
  Walk walk(stage_, service.order);
  std::vector<std::string> names;
  for (const Member& member : people) names.push_back(member.person);
  walk.ServedBy("leader", stage_.team, names);
  OrThrow(walk.Approve());
  OrThrow(walk.Offer());
  OrThrow(walk.Accept());
  OrThrow(walk.SetRoster());
  o::GetRosterRequest roster;
  roster.set_name(service.order.name());
  service.key =
      Key::FromBytes(OrThrow(stage_.Call("leader", &Facts::GetRoster, roster)).keys(0).key()).value();
  stage_.At(begins, 0);
  return service;
}

void TeamDays::Types(const Service& service, const Member& who, const std::string& phone, absl::Duration ago,
                     absl::Duration old) {
  const absl::Time observed = stage_.clock.Now() - ago;
  o::CheckInRequest in;
  in.set_name(service.order.name());
  in.set_session_id(service.order.sessions(0).session_id());
  in.set_volunteer(who.person);
  *in.mutable_observed_time() = ToTimestamp(observed);
  in.set_code(RollingCode(service.key, Direction::kIn, observed - old));
  in.set_device(phone);
  OrThrow(stage_.Do(who.actor, &Facts::CheckIn, in));
}

void TeamDays::Seen(const Service& service, int headcount) {
  stage_.At(service.begins + 2, 0);
  o::CompleteOrderRequest complete;
  complete.set_name(service.order.name());
  *complete.mutable_observed_time() = ToTimestamp(stage_.clock.Now());
  complete.set_witness(true);
  complete.set_headcount(headcount > 0 ? headcount : service.people);
  OrThrow(stage_.Do("clerk", &Facts::CompleteOrder, complete));
}

TeamDays::Service TeamDays::Served(int begins, const Member& who, const std::string& house,
                                   const std::string& place) {
  const Service service = Begun(begins, {who}, house, place);
  Types(service, who, who.phone);
  Seen(service);
  return service;
}

void TeamDays::RatedFrom(const std::string& phone, const Service& service) {
  o::ViewSlipRequest slip;
  slip.set_name(service.order.name());
  o::RateOrderRequest rate;
  rate.set_name(service.order.name());
  rate.set_rater_kind(o::RESIDENT);
  rate.set_channel(o::RATING_SECRET);
  rate.set_rating_secret(OrThrow(stage_.Do("clerk", &Ratings::ViewSlip, slip)).rating_secret());
  rate.set_score(5);
  rate.set_device(phone);
  OrThrow(stage_.Do("resident", &Ratings::RateOrder, rate));
}

void TeamDays::Reported(const Service& service, const std::string& words) {
  o::RateOrderRequest rate;
  rate.set_name(service.order.name());
  rate.set_rater_kind(o::TEAM);
  rate.set_channel(o::SIGNED_IN);
  rate.set_score(5);
  rate.set_words(words);
  OrThrow(stage_.Do("leader", &Ratings::RateOrder, rate));
}

void TeamDays::Photographed(const Service& service, const std::string& jpeg) {
  o::AddPhotoRequest add;
  add.set_name(service.order.name());
  add.set_image(jpeg);
  OrThrow(stage_.Do("leader", &o::PhotoService::Stub::AddPhoto, add));
}

TeamDays::Queue TeamDays::Reviewed(int doubted) {
  h::ListEntriesRequest list;
  list.set_parent(stage_.parent());
  list.set_page_size(100);
  Queue queue;
  const auto shown_all = [&](const h::ListEntriesResponse& shown) {
    queue.clear();
    int first = 0;
    for (const h::Entry& entry : shown.entries()) {
      std::string said;
      for (const h::RiskFlag& flag : entry.risk().flags()) said += flag.sentence();
      queue.emplace(entry.volunteer(), std::move(said));
      if (entry.risk().points() >= hours::risk::kQueuePoints) ++first;
    }
    return first == doubted;
  };
  stage_.AskUntil("reviewer", &h::EntryService::Stub::ListEntries, list, shown_all);
  return queue;
}

}  // namespace diandan::scenario
