// Refusals on the wire and back: our detail inside a message that is byte-compatible with
// google.rpc.Status, in `grpc-status-details-bin`.
#include <utility>

#include "diandan/errors/v1/errors.pb.h"
#include "services/base/wire_status.h"
#include "services/base/words.h"
#include "services/rpc/client.h"

namespace diandan::rpc {
namespace {

// What the operator needs to know is in the log; it is nobody else's business.
constexpr char kInternalFact[] = "problem";

}  // namespace

grpc::Status ToGrpc(const Status& status, Language language) {
  if (status.ok()) return grpc::Status::OK;
  // A status that is not ours has a text for us, not for people.
  Status spoken =
      ReasonOf(status) == errors::v1::REASON_UNSPECIFIED ? Refuse(errors::v1::INTERNAL_ERROR) : status;
  errors::v1::ErrorInfo info = Speak(spoken, language);
  info.mutable_params()->erase(kInternalFact);
  errors::v1::Status wire;
  wire.set_code(static_cast<int>(spoken.code()));
  wire.set_message(info.message());
  wire.add_details()->PackFrom(info);
  return grpc::Status(static_cast<grpc::StatusCode>(spoken.code()), info.message(), wire.SerializeAsString());
}

Status FromGrpc(const grpc::Status& status) {
  return FromWire(status.error_code(), status.error_message(), status.error_details());
}

}  // namespace diandan::rpc
