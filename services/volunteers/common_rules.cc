#include "services/volunteers/common_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/field_mask.pb.h"

namespace diandan::volunteers {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool IsSet(const Message& message, const FieldDescriptor* field) {
  const auto* reflection = message.GetReflection();
  return field->is_repeated() ? reflection->FieldSize(message, field) > 0
                              : reflection->HasField(message, field);
}

// "personal.phone" is set when `personal` is there and its `phone` is not empty.
bool IsSetAt(const Message& message, const std::string& path) {
  std::vector<std::string> steps = absl::StrSplit(path, absl::MaxSplits('.', 1));
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(steps[0]);
  if (field == nullptr || !IsSet(message, field)) return false;
  return steps.size() == 1 || IsSetAt(message.GetReflection()->GetMessage(message, field), steps[1]);
}

}  // namespace

StatusOr<Mask> Mask::Of(const Message& request, const std::vector<std::string>& allowed) {
  Mask mask;
  const auto* field = request.GetDescriptor()->FindFieldByName("update_mask");
  const auto& given =
      static_cast<const google::protobuf::FieldMask&>(request.GetReflection()->GetMessage(request, field));
  for (const std::string& path : given.paths()) {
    if (std::find(allowed.begin(), allowed.end(), path) == allowed.end()) {
      return InvalidField("update_mask", path, "one_of:" + absl::StrJoin(allowed, ", "));
    }
    mask.paths_.push_back(path);
  }
  if (given.paths().empty()) {
    std::copy_if(allowed.begin(), allowed.end(), std::back_inserter(mask.paths_),
                 [&](const std::string& path) { return IsSetAt(request, path); });
  }
  return mask;
}

bool Mask::Has(absl::string_view path) const {
  return std::any_of(paths_.begin(), paths_.end(), [&](const std::string& p) { return path == p; });
}

Status CheckPoint(bool given, const v1::GeoPoint& point) {
  if (!given) return absl::OkStatus();
  Status latitude, longitude;
  if (std::abs(point.lat_milli()) > 90'000) {
    latitude = InvalidField("point.lat_milli", absl::StrCat(point.lat_milli()), "max:90000");
  }
  if (std::abs(point.lng_milli()) > 180'000) {
    longitude = InvalidField("point.lng_milli", absl::StrCat(point.lng_milli()), "max:180000");
  }
  return MergeInvalid(latitude, longitude);
}

}  // namespace diandan::volunteers
