// What every rule of `volunteers` needs beside request_fields.h: update masks, points. Pure.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "diandan/volunteers/v1/types.pb.h"
#include "google/protobuf/message.h"
#include "services/base/request_fields.h"
#include "services/base/touches.h"

namespace diandan::volunteers {

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

// Sorted, each once.
template <typename Values>
auto Distinct(const Values& values) {
  std::vector<typename Values::value_type> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

// For verbs on one row that `request.name` names and nothing else.
template <typename Row, typename Request>
void TouchNamed(const Request& request, Touches& touches) {
  touches.Add<Row>(IdOf(request.name()));
}

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
