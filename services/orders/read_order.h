// A read of one order and what hangs on it: load, may the caller see it, answer.
#pragma once

#include <functional>
#include <string>

#include "services/orders/access_rules.h"
#include "services/orders/common_rules.h"
#include "services/orders/roster_rules.h"
#include "services/orders/rows.h"
#include "services/rpc/handle.h"

namespace diandan::orders {

// `method`: "AttendanceService/GetRoster", whose access row decides with the order's station, the team that
// holds it, and the caller's own person where the roster names it: for that, `touch` wants TouchRoster's
// rows. `answer` gets rows of this county only.
inline Status ReadOrder(const rpc::Call& call, db::Connection& connection, const std::string& name,
                        absl::string_view method, const std::function<void(const Uuid&, Touches&)>& touch,
                        const std::function<void(const Work&)>& answer) {
  Touches touches;
  touches.set_county(call.county);
  touch(IdOf(name), touches);
  Picture picture;
  rpc::LoadForRead(connection, call.home, touches, picture);
  Work work(picture, call.county, call.caller, {}, call.now, 0);
  DD_ASSIGN_OR_RETURN(const OrderRow* order, FindOrder(work, name));
  Scope scope = AtStation(*order);
  if (order->team_id) scope.teams = {*order->team_id};
  if (StandsOnRoster(work, order->id, call.caller.volunteer)) scope.volunteer = call.caller.volunteer;
  DD_RETURN_IF_ERROR(MayDo(work, method, scope));
  answer(work);
  return absl::OkStatus();
}

}  // namespace diandan::orders
