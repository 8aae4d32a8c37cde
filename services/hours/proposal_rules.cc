#include "services/hours/proposal_rules.h"

#include "absl/strings/str_cat.h"
#include "services/base/say_time.h"

namespace diandan::hours {

const PolicyProposalRow* WaitingProposal(const Work& work, const Uuid& id) {
  const auto* row = work.Find<PolicyProposalRow>(id);
  return row != nullptr && row->open && work.now < row->expires_at ? row : nullptr;
}

void KeepProposal(Work& work, const Uuid& id, int32_t from_version, std::string settings) {
  auto* row = work.Change<PolicyProposalRow>(id);
  if (row == nullptr) {
    PolicyProposalRow fresh;
    fresh.id = id;
    row = &work.Insert(std::move(fresh));
  }
  row->proposal = work.request_id;
  row->open = true;
  row->from_version = from_version;
  row->settings.data = std::move(settings);
  row->proposed_by = work.caller.subject;
  row->proposed_at = work.now;
  row->expires_at = work.now + absl::Hours(24 * kProposalDays);
}

StatusOr<const PolicyProposalRow*> AgreeTo(const Work& work, const Uuid& id, const std::string& etag) {
  const PolicyProposalRow* found = WaitingProposal(work, id);
  if (found == nullptr) {
    const auto* gone = work.Find<PolicyProposalRow>(id);
    if (gone == nullptr || !gone->open) return Refuse(errors::v1::PROPOSAL_GONE);
    return Refuse(errors::v1::PROPOSAL_GONE, {{"expired_at", TimeFact(gone->expires_at)}});
  }
  if (found->proposal.ToString() != etag) {
    return Refuse(errors::v1::ETAG_MISMATCH, {{"etag", found->proposal.ToString()}});
  }
  if (found->proposed_by == work.caller.subject) {
    return Refuse(errors::v1::CONFLICT_OF_INTEREST, {{"role", "YOU_PROPOSED"}});
  }
  return found;
}

void CloseProposal(Work& work, const Uuid& id) {
  if (auto* overtaken = work.Change<PolicyProposalRow>(id)) overtaken->open = false;
}

Status SameVersion(const std::string& etag, int32_t version) {
  if (etag.empty() || etag == absl::StrCat(version)) return absl::OkStatus();
  return Refuse(errors::v1::ETAG_MISMATCH, {{"etag", absl::StrCat(version)}});
}

}  // namespace diandan::hours
