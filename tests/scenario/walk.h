// One order on its way through the loop: each step is one call of one actor, said on the stage.
#pragma once

#include <string>
#include <vector>

#include "diandan/hours/v1/entry_service.pb.h"
#include "diandan/orders/v1/attendance_service.pb.h"
#include "diandan/orders/v1/order_service.pb.h"
#include "tests/scenario/stage.h"

namespace diandan::scenario {

// A haircut for somebody of the village, this Monday in these hours, in a session of this id.
orders::v1::OrderDraft Haircut(const Stage& stage, const std::string& session, int from_hour = 14,
                               int to_hour = 16);

class Walk {
 public:
  // An order that Place will place.
  explicit Walk(Stage& stage);
  // One that was placed already.
  Walk(Stage& stage, const orders::v1::Order& placed);

  // Who takes it and serves; the leader, the team, leader and volunteer unless said otherwise.
  void ServedBy(const std::string& actor, const std::string& team, const std::vector<std::string>& people);

  // 14:00 to 16:00.
  StatusOr<orders::v1::Order> Place();
  StatusOr<orders::v1::Order> Approve();
  StatusOr<orders::v1::Order> Offer();
  // By the offer, or as an open claim when there was none.
  StatusOr<orders::v1::Order> Accept();
  StatusOr<orders::v1::Order> Withdraw();
  StatusOr<orders::v1::Order> CloseUnserved();
  StatusOr<orders::v1::Roster> SetRoster();
  // Place … SetRoster; throws when one of them is refused.
  void UntilRoster();
  StatusOr<orders::v1::Order> Cancel();
  // What Cancel and CheckIn send, to send it from elsewhere.
  orders::v1::CancelOrderRequest CancelRequest() const;
  orders::v1::CheckInRequest CheckInRequest(const std::string& person, int hour, int minute) const;

  // A fact that `actor` observed of `person` at this time; it is received when the clock of the stage says.
  StatusOr<orders::v1::Fact> CheckIn(const std::string& actor, const std::string& person, int hour,
                                     int minute);
  StatusOr<orders::v1::Fact> CheckOut(const std::string& actor, const std::string& person, int hour,
                                      int minute);
  // In and out of everybody who serves, in one call of the leader.
  StatusOr<orders::v1::RecordFactsResponse> RecordFacts(int from_hour, int to_hour);
  // With the code of the slip, which the clerk looks at.
  StatusOr<orders::v1::Order> Complete(int hour, int minute);
  // The clerk saw it done, by everybody.
  StatusOr<orders::v1::Order> Witness(int hour, int minute);
  // By the secret of the slip, without an account.
  void Rate(int score);
  // The station itself.
  void RateAsStation(int score);
  void ShowAttendances();

  // The reviewer credits whatever waits.
  void VerifyAll();
  void ShowStatement(const std::string& actor, const std::string& person);
  void ShowNotices(const std::string& actor);
  StatusOr<orders::v1::Order> Show();

 private:
  template <typename Request>
  Request Named() const {
    Request request;
    request.set_name(name_);
    return request;
  }
  template <typename Request>
  Request FactOf(const std::string& person, int hour, int minute) const;
  StatusOr<orders::v1::Slip> Slip();

  Stage& stage_;
  const std::string name_;
  const std::string session_;
  std::string offer_id_;
  std::string actor_ = "leader", team_ = stage_.team;
  std::vector<std::string> people_ = {stage_.leader, stage_.volunteer};
};

}  // namespace diandan::scenario
