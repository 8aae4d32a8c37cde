// Services and their PostgreSQL are killed and halted at random while orders go through the loop: nothing
// that was acknowledged is lost, nothing counts twice, and everybody catches up.
#include "tests/fault/storm.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/modules.h"
#include "tests/fault/books.h"
#include "tests/fault/victims.h"
#include "tests/support/postgres.h"

namespace diandan::fault {
namespace {

using scenario::MondayMorning;
using scenario::Processes;
using ::testing::AnyOf;
using ::testing::Each;
using ::testing::Key;

std::string Told(const std::string& storm, const Chance& chance, const Victims& victims) {
  return absl::StrCat(storm, " (seed ", chance.seed(), "): ", victims.story());
}

// Each service in a process of its own, over mutual TLS, on a PostgreSQL that none of them started.
TEST(Storm, OverServicesInProcessesOfTheirOwn) {
  Chance chance;
  const auto services = std::make_shared<Processes>(Processes::FourServices(), MondayMorning());
  Crowd crowd(services, /*counties=*/4);
  Victims victims(*services, testing::PostgresFolder(), chance);
  Storm(crowd, chance, Setting("DIANDAN_FAULT_ORDERS", 5'000), Faults(0.6), [&] {
    switch (chance.Between(1, 20)) {
      case 1:
        return victims.KillPostmaster();
      case 2:
        return victims.KillEveryService();
      case 3 ... 6:
        return victims.KillBackend();
      case 7 ... 8:
        return victims.HaltBackend();
      case 9 ... 11:
        return victims.HaltService();
      default:
        return victims.KillService();
    }
  });
  ExpectSoundBooks(*services, crowd, Told("four services", chance, victims));
}

class OneProcess : public ::testing::Test {
 protected:
  Chance chance_;
  const std::shared_ptr<Processes> server_ =
      std::make_shared<Processes>(Processes::Layout{.processes = {ModuleNames()}}, MondayMorning());
  Crowd crowd_{server_, /*counties=*/2};
  Victims victims_{*server_, server_->data_dir() + "/postgres", chance_};
};

// With the PostgreSQL it runs itself, which goes down with it and comes back with the next one.
TEST_F(OneProcess, StormOverServerAndItsPostgres) {
  Storm(crowd_, chance_, Faults(0.3) * kLoopsBetween, Faults(0.3), [&] {
    switch (chance_.Between(1, 10)) {
      case 1:
        return victims_.KillPostmaster();
      case 2 ... 3:
        return victims_.KillBackend();
      case 4:
        return victims_.HaltService();
      default:
        return victims_.KillService();
    }
  });
  ExpectSoundBooks(*server_, crowd_, Told("one process", chance_, victims_));
}

// The server itself is there all the time: it says so, and recovers by itself.
TEST_F(OneProcess, StormOverItsPostgresAlone) {
  Storm(crowd_, chance_, Faults(0.1) * kLoopsBetween, Faults(0.1),
        [&] { chance_.OneIn(3) ? victims_.KillPostmaster() : victims_.KillBackend(); });
  EXPECT_GT(victims_.dealt(), 0);
  EXPECT_THAT(crowd_.refusals(), Each(Key(AnyOf(errors::v1::DATABASE_UNAVAILABLE, errors::v1::OVERLOADED,
                                                errors::v1::NOT_YET_FOLLOWED))));
  ExpectSoundBooks(*server_, crowd_, Told("its PostgreSQL alone", chance_, victims_));
}

}  // namespace
}  // namespace diandan::fault
