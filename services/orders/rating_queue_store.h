// Residents' ratings over many orders, for whoever looks into them.
#pragma once

#include <string>
#include <vector>

#include "diandan/orders/v1/rating_service.pb.h"
#include "services/base/page.h"
#include "services/db/query.h"
#include "services/orders/attendance_rows.h"

namespace diandan::orders {

// One phone that rates a team for so many households, within so long, is looked at.
inline constexpr int kHouseholdsOfAPhone = 3;
inline constexpr absl::Duration kPhoneMemory = absl::Hours(90 * 24);

struct QueuedRating {
  RatingRow rating;
  std::string number, title, station_path;
  absl::Time start;
  int32_t redos = 0;
  bool slip_seen_by_team = false, same_phone = false;
};

// In the order of the queue; one more than a page holds when there are more. Throws db::Error.
std::vector<QueuedRating> ListRatingsToReview(db::Connection& connection, CountyId county,
                                              const std::string& path, v1::RatingQueue queue,
                                              const Page& page);
// What the page after this one begins after.
std::vector<std::string> KeyOf(const QueuedRating& rating, v1::RatingQueue queue);

}  // namespace diandan::orders
