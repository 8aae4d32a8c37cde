#include "services/base/log.h"

#include <algorithm>
#include <atomic>
#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/str_format.h"
#include "services/base/log_format.h"
#include "services/base/trace.h"
#include "spdlog/logger.h"
#include "spdlog/sinks/stdout_sinks.h"

namespace diandan {
namespace {

spdlog::level::level_enum ToSpdlog(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarning:
      return spdlog::level::warn;
    case LogLevel::kError:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

constexpr char kTextPattern[] = "%Y-%m-%dT%H:%M:%S.%e%z %l %v";
constexpr char kJsonPattern[] = R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l",%v})";
std::atomic<bool> json_lines{false};

// Never destroyed: threads may log while the program ends.
spdlog::logger& Logger() {
  static auto* logger = [] {
    auto* made = new spdlog::logger("diandan", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern(kTextPattern);
    made->set_level(spdlog::level::info);
    return made;
  }();
  return *logger;
}

bool NeedsQuotes(absl::string_view value) {
  return value.empty() || std::any_of(value.begin(), value.end(), [](unsigned char c) {
           return c <= ' ' || c == '"' || c == '\\' || c == '=' || c == 0x7f;
         });
}

std::string Quoted(absl::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      absl::StrAppendFormat(&out, "\\u%04x", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace

std::string LogMembers(absl::string_view what, std::initializer_list<LogField> fields) {
  std::string members = absl::StrCat("\"msg\":", Quoted(what));
  for (const LogField& field : fields) {
    absl::StrAppend(&members, ",", Quoted(field.key), ":", Quoted(field.value));
  }
  if (!TraceScope::Current().empty()) absl::StrAppend(&members, ",\"trace\":", Quoted(TraceScope::Current()));
  return members;
}

std::string LogLine(absl::string_view what, std::initializer_list<LogField> fields) {
  std::string line = absl::Utf8SafeCEscape(what);
  for (const LogField& field : fields) {
    absl::StrAppend(&line, " ", field.key, "=");
    if (NeedsQuotes(field.value)) {
      absl::StrAppend(&line, "\"", absl::Utf8SafeCEscape(field.value), "\"");
    } else {
      absl::StrAppend(&line, field.value);
    }
  }
  if (!TraceScope::Current().empty()) absl::StrAppend(&line, " trace=", TraceScope::Current());
  return line;
}

void Log(LogLevel level, absl::string_view what, std::initializer_list<LogField> fields) {
  const auto spdlog_level = ToSpdlog(level);
  if (!Logger().should_log(spdlog_level)) return;
  const std::string line = json_lines ? LogMembers(what, fields) : LogLine(what, fields);
  Logger().log(spdlog_level, spdlog::string_view_t(line.data(), line.size()));
}

void SetLogFormat(LogFormat format) {
  json_lines = format == LogFormat::kJson;
  Logger().set_pattern(json_lines ? kJsonPattern : kTextPattern);
}

bool ParseLogFormat(absl::string_view name, LogFormat* format) {
  if (name != "text" && name != "json") return false;
  *format = name == "json" ? LogFormat::kJson : LogFormat::kText;
  return true;
}

void SetLogLevel(LogLevel level) { Logger().set_level(ToSpdlog(level)); }

bool ParseLogLevel(absl::string_view name, LogLevel* level) {
  if (name == "debug")
    *level = LogLevel::kDebug;
  else if (name == "info")
    *level = LogLevel::kInfo;
  else if (name == "warning")
    *level = LogLevel::kWarning;
  else if (name == "error")
    *level = LogLevel::kError;
  else
    return false;
  return true;
}

}  // namespace diandan
