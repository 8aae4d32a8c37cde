// Webhooks on a real database: stored sealed, shown without keys, changed once however often it is said.
#include "diandan/orders/v1/webhook_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/orders_testing.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::Refused;
using ::testing::HasSubstr;
using ::testing::Not;
using WebhookStub = v1::WebhookService::Stub;

constexpr char kUrl[] = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=633a31f6-7f9c";
constexpr char kSecret[] = "sixteen letters!";

class Webhooks : public ::testing::Test {
 protected:
  v1::CreateWebhookRequest Wanted(const char* word = "w") {
    v1::CreateWebhookRequest request;
    request.mutable_webhook()->set_name(Name("webhooks", word));
    request.mutable_webhook()->set_title(absl::StrCat("平台 ", word));
    request.mutable_webhook()->set_kind(v1::GENERIC);
    request.set_url(kUrl);
    request.set_secret(kSecret);
    return Fresh(request);
  }
  template <typename Request, typename Response>
  StatusOr<Response> Do(grpc::Status (WebhookStub::*method)(grpc::ClientContext*, const Request&, Response*),
                        const Request& request) {
    return world_.admin.Call(*webhooks_, method, request);
  }
  v1::ListWebhooksRequest InCounty() {
    v1::ListWebhooksRequest request;
    request.set_parent("counties/150525");
    return request;
  }

  OrdersWorld world_;
  std::unique_ptr<WebhookStub> webhooks_ = v1::WebhookService::NewStub(world_.world.ChannelTo("orders"));
};

TEST_F(Webhooks, AddressAndSecretAreSealedAndNeverShown) {
  const auto created = Do(&WebhookStub::CreateWebhook, Wanted());
  ASSERT_OK(created);
  EXPECT_EQ(created->shown_url(), "https://qyapi.weixin.qq.com/…");
  EXPECT_TRUE(created->has_secret());
  EXPECT_THAT(created->ShortDebugString(), Not(HasSubstr("633a31f6")));
  EXPECT_EQ(world_.Count("SELECT count(*) FROM webhook WHERE position('633a31f6'::bytea IN url) > 0 OR "
                         "position('sixteen'::bytea IN secret) > 0"),
            0);
  EXPECT_EQ(world_.Count("SELECT count(*) FROM event WHERE position('633a31f6'::bytea IN payload) > 0"), 0);
  const auto listed = Do(&WebhookStub::ListWebhooks, InCounty());
  ASSERT_OK(listed);
  ASSERT_EQ(listed->webhooks_size(), 1);
  EXPECT_EQ(listed->webhooks(0).ShortDebugString(), created->ShortDebugString());
}

TEST_F(Webhooks, EachMutationSaidTwiceHappensOnce) {
  const auto create = Wanted();
  ASSERT_OK(Do(&WebhookStub::CreateWebhook, create));
  const auto again = Do(&WebhookStub::CreateWebhook, create);
  ASSERT_OK(again);
  v1::UpdateWebhookRequest update;
  *update.mutable_webhook() = *again;
  update.mutable_webhook()->set_disabled(true);
  update.set_secret("another sixteen letters");
  update = Fresh(update);
  v1::TestWebhookRequest test;
  test.set_name(Name("webhooks", "w"));
  test = Fresh(test);
  std::set<std::string> answers;
  for (int time = 0; time < 2; ++time) {
    const auto updated = Do(&WebhookStub::UpdateWebhook, update);
    ASSERT_OK(updated);
    EXPECT_TRUE(updated->disabled());
    const auto tested = Do(&WebhookStub::TestWebhook, test);
    ASSERT_OK(tested);
    answers.insert(absl::StrCat(updated->ShortDebugString(), tested->ShortDebugString()));
  }
  EXPECT_EQ(answers.size(), 1u);
  EXPECT_EQ(world_.Count("SELECT count(*) FROM event WHERE kind LIKE 'WEBHOOK%'"), 3);
  EXPECT_EQ(world_.Count("SELECT count(*) FROM delivery"), 1);
}

TEST_F(Webhooks, WhoMayNotIsToldSo) {
  EXPECT_THAT(world_.dispatcher.Call(*webhooks_, &WebhookStub::CreateWebhook, Wanted()),
              Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(world_.leader.Call(*webhooks_, &WebhookStub::ListWebhooks, InCounty()),
              Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(world_.world.Nobody().Call(*webhooks_, &WebhookStub::ListWebhooks, InCounty()),
              Refused(errors::v1::NOT_SIGNED_IN));
  const auto neighbour =
      world_.world.CallerWith(Role::kCountyAdmin, diandan::testing::InOrg(150526, "elsewhere"));
  EXPECT_THAT(neighbour.Call(*webhooks_, &WebhookStub::ListWebhooks, InCounty()),
              Refused(errors::v1::NOT_ALLOWED));
  const auto auditor =
      world_.world.CallerWith(Role::kAuditor, diandan::testing::InOrg(kCounty, Path({"centre"})));
  EXPECT_OK(auditor.Call(*webhooks_, &WebhookStub::ListWebhooks, InCounty()));
}

TEST_F(Webhooks, ARefusedAddressLeavesNothingAndIsNotRepeated) {
  auto inside = Wanted();
  inside.set_url("https://169.254.169.254/latest/meta-data?key=633a31f6");
  const auto refused = Do(&WebhookStub::CreateWebhook, inside);
  ASSERT_THAT(refused, Refused(errors::v1::FIELD_INVALID));
  EXPECT_EQ(InfoOf(refused.status()).fields(0).field(), "url");
  EXPECT_THAT(InfoOf(refused.status()).fields(0).want(), HasSubstr("--webhook_networks"));
  EXPECT_THAT(InfoOf(refused.status()).ShortDebugString(), Not(HasSubstr("633a31f6")));
  auto plain = Wanted();
  plain.set_url("http://sms.example.org/");
  EXPECT_THAT(Do(&WebhookStub::CreateWebhook, plain), Refused(errors::v1::FIELD_INVALID));
  EXPECT_EQ(world_.Count("SELECT count(*) FROM webhook"), 0);
}

TEST_F(Webhooks, PagesShowEverythingOnce) {
  for (const char* word : {"c", "a", "b"}) ASSERT_OK(Do(&WebhookStub::CreateWebhook, Wanted(word)));
  auto request = InCounty();
  request.set_page_size(2);
  const auto first = Do(&WebhookStub::ListWebhooks, request);
  ASSERT_OK(first);
  request.set_page_token(first->next_page_token());
  const auto rest = Do(&WebhookStub::ListWebhooks, request);
  ASSERT_OK(rest);
  ASSERT_EQ(first->webhooks_size() + rest->webhooks_size(), 3);
  EXPECT_EQ(first->webhooks(0).title(), "平台 a");
  EXPECT_EQ(rest->webhooks(0).title(), "平台 c");
}

}  // namespace
}  // namespace diandan::orders::testing
