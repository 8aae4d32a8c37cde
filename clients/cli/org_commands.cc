// org import, list, show; unit list: the tree of organisations and the units beside it.
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
  for (const auto& org : response.orgs()) {
    table.rows.push_back({org.code(), Word(org.tier(), context.language()), org.display_name(),
                          context.names().SayOrg(org.parent_org()), IdOf(org.name())});
  }
  context.out.Show(response, table);
  return absl::OkStatus();
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
    table.rows.push_back({unit.display_name(), Word(unit.kind(), context.language()),
                          absl::StrCat(unit.headcount()), IdOf(unit.name())});
  }
  context.out.Show(response, table);
  return absl::OkStatus();
}

}  // namespace

void AddOrgCommands(Command& root, Context& context) {
  Command& org =
      root.Sub("org", {"组织：中心、所、站、点、户", "Organisations: centre, institutes, stations …"});
  Command& import =
      org.Sub("import", {"导入区划表（CSV）；先查全部，再一个县一个县写，断了可以接着来",
                         "Import divisions (CSV): all checked first, then county by county; resumable"});
  auto file = import.Argument(
      "FILE", {"code,tier,name,parent_code 几列的 CSV", "CSV with code,tier,name,parent_code"});
  auto all = import.Flag("--all", {"要改的行全部列出", "List every bad line"});
  import.Changes();
  import.Runs([=, &context] { return ImportDivisions(context, *file, *all);
});

Command& list = org.Sub("list", {"有哪些组织", "Organisations of the county"});
auto below = list.Option("--below", "ORG", {"直接在它下面的", "Directly below this one"});
auto tier = list.Choice<v::OrgTier>("--tier", {"这一层的", "Of this tier"}, Need::kOptional);
auto closed = list.Flag("--closed", {"关了的也列出", "Closed ones too"});
list.Runs([=, &context] { return List(context, *below, *tier, *closed); });

Command& units =
    root.Sub("unit", {"单位：机关、企业、学校、社会组织", "Units: departments, enterprises, schools …"})
        .Sub("list", {"有哪些单位", "Units of the county"});
units.Runs([&context] { return ListUnits(context); });
}  // namespace diandan::cli

}  // namespace diandan::cli
