// Messages as proto3 JSON and back.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "services/base/status.h"

namespace diandan::gateway {

std::string ToJson(const google::protobuf::Message& message);
// Unknown fields are left out, as in binary: an old phone may say what is no longer asked for. FIELD_INVALID
// names the field where that can be told.
Status FromJson(absl::string_view json, google::protobuf::Message& message);

}  // namespace diandan::gateway
