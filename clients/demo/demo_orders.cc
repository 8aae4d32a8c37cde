// Orders in every state: each is a story of one line, walked as far as it goes by the people it takes.
#include <map>
#include <memory>

#include "absl/strings/str_cat.h"
#include "clients/demo/demo_parts.h"
#include "clients/demo/demo_people.h"
#include "clients/demo/demo_places.h"
#include "clients/demo/order_walk.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/orders/v1/wish_service.grpc.pb.h"
#include "services/base/clock.h"

namespace diandan::demo {

namespace o = orders::v1;

namespace {

constexpr char kWillowVillage[] = "150525100201";
constexpr char kQuietVillage[] = "150525101201";
constexpr char kSandVillage[] = "150525201201";

using Cast = std::map<std::string, Actor>;  // by sign-in name

struct OrderPlan {
  const char* key;
  const char* station;
  const char* item;
  const char* client;
  const char* house;
  const char* note;
  const char* placer;
  int days;  // from today; 0 = now
  int hour;
  int minutes;
  o::OrderState until;
  const char* leader;  // who takes it, with `team`
  const char* team;
  std::vector<const char*> people;
};

const std::vector<OrderPlan>& Plans() {
  static const std::vector<OrderPlan> plans = {
      {"wang",
       kWillowVillage,
       "haircut",
       "王奶奶",
       "村东头第三家",
       "老人腿脚不便，家里有狗，到了先喊一声。",
       "naiman-clerk",
       2,
       9,
       40,
       o::PLACED,
       "",
       "",
       {}},
      {"li",
       kQuietVillage,
       "phone",
       "李大爷",
       "",
       "想学会和儿子视频。",
       "naiman-clerk2",
       3,
       14,
       60,
       o::PLACED,
       "",
       "",
       {}},
      {"policy_mn",
       kSandVillage,
       "policy_mn",
       "白音芒哈嘎查老年协会",
       "",
       "二十来位老人，听蒙语。",
       "naiman-clerk3",
       4,
       9,
       90,
       o::OPEN,
       "",
       "",
       {}},
      {"liu",
       kWillowVillage,
       "repair",
       "刘叔",
       "小卖部后院",
       "厨房灯泡坏了，够不着。",
       "naiman-clerk",
       1,
       10,
       60,
       o::OPEN,
       "",
       "",
       {}},
      {"science",
       "150525401201",
       "science",
       "社区四点半班",
       "",
       "十二个孩子，三到五年级。",
       "naiman-dispatcher",
       5,
       15,
       60,
       o::OPEN,
       "",
       "",
       {}},
      {"zhang",
       kWillowVillage,
       "company",
       "张奶奶",
       "老供销社旁",
       "一个人住，爱听评书。",
       "naiman-clerk",
       2,
       15,
       60,
       o::ACCEPTED,
       "naiman-leader",
       "village/150525100201",
       {"150525100201/1", "150525100201/2"}},
      {"blood",
       kQuietVillage,
       "health",
       "平安地村站",
       "",
       "赶集那天，村部大院。",
       "naiman-clerk2",
       3,
       9,
       90,
       o::ACCEPTED,
       "naiman-leader3",
       "doctors",
       {"doctor/1", "doctor/2"}},
      {"bao",
       kQuietVillage,
       "errand",
       "包大娘",
       "",
       "代买降压药和挂面。",
       "naiman-clerk2",
       0,
       0,
       60,
       o::IN_SERVICE,
       "naiman-leader2",
       "village/150525101201",
       {"150525101201/2"}},
      {"theory",
       kSandVillage,
       "theory",
       "白音芒哈嘎查党支部",
       "",
       "主题党日，半小时宣讲半小时讨论。",
       "naiman-clerk3",
       0,
       0,
       90,
       o::COMPLETED,
       "naiman-leader5",
       "speakers",
       {"speaker/1"}},
      {"eyes",
       kWillowVillage,
       "health",
       "柳树营子村站",
       "",
       "六十岁以上老人量血压。",
       "naiman-clerk",
       0,
       0,
       90,
       o::VERIFIED,
       "naiman-leader3",
       "doctors",
       {"doctor/3"}},
      {"song",
       kQuietVillage,
       "show",
       "平安地村站",
       "",
       "秋收后的广场演出。",
       "naiman-clerk2",
       0,
       0,
       120,
       o::VERIFIED,
       "naiman-leader4",
       "arts",
       {"artist/1"}},
      {"nobody",
       kQuietVillage,
       "phone",
       "赵婶",
       "",
       "教用微信。",
       "naiman-clerk2",
       0,
       0,
       60,
       o::REJECTED,
       "naiman-leader2",
       "village/150525101201",
       {"150525101201/1"}},
      {"hotel",
       kWillowVillage,
       "company",
       "村口饭店",
       "",
       "帮饭店搬桌椅。",
       "naiman-clerk",
       2,
       10,
       60,
       o::REFUSED,
       "",
       "",
       {}},
      {"rain",
       kSandVillage,
       "farming",
       "希日图种植户",
       "",
       "看玉米地病虫害。",
       "naiman-clerk3",
       2,
       9,
       120,
       o::CANCELLED,
       "",
       "",
       {}},
  };
  return plans;
}

absl::Time Hour(const Stage& stage, int days, int hour) {
  const absl::CivilDay day = absl::ToCivilDay(stage.now(), ChinaTime()) + days;
  return absl::FromCivil(absl::CivilHour(day) + hour, ChinaTime());
}

o::OrderDraft DraftOf(const OrderPlan& plan) {
  o::OrderDraft draft;
  draft.set_menu_item(DemoName("menu_items", absl::StrCat("menu/", plan.item)));
  draft.set_station(OrgName(plan.station));
  draft.set_client_address(plan.client);
  draft.set_house(plan.house);
  draft.set_note(plan.note);
  draft.set_on_behalf(true);
  if (absl::string_view(plan.item) == "policy_mn") {
    draft.set_language("mn");
    draft.set_language_required(true);
  }
  if (absl::string_view(plan.key) == "liu") draft.set_urgency(o::URGENT);
  return draft;
}

// Walks one plan. A step made before an interruption counts as made.
class Walker {
 public:
  Walker(Stage& stage, const Cast& cast, const OrderPlan& plan)
      : stage_(stage),
        cast_(cast),
        plan_(plan),
        walk_(stage, kCounty, DemoId(absl::StrCat("order/", plan.key))) {
    for (const char* person : plan.people) people_.push_back(VolunteerName(person));
  }

  Status Go() {
    const Actor& placer = cast_.at(plan_.placer);
    const bool now = plan_.days == 0;
    const absl::Time start = now ? stage_.now() + absl::Minutes(10) : Hour(stage_, plan_.days, plan_.hour);
    DD_RETURN_IF_ERROR(
        Made(walk_.Place(placer, DraftOf(plan_), start, start + absl::Minutes(plan_.minutes)).status()));
    if (plan_.until == o::PLACED) return absl::OkStatus();
    const Actor& dispatcher = cast_.at("naiman-dispatcher");
    if (plan_.until == o::REFUSED) return Made(walk_.RefuseIt(dispatcher, o::COMMERCIAL).status());
    // What a trusted placer ordered is open already.
    if (absl::string_view(plan_.placer) != "naiman-dispatcher") {
      DD_RETURN_IF_ERROR(Made(walk_.Approve(dispatcher).status()));
    }
    if (plan_.until == o::CANCELLED) return Made(walk_.Cancel(placer, o::WEATHER).status());
    if (plan_.until == o::OPEN) return absl::OkStatus();
    return Serve();
  }

 private:
  static Status Made(const Status& step) { return IsThereAlready(step) ? absl::OkStatus() : step; }

  Status Serve() {
    const Actor& leader = cast_.at(plan_.leader);
    DD_RETURN_IF_ERROR(Made(walk_.Accept(leader, TeamName(plan_.team)).status()));
    DD_RETURN_IF_ERROR(Made(walk_.SetRoster(leader, people_).status()));
    if (plan_.until == o::ACCEPTED) return absl::OkStatus();
    const absl::Time now = stage_.now();
    DD_RETURN_IF_ERROR(Made(walk_.Record(leader, o::IN, people_, now - absl::Minutes(4))));
    if (plan_.until == o::IN_SERVICE) return absl::OkStatus();
    DD_RETURN_IF_ERROR(Made(walk_.Record(leader, o::OUT, people_, now + absl::Minutes(4))));
    auto slip = walk_.ViewSlip(cast_.at(plan_.placer));
    DD_RETURN_IF_ERROR(slip.status());
    DD_RETURN_IF_ERROR(Made(
        walk_.Complete(leader, slip->closing_code(), static_cast<int>(people_.size()), now + absl::Minutes(4))
            .status()));
    DD_RETURN_IF_ERROR(Made(walk_
                                .Rate(slip->rating_secret(), plan_.until == o::REJECTED ? 2 : 5,
                                      {plan_.until == o::REJECTED ? "没来齐" : "热心"}, "")
                                .status()));
    if (plan_.until == o::COMPLETED) return absl::OkStatus();
    return Judge();
  }

  Status Judge() {
    const Actor& reviewer = cast_.at("naiman-reviewer");
    DD_ASSIGN_OR_RETURN(auto entries, walk_.Entries(reviewer));
    const bool stands = plan_.until == o::VERIFIED;
    return Made(walk_
                    .Decide(reviewer, entries, stands ? hours::v1::VERIFY : hours::v1::REJECT,
                            stands ? hours::v1::EVIDENCE_SUFFICES : hours::v1::NOT_PRESENT)
                    .status());
  }

  Stage& stage_;
  const Cast& cast_;
  const OrderPlan& plan_;
  OrderWalk walk_;
  std::vector<std::string> people_;
};

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

// 重阳节: one need, three teams.
Task Festival(Stage& stage, const Cast& cast) {
  o::PlaceGroupRequest request;
  request.set_request_id(DemoId("request/group/festival").ToString());
  request.set_name(DemoName("groups", "group/festival"));
  for (const char* item : {"show", "haircut", "health"}) {
    const std::string seed = absl::StrCat("group/festival/", item);
    o::GroupMember& member = *request.add_orders();
    member.set_name(DemoName("orders", seed));
    *member.mutable_order() =
        With(Draft(kQuietVillage, item, "平安地村站", "敬老饭桌，院里搭台。"), seed, Hour(stage, 6, 9), 120);
  }
  return [&stage, &officer = cast.at("naiman-officer2"), request] {
    return stage.Call(officer, &o::OrderService::Stub::PlaceGroup, request).status();
  };
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
                                  "series/tuesdays", Hour(stage, days, 9), 120);
  request.mutable_order()->set_project(DemoName("projects", "project/neighbours"));
  request.set_every_weeks(1);
  request.add_weekdays(2);
  *request.mutable_until_time() = ToTimestamp(Hour(stage, days + 60, 18));
  return [&stage, &officer = cast.at("naiman-officer"), request] {
    return stage.Call(officer, &o::OrderService::Stub::PlaceSeries, request).status();
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
    const absl::Time start = Hour(stage, 7, 15);
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

StatusOr<std::vector<Task>> OrderTasks(Stage& stage) {
  // Shared by the tasks, which outlive this call.
  auto cast = std::make_shared<Cast>();
  for (const char* name : {"naiman-dispatcher", "naiman-reviewer", "naiman-officer", "naiman-officer2",
                           "naiman-clerk", "naiman-clerk2", "naiman-clerk3", "naiman-leader",
                           "naiman-leader2", "naiman-leader3", "naiman-leader4", "naiman-leader5"}) {
    DD_ASSIGN_OR_RETURN((*cast)[name], stage.SignIn(name, kDemoPassword));
  }
  std::vector<Task> tasks;
  for (const OrderPlan& plan : Plans()) {
    tasks.push_back([&stage, cast, &plan] { return Walker(stage, *cast, plan).Go(); });
  }
  for (const auto& make : {Festival, Tuesdays, Show}) {
    tasks.push_back([cast, task = make(stage, *cast)] { return task(); });
  }
  tasks.push_back(Wish(stage, "radio", kWillowVillage, "收音机不响了，想有人给看看。村西马奶奶"));
  tasks.push_back(Wish(stage, "letter", kQuietVillage, "想找人帮着念一封信。"));
  tasks.push_back(Wish(stage, "chess", "150525401201", "社区老人想学下蒙古象棋，有老师吗？"));
  return tasks;
}

}  // namespace diandan::demo
