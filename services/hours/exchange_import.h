// Lines of a file on their way in: read, compared with what is known, sealed for the lane. Blocks: work pool
// only.
#pragma once

#include <memory>
#include <vector>

#include "services/base/keys.h"
#include "services/base/words.h"
#include "services/hours/exchange_peers.h"
#include "services/hours/exchange_rules.h"
#include "services/hours/record/cells.h"
#include "services/rpc/handle.h"

namespace diandan::hours {

class ExchangeImport {
 public:
  // All live longer.
  ExchangeImport(const rpc::Home& home, const Keys& keys, const ExchangePeers& peers)
      : home_(home), keys_(keys), peers_(peers) {}

  // Everything that is wrong with these lines, in the language.
  Status Check(const rpc::Call& call, const v1::CheckRecordsRequest& request, Language language,
               v1::CheckRecordsResponse& response) const;
  // FIELD_INVALID with every wrong cell, without their contents.
  StatusOr<std::shared_ptr<const MadeImport>> Make(const rpc::Call& call,
                                                   const v1::ImportRecordsRequest& request) const;

 private:
  struct Line;
  struct Reading;
  template <typename Request>
  StatusOr<Reading> Read(const rpc::Call& call, const Request& request) const;
  Status FindOwners(const rpc::Call& call, Reading& reading) const;
  Status FindPlaces(const rpc::Call& call, Reading& reading) const;
  Status FindKnown(const rpc::Call& call, Reading& reading) const;

  const rpc::Home& home_;
  const Keys& keys_;
  const ExchangePeers& peers_;
};

}  // namespace diandan::hours
