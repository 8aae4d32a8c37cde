// What rules of campaigns and nominations need from elsewhere, made before the lane: places, teams and
// projects by their names, a person's name as agreed to, and the words sealed. Blocks: work pool only.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/base/keys.h"
#include "services/hours/campaign_rules.h"
#include "services/hours/certificate_names.h"
#include "services/hours/honour_rows.h"
#include "services/hours/nominate_rules.h"
#include "services/rpc/peers.h"

namespace diandan::hours {

class HonourMaker {
 public:
  // All live longer.
  HonourMaker(const rpc::Home& home, const Keys& keys, rpc::Peers::ChannelTo channel_to);

  // ORG_UNKNOWN.
  StatusOr<std::shared_ptr<const HostFacts>> Host(const rpc::Call& call, const std::string& org) const;
  // TEAM_UNKNOWN, PROJECT_UNKNOWN, ORG_UNKNOWN. A person's name is not looked at before they agree.
  StatusOr<std::shared_ptr<const NomineeFacts>> Nominee(const rpc::Call& call,
                                                        const v1::NominateRequest& request) const;
  // The same words with the name as the nominee wants it. CONSENT_MISSING, PERSON_ERASED.
  StatusOr<std::shared_ptr<const AgreedWords>> Agreed(const rpc::Call& call, const NominationRow& nomination,
                                                      const NominationWordsRow& words,
                                                      v1::ShownAs shown_as) const;
  // PERSON_ERASED once nothing can be read any more.
  StatusOr<v1::NominationWords> Open(const NominationWordsRow& row) const;
  // What the county's centre is called in full; remembered.
  StatusOr<std::string> Centre(const rpc::Call& call) const;

 private:
  StatusOr<HostFacts> Org(const rpc::Call& call, const std::string& org) const;
  StatusOr<std::string> TeamName(const rpc::Call& call, const std::string& team) const;
  // Its title, and the organisation that owns it.
  StatusOr<std::pair<std::string, std::string>> Project(const rpc::Call& call, const std::string& name) const;
  StatusOr<std::string> PersonName(const rpc::Call& call, const std::string& volunteer,
                                   v1::ShownAs shown_as) const;

  const rpc::Home& home_;
  const Keys& keys_;
  const rpc::Peers peers_;
  const CertificateNames names_;
  mutable absl::Mutex mutex_;
  mutable std::map<CountyId, std::pair<absl::Time, std::string>> centres_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace diandan::hours
