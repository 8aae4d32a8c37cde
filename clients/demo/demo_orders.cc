// Orders in every state: each is walked as far as it goes by the people it takes.
#include "absl/strings/str_cat.h"
#include "clients/demo/demo_order_plans.h"
#include "clients/demo/demo_parts.h"
#include "clients/demo/demo_people.h"
#include "clients/demo/demo_places.h"
#include "clients/demo/order_walk.h"

namespace diandan::demo {

namespace o = orders::v1;

namespace {

// What the dispatcher places is open at once, and teams are asked.
bool IsTrusted(const OrderPlan& plan) { return absl::string_view(plan.placer) == "naiman-dispatcher"; }

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

  Status Place() {
    const Actor& placer = cast_.at(plan_.placer);
    const bool now = plan_.days == 0;
    const absl::Time start = now ? stage_.now() + absl::Minutes(10) : HourOf(stage_, plan_.days, plan_.hour);
    return Made(walk_.Place(placer, DraftOf(plan_), start, start + absl::Minutes(plan_.minutes)).status());
  }

  Status Go() {
    if (plan_.until == o::PLACED) return absl::OkStatus();
    const Actor& placer = cast_.at(plan_.placer);
    const Actor& dispatcher = cast_.at("naiman-dispatcher");
    if (plan_.until == o::REFUSED) return Made(walk_.RefuseIt(dispatcher, o::COMMERCIAL).status());
    // What a trusted placer ordered is open already.
    if (!IsTrusted(plan_)) {
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
                                      {plan_.until == o::REJECTED ? o::CAME_TOO_FEW : o::WARM_HEARTED}, "")
                                .status()));
    if (plan_.until == o::COMPLETED) return absl::OkStatus();
    return Judge();
  }

  Status Judge() {
    const Actor& reviewer = cast_.at("naiman-reviewer");
    DD_ASSIGN_OR_RETURN(auto entries, walk_.Entries(reviewer));
    const bool stands = plan_.until == o::VERIFIED;
    DD_RETURN_IF_ERROR(Made(walk_
                                .Decide(reviewer, entries, stands ? hours::v1::VERIFY : hours::v1::REJECT,
                                        stands ? hours::v1::EVIDENCE_SUFFICES : hours::v1::NOT_PRESENT)
                                .status()));
    // A read waits until the order has followed: whoever looks after the load sees it decided.
    return walk_.Read(reviewer).status();
  }

  Stage& stage_;
  const Cast& cast_;
  const OrderPlan& plan_;
  OrderWalk walk_;
  std::vector<std::string> people_;
};

}  // namespace

StatusOr<OrderParts> OrderTasks(Stage& stage) {
  // Shared by the tasks, which outlive this call.
  auto cast = std::make_shared<Cast>();
  for (const char* name : {"naiman-dispatcher", "naiman-reviewer", "naiman-officer", "naiman-officer2",
                           "naiman-clerk", "naiman-clerk2", "naiman-clerk3", "naiman-leader",
                           "naiman-leader2", "naiman-leader3", "naiman-leader4", "naiman-leader5"}) {
    DD_ASSIGN_OR_RETURN((*cast)[name], stage.SignIn(name, kDemoPassword));
  }
  OrderParts parts;
  auto place = [&](bool trusted) {
    for (const OrderPlan& plan : OrderPlans()) {
      if (IsTrusted(plan) != trusted) continue;
      parts.placing.push_back([&stage, cast, &plan] { return Walker(stage, *cast, plan).Place(); });
    }
  };
  // What makes matching act comes last: nobody knows how soon it does.
  place(/*trusted=*/false);
  for (Task& task : OtherOrderTasks(stage, cast)) parts.placing.push_back(std::move(task));
  place(/*trusted=*/true);
  for (const OrderPlan& plan : OrderPlans()) {
    parts.walking.push_back([&stage, cast, &plan] { return Walker(stage, *cast, plan).Go(); });
  }
  parts.walking.push_back(ApproveFestival(stage, cast));
  return parts;
}

}  // namespace diandan::demo
