// A county's gateway for text messages: it gets the leader's number once the leader agreed to be contacted,
// and that it did is on record.
#include "diandan/orders/v1/webhook_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteer_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/shapes.h"
#include "tests/scenario/walk.h"
#include "tests/support/http_receiver.h"

namespace diandan::scenario {
namespace {

namespace o = orders::v1;
namespace v = volunteers::v1;
using ::testing::ElementsAre;

void AddGateway(Stage& stage, const std::string& url) {
  o::CreateWebhookRequest request;
  request.set_request_id(stage.Id());
  request.mutable_webhook()->set_name(stage.NameOf("webhooks", stage.Id()));
  request.mutable_webhook()->set_title("Text messages");
  request.mutable_webhook()->set_kind(o::SMS);
  request.set_url(url);
  request.set_secret("sixteen letters!");
  OrThrow(stage.Call("admin", &o::WebhookService::Stub::CreateWebhook, request));
}

void AgreeToBeContacted(Stage& stage) {
  v::SetConsentRequest request;
  request.set_request_id(stage.Id());
  request.set_name(stage.leader);
  request.set_kind(v::CONTACT);
  request.set_given(true);
  OrThrow(stage.Call("admin", &v::VolunteerService::Stub::SetConsent, request));
}

class TextMessage : public ::testing::TestWithParam<Shape> {};
INSTANTIATE_TEST_SUITE_P(In, TextMessage, kBothShapes, NameOfShape);

TEST_P(TextMessage, ReachesTheLeaderWhoAgreed) {
  Stage stage(GetParam());
  testing::HttpReceiver gateway(
      [](const testing::HttpReceiver::Request&) { return testing::HttpReceiver::Reply{}; });
  AddGateway(stage, gateway.url("/send"));
  AgreeToBeContacted(stage);
  Walk walk(stage);
  OrThrow(walk.Place());
  OrThrow(walk.Approve());
  OrThrow(walk.Offer());
  o::OutgoingNotice message;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(gateway.WaitFor(1).at(0).body, &message).ok());
  EXPECT_EQ(message.kind(), o::NEW_OFFER);
  EXPECT_EQ(message.team_name(), "Well village team");
  EXPECT_THAT(message.phones(), ElementsAre("13800000001"));
  EXPECT_EQ(stage.Events("VOLUNTEER_REVEALED"), 1);
}

}  // namespace
}  // namespace diandan::scenario
