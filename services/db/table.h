// One table of a service, loaded and written as sets of rows. `MakeTable<OfferRow>()` is all a service
// writes: names and types come from the row's Fields().
//
// Loads go through `unnest … CROSS JOIN LATERAL`: on a table without statistics PostgreSQL plans
// `= ANY($1)` as a scan of the whole county, tenfold slower.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <typeindex>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "services/base/picture.h"
#include "services/base/touches.h"
#include "services/db/cells.h"
#include "services/db/codec.h"
#include "services/db/query.h"

namespace diandan::db {

// Who loads. A lane holds the county's clock row, and with it every row that only lanes write; the others it
// locks one by one. A read locks nothing.
enum class Lock { kNone, kLane };

class AnyTable {
 public:
  virtual ~AnyTable() = default;
  virtual std::type_index row_type() const = 0;
  // Also written by others than lanes (`static constexpr bool kWrittenElsewhere = true;` in the row), who do
  // not take the county's clock: locked when loaded, and loaded anew by each batch.
  virtual bool written_elsewhere() const = 0;
  // Whether a lane keeps rows for later batches: not those, and not what is large and seldom asked for
  // (`static constexpr bool kForOneBatch = true;` in the row).
  virtual bool kept() const = 0;
  // Asks for what is wanted and not yet in the picture; the answer goes there.
  virtual void Ask(const Touches::Wanted& wanted, Lock lock, Picture& picture, Together& asked) const = 0;
  // What writes new and changed rows, each once.
  virtual void Write(Picture& picture, Together& statements) const = 0;
};
using Tables = std::vector<std::unique_ptr<AnyTable>>;  // parents before children: written in this order

// Everything wanted and not here yet: asks for it among other statements, or fetches it. Throws Error.
void Ask(const Tables& tables, const Touches& touches, Lock lock, Picture& picture, Together& asked);
void Load(Connection& connection, const Tables& tables, const Touches& touches, Lock lock, Picture& picture);

// How a member of one type travels: its SQL type, and its text both ways.
struct ColumnType {
  const char* name;
  uint32_t oid;  // of an element
  void (*encode)(const void* member, Cells& out);
  void (*decode)(bool null, absl::string_view text, void* member);
  bool (*equal)(const void* a, const void* b);
};
template <typename T>
inline constexpr ColumnType kColumnType = {
    Codec<typename Nullable<T>::Value>::kType, Codec<typename Nullable<T>::Value>::kOid,
    [](const void* member, Cells& out) { out.Add(*static_cast<const T*>(member)); },
    [](bool null, absl::string_view text, void* member) {
      *static_cast<T*>(member) = Nullable<T>::Decode(null, text);
    },
    [](const void* a, const void* b) { return *static_cast<const T*>(a) == *static_cast<const T*>(b); }};

// One table seen without its row type: all that is compiled per row type is the list of its columns.
class TableShape {
 public:
  struct Column {
    const char* name;
    const ColumnType* type;
    size_t offset;  // of the member in the row
  };
  TableShape(const char* table, std::vector<Column> columns, const std::string& parent);

  std::string ColumnList(const std::string& alias) const;
  void Decode(const Result& result, int row, int first_column, void* out) const;
  // What a table does with rows of whatever type: it brings those found into the set by `load`, and finds the
  // row of an entry by `row`.
  void Ask(const Touches::Wanted& wanted, bool locked, AnyRowSet& rows,
           void (*load)(AnyRowSet& rows, const Result& found), Together& asked) const;
  void Write(const AnyRowSet& rows, const void* (*row)(const AnyEntry& entry), Together& statements) const;

 private:
  using Mask = uint64_t;  // bit i: the i-th column
  struct Change {
    const void *was, *is;
  };
  void Insert(const std::vector<const void*>& rows, Together& statements) const;
  // Writes only the columns that differ: one statement for all rows that differ in the same ones.
  void Update(const std::vector<Change>& changes, Together& statements) const;
  static Arrays EncodeKeys(const std::vector<RowKey>& keys);
  Mask Difference(const Change& change) const;
  const std::string& UpdateSql(Mask mask) const;
  Arrays Encode(const std::vector<const void*>& rows, Mask mask) const;
  std::string FromArrays(Mask mask) const;

  const std::string table_;
  const std::vector<Column> columns_;
  // SQL, made once. Arrays inside a row travel as text and are cast back, because unnest would flatten an
  // array of arrays.
  std::string load_ids_, load_ids_locked_, load_children_, load_children_locked_, insert_;
  Mask all_ = 0, keys_ = 0;
  mutable absl::Mutex mutex_;
  mutable std::map<Mask, std::string> updates_;
};

template <typename Row>
class Table : public AnyTable {
 public:
  std::type_index row_type() const override { return typeid(Row); }
  bool written_elsewhere() const override {
    return requires { Row::kWrittenElsewhere; };
  }
  bool kept() const override {
    return !written_elsewhere() && !requires { Row::kForOneBatch; };
  }

  void Ask(const Touches::Wanted& wanted, Lock lock, Picture& picture, Together& asked) const override {
    Shape().Ask(wanted, lock == Lock::kLane && written_elsewhere(), picture.Rows<Row>(), &LoadInto, asked);
  }
  void Write(Picture& picture, Together& statements) const override {
    Shape().Write(picture.Rows<Row>(), &RowOf, statements);
  }

  // For reads that select this table's rows by SQL of their own: `SELECT <columns> FROM …`.
  static std::string ColumnList(const std::string& alias) { return Shape().ColumnList(alias); }
  static Row Decode(const Result& result, int row, int first_column = 0) {
    Row out;
    Shape().Decode(result, row, first_column, &out);
    return out;
  }

 private:
  static const TableShape& Shape() {
    static const TableShape* shape = Row::Fields([](const auto&... fields) {
      const Row row;
      std::string parent;
      if constexpr (requires { Row::kParent; })
        ((IsParent(fields) ? void(parent = fields.name) : void()), ...);
      return new TableShape(Row::kTable, {ColumnOf(row, fields)...}, parent);
    });
    return *shape;
  }
  template <typename T>
  static TableShape::Column ColumnOf(const Row& row, const Field<Row, T>& field) {
    const auto* start = reinterpret_cast<const char*>(&row);
    const auto* member = reinterpret_cast<const char*>(&(row.*field.member));
    return {field.name, &kColumnType<T>, static_cast<size_t>(member - start)};
  }
  template <typename T>
  static bool IsParent(const Field<Row, T>& field) {
    if constexpr (std::is_same_v<T, Uuid>) return field.member == Row::kParent;
    return false;
  }

  static void LoadInto(AnyRowSet& rows, const Result& found) {
    for (int i = 0; i < found.rows(); ++i) static_cast<RowSet<Row>&>(rows).Load(Decode(found, i));
  }
  static const void* RowOf(const AnyEntry& entry) {
    return &static_cast<const typename RowSet<Row>::Entry&>(entry).row;
  }
};

// How many columns a row of this type takes in a result.
template <typename Row>
inline constexpr int kColumnCount = Row::Fields([](const auto&... fields) { return int{sizeof...(fields)}; });

template <typename... Rows>
Tables MakeTables() {
  Tables tables;
  (tables.push_back(std::make_unique<Table<Rows>>()), ...);
  return tables;
}

}  // namespace diandan::db
