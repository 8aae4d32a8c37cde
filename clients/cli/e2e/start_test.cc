// What `diandan-server` says when it cannot start: which flag, its value, what to do; and that nothing of the
// data was touched, so that it starts again once that is mended.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "clients/cli/e2e/process.h"
#include "services/db/query.h"
#include "tests/support/certificates.h"
#include "tests/support/postgres.h"

namespace diandan::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

// A port that somebody else holds.
class TakenPort {
 public:
  TakenPort() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (bind(socket_, any, size) == 0 && listen(socket_, 1) == 0 && getsockname(socket_, any, &size) == 0) {
      address_ = absl::StrCat("127.0.0.1:", ntohs(address.sin_port));
    }
  }
  ~TakenPort() { close(socket_); }
  const std::string& address() const { return address_; }

 private:
  const int socket_;
  std::string address_;
};

class StartTest : public ::testing::Test {
 protected:
  std::vector<std::string> Server(const std::vector<std::string>& flags = {}) const {
    std::vector<std::string> words = {DIANDAN_SERVER, "--data", data_, "--http", ""};
    words.insert(words.end(), flags.begin(), flags.end());
    return words;
  }
  // Fails to start and says so in both languages.
  void Refuses(const std::vector<std::string>& words, const std::string& flag_and_value,
               const std::string& chinese, const std::string& english) {
    for (const auto& [locale, wish] :
         {std::pair{"zh_CN.UTF-8", chinese}, std::pair{"en_US.UTF-8", english}}) {
      const Ended ended = RunProcess(words, {{"LC_ALL", locale}});
      EXPECT_EQ(ended.exit, 1);
      EXPECT_EQ(ended.answer, "");
      EXPECT_THAT(ended.talk, HasSubstr(absl::StrCat("\n  ", flag_and_value)));
      EXPECT_THAT(ended.talk, HasSubstr(wish));
      EXPECT_THAT(ended.talk, HasSubstr("FIELD_INVALID"));
    }
  }
  // Starts, is ready, and stops at once.
  void Starts() {
    Process server(Server());
    EXPECT_TRUE(server.Says("ready"));
    server.Signal(SIGTERM);
    EXPECT_EQ(server.Wait().exit, 0);
  }

  testing::TemporaryFolder folder_;
  const std::string data_ = folder_.path() + "/data";
};

TEST_F(StartTest, FlagsThatCannotBe) {
  Refuses({DIANDAN_SERVER}, "--data", "请写上", "Please fill this in");
  Refuses(Server({"--target", "orders,ours"}), "--target  “ours”", "只能是其中一个：all, volunteers",
          "One of: all");
  Refuses(Server({"--listen", "/tmp/x"}), "--listen  “/tmp/x”", "unix:", "unix:");
  Refuses(Server({"--peer", "orders"}), "--peer  “orders”", "service=HOST:PORT", "service=HOST:PORT");
  Refuses(Server({"--peer", "orders=unix:/a", "--peer=hours=unix:/b"}), "--peer", "用逗号隔开",
          "Once, with commas");
  EXPECT_FALSE(fs::exists(data_));
}

TEST_F(StartTest, AFolderThatMayNotBeWritten) {
  // The kernel's own; nobody makes folders there, root included.
  Refuses({DIANDAN_SERVER, "--data", "/sys/diandan"}, "--data  “/sys/diandan”", "这个文件夹写不进去：换一个",
          "may write to: choose another one");
}

TEST_F(StartTest, AFolderOfAnotherVersion) {
  fs::create_directories(data_ + "/postgres");
  std::ofstream(data_ + "/postgres/PG_VERSION") << "9\n";
  Refuses(Server(), absl::StrCat("--data  “", data_, "”"), "不是同一个版本（9, ",
          "another PostgreSQL version");
}

// One folder, so that PostgreSQL is set up once; each mishap in its turn, and in the end it starts.
TEST_F(StartTest, WhatStandsInTheWayOfAFolderInUse) {
  {
    Process first(Server());
    ASSERT_TRUE(first.Says("ready"));
    Refuses(Server(), absl::StrCat("--data  “", data_, "”"),
            absl::StrCat("另一个服务正在用它（进程 ", first.pid(), "）"),
            absl::StrCat("Another server is using it (process ", first.pid(), ")"));
    first.Signal(SIGTERM);
    EXPECT_EQ(first.Wait().exit, 0);
  }

  const std::string key = data_ + "/keys/installation.key";
  fs::rename(key, key + ".away");
  Refuses(Server(), absl::StrCat("--keys  “", key, "”"), "从备份里放回来，数据没有动",
          "put it back from your backup");
  EXPECT_FALSE(fs::exists(key)) << "no key is made beside sealed data";
  fs::rename(key + ".away", key);

  const rpc::TlsFiles tls = testing::CertificateAuthority(folder_.path()).Issue("server");
  const TakenPort taken;
  std::vector<std::string> tcp = {"--tcp",     taken.address(), "--tls_cert", tls.certificate,
                                  "--tls_key", tls.private_key, "--tls_ca",   tls.authority};
  Refuses(Server(tcp), absl::StrCat("--tcp  “", taken.address(), "”"), "换一个端口", "choose another port");
  tcp[5] = folder_.path() + "/no.key";
  Refuses(Server(tcp), absl::StrCat("--tls_key  “", tcp[5], "”"), "读不了这个 PEM 文件", "cannot be read");
  Starts();
}

// Somebody went back to an older program.
TEST_F(StartTest, ADatabaseNewerThanTheProgram) {
  {
    Process server(Server());
    ASSERT_TRUE(server.Says("ready"));
    auto admin = db::Connection::Open(
        {.conninfo = absl::StrCat("host=", data_, "/postgres/socket user=diandan_admin dbname=diandan")});
    admin->Script(
        "INSERT INTO diandan_meta.migration (service, name, sha256) VALUES ('orders', '999_later', '0');"
        "UPDATE diandan_meta.schema_version SET files = files + 1 WHERE service = 'orders'");
    admin.reset();
    server.Signal(SIGTERM);
    EXPECT_EQ(server.Wait().exit, 0);
  }
  Refuses(Server(), "--database  “orders 999_later”", "数据库比这个程序新",
          "The database is newer than this program");
}

}  // namespace
}  // namespace diandan::cli
