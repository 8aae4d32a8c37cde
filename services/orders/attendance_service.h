// Roster, facts and completion over gRPC; the rules stand in roster_rules, fact_rules, completion_rules.
#pragma once

#include "diandan/orders/v1/attendance_service.grpc.pb.h"
#include "services/orders/order_secrets.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::orders {

class AttendanceServiceImpl final : public rpc::Serving<v1::AttendanceService> {
 public:
  AttendanceServiceImpl(const rpc::Home& home, const OrderSecrets* secrets) : home_(home), secrets_(secrets) {
    Serve(this, &AttendanceServiceImpl::SetRoster, &AttendanceServiceImpl::GetRoster,
          &AttendanceServiceImpl::CheckIn, &AttendanceServiceImpl::CheckOut,
          &AttendanceServiceImpl::RecordFacts, &AttendanceServiceImpl::CompleteOrder,
          &AttendanceServiceImpl::AbortService, &AttendanceServiceImpl::ListAttendances);
  }

  grpc::ServerUnaryReactor* SetRoster(grpc::CallbackServerContext*, const v1::SetRosterRequest*, v1::Roster*);
  grpc::ServerUnaryReactor* GetRoster(grpc::CallbackServerContext*, const v1::GetRosterRequest*, v1::Roster*);
  grpc::ServerUnaryReactor* CheckIn(grpc::CallbackServerContext*, const v1::CheckInRequest*, v1::Fact*);
  grpc::ServerUnaryReactor* CheckOut(grpc::CallbackServerContext*, const v1::CheckOutRequest*, v1::Fact*);
  grpc::ServerUnaryReactor* RecordFacts(grpc::CallbackServerContext*, const v1::RecordFactsRequest*,
                                        v1::RecordFactsResponse*);
  grpc::ServerUnaryReactor* CompleteOrder(grpc::CallbackServerContext*, const v1::CompleteOrderRequest*,
                                          v1::Order*);
  grpc::ServerUnaryReactor* AbortService(grpc::CallbackServerContext*, const v1::AbortServiceRequest*,
                                         v1::Order*);
  grpc::ServerUnaryReactor* ListAttendances(grpc::CallbackServerContext*, const v1::ListAttendancesRequest*,
                                            v1::ListAttendancesResponse*);

 private:
  const rpc::Home& home_;
  const OrderSecrets* secrets_;
};

}  // namespace diandan::orders
