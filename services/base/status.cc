#include "services/base/status.h"

#include <algorithm>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "services/base/text.h"
#include "services/base/words.h"

namespace diandan {
namespace {

constexpr char kTypeUrl[] = "type.googleapis.com/diandan.errors.v1.ErrorInfo";
constexpr int kShownCharacters = 80;
constexpr int kFieldsAtMost = 20;

// What the log shows: reason, facts, fields and wishes, never the values people typed.
std::string LogText(const errors::v1::ErrorInfo& info) {
  std::string text = errors::v1::Reason_Name(info.reason());
  // A proto map has no order of its own; the log should.
  std::vector<std::pair<std::string, std::string>> params(info.params().begin(), info.params().end());
  std::sort(params.begin(), params.end());
  for (const auto& [key, value] : params) absl::StrAppend(&text, " ", key, "=", value);
  for (const auto& field : info.fields())
    absl::StrAppend(&text, " [", field.field(), ": ", field.want(), "]");
  return text;
}

}  // namespace

Status FromInfo(absl::StatusCode code, const errors::v1::ErrorInfo& info) {
  Status status(code, LogText(info));
  status.SetPayload(kTypeUrl, absl::Cord(info.SerializeAsString()));
  return status;
}

Status Refuse(Reason reason, std::initializer_list<Fact> facts) {
  errors::v1::ErrorInfo info;
  info.set_reason(reason);
  info.set_retry(Retryable(reason));
  for (const auto& [key, value] : facts) (*info.mutable_params())[std::string(key)] = value;
  return FromInfo(CodeOf(reason), info);
}

Status InvalidField(absl::string_view field, absl::string_view value, absl::string_view want) {
  errors::v1::ErrorInfo info;
  info.set_reason(errors::v1::FIELD_INVALID);
  auto* violation = info.add_fields();
  violation->set_field(std::string(field));
  violation->set_value(Shorten(value, kShownCharacters));
  violation->set_want(std::string(want));
  return FromInfo(absl::StatusCode::kInvalidArgument, info);
}

Status MergeInvalid(const Status& a, const Status& b) {
  if (a.ok()) return b;
  if (b.ok()) return a;
  // Anything but a list of fields outranks it: fixing fields would not help.
  if (ReasonOf(a) != errors::v1::FIELD_INVALID) return a;
  if (ReasonOf(b) != errors::v1::FIELD_INVALID) return b;
  errors::v1::ErrorInfo info = InfoOf(a);
  const errors::v1::ErrorInfo more = InfoOf(b);
  for (const auto& field : more.fields()) {
    if (info.fields_size() == kFieldsAtMost) break;
    *info.add_fields() = field;
  }
  return FromInfo(absl::StatusCode::kInvalidArgument, info);
}

Reason ReasonOf(const Status& status) { return InfoOf(status).reason(); }

errors::v1::ErrorInfo InfoOf(const Status& status) {
  errors::v1::ErrorInfo info;
  if (auto payload = status.GetPayload(kTypeUrl)) {
    if (!info.ParseFromString(std::string(*payload))) info.Clear();
  }
  return info;
}

}  // namespace diandan
