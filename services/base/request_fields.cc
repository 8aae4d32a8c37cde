#include "services/base/request_fields.h"

#include "absl/strings/str_cat.h"

namespace diandan {

Uuid IdOf(absl::string_view name_or_uuid) {
  const size_t slash = name_or_uuid.rfind('/');
  auto id = ParseUuid(slash == absl::string_view::npos ? name_or_uuid : name_or_uuid.substr(slash + 1));
  return id.ok() ? *id : Uuid{};
}

CountyId CountyIn(absl::string_view name) {
  auto parsed = ParseResourceName(name);
  return parsed.ok() ? parsed->county : 0;
}

Status SameCounty(const Work& work, absl::string_view field, absl::string_view name) {
  if (name.empty() || CountyIn(name) == work.county) return absl::OkStatus();
  return InvalidField(field, name, "same_county");
}

google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  const int64_t seconds = absl::ToUnixSeconds(time);
  google::protobuf::Timestamp out;
  out.set_seconds(seconds);
  out.set_nanos(static_cast<int32_t>((absl::ToUnixMicros(time) - seconds * 1'000'000) * 1'000));
  return out;
}

absl::Time FromProto(const google::protobuf::Timestamp& time) {
  return absl::FromUnixMicros(time.seconds() * 1'000'000 + time.nanos() / 1'000);
}

std::string EtagOf(int32_t version) { return absl::StrCat("v", version); }

Status CheckEtag(const std::string& etag, int32_t version) {
  if (etag.empty() || etag == EtagOf(version)) return absl::OkStatus();
  return Refuse(errors::v1::ETAG_MISMATCH);
}

}  // namespace diandan
