#include "services/hours/report/facts.h"

#include <algorithm>

namespace diandan::report {

int StepsOf(hours::v1::ReportTier tier) {
  switch (tier) {
    case hours::v1::COUNTY:
      return 1;
    case hours::v1::TOWNSHIPS:
      return 2;
    case hours::v1::VILLAGES:
      return 3;
    default:
      return 0;
  }
}

std::string FirstSteps(const std::string& path, int steps) {
  size_t end = 0;
  for (int step = 0; step < steps && end != std::string::npos; ++step)
    end = path.find('.', step == 0 ? 0 : end + 1);
  return path.substr(0, end);
}

int CountSteps(const std::string& path) {
  return path.empty() ? 0 : 1 + static_cast<int>(std::count(path.begin(), path.end(), '.'));
}

Uuid PersonAt(const volunteers::v1::DutyPeople& people, int number) {
  Uuid id;
  const auto from = people.ids().begin() + static_cast<std::ptrdiff_t>(sizeof(Uuid)) * number;
  std::copy(from, from + sizeof(Uuid), id.bytes.begin());
  return id;
}

}  // namespace diandan::report
