// One order on its way through the loop: each step is one call by one person. Request ids are derived from
// the order's id, so walking the same way again repeats the same requests.
#pragma once

#include <string>
#include <vector>

#include "clients/demo/stage.h"
#include "diandan/hours/v1/entry_service.pb.h"
#include "diandan/orders/v1/attendance_service.pb.h"
#include "diandan/orders/v1/order_service.pb.h"
#include "diandan/orders/v1/rating_service.pb.h"

namespace diandan::demo {

class OrderWalk {
 public:
  using Order = orders::v1::Order;

  OrderWalk(Stage& stage, CountyId county, const Uuid& order);

  const std::string& name() const { return name_; }
  // The only session of the order.
  const std::string& session() const { return session_; }

  // `draft` without sessions; they are one from `start` to `end`.
  StatusOr<Order> Place(const Actor& who, orders::v1::OrderDraft draft, absl::Time start, absl::Time end);
  StatusOr<Order> Approve(const Actor& who);
  StatusOr<Order> RefuseIt(const Actor& who, orders::v1::RefuseReason reason);
  StatusOr<Order> Cancel(const Actor& who, orders::v1::CancelReason reason);
  StatusOr<Order> Offer(const Actor& who, const std::vector<std::string>& teams);
  // By the team's offer when it has one, else as an open claim.
  StatusOr<Order> Accept(const Actor& leader, const std::string& team);
  StatusOr<orders::v1::Roster> SetRoster(const Actor& leader, const std::vector<std::string>& volunteers);
  // The key that makes the session's rolling codes; only leader and station are given it.
  StatusOr<std::string> SessionKey(const Actor& leader);
  // The volunteer's own device with the code on the leader's screen.
  StatusOr<orders::v1::Fact> CheckIn(const Actor& volunteer, const std::string& code, absl::Time at);
  StatusOr<orders::v1::Fact> CheckOut(const Actor& volunteer, const std::string& code, absl::Time at);
  // The leader for everybody.
  Status Record(const Actor& leader, orders::v1::Direction direction,
                const std::vector<std::string>& volunteers, absl::Time at);
  StatusOr<orders::v1::Slip> ViewSlip(const Actor& clerk);
  StatusOr<Order> Complete(const Actor& leader, const std::string& closing_code, int headcount,
                           absl::Time at);
  // By the resident, who needs no account.
  StatusOr<orders::v1::Rating> Rate(const std::string& rating_secret, int score,
                                    const std::vector<orders::v1::RatingTag>& tags, const std::string& words);
  StatusOr<std::vector<hours::v1::Entry>> Entries(const Actor& reviewer);
  StatusOr<std::vector<hours::v1::Entry>> Decide(const Actor& reviewer,
                                                 const std::vector<hours::v1::Entry>& entries,
                                                 hours::v1::Verdict verdict,
                                                 hours::v1::DecisionReason reason);
  StatusOr<Order> Read(const Actor& who);

 private:
  std::string RequestId(const std::string& step) const { return DeriveUuid(id_, step).ToString(); }
  // A request that carries the order's name and the id of this step.
  template <typename Request>
  Request About(const std::string& step) const {
    Request request;
    request.set_name(name_);
    request.set_request_id(RequestId(step));
    return request;
  }

  Stage& stage_;
  const CountyId county_;
  const Uuid id_;
  const std::string name_;
  const std::string session_;
};

}  // namespace diandan::demo
