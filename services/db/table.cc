#include "services/db/table.h"

#include <stdexcept>
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

// Arrays inside a row travel as text and are cast back, because unnest would flatten an array of arrays.
bool IsNested(const TableShape::Column& column) { return absl::EndsWith(column.type->name, "[]"); }

std::string ValueOf(const TableShape::Column& column) {
  return absl::StrCat("u.", column.name, IsNested(column) ? "::" : "",
                      IsNested(column) ? column.type->name : "");
}

}  // namespace

TableShape::TableShape(const char* table, std::vector<Column> columns, const std::string& parent)
    : table_(table), columns_(std::move(columns)) {
  if (columns_.size() > 64) throw std::logic_error(table_ + " has more columns than a mask has bits");
  load_ids_ = LoadSql(table, ColumnList("x"), "id", false);
  load_ids_locked_ = LoadSql(table, ColumnList("x"), "id", true);
  if (!parent.empty()) {
    load_children_ = LoadSql(table, ColumnList("x"), parent, false);
    load_children_locked_ = LoadSql(table, ColumnList("x"), parent, true);
  }
  std::string names, values;
  for (size_t i = 0; i < columns_.size(); ++i) {
    const absl::string_view name = columns_[i].name;
    all_ |= Mask(1) << i;
    if (name == "county_id" || name == "id") keys_ |= Mask(1) << i;
    absl::StrAppend(&names, i == 0 ? "" : ", ", name);
    absl::StrAppend(&values, i == 0 ? "" : ", ", ValueOf(columns_[i]));
  }
  insert_ = absl::StrCat("INSERT INTO ", table, " (", names, ") SELECT ", values, FromArrays(all_));
}

// The rows as arrays, one a column.
std::string TableShape::FromArrays(Mask mask) const {
  std::string arrays, names;
  int parameter = 0;
  for (size_t i = 0; i < columns_.size(); ++i) {
    if ((mask >> i & 1) == 0) continue;
    const absl::string_view comma = parameter == 0 ? "" : ", ";
    absl::StrAppend(&arrays, comma, "$", ++parameter,
                    "::", IsNested(columns_[i]) ? "text" : columns_[i].type->name, "[]");
    absl::StrAppend(&names, comma, columns_[i].name);
  }
  return absl::StrCat(" FROM unnest(", arrays, ") AS u(", names, ")");
}

TableShape::Mask TableShape::Difference(const Change& change) const {
  Mask mask = 0;
  for (size_t i = 0; i < columns_.size(); ++i) {
    const size_t at = columns_[i].offset;
    if (!columns_[i].type->equal(static_cast<const char*>(change.was) + at,
                                 static_cast<const char*>(change.is) + at)) {
      mask |= Mask(1) << i;
    }
  }
  return mask;
}

// Steps change few columns, each step the same ones: there are never many of these.
const std::string& TableShape::UpdateSql(Mask mask) const {
  absl::MutexLock lock(&mutex_);
  std::string& sql = updates_[mask];
  if (!sql.empty()) return sql;
  std::string sets;
  for (size_t i = 0; i < columns_.size(); ++i) {
    if ((mask >> i & 1) == 0) continue;
    absl::StrAppend(&sets, sets.empty() ? "" : ", ", columns_[i].name, " = ", ValueOf(columns_[i]));
  }
  sql = absl::StrCat("UPDATE ", table_, " AS t SET ", sets, FromArrays(mask | keys_),
                     " WHERE t.county_id = u.county_id AND t.id = u.id");
  return sql;
}

void TableShape::Ask(const Touches::Wanted& wanted, bool locked, AnyRowSet& rows,
                     void (*load)(AnyRowSet& rows, const Result& found), Together& asked) const {
  std::vector<RowKey> ids, parents;
  for (const RowKey& id : wanted.ids) {
    if (!rows.Has(id)) ids.push_back(id);
  }
  for (const RowKey& parent : wanted.parents) {
    if (!rows.HasAllOf(parent)) parents.push_back(parent);
  }
  if (!ids.empty()) {
    asked.Add(locked ? load_ids_locked_ : load_ids_, EncodeKeys(ids),
              [&rows, load](const Result& found) { load(rows, found); });
  }
  if (!parents.empty()) {
    Arrays keys = EncodeKeys(parents);
    asked.Add(locked ? load_children_locked_ : load_children_, std::move(keys),
              [&rows, load, parents = std::move(parents)](const Result& found) {
                load(rows, found);
                for (const RowKey& parent : parents) rows.LoadedAllOf(parent);
              });
  }
}

void TableShape::Write(const AnyRowSet& rows, const void* (*row)(const AnyEntry& entry),
                       Together& statements) const {
  std::vector<const void*> fresh;
  std::vector<Change> changed;
  for (const AnyEntry* entry : rows.changed()) {
    const AnyEntry* image = rows.StoredImage(entry->key);
    if (image == nullptr) {
      fresh.push_back(row(*entry));
    } else {
      changed.push_back({row(*image), row(*entry)});
    }
  }
  Insert(fresh, statements);
  Update(changed, statements);
}

void TableShape::Insert(const std::vector<const void*>& rows, Together& statements) const {
  if (!rows.empty()) statements.Add(insert_, Encode(rows, all_));
}

void TableShape::Update(const std::vector<Change>& changes, Together& statements) const {
  std::map<Mask, std::vector<const void*>> alike;
  for (const Change& change : changes) {
    if (const Mask mask = Difference(change)) alike[mask].push_back(change.is);
  }
  for (const auto& [mask, rows] : alike) statements.Add(UpdateSql(mask), Encode(rows, mask | keys_));
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

Arrays TableShape::Encode(const std::vector<const void*>& rows, Mask mask) const {
  Arrays arrays;
  for (size_t i = 0; i < columns_.size(); ++i) {
    if ((mask >> i & 1) == 0) continue;
    Cells cells(columns_[i].type->oid);
    for (const void* row : rows)
      columns_[i].type->encode(static_cast<const char*>(row) + columns_[i].offset, cells);
    arrays.Add(std::move(cells));
  }
  return arrays;
}

Arrays TableShape::EncodeKeys(const std::vector<RowKey>& keys) {
  auto counties = Cells::Of<int32_t>(), ids = Cells::Of<Uuid>();
  for (const auto& [county, id] : keys) {
    counties.Add(county);
    ids.Add(id);
  }
  return std::move(Arrays().Add(std::move(counties)).Add(std::move(ids)));
}

void Ask(const Tables& tables, const Touches& touches, Lock lock, Picture& picture, Together& asked) {
  for (const auto& table : tables) {
    if (const auto* wanted = touches.Of(table->row_type())) table->Ask(*wanted, lock, picture, asked);
  }
}

void Load(Connection& connection, const Tables& tables, const Touches& touches, Lock lock, Picture& picture) {
  Together asked;
  Ask(tables, touches, lock, picture, asked);
  connection.RunAll(asked);
}

}  // namespace diandan::db
