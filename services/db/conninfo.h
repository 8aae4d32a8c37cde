// libpq connection strings, taken apart and put together again.
#pragma once

#include <map>
#include <string>

#include "services/base/status.h"

namespace diandan::db {

// Keyword → value of a "key=value" string or a postgresql:// URI. FIELD_INVALID for `--database`.
StatusOr<std::map<std::string, std::string>> ParseConninfo(const std::string& conninfo);
// Always the key='value' form.
std::string FormatConninfo(const std::map<std::string, std::string>& options);
// `conninfo` with one option set. An unreadable string comes back unchanged: connecting will name the fault.
std::string WithOption(const std::string& conninfo, const std::string& key, const std::string& value);
// Gives up on a silent server after 5 s, unless the string says otherwise.
std::string WithConnectTimeout(const std::string& conninfo);

}  // namespace diandan::db
