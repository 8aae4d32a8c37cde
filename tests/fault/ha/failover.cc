// diandan-failover FOLDER: run by deploy/ha/check on a cluster that it keeps in FOLDER. The leading node
// fails again and again, each time in a way that chance has chosen, while orders go through the loop on two
// servers, one of which reaches the database by way of HAProxy and the other one by knowing all hosts.
// DIANDAN_FAULT_TIMES and _SEED as in chance.h. Ends with one line of figures.
#include <algorithm>
#include <future>
#include <iostream>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "services/db/codec.h"
#include "services/db/query.h"
#include "tests/fault/books.h"
#include "tests/fault/chance.h"
#include "tests/fault/crowd.h"
#include "tests/fault/ha/cluster.h"
#include "tests/fault/ha/pulse.h"
#include "tests/fault/twins.h"

namespace diandan::fault {
namespace {

std::string folder;  // of the cluster

constexpr absl::Duration kWanted = absl::Seconds(45);
constexpr int kLoopsMeanwhile = 6;  // at once, beside the failures
constexpr CountyId kPulseCounty = 150'700;

struct Felt {
  std::map<std::string, int> failures;
  std::vector<absl::Duration> silences;

  // Of a share of the failures the longest that it was felt.
  double Seconds(double share) const {
    std::vector<absl::Duration> sorted = silences;
    std::sort(sorted.begin(), sorted.end());
    const auto index = size_t(share * double(sorted.size() - 1) + 0.5);
    return sorted.empty() ? 0 : absl::ToDoubleSeconds(sorted[index]);
  }
};

Felt FailAgainAndAgain(Cluster& cluster, const Pulse& pulse, Crowd& crowd, Chance& chance, int64_t times) {
  Felt felt;
  for (int64_t n = 1; n <= times; ++n) {
    // The loop has gone on since the last one.
    if (!crowd.AwaitFinished(crowd.finished() + int(chance.Between(10, 100)))) break;
    const auto failure = Failure(chance.Between(0, kFailures - 1));
    const absl::Time struck = absl::Now();
    cluster.Strike(failure);
    cluster.AwaitWhole();
    felt.silences.push_back(pulse.LongestSilence(struck));
    ++felt.failures[NameOf(failure)];
    EXPECT_LE(felt.silences.back(), kWanted) << NameOf(failure);
    std::cout << absl::StrFormat(
                     "%2d of %d  %-10s  nothing acknowledged for %.1f s, all nodes after %.1f s\n", n, times,
                     NameOf(failure), absl::ToDoubleSeconds(felt.silences.back()),
                     absl::ToDoubleSeconds(absl::Now() - struck))
              << std::flush;
  }
  return felt;
}

TEST(Failover, NothingAcknowledgedIsLostAndNothingDoubled) {
  Chance chance;
  const int64_t times = Setting("DIANDAN_FAULT_TIMES", 20);
  std::cout << "seed " << chance.seed() << std::endl;
  Cluster cluster(folder);
  const auto twins = std::make_shared<Twins>(cluster.Database(), cluster.Hosts(), scenario::MondayMorning());
  Crowd crowd(twins, /*counties=*/2);
  Pulse pulse(twins, kPulseCounty);
  auto working = std::async(std::launch::async, [&] { crowd.RunLoops(kLoopsMeanwhile); });
  const Felt felt = FailAgainAndAgain(cluster, pulse, crowd, chance, times);
  crowd.Enough();
  working.get();
  const int beats = pulse.End();
  EXPECT_EQ(felt.silences.size(), size_t(times)) << "the loops ended before the failures did";
  ExpectSoundBooks(*twins, crowd, absl::StrCat("failovers (seed ", chance.seed(), "): ", times));
  // Three people stand in a county before the pulse begins.
  EXPECT_EQ(db::Connection::Open({.conninfo = cluster.Database()})
                ->Run("SELECT count(*) FROM volunteers.volunteer WHERE county_id = $1",
                      db::Params().Add(kPulseCounty))
                ->Get<int64_t>(0, 0),
            beats + 3);
  int again = 0;
  size_t acknowledged = 0;
  for (const auto& [reason, count] : crowd.refusals()) again += count;
  for (const auto& stage : crowd.counties()) acknowledged += stage->said().size();
  std::cout << absl::StrFormat(
      "%d failovers (%s): %s; nothing acknowledged for %.1f s at the median, %.1f s at the 95th percentile, "
      "%.1f s "
      "at most (wanted: %.0f s); %d loops, %d calls acknowledged, %d sent again; seed %d\n",
      felt.silences.size(), absl::StrJoin(felt.failures, ", ", absl::PairFormatter(" ")),
      HasFailure() ? "SOMETHING IS WRONG, see above" : "0 lost, 0 doubled, sum 0, 0 gaps", felt.Seconds(0.5),
      felt.Seconds(0.95), felt.Seconds(1), absl::ToDoubleSeconds(kWanted), crowd.finished(), acknowledged,
      again, chance.seed());
}

}  // namespace
}  // namespace diandan::fault

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (argc != 2) {
    std::cerr << "diandan-failover is run by deploy/ha/check\n";
    return 2;
  }
  diandan::fault::folder = argv[1];
  return RUN_ALL_TESTS();
}
