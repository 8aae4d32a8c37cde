#include "services/orders/common_rules.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/base/clock.h"
#include "services/orders/transitions.h"

namespace diandan::orders {

bool Wants(const google::protobuf::FieldMask& mask, absl::string_view field) {
  return mask.paths().empty() || std::count(mask.paths().begin(), mask.paths().end(), field) > 0;
}

Status CheckMask(const google::protobuf::FieldMask& mask, const std::vector<std::string>& allowed) {
  for (const std::string& path : mask.paths()) {
    if (std::count(allowed.begin(), allowed.end(), path) == 0) {
      return InvalidField("update_mask", path, absl::StrCat("one_of:", absl::StrJoin(allowed, ", ")));
    }
  }
  return absl::OkStatus();
}

std::string ShowTime(absl::Time time) { return absl::FormatTime("%Y-%m-%d %H:%M", time, ChinaTime()); }

std::optional<Uuid> VolunteerOf(const Caller& caller) {
  if (caller.volunteer.is_nil()) return std::nullopt;
  return caller.volunteer;
}

StatusOr<const OrderRow*> FindOrder(const Work& work, const std::string& name) {
  const OrderRow* order = work.Find<OrderRow>(IdOf(name));
  if (order == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"what", name}});
  return order;
}

Status WrongState(const OrderRow& order, absl::string_view wanted) {
  return Refuse(errors::v1::ORDER_WRONG_STATE,
                {{"state", v1::OrderState_Name(order.state)}, {"wanted", std::string(wanted)}});
}

Status MustStart(const OrderRow& order, absl::string_view action) {
  if (MayStart(action, order.state)) return absl::OkStatus();
  std::set<std::string> wanted;
  for (const Transition& step : kTransitions) {
    if (step.action == action) wanted.insert(v1::OrderState_Name(step.from));
  }
  return WrongState(order, absl::StrJoin(wanted, ", "));
}

}  // namespace diandan::orders
