// Refusals as the Connect protocol says them (connectrpc.com/docs/protocol): a code, the sentence in the
// caller's language, and our ErrorInfo as a detail, both as bytes and, for people with curl, as JSON.
#pragma once

#include <string>

#include "grpcpp/grpcpp.h"
#include "services/base/status.h"
#include "services/base/words.h"
#include "services/gateway/exchange.h"

namespace diandan::gateway {

// What a service answered; statuses without our detail get one.
grpc::Status Explained(const grpc::Status& status, Language language);

// {"code":"failed_precondition","message":"…","details":[{"type":…,"value":…,"debug":{…}}]}
std::string ErrorJson(const grpc::Status& status);
HttpResponse ErrorResponse(const grpc::Status& status);
// The gateway's own refusal.
HttpResponse ErrorResponse(const Status& status, Language language);

Language LanguageFor(const HttpRequest& request);

}  // namespace diandan::gateway
