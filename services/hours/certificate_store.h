// Reads of certificates, and of the records that one can be made of.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/base/page.h"
#include "services/db/query.h"
#include "services/hours/certificate_rows.h"
#include "services/hours/rows.h"
#include "services/hours/visible.h"

namespace diandan::hours {

struct PostedFilter {
  Uuid volunteer;
  absl::Time from = absl::InfinitePast(), to = absl::InfiniteFuture();  // began in [from, to)
  std::vector<Uuid> orders;                                             // empty: of all
  std::optional<std::vector<std::string>> paths;                        // done at or below these places only
};
// Entries that stand in these counties, which the transaction must be fenced to; `most` a county.
std::vector<EntryRow> PostedEntries(db::Connection& db, const std::vector<CountyId>& counties,
                                    const PostedFilter& filter, int most);

struct CertificateFilter {
  CountyId county = 0;
  Uuid volunteer;                                                  // nil: of all
  v1::CertificateState state = v1::CERTIFICATE_STATE_UNSPECIFIED;  // unset: both
  bool changed = false;
  std::string number;  // "": any
  Visible visible;
};
// Newest first; one more than the page holds when there is a further one.
std::vector<CertificateRow> Certificates(db::Connection& db, const CertificateFilter& filter,
                                         const Page& page);

// What corrections did to certificates: how many of their services, since when.
struct Changed {
  int32_t services = 0;
  absl::Time since;
};
std::map<Uuid, Changed> ChangesOf(db::Connection& db, CountyId county, const std::vector<Uuid>& certificates);

std::optional<CertificateRow> CertificateByNumber(db::Connection& db, CountyId county,
                                                  const std::string& number);
std::optional<CertificateRow> CertificateById(db::Connection& db, CountyId county, const Uuid& id);
std::optional<CertificateContentsRow> ContentsOf(db::Connection& db, CountyId county, const Uuid& id);

struct RevokedNumber {
  std::string number;
  absl::Time since;
};
std::vector<RevokedNumber> RevokedNumbers(db::Connection& db, CountyId county);
// Newest first.
std::vector<CertificateKeyRow> CertificateKeysOf(db::Connection& db, CountyId county);

}  // namespace diandan::hours
