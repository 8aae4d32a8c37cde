// Ids: UUIDs made by clients (v7), ids derived from what they record (v5), and resource names.
// All functions are pure and safe from any thread.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace diandan {

// A county's id: at first import its six-digit division code; never changed. 0 = none.
using CountyId = int32_t;

struct Uuid {
  std::array<uint8_t, 16> bytes{};

  friend auto operator<=>(const Uuid&, const Uuid&) = default;
  bool is_nil() const { return *this == Uuid{}; }
  // Lower-case canonical text, 36 characters.
  std::string ToString() const;
  void AppendTo(std::string& out) const;  // the same, without a string of its own
  template <typename H>
  friend H AbslHashValue(H h, const Uuid& id) {
    return H::combine_contiguous(std::move(h), id.bytes.data(), id.bytes.size());
  }
};

// Accepts only the canonical 36-character form, either case. FIELD_INVALID otherwise.
absl::StatusOr<Uuid> ParseUuid(absl::string_view text);

// RFC 9562 version 7: 48 bits of unix milliseconds, 74 random bits from the system's generator.
Uuid NewUuid(absl::Time now);

// RFC 9562 version 5 (SHA-1) of `name` in `space`. Derived ids make a repeated effect one effect.
Uuid DeriveUuid(const Uuid& space, absl::string_view name);
// The name is the parts joined with '/'; a Uuid part contributes its canonical text.
Uuid DeriveUuid(CountyId county, absl::string_view name);

// `counties/{county}/{collection}/{uuid}`, or `counties/{county}` when collection is empty.
struct ResourceName {
  CountyId county = 0;
  std::string collection;
  Uuid id;
  std::string ToString() const;
};
absl::StatusOr<ResourceName> ParseResourceName(absl::string_view name);
std::string ResourceNameOf(CountyId county, absl::string_view collection, const Uuid& id);

// What numbers for people are written in: 31 characters, without 0 1 I L O. As 31 is prime, a sum with
// unequal weights below 31 notices every single wrong character and every swap of neighbours.
inline constexpr absl::string_view kNumberAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
// The characters' places in it, weighted 1, 2, 3 …, modulo 31; all of them must be in it.
int NumberSum(absl::string_view number);

// The number people say: 4 to 7 characters of that alphabet, derived from the county's event sequence
// (bijective, so unique in the county), the last one a check character that catches one wrong character and
// two swapped neighbours. "7K3M".
std::string OrderNumber(int64_t seq);
bool OrderNumberValid(absl::string_view number);

}  // namespace diandan
