#include "services/hours/view_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/hours/claim_rules.h"
#include "services/hours/ledger_rules.h"
#include "services/hours/policy_settings_rules.h"

namespace diandan::hours {
namespace {

std::string NameOf(CountyId county, const char* collection, const Uuid& id) {
  return ResourceNameOf(county, collection, id);
}

// Names of enum values, as rows keep them, back into the enum.
template <typename E, typename Parse>
void AddEnums(const std::vector<std::string>& names, Parse parse, google::protobuf::RepeatedField<int>& out) {
  for (const std::string& name : names) {
    E value{};
    if (parse(name, &value)) out.Add(value);
  }
}

}  // namespace

v1::Entry ToProto(const EntryRow& row) {
  v1::Entry out;
  out.set_name(NameOf(row.county_id, "entries", row.id));
  out.set_order(NameOf(row.county_id, "orders", row.order_id));
  out.set_order_number(row.order_number);
  out.set_acceptance_id(row.acceptance_id.ToString());
  out.set_session_id(row.session_id.ToString());
  out.set_volunteer(NameOf(row.home_county, "volunteers", row.volunteer_id));
  out.set_team(NameOf(row.county_id, "teams", row.team_id));
  out.set_station_path(row.station_path);
  out.set_skill(row.skill);
  out.set_revision(row.revision);
  out.set_state(row.state);
  out.set_prev_state(row.prev_state);
  out.set_grade(row.grade);
  AddEnums<v1::Doubt>(row.doubts, v1::Doubt_Parse, *out.mutable_doubts());
  out.set_policy_version(row.policy_version);
  *out.mutable_start_time() = ToTimestamp(row.start_at);
  *out.mutable_end_time() = ToTimestamp(row.end_at);
  out.set_reported_minutes(row.reported_minutes);
  out.set_decided_minutes(row.decided_minutes);
  out.set_posted_minutes(row.posted_minutes);
  out.set_verdict(row.verdict);
  out.set_reason(row.reason);
  AddEnums<v1::SecondReason>(row.second_reasons, v1::SecondReason_Parse, *out.mutable_second_reasons());
  if (row.notice_until) *out.mutable_notice_end_time() = ToTimestamp(*row.notice_until);
  out.set_return_answer(row.return_answer);
  if (row.correction_id) out.set_correction(NameOf(row.county_id, "corrections", *row.correction_id));
  out.set_in_how(row.in_how);
  out.set_out_how(row.out_how);
  AddEnums<orders::v1::AttendanceFlag>(row.flags, orders::v1::AttendanceFlag_Parse, *out.mutable_flags());
  *out.mutable_create_time() = ToTimestamp(row.created_at);
  if (row.settled_at) *out.mutable_settle_time() = ToTimestamp(*row.settled_at);
  return out;
}

v1::Correction ToProto(const CorrectionRow& row) {
  v1::Correction out;
  out.set_name(NameOf(row.county_id, "corrections", row.id));
  out.set_entry(NameOf(row.county_id, "entries", row.entry_id));
  out.set_kind(row.kind);
  out.set_state(row.state);
  out.set_requested_minutes(row.requested_minutes);
  out.set_posted_minutes(row.posted_minutes);
  out.set_decided_minutes(row.decided_minutes);
  out.set_reason(row.reason);
  *out.mutable_create_time() = ToTimestamp(row.created_at);
  if (row.decided_at) *out.mutable_decide_time() = ToTimestamp(*row.decided_at);
  out.set_volunteer(NameOf(row.home_county, "volunteers", row.volunteer_id));
  out.set_decider_path(row.station_path);
  *out.mutable_due_time() = ToTimestamp(row.due_at);
  if (row.transfer_id) out.set_transfer_id(row.transfer_id->ToString());
  return out;
}

v1::Transfer ToProto(const TransferRow& row, CountyId home_county) {
  std::string volunteer = NameOf(home_county, "volunteers", row.volunteer_id);
  auto account = [&](const Uuid& id) -> std::string {
    if (id == IssueAccount(row.county_id)) return "issue";
    return id == PendingAccount(row.county_id) ? "pending" : volunteer;
  };
  v1::Transfer out;
  out.set_transfer_id(row.id.ToString());
  out.set_ledger(row.ledger);
  out.set_kind(row.kind);
  out.set_debit(account(row.debit));
  out.set_credit(account(row.credit));
  out.set_minutes(row.minutes);
  out.set_entry(NameOf(row.county_id, "entries", row.entry_id));
  out.set_revision(row.revision);
  if (row.corrects) out.set_corrects(row.corrects->ToString());
  *out.mutable_create_time() = ToTimestamp(row.created_at);
  out.set_volunteer(volunteer);
  return out;
}

v1::Policy ToProto(const PolicyRow& row) {
  v1::Policy out;
  out.set_parent(absl::StrCat("counties/", row.county_id));
  out.set_version(row.version);
  *out.mutable_settings() = SettingsOf(row);
  if (row.version > 0) *out.mutable_create_time() = ToTimestamp(row.created_at);
  out.set_etag(absl::StrCat(row.version));
  out.set_set_by(row.set_by);
  out.set_confirmed_by(row.confirmed_by);
  return out;
}

v1::StatementLine ToLine(const EntryRow& row) {
  v1::StatementLine out;
  out.set_entry(NameOf(row.county_id, "entries", row.id));
  out.set_order(NameOf(row.county_id, "orders", row.order_id));
  out.set_order_number(row.order_number);
  out.set_team(NameOf(row.county_id, "teams", row.team_id));
  out.set_skill(row.skill);
  *out.mutable_start_time() = ToTimestamp(row.start_at);
  *out.mutable_end_time() = ToTimestamp(row.end_at);
  out.set_posted_minutes(row.posted_minutes);
  out.set_reported_minutes(row.reported_minutes);
  out.set_state(v1::EntryState_Name(row.state));
  out.set_back_filled(row.grade == v1::D);
  return out;
}

v1::PublicNoticeLine ToNoticeLine(const EntryRow& row) {
  v1::PublicNoticeLine out;
  out.set_order_number(row.order_number);
  out.set_team(NameOf(row.county_id, "teams", row.team_id));
  out.set_station_path(row.station_path);
  out.set_skill(row.skill);
  *out.mutable_start_time() = ToTimestamp(row.start_at);
  out.set_minutes(row.decided_minutes);
  out.set_grade(row.grade);
  out.set_back_filled(row.grade == v1::D);
  *out.mutable_notice_end_time() = ToTimestamp(*row.notice_until);
  return out;
}

v1::EntryChanged ToEvent(const EntryRow& row) {
  v1::EntryChanged out;
  out.set_entry_id(row.id.ToString());
  out.set_order_id(row.order_id.ToString());
  out.set_acceptance_id(row.acceptance_id.ToString());
  out.set_revision(row.revision);
  out.set_volunteer_id(row.volunteer_id.ToString());
  out.set_home_county(row.home_county);
  out.set_team_id(row.team_id.ToString());
  out.set_state(row.state);
  out.set_grade(row.grade);
  out.set_pending_minutes(row.reported_minutes);
  out.set_posted_minutes(row.posted_minutes);
  *out.mutable_start_time() = ToTimestamp(row.start_at);
  *out.mutable_end_time() = ToTimestamp(row.end_at);
  if (row.reason != v1::DECISION_REASON_UNSPECIFIED)
    out.set_decision_reason(v1::DecisionReason_Name(row.reason));
  return out;
}

}  // namespace diandan::hours
