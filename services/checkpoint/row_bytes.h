// A sealed row as bytes: the same from any database, session and order of columns, so that an outsider can
// recompute every hash. Numbers are big-endian.
//
//   u16  length, and that many bytes: the name of the encoding, "hours/transfer/1" (service, table, version)
//   then every column of sealed_tables.cc in its order:
//     00                       NULL
//     01  i64                  int4, int8
//     02  u32 length, bytes    text as UTF-8, bytea
//     03  16 bytes             uuid
//     04  i64                  timestamptz: microseconds since 1970-01-01 00:00 UTC; ±infinity the two ends
//
// The first column is the county, the second the step of the county's history that wrote the row (its seq).
// The row's hash is the SHA-256 of these bytes. Pure.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/base/ids.h"

namespace diandan::checkpoint {

class RowBytes {
 public:
  explicit RowBytes(absl::string_view name);
  void AddNull();
  void AddInt(int64_t value);
  void AddBytes(absl::string_view value);
  void AddUuid(const Uuid& value);
  void AddTime(absl::Time value);
  const std::string& bytes() const { return bytes_; }
  // Begins another row of the same encoding.
  void Clear() { bytes_.resize(header_); }

 private:
  std::string bytes_;
  size_t header_ = 0;
};

// The same row as if it had been written at step `seq`: to find out where a row that stands in the wrong
// place belongs.
std::string AtStep(absl::string_view row, int64_t seq);

}  // namespace diandan::checkpoint
