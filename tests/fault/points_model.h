// Points and rewards, told again by themselves: what is held is not had twice, what is given back returns,
// and nothing is ever below zero.
#pragma once

#include <array>
#include <ostream>
#include <string>

#include "services/base/status.h"

namespace diandan::fault {

enum class PointsAction {
  kRedeem,
  kRedeemAtOldPrice,
  kGiveBack,  // by whom it is
  kTakeBack,  // by the desk
  kPickUp,
  kRestock,
  kWrongCode,  // left out where several act at once
};

struct PointsStep {
  PointsAction action = PointsAction::kRedeem;
  int person = 0;      // of two
  int redemption = 0;  // of kRedemptions: each is one request, sent as often as it likes
};
std::ostream& operator<<(std::ostream& out, const PointsStep& step);

inline constexpr int kRedemptions = 5;
inline constexpr int kPrice = 1, kPerPerson = 3;

class PointsModel {
 public:
  PointsModel() = default;
  PointsModel(std::array<int, 2> points, int stock) : points_(points), stock_(stock) {}
  // REASON_UNSPECIFIED: it is done.
  Reason Do(const PointsStep& step);
  // "3+1 held, 0+0 held; 4 in stock, 1 held, 0 handed over"
  std::string Seen() const;

 private:
  enum class Is { kNone, kWaiting, kFetched, kBack };
  struct Redemption {
    Is is = Is::kNone;
    int person = 0, wrong_codes = 0;
  };
  Reason Redeem(Redemption& redemption, const PointsStep& step);

  std::array<int, 2> points_ = {0, 0}, held_ = {0, 0}, taken_ = {0, 0};
  int stock_ = 0, handed_ = 0;
  std::array<Redemption, kRedemptions> redemptions_;
};

}  // namespace diandan::fault
