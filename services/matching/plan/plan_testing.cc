#include "services/matching/plan/plan_testing.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>

#include "services/matching/plan/county_pairs.h"
#include "services/matching/plan/generate.h"
#include "services/matching/plan/random.h"

namespace diandan::matching::plan {

TestFolder::TestFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "diandan-plan-XXXXXX").string();
  path_ = mkdtemp(name.data());
}

std::vector<std::string> AskReference(const std::string& file, const std::string& solvers) {
  const std::string command = "/usr/bin/python3 " DIANDAN_PLAN_REFERENCE " " + file + " " + solvers;
  FILE* pipe = popen(command.c_str(), "r");
  std::string text;
  std::array<char, 4096> part{};
  while (pipe != nullptr && fgets(part.data(), part.size(), pipe) != nullptr) text += part.data();
  const int ended = pipe == nullptr ? -1 : pclose(pipe);
  if (WIFEXITED(ended) && (WEXITSTATUS(ended) == 77 || WEXITSTATUS(ended) == 127)) return {};
  EXPECT_EQ(ended, 0) << command;
  return absl::StrSplit(text, '\n', absl::SkipEmpty());
}

Instance Everything(uint64_t seed, bool timed) {
  Draw draw(seed);
  const Size size{int32_t(draw.Between(1, 60)), int32_t(draw.Between(1, 25))};
  Instance county = timed ? GenerateTimed(seed, size) : GenerateSlots(seed, size, draw.Between(0, 3) * 20);
  if (!timed) county.first_slot = int32_t(draw.Between(0, kSlotsInWeek - 1));
  for (int i = 0; i < 10; ++i) {
    const auto slot = int32_t(draw.Between(0, county.slots - 1));
    county.bookings.push_back({.team = int32_t(draw.Between(0, size.teams - 1)),
                               .slot = slot,
                               .start = slot / 3 * 24 * 60 + int32_t(draw.Between(16, 36)) * 30,
                               .duration = int32_t(draw.Between(1, 6)) * 30});
  }
  std::vector<Option> row;
  for (int32_t order = 0; order < size.orders; order += 7) {
    row.clear();
    county.pairs->Options(order, row);
    if (row.size() < 2) continue;
    // Every second pin also says in which slot, where the model has any.
    const uint64_t window = county.orders[size_t(order)].window;
    county.pins.push_back({.order = order,
                           .team = row[size_t(draw.Between(0, int64_t(row.size()) - 1))].team,
                           .slot = !timed && order % 2 == 0 ? 63 - __builtin_clzll(window) : -1});
  }
  for (int32_t order = 1; order < size.orders; order += 3) {
    const auto team = int32_t(draw.Between(0, size.teams - 1));
    if (order % 7 != 0) county.bans.push_back({order, team});
  }
  return county;
}

Shuffled Shuffle(const Instance& county) {
  Shuffled other{county, {}, {}};
  std::vector<int32_t>&orders = other.order_at, &teams = other.team_at;
  orders.resize(county.orders.size());
  teams.resize(county.teams.size());
  std::iota(orders.begin(), orders.end(), 0);
  std::iota(teams.begin(), teams.end(), 0);
  Draw draw(3);
  for (size_t i = orders.size() - 1; i > 0; --i)
    std::swap(orders[i], orders[size_t(draw.Between(0, int64_t(i)))]);
  for (size_t i = teams.size() - 1; i > 0; --i)
    std::swap(teams[i], teams[size_t(draw.Between(0, int64_t(i)))]);
  std::vector<int32_t> team_rank(teams.size());
  for (size_t i = 0; i < teams.size(); ++i) {
    other.instance.teams[i] = county.teams[size_t(teams[i])];
    team_rank[size_t(teams[i])] = int32_t(i);
  }
  std::vector<std::vector<Option>> rows(orders.size());
  for (size_t i = 0; i < orders.size(); ++i) {
    other.instance.orders[i] = county.orders[size_t(orders[i])];
    county.pairs->Options(orders[i], rows[i]);
    for (Option& option : rows[i]) option.team = team_rank[size_t(option.team)];
    std::reverse(rows[i].begin(), rows[i].end());
  }
  std::vector<int32_t> order_rank(orders.size());
  for (size_t i = 0; i < orders.size(); ++i) order_rank[size_t(orders[i])] = int32_t(i);
  Instance& listed = other.instance;
  for (Booking& booking : listed.bookings) booking.team = team_rank[size_t(booking.team)];
  for (Pin& pin : listed.pins) pin = {order_rank[size_t(pin.order)], team_rank[size_t(pin.team)], pin.slot};
  for (Ban& ban : listed.bans) ban = {order_rank[size_t(ban.order)], team_rank[size_t(ban.team)]};
  std::reverse(listed.bookings.begin(), listed.bookings.end());
  std::reverse(listed.pins.begin(), listed.pins.end());
  std::reverse(listed.bans.begin(), listed.bans.end());
  listed.pairs = std::make_shared<ListedPairs>(rows);
  return other;
}

}  // namespace diandan::matching::plan
