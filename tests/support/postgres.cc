#include "tests/support/postgres.h"

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "services/base/words.h"
#include "services/db/conninfo.h"

namespace diandan::testing {
namespace {

struct Cluster {
  TemporaryFolder folder;
  std::unique_ptr<db::EmbeddedPostgres> postgres;
  std::atomic<int> databases{0};

  Cluster() {
    auto started = db::EmbeddedPostgres::Start({.data_dir = folder.path() + "/data", .quick_stop = true});
    if (!started.ok()) {
      throw std::runtime_error(Speak(started.status(), Language::kEnglish).ShortDebugString());
    }
    postgres = std::move(started).value();
  }
};

Cluster& TheCluster() {
  static Cluster cluster;
  return cluster;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  const char* base = std::getenv("TMPDIR");
  path_ = absl::StrCat(base == nullptr ? "/tmp" : base, "/diandan-test-XXXXXX");
  if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error("mkdtemp " + path_);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

db::EmbeddedPostgres& Postgres() { return *TheCluster().postgres; }

std::string PostgresFolder() { return TheCluster().folder.path() + "/data/postgres"; }

namespace {

std::string Create(const std::string& how) {
  Cluster& cluster = TheCluster();
  const std::string name = absl::StrCat("fresh_", ++cluster.databases);
  const std::string admin = cluster.postgres->admin_conninfo();
  db::Connection::Open({.conninfo = admin, .statement_timeout_ms = 0})
      ->Script(absl::StrCat("CREATE DATABASE ", name, how));
  return db::WithOption(admin, "dbname", name);
}

}  // namespace

std::string FreshDatabase() { return Create(""); }

std::string CopyOf(const std::string& database) {
  return Create(" TEMPLATE " + db::ParseConninfo(database)->at("dbname"));
}

}  // namespace diandan::testing
