// What becomes of certificates when hours that stand in them are corrected. Nothing is revoked by itself: the
// certificate is marked, and whoever may revoke it sees it.
//
// The minutes claimed in the home county (claim_rules.h) are where a certificate looks: they meet there
// whatever the county of service. Issuing asks that no fewer are claimed than are certified; whoever lowers a
// claim says so here, in the same transaction. So a correction elsewhere is noticed whether it comes before
// or after.
#pragma once

#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/hours/certificate_rows.h"

namespace diandan::hours {

Uuid CertifiedId(const Uuid& certificate, const Uuid& entry);
// What NoteStanding looks at. Needs the home county set.
void TouchCertified(const Uuid& entry, Touches& touches);
// So many minutes of an entry stand from now on.
void NoteStanding(Work& home, const Uuid& entry, int32_t minutes);

}  // namespace diandan::hours
