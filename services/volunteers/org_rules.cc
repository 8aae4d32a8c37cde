#include "services/volunteers/org_rules.h"

#include "absl/strings/str_cat.h"
#include "services/volunteers/access_rules.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/org_steps.h"

namespace diandan::volunteers {

Scope At(const OrgRow& org) {
  Scope scope;
  scope.org_path = org.path;
  return scope;
}

Status UnknownOrg(absl::string_view name) {
  return Refuse(errors::v1::ORG_UNKNOWN, {{"org", std::string(name)}});
}

// An open organisation of this county.
StatusOr<const OrgRow*> OpenOrg(const Work& work, const std::string& name) {
  const OrgRow* org = work.Find<OrgRow>(IdOf(name));
  if (org == nullptr || org->closed) return UnknownOrg(name);
  return org;
}

OrgRow& AddOrg(Work& work, const Uuid& id, const OrgRow* parent, v1::OrgTier tier, const std::string& name) {
  OrgRow row;
  row.id = id;
  if (parent != nullptr) row.parent_id = parent->id;
  row.tier = tier;
  row.path = parent == nullptr ? id.ToString() : absl::StrCat(parent->path, ".", id.ToString());
  row.display_name = name;
  row.created_at = row.updated_at = work.now;
  return work.Insert(std::move(row));
}

void EmitOrg(Work& work, const OrgRow& row) { work.Emit("ORG_CHANGED", row.id, ChangedOrg(row)); }

void TouchedOrg(Work& work, OrgRow& row) {
  row.updated_at = work.now;
  ++row.revision;
  EmitOrg(work, row);
}

namespace {

// ---- CreateOrg

Uuid IdForNew(const v1::CreateOrgRequest& request) {
  if (!request.code().empty()) return OrgIdOf(CountyIn(request.parent()), request.code());
  auto id = ParseUuid(request.org_id());
  return id.ok() ? *id : Uuid{};
}

void TouchCreate(const v1::CreateOrgRequest& request, Touches& touches) {
  touches.Add<OrgRow>(IdForNew(request));
  touches.Add<OrgRow>(IdOf(request.parent_org()));
  TouchPosts(IdForNew(request), touches);
}

size_t CodeLength(v1::OrgTier tier) {
  return tier == v1::CENTRE ? 6 : tier == v1::INSTITUTE ? 9 : tier == v1::STATION ? 12 : 0;
}

Status CheckCode(v1::OrgTier tier, const std::string& code) {
  if (code.empty() || code.size() == CodeLength(tier)) return absl::OkStatus();
  return InvalidField("code", code, absl::StrCat("pattern:[0-9]{", CodeLength(tier), "}"));
}

Status CreateOrg(Work& work, const v1::CreateOrgRequest& request) {
  DD_RETURN_IF_ERROR(SameCounty(work, "parent_org", request.parent_org()));
  DD_RETURN_IF_ERROR(CheckPoint(request.has_point(), request.point()));
  DD_RETURN_IF_ERROR(CheckCode(request.tier(), request.code()));
  const Uuid id = IdForNew(request);
  if (id.is_nil()) return InvalidField("org_id", request.org_id(), "required");
  DD_ASSIGN_OR_RETURN(const OrgRow* parent, OpenOrg(work, request.parent_org()));
  DD_RETURN_IF_ERROR(MayDo(work, "OrgService/CreateOrg", At(*parent)));
  if (request.tier() != parent->tier + 1) {
    return Refuse(errors::v1::ORG_PARENT_WRONG_TIER,
                  {{"tier", v1::OrgTier_Name(request.tier())},
                   {"wanted", v1::OrgTier_Name(static_cast<v1::OrgTier>(request.tier() - 1))}});
  }
  if (work.Find<OrgRow>(id) != nullptr) {
    if (!request.code().empty()) return Refuse(errors::v1::ORG_CODE_DUPLICATE, {{"code", request.code()}});
    return Refuse(errors::v1::ALREADY_EXISTS);
  }
  OrgRow& row = AddOrg(work, id, parent, request.tier(), request.display_name());
  row.code = request.code();
  if (!row.code.empty()) row.code_since = work.now;
  StorePoint(row, request.has_point(), request.point());
  EmitOrg(work, row);
  return absl::OkStatus();
}

void AnswerCreate(const v1::CreateOrgRequest& request, const Work& work, v1::Org& response) {
  if (const OrgRow* row = work.Find<OrgRow>(IdForNew(request))) response = ShowOrgWithPosts(work, *row);
}

// ---- UpdateOrg, CloseOrg

Status UpdateOrg(Work& work, const v1::UpdateOrgRequest& request) {
  DD_ASSIGN_OR_RETURN(const OrgRow* org, OpenOrg(work, request.name()));
  DD_RETURN_IF_ERROR(MayDo(work, "OrgService/UpdateOrg", At(*org)));
  DD_RETURN_IF_ERROR(CheckEtag(request.etag(), org->revision));
  DD_ASSIGN_OR_RETURN(Mask mask, Mask::Of(request, {"display_name", "point", "code"}));
  DD_RETURN_IF_ERROR(CheckPoint(request.has_point(), request.point()));
  if (mask.Has("display_name") && request.display_name().empty()) {
    return InvalidField("display_name", "", "required");
  }
  const bool recode = mask.Has("code") && request.code() != org->code;
  if (recode) {
    DD_RETURN_IF_ERROR(CheckCode(org->tier, request.code()));
    const auto* holder = work.Extra<CodeHolder>();
    if (holder != nullptr && !holder->org.is_nil() && holder->org != org->id) {
      return Refuse(errors::v1::ORG_CODE_DUPLICATE, {{"code", request.code()}});
    }
  }
  OrgRow& row = *work.Change<OrgRow>(org->id);
  if (mask.Has("display_name")) row.display_name = request.display_name();
  if (mask.Has("point")) StorePoint(row, request.has_point(), request.point());
  if (recode) {
    row.code = request.code();
    row.code_since = work.now;
  }
  TouchedOrg(work, row);
  return absl::OkStatus();
}

void TouchClose(const v1::CloseOrgRequest& request, Touches& touches) {
  TouchNamedOrg(request, touches);
  touches.AddChildren<OrgRow>(IdOf(request.name()));
}

Status CloseOrg(Work& work, const v1::CloseOrgRequest& request) {
  const OrgRow* org = work.Find<OrgRow>(IdOf(request.name()));
  if (org == nullptr) return UnknownOrg(request.name());
  // Nobody closes the organisation the own grant stands on: the right comes from above.
  const OrgRow* parent = work.Find<OrgRow>(org->parent_id);
  DD_RETURN_IF_ERROR(MayDo(work, "OrgService/CloseOrg", At(parent != nullptr ? *parent : *org)));
  if (org->closed) return absl::OkStatus();
  for (const OrgRow* child : work.Children<OrgRow>(org->id)) {
    if (!child->closed) return Refuse(errors::v1::ORG_NOT_EMPTY, {{"org", child->display_name}});
  }
  OrgRow& row = *work.Change<OrgRow>(org->id);
  row.closed = true;
  TouchedOrg(work, row);
  return absl::OkStatus();
}

void MoreClose(const v1::CloseOrgRequest& request, const Work& work, Touches& touches) {
  if (const OrgRow* org = work.Find<OrgRow>(IdOf(request.name()))) touches.Add<OrgRow>(org->parent_id);
  TouchNamedHolders(request, work, touches);
}

}  // namespace

const Verb kCreateOrg = MakeVerb("CreateOrg", TouchCreate, CreateOrg, AnswerCreate);
const Verb kUpdateOrg =
    MakeVerb("UpdateOrg", TouchNamedOrg<v1::UpdateOrgRequest>, UpdateOrg,
             AnswerNamedOrg<v1::UpdateOrgRequest>, TouchNamedHolders<v1::UpdateOrgRequest>);
const Verb kCloseOrg =
    MakeVerb("CloseOrg", TouchClose, CloseOrg, AnswerNamedOrg<v1::CloseOrgRequest>, MoreClose);

v1::OrgChanged ChangedOrg(const OrgRow& row) {
  v1::OrgChanged changed;
  changed.set_org_id(row.id.ToString());
  changed.set_tier(row.tier);
  changed.set_path(row.path);
  if (!row.parent_id.is_nil()) changed.set_parent_id(row.parent_id.ToString());
  changed.set_code(row.code);
  changed.set_name(row.display_name);
  ShowPoint(row, changed);
  changed.set_closed(row.closed);
  return changed;
}

v1::Org ShowOrg(const OrgRow& row) {
  v1::Org org;
  org.set_name(ResourceNameOf(row.county_id, "orgs", row.id));
  org.set_tier(row.tier);
  org.set_path(row.path);
  if (!row.parent_id.is_nil()) org.set_parent_org(ResourceNameOf(row.county_id, "orgs", row.parent_id));
  org.set_code(row.code);
  org.set_display_name(row.display_name);
  ShowPoint(row, org);
  org.set_closed(row.closed);
  org.set_etag(EtagOf(row.revision));
  *org.mutable_create_time() = ToTimestamp(row.created_at);
  *org.mutable_update_time() = ToTimestamp(row.updated_at);
  return org;
}

}  // namespace diandan::volunteers
