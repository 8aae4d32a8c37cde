#include "services/orders/webhook_rules.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "services/orders/access_rules.h"
#include "services/orders/common_rules.h"
#include "services/orders/delivery_rules.h"
#include "services/orders/outgoing_rules.h"
#include "services/orders/personal_notice_rules.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {
namespace {

template <typename Request>
void Touch(const Request& request, Touches& touches) {
  touches.Add<WebhookRow>(IdOf(request.webhook().name()));
  touches.Add<OrgMirrorRow>(IdOf(request.webhook().org()));
  touches.Add<TeamMirrorRow>(IdOf(request.webhook().team()));
}

template <typename Request>
void Answer(const Request& request, const Work& work, v1::Webhook& response) {
  if (const auto* row = work.Find<WebhookRow>(IdOf(request.webhook().name()))) response = ShowWebhook(*row);
}

Status CheckSecret(v1::WebhookKind kind, const std::string& secret) {
  if (kind == v1::WECOM && !secret.empty()) return InvalidField("secret", "", "no_secret");
  if (SignsBodies(kind) && !secret.empty() && SigningKeyOf(secret).empty()) {
    return InvalidField("secret", "", "base64_secret");
  }
  return absl::OkStatus();
}

// What is told to one person goes nowhere else; text messages have somebody to go to only when the notice is
// for a team.
Status CheckKinds(const WebhookRow& row) {
  for (const std::string& name : row.kinds) {
    v1::NoticeKind kind{};
    if (v1::NoticeKind_Parse(name, &kind) && IsPersonal(kind))
      return InvalidField("webhook.notice_kinds", name, "shared_notices");
  }
  if (row.kind != v1::SMS || row.kinds.empty()) return absl::OkStatus();
  const bool any = std::any_of(row.kinds.begin(), row.kinds.end(), [](const std::string& name) {
    v1::NoticeKind kind{};
    return v1::NoticeKind_Parse(name, &kind) && IsForTeams(kind);
  });
  return any ? absl::OkStatus() : InvalidField("webhook.notice_kinds", row.kinds[0], "team_notices");
}

Status FillPlace(const Work& work, const v1::Webhook& webhook, WebhookRow& row) {
  if (!webhook.org().empty() && !webhook.team().empty()) {
    return InvalidField("webhook.team", webhook.team(), "org_or_team");
  }
  DD_RETURN_IF_ERROR(SameCounty(work, "webhook.org", webhook.org()));
  DD_RETURN_IF_ERROR(SameCounty(work, "webhook.team", webhook.team()));
  const std::optional<Uuid> before = row.org_id;
  row.org_id.reset();
  row.team_id.reset();
  row.org_path.clear();
  if (!webhook.org().empty()) {
    const auto* org = work.Find<OrgMirrorRow>(IdOf(webhook.org()));
    // Where it is it may stay, though the organisation was closed since.
    if (org == nullptr || (org->closed && before != org->id)) {
      return Refuse(errors::v1::ORG_UNKNOWN, {{"org", webhook.org()}});
    }
    row.org_id = org->id;
    row.org_path = org->path;
  }
  if (!webhook.team().empty()) {
    const auto* team = work.Find<TeamMirrorRow>(IdOf(webhook.team()));
    if (team == nullptr) return Refuse(errors::v1::TEAM_UNKNOWN, {{"team", webhook.team()}});
    row.team_id = team->id;
  }
  return absl::OkStatus();
}

Status Fill(const Work& work, const v1::Webhook& webhook, const google::protobuf::FieldMask& mask,
            WebhookRow& row) {
  if (Wants(mask, "title")) row.title = webhook.title();
  if (Wants(mask, "disabled")) row.disabled = webhook.disabled();
  if (Wants(mask, "org") || Wants(mask, "team")) DD_RETURN_IF_ERROR(FillPlace(work, webhook, row));
  if (Wants(mask, "notice_kinds")) {
    row.kinds.clear();
    for (int kind : webhook.notice_kinds()) {
      row.kinds.push_back(v1::NoticeKind_Name(static_cast<v1::NoticeKind>(kind)));
    }
    DD_RETURN_IF_ERROR(CheckKinds(row));
  }
  return absl::OkStatus();
}

void Reach(const Work& work, const WebhookExtra& extra, WebhookRow& row) {
  if (!extra.url.data.empty()) {
    row.url = extra.url;
    row.shown_url = extra.shown_url;
    row.url_by = work.caller.subject;
  }
  if (!extra.secret.data.empty()) row.secret = extra.secret;
}

void StartNow(const Work& work, WebhookRow& row) {
  row.since = work.now;
  row.since_seq = work.next_seq() - 1;
}

Status Create(Work& work, const v1::CreateWebhookRequest& request) {
  DD_RETURN_IF_ERROR(MaybeAllowed(AccessTo("WebhookService/CreateWebhook"), work.caller, work.county));
  const v1::Webhook& webhook = request.webhook();
  WebhookRow row{.id = IdOf(webhook.name())};
  if (work.Find<WebhookRow>(row.id) != nullptr) {
    return Refuse(errors::v1::ALREADY_EXISTS, {{"what", webhook.name()}});
  }
  const auto& extra = *work.Extra<WebhookExtra>();
  DD_RETURN_IF_ERROR(extra.url_taken);
  row.kind = webhook.kind();
  if (SignsBodies(row.kind) && request.secret().empty()) return InvalidField("secret", "", "required");
  DD_RETURN_IF_ERROR(CheckSecret(row.kind, request.secret()));
  DD_RETURN_IF_ERROR(Fill(work, webhook, {}, row));
  Reach(work, extra, row);
  StartNow(work, row);
  row.changed_at = work.now;
  row.version = 1;
  EmitNoted(work, "WEBHOOK_CHANGED", work.Insert(std::move(row)).id, "webhook");
  return absl::OkStatus();
}

Status Update(Work& work, const v1::UpdateWebhookRequest& request) {
  static const auto* fields =
      new std::vector<std::string>{"title", "org", "team", "notice_kinds", "disabled"};
  DD_RETURN_IF_ERROR(MaybeAllowed(AccessTo("WebhookService/UpdateWebhook"), work.caller, work.county));
  DD_RETURN_IF_ERROR(CheckMask(request.update_mask(), *fields));
  const v1::Webhook& webhook = request.webhook();
  const auto* found = work.Find<WebhookRow>(IdOf(webhook.name()));
  if (found == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"what", webhook.name()}});
  DD_RETURN_IF_ERROR(CheckEtag(webhook.etag(), found->version));
  if (webhook.kind() != found->kind) {
    return InvalidField("webhook.kind", v1::WebhookKind_Name(webhook.kind()),
                        absl::StrCat("one_of:", v1::WebhookKind_Name(found->kind)));
  }
  const auto& extra = *work.Extra<WebhookExtra>();
  DD_RETURN_IF_ERROR(extra.url_taken);
  DD_RETURN_IF_ERROR(CheckSecret(found->kind, request.secret()));
  const bool was_disabled = found->disabled;
  WebhookRow& row = *work.Change<WebhookRow>(found->id);
  DD_RETURN_IF_ERROR(Fill(work, webhook, request.update_mask(), row));
  Reach(work, extra, row);
  if (was_disabled && !row.disabled) StartNow(work, row);
  row.changed_at = work.now;
  ++row.version;
  EmitNoted(work, "WEBHOOK_CHANGED", row.id, "webhook");
  return absl::OkStatus();
}

void TouchTest(const v1::TestWebhookRequest& request, Touches& touches) {
  touches.Add<WebhookRow>(IdOf(request.name()));
  touches.Add<DeliveryRow>(TestDeliveryId(IdOf(request.request_id())));
}

Status Test(Work& work, const v1::TestWebhookRequest& request) {
  DD_RETURN_IF_ERROR(MaybeAllowed(AccessTo("WebhookService/TestWebhook"), work.caller, work.county));
  const auto* webhook = work.Find<WebhookRow>(IdOf(request.name()));
  if (webhook == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"what", request.name()}});
  DeliveryRow row{.id = TestDeliveryId(work.request_id)};
  row.webhook_id = webhook->id;
  row.notice_kind = v1::NoticeKind_Name(v1::NOTICE_KIND_UNSPECIFIED);
  row.show_at = work.now;
  row.next_try_at = work.now;
  work.Insert(std::move(row));
  EmitNoted(work, "WEBHOOK_TESTED", webhook->id, "webhook");
  return absl::OkStatus();
}

void AnswerTest(const v1::TestWebhookRequest& request, const Work& work, v1::Delivery& response) {
  const auto* row = work.Find<DeliveryRow>(TestDeliveryId(IdOf(request.request_id())));
  if (row != nullptr) response = ShowDelivery(*row);
}

}  // namespace

v1::Webhook ShowWebhook(const WebhookRow& row) {
  v1::Webhook webhook;
  webhook.set_name(ResourceNameOf(row.county_id, "webhooks", row.id));
  webhook.set_title(row.title);
  webhook.set_kind(row.kind);
  if (row.org_id) webhook.set_org(ResourceNameOf(row.county_id, "orgs", *row.org_id));
  if (row.team_id) webhook.set_team(ResourceNameOf(row.county_id, "teams", *row.team_id));
  for (const std::string& name : row.kinds) {
    v1::NoticeKind kind{};
    if (v1::NoticeKind_Parse(name, &kind)) webhook.add_notice_kinds(kind);
  }
  webhook.set_disabled(row.disabled);
  webhook.set_etag(EtagOf(row.version));
  webhook.set_shown_url(row.shown_url);
  webhook.set_has_secret(!row.secret.data.empty());
  return webhook;
}

v1::Delivery ShowDelivery(const DeliveryRow& row) {
  v1::Delivery delivery;
  delivery.set_name(ResourceNameOf(row.county_id, "deliveries", row.id));
  delivery.set_webhook(ResourceNameOf(row.county_id, "webhooks", row.webhook_id));
  if (row.notice_id) delivery.set_notice(ResourceNameOf(row.county_id, "notices", *row.notice_id));
  if (row.order_id) delivery.set_order(ResourceNameOf(row.county_id, "orders", *row.order_id));
  v1::NoticeKind kind{};
  if (v1::NoticeKind_Parse(row.notice_kind, &kind)) delivery.set_notice_kind(kind);
  *delivery.mutable_show_time() = ToTimestamp(row.show_at);
  delivery.set_state(row.state);
  delivery.set_tries(row.tries);
  if (row.next_try_at) *delivery.mutable_next_try_time() = ToTimestamp(*row.next_try_at);
  if (row.ended_at) *delivery.mutable_end_time() = ToTimestamp(*row.ended_at);
  delivery.set_problem(row.problem);
  delivery.set_code(row.code);
  return delivery;
}

const Verb& CreateWebhookVerb() {
  using Request = v1::CreateWebhookRequest;
  static const auto* verb = new Verb(MakeVerb("CreateWebhook", Touch<Request>, Create, Answer<Request>));
  return *verb;
}
const Verb& UpdateWebhookVerb() {
  using Request = v1::UpdateWebhookRequest;
  static const auto* verb = new Verb(MakeVerb("UpdateWebhook", Touch<Request>, Update, Answer<Request>));
  return *verb;
}
const Verb& TestWebhookVerb() {
  static const auto* verb = new Verb(MakeVerb("TestWebhook", TouchTest, Test, AnswerTest));
  return *verb;
}

}  // namespace diandan::orders
