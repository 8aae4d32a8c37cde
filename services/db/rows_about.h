// The rows of any table that are about one person, a page at a time.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/db/table.h"
#include "services/db/where.h"

namespace diandan::db {

// Of one county, by id, those after `after`: at most `most` whose `column` is `whose`. Tables without an
// index on the column are walked by their key: a copy is asked for seldom, and an index would cost every
// check-in. Throws Error.
template <typename Row, typename Whose>
std::vector<Row> RowsAbout(Connection& connection, int32_t county, const std::string& column,
                           const Whose& whose, const Uuid& after, int32_t most) {
  Where where;
  where.And("x.county_id = ", county);
  where.And(absl::StrCat("x.", column, " = "), whose);
  where.And("x.id > ", after);
  const std::string limit = where.Param(most);
  const auto found =
      connection.Run(absl::StrCat("SELECT ", Table<Row>::ColumnList("x"), " FROM ", Row::kTable,
                                  " AS x WHERE ", where.text(), " ORDER BY x.id LIMIT ", limit),
                     where.params());
  std::vector<Row> rows;
  for (int i = 0; i < found->rows(); ++i) rows.push_back(Table<Row>::Decode(*found, i));
  return rows;
}

}  // namespace diandan::db
