// EmergencyService over gRPC.
#pragma once

#include "diandan/matching/v1/emergency_service.grpc.pb.h"
#include "services/matching/wave_maker.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::matching {

class EmergencyService final : public rpc::Serving<v1::EmergencyService> {
 public:
  EmergencyService(const rpc::Home& home, WaveMaker* waves) : home_(home), waves_(waves) {
    Serve(this, &EmergencyService::DeclareEmergency, &EmergencyService::EndEmergency,
          &EmergencyService::ListEmergencies);
  }

  grpc::ServerUnaryReactor* DeclareEmergency(grpc::CallbackServerContext* context,
                                             const v1::DeclareEmergencyRequest* request,
                                             v1::Emergency* response);
  grpc::ServerUnaryReactor* EndEmergency(grpc::CallbackServerContext* context,
                                         const v1::EndEmergencyRequest* request, v1::Emergency* response);
  grpc::ServerUnaryReactor* ListEmergencies(grpc::CallbackServerContext* context,
                                            const v1::ListEmergenciesRequest* request,
                                            v1::ListEmergenciesResponse* response);

 private:
  // Asks for what is open already: for every order, also where one fails; the first failure is answered, and
  // sent again it asks those that were left.
  Status AskForOpenOrders(const rpc::Call& call, const v1::Emergency& emergency);

  const rpc::Home& home_;
  WaveMaker* const waves_;
};

}  // namespace diandan::matching
