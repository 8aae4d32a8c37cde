// org import, list, show; unit list: the tree of organisations and the units beside it.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/org_import.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "clients/cli/words.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "diandan/volunteers/v1/unit_service.grpc.pb.h"

namespace diandan::cli {

namespace v = volunteers::v1;

namespace {

Status List(Context& context, const std::string& below, v::OrgTier tier, bool closed) {
  v::ListOrgsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  if (!below.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_parent_org(), context.names().Org(below));
  }
  request.set_tier(tier);
  request.set_include_closed(closed);
  v::ListOrgsResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&v::OrgService::Stub::ListOrgs, request, &response));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadOrgs), '\t');
  // Places stand in the order of their codes; those without one come last.
  std::stable_sort(
      response.mutable_orgs()->begin(), response.mutable_orgs()->end(), [](const v::Org& a, const v::Org& b) {
        return std::make_pair(a.code().empty(), a.code()) < std::make_pair(b.code().empty(), b.code());
      });
  for (const auto& org : response.orgs()) {
    table.rows.push_back({org.code(), context.Word(org.tier()), org.display_name(),
                          context.names().SayOrg(org.parent_org()), IdOf(org.name())});
  }
  context.out.Show(response, table);
  return absl::OkStatus();
}

// Ids of places with a code are derived from it by the server; others take the request's.
Status Add(Context& context, const std::string& name, const std::string& below, v::OrgTier tier,
           const std::string& code) {
  v::CreateOrgRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  DD_ASSIGN_OR_RETURN(*request.mutable_parent_org(), context.names().Org(below));
  if (code.empty()) request.set_org_id(context.request_id().ToString());
  request.set_tier(tier);
  request.set_display_name(name);
  request.set_code(code);
  return context.Change(&v::OrgService::Stub::CreateOrg, request, [&](const v::Org& org) {
    context.out.Done(org, context.Say(kAdded, {{"name", org.display_name()}}),
                     {IdOf(org.name()), org.name()});
  });
}

Status ListUnits(Context& context) {
  v::ListUnitsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  v::ListUnitsResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&v::UnitService::Stub::ListUnits, request, &response));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadUnits), '\t');
  table.right = {2};
  for (const auto& unit : response.units()) {
    table.rows.push_back(
        {unit.display_name(), context.Word(unit.kind()), absl::StrCat(unit.headcount()), IdOf(unit.name())});
  }
  context.out.Show(response, table);
  return absl::OkStatus();
}

Status AddUnit(Context& context, const std::string& name, v::UnitKind kind, int headcount) {
  v::CreateUnitRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_unit_id(context.request_id().ToString());
  request.set_display_name(name);
  request.set_kind(kind);
  request.set_headcount(headcount);
  return context.Change(&v::UnitService::Stub::CreateUnit, request, [&](const v::Unit& unit) {
    context.out.Done(unit, context.Say(kAdded, {{"name", unit.display_name()}}),
                     {IdOf(unit.name()), unit.name()});
  });
}

Status UpdateUnit(Context& context, const std::string& typed, int headcount) {
  v::UpdateUnitRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Unit(typed));
  request.mutable_update_mask()->add_paths("headcount");
  request.set_headcount(headcount);
  return context.Change(&v::UnitService::Stub::UpdateUnit, request, [&](const v::Unit& unit) {
    const std::string count = absl::StrCat(unit.headcount());
    context.out.Done(unit, context.Say(kUnitNow, {{"name", unit.display_name()}, {"count", count}}),
                     {unit.name(), count});
  });
}

}  // namespace

void AddOrgCommands(Command& root, Context& context) {
  Command& org =
      root.Sub("org", {"组织：中心、所、站、点、户", "Organisations: centre, institutes, stations …"});
  Command& divisions =
      org.Sub("import", {"导入区划表（CSV）；先查全部，再一个县一个县写，断了可以接着来",
                         "Import divisions (CSV): all checked first, then county by county; resumable"});
  auto file = divisions.Argument(
      "FILE", {"code,tier,name,parent_code 几列的 CSV", "CSV with code,tier,name,parent_code"});
  auto all = divisions.Flag("--all", {"要改的行全部列出", "List every bad line"});
  divisions.Changes();
  divisions.Runs([=, &context] { return ImportDivisions(context, *file, *all); });

  Command& list = org.Sub("list", {"有哪些组织", "Organisations of the county"});
  auto below = list.Option("--below", "ORG", {"直接在它下面的", "Directly below this one"});
  auto tier = list.Choice<v::OrgTier>("--tier", {"这一层的", "Of this tier"}, Need::kOptional);
  auto closed = list.Flag("--closed", {"关了的也列出", "Closed ones too"});
  list.Runs([=, &context] { return List(context, *below, *tier, *closed); });

  Command& add = org.Sub("add", {"加一个所、站、点或户", "Add an institute, station, point or household"});
  auto name = add.Argument("NAME", {"地方的名称，不写人名", "Name of the place, never of a person"});
  auto above = add.Option("--below", "ORG", {"在哪个组织下面", "The organisation above"}, Need::kRequired);
  auto layer = add.Choice<v::OrgTier>("--tier", {"哪一层", "Tier"});
  auto code = add.Option("--code", "DIGITS",
                         {"所 9 位，站 12 位；点和户没有", "9 digits for institutes, 12 for stations"});
  add.Changes();
  add.Runs([=, &context] { return Add(context, *name, *above, *layer, *code); });

  Command& units =
      root.Sub("unit", {"单位：机关、企业、学校、社会组织", "Units: departments, enterprises, schools …"});
  units.Sub("list", {"有哪些单位", "Units of the county"}).Runs([&context] { return ListUnits(context); });
  Command& fresh = units.Sub("add", {"加一个单位", "Add a unit"});
  auto title = fresh.Argument("NAME", {"单位名称", "Its name"});
  auto sort = fresh.Choice<v::UnitKind>("--kind", {"哪一类", "Kind"});
  auto people = fresh.Number("--headcount", {"一共多少人", "How many belong to it"});
  fresh.Changes();
  fresh.Runs([=, &context] { return AddUnit(context, *title, *sort, *people); });
  Command& update = units.Sub("update", {"改人数", "Change the headcount"});
  auto which = update.Argument("UNIT", {"单位名称", "The unit"});
  auto now = update.Number("--headcount", {"现在多少人", "How many belong to it now"}, Need::kRequired);
  update.Changes();
  update.Runs([=, &context] { return UpdateUnit(context, *which, *now); });
}

}  // namespace diandan::cli
