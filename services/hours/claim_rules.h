// Nobody gives the same minute twice. Verified minutes are claimed in the lane of the volunteer's home
// county, where all of a person's claims meet whatever the county of service.
//
// Served at home, claim and decision are one command. Served elsewhere, the claim comes first, in the home
// lane, and brings a token; the decision then names the token. A token at or below the entry's claim_floor
// is void: whoever gives a claim up first raises the floor in the county of service (DropClaim), then lets
// the home county release. So a decision on a token that is being released is refused, and a standing entry
// never loses its claim, in whatever order two deciders, a crash or the reconciler come.
#pragma once

#include <map>
#include <vector>

#include "diandan/hours/v1/commands.pb.h"
#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/base/verb.h"
#include "services/hours/rows.h"

namespace diandan::hours {

struct Span {
  absl::Time start, end;
  int32_t minutes = 0;
};
// Whether one person can have given all these minutes: no window of time holds more of them than it is
// long. (Minutes may be fewer than the span, after an adjustment; overlapping spans then still fit.)
bool Fits(const std::vector<Span>& spans);

// A person's claims of one day are filed together.
Uuid DayKey(const Uuid& volunteer, absl::Time start);
// The claims that could meet a span that starts then. Call it with the home county set.
void TouchClaims(const Uuid& entry, const Uuid& volunteer, absl::Time start, Touches& touches);

struct ClaimWish {
  Uuid entry, volunteer;
  CountyId service_county = 0;
  absl::Time start, end;
  int32_t minutes = 0;
};
// OVERLAPPING_MINUTES, or how many minutes the day would have. Changes nothing.
StatusOr<int32_t> CheckClaim(const Work& home, const ClaimWish& wish);
// Writes what CheckClaim allowed. Returns the token.
int32_t TakeClaim(Work& home, const ClaimWish& wish);
// The claim an entry needs as it is: 0 unless it is decided and not voided.
int32_t MinutesStoodOn(const EntryRow& entry);
// Lowers the claim to `keep`, 0 releases it, unless it was claimed again after `token`.
void Release(Work& home, const Uuid& entry, int32_t token, int32_t keep);

// Claims taken in other counties for the decision that follows; given to its rule as Work::Extra.
struct ClaimsAbroad {
  struct Claim {
    int32_t minutes = 0;
    int32_t token = 0;
    int32_t day_minutes = 0;
  };
  std::map<Uuid, Claim> by_entry;
};
// Not a refusal: the caller takes the claim abroad and sends the same command again.
Status ClaimNeeded();
bool IsClaimNeeded(const Status& status);

const Verb& ClaimMinutesVerb();
const Verb& ReleaseMinutesVerb();
const Verb& DropClaimVerb();
const Verb& NoteCountyVerb();

// Ids from which repeated claims, releases and notes are one.
Uuid ClaimRequestId(const EntryRow& entry, const Uuid& decision);
Uuid ServedCountyId(const Uuid& volunteer, CountyId service_county);

}  // namespace diandan::hours
