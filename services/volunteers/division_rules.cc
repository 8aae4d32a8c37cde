// Importing the division table: the county, its townships and villages.
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/volunteers/access_rules.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/org_rules.h"
#include "services/volunteers/org_steps.h"

namespace diandan::volunteers {

namespace {

v1::OrgTier TierOfCode(absl::string_view code) {
  return code.size() == 6 ? v1::CENTRE : code.size() == 9 ? v1::INSTITUTE : v1::STATION;
}

std::string ParentCode(const v1::Division& division) {
  if (!division.parent_code().empty() || division.code().size() <= 6) return division.parent_code();
  return division.code().substr(0, division.code().size() - 3);
}

void TouchDivisions(const v1::ImportDivisionsRequest& request, Touches& touches) {
  const CountyId county = CountyIn(request.parent());
  for (const auto& division : request.divisions()) {
    touches.Add<OrgRow>(OrgIdOf(county, division.code()));
    if (std::string parent = ParentCode(division); !parent.empty())
      touches.Add<OrgRow>(OrgIdOf(county, parent));
  }
}

// A county's id is its first code, until a code is given to another county: those ids start at 1,000,000.
bool CodeFitsCounty(CountyId county, absl::string_view code) {
  return county >= 1'000'000 || absl::StartsWith(code, absl::StrCat(county));
}

Status CheckDivision(const Work& work, const v1::Division& division, int index) {
  const std::string at = absl::StrCat("divisions[", index, "].");
  if (!CodeFitsCounty(work.county, division.code())) {
    return InvalidField(at + "code", division.code(), absl::StrCat("pattern:", work.county, "…"));
  }
  const std::string parent = ParentCode(division);
  const bool centre = division.code().size() == 6;
  if (centre != parent.empty() || (!centre && parent.size() + 3 != division.code().size())) {
    return InvalidField(at + "parent_code", parent,
                        "pattern:" + division.code().substr(0, division.code().size() - 3));
  }
  return absl::OkStatus();
}

Status ImportDivisions(Work& work, const v1::ImportDivisionsRequest& request) {
  Status problems;
  for (int i = 0; i < request.divisions_size(); ++i) {
    problems = MergeInvalid(problems, CheckDivision(work, request.divisions(i), i));
  }
  DD_RETURN_IF_ERROR(problems);
  // A parent stands in the database or earlier in the list; the list is taken back as a whole if not.
  for (const auto& division : request.divisions()) {
    const Uuid id = OrgIdOf(work.county, division.code());
    if (const OrgRow* known = work.Find<OrgRow>(id)) {
      if (known->display_name == division.display_name() || known->code != division.code()) continue;
      OrgRow& row = *work.Change<OrgRow>(id);
      row.display_name = division.display_name();
      TouchedOrg(work, row);
      continue;
    }
    const std::string parent_code = ParentCode(division);
    const OrgRow* parent = nullptr;
    if (!parent_code.empty()) {
      parent = work.Find<OrgRow>(OrgIdOf(work.county, parent_code));
      if (parent == nullptr) return UnknownOrg(parent_code);
    }
    OrgRow& row = AddOrg(work, id, parent, TierOfCode(division.code()), division.display_name());
    row.code = division.code();
    row.code_since = work.now;
    EmitOrg(work, row);
  }
  return absl::OkStatus();
}

// Counts what this very command did; asked again, everything is unchanged.
void AnswerDivisions(const v1::ImportDivisionsRequest& request, const Work& work,
                     v1::ImportDivisionsResponse& response) {
  int created = 0, renamed = 0;
  for (const auto& event : work.events()) {
    const OrgRow* row = work.Find<OrgRow>(event.subject);
    (row->created_at == work.now ? created : renamed)++;
  }
  response.set_created(created);
  response.set_renamed(renamed);
  response.set_unchanged(request.divisions_size() - created - renamed);
}

}  // namespace

const Verb kImportDivisions = MakeVerb("ImportDivisions", TouchDivisions, ImportDivisions, AnswerDivisions);

Uuid OrgIdOf(CountyId county, absl::string_view code) { return DeriveUuid(county, code); }

}  // namespace diandan::volunteers
