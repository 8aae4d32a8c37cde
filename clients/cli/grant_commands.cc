// account list, create, grant, revoke, disable, enable; admin init: who may do what.
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "clients/cli/words.h"
#include "diandan/volunteers/v1/account_service.grpc.pb.h"

namespace diandan::cli {

namespace v = volunteers::v1;

namespace {

using Accounts = v::AccountService::Stub;

struct ScopeFlags {
  std::shared_ptr<v::Role> role;
  std::shared_ptr<std::string> org, team, unit;
};

ScopeFlags AddScope(Command& command, Need need) {
  return {command.Choice<v::Role>("--role", {"什么权限", "Role"}, need),
          command.Option("--org", "ORG", {"在哪个组织和它下面", "At this organisation and below"}),
          command.Option("--team", "NAME", {"在哪支队", "In this team"}),
          command.Option("--unit", "NAME", {"在哪个单位", "In this unit"})};
}

StatusOr<v::GrantRequest> GrantOf(Context& context, const ScopeFlags& flags) {
  v::GrantRequest grant;
  grant.set_role(*flags.role);
  if (!flags.org->empty()) {
    DD_ASSIGN_OR_RETURN(*grant.mutable_org(), context.names().Org(*flags.org));
  } else if (!flags.team->empty()) {
    DD_ASSIGN_OR_RETURN(*grant.mutable_team(), context.names().Team(*flags.team));
  } else if (!flags.unit->empty()) {
    DD_ASSIGN_OR_RETURN(*grant.mutable_unit(), context.names().Unit(*flags.unit));
  } else if (*flags.role == v::VOLUNTEER) {
    grant.set_self(true);
  }
  return grant;
}

Table AccountTable(Context& context, const google::protobuf::RepeatedPtrField<v::Account>& accounts) {
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadAccounts), '\t');
  for (const auto& account : accounts) {
    std::vector<std::string> roles;
    for (const auto& grant : account.grants()) roles.push_back(context.Word(grant.role()));
    table.rows.push_back({account.display_name(), account.sign_in_name(), absl::StrJoin(roles, " "),
                          account.disabled() ? context.Say(kDisabled) : "", IdOf(account.name())});
  }
  return table;
}

Status List(Context& context, v::Role role) {
  v::ListAccountsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_role(role);
  v::ListAccountsResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&Accounts::ListAccounts, request, &response));
  context.out.Show(response, AccountTable(context, response.accounts()));
  return absl::OkStatus();
}

// Its grants with their ids, which revoking needs.
Status ShowAccount(Context& context, const std::string& typed) {
  v::GetAccountRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Account(typed));
  v::Account account;
  DD_RETURN_IF_ERROR(context.Read(&Accounts::GetAccount, request, &account));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadGrants), '\t');
  for (const auto& grant : account.grants()) {
    const std::string scope = !grant.org_path().empty()  ? grant.org_path()
                              : !grant.team_id().empty() ? grant.team_id()
                                                         : grant.unit_id();
    table.rows.push_back({context.Word(grant.role()), scope, grant.grant_id()});
  }
  context.out.Show(account, table);
  return absl::OkStatus();
}

void TellAccount(Context& context, const v::Account& account, const Wording& said) {
  context.out.Done(account, context.Say(said, {{"name", account.display_name()}}), {account.name()});
}

Status Create(Context& context, const std::string& sign_in_name, const std::string& display_name,
              const std::string& volunteer, const std::string& password_file, const ScopeFlags& scope) {
  v::CreateAccountRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_account_id(context.request_id().ToString());
  request.set_sign_in_name(sign_in_name);
  request.set_display_name(display_name.empty() ? sign_in_name : display_name);
  if (!volunteer.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_volunteer(), context.names().Volunteer(volunteer));
  }
  if (*scope.role != 0) {
    DD_ASSIGN_OR_RETURN(*request.add_grants(), GrantOf(context, scope));
  }
  DD_ASSIGN_OR_RETURN(*request.mutable_password(),
                      ReadSecret(context, "--password-file", password_file, kAskNewPassword));
  return context.Change(&Accounts::CreateAccount, request,
                        [&](const v::Account& account) { TellAccount(context, account, kAccountCreated); });
}

Status GrantTo(Context& context, const std::string& typed, const ScopeFlags& scope) {
  v::GrantRoleRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Account(typed));
  request.set_grant_id(context.request_id().ToString());
  DD_ASSIGN_OR_RETURN(*request.mutable_grant(), GrantOf(context, scope));
  return context.Change(&Accounts::GrantRole, request,
                        [&](const v::Account& account) { TellAccount(context, account, kGranted); });
}

Status Revoke(Context& context, const std::string& typed, const std::string& grant) {
  v::RevokeRoleRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Account(typed));
  request.set_grant_id(grant);
  DD_RETURN_IF_ERROR(Agreed(context, context.Say(kAskRevoke)));
  return context.Change(&Accounts::RevokeRole, request,
                        [&](const v::Account& account) { TellAccount(context, account, kRevoked); });
}

template <typename Request>
Status Switch(Context& context, Method<Accounts, Request, v::Account> method, const std::string& typed,
              const Wording& said) {
  Request request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Account(typed));
  return context.Change(method, request,
                        [&](const v::Account& account) { TellAccount(context, account, said); });
}

Status CreateCounty(Context& context, const std::string& name, const std::string& sign_in_name,
                    const std::string& display_name, const std::string& password_file) {
  v::BootstrapCountyRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_county_name(name);
  request.set_account_id(context.request_id().ToString());
  request.set_sign_in_name(sign_in_name);
  request.set_display_name(display_name.empty() ? sign_in_name : display_name);
  DD_ASSIGN_OR_RETURN(*request.mutable_password(),
                      ReadSecret(context, "--password-file", password_file, kAskNewPassword));
  return context.Change(&Accounts::BootstrapCounty, request,
                        [&](const v::Account& account) { TellAccount(context, account, kCountyCreated); });
}

}  // namespace

void AddGrantCommands(Command& root, Context& context) {
  static constexpr Wording kAccount{"账号的称呼或编号", "The account by its display name or id"};
  Command& accounts = root.Sub("account", {"账号和权限", "Accounts and grants"});
  Command& list = accounts.Sub("list", {"有哪些账号", "Accounts of the county"});
  auto role = list.Choice<v::Role>("--role", {"有这个权限的", "With this role"}, Need::kOptional);
  list.Runs([=, &context] { return List(context, *role); });
  Command& show = accounts.Sub("show", {"一个账号的权限", "The grants of one account"});
  auto shown = show.Argument("ACCOUNT", kAccount);
  show.Runs([=, &context] { return ShowAccount(context, *shown); });

  Command& create = accounts.Sub("create", {"开账号", "Make an account"});
  auto sign_in_name = create.Argument("SIGN-IN-NAME", {"登录名", "What signs in"});
  auto display = create.Option("--name", "TEXT", {"同事看到的称呼", "What colleagues see"});
  auto volunteer = create.Option("--volunteer", "NAME", kHelpVolunteer);
  auto password = create.Option("--password-file", "FILE", kHelpSecretFrom);
  ScopeFlags first = AddScope(create, Need::kOptional);
  create.Changes();
  create.Runs(
      [=, &context] { return Create(context, *sign_in_name, *display, *volunteer, *password, first); });

  Command& grant = accounts.Sub("grant", {"给权限", "Grant a role"});
  auto to = grant.Argument("ACCOUNT", kAccount);
  ScopeFlags scope = AddScope(grant, Need::kRequired);
  grant.Changes();
  grant.Runs([=, &context] { return GrantTo(context, *to, scope); });

  Command& revoke = accounts.Sub("revoke", {"收回权限", "Revoke a grant"});
  auto from = revoke.Argument("ACCOUNT", kAccount);
  auto which =
      revoke.Argument("GRANT", {"权限的编号：diandan account show", "The grant's id: diandan account show"});
  revoke.Asks();
  revoke.Runs([=, &context] { return Revoke(context, *from, *which); });

  Command& disable = accounts.Sub("disable", {"停用", "Disable"});
  auto off = disable.Argument("ACCOUNT", kAccount);
  disable.Changes();
  disable.Runs([=, &context] { return Switch(context, &Accounts::DisableAccount, *off, kAccountDisabled); });
  Command& enable = accounts.Sub("enable", {"恢复", "Enable again"});
  auto on = enable.Argument("ACCOUNT", kAccount);
  enable.Changes();
  enable.Runs([=, &context] { return Switch(context, &Accounts::EnableAccount, *on, kAccountEnabled); });

  Command& county = root.Sub("admin", {"安装和运维", "The installation"})
                        .Sub("init", {"建一个县和它的第一个管理员；县写 --county",
                                      "Open a county (--county) with its first admin"});
  auto admin = county.Argument("SIGN-IN-NAME", {"管理员的登录名", "The admin's sign-in name"});
  auto title = county.Option("--county-name", "TEXT",
                             {"县名；导入过区划就不用写", "Its name, unless divisions were imported"});
  auto called = county.Option("--name", "TEXT", {"同事看到的称呼", "What colleagues see"});
  auto secret = county.Option("--password-file", "FILE", kHelpSecretFrom);
  county.Changes();
  county.Runs([=, &context] { return CreateCounty(context, *title, *admin, *called, *secret); });
}

}  // namespace diandan::cli
