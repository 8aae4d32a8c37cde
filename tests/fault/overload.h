// Calls at a rate that does not wait for their answers, as people's do not.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "diandan/orders/v1/attendance_service.grpc.pb.h"
#include "tests/scenario/stage.h"

namespace diandan::fault {

// One county's people checking in, each call a fresh fact of one order in service. Throws std::runtime_error.
class CheckIns {
 public:
  // `channel`: to orders.
  CheckIns(scenario::Stage& stage, const std::shared_ptr<grpc::Channel>& channel);

  struct Figures {
    int64_t sent = 0, done = 0, shed = 0, late = 0,
            other = 0;  // shed: refused with what invites to try again
    double seconds = 0;
    std::vector<absl::Duration> took;  // of those that were done
    double rate() const { return double(done) / seconds; }
    absl::Duration Took(double share) const;  // the share that was faster
  };
  // So many a second for this long, each with this much time; returns when all are answered.
  Figures Run(double a_second, absl::Duration time, absl::Duration patience = absl::Seconds(5));

 private:
  struct One;
  scenario::Stage& stage_;
  std::unique_ptr<orders::v1::AttendanceService::Stub> stub_;
  std::string token_;
  orders::v1::CheckInRequest request_;
};

}  // namespace diandan::fault
