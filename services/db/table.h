// One table of a service, loaded and written as sets of rows. `MakeTable<OfferRow>()` is all a service
// writes: names and types come from the row's Fields().
//
// Loads go through `unnest … CROSS JOIN LATERAL`: on a table without statistics PostgreSQL plans
// `= ANY($1)` as a scan of the whole county, tenfold slower.
#pragma once

#include <memory>
#include <string>
#include <typeindex>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/base/picture.h"
#include "services/base/touches.h"
#include "services/db/codec.h"
#include "services/db/query.h"

namespace diandan::db {

enum class Lock { kNone, kForUpdate };

class AnyTable {
 public:
  virtual ~AnyTable() = default;
  virtual std::type_index row_type() const = 0;
  // Adds what is wanted and not yet in the picture. Throws Error.
  virtual void Load(Connection& connection, const Touches::Wanted& wanted, Lock lock,
                    Picture& picture) const = 0;
  // Writes new and changed rows, each once. Returns how many. Throws Error.
  virtual int Write(Connection& connection, Picture& picture) const = 0;
};
using Tables = std::vector<std::unique_ptr<AnyTable>>;  // parents before children: written in this order

// Loads everything wanted. The lane locks; a read does not.
void Load(Connection& connection, const Tables& tables, const Touches& touches, Lock lock, Picture& picture);

// The SQL of one table, made once. Arrays inside a row travel as text and are cast back, because
// unnest would flatten an array of arrays.
struct TableSql {
  TableSql(const char* table, const std::vector<std::string>& names, const std::vector<std::string>& types,
           const std::string& parent);
  std::string load_ids, load_ids_locked, load_children, load_children_locked, insert, update;
};

template <typename Row>
class Table : public AnyTable {
 public:
  Table() : sql_(Row::kTable, Names(), Types(), ParentName()) {}

  std::type_index row_type() const override { return typeid(Row); }

  void Load(Connection& connection, const Touches::Wanted& wanted, Lock lock,
            Picture& picture) const override {
    bool locked = lock == Lock::kForUpdate;
    RowSet<Row>& rows = picture.Rows<Row>();
    Fetch(connection, locked ? sql_.load_ids_locked : sql_.load_ids, wanted.ids,
          [&](const RowKey& id) { return rows.Has(id); }, picture);
    Fetch(connection, locked ? sql_.load_children_locked : sql_.load_children, wanted.parents,
          [&](const RowKey& parent) { return rows.HasAllOf(parent); }, picture);
    for (const RowKey& parent : wanted.parents) rows.LoadedAllOf(parent);
  }

  int Write(Connection& connection, Picture& picture) const override {
    std::vector<const Row*> fresh, changed;
    for (const auto* entry : picture.Rows<Row>().all()) {
      if (entry->dirty) (entry->stored ? changed : fresh).push_back(&entry->row);
    }
    if (!fresh.empty()) connection.Run(sql_.insert, Columns(fresh));
    if (!changed.empty()) connection.Run(sql_.update, Columns(changed));
    return static_cast<int>(fresh.size() + changed.size());
  }

  // For reads that select this table's rows by SQL of their own: `SELECT <columns> FROM …`.
  static std::string ColumnList(const std::string& alias) {
    return absl::StrJoin(Names(), ", ", [&](std::string* out, const std::string& name) {
      absl::StrAppend(out, alias, ".", name);
    });
  }
  static Row Decode(const Result& result, int row, int first_column = 0) {
    Row out;
    int column = first_column;
    ForEachField([&](const auto& field) {
      using T = std::remove_reference_t<decltype(out.*field.member)>;
      out.*field.member = result.Get<T>(row, column++);
    });
    return out;
  }

 private:
  template <typename Visit>
  static void ForEachField(Visit visit) {
    std::apply([&](const auto&... fields) { (visit(fields), ...); }, Row::Fields());
  }
  template <typename M>
  using MemberType = std::remove_cvref_t<decltype(std::declval<Row&>().*std::declval<M>())>;

  static std::vector<std::string> Names() {
    std::vector<std::string> names;
    ForEachField([&](const auto& field) { names.push_back(field.name); });
    return names;
  }
  static std::vector<std::string> Types() {
    std::vector<std::string> types;
    ForEachField([&](const auto& field) {
      types.push_back(Codec<typename Nullable<MemberType<decltype(field.member)>>::Value>::kType);
    });
    return types;
  }
  static std::string ParentName() {
    std::string parent;
    if constexpr (requires { Row::kParent; }) {
      ForEachField([&](const auto& field) {
        if constexpr (std::is_same_v<decltype(field.member), std::remove_cv_t<decltype(Row::kParent)>>) {
          if (field.member == Row::kParent) parent = field.name;
        }
      });
    }
    return parent;
  }

  template <typename Here>
  static void Fetch(Connection& connection, const std::string& sql, const std::set<RowKey>& keys, Here here,
                    Picture& picture) {
    std::vector<std::optional<std::string>> counties, ids;
    for (const auto& key : keys) {
      if (here(key)) continue;
      counties.push_back(Codec<int32_t>::Encode(key.first));
      ids.push_back(key.second.ToString());
    }
    if (ids.empty()) return;
    ResultPtr found = connection.Run(sql, Params().AddText(EncodeArray(counties)).AddText(EncodeArray(ids)));
    for (int i = 0; i < found->rows(); ++i) picture.Rows<Row>().Load(Decode(*found, i));
  }

  static Params Columns(const std::vector<const Row*>& rows) {
    Params params;
    ForEachField([&](const auto& field) {
      using T = MemberType<decltype(field.member)>;
      std::vector<std::optional<std::string>> column;
      column.reserve(rows.size());
      for (const Row* row : rows) column.push_back(Nullable<T>::Encode(row->*field.member));
      params.AddText(EncodeArray(column));
    });
    return params;
  }

  TableSql sql_;
};

template <typename... Rows>
Tables MakeTables() {
  Tables tables;
  (tables.push_back(std::make_unique<Table<Rows>>()), ...);
  return tables;
}

}  // namespace diandan::db
