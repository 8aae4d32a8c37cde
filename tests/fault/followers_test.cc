// Services in processes of their own, over mutual TLS, are killed and halted while orders go through the
// loop: what follows events takes effect exactly once.
#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "tests/fault/books.h"
#include "tests/fault/storm.h"
#include "tests/scenario/processes.h"
#include "tests/support/postgres.h"

namespace diandan::fault {
namespace {

using scenario::Processes;

TEST(Followers, KilledAtRandomWhileOrdersGoThroughTheLoop) {
  Chance chance;
  const auto services = std::make_shared<Processes>(
      Processes::Layout{.processes = {{"volunteers", "orders"}, {"matching"}, {"hours"}},
                        .database = testing::FreshDatabase(),
                        .mutual_tls = true},
      scenario::MondayMorning());
  Crowd crowd(services, /*counties=*/4, int(Setting("DIANDAN_FAULT_ORDERS", 5'000)));
  Storm(crowd, chance, Setting("DIANDAN_FAULT_KILLS", 30), [&] {
    auto& process = services->process(size_t(chance.Between(0, int64_t(services->size()) - 1)));
    if (chance.Between(1, 4) == 1) {  // it answers nobody for a while, and then goes on
      process.Halt(true);
      absl::SleepFor(absl::Milliseconds(chance.Between(100, 1'000)));
      process.Halt(false);
    } else {
      process.Kill();
      process.Start();
    }
  });
  ExpectSoundBooks(*services, crowd);
}

}  // namespace
}  // namespace diandan::fault
