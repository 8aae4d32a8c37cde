#include "services/hours/points_rules.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "services/base/clock.h"
#include "services/hours/points_policy_rules.h"

namespace diandan::hours {
namespace {

constexpr absl::Duration kGrace = absl::Hours(24 * 30);
constexpr int32_t kWellRated = 4;

PointAccountRow& PointsAccountOf(Work& work, const Uuid& volunteer) {
  const Uuid id = PointAccount(volunteer);
  if (PointAccountRow* found = work.Change<PointAccountRow>(id)) return *found;
  PointAccountRow fresh;
  fresh.id = id;
  fresh.volunteer_id = volunteer;
  return work.Insert(std::move(fresh));
}

PointMonthRow& MonthRowOf(Work& work, const EntryRow& entry) {
  const int32_t month = MonthOf(entry.created_at);
  const Uuid id = PointMonthId(entry.volunteer_id, month);
  if (PointMonthRow* found = work.Change<PointMonthRow>(id)) return *found;
  PointMonthRow fresh;
  fresh.id = id;
  fresh.volunteer_id = entry.volunteer_id;
  fresh.month = month;
  return work.Insert(std::move(fresh));
}

PointLotRow& LotFor(Work& work, const Uuid& volunteer, absl::Time expires_at) {
  const Uuid id = DeriveUuid(volunteer, absl::StrCat("points/", absl::ToUnixSeconds(expires_at)));
  if (PointLotRow* found = work.Change<PointLotRow>(id)) return *found;
  PointLotRow fresh;
  fresh.id = id;
  fresh.volunteer_id = volunteer;
  fresh.expires_at = expires_at;
  return work.Insert(std::move(fresh));
}

struct Part {
  Uuid lot;
  int32_t points;
};

// Takes so many out of the lots, the first to expire first.
std::vector<Part> TakeFromLots(Work& work, const Uuid& volunteer, int32_t points) {
  std::vector<Part> parts;
  for (const PointLotRow* lot : LotsOf(work, volunteer)) {
    if (points == 0) break;
    const int32_t taken = std::min(points, lot->points);
    if (taken == 0) continue;
    parts.push_back({lot->id, taken});
    points -= taken;
  }
  if (points > 0) throw std::logic_error("more points taken than there are");
  for (const Part& part : parts) work.Change<PointLotRow>(part.lot)->points -= part.points;
  return parts;
}

PointTransferRow Moved(const Work& work, v1::PointMoveKind kind, const Uuid& debit, const Uuid& credit,
                       const Uuid& volunteer, const Part& part) {
  PointTransferRow row;
  row.kind = kind;
  row.debit = debit;
  row.credit = credit;
  row.points = part.points;
  row.volunteer_id = volunteer;
  row.lot_id = part.lot;
  row.created_at = work.now;
  row.event_seq = work.next_seq();
  return row;
}

Uuid MoveId(const Uuid& about, v1::PointMoveKind kind, absl::string_view which) {
  return DeriveUuid(about, absl::StrCat(v1::PointMoveKind_Name(kind), "/", which));
}

// From the lots back to the county; what is not there any more is owed.
void TakeBack(Work& work, EntryRow& entry, int32_t points) {
  PointAccountRow& account = PointsAccountOf(work, entry.volunteer_id);
  const int32_t taken = std::min(points, account.balance);
  account.balance -= taken;
  account.owed += points - taken;
  for (const Part& part : TakeFromLots(work, entry.volunteer_id, taken)) {
    PointTransferRow row =
        Moved(work, v1::POINTS_TAKEN_BACK, account.id, PointIssue(work.county), entry.volunteer_id, part);
    row.id = MoveId(entry.id, row.kind, absl::StrCat(entry.point_moves, "/", part.lot.ToString()));
    row.entry_id = entry.id;
    work.Insert(std::move(row));
  }
}

void Earn(Work& work, EntryRow& entry, int32_t points, int32_t valid_years) {
  PointAccountRow& account = PointsAccountOf(work, entry.volunteer_id);
  PointLotRow& lot = LotFor(work, entry.volunteer_id, ExpiryOf(work.now, valid_years));
  lot.points += points;
  account.balance += points;
  PointTransferRow row = Moved(work, v1::POINTS_EARNED, PointIssue(work.county), account.id,
                               entry.volunteer_id, {lot.id, points});
  row.id = MoveId(entry.id, row.kind, absl::StrCat(entry.point_moves));
  row.entry_id = entry.id;
  work.Insert(std::move(row));
  if (account.owed == 0) return;
  const int32_t paid = std::min(account.owed, account.balance);
  account.owed -= paid;
  TakeBack(work, entry, paid);
}

// A redemption's points, part by part, as they were held.
std::vector<Part> HeldParts(const RedemptionRow& redemption) {
  std::vector<Part> parts;
  for (size_t i = 0; i < redemption.lot_ids.size(); ++i)
    parts.push_back({redemption.lot_ids[i], redemption.lot_points[i]});
  return parts;
}

void MoveHeld(Work& work, const RedemptionRow& redemption, v1::PointMoveKind kind, const Uuid& debit,
              const Uuid& credit) {
  for (const Part& part : HeldParts(redemption)) {
    PointTransferRow row = Moved(work, kind, debit, credit, redemption.volunteer_id, part);
    row.id = MoveId(redemption.id, kind, part.lot.ToString());
    row.redemption_id = redemption.id;
    work.Insert(std::move(row));
  }
}

}  // namespace

std::vector<const PointLotRow*> LotsOf(const Work& work, const Uuid& volunteer) {
  std::vector<const PointLotRow*> lots = work.Children<PointLotRow>(volunteer);
  std::sort(lots.begin(), lots.end(), [](const PointLotRow* a, const PointLotRow* b) {
    return std::tie(a->expires_at, a->id) < std::tie(b->expires_at, b->id);
  });
  return lots;
}

Uuid PointIssue(CountyId county) { return DeriveUuid(county, "ledger/POINTS/issue"); }
Uuid PointsHeld(CountyId county) { return DeriveUuid(county, "ledger/POINTS/held"); }
Uuid PointsSpent(CountyId county) { return DeriveUuid(county, "ledger/POINTS/spent"); }
Uuid PointsGone(CountyId county) { return DeriveUuid(county, "ledger/POINTS/expired"); }
Uuid PointAccount(const Uuid& volunteer) { return DeriveUuid(volunteer, "ledger/POINTS"); }
Uuid PointMonthId(const Uuid& volunteer, int32_t month) {
  return DeriveUuid(volunteer, absl::StrCat("points of ", month));
}

int32_t MonthOf(absl::Time at) {
  const absl::CivilDay day = absl::ToCivilDay(at, ChinaTime());
  return static_cast<int32_t>(day.year() * 100 + day.month());
}

absl::Time ExpiryOf(absl::Time at, int32_t valid_years) {
  const absl::CivilYear year(absl::ToCivilDay(at, ChinaTime()));
  return absl::FromCivil(absl::CivilDay(year + valid_years + 1), ChinaTime());
}

void TouchPoints(const Uuid& volunteer, Touches& touches) {
  touches.Add<PointAccountRow>(PointAccount(volunteer));
  touches.AddChildren<PointLotRow>(volunteer);
}

void TouchEarning(const EntryRow& entry, Touches& touches) {
  TouchPoints(entry.volunteer_id, touches);
  touches.Add<PointMonthRow>(PointMonthId(entry.volunteer_id, MonthOf(entry.created_at)));
  TouchPointsPolicy(entry.county_id, touches);
}

bool WellRated(const AcceptanceRow* acceptance) {
  return acceptance != nullptr && acceptance->ratings > 0 &&
         acceptance->rating_sum >= kWellRated * acceptance->ratings;
}

int32_t PointsOf(const v1::PointsSettings& settings, int32_t minutes, v1::Grade grade,
                 const std::string& skill, bool well_rated) {
  const int64_t grade_percent = ShareOf(settings, grade), theme_percent = ShareOf(settings, skill);
  const int64_t rating_percent = 100 + (well_rated ? settings.well_rated_percent() : 0);
  return static_cast<int32_t>(int64_t(minutes) * settings.points_per_hour() * grade_percent * theme_percent *
                              rating_percent / (int64_t(60) * 100 * 100 * 100));
}

int32_t SettlePoints(Work& work, EntryRow& entry) {
  const int32_t version = entry.point_moves > 0 ? entry.points_version : CurrentPointsVersion(work);
  if (version == 0) return 0;
  const v1::PointsSettings settings = PointsSettingsOf(work, version);
  int32_t points = PointsOf(settings, entry.posted_minutes, entry.grade, entry.skill,
                            WellRated(work.Find<AcceptanceRow>(entry.acceptance_id)));
  if (points == entry.points && points == 0) return 0;
  PointMonthRow& month = MonthRowOf(work, entry);
  const int32_t others = month.points - entry.points;
  if (settings.month_cap() > 0) points = std::clamp(settings.month_cap() - others, 0, points);
  const int32_t change = points - entry.points;
  if (change == 0) return 0;
  entry.points = points;
  entry.points_version = version;
  ++entry.point_moves;
  month.points = others + points;
  if (change > 0) {
    Earn(work, entry, change, settings.valid_years());
  } else {
    TakeBack(work, entry, -change);
  }
  return change;
}

int32_t UsablePoints(const Work& work, const Uuid& volunteer) {
  int32_t points = 0;
  for (const PointLotRow* lot : work.Children<PointLotRow>(volunteer))
    points += work.now < lot->expires_at ? lot->points : 0;
  return points;
}

void ExpireDueLots(Work& work, const Uuid& volunteer) {
  for (const PointLotRow* lot : work.Children<PointLotRow>(volunteer)) ExpireLot(work, lot->id);
}

void HoldPoints(Work& work, RedemptionRow& redemption) {
  PointAccountRow& account = PointsAccountOf(work, redemption.volunteer_id);
  if (account.balance < redemption.points) throw std::logic_error("more points held than there are");
  account.balance -= redemption.points;
  account.held += redemption.points;
  for (const Part& part : TakeFromLots(work, redemption.volunteer_id, redemption.points)) {
    redemption.lot_ids.push_back(part.lot);
    redemption.lot_points.push_back(part.points);
  }
  MoveHeld(work, redemption, v1::POINTS_HELD, account.id, PointsHeld(work.county));
}

void SpendPoints(Work& work, const RedemptionRow& redemption) {
  PointsAccountOf(work, redemption.volunteer_id).held -= redemption.points;
  MoveHeld(work, redemption, v1::POINTS_SPENT, PointsHeld(work.county), PointsSpent(work.county));
}

void ReturnPoints(Work& work, const RedemptionRow& redemption) {
  PointAccountRow& account = PointsAccountOf(work, redemption.volunteer_id);
  account.held -= redemption.points;
  account.balance += redemption.points;
  for (const Part& part : HeldParts(redemption)) {
    PointLotRow* lot = work.Change<PointLotRow>(part.lot);
    if (lot == nullptr) throw std::logic_error("points of a lot that is not there");
    lot->points += part.points;
    if (lot->expires_at <= work.now) lot->expires_at = work.now + kGrace;
  }
  MoveHeld(work, redemption, v1::POINTS_RETURNED, PointsHeld(work.county), account.id);
}

int32_t ExpireLot(Work& work, const Uuid& id) {
  const PointLotRow* found = work.Find<PointLotRow>(id);
  if (found == nullptr || found->points == 0 || work.now < found->expires_at) return 0;
  PointLotRow& lot = *work.Change<PointLotRow>(id);
  PointAccountRow& account = PointsAccountOf(work, lot.volunteer_id);
  PointTransferRow row = Moved(work, v1::POINTS_EXPIRED, account.id, PointsGone(work.county),
                               lot.volunteer_id, {id, lot.points});
  row.id = MoveId(id, row.kind, absl::StrCat(++lot.moves));
  account.balance -= lot.points;
  lot.points = 0;
  return work.Insert(std::move(row)).points;
}

}  // namespace diandan::hours
