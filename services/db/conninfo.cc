#include "services/db/conninfo.h"

#include <libpq-fe.h>

#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace diandan::db {

StatusOr<std::map<std::string, std::string>> ParseConninfo(const std::string& conninfo) {
  char* problem = nullptr;
  std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed(
      PQconninfoParse(conninfo.c_str(), &problem), &PQconninfoFree);
  std::unique_ptr<char, decltype(&PQfreemem)> problem_owner(problem, &PQfreemem);
  // The value may hold a password, so the error does not repeat it.
  if (!parsed) return InvalidField("--database", "", "postgres_conninfo");
  std::map<std::string, std::string> options;
  for (const PQconninfoOption* option = parsed.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr) options[option->keyword] = option->val;
  }
  return options;
}

std::string FormatConninfo(const std::map<std::string, std::string>& options) {
  std::string text;
  for (const auto& [key, value] : options) {
    absl::StrAppend(&text, text.empty() ? "" : " ", key, "='",
                    absl::StrReplaceAll(value, {{"\\", "\\\\"}, {"'", "\\'"}}), "'");
  }
  return text;
}

std::string WithOption(const std::string& conninfo, const std::string& key, const std::string& value) {
  auto options = ParseConninfo(conninfo);
  if (!options.ok()) return conninfo;
  (*options)[key] = value;
  return FormatConninfo(*options);
}

std::string WithConnectTimeout(const std::string& conninfo) {
  auto options = ParseConninfo(conninfo);
  if (!options.ok()) return conninfo;
  options->emplace("connect_timeout", "5");
  return FormatConninfo(*options);
}

}  // namespace diandan::db
