#include "services/db/order_by.h"

#include <algorithm>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace diandan::db {
namespace {

constexpr char kDescending[] = " desc";

// A key as a token carries it: the order, the value unless there is none, the id.
std::vector<std::string> KeyOf(const std::string& order, const Result& result, int row) {
  std::vector<std::string> key = {order};
  if (!result.null(row, 0)) key.emplace_back(result.text(row, 0));
  key.emplace_back(result.text(row, 1));
  return key;
}

}  // namespace

OrderBy::OrderBy(const std::string& asked, const std::string& otherwise, const std::vector<SortKey>& keys) {
  absl::string_view name = asked.empty() ? otherwise : asked;
  descending_ = absl::ConsumeSuffix(&name, kDescending);
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const SortKey& key) { return key.name == name; });
  if (found == keys.end()) throw std::logic_error(absl::StrCat("no column to sort by ", name));
  key_ = *found;
}

StatusOr<std::vector<std::string>> OrderBy::Read(Connection& connection, const Source& source,
                                                 const Where& where, const Page& page,
                                                 const Each& each) const {
  const std::string order = absl::StrCat(key_.name, descending_ ? kDescending : "");
  const auto& after = page.after;
  const bool among_valueless = key_.nullable && after.size() == 2;
  const bool continues = after.size() == 3 || among_valueless;
  if (!after.empty() && (!continues || after[0] != order)) return Refuse(errors::v1::PAGE_TOKEN_INVALID);

  int shown = 0;
  std::vector<std::string> last;
  // One row more than the page holds tells that there are more.
  auto show = [&](const std::vector<std::string>& key, bool valued) {
    const auto result = Part(connection, source, where, key, valued, page.size + 1 - shown);
    for (int i = 0; i < result->rows(); ++i) {
      if (shown == page.size) return true;
      each(*result, i);
      last = KeyOf(order, *result, i);
      ++shown;
    }
    return false;
  };
  bool more = !among_valueless && show(after, true);
  if (!more && key_.nullable) more = show(among_valueless ? after : std::vector<std::string>(), false);
  return more ? last : std::vector<std::string>();
}

// Two parts instead of NULLS LAST: an index read backwards gives rows without a value first, and would serve
// one of the ways only.
ResultPtr OrderBy::Part(Connection& connection, const Source& source, Where where,
                        const std::vector<std::string>& after, bool valued, int limit) const {
  const char* way = descending_ ? " DESC" : "";
  const char* beyond = descending_ ? " < " : " > ";
  if (key_.nullable) where.And(absl::StrCat(key_.column, valued ? " IS NOT NULL" : " IS NULL"));
  if (!after.empty() && valued) {
    const std::string value = where.Param(after[1]), id = where.Param(after[2]);
    where.And(absl::StrCat("(", key_.column, ", ", source.id, ")", beyond, "(", value, "::", key_.type, ", ",
                           id, "::uuid)"));
  } else if (!after.empty()) {
    where.And(absl::StrCat(source.id, beyond, where.Param(after[1]), "::uuid"));
  }
  const std::string by = valued ? absl::StrCat(key_.column, way, ", ", source.id, way) : source.id + way;
  const std::string most = where.Param(static_cast<int32_t>(limit));
  const std::string columns = source.columns.empty() ? "" : ", " + source.columns;
  return connection.Run(absl::StrCat("SELECT (", key_.column, ")::text, ", source.id, columns, " FROM ",
                                     source.from, " WHERE ", where.text(), " ORDER BY ", by, " LIMIT ", most),
                        where.params());
}

}  // namespace diandan::db
