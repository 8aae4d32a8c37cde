#include "services/base/network.h"

#include "gtest/gtest.h"
#include "tests/support/matchers.h"

namespace diandan {
namespace {

using testing::Refused;

std::vector<Network> Allowed(const std::vector<std::string>& texts) { return *ParseNetworks("f", texts); }

TEST(Network, ThePublicInternetIsReached) {
  for (const char* text : {"8.8.8.8", "101.91.60.12", "223.5.5.5", "172.15.0.1", "172.32.0.1", "100.63.0.1",
                           "2400:3200::1", "2002:808:808::1", "64:ff9b::8.8.8.8"}) {
    EXPECT_TRUE(IsPublic(*ParseIp(text))) << text;
  }
}

TEST(Network, WhatOnlyThisMachineCanReachIsNot) {
  for (const char* text : {"127.0.0.1",
                           "127.9.9.9",
                           "0.0.0.0",
                           "10.1.2.3",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.168.1.1",
                           "169.254.169.254",
                           "100.100.100.200",
                           "192.0.0.192",
                           "198.18.0.1",
                           "224.0.0.1",
                           "255.255.255.255",
                           "203.0.113.5",
                           "::",
                           "::1",
                           "fe80::1",
                           "fc00::1",
                           "fd00:ec2::254",
                           "ff02::1",
                           "2001:db8::1",
                           "::ffff:127.0.0.1",
                           "::ffff:169.254.169.254",
                           "::127.0.0.1",
                           "64:ff9b::10.0.0.1",
                           "2002:7f00:1::1",
                           "2001:0:1:2::3"}) {
    EXPECT_FALSE(IsPublic(*ParseIp(text))) << text;
  }
}

TEST(Network, OtherWaysToWriteANumberAreNoAddresses) {
  for (const char* text :
       {"", "localhost", "2130706433", "0x7f.1", "127.1", "127.0.0.1.", "1.2.3.4/8", "[]"}) {
    EXPECT_FALSE(ParseIp(text).has_value()) << text;
  }
  EXPECT_EQ(ParseIp("[::1]"), ParseIp("::1"));
  EXPECT_EQ(ParseIp("::ffff:10.0.0.1"), ParseIp("10.0.0.1"));
}

TEST(Network, TheOperatorOpensANetwork) {
  const auto county = Allowed({"10.20.0.0/16", "::1"});
  EXPECT_TRUE(MayReach(*ParseIp("10.20.255.1"), true, county));
  EXPECT_FALSE(MayReach(*ParseIp("10.21.0.1"), true, county));
  EXPECT_TRUE(MayReach(*ParseIp("::1"), true, county));
  EXPECT_FALSE(MayReach(*ParseIp("127.0.0.1"), true, county));
  EXPECT_TRUE(MayReach(*ParseIp("8.8.8.8"), true, {}));
}

TEST(Network, WithoutEncryptionOnlyThisMachineAndOnlyWhenAllowed) {
  EXPECT_TRUE(MayReach(*ParseIp("127.0.0.1"), false, Allowed({"127.0.0.0/8"})));
  EXPECT_FALSE(MayReach(*ParseIp("127.0.0.1"), false, {}));
  EXPECT_FALSE(MayReach(*ParseIp("8.8.8.8"), false, {}));
  EXPECT_FALSE(MayReach(*ParseIp("10.20.0.1"), false, Allowed({"10.20.0.0/16"})));
}

TEST(Network, ABlockEndsWhereItSays) {
  const auto odd = Allowed({"192.168.4.0/22"});
  EXPECT_TRUE(odd[0].Has(*ParseIp("192.168.7.255")));
  EXPECT_FALSE(odd[0].Has(*ParseIp("192.168.8.0")));
  EXPECT_TRUE(Allowed({"0.0.0.0/0"})[0].Has(*ParseIp("9.9.9.9")));
  EXPECT_FALSE(Allowed({"0.0.0.0/0"})[0].Has(*ParseIp("2400::1")));
}

TEST(Network, WhatIsNoNetworkIsNamed) {
  for (const char* text : {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "office", "::/129"}) {
    EXPECT_THAT(ParseNetworks("--webhook_networks", {"10.0.0.0/8", text}), Refused(errors::v1::FIELD_INVALID))
        << text;
  }
  EXPECT_OK(ParseNetworks("f", {}));
}

}  // namespace
}  // namespace diandan
