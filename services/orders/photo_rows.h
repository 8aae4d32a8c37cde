// The rows of photos: what is known of each, and apart from it the picture itself.
#pragma once

#include <optional>
#include <string>
#include <tuple>

#include "absl/time/time.h"
#include "services/base/picture.h"

namespace diandan::orders {

// One photo of an order. Id: the request's. A removed one stays as the answer to a repeated request.
struct PhotoRow {
  static constexpr const char* kTable = "photo";
  CountyId county_id = 0;
  Uuid id;
  Uuid order_id;
  Bytes hash;  // SHA-256 of the JPEG
  int32_t width = 0, height = 0, size = 0;
  std::string added_by;  // subject
  absl::Time added_at;
  std::optional<absl::Time> removed_at;
  std::optional<int64_t> look;  // what it looks like (photo_look.h), the 64 bits as a number
  static constexpr auto kParent = &PhotoRow::order_id;
  template <typename R = PhotoRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"order_id", &R::order_id},
               Field{"hash", &R::hash}, Field{"width", &R::width}, Field{"height", &R::height},
               Field{"size", &R::size}, Field{"added_by", &R::added_by}, Field{"added_at", &R::added_at},
               Field{"removed_at", &R::removed_at}, Field{"look", &R::look});
  }
};

// What it shows; same id. Empty once it was removed.
struct PhotoFileRow {
  static constexpr const char* kTable = "photo_file";
  static constexpr bool kForOneBatch = true;  // megabytes
  CountyId county_id = 0;
  Uuid id;
  Bytes data_key;  // wrapped
  Bytes jpeg;      // sealed under data_key
  template <typename R = PhotoFileRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"data_key", &R::data_key},
               Field{"jpeg", &R::jpeg});
  }
};

}  // namespace diandan::orders
