// menu list, add; project list, add; wish list, dismiss: what can be ordered, and what residents left.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "clients/cli/words.h"
#include "diandan/orders/v1/menu_service.grpc.pb.h"
#include "diandan/orders/v1/wish_service.grpc.pb.h"

namespace diandan::cli {

namespace o = orders::v1;

namespace {

Status ListMenu(Context& context, o::MenuTheme theme) {
  o::ListMenuRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_theme(theme);
  o::ListMenuResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&o::MenuService::Stub::ListMenu, request, &response));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadMenu), '\t');
  table.right = {2, 3};
  for (const auto& item : response.menu_items()) {
    table.rows.push_back({item.title(),
                          item.own_theme().empty() ? context.Word(item.theme()) : item.own_theme(),
                          absl::StrCat(item.usual_minutes()), absl::StrCat(item.usual_people()),
                          item.qualification(), IdOf(item.name())});
  }
  context.out.Show(response, table);
  return absl::OkStatus();
}

struct NewItem {
  std::string title, skill, own_theme, qualification;
  o::MenuTheme theme = o::MENU_THEME_UNSPECIFIED;
  int minutes = 0, people = 0;
  bool insurance = false;
};

Status AddItem(Context& context, const NewItem& wanted) {
  DD_ASSIGN_OR_RETURN(CountyId county, context.County());
  o::CreateMenuItemRequest request;
  auto* item = request.mutable_menu_item();
  item->set_name(ResourceNameOf(county, "menu_items", context.request_id()));
  item->set_title(wanted.title);
  item->set_theme(wanted.theme);
  item->set_own_theme(wanted.own_theme);
  DD_ASSIGN_OR_RETURN(*item->mutable_skill(), context.names().Skill(wanted.skill));
  // A skill of its own goes by the service's title and needs no word of its own.
  if (wanted.skill.empty()) item->set_skill("own_" + context.request_id().ToString().substr(24));
  item->set_usual_minutes(wanted.minutes);
  item->set_usual_people(wanted.people > 0 ? wanted.people : 1);
  item->set_qualification(wanted.qualification);
  item->set_insurance_required(wanted.insurance);
  return context.Change(&o::MenuService::Stub::CreateMenuItem, request, [&](const o::MenuItem& added) {
    context.out.Done(added, context.Say(kAdded, {{"name", added.title()}}),
                     {IdOf(added.name()), added.name()});
  });
}

Status ListProjects(Context& context, bool ended) {
  o::ListProjectsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_with_ended(ended);
  o::ListProjectsResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&o::MenuService::Stub::ListProjects, request, &response));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadProjects), '\t');
  for (const auto& project : response.projects()) {
    table.rows.push_back({project.title(), context.Word(project.kind()), context.Word(project.theme()),
                          context.names().SayOrg(project.owner()), IdOf(project.name())});
  }
  context.out.Show(response, table);
  return absl::OkStatus();
}

Status AddProject(Context& context, o::Project project, const std::string& owner) {
  DD_ASSIGN_OR_RETURN(CountyId county, context.County());
  project.set_name(ResourceNameOf(county, "projects", context.request_id()));
  DD_ASSIGN_OR_RETURN(*project.mutable_owner(), context.names().Org(owner));
  o::CreateProjectRequest request;
  *request.mutable_project() = project;
  return context.Change(&o::MenuService::Stub::CreateProject, request, [&](const o::Project& added) {
    context.out.Done(added, context.Say(kAdded, {{"name", added.title()}}),
                     {IdOf(added.name()), added.name()});
  });
}

Status ListWishes(Context& context, const std::string& station, bool all) {
  o::ListWishesRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_open_only(!all);
  if (!station.empty()) {
    DD_ASSIGN_OR_RETURN(std::string org, context.names().Org(station));
    DD_ASSIGN_OR_RETURN(*request.mutable_station_path(), context.names().PathOf(org));
  }
  o::ListWishesResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&o::WishService::Stub::ListWishes, request, &response));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadWishes), '\t');
  for (const auto& wish : response.wishes()) {
    table.rows.push_back({wish.words(), wish.phone(), SayStamp(context, wish.left_time()),
                          context.Word(wish.state()), IdOf(wish.name())});
  }
  context.out.Show(response, table);
  return absl::OkStatus();
}

Status Dismiss(Context& context, const std::string& typed, o::DismissReason reason) {
  o::DismissWishRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Named(typed, "wishes"));
  request.set_reason(reason);
  DD_RETURN_IF_ERROR(Agreed(context, context.Say(kAskDismiss)));
  return context.Change(&o::WishService::Stub::DismissWish, request, [&](const o::Wish& wish) {
    context.out.Done(wish, context.Say(kWishDismissed), {wish.name()});
  });
}

}  // namespace

void AddMenuCommands(Command& root, Context& context) {
  Command& items = root.Sub("menu", {"菜单：能点什么", "The menu: what can be ordered"});
  Command& menu = items.Sub("list", {"全部服务", "All services"});
  auto theme = menu.Choice<o::MenuTheme>("--theme", {"这个主题的", "Of this theme"}, Need::kOptional);
  menu.Runs([=, &context] { return ListMenu(context, *theme); });

  Command& add = items.Sub("add", {"加一项服务", "Add a service"});
  auto title = add.Argument("TITLE", {"题目，例如 上门理发", "Title"});
  auto kind = add.Choice<o::MenuTheme>("--theme", {"主题", "Theme"});
  auto own = add.Option("--own-theme", "TEXT", {"本县主题的名称", "Name of the county's own theme"});
  auto skill = add.Option("--skill", "NAME",
                          {"队里要会什么，例如 理发；不写，这项服务自成一项",
                           "What a team must be able to do, e.g. haircut; none: a skill of its own"});
  auto minutes = add.Number("--minutes", {"一般多少分钟", "Usual minutes"}, Need::kRequired);
  auto people = add.Number("--people", {"一般几个人；不写是 1", "Usual number of people; 1 by default"});
  auto qualification =
      add.Option("--qualification", "CODE", {"法律要求的资格", "Qualification the law asks for"});
  auto insurance = add.Flag("--insurance", {"要有在保的意外险", "Accident insurance must be in force"});
  add.Changes();
  add.Runs([=, &context] {
    return AddItem(context,
                   NewItem{*title, *skill, *own, *qualification, *kind, *minutes, *people, *insurance});
  });

  Command& projects = root.Sub("project", {"项目：常态的和品牌的", "Projects, regular and brand"});
  Command& known = projects.Sub("list", {"有哪些项目", "Projects of the county"});
  auto ended = known.Flag("--all", {"结束了的也列出", "Ended ones too"});
  known.Runs([=, &context] { return ListProjects(context, *ended); });
  Command& begin = projects.Sub("add", {"立一个项目", "Add a project"});
  auto called = begin.Argument("TITLE", {"项目名称", "Its title"});
  auto sort = begin.Choice<o::ProjectKind>("--kind", {"常态还是品牌", "Regular or brand"});
  auto about = begin.Choice<o::MenuTheme>("--theme", {"主题", "Theme"});
  auto owner = begin.Option("--owner", "ORG", {"哪个组织负责", "Who answers for it"}, Need::kRequired);
  auto words = begin.Option("--about", "TEXT", {"一句话说明", "What it is about"});
  begin.Changes();
  begin.Runs([=, &context] {
    o::Project project;
    project.set_title(*called);
    project.set_kind(*sort);
    project.set_theme(*about);
    project.set_about(*words);
    return AddProject(context, project, *owner);
  });

  Command& wishes = root.Sub("wish", {"心愿：海报上扫码留下的话", "Wishes left by the poster's QR"});
  Command& list = wishes.Sub("list", {"等答复的心愿", "Wishes that wait"});
  auto station = list.Option("--station", "ORG", kHelpStation);
  auto all = list.Flag("--all", kHelpAll);
  list.Runs([=, &context] { return ListWishes(context, *station, *all); });
  Command& dismiss = wishes.Sub("dismiss", {"不办，写明原因；要办用 order place --wish",
                                            "Dismiss with a reason; to order it: order place --wish"});
  auto which = dismiss.Argument("WISH", {"心愿的名称或编号", "The wish's name or id"});
  auto reason = dismiss.Choice<o::DismissReason>("--reason", kHelpReason);
  dismiss.Asks();
  dismiss.Runs([=, &context] { return Dismiss(context, *which, *reason); });
}

}  // namespace diandan::cli
