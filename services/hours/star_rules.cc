#include "services/hours/star_rules.h"

#include <algorithm>

#include "diandan/hours/v1/commands.pb.h"
#include "services/base/request_fields.h"
#include "services/hours/ledger_rules.h"
#include "services/hours/policy_rules.h"
#include "services/hours/rows.h"

namespace diandan::hours {
namespace {

using v1::LookAtStar;

void TouchStar(const LookAtStar& request, Touches& touches) {
  const Uuid volunteer = IdOf(request.volunteer_id());
  touches.Add<StarRow>(StarId(volunteer));
  touches.Add<AccountRow>(VolunteerAccount(volunteer));
}

void TouchStarPolicy(const LookAtStar&, const Work& work, Touches& touches) {
  TouchPolicy(work.county, touches);
}

// What is held stays as long as its hours are there; else whatever the present policy gives for those left.
struct Standing {
  int32_t stars = 0, from_hours = 0;
};
Standing StandingOf(const StarRow* held, int64_t minutes, const std::vector<int32_t>& star_hours) {
  const int32_t now = StarsOf(minutes, star_hours);
  const bool keeps = held != nullptr && minutes >= int64_t{held->held_from_hours} * 60;
  if (keeps && held->stars >= now) return {held->stars, held->held_from_hours};
  return {now, now == 0 ? 0 : star_hours[now - 1]};
}

Status Look(Work& work, const LookAtStar& request) {
  if (!work.caller.is_service("hours")) return Refuse(errors::v1::NOT_ALLOWED);
  const Uuid volunteer = IdOf(request.volunteer_id());
  const auto* account = work.Find<AccountRow>(VolunteerAccount(volunteer));
  const int64_t minutes = request.minutes_elsewhere() + (account == nullptr ? 0 : account->balance);
  const std::vector<int32_t> star_hours = CurrentPolicy(work).star_hours;
  const StarRow* held = work.Find<StarRow>(StarId(volunteer));
  if (!StarMoves(held, minutes, star_hours)) return absl::OkStatus();

  const Standing next = StandingOf(held, minutes, star_hours);
  const int32_t from = held == nullptr ? 0 : held->stars;
  StarRow* row = work.Change<StarRow>(StarId(volunteer));
  if (row == nullptr) {
    StarRow fresh;
    fresh.id = StarId(volunteer);
    fresh.volunteer_id = volunteer;
    row = &work.Insert(std::move(fresh));
  }
  row->stars = next.stars;
  row->held_from_hours = next.from_hours;
  row->lowered_from = next.stars < from ? from : 0;
  row->since = next.stars == 0 ? std::nullopt : std::optional<absl::Time>(work.now);
  row->changed_at = work.now;
  v1::StarChanged event;
  event.set_volunteer_id(volunteer.ToString());
  event.set_from_stars(from);
  event.set_stars(next.stars);
  event.set_minutes(static_cast<int32_t>(minutes));
  work.Emit("STAR_CHANGED", volunteer, std::move(event));
  return absl::OkStatus();
}

void AnswerLook(const LookAtStar&, const Work&, v1::Done&) {}

}  // namespace

Uuid StarId(const Uuid& volunteer) { return DeriveUuid(volunteer, "star"); }

int32_t StarsOf(int64_t minutes, const std::vector<int32_t>& star_hours) {
  return static_cast<int32_t>(std::count_if(star_hours.begin(), star_hours.end(),
                                            [&](int32_t hours) { return minutes >= int64_t{hours} * 60; }));
}

bool StarMoves(const StarRow* held, int64_t minutes, const std::vector<int32_t>& star_hours) {
  return StandingOf(held, minutes, star_hours).stars != (held == nullptr ? 0 : held->stars);
}

v1::Star ShowStar(const StarRow* held, CountyId county, const Uuid& volunteer, int64_t minutes,
                  const std::vector<int32_t>& star_hours) {
  v1::Star star;
  star.set_volunteer(ResourceNameOf(county, "volunteers", volunteer));
  star.set_minutes(static_cast<int32_t>(minutes));
  if (held != nullptr) {
    star.set_stars(held->stars);
    star.set_held_from_hours(held->held_from_hours);
    star.set_lowered_from(held->lowered_from);
    if (held->since) *star.mutable_since_time() = ToTimestamp(*held->since);
    *star.mutable_change_time() = ToTimestamp(held->changed_at);
  }
  if (star.stars() < static_cast<int32_t>(star_hours.size())) star.set_next_hours(star_hours[star.stars()]);
  return star;
}

const Verb& LookAtStarVerb() {
  static const Verb verb =
      MakeVerb<LookAtStar, v1::Done>("LookAtStar", TouchStar, Look, AnswerLook, TouchStarPolicy);
  return verb;
}

}  // namespace diandan::hours
