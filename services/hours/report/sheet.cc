#include "services/hours/report/sheet.h"

#include "absl/strings/str_cat.h"

namespace diandan::report {
namespace {

// In tenths, rounded half up.
std::string Tenths(int64_t tenths) { return absl::StrCat(tenths / 10, ".", tenths % 10); }

}  // namespace

std::string Say(const Cell& cell, Kind kind) {
  if (cell.blank) return "";
  switch (kind) {
    case Kind::kText:
      return cell.text;
    case Kind::kMinutes:
      return Tenths((cell.number * 10 + 30) / 60);
    case Kind::kSeconds:
      return Tenths((cell.number * 10 + 1800) / 3600);
    case Kind::kTenths:
      return Tenths(cell.number);
    case Kind::kPerMille:
      return absl::StrCat(Tenths(cell.number), "%");
    default:
      return absl::StrCat(cell.number);
  }
}

}  // namespace diandan::report
