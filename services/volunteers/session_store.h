// Sign-in: the directory of names, tries, refresh tokens. These rows are locked one by one, never through
// the lane: guessing passwords must not slow a county. Throws db::Error.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "services/db/query.h"
#include "services/volunteers/rows.h"
#include "services/volunteers/session_rows.h"

namespace diandan::volunteers {

struct AccountName {
  CountyId county = 0;
  Uuid account;
  absl::Time claimed_at;
};
// The directory stands outside the county rule.
std::optional<AccountName> WhoseName(db::Connection& connection, const Bytes& name_index);
// False when another account has the name.
bool ClaimName(db::Connection& connection, const Bytes& name_index, const AccountName& claim);
// Gives the name up if this account holds it.
void ReleaseName(db::Connection& connection, const Bytes& name_index, const Uuid& account);
void ForgetSignInNames(db::Connection& connection, CountyId county, const Uuid& account);

// Locked; a fresh one when there is none. Stands in county 0.
Tries LockTries(db::Connection& connection, const Uuid& id, absl::Time now);
void StoreTries(db::Connection& connection, const Uuid& id, const Tries& tries);

void InsertRefreshToken(db::Connection& connection, const RefreshToken& token);
// Locked; nothing when there is no such token.
std::optional<RefreshToken> LockRefreshToken(db::Connection& connection, CountyId county, const Uuid& id);
void MarkUsed(db::Connection& connection, const RefreshToken& token, const Uuid& request_id, absl::Time now);
// All tokens descended from one sign-in, or only those never used (the lost answer of a repeated request).
void RevokeFamily(db::Connection& connection, CountyId county, const Uuid& family, absl::Time now);
void RevokeUnused(db::Connection& connection, CountyId county, const Uuid& family, absl::Time now);

// Those of this account that can still be renewed, the last used first: family, device and times.
std::vector<RefreshToken> LiveSignIns(db::Connection& connection, CountyId county, const Uuid& account,
                                      int32_t epoch, absl::Time now);
// Another account's family stays as it is.
void RevokeOwnFamily(db::Connection& connection, CountyId county, const Uuid& account, const Uuid& family,
                     absl::Time now);

// Nothing when none was set up.
std::optional<SecondFactor> FindFactor(db::Connection& connection, CountyId county, const Uuid& account);
std::optional<SecondFactor> LockFactor(db::Connection& connection, CountyId county, const Uuid& account);
void StoreFactor(db::Connection& connection, const SecondFactor& factor);
void RemoveFactor(db::Connection& connection, CountyId county, const Uuid& account);

void NoteSignIn(db::Connection& connection, CountyId county, const Uuid& account, absl::Time now);
// The sequence of the county's last event: what a signed-in client waits for elsewhere.
int64_t LastSeq(db::Connection& connection, CountyId county);

// The suite byte (Suite in seal.h) of what each county with an account keeps sealed. Over all counties.
std::vector<std::pair<CountyId, int32_t>> SuitesInUse(db::Connection& connection);

// What no one can use any more: tokens past their date, tries older than a day. Over all counties.
void RemoveStale(db::Connection& connection, absl::Time now);

}  // namespace diandan::volunteers
