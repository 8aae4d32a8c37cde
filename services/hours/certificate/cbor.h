// Deterministic CBOR (RFC 8949 §4.2.1), as much of it as certificates use: whole numbers, texts, byte
// strings, arrays, maps whose keys are small whole numbers, tags. libcbor writes every head as short as it
// can be; lengths are always given and keys are written in rising order, which is all that "core
// deterministic" asks of these types. The reader takes that form and no other, so two different byte strings
// never say the same. Pure.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace diandan::certificate {

class CborWriter {
 public:
  void Integer(int64_t n);
  void Text(absl::string_view text);  // UTF-8
  void Bytes(absl::string_view bytes);
  void Array(size_t items);
  void Map(size_t pairs);  // keys and values follow as items, keys rising
  void Tag(uint64_t tag);  // below 24
  // What was encoded elsewhere, as it is.
  void Encoded(absl::string_view items) { out_.append(items.data(), items.size()); }
  const std::string& out() const { return out_; }

 private:
  template <typename Encode, typename Number>
  void Head(Encode encode, Number n);
  std::string out_;
};

// Reads item after item. Once something is not as asked for, everything is: ok() stays false and values are
// empty, so that a caller asks once, at the end.
class CborReader {
 public:
  explicit CborReader(absl::string_view bytes) : rest_(bytes) {}

  int64_t Integer();
  std::string Text();
  std::string Bytes();
  size_t Array();
  size_t Map();
  uint64_t Tag();  // below 24
  bool BytesNext() const { return !rest_.empty() && (static_cast<uint8_t>(rest_[0]) >> 5) == 2; }
  // Says that what was read makes no sense.
  void Fail() { ok_ = false; }
  bool ok() const { return ok_; }
  // Everything was as asked for and nothing is left.
  bool Done() const { return ok_ && rest_.empty(); }
  absl::string_view rest() const { return rest_; }

  struct Item;

 private:
  bool Next(int kind, Item& item);
  absl::string_view rest_;
  bool ok_ = true;
};

}  // namespace diandan::certificate
