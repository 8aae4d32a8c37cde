#include "services/checkpoint/rows_store.h"

#include <deque>
#include <limits>

#include "absl/strings/str_cat.h"
#include "services/checkpoint/row_bytes.h"
#include "services/db/cells.h"

namespace diandan::checkpoint {
namespace {

[[noreturn]] void Unexpected(const char* what) {
  throw db::Error(db::Error::Kind::kOther, "", absl::StrCat("a cell that is no ", what));
}

// PostgreSQL's binary form of int4 and int8.
int64_t NumberIn(absl::string_view cell) {
  if (cell.size() != 4 && cell.size() != 8) Unexpected("number");
  uint64_t value = 0;
  for (char byte : cell) value = value << 8 | uint8_t(byte);
  return cell.size() == 4 ? int64_t(int32_t(uint32_t(value))) : int64_t(value);
}

// Its times are microseconds since 2000.
absl::Time TimeIn(absl::string_view cell) {
  constexpr int64_t kFrom1970 = int64_t(946'684'800) * 1'000'000;
  const int64_t micros = NumberIn(cell);
  if (micros == std::numeric_limits<int64_t>::max()) return absl::InfiniteFuture();
  if (micros == std::numeric_limits<int64_t>::min()) return absl::InfinitePast();
  return absl::FromUnixMicros(micros + kFrom1970);
}

Uuid UuidIn(absl::string_view cell) {
  Uuid id;
  if (cell.size() != id.bytes.size()) Unexpected("uuid");
  std::copy(cell.begin(), cell.end(), id.bytes.begin());
  return id;
}

void AddCell(ColumnKind kind, const db::Result& rows, int row, int column, RowBytes& out) {
  if (rows.null(row, column)) return out.AddNull();
  const absl::string_view cell = rows.text(row, column);
  switch (kind) {
    case ColumnKind::kInt:
      return out.AddInt(NumberIn(cell));
    case ColumnKind::kText:
    case ColumnKind::kBytes:
      return out.AddBytes(cell);
    case ColumnKind::kUuid:
      return out.AddUuid(UuidIn(cell));
    case ColumnKind::kTime:
      return out.AddTime(TimeIn(cell));
  }
}

void TakeRows(size_t number, const SealedTable& table, const db::Result& rows,
              const std::function<void(const RowSeen&)>& take) {
  RowBytes bytes(table.encoding());
  for (int i = 0; i < rows.rows(); ++i) {
    bytes.Clear();
    for (size_t c = 0; c < table.columns.size(); ++c) AddCell(table.columns[c].kind, rows, i, int(c), bytes);
    const Uuid id = rows.null(i, 2) ? Uuid() : UuidIn(rows.text(i, 2));
    take({number, CountyId(NumberIn(rows.text(i, 0))), NumberIn(rows.text(i, 1)), id, bytes.bytes(),
          HashOf(bytes.bytes())});
  }
}

std::string ColumnsOf(const SealedTable& table) {
  std::string columns;
  for (const SealedColumn& column : table.columns) absl::StrAppend(&columns, ", x.", column.name);
  return columns.substr(2);
}

// Sorted inside, though nobody needs it: whatever the planner believes of a table it met when that was young,
// the index that is asked for is then the cheapest, and each range is looked up by itself.
std::string SelectRows(const SealedTable& table) {
  return absl::StrCat("SELECT ", ColumnsOf(table),
                      " FROM unnest($1::int4[], $2::int8[], $3::int8[]) AS k(c, a, u) CROSS JOIN LATERAL "
                      "(SELECT * FROM ",
                      table.service, ".", table.table, " WHERE county_id = k.c AND ", table.step(),
                      " > k.a AND ", table.step(), " <= k.u ORDER BY ", table.step(), ") AS x");
}

db::Arrays ArraysOf(const std::vector<StepRange>& ranges) {
  auto counties = db::Cells::Of<int32_t>();
  auto afters = db::Cells::Of<int64_t>(), uptos = db::Cells::Of<int64_t>();
  for (const StepRange& range : ranges) {
    counties.Add(range.county);
    afters.Add(range.after);
    uptos.Add(range.upto);
  }
  return db::Arrays().Add(std::move(counties)).Add(std::move(afters)).Add(std::move(uptos));
}

}  // namespace

void ReadRows(db::Connection& connection, const std::vector<SealedTable>& tables,
              const std::vector<StepRange>& ranges, const std::function<void(const RowSeen&)>& take) {
  std::deque<std::string> texts;  // the statements point to them
  db::Together all;
  for (size_t t = 0; t < tables.size(); ++t) {
    all.Add(
        texts.emplace_back(SelectRows(tables[t])), ArraysOf(ranges),
        [&, t](const db::Result& rows) { TakeRows(t, tables[t], rows, take); }, db::Together::Form::kBinary);
  }
  connection.RunAll(all);
}

std::vector<Unplaced> RowsWithoutStep(db::Connection& connection, const SealedTable& table) {
  const auto rows =
      connection.Run(absl::StrCat("SELECT county_id, ", table.id(), " FROM ", table.service, ".", table.table,
                                  " WHERE ", table.step(), " IS NULL LIMIT 100"));
  std::vector<Unplaced> found;
  for (int i = 0; i < rows->rows(); ++i)
    found.push_back({rows->Get<int32_t>(i, 0), rows->Get<std::string>(i, 1)});
  return found;
}

}  // namespace diandan::checkpoint
