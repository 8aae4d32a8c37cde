#include "services/hours/certified_rules.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "diandan/hours/v1/events.pb.h"

namespace diandan::hours {

Uuid CertifiedId(const Uuid& certificate, const Uuid& entry) {
  return DeriveUuid(certificate, absl::StrCat("certified/", entry.ToString()));
}

void TouchCertified(const Uuid& entry, Touches& touches) { touches.AddChildren<CertifiedRow>(entry); }

void NoteStanding(Work& home, const Uuid& entry, int32_t minutes) {
  std::vector<Uuid> moved;
  for (const CertifiedRow* row : home.Children<CertifiedRow>(entry)) {
    if (row->standing_minutes != minutes) moved.push_back(row->id);
  }
  for (const Uuid& id : moved) {
    CertifiedRow& row = *home.Change<CertifiedRow>(id);
    row.standing_minutes = minutes;
    const bool fewer = minutes < row.minutes;
    if (!fewer) row.changed_at.reset();
    if (fewer && !row.changed_at) row.changed_at = home.now;
    v1::CertificateChanged event;
    event.set_certificate_id(row.certificate_id.ToString());
    event.set_entry_id(row.entry_id.ToString());
    event.set_certified_minutes(row.minutes);
    event.set_standing_minutes(minutes);
    home.Emit("CERTIFIED_MINUTES_CHANGED", row.certificate_id, std::move(event));
  }
}

}  // namespace diandan::hours
