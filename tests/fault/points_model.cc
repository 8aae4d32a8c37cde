#include "tests/fault/points_model.h"

#include "absl/strings/str_cat.h"
#include "diandan/errors/v1/errors.pb.h"

namespace diandan::fault {
namespace {

constexpr Reason kHad = errors::v1::REASON_UNSPECIFIED;
constexpr int kPickUpTries = 5;
constexpr const char* kPointsActions[] = {
    "redeem", "redeem at an old price", "give back", "take back", "pick up", "restock", "wrong code"};

}  // namespace

std::ostream& operator<<(std::ostream& out, const PointsStep& step) {
  return out << kPointsActions[int(step.action)] << " " << step.redemption << " person " << step.person;
}

Reason PointsModel::Do(const PointsStep& step) {
  Redemption& redemption = redemptions_[size_t(step.redemption)];
  switch (step.action) {
    case PointsAction::kRestock:
      ++stock_;
      return kHad;
    case PointsAction::kRedeemAtOldPrice:
      return errors::v1::REWARD_PRICE_CHANGED;
    case PointsAction::kRedeem:
      return Redeem(redemption, step);
    default:
      break;
  }
  const size_t person = size_t(redemption.person);
  if (redemption.is == Is::kNone) return errors::v1::NOT_FOUND;
  if (step.action == PointsAction::kGiveBack && step.person != redemption.person)
    return errors::v1::NOT_ALLOWED;
  if (redemption.is != Is::kWaiting) return errors::v1::REDEMPTION_WRONG_STATE;
  if (step.action == PointsAction::kPickUp || step.action == PointsAction::kWrongCode) {
    if (redemption.wrong_codes >= kPickUpTries) return errors::v1::PICK_UP_CODE_LOCKED;
    if (step.action == PointsAction::kWrongCode) {
      ++redemption.wrong_codes;
      return errors::v1::PICK_UP_CODE_WRONG;
    }
    redemption.is = Is::kFetched;
    ++handed_;
  } else {
    redemption.is = Is::kBack;
    ++stock_;
    --taken_[person];
    points_[person] += kPrice;
  }
  held_[person] -= kPrice;
  return kHad;
}

Reason PointsModel::Redeem(Redemption& redemption, const PointsStep& step) {
  const size_t person = size_t(step.person);
  if (redemption.is != Is::kNone)
    return redemption.person == step.person ? kHad : Reason(errors::v1::REQUEST_ID_REUSED);
  if (stock_ == 0) return errors::v1::REWARD_OUT_OF_STOCK;
  if (taken_[person] >= kPerPerson) return errors::v1::REWARD_LIMIT_REACHED;
  if (points_[person] < kPrice) return errors::v1::POINTS_TOO_FEW;
  redemption = {Is::kWaiting, step.person, 0};
  --stock_;
  ++taken_[person];
  points_[person] -= kPrice;
  held_[person] += kPrice;
  return kHad;
}

std::string PointsModel::Seen() const {
  return absl::StrCat(points_[0], "+", held_[0], " held, ", points_[1], "+", held_[1], " held; ", stock_,
                      " in stock, ", held_[0] + held_[1], " held, ", handed_, " handed over");
}

}  // namespace diandan::fault
