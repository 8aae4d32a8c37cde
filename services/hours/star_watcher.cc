#include "services/hours/star_watcher.h"

#include <algorithm>
#include <map>
#include <optional>

#include "absl/time/clock.h"
#include "diandan/hours/v1/commands.pb.h"
#include "services/base/log.h"
#include "services/hours/claiming.h"
#include "services/hours/policy_rules.h"
#include "services/hours/star_rules.h"

namespace diandan::hours {
namespace {

constexpr int64_t kStepsAtOnce = 5000;
constexpr size_t kPeopleAtOnce = 500;
constexpr absl::Duration kQuick = absl::Milliseconds(50);
constexpr int kOfTheTime = 20;

}  // namespace

Status StarWatcher::Round() {
  absl::MutexLock round(&rounds_);
  const absl::Time begun = absl::Now();
  if (begun < not_before_) return absl::OkStatus();
  std::vector<StarWindow> windows;
  DD_RETURN_IF_ERROR(db::TransactFor(*home_.pool, db::kAllCounties, true, [&](db::Connection& db) {
    windows = StarWindows(db, kStepsAtOnce);
    return absl::OkStatus();
  }));
  Status all;
  for (const StarWindow& window : windows) all.Update(Look(window));
  const absl::Duration took = absl::Now() - begun;
  not_before_ = absl::Now() + kOfTheTime * std::max(took - kQuick, absl::ZeroDuration());
  return all;
}

// The look is kept only when everybody in it was looked at.
Status StarWatcher::Look(const StarWindow& window) {
  std::vector<MovedPerson> moved;
  DD_RETURN_IF_ERROR(db::TransactFor(*home_.pool, db::kAllCounties, true, [&](db::Connection& db) {
    moved = PolicyMovedIn(db, window) ? EverybodyAt(db, window.county) : std::vector<MovedPerson>();
    const auto by_minutes = MovedIn(db, window);
    moved.insert(moved.end(), by_minutes.begin(), by_minutes.end());
    return absl::OkStatus();
  }));
  std::map<CountyId, std::vector<Uuid>> by_home;
  for (const MovedPerson& person : moved) by_home[person.home].push_back(person.volunteer);
  for (auto& [home, people] : by_home) {
    std::sort(people.begin(), people.end());
    people.erase(std::unique(people.begin(), people.end()), people.end());
    for (size_t from = 0; from < people.size(); from += kPeopleAtOnce) {
      const size_t to = std::min(people.size(), from + kPeopleAtOnce);
      DD_RETURN_IF_ERROR(LookAt(home, {people.begin() + from, people.begin() + to}));
    }
  }
  return db::Transact(*home_.pool, {window.county}, /*read_only=*/false, [&](db::Connection& db) {
    KeepStarLook(db, window.county, window.to);
    return absl::OkStatus();
  });
}

Status StarWatcher::LookAt(CountyId home, const std::vector<Uuid>& volunteers) {
  std::vector<Starred> people;
  std::vector<int32_t> star_hours;
  DD_RETURN_IF_ERROR(db::TransactFor(*home_.pool, db::kAllCounties, true, [&](db::Connection& db) {
    people = StarsNow(db, home, volunteers);
    Touches touches;
    touches.set_county(home);
    TouchPolicy(home, touches);
    Picture picture;
    rpc::LoadForRead(db, home_, touches, picture);
    star_hours = CurrentPolicy(Work(picture, home, Caller(), {}, home_.clock->Now(), 0)).star_hours;
    return absl::OkStatus();
  }));
  for (const Starred& person : people) {
    const int64_t minutes = person.minutes_here + person.minutes_elsewhere;
    if (!StarMoves(person.held ? &*person.held : nullptr, minutes, star_hours)) continue;
    v1::LookAtStar look;
    look.set_volunteer_id(person.volunteer.ToString());
    look.set_minutes_elsewhere(static_cast<int32_t>(person.minutes_elsewhere));
    v1::Done done;
    DD_RETURN_IF_ERROR(
        AsClock(home_)(home, NewUuid(home_.clock->Now()), look, done, LookAtStarVerb(), nullptr));
  }
  return absl::OkStatus();
}

}  // namespace diandan::hours
