// What a certificate says beside figures, from the services that own it: the holder's name from `volunteers`
// by Reveal, what was done and where from `orders`, units and teams from `volunteers`. Blocks: work pool
// only.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "diandan/hours/v1/certificate_service.pb.h"
#include "services/hours/certificate/facts.h"
#include "services/hours/rows.h"
#include "services/rpc/peers.h"

namespace diandan::hours {

struct Holder {
  std::string legal_name, masked_id_number, volunteer_number;
};

class CertificateNames {
 public:
  // Asked for the channels with each certificate: while a server starts there are none.
  CertificateNames(const rpc::Home& home, rpc::Peers::ChannelTo channel_to)
      : home_(home), peers_(home, std::move(channel_to)) {}

  // The look is recorded at `volunteers`, once for the call. CONSENT_MISSING, PERSON_ERASED,
  // VOLUNTEER_UNKNOWN.
  StatusOr<Holder> HolderOf(const rpc::Call& call, const std::string& volunteer) const;
  // The county's centre, as it is called in full.
  StatusOr<std::string> Issuer(const rpc::Call& call) const;
  // A line for each entry, in their order.
  StatusOr<std::vector<certificate::Service>> Lines(const rpc::Call& call,
                                                    const std::vector<EntryRow>& entries,
                                                    const v1::IssueCertificateRequest& request) const;

 private:
  const rpc::Home& home_;
  const rpc::Peers peers_;
};

}  // namespace diandan::hours
