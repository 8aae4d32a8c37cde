// What the orders of the demo county are, before anybody walks them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "clients/demo/stage.h"
#include "clients/demo/task_list.h"
#include "diandan/orders/v1/order.pb.h"

namespace diandan::demo {

inline constexpr char kWillowVillage[] = "150525100201";
inline constexpr char kQuietVillage[] = "150525101201";
inline constexpr char kSandVillage[] = "150525201201";

// The people who walk them, by sign-in name.
using Cast = std::map<std::string, Actor>;

// A story of one line.
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
  orders::v1::OrderState until;
  const char* leader;  // who takes it, with `team`
  const char* team;
  std::vector<const char*> people;
};
const std::vector<OrderPlan>& OrderPlans();

// That hour of the day so many days from today, in China.
absl::Time HourOf(const Stage& stage, int days, int hour);
// Without sessions.
orders::v1::OrderDraft DraftOf(const OrderPlan& plan);

// A group, a series, an activity and some wishes. Nothing of it makes matching act.
std::vector<Task> OtherOrderTasks(Stage& stage, const std::shared_ptr<const Cast>& cast);
// The group is to be approved afterwards.
Task ApproveFestival(Stage& stage, const std::shared_ptr<const Cast>& cast);

}  // namespace diandan::demo
