// Steps that the stores of `volunteers` share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/base/page.h"
#include "services/db/codec.h"
#include "services/db/table.h"
#include "services/db/where.h"

namespace diandan::volunteers {

// Part of the last page's key; NULL on the first page.
inline std::optional<std::string> After(const Page& page, size_t part) {
  return part < page.after.size() ? std::optional(page.after[part]) : std::nullopt;
}
// One more than shown, to know whether there are more.
inline int32_t Limit(const Page& page) { return page.size + 1; }

// Rows x of this organisation and below it. "Below" is a range of paths: '/' is the character after the dot
// that joins them.
inline std::string OfOrg(db::Where& where, CountyId county, const Uuid& org) {
  return absl::StrCat("EXISTS (SELECT FROM org o WHERE o.county_id = ", where.Param(county),
                      " AND o.id = ", where.Param(org), " AND (x.org_path = o.path",
                      " OR (x.org_path > o.path || '.' AND x.org_path < o.path || '/')))");
}

template <typename Row>
std::vector<Row> AllRows(const db::Result& result) {
  std::vector<Row> rows;
  rows.reserve(result.rows());
  for (int i = 0; i < result.rows(); ++i) rows.push_back(db::Table<Row>::Decode(result, i));
  return rows;
}

}  // namespace diandan::volunteers
