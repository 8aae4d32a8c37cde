#include "services/orders/menu_rules.h"

#include "diandan/orders/v1/menu_service.pb.h"
#include "services/orders/access_rules.h"
#include "services/orders/common_rules.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {
namespace {

// Menu and projects are the county's: a grant at the county centre decides, whatever organisation it names.
Status MayGovern(const Work& work, absl::string_view method) {
  return MaybeAllowed(AccessTo(method), work.caller, work.county);
}

// ---- Menu items

template <typename Request>
void TouchItem(const Request& request, Touches& touches) {
  touches.Add<MenuItemRow>(IdOf(request.menu_item().name()));
}

template <typename Request>
void AnswerItem(const Request& request, const Work& work, v1::MenuItem& response) {
  if (const auto* row = work.Find<MenuItemRow>(IdOf(request.menu_item().name())))
    response = ShowMenuItem(*row);
}

Status CheckTheme(const MenuItemRow& row) {
  const bool own = row.theme == v1::OWN_THEME;
  if (own && row.own_theme.empty()) return InvalidField("menu_item.own_theme", "", "required");
  if (!own && !row.own_theme.empty())
    return InvalidField("menu_item.own_theme", row.own_theme, "only_with:OWN_THEME");
  return absl::OkStatus();
}

void Fill(MenuItemRow& row, const v1::MenuItem& item, const google::protobuf::FieldMask& mask) {
  if (Wants(mask, "title")) row.title = item.title();
  if (Wants(mask, "theme")) row.theme = item.theme();
  if (Wants(mask, "own_theme")) row.own_theme = item.own_theme();
  if (Wants(mask, "skill")) row.skill = item.skill();
  if (Wants(mask, "usual_minutes")) row.usual_minutes = item.usual_minutes();
  if (Wants(mask, "usual_people")) row.usual_people = item.usual_people();
  if (Wants(mask, "qualification")) row.qualification = item.qualification();
  if (Wants(mask, "insurance_required")) row.insurance_required = item.insurance_required();
  if (Wants(mask, "tutor")) row.tutor = item.tutor();
  if (Wants(mask, "retired")) row.retired = item.retired();
}

Status CreateItem(Work& work, const v1::CreateMenuItemRequest& request) {
  DD_RETURN_IF_ERROR(MayGovern(work, "MenuService/CreateMenuItem"));
  MenuItemRow row{.id = IdOf(request.menu_item().name())};
  if (work.Find<MenuItemRow>(row.id) != nullptr) {
    return Refuse(errors::v1::ALREADY_EXISTS, {{"what", request.menu_item().name()}});
  }
  Fill(row, request.menu_item(), {});
  row.version = 1;
  DD_RETURN_IF_ERROR(CheckTheme(row));
  EmitNoted(work, "MENU_ITEM_CHANGED", work.Insert(std::move(row)).id, "menu_item");
  return absl::OkStatus();
}

Status UpdateItem(Work& work, const v1::UpdateMenuItemRequest& request) {
  static const auto* fields = new std::vector<std::string>{
      "title",        "theme",         "own_theme",          "skill", "usual_minutes",
      "usual_people", "qualification", "insurance_required", "tutor", "retired"};
  DD_RETURN_IF_ERROR(MayGovern(work, "MenuService/UpdateMenuItem"));
  DD_RETURN_IF_ERROR(CheckMask(request.update_mask(), *fields));
  const auto* found = work.Find<MenuItemRow>(IdOf(request.menu_item().name()));
  if (found == nullptr) return Refuse(errors::v1::MENU_ITEM_UNKNOWN, {{"item", request.menu_item().name()}});
  DD_RETURN_IF_ERROR(CheckEtag(request.menu_item().etag(), found->version));
  MenuItemRow& row = *work.Change<MenuItemRow>(found->id);
  Fill(row, request.menu_item(), request.update_mask());
  DD_RETURN_IF_ERROR(CheckTheme(row));
  ++row.version;
  EmitNoted(work, "MENU_ITEM_CHANGED", row.id, "menu_item");
  return absl::OkStatus();
}

// ---- Projects

template <typename Request>
void TouchProject(const Request& request, Touches& touches) {
  touches.Add<ProjectRow>(IdOf(request.project().name()));
  touches.Add<OrgMirrorRow>(IdOf(request.project().owner()));
}

template <typename Request>
void AnswerProject(const Request& request, const Work& work, v1::Project& response) {
  if (const auto* row = work.Find<ProjectRow>(IdOf(request.project().name()))) response = ShowProject(*row);
}

// The one it has, for a change that leaves it as it is.
void TouchPresentOwner(const v1::UpdateProjectRequest& request, const Work& work, Touches& touches) {
  if (const auto* row = work.Find<ProjectRow>(IdOf(request.project().name())))
    touches.Add<OrgMirrorRow>(row->owner_org_id);
}

// A feature action (特色活动) is a village's.
Status CheckKind(const Work& work, v1::ProjectKind kind, const Uuid& owner_id) {
  const auto* owner = work.Find<OrgMirrorRow>(owner_id);
  if (kind != v1::FEATURE || (owner != nullptr && owner->tier == volunteers::v1::STATION))
    return absl::OkStatus();
  return InvalidField("project.owner", owner == nullptr ? "" : owner->name, "station_of_village");
}

Status CheckOwner(const Work& work, const v1::Project& project) {
  DD_RETURN_IF_ERROR(SameCounty(work, "project.owner", project.owner()));
  const auto* owner = work.Find<OrgMirrorRow>(IdOf(project.owner()));
  if (owner == nullptr || owner->closed) return Refuse(errors::v1::ORG_UNKNOWN, {{"org", project.owner()}});
  return absl::OkStatus();
}

void Fill(ProjectRow& row, const v1::Project& project, const google::protobuf::FieldMask& mask) {
  if (Wants(mask, "title")) row.title = project.title();
  if (Wants(mask, "kind")) row.kind = project.kind();
  if (Wants(mask, "owner")) row.owner_org_id = IdOf(project.owner());
  if (Wants(mask, "theme")) row.theme = project.theme();
  if (Wants(mask, "about")) row.about = project.about();
  if (Wants(mask, "ended")) row.ended = project.ended();
}

Status CreateProject(Work& work, const v1::CreateProjectRequest& request) {
  DD_RETURN_IF_ERROR(MayGovern(work, "MenuService/CreateProject"));
  ProjectRow row{.id = IdOf(request.project().name())};
  if (work.Find<ProjectRow>(row.id) != nullptr) {
    return Refuse(errors::v1::ALREADY_EXISTS, {{"what", request.project().name()}});
  }
  DD_RETURN_IF_ERROR(CheckOwner(work, request.project()));
  DD_RETURN_IF_ERROR(CheckKind(work, request.project().kind(), IdOf(request.project().owner())));
  Fill(row, request.project(), {});
  row.created_at = work.now;
  row.version = 1;
  EmitNoted(work, "PROJECT_CHANGED", work.Insert(std::move(row)).id, "project");
  return absl::OkStatus();
}

Status UpdateProject(Work& work, const v1::UpdateProjectRequest& request) {
  static const auto* fields =
      new std::vector<std::string>{"title", "kind", "owner", "theme", "about", "ended"};
  DD_RETURN_IF_ERROR(MayGovern(work, "MenuService/UpdateProject"));
  DD_RETURN_IF_ERROR(CheckMask(request.update_mask(), *fields));
  const auto* found = work.Find<ProjectRow>(IdOf(request.project().name()));
  if (found == nullptr) return Refuse(errors::v1::PROJECT_UNKNOWN, {{"project", request.project().name()}});
  DD_RETURN_IF_ERROR(CheckEtag(request.project().etag(), found->version));
  const bool owner = Wants(request.update_mask(), "owner"), kind = Wants(request.update_mask(), "kind");
  if (owner) DD_RETURN_IF_ERROR(CheckOwner(work, request.project()));
  DD_RETURN_IF_ERROR(CheckKind(work, kind ? request.project().kind() : found->kind,
                               owner ? IdOf(request.project().owner()) : found->owner_org_id));
  ProjectRow& row = *work.Change<ProjectRow>(found->id);
  Fill(row, request.project(), request.update_mask());
  ++row.version;
  EmitNoted(work, "PROJECT_CHANGED", row.id, "project");
  return absl::OkStatus();
}

}  // namespace

const Verb& CreateMenuItemVerb() {
  using Request = v1::CreateMenuItemRequest;
  static const auto* verb =
      new Verb(MakeVerb("CreateMenuItem", TouchItem<Request>, CreateItem, AnswerItem<Request>));
  return *verb;
}
const Verb& UpdateMenuItemVerb() {
  using Request = v1::UpdateMenuItemRequest;
  static const auto* verb =
      new Verb(MakeVerb("UpdateMenuItem", TouchItem<Request>, UpdateItem, AnswerItem<Request>));
  return *verb;
}
const Verb& CreateProjectVerb() {
  using Request = v1::CreateProjectRequest;
  static const auto* verb =
      new Verb(MakeVerb("CreateProject", TouchProject<Request>, CreateProject, AnswerProject<Request>));
  return *verb;
}
const Verb& UpdateProjectVerb() {
  using Request = v1::UpdateProjectRequest;
  static const auto* verb = new Verb(MakeVerb("UpdateProject", TouchProject<Request>, UpdateProject,
                                              AnswerProject<Request>, TouchPresentOwner));
  return *verb;
}

}  // namespace diandan::orders
