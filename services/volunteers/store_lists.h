// Steps that the stores of `volunteers` share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/base/page.h"
#include "services/db/codec.h"
#include "services/db/table.h"

namespace diandan::volunteers {

// Part of the last page's key; NULL on the first page.
inline std::optional<std::string> After(const Page& page, size_t part) {
  return part < page.after.size() ? std::optional(page.after[part]) : std::nullopt;
}
// One more than shown, to know whether there are more.
inline int32_t Limit(const Page& page) { return page.size + 1; }

template <typename Row>
std::vector<Row> AllRows(const db::Result& result) {
  std::vector<Row> rows;
  rows.reserve(result.rows());
  for (int i = 0; i < result.rows(); ++i) rows.push_back(db::Table<Row>::Decode(result, i));
  return rows;
}

}  // namespace diandan::volunteers
