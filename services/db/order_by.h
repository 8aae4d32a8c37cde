// How a list is sorted and read page by page: by one column, ties by id, rows without a value last whichever
// way. What a list may be sorted by stands in its contract (`order_by` of the limits in options.proto), which
// refuses everything else before a list is read; the columns behind the names stand in the list's store:
//
//   const db::OrderBy order(request.order_by(), "placed_time desc",
//                           {{"placed_time", "x.placed_at", "timestamptz"}});
//   DD_ASSIGN_OR_RETURN(auto sorted, db::ReadSorted<OrderRow>(connection, order, where, page));
//   if (!sorted.last.empty()) response.set_next_page_token(NextPageToken(request, sorted.last));
//
// The page token carries the order, so that it continues no other one. Reading throws db::Error.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "services/base/page.h"
#include "services/db/query.h"
#include "services/db/table.h"
#include "services/db/where.h"

namespace diandan::db {

struct SortKey {
  const char* name;    // as the contract says it
  const char* column;  // SQL
  const char* type;    // its SQL type
  bool nullable = false;
};
// What is read, as SQL: `columns` may be empty.
struct Source {
  std::string columns, from, id;
};

class OrderBy {
 public:
  // `asked` as the contract lets it through: "", a name, or a name with " desc". Throws std::logic_error when
  // no key has the name: contract and store disagree.
  OrderBy(const std::string& asked, const std::string& otherwise, const std::vector<SortKey>& keys);

  // Where the id and the source's columns stand in a row that `each` is given.
  static constexpr int kIdColumn = 1, kFirstColumn = 2;
  using Each = std::function<void(const Result&, int row)>;
  // The rows that belong on the page. Returns the key of the last one, empty when there are no more.
  // PAGE_TOKEN_INVALID for the token of another order. An index on the column and the id, behind what `where`
  // compares for equality, serves both ways.
  StatusOr<std::vector<std::string>> Read(Connection& connection, const Source& source, const Where& where,
                                          const Page& page, const Each& each) const;

 private:
  // Rows with a value (`valued`), or those without; at most `limit`.
  ResultPtr Part(Connection& connection, const Source& source, Where where,
                 const std::vector<std::string>& after, bool valued, int limit) const;

  SortKey key_;
  bool descending_;
};

template <typename Row>
struct SortedRows {
  std::vector<Row> rows;
  std::vector<std::string> last;  // for NextPageToken; empty on the last page
};

// The rows of one table, called x in `where`.
template <typename Row>
StatusOr<SortedRows<Row>> ReadSorted(Connection& connection, const OrderBy& order, const Where& where,
                                     const Page& page) {
  static const Source source{Table<Row>::ColumnList("x"), absl::StrCat(Row::kTable, " AS x"), "x.id"};
  SortedRows<Row> sorted;
  DD_ASSIGN_OR_RETURN(sorted.last,
                      order.Read(connection, source, where, page, [&](const Result& result, int row) {
                        sorted.rows.push_back(Table<Row>::Decode(result, row, OrderBy::kFirstColumn));
                      }));
  return sorted;
}

}  // namespace diandan::db
