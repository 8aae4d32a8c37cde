// What `orders` follows: volunteers (mirrors for the gates) and hours (what became of an order's entries,
// and what is to be told to the volunteers it decided about).
#pragma once

#include "services/rpc/follower.h"

namespace diandan::orders {

rpc::EventHandlers VolunteersHandlers();
rpc::EventHandlers HoursHandlers();

}  // namespace diandan::orders
