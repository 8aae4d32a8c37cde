// Rows as people and programs see them. Pure.
#pragma once

#include <string>

#include "diandan/hours/v1/case_service.pb.h"
#include "diandan/hours/v1/entry.pb.h"
#include "diandan/hours/v1/entry_service.pb.h"
#include "diandan/hours/v1/events.pb.h"
#include "diandan/hours/v1/ledger_service.pb.h"
#include "diandan/hours/v1/policy.pb.h"
#include "services/base/request_fields.h"
#include "services/hours/rows.h"

namespace diandan::hours {

v1::Entry ToProto(const EntryRow& row);
v1::Correction ToProto(const CorrectionRow& row);
v1::Transfer ToProto(const TransferRow& row, CountyId home_county);
v1::Policy ToProto(const PolicyRow& row);
v1::StatementLine ToLine(const EntryRow& row);
// Of an entry on notice: nobody is named.
v1::PublicNoticeLine ToNoticeLine(const EntryRow& row);
v1::EntryChanged ToEvent(const EntryRow& row);

}  // namespace diandan::hours
