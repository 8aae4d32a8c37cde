#include "services/rpc/asker.h"

#include "grpcpp/grpcpp.h"
#include "services/rpc/callers.h"

namespace diandan::rpc {
namespace {

// Whether the other side is a gateway: a process of this machine, or one whose certificate says so. Everybody
// who may call over TCP holds a certificate of the installation, and people's do not say that.
bool IsGateway(const grpc::CallbackServerContext& context, const std::string& place) {
  // In one process gRPC has no name for the other side.
  if (place.rfind("unix:", 0) == 0 || place == "unknown") return true;
  const auto names = context.auth_context()->FindPropertyValues(GRPC_X509_CN_PROPERTY_NAME);
  return names.size() == 1 && names[0] == kGatewayName;
}

}  // namespace

std::string AskerOf(const grpc::CallbackServerContext& context) {
  const std::string place = context.peer();
  if (IsGateway(context, place)) {
    auto named = context.client_metadata().find(kPeerKey);
    if (named != context.client_metadata().end()) return {named->second.data(), named->second.size()};
    return "local";
  }
  return place.substr(0, place.rfind(':'));
}

}  // namespace diandan::rpc
