#include "services/hours/certificate/cbor.h"

#include <cbor.h>

#include <limits>

#include "services/base/text.h"
#include "services/base/unsigned_bytes.h"

namespace diandan::certificate {
namespace {

enum Kind { kNothing, kUnsigned, kNegative, kBytes, kText, kArray, kMap };

constexpr size_t kLongestHead = 9;

size_t HeadSize(uint64_t n) {
  if (n < 24) return 1;
  if (n <= std::numeric_limits<uint8_t>::max()) return 2;
  if (n <= std::numeric_limits<uint16_t>::max()) return 3;
  return n <= std::numeric_limits<uint32_t>::max() ? 5 : kLongestHead;
}

}  // namespace

struct CborReader::Item {
  Kind kind = kNothing;
  uint64_t number = 0;  // the value, or how many bytes, items or pairs
  absl::string_view content;
};

namespace {

template <Kind kind, typename Number>
void Counted(void* item, Number n) {
  auto& found = *static_cast<CborReader::Item*>(item);
  found.kind = kind;
  found.number = n;
}

template <Kind kind>
void Content(void* item, cbor_data data, size_t size) {
  auto& found = *static_cast<CborReader::Item*>(item);
  found.kind = kind;
  found.number = size;
  found.content = {reinterpret_cast<const char*>(data), size};
}

// What is not named here (floats, lengths to be told later, …) leaves the item empty and is refused.
cbor_callbacks Callbacks() {
  cbor_callbacks callbacks = cbor_empty_callbacks;
  callbacks.uint8 = Counted<kUnsigned, uint8_t>;
  callbacks.uint16 = Counted<kUnsigned, uint16_t>;
  callbacks.uint32 = Counted<kUnsigned, uint32_t>;
  callbacks.uint64 = Counted<kUnsigned, uint64_t>;
  callbacks.negint8 = Counted<kNegative, uint8_t>;
  callbacks.negint16 = Counted<kNegative, uint16_t>;
  callbacks.negint32 = Counted<kNegative, uint32_t>;
  callbacks.negint64 = Counted<kNegative, uint64_t>;
  callbacks.byte_string = Content<kBytes>;
  callbacks.string = Content<kText>;
  callbacks.array_start = Counted<kArray, size_t>;
  callbacks.map_start = Counted<kMap, size_t>;
  return callbacks;
}

}  // namespace

template <typename Encode, typename Number>
void CborWriter::Head(Encode encode, Number n) {
  unsigned char head[kLongestHead];
  const size_t size = encode(n, head, sizeof head);
  out_.append(reinterpret_cast<const char*>(head), size);
}

void CborWriter::Integer(int64_t n) {
  if (n >= 0) {
    Head(cbor_encode_uint, static_cast<uint64_t>(n));
  } else {
    Head(cbor_encode_negint, static_cast<uint64_t>(-1 - n));
  }
}

void CborWriter::Text(absl::string_view text) {
  Head(cbor_encode_string_start, text.size());
  Encoded(text);
}

void CborWriter::Bytes(absl::string_view bytes) {
  Head(cbor_encode_bytestring_start, bytes.size());
  Encoded(bytes);
}

void CborWriter::Array(size_t items) { Head(cbor_encode_array_start, items); }
void CborWriter::Map(size_t pairs) { Head(cbor_encode_map_start, pairs); }
void CborWriter::Tag(uint64_t tag) { Head(cbor_encode_tag, tag); }

bool CborReader::Next(int kind, Item& item) {
  static const cbor_callbacks callbacks = Callbacks();
  if (!ok_) return false;
  const auto result = cbor_stream_decode(Unsigned(rest_), rest_.size(), &callbacks, &item);
  ok_ = result.status == CBOR_DECODER_FINISHED && item.kind == kind &&
        result.read == HeadSize(item.number) + item.content.size();
  if (ok_) rest_.remove_prefix(result.read);
  return ok_;
}

int64_t CborReader::Integer() {
  const bool negative = !rest_.empty() && (static_cast<uint8_t>(rest_[0]) >> 5) == 1;
  Item item;
  if (!Next(negative ? kNegative : kUnsigned, item)) return 0;
  ok_ = item.number <= static_cast<uint64_t>(std::numeric_limits<int64_t>::max());
  if (!ok_) return 0;
  const auto n = static_cast<int64_t>(item.number);
  return negative ? -1 - n : n;
}

std::string CborReader::Text() {
  Item item;
  if (!Next(kText, item)) return "";
  ok_ = InspectText(item.content).valid_utf8;
  return ok_ ? std::string(item.content) : "";
}

std::string CborReader::Bytes() {
  Item item;
  return Next(kBytes, item) ? std::string(item.content) : "";
}

size_t CborReader::Array() {
  Item item;
  return Next(kArray, item) ? item.number : 0;
}

size_t CborReader::Map() {
  Item item;
  return Next(kMap, item) ? item.number : 0;
}

// libcbor's decoder refuses the tags that had no meaning when it was written, COSE's among them. Those below
// 24 are one byte.
uint64_t CborReader::Tag() {
  const uint8_t head = rest_.empty() ? 0 : static_cast<uint8_t>(rest_[0]);
  ok_ = ok_ && (head >> 5) == 6 && (head & 31) < 24;
  if (!ok_) return 0;
  rest_.remove_prefix(1);
  return head & 31;
}

}  // namespace diandan::certificate
