// Lists of teams, memberships and trainings. Throws db::Error.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/base/page.h"
#include "services/db/order_by.h"
#include "services/volunteers/rows.h"

namespace diandan::volunteers {

struct TeamFilter {
  std::optional<Uuid> org;  // teams of this organisation and below
  std::optional<Uuid> unit;
  std::string kind, skill;  // "" = any
  bool include_suspended = false;
  std::string order_by;  // "": by name
};
StatusOr<db::SortedRows<TeamRow>> ListTeams(db::Connection& connection, CountyId county,
                                            const TeamFilter& filter, const Page& page);

// A membership with what is public about the person.
struct MemberLine {
  MembershipRow row;
  std::string number, name;
};
struct MemberFilter {
  std::optional<Uuid> team, volunteer;
  bool include_ended = false;
};
// By id; page key: id.
std::vector<MemberLine> ListMemberships(db::Connection& connection, CountyId county,
                                        const MemberFilter& filter, const Page& page);

// Newest first; page key: start, id.
std::vector<TrainingRow> ListTrainings(db::Connection& connection, CountyId county, const std::string& kind,
                                       const Page& page);

}  // namespace diandan::volunteers
