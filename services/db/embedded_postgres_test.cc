#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "services/db/data_folder.h"
#include "services/db/database.h"
#include "services/db/process.h"
#include "tests/support/matchers.h"
#include "tests/support/postgres.h"

namespace diandan::db {
namespace {

namespace fs = std::filesystem;
using diandan::testing::Refused;
using diandan::testing::TemporaryFolder;
using diandan::testing::WantOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr char kKeeperFolder[] = "DIANDAN_TEST_KEEPER_FOLDER";

bool Eventually(const std::function<bool()>& holds) {
  for (const absl::Time until = absl::Now() + absl::Seconds(60); absl::Now() < until;) {
    if (holds()) return true;
    absl::SleepFor(absl::Milliseconds(5));
  }
  return false;
}

StatusOr<std::unique_ptr<EmbeddedPostgres>> StartIn(const std::string& folder) {
  return EmbeddedPostgres::Start({.data_dir = folder, .quick_stop = true});
}

std::string One(const EmbeddedPostgres& postgres, const std::string& sql) {
  return std::string(Connection::Open({.conninfo = postgres.admin_conninfo()})->Run(sql)->text(0, 0));
}

void Do(const EmbeddedPostgres& postgres, const std::string& sql) {
  Connection::Open({.conninfo = postgres.admin_conninfo()})->Script(sql);
}

mode_t ModeOf(const std::string& path) {
  struct stat info {};
  return stat(path.c_str(), &info) == 0 ? info.st_mode & 07777 : 0;
}

void Write(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

std::string Read(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// Inodes of the listening and connected TCP sockets of this machine.
std::set<std::string> TcpInodes() {
  std::set<std::string> inodes;
  for (const char* table : {"/proc/net/tcp", "/proc/net/tcp6"}) {
    std::ifstream file(table);
    for (std::string line; std::getline(file, line);) {
      std::vector<std::string> cells = absl::StrSplit(line, ' ', absl::SkipEmpty());
      if (cells.size() > 9) inodes.insert(absl::StrCat("socket:[", cells[9], "]"));
    }
  }
  return inodes;
}

// One running PostgreSQL for the tests that only look.
class RunningPostgresTest : public ::testing::Test {
 protected:
  EmbeddedPostgres& postgres_ = diandan::testing::Postgres();
};

TEST_F(RunningPostgresTest, NothingIsWeakened) {
  for (const char* setting :
       {"fsync", "synchronous_commit", "full_page_writes", "data_checksums", "autovacuum"}) {
    EXPECT_EQ(One(postgres_, absl::StrCat("SHOW ", setting)), "on") << setting;
  }
  EXPECT_EQ(One(postgres_, "SHOW server_encoding"), "UTF8");
  EXPECT_EQ(One(postgres_, "SELECT datcollate FROM pg_database WHERE datname = current_database()"),
            "C.UTF-8");
}

TEST_F(RunningPostgresTest, NorCanAConfigurationFileWeakenIt) {
  Do(postgres_, "ALTER SYSTEM SET fsync = off");
  Do(postgres_, "SELECT pg_reload_conf()");
  EXPECT_EQ(One(postgres_, "SELECT setting || ' from ' || source FROM pg_settings WHERE name = 'fsync'"),
            "on from command line");
  Do(postgres_, "ALTER SYSTEM RESET fsync");
}

TEST_F(RunningPostgresTest, NoTcp) {
  EXPECT_EQ(One(postgres_, "SHOW listen_addresses"), "");
  const std::set<std::string> tcp = TcpInodes();
  int sockets = 0;
  for (const auto& fd : fs::directory_iterator(absl::StrCat("/proc/", postgres_.postmaster_pid(), "/fd"))) {
    const std::string target = fs::read_symlink(fd.path()).string();
    if (target.rfind("socket:", 0) == 0) ++sockets;
    EXPECT_EQ(tcp.count(target), 0u) << target;
  }
  EXPECT_GE(sockets, 1);
}

TEST_F(RunningPostgresTest, AnUnprivilegedAccountInASessionOfItsOwn) {
  struct stat process;
  ASSERT_EQ(stat(absl::StrCat("/proc/", postgres_.postmaster_pid()).c_str(), &process), 0);
  EXPECT_NE(process.st_uid, 0u);
  EXPECT_EQ(getsid(postgres_.postmaster_pid()), postgres_.postmaster_pid());
}

TEST_F(RunningPostgresTest, OnlyTheAccountAndRootReachTheSocket) {
  const std::string folder = One(postgres_, "SELECT current_setting('data_directory')");
  const std::string socket = absl::StrCat("/proc/", postgres_.postmaster_pid(), "/cwd/socket");
  EXPECT_EQ(ModeOf(socket), 0700u) << folder;
  EXPECT_EQ(ModeOf(socket + "/.s.PGSQL.5432"), 0700u);
}

// One data folder, made once, started and stopped by each of these tests: making a cluster is the slow part.
class EmbeddedPostgresTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { folder_ = new TemporaryFolder; }
  static void TearDownTestSuite() { delete folder_; }
  static const std::string& Folder() { return folder_->path(); }

 private:
  inline static TemporaryFolder* folder_ = nullptr;
};

TEST_F(EmbeddedPostgresTest, ASecondStartFindsWhatTheFirstStored) {
  {
    auto first = EmbeddedPostgres::Start({.data_dir = Folder()});
    ASSERT_OK(first);
    EXPECT_TRUE((*first)->alive());
    Do(**first, "CREATE TABLE kept AS SELECT 42 AS x");
  }
  EXPECT_FALSE(fs::exists(Folder() + "/postgres/postmaster.pid")) << "stopped cleanly";
  const absl::Time begun = absl::Now();
  auto second = EmbeddedPostgres::Start({.data_dir = Folder()});
  ASSERT_OK(second);
  RecordProperty("second_start_ms", int(absl::ToInt64Milliseconds(absl::Now() - begun)));
  EXPECT_EQ(One(**second, "SELECT x FROM kept"), "42");
  EXPECT_EQ(ModeOf(Folder()), 0700u) << "the folder given stays as it was";
}

TEST_F(EmbeddedPostgresTest, OneServerAFolder) {
  auto first = StartIn(Folder());
  ASSERT_OK(first);
  auto second = StartIn(Folder());
  EXPECT_THAT(second, Refused(errors::v1::FIELD_INVALID));
  EXPECT_EQ(WantOf(second.status()), absl::StrCat("folder_not_in_use:", getpid()));
  EXPECT_TRUE((*first)->alive());
}

TEST(DataFolderTest, AFolderOfAnotherVersionIsLeftAlone) {
  TemporaryFolder folder;
  fs::create_directory(folder.path() + "/postgres");
  Write(folder.path() + "/postgres/PG_VERSION", "9\n");
  EXPECT_THAT(WantOf(StartIn(folder.path()).status()), StartsWith("postgres_version:9"));
  EXPECT_EQ(Read(folder.path() + "/postgres/PG_VERSION"), "9\n");
}

TEST(DataFolderTest, AFileInPlaceOfTheFolder) {
  TemporaryFolder folder;
  Write(folder.path() + "/data", "");
  EXPECT_EQ(WantOf(StartIn(folder.path() + "/data").status()), "folder");
  EXPECT_EQ(WantOf(StartIn(folder.path() + "/data/below").status()), "folder");
  EXPECT_EQ(WantOf(StartIn("").status()), "required");
}

TEST(DataFolderTest, AFolderThatMayNotBeWritten) {
  if (geteuid() == 0) {
    EXPECT_EQ(WantOf(FolderError("/x", EACCES)), "folder_writable");
    EXPECT_EQ(WantOf(FolderError("/x", ENOSPC)), "folder_with_space");
    return;
  }
  TemporaryFolder folder;
  chmod(folder.path().c_str(), 0500);
  EXPECT_EQ(WantOf(StartIn(folder.path() + "/data").status()), "folder_writable");
  chmod(folder.path().c_str(), 0700);
}

TEST_F(EmbeddedPostgresTest, WhatStopsPostgresIsShown) {
  auto started = EmbeddedPostgres::Start({.data_dir = Folder(), .shared_buffers = "plenty"});
  EXPECT_THAT(WantOf(started.status()), StartsWith("postgres_starts:"));
  EXPECT_THAT(WantOf(started.status()), HasSubstr("shared_buffers"));
}

TEST(DataFolderTest, AnInterruptedFirstStartIsBegunAgain) {
  TemporaryFolder folder;
  fs::create_directory(folder.path() + "/postgres.new");
  Write(folder.path() + "/postgres.new/PG_VERSION", "15\n");
  EXPECT_OK(StartIn(folder.path()));
  EXPECT_FALSE(fs::exists(folder.path() + "/postgres.new"));
}

TEST(DataFolderTest, ALongPathGetsAShortSocketThatNobodyElseMayHaveMade) {
  TemporaryFolder folder;
  const std::string deep = folder.path() + "/" + std::string(60, 'a') + "/" + std::string(60, 'b');
  std::string socket;
  {
    auto started = StartIn(deep);
    ASSERT_OK(started);
    socket = One(**started, "SHOW unix_socket_directories");
    EXPECT_THAT(socket, StartsWith("/tmp/diandan-"));
    EXPECT_EQ(ModeOf(socket), 0700u);
  }
  fs::remove_all(socket);
  fs::create_directory(socket);
  chmod(socket.c_str(), 0755);
  EXPECT_EQ(WantOf(StartIn(deep).status()), "socket_folder_private:" + socket);
  fs::remove_all(socket);
}

TEST_F(EmbeddedPostgresTest, AKilledPostmasterIsStartedAgainAndNothingIsLost) {
  auto postgres = StartIn(Folder());
  ASSERT_OK(postgres);
  Do(**postgres, "CREATE TABLE round AS SELECT 42 AS x");
  for (int round = 0; round < 2; ++round) {
    const int killed = (*postgres)->postmaster_pid();
    kill(killed, SIGKILL);
    ASSERT_TRUE(Eventually([&] { return (*postgres)->postmaster_pid() != killed && (*postgres)->alive(); }));
    EXPECT_EQ(One(**postgres, "SELECT x FROM round"), "42");
  }
}

TEST_F(EmbeddedPostgresTest, AStrangerWithThePidOfTheLastPostmasterIsNoObstacle) {
  ASSERT_OK(StartIn(Folder()));
  Write(Folder() + "/postgres/postmaster.pid", absl::StrCat(getpid(), "\n/elsewhere\n"));
  EXPECT_OK(StartIn(Folder()));
}

TEST_F(EmbeddedPostgresTest, APostmasterLeftRunningIsStoppedFirst) {
  ASSERT_OK(StartIn(Folder()));
  pid_t orphan = 0;
  {
    // pg_ctl leaves its postmaster behind without a parent who would take it along.
    auto data = DataFolder::Open(Folder());
    ASSERT_OK(data);
    Fd cluster(open(data->cluster_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const std::string bin = absl::StrCat("/usr/lib/postgresql/", data->ClusterVersion(), "/bin/pg_ctl");
    ASSERT_EQ(SpawnAndWait({{bin, "start", "-w", "-s", "-D", kInheritedFolder, "-o",
                             "-c listen_addresses= -c unix_socket_directories=socket"},
                            *data->PostgresAccount(),
                            cluster.get(),
                            -1}),
              0);
    std::vector<std::string> lines = absl::StrSplit(Read(data->cluster_path() + "/postmaster.pid"), '\n');
    ASSERT_TRUE(absl::SimpleAtoi(lines[0], &orphan));
  }
  ASSERT_EQ(kill(orphan, 0), 0);
  auto postgres = StartIn(Folder());
  ASSERT_OK(postgres);
  EXPECT_NE((*postgres)->postmaster_pid(), orphan);
  EXPECT_EQ(One(**postgres, "SELECT 1"), "1");
}

// Not a test: the server process that the next test starts and kills.
TEST(DataFolderTest, KeeperRunsUntilKilled) {
  const char* folder = getenv(kKeeperFolder);
  if (folder == nullptr) GTEST_SKIP() << "started by KilledServersTakeTheirPostgresAlong";
  auto postgres = StartIn(folder);
  ASSERT_OK(postgres);
  Do(**postgres, "CREATE TABLE survived AS SELECT 42 AS x");
  Write(absl::StrCat(folder, "/pid.new"), absl::StrCat((*postgres)->postmaster_pid()));
  fs::rename(absl::StrCat(folder, "/pid.new"), absl::StrCat(folder, "/pid"));
  for (;;) pause();
}

TEST_F(EmbeddedPostgresTest, KilledServersTakeTheirPostgresAlong) {
  const std::string variable = absl::StrCat(kKeeperFolder, "=", Folder());
  std::vector<char*> environment = {const_cast<char*>(variable.c_str()), nullptr};
  char self[] = "/proc/self/exe";
  char filter[] = "--gtest_filter=*KeeperRunsUntilKilled";
  char* argv[] = {self, filter, nullptr};
  pid_t server = 0;
  ASSERT_EQ(posix_spawn(&server, self, nullptr, nullptr, argv, environment.data()), 0);
  ASSERT_TRUE(Eventually([&] { return fs::exists(Folder() + "/pid"); }));
  int postmaster = 0;
  ASSERT_TRUE(absl::SimpleAtoi(Read(Folder() + "/pid"), &postmaster));
  kill(server, SIGKILL);
  waitpid(server, nullptr, 0);
  auto next = StartIn(Folder());
  ASSERT_OK(next);
  EXPECT_EQ(One(**next, "SELECT x FROM survived"), "42");
  EXPECT_TRUE(Eventually([&] { return kill(postmaster, 0) != 0; }));
}

}  // namespace
}  // namespace diandan::db
