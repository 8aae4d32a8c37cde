// For tests of points: a desk on which services are posted, corrected and rated, and rewards redeemed; and
// the books of points, checked from their transfers alone.
#pragma once

#include <map>
#include <string>

#include "gtest/gtest.h"
#include "services/base/codes.h"
#include "services/hours/desk_testing.h"
#include "services/hours/ledger_rules.h"
#include "services/hours/points_policy_rules.h"
#include "services/hours/points_rules.h"
#include "services/hours/rated_rules.h"
#include "services/hours/redemption_rules.h"
#include "services/hours/reward_rules.h"
#include "services/hours/steps_rules.h"

namespace diandan::hours {

inline v1::PointsSettings TenAnHour() {
  v1::PointsSettings settings = BuiltInPointsSettings();
  settings.set_points_per_hour(10);
  return settings;
}

inline v1::RewardSettings Towels(int32_t points = 20) {
  v1::RewardSettings settings;
  settings.set_title("毛巾两条");
  settings.set_kind(v1::REWARD_GOODS);
  settings.set_points(points);
  settings.set_org_path("c.t.v");
  return settings;
}

class PointsDesk : public Desk {
 public:
  Status GovernPoints(const v1::PointsSettings& settings) {
    v1::SetPointsPolicyRequest set;
    set.set_parent(absl::StrCat("counties/", county));
    *set.mutable_settings() = settings;
    v1::PointsPolicy policy;
    DD_RETURN_IF_ERROR(Run(SetPointsPolicyVerb(), admin, set, &policy));
    if (!policy.has_waiting()) return absl::OkStatus();
    v1::ConfirmPointsPolicyRequest confirm;
    confirm.set_parent(set.parent());
    confirm.set_proposal_etag(policy.waiting().etag());
    return Run(ConfirmPointsPolicyVerb(), second, confirm);
  }
  // A service of this person, recorded now: so many minutes stand.
  Uuid Serve(const std::string& who, int32_t minutes, v1::Grade grade = v1::A,
             const std::string& skill = "haircut") {
    const std::string name = absl::StrCat("service ", ++services_);
    AcceptanceRow acceptance;
    acceptance.county_id = county;
    acceptance.id = Id(name + "/1");
    rows.Rows<AcceptanceRow>().Insert(std::move(acceptance));
    EntryRow entry;
    entry.county_id = county;
    entry.id = Id(name);
    entry.acceptance_id = Id(name + "/1");
    entry.volunteer_id = Id(who);
    entry.home_county = county;
    entry.revision = 1;
    entry.grade = grade;
    entry.skill = skill;
    entry.start_at = entry.end_at = entry.created_at = now;
    entry.reported_minutes = entry.decided_minutes = minutes;
    rows.Rows<EntryRow>().Insert(std::move(entry));
    Step(*rows.Rows<EntryRow>().Change(county, Id(name)), v1::PENDING, now);
    EXPECT_TRUE(As(clock, [&](Work& work) {
                  EntryRow& posted = *work.Change<EntryRow>(Id(name));
                  Pend(work, posted);
                  Step(posted, v1::POSTED, work.now);
                  Post(work, posted, minutes);
                  EmitEntry(work, "ENTRY_POSTED", posted);
                  return absl::OkStatus();
                }).ok());
    return Id(name);
  }
  void CorrectTo(const Uuid& entry, int32_t minutes) {
    EXPECT_TRUE(As(clock, [&](Work& work) {
                  EntryRow& row = *work.Change<EntryRow>(entry);
                  Correct(work, row, minutes);
                  EmitEntry(work, "ENTRY_CORRECTED", row);
                  return absl::OkStatus();
                }).ok());
  }
  void Rate(const Uuid& entry_id, const std::string& rating, int32_t score) {
    orders::v1::Rated rated;
    rated.set_rating_id(Id(rating).ToString());
    rated.set_acceptance_id(entry(entry_id).acceptance_id.ToString());
    rated.set_rater_kind(orders::v1::RESIDENT);
    rated.set_score(score);
    events::v1::Event event;
    event.mutable_position()->set_seq(++rated_);
    EXPECT_TRUE(As(clock, [&](Work& work) { return TakeRated(work, event, rated); }).ok());
  }
  void Annul(const std::string& rating) {
    orders::v1::RatingReviewed reviewed;
    reviewed.set_rating_id(Id(rating).ToString());
    reviewed.set_annulled(true);
    EXPECT_TRUE(As(clock, [&](Work& work) { return TakeRatingReviewed(work, {}, reviewed); }).ok());
  }
  std::string Offer(const v1::RewardSettings& settings, int32_t stock) {
    v1::CreateRewardRequest create;
    create.set_parent(absl::StrCat("counties/", county));
    // The desk names its requests in order.
    create.set_request_id(NextRequest().ToString());
    *create.mutable_settings() = settings;
    v1::Reward reward;
    EXPECT_TRUE(Run(CreateRewardVerb(), admin, create, &reward).ok());
    if (stock > 0) {
      EXPECT_TRUE(Restock(reward.name(), stock).ok());
    }
    return reward.name();
  }
  Status Restock(const std::string& reward, int32_t add) {
    v1::RestockRewardRequest restock;
    restock.set_name(reward);
    restock.set_add(add);
    return Run(RestockRewardVerb(), clerk, restock);
  }
  StatusOr<v1::Redemption> Redeem(const std::string& who, const std::string& reward, int32_t points = 20) {
    v1::RedeemRewardRequest redeem;
    redeem.set_reward(reward);
    redeem.set_request_id(NextRequest().ToString());
    redeem.set_points(points);
    v1::Redemption answer;
    DD_RETURN_IF_ERROR(Run(RedeemRewardVerb(), Volunteer(Id(who)), redeem, &answer, &key));
    return answer;
  }
  Status PickUp(const std::string& name, const std::string& code) {
    v1::ConfirmPickUpRequest confirm;
    confirm.set_name(name);
    confirm.set_pick_up_code(code);
    return Run(ConfirmPickUpVerb(), clerk, confirm, nullptr, &key);
  }
  Status Cancel(const std::string& name, const Caller& by, v1::CancelReason reason) {
    v1::CancelRedemptionRequest cancel;
    cancel.set_name(name);
    cancel.set_reason(reason);
    return Run(CancelRedemptionVerb(), by, cancel);
  }
  // What the clock does: everything that is due now.
  void Tick() {
    v1::ExpireLots expire;
    for (const auto* lot : rows.Rows<PointLotRow>().all()) expire.add_lot_ids(lot->row.id.ToString());
    EXPECT_TRUE(Run(ExpireLotsVerb(), clock, expire).ok());
    std::vector<Uuid> waiting;
    for (const auto* one : rows.Rows<RedemptionRow>().all()) waiting.push_back(one->row.id);
    for (const Uuid& id : waiting) {
      v1::LapseRedemption lapse;
      lapse.set_redemption_id(id.ToString());
      EXPECT_TRUE(Run(LapseRedemptionVerb(), clock, lapse).ok());
    }
  }

  int32_t Balance(const std::string& who) {
    const auto* account = rows.Rows<PointAccountRow>().Find(county, PointAccount(Id(who)));
    return account == nullptr ? 0 : account->balance;
  }
  int32_t Owed(const std::string& who) {
    const auto* account = rows.Rows<PointAccountRow>().Find(county, PointAccount(Id(who)));
    return account == nullptr ? 0 : account->owed;
  }
  // Balances are the sum of transfers, lot by lot and in all; Σ = 0; what is held is what waits and was
  // resolved at most once; stock is what was laid in; nothing is below zero.
  void CheckPointBooks();

  const Caller admin = Someone("admin", Role::kCountyAdmin),
               second = Someone("second admin", Role::kCountyAdmin);
  const Caller clerk = Someone("clerk", Role::kClerk), clock = Someone("service:hours", Role::kNone);
  const PickUpKey key{Key::FromBytes(std::string(32, 'k')).value()};

 private:
  template <typename Rule>
  Status As(const Caller& caller, const Rule& rule) {
    Verb verb;
    verb.rule = [&](Work& work, const google::protobuf::Message&) { return rule(work); };
    return Run(verb, caller, v1::ExpireLots());
  }
  int services_ = 0;
  int64_t rated_ = 0;  // events
};

inline void PointsDesk::CheckPointBooks() {
  std::map<Uuid, int64_t> sums, lots, held;
  std::map<std::pair<Uuid, Uuid>, int> resolved;
  for (const auto* each : rows.Rows<PointTransferRow>().all()) {
    const PointTransferRow& row = each->row;
    EXPECT_GT(row.points, 0);
    sums[row.credit] += row.points;
    sums[row.debit] -= row.points;
    if (row.debit == PointAccount(row.volunteer_id)) lots[row.lot_id] -= row.points;
    if (row.credit == PointAccount(row.volunteer_id)) lots[row.lot_id] += row.points;
    if (row.credit == PointsHeld(county)) held[row.volunteer_id] += row.points;
    if (row.debit != PointsHeld(county)) continue;
    held[row.volunteer_id] -= row.points;
    EXPECT_EQ(++resolved[std::pair(*row.redemption_id, row.lot_id)], 1);
  }
  int64_t together = 0;
  for (const auto& [account, sum] : sums) together += sum;
  EXPECT_EQ(together, 0);
  std::map<Uuid, int64_t> earned, in_lots, waiting;
  for (const auto* each : rows.Rows<EntryRow>().all()) earned[each->row.volunteer_id] += each->row.points;
  for (const auto* each : rows.Rows<PointLotRow>().all()) {
    EXPECT_GE(each->row.points, 0);
    EXPECT_EQ(each->row.points, lots[each->row.id]);
    in_lots[each->row.volunteer_id] += each->row.points;
  }
  std::map<Uuid, std::pair<int32_t, int32_t>> stock;  // held, handed
  for (const auto* each : rows.Rows<RedemptionRow>().all()) {
    if (each->row.state == v1::TO_PICK_UP) {
      waiting[each->row.volunteer_id] += each->row.points;
      ++stock[each->row.reward_id].first;
    }
    stock[each->row.reward_id].second += each->row.state == v1::PICKED_UP;
  }
  for (const auto* each : rows.Rows<RewardRow>().all()) {
    const RewardRow& row = each->row;
    EXPECT_GE(row.stock, 0);
    EXPECT_EQ(row.laid_in, row.stock + row.held + row.handed);
    EXPECT_EQ(std::pair(row.held, row.handed), stock[row.id]);
  }
  for (const auto* each : rows.Rows<PointAccountRow>().all()) {
    const PointAccountRow& row = each->row;
    EXPECT_GE(row.balance, 0);
    EXPECT_GE(row.owed, 0);
    EXPECT_EQ(row.balance, sums[row.id]);
    EXPECT_EQ(row.balance, in_lots[row.volunteer_id]);
    EXPECT_EQ(row.held, held[row.volunteer_id]);
    EXPECT_EQ(row.held, waiting[row.volunteer_id]);
  }
}

}  // namespace diandan::hours
