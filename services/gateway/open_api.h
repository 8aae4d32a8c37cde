// The API for programs, as an OpenAPI 3.1 document: every RPC that people may call, with its path, who may
// call it, its states (the RPC's comment), its fields and limits, refusals and an example. Made of
// descriptors with comments and of access rows; pure.
#pragma once

#include <string>
#include <vector>

#include "services/base/words.h"
#include "services/gateway/methods.h"

namespace diandan::gateway {

// JSON. Sentences around the comments, which are English, in the language.
std::string OpenApi(const std::vector<Upstream>& upstreams, Language language);

// Where it is served; stays as it is.
inline constexpr char kOpenApiPath[] = "/api/openapi.json";

}  // namespace diandan::gateway
