#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/db/conninfo.h"
#include "services/db/database.h"

namespace diandan::db {
namespace {

constexpr char kAttributes[] = "target_session_attrs";

constexpr char kForgetful[] =
    "SELECT name || '=' || setting FROM pg_settings "
    "WHERE (name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off') "
    "OR (name = 'synchronous_commit' AND setting = 'local' AND "
    "current_setting('synchronous_standby_names') <> '') ORDER BY name";

std::unique_ptr<Connection> OpenAt(const std::string& conninfo) {
  return Connection::Open({.conninfo = conninfo, .application_name = "diandan-start"});
}

// Of servers that answer and none of which takes writes.
bool OnlyFollows(const std::string& conninfo) {
  try {
    OpenAt(WithOption(conninfo, kAttributes, "any"));
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

std::vector<std::string> ForgetfulSettings(Connection& connection) {
  const auto found = connection.Run(kForgetful);
  std::vector<std::string> forgetful;
  for (int i = 0; i < found->rows(); ++i) forgetful.emplace_back(found->text(i, 0));
  return forgetful;
}

StatusOr<std::string> ExternalDatabase(const std::string& conninfo) {
  DD_ASSIGN_OR_RETURN(auto options, ParseConninfo(conninfo));
  options.emplace(kAttributes, "read-write");
  const std::string leading = FormatConninfo(options);
  try {
    const auto forgetful = ForgetfulSettings(*OpenAt(leading));
    if (!forgetful.empty())
      return InvalidField("--database", "",
                          absl::StrCat("database_remembers:", absl::StrJoin(forgetful, ", ")));
  } catch (const Error& error) {
    if (OnlyFollows(leading)) return InvalidField("--database", "", "database_leads");
    return ToStatus(error);
  }
  return leading;
}

}  // namespace diandan::db
