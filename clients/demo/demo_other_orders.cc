// Orders that are more than one line: a group, a series, an activity; and wishes.
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/demo/demo_order_plans.h"
#include "clients/demo/demo_people.h"
#include "clients/demo/demo_places.h"
#include "clients/demo/order_walk.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/orders/v1/wish_service.grpc.pb.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"

namespace diandan::demo {

namespace o = orders::v1;

namespace {

o::OrderDraft With(o::OrderDraft draft, const std::string& seed, absl::Time start, int minutes) {
  o::SessionDraft& session = *draft.add_sessions();
  session.set_session_id(DemoId(seed + "/session").ToString());
  *session.mutable_start_time() = ToTimestamp(start);
  *session.mutable_end_time() = ToTimestamp(start + absl::Minutes(minutes));
  return draft;
}

o::OrderDraft Draft(const char* station, const char* item, const char* client, const char* note) {
  OrderPlan plan{};
  plan.key = "";
  plan.station = station;
  plan.item = item;
  plan.client = client;
  plan.house = "";
  plan.note = note;
  return DraftOf(plan);
}

constexpr const char* kFestivalItems[] = {"show", "haircut", "health"};

// 重阳节: one need, three teams.
Task Festival(Stage& stage, const Cast& cast) {
  o::PlaceGroupRequest request;
  request.set_request_id(DemoId("request/group/festival").ToString());
  request.set_name(DemoName("groups", "group/festival"));
  for (const char* item : kFestivalItems) {
    const std::string seed = absl::StrCat("group/festival/", item);
    o::GroupMember& member = *request.add_orders();
    member.set_name(DemoName("orders", seed));
    *member.mutable_order() = With(Draft(kQuietVillage, item, "平安地村站", "敬老饭桌，院里搭台。"), seed,
                                   HourOf(stage, 6, 9), 120);
  }
  return [&stage, &clerk = cast.at("naiman-clerk2"), request] {
    return stage.Call(clerk, &o::OrderService::Stub::PlaceGroup, request).status();
  };
}

// A series places what comes within two weeks by itself. Numbers follow from the order in which things were
// placed, so nothing else is until these are there; a load that waits in vain goes on without.
Status AwaitOrders(Stage& stage, const Actor& who, const std::string& series, int count) {
  o::ListOrdersRequest request;
  request.set_parent(CountyParent());
  request.set_series(series);
  for (int looks = 0; looks < 500; ++looks) {
    DD_ASSIGN_OR_RETURN(const auto list, stage.Call(who, &o::OrderService::Stub::ListOrders, request));
    if (list.orders_size() >= count) break;
    absl::SleepFor(absl::Milliseconds(10));
  }
  return absl::OkStatus();
}

// Every Tuesday, for two months.
Task Tuesdays(Stage& stage, const Cast& cast) {
  int days = 1;
  while (absl::GetWeekday(absl::ToCivilDay(stage.now(), ChinaTime()) + days) != absl::Weekday::tuesday)
    ++days;
  o::PlaceSeriesRequest request;
  request.set_request_id(DemoId("request/series/tuesdays").ToString());
  request.set_name(DemoName("series", "series/tuesdays"));
  *request.mutable_order() = With(Draft(kWillowVillage, "haircut", "村里老人", "邻里互助日，村部集合。"),
                                  "series/tuesdays", HourOf(stage, days, 9), 120);
  request.mutable_order()->set_project(DemoName("projects", "project/neighbours"));
  request.set_every_weeks(1);
  request.add_weekdays(2);
  *request.mutable_until_time() = ToTimestamp(HourOf(stage, days + 60, 18));
  return [&stage, &clerk = cast.at("naiman-clerk"), request, days]() -> Status {
    DD_RETURN_IF_ERROR(stage.Call(clerk, &o::OrderService::Stub::PlaceSeries, request).status());
    const bool second = HourOf(stage, days + 7, 9) - absl::Hours(24 * 14) <= stage.now();
    return AwaitOrders(stage, clerk, request.name(), second ? 2 : 1);
  };
}

// Started by the troupe itself, approved by the county.
Task Show(Stage& stage, const Cast& cast) {
  auto draft = Draft(kSandVillage, "show", "白音芒哈嘎查广场", "自带音响，需接一路电。");
  draft.set_kind(o::ACTIVITY);
  draft.set_on_behalf(false);
  draft.set_team(TeamName("arts"));
  draft.set_audience(120);
  draft.set_project(DemoName("projects", "project/troupe"));
  return [&stage, &cast, draft]() -> Status {
    OrderWalk walk(stage, kCounty, DemoId("order/activity"));
    const absl::Time start = HourOf(stage, 7, 15);
    const Status placed =
        walk.Place(cast.at("naiman-leader4"), draft, start, start + absl::Minutes(120)).status();
    if (!placed.ok() && !IsThereAlready(placed)) return placed;
    return walk.Approve(cast.at("naiman-dispatcher")).status();
  };
}

Task Wish(Stage& stage, const std::string& key, const char* station, const char* words) {
  o::LeaveWishRequest request;
  request.set_request_id(DemoId("request/wish/" + key).ToString());
  request.set_name(DemoName("wishes", "wish/" + key));
  request.set_station(OrgName(station));
  request.set_words(words);
  request.set_phone("19900008888");
  return
      [&stage, request] { return stage.Call(Actor(), &o::WishService::Stub::LeaveWish, request).status(); };
}

}  // namespace

Task ApproveFestival(Stage& stage, const std::shared_ptr<const Cast>& cast) {
  return [&stage, cast]() -> Status {
    for (const char* item : kFestivalItems) {
      OrderWalk walk(stage, kCounty, DemoId(absl::StrCat("group/festival/", item)));
      const Status approved = walk.Approve(cast->at("naiman-officer2")).status();
      if (!approved.ok() && !IsThereAlready(approved)) return approved;
    }
    return absl::OkStatus();
  };
}

std::vector<Task> OtherOrderTasks(Stage& stage, const std::shared_ptr<const Cast>& cast) {
  std::vector<Task> tasks;
  for (const auto& make : {Festival, Tuesdays, Show}) {
    // The cast lives as long as the task.
    tasks.push_back([cast, task = make(stage, *cast)] { return task(); });
  }
  tasks.push_back(Wish(stage, "radio", kWillowVillage, "收音机不响了，想有人给看看。村西马奶奶"));
  tasks.push_back(Wish(stage, "letter", kQuietVillage, "想找人帮着念一封信。"));
  tasks.push_back(Wish(stage, "chess", "150525401201", "社区老人想学下蒙古象棋，有老师吗？"));
  return tasks;
}

}  // namespace diandan::demo
