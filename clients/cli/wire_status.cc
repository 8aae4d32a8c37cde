#include "clients/cli/wire_status.h"

namespace diandan::cli {
namespace {

Reason ReasonFor(grpc::StatusCode code) {
  switch (code) {
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::CANCELLED:
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      return errors::v1::PEER_UNAVAILABLE;
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return errors::v1::DEADLINE_PASSED;
    default:
      return errors::v1::INTERNAL_ERROR;
  }
}

}  // namespace

Status FromWire(const grpc::Status& status, const std::string& address) {
  if (status.ok()) return absl::OkStatus();
  errors::v1::Status wire;
  errors::v1::ErrorInfo info;
  if (!status.error_details().empty() && wire.ParseFromString(status.error_details())) {
    for (const auto& detail : wire.details()) {
      if (detail.UnpackTo(&info)) return FromInfo(static_cast<absl::StatusCode>(status.error_code()), info);
    }
  }
  return Refuse(ReasonFor(status.error_code()), {{"service", address}, {"problem", status.error_message()}});
}

}  // namespace diandan::cli
