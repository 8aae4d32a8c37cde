// One stream behind for all who ask the same, and nobody reads along who may not.
#include "services/gateway/shared_streams.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "services/gateway/browser_testing.h"
#include "services/gateway/gateway.h"
#include "services/rpc/client.h"
#include "services/rpc/toy_testing.h"
#include "tests/support/matchers.h"

namespace diandan::gateway {
namespace {

using ::testing::HasSubstr;
using testing::Refused;
using testing::TestCaller;

constexpr char kPath[] = "/diandan.toy.v1.Toys/WatchThings";

class SharedStreamsTest : public ::testing::Test {
 protected:
  // Somebody who reads along.
  class Reader {
   public:
    Reader(SharedStreamsTest& test, const TestCaller& caller, const std::string& path = "c1") {
      toy::v1::WatchThingsRequest request;
      request.set_parent(absl::StrCat("counties/", rpc::kNaiman));
      request.set_path(path);
      CallHeaders headers;
      headers.token = caller.token;
      headers.client = "127.0.0.1";
      stream_ = test.shared.Join(*test.methods.Find(kPath), headers, request.SerializeAsString());
    }
    // The seq of the next message; -1 at the end.
    int64_t Any() {
      absl::Notification answered;
      events::v1::Position position;
      bool over = false;
      stream_->Ask([&](const grpc::ByteBuffer* message, const grpc::Status& status) {
        over = message == nullptr;
        status_ = rpc::FromGrpc(status);
        if (!over) {
          const grpc::Slice bytes = Whole(*message);
          position.ParseFromArray(bytes.begin(), int(bytes.size()));
        }
        answered.Notify();
      });
      answered.WaitForNotification();
      return over ? -1 : position.seq();
    }
    // Past heartbeats.
    int64_t Next() {
      const int64_t before = seen_;
      while (seen_ == before) seen_ = Any();
      return seen_;
    }
    Status Over() {
      while (Any() >= 0) continue;
      return status_;
    }

   private:
    std::unique_ptr<Calls::Stream> stream_;
    int64_t seen_ = -2;
    Status status_;
  };

  void Put(int32_t value = 1) { ASSERT_OK(toy.Send(toy.Put(rpc::kNaiman, toy.NewId(), value))); }
  // Streams that are given up end a moment later.
  void AwaitBehind(int streams) const {
    while (toy.toys.watches().streams() != streams) std::this_thread::yield();
  }
  TestCaller Clerk() { return toy.world.CallerWith(Role::kClerk, testing::InOrg(rpc::kNaiman, "c1")); }

  rpc::ToyWorld toy;
  const std::vector<Upstream> upstreams = {{"toys", &rpc::ToysModule::access(), toy.world.ChannelTo("toys")}};
  const Methods methods{upstreams};
  Calls calls;
  SharedStreams shared{calls};
};

TEST_F(SharedStreamsTest, WhoeverAsksTheSameReadsTheSameStream) {
  Reader first(*this, toy.clerk), second(*this, Clerk()), narrow(*this, toy.clerk, "c1.v1");
  for (Reader* each : {&first, &second, &narrow}) EXPECT_EQ(each->Next(), 0);
  AwaitBehind(2);
  EXPECT_EQ(shared.count().streams, 2);
  EXPECT_EQ(shared.count().watchers, 3);
  Put(2);
  EXPECT_EQ(first.Next(), 1);
  EXPECT_EQ(second.Next(), 1);
  Put(1);
  EXPECT_EQ(narrow.Next(), 2);
}

TEST_F(SharedStreamsTest, OneLeavesAndTheOtherGoesOn) {
  auto first = std::make_unique<Reader>(*this, toy.clerk);
  EXPECT_EQ(first->Next(), 0);
  auto second = std::make_unique<Reader>(*this, Clerk());
  EXPECT_EQ(second->Next(), 0);
  first.reset();
  Put();
  EXPECT_EQ(second->Next(), 1);
  AwaitBehind(1);
  second.reset();
  AwaitBehind(0);
  EXPECT_EQ(shared.count().watchers, 0);
}

TEST_F(SharedStreamsTest, ARightWithdrawnEndsOnesOwnAndNobodyElses) {
  const TestCaller founder = Clerk(), second = Clerk();
  Reader first(*this, founder), other(*this, second), third(*this, toy.clerk);
  for (Reader* each : {&first, &other, &third}) EXPECT_EQ(each->Next(), 0);
  toy.world.ChangeAccess(founder, {});
  EXPECT_THAT(first.Over(), Refused(errors::v1::NOT_ALLOWED));
  toy.world.ChangeAccess(second, {}, /*epoch=*/2);
  EXPECT_THAT(other.Over(), Refused(errors::v1::TOKEN_EXPIRED));
  Put();
  EXPECT_EQ(third.Next(), 1);
}

TEST_F(SharedStreamsTest, NobodyJoinsWhoMayNot) {
  Reader first(*this, toy.clerk);
  EXPECT_EQ(first.Next(), 0);
  EXPECT_THAT(Reader(*this, toy.kulun_clerk).Over(), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Reader(*this, toy.world.Nobody()).Over(), Refused(errors::v1::NOT_SIGNED_IN));
  Put();
  EXPECT_EQ(first.Next(), 1);
}

TEST_F(SharedStreamsTest, ASessionThatRunsOutEndsWhetherItFoundedTheStreamOrNot) {
  auto signed_in_for = [&](absl::Duration life) {
    TestCaller caller = Clerk();
    caller.token = toy.world.TokenFor(caller.account, caller.home_county, 1, life);
    return caller;
  };
  Reader founder(*this, signed_in_for(absl::Hours(1)));
  EXPECT_EQ(founder.Next(), 0);
  Reader brief(*this, signed_in_for(absl::Seconds(1))), lasting(*this, toy.clerk);
  EXPECT_EQ(brief.Next(), 0);
  EXPECT_EQ(lasting.Next(), 0);
  toy.world.clock.Advance(absl::Seconds(2));
  EXPECT_THAT(brief.Over(), Refused(errors::v1::TOKEN_EXPIRED));
  toy.world.clock.Advance(absl::Hours(2));
  EXPECT_THAT(founder.Over(), Refused(errors::v1::TOKEN_EXPIRED));
  Put();
  EXPECT_EQ(lasting.Next(), 1);
}

TEST_F(SharedStreamsTest, WhoReadsSlowlyGetsTheLatest) {
  Reader slow(*this, toy.clerk), quick(*this, Clerk());
  EXPECT_EQ(slow.Next(), 0);
  EXPECT_EQ(quick.Next(), 0);
  constexpr int kChanges = 10;
  for (int64_t seq = 1; seq <= kChanges; ++seq) {
    Put();
    EXPECT_EQ(quick.Next(), seq);
  }
  EXPECT_EQ(slow.Next(), kChanges);
}

TEST_F(SharedStreamsTest, ManyAreLetInAFewAtATime) {
  std::vector<std::unique_ptr<Reader>> all;
  for (int i = 0; i < 100; ++i) all.push_back(std::make_unique<Reader>(*this, toy.clerk));
  for (auto& each : all) EXPECT_EQ(each->Next(), 0);
  AwaitBehind(1);
  Put();
  for (auto& each : all) EXPECT_EQ(each->Next(), 1);
}

TEST_F(SharedStreamsTest, OverHttpUntilTheServerStops) {
  GatewayOptions options{.address = "127.0.0.1:0", .ready = [] { return std::vector<Readiness>(); }};
  options.upstreams = upstreams;
  auto gateway = Gateway::Start(std::move(options)).value();
  std::vector<std::unique_ptr<Wire>> wires;
  const std::string message = R"({"parent":"counties/150525","path":"c1"})";
  const std::string body = std::string({0, 0, 0, 0, char(message.size())}) + message;
  for (int i = 0; i < 2; ++i) {
    wires.push_back(std::make_unique<Wire>(gateway->port()));
    wires.back()->Send(absl::StrCat("POST ", kPath, " HTTP/1.1\r\nhost: x\r\ncontent-length: ", body.size(),
                                    "\r\ncontent-type: application/connect+json\r\nauthorization: Bearer ",
                                    toy.clerk.token, "\r\n\r\n", body));
    EXPECT_EQ(wires.back()->ReceiveHead().status, 200);
    EXPECT_THAT(wires.back()->ReceiveChunk(), HasSubstr(R"({"service":"toys","countyId":150525)"));
  }
  AwaitBehind(1);
  Put();
  for (auto& wire : wires) {
    std::string chunk;
    while (chunk.find(R"("seq":"1")") == std::string::npos) chunk = wire->ReceiveChunk();
  }
  gateway.reset();
  for (auto& wire : wires) {
    while (!wire->ReceiveChunk().empty()) continue;  // heartbeats
    EXPECT_TRUE(wire->Ended());
  }
  AwaitBehind(0);
}

}  // namespace
}  // namespace diandan::gateway
