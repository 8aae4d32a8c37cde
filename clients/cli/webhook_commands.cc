// webhook list, add, change, test, deliveries: where notices go besides the app.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "clients/cli/words.h"
#include "diandan/orders/v1/webhook_service.grpc.pb.h"

namespace diandan::cli {

namespace o = orders::v1;

namespace {

using Webhooks = o::WebhookService::Stub;

// What may be typed of a webhook. Addresses and secrets come from files: robots' keys stand in the address.
struct WantedWebhook {
  std::shared_ptr<std::string> title, org, team;
  std::shared_ptr<std::vector<o::NoticeKind>> notices;
  std::shared_ptr<std::vector<std::string>> url, secret;  // files; empty: not given
};

std::string PlaceOf(Context& context, const o::Webhook& webhook) {
  if (!webhook.team().empty()) return context.names().SayTeam(webhook.team());
  return webhook.org().empty() ? context.Say(kWholeCounty) : context.names().SayOrg(webhook.org());
}

Status List(Context& context) {
  o::ListWebhooksRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  o::ListWebhooksResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&Webhooks::ListWebhooks, request, &response));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadWebhooks), '\t');
  for (const auto& webhook : response.webhooks()) {
    std::vector<std::string> remarks;
    if (webhook.disabled()) remarks.push_back(context.Say(kDisabled));
    if (!webhook.has_secret() && webhook.kind() != o::WECOM) remarks.push_back(context.Say(kNoSecret));
    const std::string notices = context.Words<o::NoticeKind>(webhook.notice_kinds());
    table.rows.push_back({webhook.title(), context.Word(webhook.kind()), PlaceOf(context, webhook),
                          notices.empty() ? context.Say(kEveryNotice) : notices, webhook.shown_url(),
                          absl::StrJoin(remarks, " "), IdOf(webhook.name())});
  }
  context.out.Show(response, table);
  return absl::OkStatus();
}

Status SetPlace(Context& context, const WantedWebhook& wanted, bool whole_county, o::Webhook* webhook) {
  const int places = (wanted.org->empty() ? 0 : 1) + (wanted.team->empty() ? 0 : 1) + (whole_county ? 1 : 0);
  if (places > 1) return InvalidField("--org", *wanted.org, context.Say(kWantOnePlace));
  if (places == 0) return absl::OkStatus();
  webhook->clear_org();
  webhook->clear_team();
  if (!wanted.org->empty()) {
    DD_ASSIGN_OR_RETURN(*webhook->mutable_org(), context.names().Org(*wanted.org));
  }
  if (!wanted.team->empty()) {
    DD_ASSIGN_OR_RETURN(*webhook->mutable_team(), context.names().Team(*wanted.team));
  }
  return absl::OkStatus();
}

// Both from one place at once: the address is the first line.
template <typename Request>
Status ReadSecrets(Context& context, const WantedWebhook& wanted, bool ask_url, bool ask_secret,
                   Request* request) {
  auto from = [](const std::vector<std::string>& given) { return given.empty() ? "" : given.front(); };
  if (ask_url || !wanted.url->empty()) {
    DD_ASSIGN_OR_RETURN(*request->mutable_url(),
                        ReadSecret(context, "--url-file", from(*wanted.url), kAskWebhookUrl));
  }
  if (ask_secret || !wanted.secret->empty()) {
    DD_ASSIGN_OR_RETURN(*request->mutable_secret(),
                        ReadSecret(context, "--secret-file", from(*wanted.secret), kAskWebhookSecret));
  }
  return absl::OkStatus();
}

Status Add(Context& context, const WantedWebhook& wanted, o::WebhookKind kind, bool disabled) {
  DD_ASSIGN_OR_RETURN(const CountyId county, context.County());
  o::CreateWebhookRequest request;
  o::Webhook* webhook = request.mutable_webhook();
  webhook->set_name(ResourceNameOf(county, "webhooks", context.request_id()));
  webhook->set_title(*wanted.title);
  webhook->set_kind(kind);
  webhook->set_disabled(disabled);
  for (o::NoticeKind notice : *wanted.notices) webhook->add_notice_kinds(notice);
  DD_RETURN_IF_ERROR(SetPlace(context, wanted, false, webhook));
  const bool signs = kind == o::GENERIC || kind == o::SMS;
  DD_RETURN_IF_ERROR(ReadSecrets(context, wanted, true, signs, &request));
  return context.Change(&Webhooks::CreateWebhook, request, [&](const o::Webhook& added) {
    context.out.Done(added, context.Say(kWebhookAdded, {{"title", added.title()}}),
                     {IdOf(added.name()), added.name()});
    context.out.Note(context.Say(kWebhookAddedNext, {{"id", IdOf(added.name())}}));
  });
}

struct Switches {
  std::shared_ptr<bool> whole_county, all_notices, enable, disable;
};

Status Change(Context& context, const std::string& typed, const WantedWebhook& wanted,
              const Switches& switches) {
  if (*switches.enable && *switches.disable) {
    return InvalidField("--enable", "", context.Say(kWantOneSwitch));
  }
  DD_ASSIGN_OR_RETURN(const o::Webhook now, context.names().Webhook(typed));
  o::UpdateWebhookRequest request;
  o::Webhook* webhook = request.mutable_webhook();
  *webhook = now;
  if (!wanted.title->empty()) webhook->set_title(*wanted.title);
  if (*switches.enable || *switches.disable) webhook->set_disabled(*switches.disable);
  if (*switches.all_notices || !wanted.notices->empty()) webhook->clear_notice_kinds();
  for (o::NoticeKind notice : *wanted.notices) webhook->add_notice_kinds(notice);
  DD_RETURN_IF_ERROR(SetPlace(context, wanted, *switches.whole_county, webhook));
  DD_RETURN_IF_ERROR(ReadSecrets(context, wanted, false, false, &request));
  const bool same = webhook->SerializeAsString() == now.SerializeAsString();
  if (same && request.url().empty() && request.secret().empty()) {
    return InvalidField("WEBHOOK", typed, context.Say(kWantSomeChange));
  }
  return context.Change(&Webhooks::UpdateWebhook, request, [&](const o::Webhook& changed) {
    context.out.Done(changed, context.Say(kWebhookChanged, {{"title", changed.title()}}),
                     {IdOf(changed.name()), changed.name()});
  });
}

std::string ProblemOf(Context& context, const o::Delivery& delivery) {
  const std::string code = delivery.code() == 0 ? "" : absl::StrCat(" ", delivery.code());
  return context.Word(delivery.problem()) + code;
}

Status ListDeliveries(Context& context, const std::string& typed, o::DeliveryState state, bool all) {
  DD_ASSIGN_OR_RETURN(const o::Webhook webhook, context.names().Webhook(typed));
  o::ListDeliveriesRequest request;
  request.set_parent(webhook.name());
  request.set_state(state);
  o::ListDeliveriesResponse response;
  if (all) {
    DD_RETURN_IF_ERROR(context.ReadAll(&Webhooks::ListDeliveries, request, &response));
  } else {
    DD_RETURN_IF_ERROR(context.Read(&Webhooks::ListDeliveries, request, &response));
  }
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadDeliveries), '\t');
  table.right = {4};
  for (const auto& one : response.deliveries()) {
    table.rows.push_back({SayStamp(context, one.show_time()),
                          one.notice().empty() ? context.Say(kTestNotice) : context.Word(one.notice_kind()),
                          one.order().empty() ? "" : context.names().SayOrder(one.order()),
                          context.Word(one.state()), absl::StrCat(one.tries()), ProblemOf(context, one),
                          SayStamp(context, one.next_try_time()), IdOf(one.name())});
  }
  context.out.Show(response, table);
  if (!response.next_page_token().empty()) context.out.Note(context.Say(kMore));
  return absl::OkStatus();
}

// The delivery once it was tried, or as it is when the patience is over. The same request again is answered
// with the delivery as it is by then.
StatusOr<o::Delivery> SendTest(Context& context, const o::Webhook& webhook) {
  constexpr absl::Duration kPause = absl::Milliseconds(200);
  const absl::Time until = absl::Now() + context.settings.timeout;
  o::TestWebhookRequest request;
  request.set_name(webhook.name());
  for (o::Delivery delivery;;) {
    DD_RETURN_IF_ERROR(
        context.Change(&Webhooks::TestWebhook, request, [&](const o::Delivery& now) { delivery = now; }));
    const bool tried = delivery.state() != o::DELIVERY_WAITING || delivery.problem() != 0;
    if (context.settings.dry_run || tried || absl::Now() >= until) return delivery;
    absl::SleepFor(kPause);
  }
}

Status Test(Context& context, const std::string& typed) {
  DD_ASSIGN_OR_RETURN(const o::Webhook webhook, context.names().Webhook(typed));
  DD_ASSIGN_OR_RETURN(const o::Delivery delivery, SendTest(context, webhook));
  if (context.settings.dry_run) return absl::OkStatus();
  const bool arrived = delivery.state() == o::DELIVERED, waits = delivery.state() == o::DELIVERY_WAITING;
  context.out.Done(delivery,
                   context.Say(arrived ? kTestArrived
                               : waits ? kTestWaits
                                       : kTestFailed,
                               {{"title", webhook.title()},
                                {"problem", ProblemOf(context, delivery)},
                                {"id", IdOf(webhook.name())}}),
                   {IdOf(delivery.name()), o::DeliveryState_Name(delivery.state()),
                    o::DeliveryProblem_Name(delivery.problem()), absl::StrCat(delivery.code())});
  return arrived ? absl::OkStatus() : context.Told(absl::FailedPreconditionError("the test did not arrive"));
}

WantedWebhook AddFields(Command& command) {
  WantedWebhook wanted;
  wanted.org =
      command.Option("--org", "ORG", {"这个组织和它下面的通知", "Notices of this organisation and below"});
  wanted.team = command.Option("--team", "NAME", {"这支队的通知", "Notices of this team"});
  wanted.notices = command.Choices<o::NoticeKind>(
      "--notice", {"哪些通知，可以写几次；不写是全部", "Which notices, may be repeated; all by default"});
  wanted.url = command.OptionalValue(
      "--url-file", "FILE",
      {"网址在哪个文件里；- 是标准输入；不写就问", "The address, from this file; - is standard input"});
  wanted.secret = command.OptionalValue(
      "--secret-file", "FILE",
      {"密钥在哪个文件里；- 是标准输入", "The secret, from this file; - is standard input"});
  return wanted;
}

}  // namespace

void AddWebhookCommands(Command& root, Context& context) {
  static const Wording kHelpWebhook{"名称或编号", "Title or id"};
  Command& webhooks =
      root.Sub("webhook", {"通知外发：短信平台、企业微信群、钉钉群", "Where notices go besides the app"});
  webhooks.Sub("list", {"有哪些，发什么", "All of them"}).Runs([&context] { return List(context); });

  Command& add = webhooks.Sub("add", {"接一个", "Add one"});
  auto title = add.Argument("TITLE", {"名称，例如 县短信平台", "Title"});
  auto kind = add.Choice<o::WebhookKind>("--kind", {"哪一类", "Kind"});
  WantedWebhook wanted = AddFields(add);
  wanted.title = title;
  auto resting = add.Flag("--disabled", {"先停着，试好了再启用", "Disabled until it was tried"});
  add.Changes();
  add.Runs([=, &context] { return Add(context, wanted, *kind, *resting); });

  Command& change =
      webhooks.Sub("change", {"改名称、范围、网址、密钥，停用或启用", "Change, disable or enable one"});
  auto which = change.Argument("WEBHOOK", kHelpWebhook);
  WantedWebhook changed = AddFields(change);
  changed.title = change.Option("--title", "TEXT", {"新名称", "New title"});
  const Switches switches{change.Flag("--whole-county", {"全县的通知", "Notices of the whole county"}),
                          change.Flag("--all-notices", {"全部通知", "All notices"}),
                          change.Flag("--enable", {"启用", "Enable"}),
                          change.Flag("--disable", {"停用", "Disable"})};
  change.Changes();
  change.Runs([=, &context] { return Change(context, *which, changed, switches); });

  Command& test = webhooks.Sub("test", {"发一条测试通知", "Send a test message"});
  auto tried = test.Argument("WEBHOOK", kHelpWebhook);
  test.Changes();
  test.Runs([=, &context] { return Test(context, *tried); });

  Command& deliveries =
      webhooks.Sub("deliveries", {"发出去的、等着的、没送成的", "What was sent, waits or failed"});
  auto whose = deliveries.Argument("WEBHOOK", kHelpWebhook);
  auto state =
      deliveries.Choice<o::DeliveryState>("--state", {"到哪一步的", "In this state"}, Need::kOptional);
  auto all = deliveries.Flag("--all", kHelpAll);
  deliveries.Runs([=, &context] { return ListDeliveries(context, *whose, *state, *all); });
}

}  // namespace diandan::cli
