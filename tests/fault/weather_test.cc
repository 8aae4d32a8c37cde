// What happens to machines and the wires between them: broken connections, clocks that jump, a disk that is
// full. Orders go through the loop meanwhile, and the books are sound afterwards.
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cstdlib>
#include <iterator>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "services/modules.h"
#include "tests/fault/books.h"
#include "tests/fault/proxy.h"
#include "tests/fault/storm.h"
#include "tests/scenario/processes.h"
#include "tests/support/postgres.h"

namespace diandan::fault {
namespace {

using scenario::MondayMorning;
using scenario::Processes;

TEST(Weather, BrokenConnectionsBetweenServices) {
  Chance chance;
  std::vector<std::unique_ptr<Proxy>> proxies;
  Processes::Layout layout = Processes::FourServices();
  layout.between = [&](const std::string& address) {
    proxies.push_back(std::make_unique<Proxy>(address, uint64_t(chance.Between(0, 1'000'000))));
    proxies.back()->DelayUpTo(absl::Milliseconds(3));
    return proxies.back()->address();
  };
  const auto services = std::make_shared<Processes>(layout, MondayMorning());
  Crowd crowd(services, /*counties=*/4);
  const int64_t faults = Faults(0.6);
  int64_t partitions = 0;
  Storm(crowd, chance, faults * kLoopsBetween, faults, [&] {
    Proxy& proxy = *proxies[size_t(chance.Between(0, int64_t(proxies.size()) - 1))];
    if (chance.OneIn(5)) {
      proxy.Part(true);
      absl::SleepFor(absl::Milliseconds(chance.Between(50, 1'000)));
      proxy.Strike(Proxy::Fault::kReset);  // what was read meanwhile is gone
      proxy.Part(false);
      ++partitions;
    } else {
      proxy.Strike(Proxy::kFaults[chance.Between(0, std::size(Proxy::kFaults) - 1)]);
    }
  });
  int64_t struck = 0;
  for (const auto& proxy : proxies) struck += proxy->struck();
  EXPECT_GT(struck, 0);
  ExpectSoundBooks(*services, crowd,
                   absl::StrCat("connections (seed ", chance.seed(), "): ", struck, " broken, ", partitions,
                                " partitions"));
}

// Each process has a clock of its own, and none of them agree for long. Never later than people's phones may
// be, else facts were rightly refused.
TEST(Weather, ClocksJump) {
  Chance chance;
  const auto services = std::make_shared<Processes>(Processes::FourServices(), MondayMorning());
  Crowd crowd(services, /*counties=*/4);
  const absl::Time told = crowd.counties().front()->clock.Now();
  const int64_t jumps = Faults(0.6);
  Storm(crowd, chance, jumps * kLoopsBetween, jumps, [&] {
    auto& process = services->process(size_t(chance.Between(0, int64_t(services->size()) - 1)));
    process.SetClock(told + absl::Seconds(chance.Between(0, 240)));
  });
  services->SetClock(told);
  ExpectSoundBooks(*services, crowd, absl::StrCat("clocks (seed ", chance.seed(), "): ", jumps, " jumps"));
}

// A file system in memory, which an administrator alone may make.
class SmallDisk {
 public:
  explicit SmallDisk(const char* size) {
    made_ = mount("diandan", folder_.path().c_str(), "tmpfs", 0, absl::StrCat("size=", size).c_str()) == 0;
  }
  ~SmallDisk() {
    if (made_) umount2(folder_.path().c_str(), MNT_DETACH);
  }
  bool made() const { return made_; }
  const std::string& path() const { return folder_.path(); }

  // Leaves not a single block.
  void Fill() {
    const int file = open(ballast().c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    struct statvfs info {};
    for (off_t size = 0; statvfs(path().c_str(), &info) == 0 && info.f_bfree > 0;) {
      const off_t more = off_t(info.f_bfree * info.f_frsize);
      if (posix_fallocate(file, size, more) == 0) size += more;
    }
    close(file);
  }
  void Free() { unlink(ballast().c_str()); }

 private:
  std::string ballast() const { return path() + "/ballast"; }

  testing::TemporaryFolder folder_;
  bool made_;
};

TEST(Weather, DiskFull) {
  Chance chance;
  SmallDisk disk("1g");
  if (!disk.made()) GTEST_SKIP() << "only an administrator may make the small disk this is tried on";
  const char* usual = std::getenv("TMPDIR");
  setenv("TMPDIR", disk.path().c_str(), 1);
  const auto server =
      std::make_shared<Processes>(Processes::Layout{.processes = {ModuleNames()}}, MondayMorning());
  usual == nullptr ? unsetenv("TMPDIR") : setenv("TMPDIR", usual, 1);
  Crowd crowd(server, /*counties=*/2);
  const int64_t times = Faults(0.1);
  Storm(crowd, chance, times * kLoopsBetween, times, [&] {
    disk.Fill();
    absl::SleepFor(absl::Milliseconds(chance.Between(200, 2'000)));
    disk.Free();
  });
  ExpectSoundBooks(*server, crowd, absl::StrCat("disk (seed ", chance.seed(), "): ", times, " times full"));
}

}  // namespace
}  // namespace diandan::fault
