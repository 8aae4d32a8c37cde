// Proto3 JSON of a message by reflection, for the types that this contract uses. Internal to json.cc: the
// library's own writer describes every type anew at each call, which costs more than the call it answers.
#pragma once

#include <string>

#include "google/protobuf/message.h"

namespace diandan::gateway {

// False when there is something in it that this cannot say; `json` is then of no use.
bool WriteJson(const google::protobuf::Message& message, std::string& json);

}  // namespace diandan::gateway
