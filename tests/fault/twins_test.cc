// Two servers at work in the same counties at the same time, and one alone while the other is dead: every
// order is told once, whoever of them took the calls.
#include "tests/fault/twins.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/fault/books.h"
#include "tests/fault/storm.h"
#include "tests/support/postgres.h"

namespace diandan::fault {
namespace {

TEST(Twins, EitherIsKilledAndTheOtherTakesOver) {
  Chance chance;
  const std::string database = testing::FreshDatabase();
  const auto twins = std::make_shared<Twins>(database, database, scenario::MondayMorning());
  Crowd crowd(twins, /*counties=*/2);
  const int64_t kills = Faults(0.1);
  Storm(crowd, chance, kills * kLoopsBetween, kills, [&] {
    auto& dead = twins->twin(size_t(chance.Between(0, 1)));
    dead.Kill();
    // Meanwhile the other one serves alone, and takes up what the dead one had begun.
    crowd.AwaitFinished(crowd.finished() + int(chance.Between(5, 40)));
    dead.Start();
  });
  ExpectSoundBooks(*twins, crowd, absl::StrCat("two servers (seed ", chance.seed(), "): ", kills, " kills"));
}

}  // namespace
}  // namespace diandan::fault
