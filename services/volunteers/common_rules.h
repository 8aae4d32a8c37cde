// What every rule of `volunteers` needs: names to ids, etags, update masks, proto times. Pure.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "diandan/volunteers/v1/types.pb.h"
#include "google/protobuf/message.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/base/command.h"

namespace diandan::volunteers {

// The id in a validated resource name; nil when the name is empty.
Uuid IdOf(absl::string_view name);
// The county in a validated resource name; 0 when the name is empty.
CountyId CountyIn(absl::string_view name);
// Refuses a field that names another county than the call's.
Status SameCounty(const Work& work, absl::string_view field, absl::string_view name);

std::string EtagOf(int32_t revision);
// An empty etag overwrites whatever is there.
Status CheckEtag(const std::string& etag, int32_t revision);

// What an Update may change: the paths of its mask, or without a mask the fields that are set. Fields
// are those of the request itself, or of a message inside it ("personal.phone").
class Mask {
 public:
  // FIELD_INVALID when the request's `update_mask` names anything but these paths.
  static StatusOr<Mask> Of(const google::protobuf::Message& request, const std::vector<std::string>& allowed);
  bool Has(absl::string_view path) const;

 private:
  std::vector<std::string> paths_;
};

google::protobuf::Timestamp ToProto(absl::Time time);
absl::Time FromProto(const google::protobuf::Timestamp& time);

// A point as two nullable columns.
template <typename Row>
void StorePoint(Row& row, bool given, const v1::GeoPoint& point) {
  row.lat_milli = given ? std::optional<int32_t>(point.lat_milli()) : std::nullopt;
  row.lng_milli = given ? std::optional<int32_t>(point.lng_milli()) : std::nullopt;
}
// Fills `message.point` when the row has one.
template <typename Row, typename Message>
void ShowPoint(const Row& row, Message& message) {
  if (!row.lat_milli || !row.lng_milli) return;
  message.mutable_point()->set_lat_milli(*row.lat_milli);
  message.mutable_point()->set_lng_milli(*row.lng_milli);
}
// FIELD_INVALID when a point is no place on Earth.
Status CheckPoint(bool given, const v1::GeoPoint& point);

}  // namespace diandan::volunteers
