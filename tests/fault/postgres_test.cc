// The server's own PostgreSQL is killed under load: calls fail with what invites to try again, and the server
// recovers by itself.
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "gmock/gmock.h"
#include "services/modules.h"
#include "tests/fault/books.h"
#include "tests/fault/storm.h"
#include "tests/scenario/processes.h"

namespace diandan::fault {
namespace {

using scenario::Processes;
using ::testing::AnyOf;
using ::testing::Each;
using ::testing::Key;

// Room for orders in quick succession: each crash costs PostgreSQL a recovery.
const int kOrders = int(Setting("DIANDAN_FAULT_ORDERS", 800));

class EmbeddedPostgres : public ::testing::Test {
 protected:
  // As its file says; the file outlives it.
  pid_t Postmaster() const {
    std::ifstream file(server_->data_dir() + "/postgres/postmaster.pid");
    pid_t pid = 0;
    file >> pid;
    return pid;
  }

  // The processes that serve connections.
  static std::vector<pid_t> BackendsOf(pid_t postmaster) {
    std::vector<pid_t> found;
    if (postmaster <= 0) return found;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
      pid_t pid = 0, parent = 0;
      std::string skipped, title;
      if (!absl::SimpleAtoi(entry.path().filename().string(), &pid)) continue;
      std::ifstream(entry.path() / "stat") >> skipped >> skipped >> skipped >> parent;
      if (parent != postmaster) continue;
      std::getline(std::ifstream(entry.path() / "cmdline"), title, '\0');
      if (absl::StrContains(title, "diandan_")) found.push_back(pid);
    }
    return found;
  }

  Chance chance_;
  const std::shared_ptr<Processes> server_ =
      std::make_shared<Processes>(Processes::Layout{.processes = {ModuleNames()}}, scenario::MondayMorning());
  Crowd crowd_{server_, /*counties=*/2, kOrders};
};

TEST_F(EmbeddedPostgres, KilledUnderLoadLosesNothingAndDoublesNothing) {
  int postmasters = 0, backends = 0;
  Storm(crowd_, chance_, Setting("DIANDAN_FAULT_KILLS", 12), [&] {
    const pid_t postmaster = Postmaster();
    const std::vector<pid_t> serving = BackendsOf(postmaster);
    if (serving.empty()) return;  // it is still coming back from the last time
    if (chance_.Between(1, 3) == 1) {
      postmasters += kill(postmaster, SIGKILL) == 0;
    } else {
      backends += kill(chance_.Of(serving), SIGKILL) == 0;
    }
  });
  EXPECT_GT(postmasters + backends, 0);
  RecordProperty("postmasters", postmasters);
  RecordProperty("backends", backends);
  // The server was there all the time, and said so itself.
  EXPECT_THAT(crowd_.refusals(), Each(Key(AnyOf(errors::v1::DATABASE_UNAVAILABLE, errors::v1::OVERLOADED,
                                                errors::v1::NOT_YET_FOLLOWED))));
  ExpectSoundBooks(*server_, crowd_);
}

TEST_F(EmbeddedPostgres, GoesDownWithAKilledServerAndComesBackWithTheNextOne) {
  Storm(crowd_, chance_, Setting("DIANDAN_FAULT_KILLS", 6), [&] {
    server_->process(0).Kill();
    server_->process(0).Start();
  });
  ExpectSoundBooks(*server_, crowd_);
}

}  // namespace
}  // namespace diandan::fault
