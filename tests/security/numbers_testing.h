// Looks for planted numbers in whatever was written: as they are, in UTF-16 of either order, in hexadecimal
// and in base64.
#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"

namespace diandan::security {

class PlantedNumbers {
 public:
  // 11 digits of a phone, or 18 of an ID number (the last may be an X).
  void Plant(const std::string& number) { planted_.insert(number); }
  size_t size() const { return planted_.size(); }
  // Those that stand in the bytes. What follows or goes before must be no figure or letter of a hexadecimal
  // number, since among billions of those each number stands somewhere by chance.
  std::vector<std::string> FoundIn(absl::string_view bytes) const;

 private:
  void Plain(absl::string_view bytes, std::vector<std::string>& found) const;
  void InHex(absl::string_view bytes, std::vector<std::string>& found) const;
  void InBase64(absl::string_view bytes, std::vector<std::string>& found) const;

  absl::flat_hash_set<std::string> planted_;
};

// A valid ID number and a valid phone, another one for each index below a million.
std::string IdNumberOf(int index);
std::string PhoneOf(int index);

}  // namespace diandan::security
