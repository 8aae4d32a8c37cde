// SimulationService over gRPC.
#pragma once

#include <atomic>

#include "diandan/matching/v1/simulation_service.grpc.pb.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::matching {

class SimulationService final : public rpc::Serving<v1::SimulationService> {
 public:
  explicit SimulationService(const rpc::Home& home) : home_(home) {
    Serve(this, &SimulationService::SimulatePolicy, &SimulationService::GetSimulation,
          &SimulationService::GetSimulationReport, &SimulationService::ListSimulations);
  }

  grpc::ServerWriteReactor<v1::SimulatePolicyResponse>* SimulatePolicy(
      grpc::CallbackServerContext* context, const v1::SimulatePolicyRequest* request);
  grpc::ServerUnaryReactor* GetSimulation(grpc::CallbackServerContext* context,
                                          const v1::GetSimulationRequest* request, v1::Simulation* response);
  grpc::ServerUnaryReactor* GetSimulationReport(grpc::CallbackServerContext* context,
                                                const v1::GetSimulationReportRequest* request,
                                                v1::SimulationReport* response);
  grpc::ServerUnaryReactor* ListSimulations(grpc::CallbackServerContext* context,
                                            const v1::ListSimulationsRequest* request,
                                            v1::ListSimulationsResponse* response);

 private:
  const rpc::Home& home_;
  std::atomic<int> running_{0};
};

}  // namespace diandan::matching
