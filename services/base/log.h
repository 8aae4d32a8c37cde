// One line per thing worth knowing, to stderr: time, level, what happened, then key=value pairs.
//   LogInfo("lane batch", {{"county", 150525}, {"commands", 12}, {"ms", 3}});
//   2026-11-26T09:30:00.123+08:00 info lane batch county=150525 commands=12 ms=3
// Never personal text: no names, phones, free words, addresses or codes; ids, states and counts only.
// A refusal's status is safe, its text holds no values that people typed. Thread-safe.
#pragma once

#include <initializer_list>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace diandan {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

struct LogField {
  absl::string_view key;
  std::string value;
  LogField(absl::string_view key, const absl::AlphaNum& value) : key(key), value(value.Piece()) {}
  LogField(absl::string_view key, const absl::Status& status)
      : key(key), value(status.ToString(absl::StatusToStringMode::kWithNoExtraData)) {}
};

void Log(LogLevel level, absl::string_view what, std::initializer_list<LogField> fields = {});
inline void LogDebug(absl::string_view what, std::initializer_list<LogField> fields = {}) {
  Log(LogLevel::kDebug, what, fields);
}
inline void LogInfo(absl::string_view what, std::initializer_list<LogField> fields = {}) {
  Log(LogLevel::kInfo, what, fields);
}
inline void LogWarning(absl::string_view what, std::initializer_list<LogField> fields = {}) {
  Log(LogLevel::kWarning, what, fields);
}
inline void LogError(absl::string_view what, std::initializer_list<LogField> fields = {}) {
  Log(LogLevel::kError, what, fields);
}

// Lines below this level are not written; kInfo from the start.
void SetLogLevel(LogLevel level);
// "debug", "info", "warning", "error"; false when it is none of these.
bool ParseLogLevel(absl::string_view name, LogLevel* level);

// The line without time and level. Values with spaces, quotes or line breaks are quoted and escaped,
// so one call is always one line.
std::string LogLine(absl::string_view what, std::initializer_list<LogField> fields);

}  // namespace diandan
