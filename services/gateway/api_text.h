// The reference of the API as HTML. Made of descriptors with comments and of access rows; pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "services/base/words.h"
#include "services/gateway/methods.h"

namespace diandan::gateway {

// By path: "/api" and, for each service that people may call, "/api/diandan.orders.v1.OrderService".
std::map<std::string, std::string> ApiTexts(const std::vector<Upstream>& upstreams, Language language);
// "/api/style.css".
std::string ApiStyle();

}  // namespace diandan::gateway
