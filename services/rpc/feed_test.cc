// The stream that followers read, as it is sent.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/rpc/toy_testing.h"
#include "tests/support/matchers.h"

namespace diandan::rpc {
namespace {

using ::testing::ElementsAre;
using testing::Refused;

class FeedTest : public ::testing::Test {
 protected:
  void Put(CountyId county, std::initializer_list<int> values) {
    for (int value : values) ASSERT_OK(toy_.Send(toy_.Put(county, thing_, value)));
  }

  ToyWorld toy_{/*follow=*/true};
  const Uuid thing_ = toy_.NewId();
};

TEST_F(FeedTest, OnlyServicesNamedInTheRowMayFollow) {
  for (const auto& caller : {toy_.clerk, toy_.world.ServiceCaller("strangers"), toy_.world.Nobody()}) {
    grpc::ClientContext context;
    caller.Prepare(context);
    auto reader = toy_.stub->Follow(&context, events::v1::FollowRequest());
    events::v1::FollowResponse response;
    EXPECT_FALSE(reader->Read(&response));
    const Status status = FromGrpc(reader->Finish());
    EXPECT_THAT(status, Refused(caller.token.empty() ? errors::v1::NOT_SIGNED_IN : errors::v1::NOT_ALLOWED));
  }
}

TEST_F(FeedTest, AStreamStartsAfterItsCursorsAndGoesOnInOrder) {
  Put(kNaiman, {1, 2, 3, 4, 5});
  Put(kKulun, {1, 2});
  grpc::ClientContext context;
  toy_.world.ServiceCaller("copies").Prepare(context);
  events::v1::FollowRequest request;
  auto* cursor = request.add_cursors();
  cursor->set_county_id(kNaiman);
  cursor->set_seq(3);
  auto reader = toy_.stub->Follow(&context, request);
  std::map<CountyId, std::vector<int64_t>> seen;
  events::v1::FollowResponse response;
  while (seen[kNaiman].size() + seen[kKulun].size() < 4 && reader->Read(&response)) {
    for (const auto& event : response.events()) {
      EXPECT_EQ(event.position().county_id(), response.county_id());
      EXPECT_EQ(event.kind(), "THING_PUT");
      EXPECT_EQ(event.actor(), (response.county_id() == kNaiman ? toy_.clerk : toy_.kulun_clerk).subject);
      seen[response.county_id()].push_back(event.position().seq());
    }
  }
  EXPECT_THAT(seen[kNaiman], ElementsAre(4, 5));
  EXPECT_THAT(seen[kKulun], ElementsAre(1, 2));
  Put(kNaiman, {9});
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.events(0).position().seq(), 6);
}

// Two ends that follow each other, when the feed looked in between, are one longer run.
void Tell(const events::v1::Event& event, std::vector<events::v1::Event>& told) {
  const int64_t first = event.first_seq() > 0 ? event.first_seq() : event.position().seq();
  if (told.empty() || told.back().has_payload()) return told.push_back(event);
  const int64_t before = told.back().first_seq() > 0 ? told.back().first_seq() : told.back().position().seq();
  EXPECT_EQ(first, told.back().position().seq() + 1);
  told.back() = event;
  told.back().set_first_seq(before);
}

// "1-3": a run told by its end alone; "4!": an event with all it says.
std::string Say(const events::v1::Event& event) {
  const int64_t last = event.position().seq();
  const std::string run =
      event.first_seq() > 0 ? absl::StrCat(event.first_seq(), "-", last) : absl::StrCat(last);
  return absl::StrCat(run, event.has_payload() ? "!" : "");
}

TEST_F(FeedTest, OfWhatAFollowerHasNoUseForOnlyTheEndIsTold) {
  const int o = kToldOtherwise;
  Put(kNaiman, {1, o, o, 2, 3, o, o});
  grpc::ClientContext context;
  toy_.world.ServiceCaller("copies").Prepare(context);
  events::v1::FollowRequest request;
  request.mutable_wanted()->add_names(toy::v1::ThingPut::descriptor()->full_name());
  auto reader = toy_.stub->Follow(&context, request);
  std::vector<events::v1::Event> told;
  events::v1::FollowResponse response;
  while ((told.empty() || told.back().position().seq() < 7) && reader->Read(&response)) {
    for (const auto& event : response.events()) Tell(event, told);
  }
  std::vector<std::string> said;
  for (const auto& event : told) said.push_back(Say(event));
  EXPECT_THAT(said, ElementsAre("1!", "2-4!", "5!", "6-7"));
}

}  // namespace
}  // namespace diandan::rpc
