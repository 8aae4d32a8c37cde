#include "services/matching/team_rules.h"

#include "services/matching/slot_rules.h"

namespace diandan::matching {

Team TeamFrom(TeamParts parts) {
  TeamRow& mirror = parts.team;
  const RecordRow& record = parts.record;
  Team team;
  team.id = mirror.id;
  team.name = std::move(mirror.name);
  team.place = PlaceOf(mirror.org_path);
  if (mirror.lat_milli && mirror.lng_milli) team.point = Point{*mirror.lat_milli, *mirror.lng_milli};
  team.skills = std::move(mirror.skills);
  team.languages = std::move(mirror.languages);
  for (auto& held : parts.qualifications)
    team.qualifications.push_back({std::move(held.code), held.last_day});
  team.weekly_slots = mirror.weekly_slots;
  for (int32_t slot : mirror.free_slots) {
    if (slot >= 0 && slot < kSlotsPerWeek) team.free_slots |= 1u << slot;
  }
  team.suspended = mirror.suspended;
  team.women = mirror.women;
  team.booked = record.booked;
  for (size_t i = 0; i < record.skills.size(); ++i) {
    team.served.push_back({record.skills[i], record.services[i]});
  }
  for (size_t i = 0; i < record.months.size(); ++i) {
    team.ratings.push_back({record.months[i], record.rated[i], record.good[i]});
  }
  return team;
}

}  // namespace diandan::matching
