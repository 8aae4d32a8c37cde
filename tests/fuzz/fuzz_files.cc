// Files that somebody brings: a CSV with records as an office made it, or a workbook. The first byte says
// which, and of what group.
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/csv.h"
#include "services/hours/record/cells.h"
#include "services/hours/record/guard.h"
#include "services/hours/record/xlsx_reader.h"

namespace diandan::hours::record {
namespace {

// Rows with heads in the first one, as an import reads them.
class Rows {
 public:
  explicit Rows(v1::RecordGroup group) : group_(group) {}
  void Take(std::vector<std::string> cells) {
    for (std::string& cell : cells) cell = Unguarded(std::move(cell));
    std::vector<CellProblem> problems;
    if (std::exchange(first_, false)) {
      heads_ = Heads::Of(group_, cells, problems);
      return;
    }
    const v1::Record record = ReadCells(heads_, cells, problems);
    (void)CellsOf(group_, record);
  }

 private:
  const v1::RecordGroup group_;
  bool first_ = true;
  Heads heads_;
};

void ReadText(v1::RecordGroup group, std::string bytes) {
  Rows rows(group);
  for (cli::CsvRow& row : cli::ParseCsv(cli::ToUtf8(std::move(bytes)).text)) rows.Take(std::move(row.cells));
}

// The reader wants a file: one in memory.
void ReadWorkbook(v1::RecordGroup group, const uint8_t* data, size_t size) {
  const int file = memfd_create("workbook", 0);
  if (write(file, data, size) == ssize_t(size)) {
    Rows rows(group);
    const XlsxLimits small{.entry_bytes = 4 << 20, .shared_bytes = 1 << 20, .rows = 2'000};
    (void)ReadXlsx(absl::StrCat("/proc/self/fd/", file), small, [&](XlsxRow row) {
      rows.Take(std::move(row.cells));
      return absl::OkStatus();
    });
  }
  close(file);
}

}  // namespace
}  // namespace diandan::hours::record

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace diandan::hours;
  if (size < 1) return 0;
  const auto group = static_cast<v1::RecordGroup>(1 + data[0] / 2 % 5);
  if (data[0] % 2 == 0) {
    record::ReadText(group, std::string(reinterpret_cast<const char*>(data + 1), size - 1));
  } else {
    record::ReadWorkbook(group, data + 1, size - 1);
  }
  return 0;
}
