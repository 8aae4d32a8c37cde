// A photo on its way to a browser: through the gateway to whom the order concerns, as a picture that runs
// nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "diandan/orders/v1/photo_service.grpc.pb.h"
#include "services/gateway/gateway.h"
#include "services/gateway/gateway_testing.h"
#include "services/orders/orders_module.h"
#include "services/orders/photo_testing.h"
#include "services/volunteers/volunteers_module.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/walk.h"

namespace diandan::gateway {
namespace {

namespace o = orders::v1;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr char kPhotos[] = "/diandan.orders.v1.PhotoService/";

class PhotosTest : public ::testing::Test {
 protected:
  PhotosTest() {
    for (const auto& [name, access] : {std::pair{"volunteers", &volunteers::VolunteersModule::access()},
                                       std::pair{"orders", &orders::OrdersModule::access()}}) {
      options_.upstreams.push_back({name, access, hosting_->ChannelTo(name)});
    }
    gateway_ = Gateway::Start(options_).value();
    wire_ = std::make_unique<Wire>(gateway_->port());
    scenario::Walk walk(stage_);
    walk.UntilRoster();
    order_ = scenario::OrThrow(walk.Show()).name();
  }
  // As the stage has them sign in.
  Headers SignedIn(const std::string& actor, int county = 150525) {
    const Reply reply = wire_->Call(std::string(kSignIn) + "SignIn",
                                    absl::StrCat(R"({"signInName":"scenario-)", county, "-", actor,
                                                 R"(","password":"lantern-over-the-well-7"})"));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return {{"authorization", "Bearer " + Member(reply.body, "accessToken")}, {"accept-language", "en"}};
  }
  // Over JSON, as a program would; where it is served from then on.
  std::string Add(const std::string& image) {
    const Reply reply = wire_->Call(std::string(kPhotos) + "AddPhoto",
                                    absl::StrCat(R"({"requestId":")", stage_.Id(), R"(","name":")", order_,
                                                 R"(","image":")", absl::Base64Escape(image), "\"}"),
                                    SignedIn("leader"));
    added_ = reply;
    return absl::StrCat("/photos/150525/", order_.substr(order_.rfind('/') + 1), "/",
                        Member(reply.body, "hash"), ".jpg");
  }

  const std::shared_ptr<scenario::Hosting> hosting_ = scenario::HostInOneServer(scenario::MondayMorning());
  scenario::Stage stage_{hosting_, scenario::kCounty};
  GatewayOptions options_{.address = "127.0.0.1:0"};
  std::unique_ptr<Gateway> gateway_;
  std::unique_ptr<Wire> wire_;
  std::string order_;
  Reply added_;
};

TEST_F(PhotosTest, AreServedAsPicturesThatRunNothing) {
  const std::string path = Add(orders::testing::HeldAt(1, orders::testing::PlainJpeg()));
  ASSERT_EQ(added_.status, 200) << added_.body;
  const Reply reply = wire_->Ask("GET", path, SignedIn("clerk"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_THAT(reply.body, StartsWith("\xff\xd8\xff"));
  EXPECT_EQ(reply.Header("content-type"), "image/jpeg");
  EXPECT_EQ(reply.Header("x-content-type-options"), "nosniff");
  EXPECT_THAT(reply.Header("content-security-policy"),
              AllOf(HasSubstr("default-src 'none'"), HasSubstr("sandbox")));
  EXPECT_THAT(reply.Header("cache-control"), AllOf(HasSubstr("private"), HasSubstr("immutable")));
  EXPECT_EQ(reply.Header("etag"), absl::StrCat("\"", Member(added_.body, "hash"), "\""));

  Headers kept = SignedIn("clerk");
  kept["if-none-match"] = reply.Header("etag");
  const Reply unchanged = wire_->Ask("GET", path, kept);
  EXPECT_EQ(unchanged.status, 304);
  EXPECT_THAT(unchanged.body, IsEmpty());
  const Reply head = wire_->Ask("HEAD", path, SignedIn("clerk"));
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.Header("content-type"), "image/jpeg");
}

TEST_F(PhotosTest, OnlyToWhomTheOrderConcerns) {
  const std::string path = Add(orders::testing::PlainJpeg());
  ASSERT_EQ(added_.status, 200) << added_.body;
  EXPECT_EQ(wire_->Ask("GET", path).status, 401);
  EXPECT_EQ(wire_->Ask("GET", path, SignedIn("neighbour")).status, 403);
  scenario::Stage other(hosting_, 150523);
  EXPECT_EQ(wire_->Ask("GET", path, SignedIn("clerk", 150523)).status, 403);
  // Nor does what a browser kept become a permission.
  Headers kept = SignedIn("clerk", 150523);
  kept["if-none-match"] = "*";
  const Reply refused = wire_->Ask("GET", path, kept);
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.Header("cache-control"), "no-store");
}

TEST_F(PhotosTest, WhatIsNoNameOfAPhotoIsNowhere) {
  const std::string path = Add(orders::testing::PlainJpeg());
  const Headers clerk = SignedIn("clerk");
  const std::string unknown = path.substr(0, path.size() - 8) + "0000.jpg";
  EXPECT_EQ(wire_->Ask("GET", unknown, clerk).status, 404);
  for (const std::string& wrong :
       {std::string("/photos/"), path + "/", path.substr(0, path.size() - 4) + ".svg",
        absl::StrReplaceAll(path, {{"/150525/", "/../150525/"}})}) {
    EXPECT_EQ(wire_->Ask("GET", wrong, clerk).status, 404) << wrong;
  }
  EXPECT_EQ(wire_->Ask("POST", path, clerk).status, 404);
}

TEST_F(PhotosTest, ThreeMegabytesComeThroughAlsoAsJsonAndMoreIsRefusedInWords) {
  Add(orders::testing::PlainJpeg() + std::string(2'990'000, 'x'));
  EXPECT_EQ(added_.status, 200) << added_.body;
  Add(std::string(3'000'001, 'x'));
  EXPECT_EQ(added_.status, 400);
  EXPECT_THAT(added_.body, HasSubstr("Too large, at most 3000000 bytes"));
  Add(std::string(4'000'000, 'x'));
  EXPECT_EQ(added_.status, 413);
}

}  // namespace
}  // namespace diandan::gateway
