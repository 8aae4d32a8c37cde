// Names of one request may not speak of two counties.
#pragma once

#include <string>

#include "services/base/request_fields.h"
#include "services/rpc/handle.h"

namespace diandan::matching {

// FIELD_INVALID when the name is of another county than the call; an empty one is of none.
inline Status InOneCounty(const rpc::Call& call, const char* field, const std::string& name) {
  if (name.empty() || CountyIn(name) == call.county) return absl::OkStatus();
  return InvalidField(field, name, "same_county");
}

}  // namespace diandan::matching
