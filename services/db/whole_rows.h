// Reading whole rows: what a store's own SQL begins with, and what it ends as.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/db/codec.h"
#include "services/db/table.h"

namespace diandan::db {

// "SELECT … FROM its table AS t ", every column of the row.
template <typename Row>
const std::string& Select() {
  static const std::string select =
      absl::StrCat("SELECT ", Table<Row>::ColumnList("t"), " FROM ", Row::kTable, " AS t ");
  return select;
}

// Of a result whose columns are those of the row, in their order.
template <typename Row>
std::vector<Row> RowsOf(const Result& found) {
  std::vector<Row> rows;
  for (int i = 0; i < found.rows(); ++i) rows.push_back(Table<Row>::Decode(found, i));
  return rows;
}

}  // namespace diandan::db
