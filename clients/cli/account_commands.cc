// signin, signout, whoami, password: who speaks.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/session_texts.h"
#include "clients/cli/texts.h"
#include "clients/cli/words.h"
#include "diandan/volunteers/v1/account_service.grpc.pb.h"
#include "diandan/volunteers/v1/sign_in_service.grpc.pb.h"

namespace diandan::cli {

namespace v = volunteers::v1;

namespace {

std::string ScopeOf(Context& context, const v::Grant& grant) {
  const std::string county = absl::StrCat("counties/", grant.county_id());
  switch (grant.scope_case()) {
    case v::Grant::kOrgPath:
      return context.names().SayOrg(county + "/orgs/" +
                                    grant.org_path().substr(grant.org_path().rfind('.') + 1));
    case v::Grant::kTeamId:
      return context.names().SayTeam(county + "/teams/" + grant.team_id());
    case v::Grant::kUnitId:
      return grant.unit_id();
    default:
      return "";
  }
}

Status ShowWho(Context& context) {
  v::WhoAmIResponse who;
  DD_RETURN_IF_ERROR(context.Read(&v::SignInService::Stub::WhoAmI, v::WhoAmIRequest(), &who));
  if (context.out.format() == Format::kTable) {
    context.out.Line(context.Say(kSignedIn, {{"name", who.display_name()}, {"county", who.county_name()}}));
  }
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadGrants), '\t');
  for (const auto& grant : who.grants()) {
    table.rows.push_back({context.Word(grant.role()), ScopeOf(context, grant), grant.grant_id()});
  }
  context.out.Show(who, table);
  return absl::OkStatus();
}

Status SignIn(Context& context, const std::string& name, const std::string& password_file,
              const std::string& code_file) {
  v::SignInRequest request;
  request.set_sign_in_name(name);
  request.set_device(v::TERMINAL);
  DD_ASSIGN_OR_RETURN(*request.mutable_password(),
                      ReadSecret(context, "--password-file", password_file, kAskPassword));
  Status signed_in = context.client().SignIn(request);
  if (ReasonOf(signed_in) == errors::v1::ONE_TIME_CODE_NEEDED) {
    DD_ASSIGN_OR_RETURN(*request.mutable_one_time_code(),
                        ReadSecret(context, "--code-file", code_file, kAskOneTimeCode));
    signed_in = context.client().SignIn(request);
  }
  DD_RETURN_IF_ERROR(signed_in);
  context.out.Note(context.Say(kSignedIn, {{"name", context.client().session().display_name}}));
  return absl::OkStatus();
}

Status SignOut(Context& context, bool everywhere) {
  if (!context.client().session().signed_in()) {
    context.out.Note(context.Say(kNobody));
    return absl::OkStatus();
  }
  DD_RETURN_IF_ERROR(context.client().SignOut(everywhere));
  context.out.Note(context.Say(kSignedOut));
  return absl::OkStatus();
}

Status SetPassword(Context& context, const std::string& account, const std::string& old_file,
                   const std::string& new_file) {
  v::SetPasswordRequest request;
  if (account.empty()) {
    const Session session = context.client().session();
    if (!session.signed_in()) return Refuse(errors::v1::NOT_SIGNED_IN);
    request.set_name(session.account);
    DD_ASSIGN_OR_RETURN(*request.mutable_old_password(),
                        ReadSecret(context, "--old-file", old_file, kAskOldPassword));
  } else {
    DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Account(account));
  }
  DD_ASSIGN_OR_RETURN(*request.mutable_new_password(),
                      ReadSecret(context, "--new-file", new_file, kAskNewPassword));
  return context.Change(&v::AccountService::Stub::SetPassword, request, [&](const v::Account& done) {
    context.out.Done(done, context.Say(kPasswordSet), {done.name()});
  });
}

}  // namespace

void AddAccountCommands(Command& root, Context& context) {
  Command& sign_in = root.Sub("signin", {"登录；记在这台机器上", "Sign in; remembered on this machine"});
  auto name = sign_in.Argument("NAME", {"登录名", "Sign-in name"});
  auto password = sign_in.Option("--password-file", "FILE", kHelpSecretFrom);
  auto code = sign_in.Option("--code-file", "FILE", kHelpSecretFrom);
  sign_in.Runs([=, &context] { return SignIn(context, *name, *password, *code); });

  Command& sign_out = root.Sub("signout", {"退出", "Sign out"});
  auto everywhere = sign_out.Flag("--everywhere", {"在所有机器上退出", "On every device"});
  sign_out.Runs([=, &context] { return SignOut(context, *everywhere); });

  Command& who = root.Sub("whoami", {"我是谁，能办什么", "Who is signed in, and what they may do"});
  who.Runs([&context] { return ShowWho(context); });

  Command& change = root.Sub("password", {"改密码", "Change a password"});
  auto account = change.Option(
      "--account", "NAME",
      {"别人的账号（县管理员）；不写是自己的", "Somebody's account (county admin); one's own by default"});
  auto old_file = change.Option("--old-file", "FILE", kHelpSecretFrom);
  auto new_file = change.Option("--new-file", "FILE", kHelpSecretFrom);
  change.Changes();
  change.Runs([=, &context] { return SetPassword(context, *account, *old_file, *new_file); });
}

}  // namespace diandan::cli
