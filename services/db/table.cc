#include "services/db/table.h"

#include "absl/strings/match.h"

namespace diandan::db {
namespace {

std::string Load(const char* table, const std::string& columns, const std::string& key, bool lock) {
  return absl::StrCat("SELECT ", columns,
                      " FROM unnest($1::int4[], $2::uuid[]) AS k(c, i) CROSS JOIN LATERAL (SELECT * FROM ",
                      table, " WHERE county_id = k.c AND ", key, " = k.i ORDER BY id",
                      lock ? " FOR UPDATE" : "", ") AS x");
}

}  // namespace

TableSql::TableSql(const char* table, const std::vector<std::string>& names,
                   const std::vector<std::string>& types, const std::string& parent) {
  auto list = [&](absl::string_view prefix) {
    return absl::StrJoin(names, ", ",
                         [&](std::string* out, const std::string& n) { absl::StrAppend(out, prefix, n); });
  };
  load_ids = Load(table, list("x."), "id", false);
  load_ids_locked = Load(table, list("x."), "id", true);
  if (!parent.empty()) {
    load_children = Load(table, list("x."), parent, false);
    load_children_locked = Load(table, list("x."), parent, true);
  }

  std::string arrays, values, sets;
  for (size_t i = 0; i < names.size(); ++i) {
    bool nested = absl::EndsWith(types[i], "[]");
    std::string value = absl::StrCat("u.", names[i], nested ? absl::StrCat("::", types[i]) : "");
    absl::StrAppend(&arrays, i ? ", " : "", "$", i + 1, "::", nested ? "text" : types[i], "[]");
    absl::StrAppend(&values, i ? ", " : "", value);
    if (names[i] != "county_id" && names[i] != "id") {
      absl::StrAppend(&sets, sets.empty() ? "" : ", ", names[i], " = ", value);
    }
  }
  std::string source = absl::StrCat(" FROM unnest(", arrays, ") AS u(", list(""), ")");
  insert = absl::StrCat("INSERT INTO ", table, " (", list(""), ") SELECT ", values, source);
  update = absl::StrCat("UPDATE ", table, " AS t SET ", sets, source,
                        " WHERE t.county_id = u.county_id AND t.id = u.id");
}

void Load(Connection& connection, const Tables& tables, const Touches& touches, Lock lock, Picture& picture) {
  for (const auto& table : tables) {
    if (const auto* wanted = touches.Of(table->row_type())) table->Load(connection, *wanted, lock, picture);
  }
}

}  // namespace diandan::db
