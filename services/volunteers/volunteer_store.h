// Finding and listing volunteers. Throws db::Error.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/base/page.h"
#include "services/db/order_by.h"
#include "services/volunteers/rows.h"

namespace diandan::volunteers {

struct VolunteerFilter {
  std::optional<Uuid> org;  // people of this organisation and below
  std::optional<Uuid> unit;
  std::string kind, state;  // "" = any
  std::string order_by;     // "": by number
};
StatusOr<db::SortedRows<VolunteerRow>> ListVolunteers(db::Connection& connection, CountyId county,
                                                      const VolunteerFilter& filter, const Page& page);

// Ids, at most 50, by number. `column`: "legal_name_index", "phone_index" or "id_number_index".
std::vector<Uuid> FindByIndex(db::Connection& connection, CountyId county, const std::string& column,
                              const Bytes& index);
std::vector<Uuid> FindByNumber(db::Connection& connection, CountyId county, const std::string& number);

std::vector<Uuid> AccountsOf(db::Connection& connection, CountyId county, const Uuid& volunteer);
// Posts this volunteer holds, each with its organisation.
std::vector<std::pair<Uuid, Uuid>> PostsHeldBy(db::Connection& connection, CountyId county,
                                               const Uuid& volunteer);

// Everybody who is a minor, over all counties the transaction sees: what the clock looks at.
std::vector<PersonRow> Minors(db::Connection& connection);

}  // namespace diandan::volunteers
