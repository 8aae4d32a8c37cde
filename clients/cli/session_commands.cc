// account devices, sign-out, second-factor: where one is signed in, and what else a sign-in asks for.
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/session_texts.h"
#include "clients/cli/texts.h"
#include "diandan/volunteers/v1/second_factor_service.grpc.pb.h"
#include "diandan/volunteers/v1/session_service.grpc.pb.h"

namespace diandan::cli {

namespace v = volunteers::v1;

namespace {

using Sessions = v::SessionService::Stub;
using Factors = v::SecondFactorService::Stub;

Status Devices(Context& context) {
  v::ListSessionsResponse response;
  DD_RETURN_IF_ERROR(context.Read(&Sessions::ListSessions, v::ListSessionsRequest(), &response));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadDevices), '\t');
  for (const auto& session : response.sessions()) {
    table.rows.push_back({context.Word(session.device()), SayStamp(context, session.sign_in_time()),
                          SayStamp(context, session.use_time()), session.session_id()});
  }
  context.out.Show(response, table);
  return absl::OkStatus();
}

Status SignOutOne(Context& context, const std::string& device) {
  v::EndSessionRequest request;
  request.set_session_id(device);
  return context.Change(&Sessions::EndSession, request, [&](const v::EndSessionResponse& done) {
    context.out.Done(done, context.Say(kDeviceSignedOut), {});
  });
}

Status ShowFactor(Context& context) {
  v::SecondFactor factor;
  DD_RETURN_IF_ERROR(context.Read(&Factors::GetSecondFactor, v::GetSecondFactorRequest(), &factor));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadFactor), '\t');
  if (factor.has_confirm_time())
    table.rows.push_back(
        {SayStamp(context, factor.confirm_time()), absl::StrCat(factor.recovery_codes_left())});
  context.out.Show(factor, table);
  return absl::OkStatus();
}

Status SetUp(Context& context) {
  return context.Change(
      &Factors::SetUpSecondFactor, v::SetUpSecondFactorRequest(),
      [&](const v::SetUpSecondFactorResponse& made) {
        context.out.Done(made, context.Say(kFactorSecret, {{"secret", made.secret()}}), {made.uri()});
      });
}

Status Confirm(Context& context, const std::string& code_file) {
  v::ConfirmSecondFactorRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_one_time_code(),
                      ReadSecret(context, "--code-file", code_file, kAskOneTimeCode));
  return context.Change(&Factors::ConfirmSecondFactor, request,
                        [&](const v::ConfirmSecondFactorResponse& done) {
                          context.out.Done(done, context.Say(kFactorConfirmed),
                                           {done.recovery_codes().begin(), done.recovery_codes().end()});
                        });
}

Status Remove(Context& context, const std::string& account, const std::string& code_file) {
  v::RemoveSecondFactorRequest request;
  if (account.empty()) {
    request.set_name(context.client().session().account);
    DD_ASSIGN_OR_RETURN(*request.mutable_one_time_code(),
                        ReadSecret(context, "--code-file", code_file, kAskOneTimeCode));
  } else {
    DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Account(account));
  }
  return context.Change(&Factors::RemoveSecondFactor, request, [&](const v::SecondFactor& done) {
    context.out.Done(done, context.Say(kFactorRemoved), {request.name()});
  });
}

}  // namespace

void AddSessionCommands(Command& root, Context& context) {
  Command& accounts = root.Sub("account", {"账号和权限", "Accounts and grants"});
  Command& devices = accounts.Sub("devices", {"自己在哪些设备上登录着", "Where one is signed in"});
  devices.Runs([&context] { return Devices(context); });
  Command& out = accounts.Sub("sign-out", {"退出一个设备；全部退出：diandan signout --everywhere",
                                           "Sign one device out; all of them: diandan signout --everywhere"});
  auto device = out.Argument("ID", {"哪一个：diandan account devices", "Which: diandan account devices"});
  out.Changes();
  out.Runs([=, &context] { return SignOutOne(context, *device); });

  Command& factor = accounts.Sub("second-factor", {"登录时再要一个动态验证码", "A one-time code at sign-in"});
  Command& show = factor.Sub("show", {"绑定了没有", "Whether there is one"});
  show.Runs([&context] { return ShowFactor(context); });
  Command& set_up = factor.Sub("set-up", {"取绑定验证器用的密钥", "A secret for the authenticator app"});
  set_up.Changes();
  set_up.Runs([&context] { return SetUp(context); });
  Command& confirm =
      factor.Sub("confirm", {"填第一个验证码，从此登录都要", "With a first code it counts from now on"});
  auto first = confirm.Option("--code-file", "FILE", kHelpSecretFrom);
  confirm.Changes();
  confirm.Runs([=, &context] { return Confirm(context, *first); });
  Command& remove = factor.Sub("remove", {"解除", "Remove it"});
  auto whose = remove.Option(
      "--account", "NAME",
      {"别人的账号（县管理员）；不写是自己的", "Somebody's account (county admin); one's own by default"});
  auto last = remove.Option("--code-file", "FILE", kHelpSecretFrom);
  remove.Changes();
  remove.Runs([=, &context] { return Remove(context, *whose, *last); });
}

}  // namespace diandan::cli
