// Reading all rows of a table that are about one person, for their copy (base/person_export.h).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "services/db/rows_about.h"
#include "services/rpc/handle.h"

namespace diandan::rpc {

// Rows of the call's county whose `column` is `whose`, each told to `take`, by id. A transaction for each
// 500, none open while `take` works, so that a slow reader holds no connection. Blocks: from a Slow body or a
// stream.
template <typename Row, typename Whose>
Status EachAbout(const Call& call, const std::string& column, const Whose& whose,
                 const std::function<Status(const Row&)>& take) {
  constexpr int32_t kAtOnce = 500;
  Uuid after;
  for (;;) {
    std::vector<Row> rows;
    DD_RETURN_IF_ERROR(ReadCounty(call, [&](db::Connection& connection) {
      rows = db::RowsAbout<Row>(connection, call.county, column, whose, after, kAtOnce);
      return absl::OkStatus();
    }));
    for (const Row& row : rows) DD_RETURN_IF_ERROR(take(row));
    if (rows.size() < static_cast<size_t>(kAtOnce)) return absl::OkStatus();
    after = rows.back().id;
  }
}

}  // namespace diandan::rpc
