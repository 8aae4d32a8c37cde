// demo: the county to try things in, who signs in there, and the loop as a story.
#include <fstream>

#include "absl/strings/str_cat.h"
#include "clients/cli/families.h"
#include "clients/cli/words.h"
#include "clients/demo/demo_load.h"
#include "clients/demo/demo_people.h"
#include "clients/demo/demo_places.h"
#include "clients/demo/loop_story.h"
#include "diandan/volunteers/v1/account_service.pb.h"
#include "google/protobuf/empty.pb.h"

namespace diandan::cli {

namespace {

constexpr Wording kLoading{"正在装入演示旗县 奈曼旗 {percent} %",
                           "Loading the demo county Naiman {percent} %"};
constexpr Wording kLoaded{"演示旗县已装好。看谁能登录：diandan demo accounts",
                          "The demo county is there. Who can sign in: diandan demo accounts"};
constexpr Wording kWasLoaded{"演示旗县早已装好，什么都没动。",
                             "The demo county was there already; nothing was changed."};
constexpr Wording kWouldLoad{"演示旗县 奈曼旗（150525）会有这些，还没有装入：",
                             "The demo county Naiman (150525) would have these; nothing was loaded:"};
constexpr Wording kPlaces{"组织", "organisations"}, kTeams{"队", "teams"}, kPeople{"志愿者", "volunteers"},
    kAccounts{"账号", "accounts"};
constexpr Wording kWouldLoop{
    "会在演示旗县点一张新单，走完全程；还没有点。",
    "One new order would be placed in the demo county and walked through; nothing was placed."};
constexpr Wording kLooped{"走完了：已验，时长已记。", "Done: verified, hours credited."};

StatusOr<std::unique_ptr<demo::Stage>> StageOf(Context& context) {
  DD_ASSIGN_OR_RETURN(auto channel, context.client().Channel());
  return std::make_unique<demo::Stage>(
      demo::Channels::All(channel), [&context] { return context.clock().Now(); }, context.language());
}

// What the server left for the operator; empty when it is not on this machine.
std::string OperatorToken(const std::string& data_dir) {
  std::ifstream file(data_dir + "/keys/operator.token");
  std::string line;
  std::getline(file, line);
  return line;
}

// What a load makes, by number.
Status ShowPlan(Context& context) {
  Table table;
  for (const auto& [what, count] :
       {std::pair{kPlaces,
                  demo::Townships().size() + demo::Stations().size() + 2 * demo::SmallPlaces().size() + 1},
        std::pair{kTeams, demo::Teams().size()}, std::pair{kPeople, demo::People().size()},
        std::pair{kAccounts, demo::Accounts().size()}}) {
    table.rows.push_back({context.Say(what), absl::StrCat(count)});
  }
  context.out.Note(context.Say(kWouldLoad));
  context.out.Show(google::protobuf::Empty(), table);
  return absl::OkStatus();
}

Status Load(Context& context) {
  if (context.settings.dry_run) return ShowPlan(context);
  DD_ASSIGN_OR_RETURN(auto stage, StageOf(context));
  // A pipe gets lines, for whatever shows progress of its own.
  auto tell = [&](int percent) {
    const std::string text = context.Say(kLoading, {{"percent", absl::StrCat(percent)}});
    if (context.out.animated()) {
      context.out.Progress(text, percent == 100);
    } else if (percent % 5 == 0) {
      context.out.Note(text);
    }
  };
  DD_ASSIGN_OR_RETURN(demo::Loaded loaded,
                      demo::LoadDemo(*stage, OperatorToken(context.settings.data_dir), tell));
  context.out.Note(context.Say(loaded == demo::Loaded::kNow ? kLoaded : kWasLoaded));
  return absl::OkStatus();
}

// What to try first with this role.
std::string TryWith(volunteers::v1::Role role) {
  switch (role) {
    case volunteers::v1::REVIEWER:
      return "diandan review next";
    case volunteers::v1::VOLUNTEER:
      return "diandan statement";
    case volunteers::v1::COUNTY_ADMIN:
    case volunteers::v1::AUDITOR:
      return "diandan org list";
    default:
      return "diandan order list";
  }
}

Status ShowAccounts(Context& context) {
  Table table;
  const bool english = context.language() == Language::kEnglish;
  table.head = english ? std::vector<std::string>{"ROLE", "NAME", "SIGN-IN", "PASSWORD", "TRY"}
                       : std::vector<std::string>{"角色", "名字", "登录名", "密码", "试试"};
  volunteers::v1::ListAccountsResponse list;
  for (const demo::AccountPlan& plan : demo::Accounts()) {
    std::string name = plan.display_name;
    if (*plan.person) absl::StrAppend(&name, " ", demo::PersonOf(plan.person).chosen_name);
    auto& account = *list.add_accounts();
    account.set_sign_in_name(plan.sign_in_name);
    account.set_display_name(name);
    account.add_grants()->set_role(plan.role);
    table.rows.push_back({context.Word(plan.role), name, plan.sign_in_name, demo::kDemoPassword,
                          absl::StrCat("diandan signin ", plan.sign_in_name, " && ", TryWith(plan.role))});
  }
  context.out.Show(list, table);
  return absl::OkStatus();
}

Status Loop(Context& context, std::ostream& out) {
  if (context.settings.dry_run) {
    context.out.Note(context.Say(kWouldLoop));
    return absl::OkStatus();
  }
  DD_ASSIGN_OR_RETURN(auto stage, StageOf(context));
  DD_RETURN_IF_ERROR(demo::TellLoop(*stage, out));
  context.out.Note(context.Say(kLooped));
  return absl::OkStatus();
}

}  // namespace

void AddDemoCommands(Command& root, Context& context) {
  Command& demo =
      root.Sub("demo", {"演示旗县：装入、账号、走一遍全程", "The demo county: load, accounts, the loop"});
  Command& load = demo.Sub("load", {"装入演示旗县（可以重复）", "Load the demo county; safe to repeat"});
  load.Changes();
  load.Runs([&context] { return Load(context); });
  demo.Sub("accounts", {"演示账号和密码", "Who can sign in there"}).Runs([&context] {
    return ShowAccounts(context);
  });
  Command& loop = demo.Sub(
      "loop", {"一张新单走完全程，边走边讲", "One new order through the whole loop, told as it goes"});
  loop.Changes();
  loop.Runs([&context] { return Loop(context, context.out.answer()); });
}

}  // namespace diandan::cli
