#include "services/orders/loop_figures_store.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "diandan/orders/v1/types.pb.h"
#include "services/db/codec.h"

namespace diandan::orders {
namespace {

void AddAge(const std::string& series, absl::Time now, const db::Result& rows, int row, int column,
            std::string& out) {
  const bool none = rows.rows() <= row || rows.null(row, column);
  const absl::Duration age = none ? absl::ZeroDuration() : now - rows.Get<absl::Time>(row, column);
  absl::StrAppend(&out, series, " ", std::max(0.0, absl::ToDoubleSeconds(age)), "\n");
}

}  // namespace

std::string LoopFigures(db::Connection& connection, absl::Time now) {
  static const std::string kStates = "SELECT state, count(*)::int8 FROM service_order GROUP BY state",
                           kOldest =
                               "SELECT min(placed_at) FILTER (WHERE state = 'PLACED'), min(placed_at) FILTER "
                               "(WHERE state = 'OPEN') FROM service_order WHERE state IN ('PLACED', 'OPEN')",
                           kDue = "SELECT min(next_due_at) FROM service_order WHERE next_due_at IS NOT NULL";
  std::map<std::string, int64_t> counts;
  const auto* states = v1::OrderState_descriptor();
  for (int i = 0; i < states->value_count(); ++i) {
    if (states->value(i)->number() != 0) counts[states->value(i)->name()] = 0;
  }
  const auto counted = connection.Run(kStates);
  for (int i = 0; i < counted->rows(); ++i)
    counts[std::string(counted->text(i, 0))] = counted->Get<int64_t>(i, 1);
  std::string out;
  for (const auto& [state, count] : counts)
    absl::StrAppend(&out, "diandan_orders{state=\"", state, "\"} ", count, "\n");
  const auto oldest = connection.Run(kOldest);
  AddAge("diandan_oldest_order_seconds{state=\"PLACED\"}", now, *oldest, 0, 0, out);
  AddAge("diandan_oldest_order_seconds{state=\"OPEN\"}", now, *oldest, 0, 1, out);
  AddAge("diandan_order_clock_late_seconds", now, *connection.Run(kDue), 0, 0, out);
  return out;
}

}  // namespace diandan::orders
