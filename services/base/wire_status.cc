#include "services/base/wire_status.h"

namespace diandan {
namespace {

// The codes of gRPC are those of Abseil.
Reason ReasonFor(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kCancelled:
    case absl::StatusCode::kResourceExhausted:
    // Our services say in a detail what went wrong inside them; without one it is the connection that broke.
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kDataLoss:
      return errors::v1::PEER_UNAVAILABLE;
    case absl::StatusCode::kDeadlineExceeded:
      return errors::v1::DEADLINE_PASSED;
    default:
      return errors::v1::INTERNAL_ERROR;
  }
}

}  // namespace

Status FromWire(int number, const std::string& message, const std::string& details, const std::string& peer) {
  if (number == 0) return absl::OkStatus();
  const auto code = static_cast<absl::StatusCode>(number);
  errors::v1::Status wire;
  errors::v1::ErrorInfo info;
  if (!details.empty() && wire.ParseFromString(details)) {
    for (const auto& detail : wire.details()) {
      if (detail.UnpackTo(&info)) return FromInfo(code, info);
    }
  }
  if (peer.empty()) return Refuse(ReasonFor(code), {{"problem", message}});
  return Refuse(ReasonFor(code), {{"service", peer}, {"problem", message}});
}

}  // namespace diandan
