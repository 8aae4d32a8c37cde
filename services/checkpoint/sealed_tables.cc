#include "services/checkpoint/sealed_tables.h"

#include <map>

#include "absl/strings/str_cat.h"

namespace diandan::checkpoint {
namespace {

using enum ColumnKind;

SealedTable Events(const std::string& service) {
  return {service,
          "event",
          1,
          {{"county_id", kInt},
           {"seq", kInt},
           {"request_id", kUuid},
           {"request_hash", kBytes},
           {"kind", kText},
           {"subject_id", kUuid},
           {"actor", kText},
           {"time", kTime},
           {"cause_service", kText},
           {"cause_county", kInt},
           {"cause_seq", kInt},
           {"payload_type", kText},
           {"payload", kBytes}}};
}

SealedTable Transfers() {
  return {"hours",
          "transfer",
          1,
          {{"county_id", kInt},
           {"event_seq", kInt},
           {"id", kUuid},
           {"ledger", kText},
           {"kind", kText},
           {"debit", kUuid},
           {"credit", kUuid},
           {"minutes", kInt},
           {"entry_id", kUuid},
           {"revision", kInt},
           {"volunteer_id", kUuid},
           {"corrects", kUuid},
           {"created_at", kTime}}};
}

// What an entry is about; how it stands is recomputed.
SealedTable Entries() {
  return {"hours",
          "entry",
          1,
          {{"county_id", kInt},
           {"event_seq", kInt},
           {"id", kUuid},
           {"order_id", kUuid},
           {"order_number", kText},
           {"acceptance_id", kUuid},
           {"session_id", kUuid},
           {"volunteer_id", kUuid},
           {"home_county", kInt},
           {"team_id", kUuid},
           {"station_path", kText},
           {"skill", kText},
           {"created_at", kTime}}};
}

SealedTable PointTransfers() {
  return {"hours",
          "point_transfer",
          1,
          {{"county_id", kInt},
           {"event_seq", kInt},
           {"id", kUuid},
           {"kind", kText},
           {"debit", kUuid},
           {"credit", kUuid},
           {"points", kInt},
           {"volunteer_id", kUuid},
           {"lot_id", kUuid},
           {"entry_id", kUuid},
           {"redemption_id", kUuid},
           {"created_at", kTime}}};
}

}  // namespace

std::string SealedTable::encoding() const { return absl::StrCat(service, "/", table, "/", version); }

const std::vector<std::string>& SealedServices() {
  static const auto* services = new std::vector<std::string>{"volunteers", "orders", "matching", "hours"};
  return *services;
}

const std::vector<SealedTable>& SealedTables(const std::string& service) {
  static const auto* tables = new std::map<std::string, std::vector<SealedTable>>{
      {"volunteers", {Events("volunteers")}},
      {"orders", {Events("orders")}},
      {"matching", {Events("matching")}},
      {"hours", {Events("hours"), Transfers(), Entries(), PointTransfers()}}};
  static const std::vector<SealedTable> none;
  const auto found = tables->find(service);
  return found == tables->end() ? none : found->second;
}

}  // namespace diandan::checkpoint
