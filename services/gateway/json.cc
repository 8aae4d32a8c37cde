#include "services/gateway/json.h"

#include "google/protobuf/util/json_util.h"
#include "services/gateway/json_writer.h"

namespace diandan::gateway {
namespace {

namespace util = google::protobuf::util;

constexpr size_t kShown = 80;  // bytes of the problem

// "(order.title): invalid value …" → the field; otherwise the request as a whole.
Status Explain(std::string problem) {
  std::string field = "request";
  const size_t close = problem.find("): ");
  if (!problem.empty() && problem[0] == '(' && close != std::string::npos && close > 1) {
    field = problem.substr(1, close - 1);
    problem = problem.substr(close + 3);
  }
  size_t end = std::min(problem.find('\n'), kShown);
  while (end < problem.size() && end > 0 && (problem[end] & 0xC0) == 0x80) --end;  // never half a character
  return InvalidField(field, problem.substr(0, end), "json");
}

}  // namespace

std::string ToJson(const google::protobuf::Message& message) {
  std::string json;
  if (WriteJson(message, json)) return json;
  json.clear();
  if (!util::MessageToJsonString(message, &json).ok()) return "{}";
  return json;
}

Status FromJson(absl::string_view json, google::protobuf::Message& message) {
  util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  const auto parsed = util::JsonStringToMessage({json.data(), json.size()}, &message, options);
  if (parsed.ok()) return absl::OkStatus();
  return Explain(std::string(parsed.message().data(), parsed.message().size()));
}

}  // namespace diandan::gateway
