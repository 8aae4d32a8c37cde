// Rows as people and programs see them, and the small conversions between rows and protos. Pure.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "diandan/hours/v1/case_service.pb.h"
#include "diandan/hours/v1/entry.pb.h"
#include "diandan/hours/v1/events.pb.h"
#include "diandan/hours/v1/ledger_service.pb.h"
#include "diandan/hours/v1/policy_service.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/hours/rows.h"

namespace diandan::hours {

// The uuid of a resource name or of a bare uuid; nil when it is neither (validation was before).
Uuid IdOf(absl::string_view name_or_uuid);
CountyId CountyOfName(absl::string_view name);
absl::Time FromProto(const google::protobuf::Timestamp& time);
google::protobuf::Timestamp ToTimestamp(absl::Time time);

v1::Entry ToProto(const EntryRow& row);
v1::Correction ToProto(const CorrectionRow& row);
v1::Transfer ToProto(const TransferRow& row, CountyId home_county);
v1::Policy ToProto(const PolicyRow& row);
v1::StatementLine ToLine(const EntryRow& row);
v1::EntryChanged ToEvent(const EntryRow& row);

}  // namespace diandan::hours
