#include "clients/cli/session.h"

#include <sys/stat.h>

#include "absl/time/clock.h"
#include "gtest/gtest.h"

namespace diandan::cli {
namespace {

class SessionTest : public ::testing::Test {
 protected:
  const std::string file = ::testing::TempDir() + "/cli-session-test/sessions.json";
  const SessionStore store{file};
  void TearDown() override {
    remove(file.c_str());
    remove((file + ".device").c_str());
  }

  Session Someone(const std::string& name) {
    Session session;
    session.access_token = "access of " + name;
    session.refresh_token = "refresh of " + name;
    session.access_expiry = absl::FromUnixSeconds(1'800'000'000);
    session.display_name = name;
    session.county = 150525;
    session.positions["orders/150525"] = 42;
    return session;
  }
};

TEST_F(SessionTest, RemembersEachServerByItself) {
  EXPECT_FALSE(store.Load("unix:/a").signed_in());
  ASSERT_TRUE(store.Save("unix:/a", Someone("红柳村站")).ok());
  ASSERT_TRUE(store.Save("unix:/b", Someone("another")).ok());
  const Session session = store.Load("unix:/a");
  EXPECT_EQ(session.display_name, "红柳村站");
  EXPECT_EQ(session.refresh_token, "refresh of 红柳村站");
  EXPECT_EQ(session.access_expiry, absl::FromUnixSeconds(1'800'000'000));
  EXPECT_EQ(session.county, 150525);
  EXPECT_EQ(session.positions.at("orders/150525"), 42);
  ASSERT_TRUE(store.Forget("unix:/a").ok());
  EXPECT_FALSE(store.Load("unix:/a").signed_in());
  EXPECT_TRUE(store.Load("unix:/b").signed_in());
}

TEST_F(SessionTest, AnInstallationHasOneNameWhoeverSignsIn) {
  const std::string device = store.Device();
  EXPECT_EQ(device.size(), 32u);
  ASSERT_TRUE(store.Save("unix:/a", Someone("x")).ok());
  ASSERT_TRUE(store.Forget("unix:/a").ok());
  EXPECT_EQ(store.Device(), device);
  EXPECT_EQ(SessionStore(file).Device(), device);
  EXPECT_NE(SessionStore(file + ".other").Device(), device);
  remove((file + ".other.device").c_str());
  EXPECT_EQ(SessionStore("/proc/nobody/sessions.json").Device(), "");
}

TEST_F(SessionTest, IsNobodyElsesToRead) {
  ASSERT_TRUE(store.Save("unix:/a", Someone("x")).ok());
  struct stat found {};
  ASSERT_EQ(stat(file.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600u);
}

}  // namespace
}  // namespace diandan::cli
