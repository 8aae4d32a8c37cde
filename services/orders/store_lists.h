// Steps that the stores of `orders` share. All throw db::Error.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/base/page.h"
#include "services/db/codec.h"
#include "services/db/table.h"

namespace diandan::orders {

template <typename Row>
std::vector<Row> AllRows(const db::Result& result) {
  std::vector<Row> rows;
  rows.reserve(result.rows());
  for (int i = 0; i < result.rows(); ++i) rows.push_back(db::Table<Row>::Decode(result, i));
  return rows;
}

// The rows of one table, called x in what follows WHERE.
template <typename Row>
std::vector<Row> RowsWhere(db::Connection& connection, const std::string& tail, const db::Params& params) {
  static const std::string columns = absl::StrCat("SELECT ", db::Table<Row>::ColumnList("x"));
  return AllRows<Row>(
      *connection.Run(absl::StrCat(columns, " FROM ", Row::kTable, " AS x WHERE ", tail), params));
}

// Part of the last page's key; "" on the first page.
inline std::string After(const Page& page, size_t part) {
  return part < page.after.size() ? page.after[part] : "";
}
// A time as part of a key of a list that begins with the newest.
inline std::string Before(const Page& page, size_t part) {
  return part < page.after.size() ? page.after[part] : "infinity";
}
inline Uuid IdAfter(const Page& page, size_t part) {
  return part < page.after.size() ? *ParseUuid(page.after[part]) : Uuid{};
}

}  // namespace diandan::orders
