// What an address of a webhook must look like. Written narrowly: what is understood here cannot be understood
// otherwise by whoever connects. Names are judged again by the addresses they lead to (base/network.h). Pure.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/base/network.h"
#include "services/base/status.h"

namespace diandan::orders {

// https, or http to this machine where `allowed` has it; a host or an address, a port, a path, a query; no
// user name, no fragment. FIELD_INVALID for `url`, with what may be shown of it.
Status CheckUrl(absl::string_view url, const std::vector<Network>& allowed);

// "https://qyapi.weixin.qq.com/…": paths and queries of robots are keys.
std::string ShownUrl(absl::string_view url);

bool IsEncrypted(absl::string_view url);

}  // namespace diandan::orders
