#include "services/gateway/wire_error.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "google/protobuf/struct.pb.h"
#include "services/gateway/json.h"
#include "services/rpc/client.h"

namespace diandan::gateway {
namespace {

struct CodeWords {
  const char* name;
  int http;
};

// In the order of the codes of gRPC.
CodeWords WordsOf(grpc::StatusCode code) {
  static constexpr CodeWords kWords[] = {{"ok", 200},
                                         {"canceled", 499},
                                         {"unknown", 500},
                                         {"invalid_argument", 400},
                                         {"deadline_exceeded", 504},
                                         {"not_found", 404},
                                         {"already_exists", 409},
                                         {"permission_denied", 403},
                                         {"resource_exhausted", 429},
                                         {"failed_precondition", 400},
                                         {"aborted", 409},
                                         {"out_of_range", 400},
                                         {"unimplemented", 501},
                                         {"internal", 500},
                                         {"unavailable", 503},
                                         {"data_loss", 500},
                                         {"unauthenticated", 401}};
  const size_t at = size_t(code);
  return at < std::size(kWords) ? kWords[at] : kWords[2];
}

std::string Quoted(const std::string& text) {
  google::protobuf::Value value;
  value.set_string_value(text);
  return ToJson(value);
}

std::string DetailJson(const google::protobuf::Any& detail) {
  const std::string type(absl::StripPrefix(detail.type_url(), "type.googleapis.com/"));
  std::string value = absl::Base64Escape(detail.value());
  value.erase(value.find_last_not_of('=') + 1);
  std::string json = absl::StrCat("{\"type\":", Quoted(type), ",\"value\":\"", value, "\"");
  errors::v1::ErrorInfo info;
  if (detail.UnpackTo(&info)) absl::StrAppend(&json, ",\"debug\":", ToJson(info));
  return json + "}";
}

}  // namespace

grpc::Status Explained(const grpc::Status& status, Language language) {
  return status.error_details().empty() ? rpc::ToGrpc(rpc::FromGrpc(status), language) : status;
}

std::string ErrorJson(const grpc::Status& status) {
  std::string details;
  errors::v1::Status wire;
  if (wire.ParseFromString(status.error_details())) {
    for (const auto& detail : wire.details())
      absl::StrAppend(&details, details.empty() ? "" : ",", DetailJson(detail));
  }
  return absl::StrCat("{\"code\":\"", WordsOf(status.error_code()).name,
                      "\",\"message\":", Quoted(status.error_message()), ",\"details\":[", details, "]}");
}

HttpResponse ErrorResponse(const grpc::Status& status) {
  HttpResponse response{.status = WordsOf(status.error_code()).http, .body = ErrorJson(status)};
  response.Set("content-type", "application/json");
  response.Set("x-content-type-options", "nosniff");
  return response;
}

HttpResponse ErrorResponse(const Status& status, Language language) {
  return ErrorResponse(rpc::ToGrpc(status, language));
}

Language LanguageFor(const HttpRequest& request) { return LanguageOf(request.Header("accept-language")); }

}  // namespace diandan::gateway
