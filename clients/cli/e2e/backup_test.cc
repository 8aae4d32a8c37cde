// A server that keeps every change elsewhere, a backup, a disaster: the data comes back as of a chosen
// moment, in another folder, checked; and the doctor sees what an installation lacks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/e2e/process.h"
#include "services/db/query.h"
#include "tests/support/certificates.h"
#include "tests/support/postgres.h"

namespace diandan::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

// Another county than the one that is opened here.
constexpr char kNational[] = "# 国密\n990102\n";

std::string TextOf(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

class BackupTest : public ::testing::Test {
 protected:
  // PostgreSQL is another account when we are root, and has to get through to the archive.
  BackupTest() { chmod(folder_.path().c_str(), 0711); }
  std::vector<std::string> Server(const std::string& data) const {
    return {DIANDAN_SERVER,          "--data", data, "--http", "", "--wal_archive", wal_,
            "--wal_archive_seconds", "1"};
  }
  Ended Diandan(const std::string& data, std::vector<std::string> words) const {
    words.insert(words.begin(), {DIANDAN_PROGRAM, "--data", data, "--county", "990101"});
    return RunProcess(words,
                      {{"DIANDAN_SESSION", folder_.path() + "/session.json"}, {"LC_ALL", "en_US.UTF-8"}});
  }
  void Must(const std::string& data, const std::vector<std::string>& words) const {
    const Ended ended = Diandan(data, words);
    ASSERT_EQ(ended.exit, 0) << ended.talk;
  }
  void OpenCounty(const std::string& data) const {
    std::ofstream(folder_.path() + "/password") << "lantern-over-the-well-7\n";
    Must(data, {"admin", "init", "keeper", "--county-name", "大沁他拉", "--password-file",
                folder_.path() + "/password"});
    SignIn(data);
  }
  void SignIn(const std::string& data) const {
    Must(data, {"signin", "keeper", "--password-file", folder_.path() + "/password"});
  }
  void AddUnit(const std::string& name) const { Must(data_, {"unit", "add", name, "--kind", "school"}); }
  std::string Only(const std::string& folder) const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().string());
    return names.size() == 1 ? names[0] : absl::StrCat(names.size(), " entries");
  }
  Ended Restore(const std::string& to, const std::vector<std::string>& more,
                const std::string& keys = "") const {
    std::vector<std::string> words = {"restore", Only(backups_), "--keys", keys.empty() ? keys_ : keys};
    words.insert(words.end(), more.begin(), more.end());
    return Diandan(to, words);
  }

  testing::TemporaryFolder folder_;
  const std::string data_ = folder_.path() + "/data", wal_ = folder_.path() + "/wal",
                    backups_ = folder_.path() + "/backups", keys_ = folder_.path() + "/safe";
};

TEST_F(BackupTest, ComesBackAsOfAChosenMoment) {
  std::string moment;
  {
    Process server(Server(data_));
    ASSERT_TRUE(server.Says("ready"));
    OpenCounty(data_);
    AddUnit("第一小学");
    std::ofstream(data_ + "/keys/national.counties") << kNational;
    const Ended backup = Diandan(data_, {"backup", "--to", backups_, "--keys-to", keys_});
    ASSERT_EQ(backup.exit, 0) << backup.talk;
    EXPECT_THAT(backup.answer, HasSubstr("every file checked"));
    EXPECT_THAT(backup.talk, HasSubstr(wal_));
    EXPECT_FALSE(fs::exists(Only(backups_) + "/keys"));
    struct stat key;
    ASSERT_EQ(stat((keys_ + "/installation.key").c_str(), &key), 0);
    EXPECT_EQ(key.st_mode & 0777, 0400u);
    AddUnit("第二小学");
    moment = absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", absl::Now(), absl::UTCTimeZone());
    AddUnit("第三小学");
    server.Signal(SIGTERM);
    EXPECT_EQ(server.Wait().exit, 0);
  }
  fs::rename(data_, data_ + ".lost");

  const std::string fresh = folder_.path() + "/fresh", all = folder_.path() + "/all";
  const Ended restored = Restore(fresh, {"--at", moment, "--checkpoints", data_ + ".lost/checkpoints"});
  ASSERT_EQ(restored.exit, 0) << restored.talk << restored.answer;
  EXPECT_THAT(restored.talk, HasSubstr("Everything agrees"));
  EXPECT_THAT(restored.answer, ContainsRegex("events count from 1 without a gap +[1-9]"));
  EXPECT_THAT(restored.answer, ContainsRegex("volunteers: every row is as published +[1-9][0-9]* +0"));
  EXPECT_THAT(TextOf(fresh + "/restore-report.json"), HasSubstr("\"sound\": true"));
  EXPECT_EQ(TextOf(fresh + "/keys/national.counties"), kNational) << "what tells the counties' ciphers";
  {
    Process server(Server(fresh));
    ASSERT_TRUE(server.Says("ready"));
    SignIn(fresh);
    const Ended units = Diandan(fresh, {"unit", "list"});
    EXPECT_THAT(units.answer, HasSubstr("第一小学"));
    EXPECT_THAT(units.answer, HasSubstr("第二小学"));
    EXPECT_THAT(units.answer, Not(HasSubstr("第三小学")));
    server.Signal(SIGTERM);
    EXPECT_EQ(server.Wait().exit, 0);
  }
  // Without --at everything is there again, so that nothing published is left out.
  const Ended whole = Restore(all, {"--checkpoints", data_ + ".lost/checkpoints"});
  ASSERT_EQ(whole.exit, 0) << whole.talk << whole.answer;
  EXPECT_THAT(whole.talk, Not(HasSubstr("checkpoints were published")));
  EXPECT_EQ(TextOf(all + "/checkpoints/volunteers.log"), TextOf(data_ + ".lost/checkpoints/volunteers.log"));
}

TEST_F(BackupTest, WhatCannotBeIsRefusedBeforeAnythingIsMade) {
  std::string other;
  {
    Process server(Server(data_));
    ASSERT_TRUE(server.Says("ready"));
    EXPECT_THAT(Diandan(data_, {"backup", "--to", data_ + "/backups"}).talk,
                HasSubstr("Not inside the data folder"));
    EXPECT_THAT(Diandan(data_, {"backup", "--to", backups_, "--keys-to", backups_ + "/keys"}).talk,
                HasSubstr("kept apart"));
    ASSERT_EQ(Diandan(data_, {"backup", "--to", backups_, "--keys-to", keys_}).exit, 0);
    EXPECT_EQ(Diandan(data_, {"backup", "--to", backups_, "--keep", "1"}).exit, 0);
    EXPECT_THAT(Only(backups_), HasSubstr("Z")) << "the older one is gone";
    server.Signal(SIGTERM);
    EXPECT_EQ(server.Wait().exit, 0);
  }
  EXPECT_THAT(Diandan(data_, {"backup", "--to", backups_}).talk,
              HasSubstr("No server with a private PostgreSQL"));
  const std::string fresh = folder_.path() + "/fresh", strange = folder_.path() + "/strange";
  EXPECT_THAT(Restore(data_, {}).talk, HasSubstr("A new folder"));
  EXPECT_THAT(Restore(fresh, {"--at", "2020-01-01 08:00"}).talk, HasSubstr("take an earlier one"));
  EXPECT_THAT(Restore(fresh, {"--at", "yesterday"}).talk, HasSubstr("--at  “yesterday”"));
  fs::create_directory(strange);
  std::ofstream(strange + "/installation.key") << "diandan-key-1 " << std::string(64, 'a') << "\n";
  chmod((strange + "/installation.key").c_str(), 0400);
  EXPECT_THAT(Restore(fresh, {}, strange).talk, HasSubstr("belong to another installation"));
  std::ofstream(Only(backups_) + "/cluster/PG_VERSION", std::ios::app) << "\n";
  EXPECT_THAT(Restore(fresh, {}).talk, HasSubstr("pg_verifybackup"));
  EXPECT_FALSE(fs::exists(fresh));
}

TEST_F(BackupTest, TheDoctorSeesWhatIsWrong) {
  testing::CertificateAuthority authority(folder_.path());
  const std::string certificate = authority.Issue("server").certificate;
  Process server(Server(data_));
  ASSERT_TRUE(server.Says("ready"));
  OpenCounty(data_);
  const auto look = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"doctor", "--plain"});
    return Diandan(data_, more);
  };
  const std::string well = look({}).answer;
  for (const char* line :
       {"GOOD\tanswer", "GOOD\tdata", "GOOD\tkeys", "GOOD\tfsync\ton", "GOOD\tsynchronous_commit\ton",
        "GOOD\tfull_page_writes\ton", "GOOD\tdata_checksums\ton", "GOOD\tarchive", "GOOD\tschemas",
        "GOOD\tfollowers", "GOOD\tparked\t0", "GOOD\tdatabase_clock"}) {
    EXPECT_THAT(well, HasSubstr(line));
  }
  // Of this test's authority, which gives out certificates for an hour.
  EXPECT_THAT(look({"--certificate", certificate}).answer, HasSubstr("WARNING\tcertificate"));
  EXPECT_THAT(look({"--certificate", "/no/such.pem"}).answer, HasSubstr("BAD\tcertificate"));
  chmod((data_ + "/keys/installation.key").c_str(), 0444);
  const Ended open = look({});
  EXPECT_EQ(open.exit, 1);
  EXPECT_THAT(open.answer, HasSubstr("BAD\tkeys"));
  EXPECT_THAT(Diandan(data_, {"doctor"}).answer, HasSubstr("chmod 400"));
  server.Signal(SIGTERM);
  EXPECT_EQ(server.Wait().exit, 0);
}

}  // namespace
}  // namespace diandan::cli
