#include "clients/cli/resolve.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "clients/cli/one_line.h"
#include "clients/cli/suggest.h"
#include "clients/cli/texts.h"
#include "diandan/orders/v1/menu_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/orders/v1/webhook_service.grpc.pb.h"
#include "diandan/volunteers/v1/account_service.grpc.pb.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "diandan/volunteers/v1/team_service.grpc.pb.h"
#include "diandan/volunteers/v1/unit_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteer_service.grpc.pb.h"

namespace diandan::cli {

namespace o = orders::v1;
namespace v = volunteers::v1;

namespace {

constexpr size_t kNamesShown = 8;

bool AllDigits(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

// What is looked up: as the help calls it, and how a refusal names it.
struct Kind {
  const char* argument;
  Reason unknown;
  const char* fact;
};
constexpr Kind kTeam{"TEAM", errors::v1::TEAM_UNKNOWN, "team"};
constexpr Kind kOrg{"ORG", errors::v1::ORG_UNKNOWN, "org"};
constexpr Kind kUnit{"UNIT", errors::v1::UNIT_UNKNOWN, "unit"};
constexpr Kind kAccount{"ACCOUNT", errors::v1::NOT_FOUND, "what"};
constexpr Kind kVolunteer{"VOLUNTEER", errors::v1::VOLUNTEER_UNKNOWN, "volunteer"};
constexpr Kind kWebhook{"WEBHOOK", errors::v1::NOT_FOUND, "what"};

// With the names that may have been meant.
Status Unknown(const Kind& kind, const std::string& typed,
               const std::vector<std::pair<std::string, std::string>>& candidates) {
  std::vector<std::string> labels;
  for (const auto& [label, name] : candidates) labels.push_back(label);
  const std::string near = absl::StrJoin(NearNames(typed, labels), ", ");
  if (near.empty()) return Refuse(kind.unknown, {{kind.fact, typed}});
  return Refuse(kind.unknown, {{kind.fact, typed}, {"near", near}});
}

// One of the candidates, or why not: `typed` names none or several.
StatusOr<std::string> TheOne(const Context& context, const Kind& kind, const std::string& typed,
                             const std::vector<std::pair<std::string, std::string>>& candidates) {
  std::vector<std::string> exact, near, labels;
  for (const auto& [label, name] : candidates) {
    if (label == typed) exact.push_back(name);
    if (!absl::StrContains(label, typed)) continue;
    near.push_back(name);
    if (labels.size() < kNamesShown) labels.push_back(label);
  }
  if (exact.size() == 1) return exact[0];
  if (exact.empty() && near.size() == 1) return near[0];
  if (near.empty()) return Unknown(kind, typed, candidates);
  return InvalidField(kind.argument, typed,
                      context.Say(kWantOneOf, {{"names", absl::StrJoin(labels, ", ")}}));
}

}  // namespace

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }
std::string ShortId(const std::string& name) {
  const std::string id = IdOf(name);
  return id.substr(id.size() - std::min<size_t>(id.size(), 8));
}

StatusOr<std::string> Names::Named(const std::string& typed, const std::string& collection) {
  auto name = ParseResourceName(typed);
  if (name.ok() && name->collection == collection) return name->ToString();
  auto id = ParseUuid(typed);
  if (!id.ok()) return InvalidField(collection, typed, "resource:" + collection);
  DD_ASSIGN_OR_RETURN(CountyId county, context_.County());
  return ResourceNameOf(county, collection, *id);
}

StatusOr<std::string> Names::OrderName(const std::string& typed) {
  if (auto name = Named(typed, "orders"); name.ok()) return name;
  DD_ASSIGN_OR_RETURN(o::Order order, Order(typed));
  return order.name();
}

StatusOr<o::Order> Names::OrderInFull(const std::string& typed) {
  o::GetOrderRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), OrderName(typed));
  o::Order order;
  DD_RETURN_IF_ERROR(context_.Read(&o::OrderService::Stub::GetOrder, request, &order));
  return order;
}

StatusOr<o::Order> Names::Order(const std::string& typed) {
  if (Named(typed, "orders").ok()) return OrderInFull(typed);
  const std::string number = absl::AsciiStrToUpper(typed);
  if (!OrderNumberValid(number)) return InvalidField("ORDER", typed, context_.Say(kWantOrder));
  o::ListOrdersRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context_.Parent());
  request.set_number(number);
  o::ListOrdersResponse response;
  DD_RETURN_IF_ERROR(context_.Read(&o::OrderService::Stub::ListOrders, request, &response));
  if (response.orders_size() == 0) return Refuse(errors::v1::NOT_FOUND, {{"what", number}});
  return response.orders(0);
}

StatusOr<std::string> Names::Team(const std::string& typed) {
  if (auto name = Named(typed, "teams"); name.ok()) return name;
  v::ListTeamsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context_.Parent());
  request.set_include_suspended(true);
  v::ListTeamsResponse response;
  DD_RETURN_IF_ERROR(context_.ReadAll(&v::TeamService::Stub::ListTeams, request, &response));
  std::vector<std::pair<std::string, std::string>> candidates;
  for (const auto& team : response.teams()) candidates.emplace_back(team.display_name(), team.name());
  return TheOne(context_, kTeam, typed, candidates);
}

StatusOr<std::vector<v::Org>> Names::Orgs(const std::string& code) {
  v::ListOrgsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context_.Parent());
  request.set_code(code);
  v::ListOrgsResponse response;
  DD_RETURN_IF_ERROR(context_.ReadAll(&v::OrgService::Stub::ListOrgs, request, &response));
  return std::vector<v::Org>(response.orgs().begin(), response.orgs().end());
}

StatusOr<std::string> Names::Org(const std::string& typed) {
  if (auto name = Named(typed, "orgs"); name.ok()) return name;
  const bool code = AllDigits(typed);
  DD_ASSIGN_OR_RETURN(std::vector<v::Org> orgs, Orgs(code ? typed : ""));
  std::vector<std::pair<std::string, std::string>> candidates;
  for (const auto& org : orgs) candidates.emplace_back(code ? org.code() : org.display_name(), org.name());
  return TheOne(context_, kOrg, typed, candidates);
}

StatusOr<std::string> Names::PathOf(const std::string& org) {
  v::GetOrgRequest request;
  request.set_name(org);
  v::Org found;
  DD_RETURN_IF_ERROR(context_.Read(&v::OrgService::Stub::GetOrg, request, &found));
  return found.path();
}

StatusOr<std::string> Names::PathOfTeam(const std::string& typed) {
  v::GetTeamRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), Team(typed));
  v::Team team;
  DD_RETURN_IF_ERROR(context_.Read(&v::TeamService::Stub::GetTeam, request, &team));
  return team.org_path();
}

StatusOr<std::string> Names::Unit(const std::string& typed) {
  if (auto name = Named(typed, "units"); name.ok()) return name;
  v::ListUnitsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context_.Parent());
  v::ListUnitsResponse response;
  DD_RETURN_IF_ERROR(context_.ReadAll(&v::UnitService::Stub::ListUnits, request, &response));
  std::vector<std::pair<std::string, std::string>> candidates;
  for (const auto& unit : response.units()) candidates.emplace_back(unit.display_name(), unit.name());
  return TheOne(context_, kUnit, typed, candidates);
}

StatusOr<std::string> Names::Account(const std::string& typed) {
  if (auto name = Named(typed, "accounts"); name.ok()) return name;
  v::ListAccountsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context_.Parent());
  v::ListAccountsResponse response;
  DD_RETURN_IF_ERROR(context_.ReadAll(&v::AccountService::Stub::ListAccounts, request, &response));
  std::vector<std::pair<std::string, std::string>> candidates;
  for (const auto& account : response.accounts()) {
    candidates.emplace_back(account.display_name(), account.name());
  }
  return TheOne(context_, kAccount, typed, candidates);
}

StatusOr<std::string> Names::Volunteer(const std::string& typed, const std::string& team) {
  if (auto name = Named(typed, "volunteers"); name.ok()) return name;
  DD_ASSIGN_OR_RETURN(std::string parent, context_.Parent());
  if (!team.empty()) {
    v::ListMembershipsRequest request;
    request.set_parent(parent);
    request.set_team(team);
    v::ListMembershipsResponse response;
    DD_RETURN_IF_ERROR(context_.ReadAll(&v::TeamService::Stub::ListMemberships, request, &response));
    std::vector<std::pair<std::string, std::string>> candidates;
    for (const auto& member : response.memberships()) {
      if (member.volunteer_number() == typed) return member.volunteer();
      candidates.emplace_back(member.volunteer_name(), member.volunteer());
    }
    auto found = TheOne(context_, kVolunteer, typed, candidates);
    if (found.ok() || found.status().code() != absl::StatusCode::kNotFound) return found;
  }
  v::FindVolunteerRequest request;
  request.set_parent(parent);
  if (absl::ascii_isdigit(typed[0])) {
    request.set_number(absl::AsciiStrToUpper(typed));
  } else {
    request.set_legal_name(typed);
  }
  v::FindVolunteerResponse response;
  DD_RETURN_IF_ERROR(context_.Read(&v::VolunteerService::Stub::FindVolunteer, request, &response));
  std::vector<std::string> numbers;
  for (const auto& person : response.volunteers()) numbers.push_back(person.number());
  if (numbers.empty()) return Unknown(kVolunteer, typed, {});
  if (numbers.size() == 1) return response.volunteers(0).name();
  return InvalidField("VOLUNTEER", typed,
                      context_.Say(kWantOneOf, {{"names", absl::StrJoin(numbers, ", ")}}));
}

StatusOr<o::Webhook> Names::Webhook(const std::string& typed) {
  o::ListWebhooksRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context_.Parent());
  o::ListWebhooksResponse response;
  DD_RETURN_IF_ERROR(context_.ReadAll(&o::WebhookService::Stub::ListWebhooks, request, &response));
  std::vector<std::pair<std::string, std::string>> candidates;
  const auto named = Named(typed, "webhooks");
  for (const auto& webhook : response.webhooks()) candidates.emplace_back(webhook.title(), webhook.name());
  DD_ASSIGN_OR_RETURN(const std::string name,
                      named.ok() ? named : TheOne(context_, kWebhook, typed, candidates));
  for (const auto& webhook : response.webhooks()) {
    if (webhook.name() == name) return webhook;
  }
  return Refuse(errors::v1::NOT_FOUND, {{"what", typed}});
}

StatusOr<const std::vector<o::MenuItem>*> Names::Menu() {
  if (menu_read_) return &menu_;
  o::ListMenuRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context_.Parent());
  o::ListMenuResponse response;
  DD_RETURN_IF_ERROR(context_.ReadAll(&o::MenuService::Stub::ListMenu, request, &response));
  menu_.assign(response.menu_items().begin(), response.menu_items().end());
  menu_read_ = true;
  return &menu_;
}

StatusOr<o::MenuItem> Names::MenuItem(const std::string& typed) {
  DD_ASSIGN_OR_RETURN(const std::vector<o::MenuItem>* menu, Menu());
  std::vector<MenuWord> words;
  std::vector<std::string> titles;
  for (const auto& item : *menu) {
    if (item.name() == typed || IdOf(item.name()) == typed) return item;
    words.push_back({item.title(), item.skill()});
    if (titles.size() < kNamesShown) titles.push_back(item.title());
  }
  std::vector<int> found = MatchMenu(typed, words);
  if (found.size() == 1) return (*menu)[found[0]];
  if (found.empty()) {
    return InvalidField("SERVICE", typed, context_.Say(kWantMenu, {{"names", absl::StrJoin(titles, ", ")}}));
  }
  std::vector<std::string> labels;
  for (int index : found) labels.push_back(words[index].title);
  return InvalidField("SERVICE", typed, context_.Say(kWantOneOf, {{"names", absl::StrJoin(labels, ", ")}}));
}

StatusOr<std::string> Names::Skill(const std::string& typed) {
  // Codes are for scripts.
  if (std::all_of(typed.begin(), typed.end(),
                  [](char c) { return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '_'; })) {
    return typed;
  }
  DD_ASSIGN_OR_RETURN(const std::vector<o::MenuItem>* menu, Menu());
  std::vector<MenuWord> words;
  std::vector<std::string> titles;
  for (const auto& item : *menu) {
    words.push_back({item.title(), item.skill()});
    titles.push_back(item.title());
  }
  std::set<std::string> skills;
  for (int index : MatchMenu(typed, words)) skills.insert(words[index].skill);
  if (skills.size() == 1) return *skills.begin();
  const Wording& want = skills.empty() ? kWantMenu : kWantOneOf;
  return InvalidField("--skill", typed, context_.Say(want, {{"names", absl::StrJoin(titles, ", ")}}));
}

template <typename Look>
std::string Names::Remembered(const std::string& name, Look look) {
  if (name.empty()) return "";
  auto [it, fresh] = said_.try_emplace(name);
  if (fresh) it->second = look();
  return it->second.empty() ? ShortId(name) : it->second;
}

std::string Names::SayTeam(const std::string& name) {
  return Remembered(name, [&] {
    v::GetTeamRequest request;
    request.set_name(name);
    v::Team team;
    return context_.Read(&v::TeamService::Stub::GetTeam, request, &team).ok() ? team.display_name() : "";
  });
}

std::string Names::SayOrg(const std::string& name) {
  return Remembered(name, [&] {
    v::GetOrgRequest request;
    request.set_name(name);
    v::Org org;
    return context_.Read(&v::OrgService::Stub::GetOrg, request, &org).ok() ? org.display_name() : "";
  });
}

// Empty when the caller may not see them.
const v::Volunteer& Names::Person(const std::string& name) {
  auto [it, fresh] = people_.try_emplace(name);
  if (!fresh) return it->second;
  v::GetVolunteerRequest request;
  request.set_name(name);
  (void)context_.Read(&v::VolunteerService::Stub::GetVolunteer, request, &it->second);
  return it->second;
}

std::string Names::SayVolunteer(const std::string& name) {
  return Remembered(name, [&] { return Person(name).chosen_name(); });
}

std::string Names::SayNumber(const std::string& volunteer) {
  const std::string& number = Person(volunteer).number();
  return number.empty() ? ShortId(volunteer) : number;
}

std::string Names::SayAccount(const std::string& name) {
  return Remembered(name, [&]() -> std::string {
    const Session own = context_.client().session();
    if (IdOf(own.account) == IdOf(name)) return own.display_name;
    v::GetAccountRequest request;
    const auto full = Named(IdOf(name), "accounts");
    if (!full.ok()) return "";
    request.set_name(*full);
    v::Account account;
    const Status seen = context_.Read(&v::AccountService::Stub::GetAccount, request, &account);
    return seen.ok() ? account.display_name() : "";
  });
}

std::string Names::SaySkill(const std::string& skill) {
  const auto menu = Menu();
  if (!menu.ok()) return skill;
  const auto item = std::find_if((*menu)->begin(), (*menu)->end(),
                                 [&](const o::MenuItem& one) { return one.skill() == skill; });
  return item == (*menu)->end() ? skill : item->title();
}

std::string Names::SayOrder(const std::string& name) {
  return Remembered(name, [&] {
    o::GetOrderRequest request;
    request.set_name(name);
    o::Order order;
    return context_.Read(&o::OrderService::Stub::GetOrder, request, &order).ok() ? order.number() : "";
  });
}

}  // namespace diandan::cli
