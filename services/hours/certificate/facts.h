// What a certificate of volunteer service (志愿服务记录证明, 民政部令第67号 14–17) says, and the bytes that
// are signed. Whoever wants to write a verifier finds the whole format here and in sealed.h. Pure.
//
//   certificate = {               ; deterministic CBOR (cbor.h), keys rising
//      1: 1,                      ; this format
//      2: tstr,                   ; number, "150525-7K3M-9QX4-2TRV" (base/certificate_number.h)
//      3: uint,                   ; day of issue: days since 1970-01-01, as every day here in UTC+8
//      4: tstr,                   ; who issued it
//      5: tstr,                   ; holder, masked: "王*利"
//    ? 6: tstr,                   ; ID number, masked: "1505**********123X"
//    ? 7: tstr,                   ; volunteer number
//      8: [uint, uint],           ; days of the first and the last service
//      9: uint,                   ; how many services
//     10: uint,                   ; minutes of all of them
//     11: [+ service] / bstr      ; the services, in the order printed; or SHA-256 of that array's encoding
//   ? 12: uint                    ; stars the holder held at issue, 1 to 5
//   }
//   service = {
//      1: tstr,                   ; what was done
//      2: uint, 3: uint,          ; began, ended: minutes since 1970-01-01 00:00 UTC
//      4: uint,                   ; minutes that stand
//      5: tstr,                   ; who recorded it (记录单位)
//    ? 6: tstr, ? 7: tstr, ? 8: tstr   ; place, team, order number, where the holder wanted them
//   }
//
// The array stands in the certificate as long as it leaves the QR code readable, else its digest does and the
// array travels beside (sealed.h). The digest is over what is printed in the table; nothing here is made from
// an ID number but the masked text of it.
#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/base/status.h"

namespace diandan::certificate {

// One line of the table.
struct Service {
  std::string title;
  absl::Time start, end;  // whole minutes
  int32_t minutes = 0;    // what stands; may be fewer than from start to end
  std::string unit;
  std::string place, team, order_number;  // empty: not wanted
  friend bool operator==(const Service&, const Service&) = default;
};

struct Facts {
  std::string number;
  absl::CivilDay issued;
  std::string issuer;
  std::string holder;            // masked
  std::string id_number;         // masked; may be empty
  std::string volunteer_number;  // may be empty
  absl::CivilDay first, last;
  int32_t services = 0;
  int64_t minutes = 0;
  // Of the table: either the lines, or the digest of their encoding.
  std::vector<Service> lines;
  std::string digest;
  int32_t stars = 0;  // 0: not said
  friend bool operator==(const Facts&, const Facts&) = default;
};

// What is signed may be so long, in bytes: its QR code has then 81 modules a side at level M.
inline constexpr size_t kMostBytes = 330;
// Of the issuer's name, in characters; a longer one is cut, on paper too.
inline constexpr int kLongestIssuer = 36;

// Days, count and minutes of these services, and the lines themselves or their digest, whichever the QR code
// has room for. The other members are set before.
void SetServices(const std::vector<Service>& services, Facts& facts);

std::string Encode(const Facts& facts);
// FIELD_INVALID ("certificate") unless the bytes are a certificate of this format.
StatusOr<Facts> Decode(absl::string_view bytes);

std::string EncodeList(const std::vector<Service>& services);
StatusOr<std::vector<Service>> DecodeList(absl::string_view bytes);
// Whether this table is the one that was signed.
bool Lists(const Facts& facts, const std::vector<Service>& services);

// "王利" → "王*", "欧阳小丽" → "欧**丽". One star a character, four at most.
std::string MaskHolder(absl::string_view legal_name);

}  // namespace diandan::certificate
