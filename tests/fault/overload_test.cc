// Ten times what the database can do: the server goes on doing what it can, says to the others that they may
// try again, and is itself again right after. One county's noise is not heard in the next one.
#include "tests/fault/overload.h"

#include <sys/resource.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "services/modules.h"
#include "tests/scenario/processes.h"
#include "tests/support/figures.h"
#include "tests/support/postgres.h"

namespace diandan::fault {
namespace {

using scenario::Processes;

constexpr absl::Duration kOneRound = absl::Seconds(8);
constexpr int kCapacity = 1'000;  // calls a second, about: what each event costs the database

// Of a process, in MB.
double ResidentMemory(pid_t process) {
  std::ifstream file(absl::StrCat("/proc/", process, "/statm"));
  int64_t all = 0, resident = 0;
  file >> all >> resident;
  return double(resident) * 4096 / 1e6;
}

// The callers' side gives way to the server and its database: in life it is on other machines.
void GiveWay() {
  for (const auto& thread : std::filesystem::directory_iterator("/proc/self/task"))
    setpriority(PRIO_PROCESS, id_t(std::stoi(thread.path().filename())), 10);
}

class Overload : public ::testing::Test {
 protected:
  Overload() {
    for (CountyId county : {150525, 150526}) {
      stages_.push_back(std::make_unique<scenario::Stage>(server_, county));
      stages_.back()->At(13, 55);
      counties_.push_back(std::make_unique<CheckIns>(*stages_.back(), OwnConnection()));
    }
    auto admin = db::Connection::Open({.conninfo = server_->database()});
    // Half of what it is to take: the database sleeps whole milliseconds, and once more when it woke early.
    admin->Script(absl::StrCat(
        "CREATE FUNCTION orders.slowly() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(",
        0.5 / kCapacity, "); RETURN NEW; END $$; ",
        "CREATE TRIGGER slowly BEFORE INSERT ON orders.event FOR EACH ROW EXECUTE FUNCTION orders.slowly()"));
    GiveWay();
  }

  // Each county's calls come by a connection of their own, as from other machines.
  std::shared_ptr<grpc::Channel> OwnConnection() const {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    return grpc::CreateCustomChannel(server_->AddressOf("orders"), grpc::InsecureChannelCredentials(),
                                     arguments);
  }
  double ServerMemory() { return ResidentMemory(server_->process(0).pid()); }

  const std::shared_ptr<Processes> server_ =
      std::make_shared<Processes>(Processes::Layout{.processes = {ModuleNames()}}, scenario::MondayMorning());
  std::vector<std::unique_ptr<scenario::Stage>> stages_;
  std::vector<std::unique_ptr<CheckIns>> counties_;
};

TEST_F(Overload, ShedsAndGoesOnDoingWhatItCan) {
  CheckIns& county = *counties_[0];
  const auto calm = county.Run(kCapacity / 10, absl::Seconds(3));
  double peak = 0;
  for (double load : {0.6, 0.8, 1.0, 1.2})
    peak = std::max(peak, county.Run(load * kCapacity, kOneRound).rate());
  const double before = ServerMemory();
  const auto flooded = county.Run(10.0 * kCapacity, kOneRound);
  const double grown = ServerMemory() - before;
  // As fast again as in calm times, counted from the end of the flood.
  const absl::Time over = absl::Now();
  absl::Duration recovery = absl::InfiniteDuration();
  while (absl::Now() - over < absl::Seconds(20)) {
    const auto now = county.Run(kCapacity / 10, absl::Milliseconds(500));
    if (now.shed + now.late + now.other == 0 && now.Took(0.5) < 2 * calm.Took(0.5)) {
      recovery = absl::Now() - over;
      break;
    }
  }
  EXPECT_GE(flooded.rate(), 0.9 * peak);
  EXPECT_GT(flooded.shed, 0);
  EXPECT_EQ(flooded.other, 0) << "refused for good";
  EXPECT_LE(recovery, absl::Seconds(5));
  EXPECT_LT(grown, 300);
  testing::TellFigures(absl::StrFormat(
      "overload: peak %.0f/s; at %.0f/s offered %.0f/s done (%.0f %% of the peak), %d shed, %d late, median "
      "%.0f ms; "
      "%.0f MB more; recovered in %.1f s%s",
      peak, double(flooded.sent) / absl::ToDoubleSeconds(kOneRound), flooded.rate(),
      100 * flooded.rate() / peak, flooded.shed, flooded.late, absl::ToDoubleMilliseconds(flooded.Took(0.5)),
      grown, absl::ToDoubleSeconds(recovery), HasFailure() ? "  FAILED" : ""));
}

TEST_F(Overload, ANoisyCountySlowsNoOther) {
  CheckIns &quiet = *counties_[0], &noisy = *counties_[1];
  const double rate = 0.3 * kCapacity;  // less than the half that is its fair share
  const auto alone = quiet.Run(rate, kOneRound);
  CheckIns::Figures beside, noise;
  std::thread other([&] { noise = noisy.Run(5.0 * kCapacity, kOneRound + absl::Seconds(2)); });
  absl::SleepFor(absl::Seconds(1));
  beside = quiet.Run(rate, kOneRound);
  other.join();
  EXPECT_GE(beside.rate(), 0.8 * alone.rate());
  EXPECT_GT(noise.shed, 0);
  testing::TellFigures(absl::StrFormat(
      "fairness: a county at %.0f/s has %.0f/s done alone and %.0f/s (%.0f %%) beside one at %.0f/s; median "
      "%.0f ms "
      "alone, %.0f ms beside; the noisy one %.0f/s done, %d shed%s",
      rate, alone.rate(), beside.rate(), 100 * beside.rate() / alone.rate(), 5.0 * kCapacity,
      absl::ToDoubleMilliseconds(alone.Took(0.5)), absl::ToDoubleMilliseconds(beside.Took(0.5)), noise.rate(),
      noise.shed, HasFailure() ? "  FAILED" : ""));
}

}  // namespace
}  // namespace diandan::fault
