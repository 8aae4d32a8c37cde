// Reading whole rows: what a store's own SQL begins with, and what it ends as.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/db/codec.h"
#include "services/db/query.h"
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

// The rows of a county whose `column` is one of `ids`, by its index even on a young table; `also` is further
// SQL about `t`, beginning with AND.
template <typename Row>
std::vector<Row> RowsWith(Connection& db, CountyId county, const std::vector<Uuid>& ids,
                          const char* column = "id", const char* also = "") {
  return RowsOf<Row>(*db.Run(
      absl::StrCat("SELECT ", Table<Row>::ColumnList("x"),
                   " FROM unnest($2::uuid[]) AS r(id) CROSS JOIN LATERAL ", "(SELECT * FROM ", Row::kTable,
                   " AS t WHERE t.county_id = $1::int4 AND t.", column, " = r.id", also, ") AS x"),
      Params().Add(county).Add(ids)));
}

}  // namespace diandan::db
