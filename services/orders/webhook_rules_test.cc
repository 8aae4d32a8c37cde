// Who may have notices sent where, in words.
#include "services/orders/webhook_rules.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/rules_testing.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::InvalidAt;
using diandan::testing::Refused;
using ::testing::ElementsAre;

class Webhooks : public ::testing::Test {
 protected:
  v1::CreateWebhookRequest Wanted(v1::WebhookKind kind = v1::GENERIC) {
    v1::CreateWebhookRequest request;
    request.mutable_webhook()->set_name(Name("webhooks", "w"));
    request.mutable_webhook()->set_title("县短信平台");
    request.mutable_webhook()->set_kind(kind);
    if (kind == v1::GENERIC || kind == v1::SMS) request.set_secret("sixteen letters!");
    return request;
  }
  Status Create(const v1::CreateWebhookRequest& request) {
    return county_.Run(CreateWebhookVerb(), admin_, request, &extra_);
  }
  Status Update(const v1::UpdateWebhookRequest& request) {
    return county_.Run(UpdateWebhookVerb(), admin_, request, &extra_);
  }
  // The webhook as it is, ready to be changed.
  v1::UpdateWebhookRequest Change() {
    v1::UpdateWebhookRequest request;
    *request.mutable_webhook() = ShowWebhook(Row());
    return request;
  }
  const WebhookRow& Row() { return *county_.Find<WebhookRow>(Id("w")); }

  County county_;
  const Caller admin_ = AtOrg("admin", Role::kCountyAdmin, Path({"centre"}));
  WebhookExtra extra_{absl::OkStatus(), {"sealed url"}, {"sealed secret"}, "https://sms.example.org/…"};
};

TEST_F(Webhooks, AnAdminAddsOne) {
  auto request = Wanted();
  request.mutable_webhook()->set_org(Name("orgs", "town"));
  request.mutable_webhook()->add_notice_kinds(v1::NEW_OFFER);
  EXPECT_OK(Create(request));
  EXPECT_EQ(Row().org_path, Path({"centre", "town"}));
  EXPECT_THAT(Row().kinds, ElementsAre("NEW_OFFER"));
  EXPECT_EQ(Row().url.data, "sealed url");
  EXPECT_EQ(Row().url_by, admin_.subject);
  EXPECT_EQ(Row().since, county_.now);
  EXPECT_THAT(county_.events, ElementsAre("WEBHOOK_CHANGED"));
  EXPECT_THAT(Create(request), Refused(errors::v1::ALREADY_EXISTS));
}

TEST_F(Webhooks, NobodyElseDoes) {
  for (const Caller& caller : {county_.clerk, county_.officer, county_.dispatcher, county_.leader,
                               AtOrg("auditor", Role::kAuditor, Path({"centre"}))}) {
    EXPECT_THAT(county_.Run(CreateWebhookVerb(), caller, Wanted(), &extra_),
                Refused(errors::v1::NOT_ALLOWED));
  }
  ASSERT_OK(Create(Wanted()));
  v1::TestWebhookRequest test;
  test.set_name(Name("webhooks", "w"));
  EXPECT_THAT(county_.Run(UpdateWebhookVerb(), county_.dispatcher, Change(), &extra_),
              Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(county_.Run(TestWebhookVerb(), county_.dispatcher, test), Refused(errors::v1::NOT_ALLOWED));
}

TEST_F(Webhooks, AnAddressThatWasRefusedIsNotStored) {
  extra_.url_taken = InvalidField("url", "https://10.0.0.1/…", "reachable_network");
  EXPECT_THAT(Create(Wanted()), InvalidAt("url", "reachable_network"));
  extra_.url_taken = absl::OkStatus();
  ASSERT_OK(Create(Wanted()));
  extra_.url_taken = InvalidField("url", "", "https_url");
  EXPECT_THAT(Update(Change()), InvalidAt("url", "https_url"));
}

TEST_F(Webhooks, SecretsFitTheKind) {
  for (v1::WebhookKind kind : {v1::GENERIC, v1::SMS}) {
    auto bare = Wanted(kind);
    bare.clear_secret();
    EXPECT_THAT(Create(bare), InvalidAt("secret", "required"));
    auto broken = Wanted(kind);
    broken.set_secret("whsec_not base64 at all");
    EXPECT_THAT(Create(broken), InvalidAt("secret", "base64_secret"));
  }
  auto wecom = Wanted(v1::WECOM);
  wecom.set_secret("sixteen letters!");
  EXPECT_THAT(Create(wecom), InvalidAt("secret", "no_secret"));
  EXPECT_OK(Create(Wanted(v1::DINGTALK)));
}

TEST_F(Webhooks, PlacesMustExistAndBeOne) {
  auto request = Wanted();
  request.mutable_webhook()->set_org(Name("orgs", "nowhere"));
  EXPECT_THAT(Create(request), Refused(errors::v1::ORG_UNKNOWN));
  request.mutable_webhook()->set_org(Name("orgs", "town"));
  request.mutable_webhook()->set_team(Name("teams", "team"));
  EXPECT_THAT(Create(request), InvalidAt("webhook.team", "org_or_team"));
  request.mutable_webhook()->clear_org();
  request.mutable_webhook()->set_team(Name("teams", "no_such_team"));
  EXPECT_THAT(Create(request), Refused(errors::v1::TEAM_UNKNOWN));
  request.mutable_webhook()->set_team("counties/150526/teams/" + Id("team").ToString());
  EXPECT_THAT(Create(request), InvalidAt("webhook.team", "same_county"));
}

TEST_F(Webhooks, OneOfAnOrganisationThatWasClosedCanStillBeChanged) {
  auto request = Wanted();
  request.mutable_webhook()->set_org(Name("orgs", "town"));
  ASSERT_OK(Create(request));
  county_.picture.BeginCommand();
  county_.picture.Rows<OrgMirrorRow>().Change(kCounty, Id("town"))->closed = true;
  auto rest = Change();
  rest.mutable_webhook()->set_disabled(true);
  EXPECT_OK(Update(rest));
  EXPECT_TRUE(Row().disabled);
  EXPECT_EQ(Row().org_id, Id("town"));
  auto move = Change();
  move.mutable_webhook()->clear_org();
  ASSERT_OK(Update(move));
  move = Change();
  move.mutable_webhook()->set_org(Name("orgs", "town"));
  EXPECT_THAT(Update(move), Refused(errors::v1::ORG_UNKNOWN));
}

TEST_F(Webhooks, TextMessagesNeedNoticesForTeams) {
  auto request = Wanted(v1::SMS);
  request.mutable_webhook()->add_notice_kinds(v1::OVERDUE);
  EXPECT_THAT(Create(request), InvalidAt("webhook.notice_kinds", "team_notices"));
  auto personal = Wanted(v1::GENERIC);
  personal.mutable_webhook()->add_notice_kinds(v1::ENTRY_ADJUSTED);
  EXPECT_THAT(Create(personal), InvalidAt("webhook.notice_kinds", "shared_notices"));
  request.mutable_webhook()->add_notice_kinds(v1::STARTS_SOON);
  EXPECT_OK(Create(request));
}

TEST_F(Webhooks, ChangesTakeWhatTheyName) {
  ASSERT_OK(Create(Wanted()));
  auto rename = Change();
  rename.mutable_webhook()->set_title("新平台");
  rename.mutable_webhook()->set_disabled(true);
  rename.mutable_update_mask()->add_paths("title");
  extra_ = {};
  county_.now += absl::Hours(1);
  ASSERT_OK(Update(rename));
  EXPECT_EQ(Row().title, "新平台");
  EXPECT_FALSE(Row().disabled);
  EXPECT_EQ(Row().url.data, "sealed url");
  EXPECT_EQ(Row().secret.data, "sealed secret");
  EXPECT_EQ(Row().changed_at, county_.now);
  EXPECT_THAT(Update(rename), Refused(errors::v1::ETAG_MISMATCH));
  auto odd = Change();
  odd.mutable_update_mask()->add_paths("kind");
  EXPECT_THAT(Update(odd), InvalidAt("update_mask", "one_of:title, org, team, notice_kinds, disabled"));
  odd = Change();
  odd.mutable_webhook()->set_kind(v1::WECOM);
  EXPECT_THAT(Update(odd), InvalidAt("webhook.kind", "one_of:GENERIC"));
}

TEST_F(Webhooks, AnotherAddressAndSecretTakeThePlaceOfTheOld) {
  ASSERT_OK(Create(Wanted()));
  extra_ = {absl::OkStatus(), {"other url"}, {}, "https://other.example.org/…"};
  ASSERT_OK(Update(Change()));
  EXPECT_EQ(Row().url.data, "other url");
  EXPECT_EQ(Row().shown_url, "https://other.example.org/…");
  EXPECT_EQ(Row().secret.data, "sealed secret");
}

TEST_F(Webhooks, WhatWasShownWhileItRestedIsNotSentLater) {
  ASSERT_OK(Create(Wanted()));
  const absl::Time created = county_.now;
  auto change = Change();
  change.mutable_webhook()->set_disabled(true);
  county_.now += absl::Hours(1);
  ASSERT_OK(Update(change));
  EXPECT_EQ(Row().since, created);
  change = Change();
  change.mutable_webhook()->set_disabled(false);
  county_.now += absl::Hours(1);
  ASSERT_OK(Update(change));
  EXPECT_EQ(Row().since, county_.now);
  EXPECT_EQ(Row().since_seq, 2);
}

TEST_F(Webhooks, ATestGoesTheWayOfEveryNotice) {
  ASSERT_OK(Create(Wanted()));
  v1::TestWebhookRequest test;
  test.set_name(Name("webhooks", "w"));
  ASSERT_OK(county_.Run(TestWebhookVerb(), admin_, test));
  const DeliveryRow& row = county_.picture.Rows<DeliveryRow>().all().at(0)->row;
  EXPECT_FALSE(row.notice_id.has_value());
  EXPECT_EQ(row.webhook_id, Id("w"));
  EXPECT_EQ(row.next_try_at, county_.now);
  EXPECT_THAT(county_.events, ElementsAre("WEBHOOK_TESTED"));
  test.set_name(Name("webhooks", "no_such"));
  EXPECT_THAT(county_.Run(TestWebhookVerb(), admin_, test), Refused(errors::v1::NOT_FOUND));
}

}  // namespace
}  // namespace diandan::orders::testing
