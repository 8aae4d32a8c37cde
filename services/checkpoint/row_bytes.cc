#include "services/checkpoint/row_bytes.h"

#include <limits>
#include <stdexcept>

namespace diandan::checkpoint {
namespace {

enum Tag : char { kNullTag = 0, kIntTag = 1, kBytesTag = 2, kUuidTag = 3, kTimeTag = 4 };

constexpr size_t kNumberSize = 1 + 8;  // a tag and its i64

void Put(uint64_t value, int bytes, std::string& out) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += char(value >> shift & 0xff);
}

}  // namespace

RowBytes::RowBytes(absl::string_view name) {
  Put(name.size(), 2, bytes_);
  bytes_.append(name.data(), name.size());
  header_ = bytes_.size();
}

void RowBytes::AddNull() { bytes_ += char(kNullTag); }

void RowBytes::AddInt(int64_t value) {
  bytes_ += char(kIntTag);
  Put(uint64_t(value), 8, bytes_);
}

void RowBytes::AddBytes(absl::string_view value) {
  if (value.size() > std::numeric_limits<uint32_t>::max())
    throw std::length_error("a cell of more than 4 GB");
  bytes_ += char(kBytesTag);
  Put(value.size(), 4, bytes_);
  bytes_.append(value.data(), value.size());
}

void RowBytes::AddUuid(const Uuid& value) {
  bytes_ += char(kUuidTag);
  bytes_.append(value.bytes.begin(), value.bytes.end());
}

void RowBytes::AddTime(absl::Time value) {
  bytes_ += char(kTimeTag);
  const int64_t micros = value == absl::InfiniteFuture() ? std::numeric_limits<int64_t>::max()
                         : value == absl::InfinitePast() ? std::numeric_limits<int64_t>::min()
                                                         : absl::ToUnixMicros(value);
  Put(uint64_t(micros), 8, bytes_);
}

std::string AtStep(absl::string_view row, int64_t seq) {
  std::string moved(row);
  if (row.size() < 2) return moved;
  const size_t header = 2 + (size_t(uint8_t(row[0])) << 8) + uint8_t(row[1]);
  std::string number(1, char(kIntTag));
  Put(uint64_t(seq), 8, number);
  if (row.size() >= header + 2 * kNumberSize) moved.replace(header + kNumberSize, kNumberSize, number);
  return moved;
}

}  // namespace diandan::checkpoint
