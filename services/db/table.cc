#include "services/db/table.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace diandan::db {
namespace {

std::string LoadSql(const char* table, const std::string& columns, const std::string& key, bool lock) {
  return absl::StrCat("SELECT ", columns,
                      " FROM unnest($1::int4[], $2::uuid[]) AS k(c, i) CROSS JOIN LATERAL (SELECT * FROM ",
                      table, " WHERE county_id = k.c AND ", key, " = k.i ORDER BY id",
                      lock ? " FOR UPDATE" : "", ") AS x");
}

}  // namespace

TableShape::TableShape(const char* table, std::vector<Column> columns, const std::string& parent)
    : columns_(std::move(columns)) {
  load_ids = LoadSql(table, ColumnList("x"), "id", false);
  load_ids_locked = LoadSql(table, ColumnList("x"), "id", true);
  if (!parent.empty()) {
    load_children = LoadSql(table, ColumnList("x"), parent, false);
    load_children_locked = LoadSql(table, ColumnList("x"), parent, true);
  }

  std::string names, arrays, values, sets;
  for (size_t i = 0; i < columns_.size(); ++i) {
    const absl::string_view name = columns_[i].name, type = columns_[i].type->name;
    const bool nested = absl::EndsWith(type, "[]");
    const std::string value = absl::StrCat("u.", name, nested ? "::" : "", nested ? type : "");
    const absl::string_view comma = i == 0 ? "" : ", ";
    absl::StrAppend(&names, comma, name);
    absl::StrAppend(&arrays, comma, "$", i + 1, "::", nested ? "text" : type, "[]");
    absl::StrAppend(&values, comma, value);
    if (name != "county_id" && name != "id")
      absl::StrAppend(&sets, sets.empty() ? "" : ", ", name, " = ", value);
  }
  const std::string source = absl::StrCat(" FROM unnest(", arrays, ") AS u(", names, ")");
  insert = absl::StrCat("INSERT INTO ", table, " (", names, ") SELECT ", values, source);
  update = absl::StrCat("UPDATE ", table, " AS t SET ", sets, source,
                        " WHERE t.county_id = u.county_id AND t.id = u.id");
}

std::string TableShape::ColumnList(const std::string& alias) const {
  return absl::StrJoin(columns_, ", ", [&](std::string* out, const Column& column) {
    absl::StrAppend(out, alias, ".", column.name);
  });
}

void TableShape::Decode(const Result& result, int row, int first_column, void* out) const {
  int at = first_column;
  for (const Column& column : columns_) {
    const bool null = result.null(row, at);
    column.type->decode(null, null ? absl::string_view() : result.text(row, at),
                        static_cast<char*>(out) + column.offset);
    ++at;
  }
}

Params TableShape::Encode(const std::vector<const void*>& rows) const {
  Params params;
  for (const Column& column : columns_) {
    ArrayText cells;
    for (const void* row : rows) column.type->encode(static_cast<const char*>(row) + column.offset, cells);
    params.AddText(std::move(cells).Take());
  }
  return params;
}

Params TableShape::EncodeKeys(const std::vector<RowKey>& keys) {
  ArrayText counties, ids;
  for (const auto& [county, id] : keys) {
    counties.Add(county);
    ids.Add(id);
  }
  return Params().AddText(std::move(counties).Take()).AddText(std::move(ids).Take());
}

void Load(Connection& connection, const Tables& tables, const Touches& touches, Lock lock, Picture& picture) {
  for (const auto& table : tables) {
    if (const auto* wanted = touches.Of(table->row_type())) table->Load(connection, *wanted, lock, picture);
  }
}

}  // namespace diandan::db
