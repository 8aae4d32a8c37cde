// The gRPC services of `volunteers`, one maker each. They share Parts, which outlive them.
#pragma once

#include <functional>
#include <memory>

#include "grpcpp/grpcpp.h"
#include "services/base/keys.h"
#include "services/base/paseto.h"
#include "services/rpc/handle.h"
#include "services/volunteers/hash_gate.h"

namespace diandan::volunteers {

struct Parts {
  rpc::Home home;
  const Keys* keys = nullptr;
  SigningKey token_key;
  HashGate gate;
  PasswordCost cost;
  // Applies what this service parked of one aggregate (rpc::Follower::Replay).
  std::function<Status(CountyId, const Uuid&)> replay;
};

std::unique_ptr<grpc::Service> MakeOrgService(Parts& parts);
std::unique_ptr<grpc::Service> MakeUnitService(Parts& parts);
std::unique_ptr<grpc::Service> MakeTeamService(Parts& parts);
std::unique_ptr<grpc::Service> MakeVolunteerService(Parts& parts);
std::unique_ptr<grpc::Service> MakeTrainingService(Parts& parts);
std::unique_ptr<grpc::Service> MakeAccountService(Parts& parts);
std::unique_ptr<grpc::Service> MakeSignInService(Parts& parts);
std::unique_ptr<grpc::Service> MakeSessionService(Parts& parts);
std::unique_ptr<grpc::Service> MakeSecondFactorService(Parts& parts);
std::unique_ptr<grpc::Service> MakeRevealService(Parts& parts);
std::unique_ptr<grpc::Service> MakeDutyFactsService(Parts& parts);
std::unique_ptr<grpc::Service> MakeRecordService(Parts& parts);
std::unique_ptr<grpc::Service> MakePersonExportService(Parts& parts);
std::unique_ptr<grpc::Service> MakeVolunteersEvents(Parts& parts);

}  // namespace diandan::volunteers
