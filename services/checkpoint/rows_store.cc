#include "services/checkpoint/rows_store.h"

#include "absl/strings/str_cat.h"
#include "services/checkpoint/row_bytes.h"
#include "services/db/codec.h"

namespace diandan::checkpoint {
namespace {

void AddCell(ColumnKind kind, const db::Result& rows, int row, int column, RowBytes& out) {
  if (rows.null(row, column)) return out.AddNull();
  switch (kind) {
    case ColumnKind::kInt:
      return out.AddInt(rows.Get<int64_t>(row, column));
    case ColumnKind::kText:
      return out.AddBytes(rows.text(row, column));
    case ColumnKind::kBytes:
      return out.AddBytes(db::DecodeBytes(rows.text(row, column)));
    case ColumnKind::kUuid:
      return out.AddUuid(rows.Get<Uuid>(row, column));
    case ColumnKind::kTime:
      return out.AddTime(rows.Get<absl::Time>(row, column));
  }
}

std::string ColumnsOf(const SealedTable& table) {
  std::string columns;
  for (const SealedColumn& column : table.columns) absl::StrAppend(&columns, ", x.", column.name);
  return columns.substr(2);
}

std::string SelectRows(const SealedTable& table) {
  return absl::StrCat("SELECT ", ColumnsOf(table),
                      " FROM unnest($1::int4[], $2::int8[], $3::int8[]) AS k(c, a, u) CROSS JOIN LATERAL "
                      "(SELECT * FROM ",
                      table.service, ".", table.table, " WHERE county_id = k.c AND ", table.step(),
                      " > k.a AND ", table.step(), " <= k.u) AS x");
}

}  // namespace

void ReadRows(db::Connection& connection, const SealedTable& table, const std::vector<StepRange>& ranges,
              const std::function<void(const RowSeen&)>& take) {
  std::vector<std::optional<std::string>> counties, afters, uptos;
  for (const StepRange& range : ranges) {
    counties.push_back(absl::StrCat(range.county));
    afters.push_back(absl::StrCat(range.after));
    uptos.push_back(absl::StrCat(range.upto));
  }
  const auto rows = connection.Run(SelectRows(table), db::Params()
                                                          .AddText(db::EncodeArray(counties))
                                                          .AddText(db::EncodeArray(afters))
                                                          .AddText(db::EncodeArray(uptos)));
  RowBytes bytes(table.encoding());
  for (int i = 0; i < rows->rows(); ++i) {
    bytes.Clear();
    for (size_t c = 0; c < table.columns.size(); ++c) AddCell(table.columns[c].kind, *rows, i, int(c), bytes);
    take({rows->Get<int32_t>(i, 0), rows->Get<int64_t>(i, 1), rows->text(i, 2), bytes.bytes(),
          HashOf(bytes.bytes())});
  }
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
