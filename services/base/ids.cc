#include "services/base/ids.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <stdexcept>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/base/seal.h"
#include "services/base/status.h"
#include "services/base/unsigned_bytes.h"

namespace diandan {
namespace {

constexpr char kHex[] = "0123456789abcdef";

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool HyphenBefore(size_t byte) { return byte == 4 || byte == 6 || byte == 8 || byte == 10; }

void StampVersion(Uuid& id, uint8_t version) {
  id.bytes[6] = static_cast<uint8_t>((id.bytes[6] & 0x0f) | (version << 4));
  id.bytes[8] = static_cast<uint8_t>((id.bytes[8] & 0x3f) | 0x80);
}

// The space of everything derived from a county number: uuid5(DNS space of RFC 9562, "diandan").
const Uuid& CountySpace() {
  static const Uuid space = DeriveUuid(
      Uuid{{0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}},
      "diandan");
  return space;
}

// Digits only, no sign and no leading zero, within int4.
bool ParseCounty(absl::string_view text, CountyId& county) {
  if (text.empty() || text.size() > 10 || text[0] < '1' || text[0] > '9') return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
         absl::SimpleAtoi(text, &county);
}

bool ReadUuid(absl::string_view text, Uuid& id) {
  if (text.size() != 36) return false;
  size_t at = 0;
  for (size_t i = 0; i < id.bytes.size(); ++i) {
    if (HyphenBefore(i) && text[at++] != '-') return false;
    const int high = HexDigit(text[at++]);
    const int low = HexDigit(text[at++]);
    if (high < 0 || low < 0) return false;
    id.bytes[i] = static_cast<uint8_t>(high << 4 | low);
  }
  return true;
}

// Tens of thousands a second pass here, so refusals are only made by those who return them.
bool ReadResourceName(absl::string_view name, ResourceName& parsed) {
  if (!absl::ConsumePrefix(&name, "counties/")) return false;
  const size_t county_end = name.find('/');
  if (!ParseCounty(name.substr(0, county_end), parsed.county)) return false;
  if (county_end == absl::string_view::npos) return true;

  name.remove_prefix(county_end + 1);
  const size_t collection_end = name.find('/');
  if (collection_end == 0 || collection_end == absl::string_view::npos) return false;
  parsed.collection = std::string(name.substr(0, collection_end));
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return std::all_of(parsed.collection.begin(), parsed.collection.end(), is_letter) &&
         ReadUuid(name.substr(collection_end + 1), parsed.id);
}

constexpr int64_t kBase = kNumberAlphabet.size();
constexpr size_t kShortest = 3;  // characters without the check character
constexpr size_t kLongest = 6;
// Neighbouring orders should not look alike on paper; any factor prime to 31 keeps it bijective.
constexpr int64_t kSpread = 1'664'525;
constexpr int64_t kOffset = 7'919;

}  // namespace

void Uuid::AppendTo(std::string& out) const {
  char text[36];
  char* at = text;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (HyphenBefore(i)) *at++ = '-';
    *at++ = kHex[bytes[i] >> 4];
    *at++ = kHex[bytes[i] & 0x0f];
  }
  out.append(text, sizeof text);
}

std::string Uuid::ToString() const {
  std::string text;
  AppendTo(text);
  return text;
}

absl::StatusOr<Uuid> ParseUuid(absl::string_view text) {
  Uuid id;
  if (!ReadUuid(text, id)) return InvalidField("", text, "uuid");
  return id;
}

Uuid NewUuid(absl::Time now) {
  Uuid id;
  FillRandom(id.bytes.data() + 6, id.bytes.size() - 6);
  const auto millis = static_cast<uint64_t>(absl::ToUnixMillis(now));
  for (int i = 0; i < 6; ++i) id.bytes[i] = static_cast<uint8_t>(millis >> (40 - 8 * i));
  StampVersion(id, 7);
  return id;
}

Uuid DeriveUuid(const Uuid& space, absl::string_view name) {
  std::string hashed(reinterpret_cast<const char*>(space.bytes.data()), space.bytes.size());
  hashed.append(name.data(), name.size());
  // SHA1() would look the algorithm up by its name each time, which takes longer than hashing a name.
  static const EVP_MD* const kSha1 = EVP_MD_fetch(nullptr, "SHA1", nullptr);
  unsigned char digest[SHA_DIGEST_LENGTH];
  if (EVP_Digest(hashed.data(), hashed.size(), digest, nullptr, kSha1, nullptr) != 1)
    throw std::runtime_error("this OpenSSL has no SHA-1, which ids are derived with");
  Uuid id;
  std::copy_n(digest, id.bytes.size(), id.bytes.begin());
  StampVersion(id, 5);
  return id;
}

Uuid DeriveUuid(CountyId county, absl::string_view name) {
  return DeriveUuid(CountySpace(), absl::StrCat(county, "/", name));
}

std::string ResourceName::ToString() const { return ResourceNameOf(county, collection, id); }

std::string ResourceNameOf(CountyId county, absl::string_view collection, const Uuid& id) {
  if (collection.empty()) return absl::StrCat("counties/", county);
  return absl::StrCat("counties/", county, "/", collection, "/", id.ToString());
}

absl::StatusOr<ResourceName> ParseResourceName(absl::string_view name) {
  ResourceName parsed;
  if (!ReadResourceName(name, parsed)) return InvalidField("", name, "resource");
  return parsed;
}

int NumberSum(absl::string_view number) {
  int sum = 0;
  for (size_t i = 0; i < number.size(); ++i) {
    sum += static_cast<int>((i + 1) * kNumberAlphabet.find(number[i]));
  }
  return sum % kBase;
}

std::string OrderNumber(int64_t seq) {
  size_t length = kShortest;
  int64_t span = kBase * kBase * kBase;
  int64_t n = std::max<int64_t>(seq, 0);
  while (n >= span && length < kLongest) {
    n -= span;
    span *= kBase;
    ++length;
  }
  n = ((n % span) * kSpread + kOffset) % span;
  std::string number(length, '2');
  for (size_t i = length; i-- > 0; n /= kBase) number[i] = kNumberAlphabet[n % kBase];

  // The check character c makes the sum zero: sum + weight * c = 0 (mod 31).
  const int sum = NumberSum(number);
  const int weight = static_cast<int>(length) + 1;
  int check = 0;
  while ((sum + weight * check) % kBase != 0) ++check;
  number.push_back(kNumberAlphabet[check]);
  return number;
}

bool OrderNumberValid(absl::string_view number) {
  if (number.size() < kShortest + 1 || number.size() > kLongest + 1) return false;
  for (char c : number) {
    if (kNumberAlphabet.find(c) == absl::string_view::npos) return false;
  }
  return NumberSum(number) == 0;
}

}  // namespace diandan
