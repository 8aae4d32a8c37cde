// Pages of a county's records, complete: read from their keepers, merged, named. Blocks: work pool only.
#pragma once

#include <string>
#include <vector>

#include "services/hours/exchange_rows.h"
#include "services/hours/exchange_sources.h"

namespace diandan::hours {

struct RecordsPage {
  std::vector<v1::Record> records;
  record::Place last;
  bool more = false;
};

// Which records.
struct ExportWanted {
  v1::RecordGroup group = v1::RECORD_GROUP_UNSPECIFIED;
  Uuid volunteer;                   // nil: everybody's
  std::string org_path;             // of people registered there or below; "": everywhere
  std::string from_day, until_day;  // both included; "": open
};
ExportWanted ExportOf(const v1::ExportRecordsRequest& request);

class ExchangeExport {
 public:
  // All live longer.
  ExchangeExport(const rpc::Home& home, const Keys& keys, const ExchangePeers& peers)
      : home_(home), keys_(keys), peers_(peers) {}

  // At most `most` records and 200. People who did not agree to a record, or are erased, are left out.
  StatusOr<RecordsPage> Read(const rpc::Call& call, const ExportWanted& wanted, const record::Place& after,
                             int most) const;
  // A page of what was taken over of one person.
  Status ShowImported(db::Connection& db, CountyId county, const std::vector<ImportedRecordRow>& rows,
                      v1::ListImportedRecordsResponse& response) const;

 private:
  const rpc::Home& home_;
  const Keys& keys_;
  const ExchangePeers& peers_;
};

}  // namespace diandan::hours
