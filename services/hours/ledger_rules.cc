#include "services/hours/ledger_rules.h"

#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "services/hours/points_rules.h"

namespace diandan::hours {
namespace {

Uuid Transfer(Work& work, const EntryRow& entry, v1::TransferKind kind, int32_t revision, const Uuid& debit,
              const Uuid& credit, int32_t minutes) {
  TransferRow row;
  row.id = TransferId(entry.id, kind, revision);
  row.kind = kind;
  row.debit = debit;
  row.credit = credit;
  row.minutes = minutes;
  row.entry_id = entry.id;
  row.revision = revision;
  row.volunteer_id = entry.volunteer_id;
  if (kind == v1::CORRECT) row.corrects = entry.standing_transfer;
  row.created_at = work.now;
  row.event_seq = work.next_seq();
  return work.Insert(std::move(row)).id;
}

AccountRow& Account(Work& work, const Uuid& volunteer) {
  Uuid id = VolunteerAccount(volunteer);
  if (AccountRow* found = work.Change<AccountRow>(id)) return *found;
  AccountRow fresh;
  fresh.id = id;
  fresh.volunteer_id = volunteer;
  return work.Insert(std::move(fresh));
}

// Books the change on the volunteer's side and on the entry, and what it means in points.
void Stand(Work& work, EntryRow& entry, int32_t minutes, const Uuid& transfer) {
  AccountRow& account = Account(work, entry.volunteer_id);
  account.balance += minutes - entry.posted_minutes;
  account.services += (minutes > 0 ? 1 : 0) - (entry.posted_minutes > 0 ? 1 : 0);
  entry.posted_minutes = minutes;
  entry.standing_transfer = transfer;
  SettlePoints(work, entry);
}

}  // namespace

Uuid IssueAccount(CountyId county) { return DeriveUuid(county, "ledger/MINUTES/issue"); }
Uuid PendingAccount(CountyId county) { return DeriveUuid(county, "ledger/MINUTES/pending"); }
Uuid VolunteerAccount(const Uuid& volunteer) { return DeriveUuid(volunteer, "ledger/MINUTES"); }

Uuid TransferId(const Uuid& entry, v1::TransferKind kind, int32_t revision) {
  return DeriveUuid(entry, absl::StrCat(v1::TransferKind_Name(kind), "/", revision));
}

void Pend(Work& work, const EntryRow& entry) {
  if (entry.reported_minutes == 0) return;
  Transfer(work, entry, v1::PEND, entry.revision, IssueAccount(work.county), PendingAccount(work.county),
           entry.reported_minutes);
}

void VoidPending(Work& work, const EntryRow& entry) {
  if (entry.reported_minutes == 0) return;
  Transfer(work, entry, v1::VOID, entry.revision, PendingAccount(work.county), IssueAccount(work.county),
           entry.reported_minutes);
}

void Post(Work& work, EntryRow& entry, int32_t minutes) {
  if (minutes <= 0 || minutes > entry.reported_minutes)
    throw std::logic_error("posted minutes exceed pending");
  Uuid posted = Transfer(work, entry, v1::POST, entry.revision, PendingAccount(work.county),
                         VolunteerAccount(entry.volunteer_id), minutes);
  if (minutes < entry.reported_minutes) {
    Transfer(work, entry, v1::VOID, entry.revision, PendingAccount(work.county), IssueAccount(work.county),
             entry.reported_minutes - minutes);
  }
  Stand(work, entry, minutes, posted);
}

void Correct(Work& work, EntryRow& entry, int32_t minutes) {
  int32_t change = minutes - entry.posted_minutes;
  if (change == 0) return;
  Uuid issue = IssueAccount(work.county), own = VolunteerAccount(entry.volunteer_id);
  ++entry.corrections;
  Uuid corrected = Transfer(work, entry, v1::CORRECT, entry.corrections, change > 0 ? issue : own,
                            change > 0 ? own : issue, std::abs(change));
  Stand(work, entry, minutes, corrected);
}

}  // namespace diandan::hours
