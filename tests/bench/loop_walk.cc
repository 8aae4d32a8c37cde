#include "tests/bench/loop_walk.h"

namespace diandan::bench {
namespace {

namespace o = orders::v1;
namespace h = hours::v1;
using Orders = o::OrderService::Stub::async_interface;
using Attendance = o::AttendanceService::Stub::async_interface;
using Ratings = o::RatingService::Stub::async_interface;
using Entries = h::EntryService::Stub::async_interface;

class Walk : public std::enable_shared_from_this<Walk> {
 public:
  Walk(const Site& site, const County& county, const Village& village, size_t member, size_t wire,
       Delays* delays, Finished finished)
      : site_(site),
        county_(county),
        order_(county, village),
        member_(member),
        wire_(wire),
        delays_(delays),
        finished_(std::move(finished)) {}

  void Place() {
    Do(site_.orders(wire_), &Orders::PlaceOrder, county_.clerk, order_.Place(), [this](auto&) { Approve(); });
  }

 private:
  void Approve() {
    Do(site_.orders(wire_), &Orders::ApproveOrder, county_.officer, order_.Approve(),
       [this](auto&) { Offer(); });
  }

  // Where matching was faster, the team has been asked already.
  void Offer() {
    Send(site_.orders(wire_), &Orders::OfferOrder, county_.officer.token, after_, order_.Offer(),
         [self = shared_from_this()](const grpc::Status& status, auto&, auto&) {
           if (!status.ok() && status.error_code() != grpc::StatusCode::ALREADY_EXISTS &&
               status.error_code() != grpc::StatusCode::FAILED_PRECONDITION) {
             return self->finished_(Problem(status));
           }
           self->Accept();
         });
  }

  void Accept() {
    Do(site_.orders(wire_), &Orders::AcceptOrder, county_.leader, order_.Accept(),
       [this](auto&) { SetRoster(); });
  }

  void SetRoster() {
    Do(site_.attendance(wire_), &Attendance::SetRoster, county_.leader, order_.SetRoster(member_, 1),
       [this](auto&) { CheckIn(); });
  }

  void CheckIn() {
    served_until_ = absl::Now();
    Do(site_.attendance(wire_), &Attendance::CheckIn, county_.leader,
       order_.CheckIn(member_, served_until_ - absl::Minutes(1)), [this](auto&) { CheckOut(); });
  }

  void CheckOut() {
    Do(site_.attendance(wire_), &Attendance::CheckOut, county_.leader,
       order_.CheckOut(member_, served_until_), [this](auto&) { Complete(); });
  }

  void Complete() {
    Do(site_.attendance(wire_), &Attendance::CompleteOrder, county_.clerk, order_.Complete(served_until_),
       [this](auto&) {
         answered_ = absl::Now();
         ListEntries();
       });
  }

  void ListEntries() {
    Do(site_.entries(wire_), &Entries::ListEntriesOfOrder, county_.reviewer, order_.Entries(),
       [this](const h::ListEntriesOfOrderResponse& entries) {
         if (entries.entries().empty()) return ListEntries();
         if (delays_ != nullptr) Note(delays_->to_pending);
         decision_ = order_.Verify(entries);
         Rate();
       });
  }

  void Rate() {
    Do(site_.ratings(wire_), &Ratings::RateOrder, county_.clerk, order_.Rate(), [this](auto&) { Decide(); });
  }

  void Decide() {
    Do(site_.entries(wire_), &Entries::DecideEntries, county_.reviewer, std::move(decision_), [this](auto&) {
      answered_ = absl::Now();
      See();
    });
  }

  void See() {
    Do(site_.orders(wire_), &Orders::GetOrder, county_.clerk, order_.Get(), [this](const o::Order& order) {
      if (order.state() == o::COMPLETED) return See();
      if (order.state() != o::VERIFIED) return finished_("ended as " + o::OrderState_Name(order.state()));
      if (delays_ != nullptr) Note(delays_->to_verified);
      finished_("");
    });
  }

  void Note(std::vector<double>& delays) {
    absl::MutexLock lock(&delays_->mutex);
    delays.push_back(absl::ToDoubleMilliseconds(absl::Now() - answered_));
  }

  // Reads what the last step wrote, wherever it is read.
  template <typename Async, typename Request, typename Response, typename Next>
  void Do(Async* stub,
          void (Async::*method)(grpc::ClientContext*, const Request*, Response*,
                                std::function<void(grpc::Status)>),
          const demo::Actor& actor, Request request, Next next) {
    const Request again = request;
    Send(stub, method, actor.token, after_, std::move(request),
         [self = shared_from_this(), stub, method, &actor, again, next](
             const grpc::Status& status, const Response& response, const grpc::ClientContext& context) {
           // Not followed that far yet: asking again is the waiting.
           if (status.error_code() == grpc::StatusCode::UNAVAILABLE && ++self->waits_ < 20) {
             return self->Do(stub, method, actor, again, next);
           }
           if (!status.ok()) return self->finished_(Request::descriptor()->name() + ": " + Problem(status));
           if (std::string position = PositionOf(context); !position.empty())
             self->after_ = std::move(position);
           next(response);
         });
  }

  const Site& site_;
  const County& county_;
  const OrderPlan order_;
  const size_t member_, wire_;
  Delays* const delays_;
  const Finished finished_;
  std::string after_;
  absl::Time served_until_, answered_;
  h::DecideEntriesRequest decision_;
  int waits_ = 0;
};

}  // namespace

void WalkLoop(const Site& site, const County& county, const Village& village, size_t member, size_t wire,
              Delays* delays, Finished finished) {
  std::make_shared<Walk>(site, county, village, member, wire, delays, std::move(finished))->Place();
}

}  // namespace diandan::bench
