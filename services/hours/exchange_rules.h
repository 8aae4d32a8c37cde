// Handing records on and taking them over: who may, and that nothing is taken over twice (民政部令第67号;
// 谁组织谁记录， 谁记录谁证明). What is taken over never touches the ledger. Pure.
#pragma once

#include <string>
#include <vector>

#include "diandan/hours/v1/exchange_service.pb.h"
#include "services/base/verb.h"
#include "services/hours/exchange_rows.h"

namespace diandan::hours {

inline constexpr size_t kMostWithdrawn = 200;  // a call

// The county's admin everybody's; a person their own, for themselves.
Status MayExport(const Caller& caller, CountyId county, const v1::ExportRecordsRequest& request);
Status MayExchange(const Caller& caller, CountyId county);
// Days that exist, the last one not before the first.
Status CheckExportDays(const std::string& from, const std::string& until);
// A format that records are written in, and as many groups as it holds, none twice.
Status CheckRecordsFile(const v1::DownloadRecordsRequest& request);
// One group of a file: what a page of it is asked with; its id is the group's own.
v1::ExportRecordsRequest GroupAskedFor(const v1::DownloadRecordsRequest& request, v1::RecordGroup group);
Status MayListImports(const Caller& caller, CountyId county);
// The person; the county's admin and auditor.
Status MaySeeImported(const Caller& caller, CountyId county, const Uuid& volunteer);

// The event that comes before anything is read.
const Verb& ExportRecordsVerb();

// Made before the lane; given to the rule as Work::Extra.
struct MadeImport {
  struct Record {
    int32_t line = 0;
    ImportedRecordRow row;
  };
  std::vector<Record> records;
  std::vector<RecordHolderRow> holders;  // of everybody in `records`, fresh keys where there were none
};
// RECORD_EXISTS when it came in by another import, PERSON_TAKEN when a source's number is somebody else's,
// RECORDS_MOVED when somebody's key is another one by now: make it again.
const Verb& ImportRecordsVerb();

// The rows of a WithdrawImport, chosen before the lane.
struct ChosenRecords {
  std::vector<Uuid> keys, ids;
};
const Verb& WithdrawImportVerb();

}  // namespace diandan::hours
