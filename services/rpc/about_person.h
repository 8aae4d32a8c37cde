// Reading all rows of a table that are about one person, for their copy (base/person_export.h).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/db/table.h"
#include "services/db/where.h"
#include "services/rpc/handle.h"

namespace diandan::rpc {

// Rows of the call's county whose `column` is `whose`, each told to `take`, by id. A transaction for each
// 500, none open while `take` works, so that a slow reader holds no connection. Blocks: from a Slow body or a
// stream. Tables without an index on the column are walked by their key, once: a copy is asked for seldom,
// and an index would cost every check-in.
template <typename Row, typename Whose>
Status EachAbout(const Call& call, const std::string& column, const Whose& whose,
                 const std::function<Status(const Row&)>& take) {
  constexpr int32_t kAtOnce = 500;
  Uuid after;
  for (;;) {
    std::vector<Row> rows;
    DD_RETURN_IF_ERROR(ReadCounty(call, [&](db::Connection& connection) {
      db::Where where;
      where.And("x.county_id = ", call.county);
      where.And(absl::StrCat("x.", column, " = "), whose);
      where.And("x.id > ", after);
      const std::string most = where.Param(kAtOnce);
      const auto found =
          connection.Run(absl::StrCat("SELECT ", db::Table<Row>::ColumnList("x"), " FROM ", Row::kTable,
                                      " AS x WHERE ", where.text(), " ORDER BY x.id LIMIT ", most),
                         where.params());
      rows.clear();
      for (int i = 0; i < found->rows(); ++i) rows.push_back(db::Table<Row>::Decode(*found, i));
      return absl::OkStatus();
    }));
    for (const Row& row : rows) DD_RETURN_IF_ERROR(take(row));
    if (rows.size() < static_cast<size_t>(kAtOnce)) return absl::OkStatus();
    after = rows.back().id;
  }
}

}  // namespace diandan::rpc
