// How the log's lines look: set once, by whoever starts the process.
//   kText  2026-11-26T09:30:00.123+08:00 info call rpc=/diandan… code=OK trace=4f1c…
//   kJson
//   {"time":"2026-11-26T09:30:00.123+08:00","level":"info","msg":"call","rpc":"/diandan…","code":"OK",…}
// Values are always strings in JSON, so that a field never changes its type under whoever collects them.
#pragma once

#include <string>

#include "services/base/log.h"

namespace diandan {

enum class LogFormat { kText, kJson };

void SetLogFormat(LogFormat format);
// "text", "json"; false when it is neither.
bool ParseLogFormat(absl::string_view name, LogFormat* format);

// The members after time and level: "msg":"call","rpc":"…"
std::string LogMembers(absl::string_view what, std::initializer_list<LogField> fields);

}  // namespace diandan
