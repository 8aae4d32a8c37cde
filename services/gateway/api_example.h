// A request of each kind that is well formed, for people to begin with. Pure.
#pragma once

#include <string>

#include "services/gateway/methods.h"

namespace diandan::gateway {

// Proto JSON with what must be given, each value as its limits want it; ids are of nobody.
std::string ExampleRequest(const google::protobuf::Descriptor& request);

// A line for a shell in which $DIANDAN is the address of the gateway and $TOKEN an access token.
// `signed_in`: whether the RPC wants the token.
std::string ExampleCurl(const google::protobuf::MethodDescriptor& method, bool signed_in);

}  // namespace diandan::gateway
