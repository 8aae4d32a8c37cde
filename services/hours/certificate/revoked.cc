#include "services/hours/certificate/revoked.h"

#include <limits>

#include "services/base/seal.h"
#include "services/hours/certificate/cbor.h"

namespace diandan::certificate {
namespace {

constexpr int64_t kListFormat = 1;
constexpr size_t kHashBytes = 16;
constexpr absl::CivilDay kDayZero(1970, 1, 1);
constexpr int kPairs = 4;

}  // namespace

std::string RevocationHash(absl::string_view number) { return Sha256(number).substr(0, kHashBytes); }

std::optional<absl::CivilDay> RevokedOn(const Revocations& revocations, absl::string_view number) {
  const auto found = revocations.by_hash.find(RevocationHash(number));
  if (found == revocations.by_hash.end()) return std::nullopt;
  return found->second;
}

std::string EncodeRevocations(const Revocations& revocations) {
  CborWriter out;
  out.Map(kPairs);
  out.Integer(1);
  out.Integer(kListFormat);
  out.Integer(2);
  out.Integer(revocations.county);
  out.Integer(3);
  out.Integer(absl::ToUnixSeconds(revocations.as_of));
  out.Integer(4);
  out.Array(revocations.by_hash.size());
  for (const auto& [hash, day] : revocations.by_hash) {
    out.Array(2);
    out.Bytes(hash);
    out.Integer(day - kDayZero);
  }
  return out.out();
}

StatusOr<Revocations> DecodeRevocations(absl::string_view bytes) {
  CborReader in(bytes);
  Revocations list;
  const bool framed =
      in.Map() == kPairs && in.Integer() == 1 && in.Integer() == kListFormat && in.Integer() == 2;
  const int64_t county = in.Integer();
  const bool timed = in.Integer() == 3;
  list.as_of = absl::FromUnixSeconds(in.Integer());
  const bool listed = in.Integer() == 4;
  if (!framed || !timed || !listed || county <= 0 || county > std::numeric_limits<CountyId>::max()) in.Fail();
  list.county = static_cast<CountyId>(county);
  std::string last;
  for (size_t left = in.Array(); left > 0 && in.ok(); --left) {
    if (in.Array() != 2) in.Fail();
    std::string hash = in.Bytes();
    const int64_t day = in.Integer();
    if (hash.size() != kHashBytes || hash <= last || day < 0 || day > std::numeric_limits<int32_t>::max())
      in.Fail();
    last = hash;
    list.by_hash.emplace(std::move(hash), kDayZero + day);
  }
  if (!in.Done()) return InvalidField("revocations", "", "revocation_list");
  return list;
}

}  // namespace diandan::certificate
