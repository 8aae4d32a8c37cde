// Settings that loosen something and wait for a second person: the same for every policy of `hours`. One row
// a county and policy, written over by each proposal; gone when nobody agrees in time. Pure.
#pragma once

#include <string>

#include "services/base/command.h"
#include "services/base/request_fields.h"
#include "services/hours/rows.h"

namespace diandan::hours {

inline constexpr int kProposalDays = 7;  // how long looser settings wait

// What waits and can still be agreed to; null: nothing.
const PolicyProposalRow* WaitingProposal(const Work& work, const Uuid& id);
// In place of what waited before. `settings`: serialized.
void KeepProposal(Work& work, const Uuid& id, int32_t from_version, std::string settings);
// What waits, if this caller may agree to it: not their own, and what they have seen. PROPOSAL_GONE,
// ETAG_MISMATCH, CONFLICT_OF_INTEREST.
StatusOr<const PolicyProposalRow*> AgreeTo(const Work& work, const Uuid& id, const std::string& etag);
// Agreed to, or overtaken by another version.
void CloseProposal(Work& work, const Uuid& id);
// ETAG_MISMATCH unless the version is the one that was read.
Status SameVersion(const std::string& etag, int32_t version);

// All but the settings and what they loosen.
template <typename Proposal>
void ShowProposal(const PolicyProposalRow& row, Proposal& out) {
  out.set_proposed_by(row.proposed_by);
  *out.mutable_propose_time() = ToTimestamp(row.proposed_at);
  *out.mutable_expire_time() = ToTimestamp(row.expires_at);
  out.set_etag(row.proposal.ToString());
}

}  // namespace diandan::hours
