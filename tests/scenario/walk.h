// One order on its way through the loop: each step is one call of one actor, said on the stage.
#pragma once

#include <string>

#include "diandan/hours/v1/entry_service.pb.h"
#include "diandan/orders/v1/attendance_service.pb.h"
#include "diandan/orders/v1/order_service.pb.h"
#include "tests/scenario/stage.h"

namespace diandan::scenario {

class Walk {
 public:
  explicit Walk(Stage& stage);

  // A haircut for somebody of the village, this Monday from 14:00 to 16:00.
  StatusOr<orders::v1::Order> Place();
  StatusOr<orders::v1::Order> Approve();
  StatusOr<orders::v1::Order> Offer();
  StatusOr<orders::v1::Order> Accept();
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
  // With the code of the slip, which the clerk looks at.
  StatusOr<orders::v1::Order> Complete(int hour, int minute);
  // By the secret of the slip, without an account.
  void Rate(int score);
  void ShowAttendances();

  // The reviewer credits whatever waits.
  void VerifyAll();
  void ShowStatement(const std::string& actor, const std::string& person);
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
};

}  // namespace diandan::scenario
