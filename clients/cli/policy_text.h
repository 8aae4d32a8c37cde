// Settings of a policy by their names in the proto, as text: shown, and set from NAME=VALUE. A new setting
// needs no line here.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/context.h"
#include "clients/cli/output.h"
#include "google/protobuf/message.h"

namespace diandan::cli {

Table SettingsTable(const google::protobuf::Message& settings);
// Their names, those of messages inside included.
std::vector<std::string> SettingNames(const google::protobuf::Message& settings);
// "offer_minutes=120", "trusted_roles=officer,dispatcher", "star_hours=100,300,600,1000,1500". FIELD_INVALID
// names `field` and says `want`, whose {names} are the settings there are.
Status SetOne(const Context& context, const std::string& field, const std::string& typed, const Wording& want,
              google::protobuf::Message& settings);

}  // namespace diandan::cli
