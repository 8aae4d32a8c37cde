// The rows of `hours`, as services/hours/schema lays them down. Enum lists are kept as the values' names.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diandan/hours/v1/case_service.pb.h"
#include "diandan/hours/v1/entry.pb.h"
#include "diandan/hours/v1/events.pb.h"
#include "diandan/hours/v1/ledger_service.pb.h"
#include "diandan/orders/v1/types.pb.h"
#include "services/base/picture.h"

namespace diandan::hours {

// One acceptance of an order as its last picture told it, and how far its entries are.
struct AcceptanceRow {
  static constexpr const char* kTable = "acceptance";
  CountyId county_id = 0;
  Uuid id, order_id;
  std::string order_number;
  Uuid team_id;
  std::string station_path;
  int32_t revision = 0;
  absl::Time ended_at;
  // Who had a part in it: subjects as in Caller::subject, and the volunteers who served.
  std::string placer, witness;
  std::vector<std::string> code_viewers, recorders;
  std::vector<Uuid> served;
  int32_t open_entries = 0;  // neither posted nor voided
  int32_t standing = 0;      // posted
  int32_t posted_minutes = 0;
  bool settled = false;  // ORDER_ENTRIES_SETTLED was said for what is known now
  std::optional<absl::Time> settle_after;
  int32_t ratings = 0, rating_sum = 0;  // of the people served, those annulled left out
  template <typename R = AcceptanceRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"order_id", &R::order_id},
               Field{"order_number", &R::order_number}, Field{"team_id", &R::team_id},
               Field{"station_path", &R::station_path}, Field{"revision", &R::revision},
               Field{"ended_at", &R::ended_at}, Field{"placer", &R::placer}, Field{"witness", &R::witness},
               Field{"code_viewers", &R::code_viewers}, Field{"recorders", &R::recorders},
               Field{"served", &R::served}, Field{"open_entries", &R::open_entries},
               Field{"standing", &R::standing}, Field{"posted_minutes", &R::posted_minutes},
               Field{"settled", &R::settled}, Field{"settle_after", &R::settle_after},
               Field{"ratings", &R::ratings}, Field{"rating_sum", &R::rating_sum});
  }
};

// What the detector of fraud sees of an acceptance. Id: the acceptance's.
struct EvidenceRow {
  static constexpr const char* kTable = "evidence";
  static constexpr bool kForOneBatch = true;  // kilobytes that no lane reads
  CountyId county_id = 0;
  Uuid id;
  absl::Time ended_at;
  int32_t revision = 0;
  Bytes picture;  // orders.v1.Settled, the last one
  template <typename R = EvidenceRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"ended_at", &R::ended_at},
               Field{"revision", &R::revision}, Field{"picture", &R::picture});
  }
};

// One attendance on its way into the ledger; its id is the attendance's.
struct EntryRow {
  static constexpr const char* kTable = "entry";
  CountyId county_id = 0;
  Uuid id, order_id;
  std::string order_number;
  Uuid acceptance_id, session_id, volunteer_id;
  CountyId home_county = 0;
  Uuid team_id;
  std::string station_path, skill;
  int32_t revision = 0;  // of the picture its minutes are pending from
  v1::EntryState prev_state = v1::ENTRY_STATE_UNSPECIFIED;
  v1::EntryState state = v1::ENTRY_STATE_UNSPECIFIED;
  v1::Grade grade = v1::GRADE_UNSPECIFIED;
  std::vector<std::string> doubts;
  int32_t policy_version = 0;
  bool passes_by_rule = false;
  absl::Time start_at, end_at;
  int32_t reported_minutes = 0, decided_minutes = 0, posted_minutes = 0;
  v1::Verdict verdict = v1::VERDICT_UNSPECIFIED;
  v1::DecisionReason reason = v1::DECISION_REASON_UNSPECIFIED;
  std::vector<std::string> second_reasons;
  std::string first_reviewer, second_reviewer;  // subjects
  std::optional<absl::Time> notice_until, returned_at;
  v1::ReturnAnswer return_answer = v1::RETURN_ANSWER_UNSPECIFIED;
  std::optional<Uuid> correction_id;  // the open one
  int32_t corrections = 0;            // granted so far
  std::optional<Uuid> standing_transfer;
  int32_t claim_token = 0, claim_floor = 0;
  orders::v1::RecordedHow in_how = orders::v1::RECORDED_HOW_UNSPECIFIED;
  orders::v1::RecordedHow out_how = orders::v1::RECORDED_HOW_UNSPECIFIED;
  std::vector<std::string> flags;
  // What a policy judges beside the doubts (grade_rules.h); 0 planned: not known, it was graded before.
  int32_t planned_minutes = 0, session_minutes = 0;
  bool photo_lacking = false;
  // What it earned (points_rules.h): points as they stand, under which version, after how many movements.
  int32_t points = 0, points_version = 0, point_moves = 0;
  absl::Time created_at;
  std::optional<absl::Time> settled_at;
  int64_t event_seq = 0;  // of the event that brought it
  static constexpr auto kParent = &EntryRow::acceptance_id;
  template <typename R = EntryRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"order_id", &R::order_id},
               Field{"order_number", &R::order_number}, Field{"acceptance_id", &R::acceptance_id},
               Field{"session_id", &R::session_id}, Field{"volunteer_id", &R::volunteer_id},
               Field{"home_county", &R::home_county}, Field{"team_id", &R::team_id},
               Field{"station_path", &R::station_path}, Field{"skill", &R::skill},
               Field{"revision", &R::revision}, Field{"prev_state", &R::prev_state},
               Field{"state", &R::state}, Field{"grade", &R::grade}, Field{"doubts", &R::doubts},
               Field{"policy_version", &R::policy_version}, Field{"passes_by_rule", &R::passes_by_rule},
               Field{"start_at", &R::start_at}, Field{"end_at", &R::end_at},
               Field{"reported_minutes", &R::reported_minutes}, Field{"decided_minutes", &R::decided_minutes},
               Field{"posted_minutes", &R::posted_minutes}, Field{"verdict", &R::verdict},
               Field{"reason", &R::reason}, Field{"second_reasons", &R::second_reasons},
               Field{"first_reviewer", &R::first_reviewer}, Field{"second_reviewer", &R::second_reviewer},
               Field{"notice_until", &R::notice_until}, Field{"returned_at", &R::returned_at},
               Field{"return_answer", &R::return_answer}, Field{"correction_id", &R::correction_id},
               Field{"corrections", &R::corrections}, Field{"standing_transfer", &R::standing_transfer},
               Field{"claim_token", &R::claim_token}, Field{"claim_floor", &R::claim_floor},
               Field{"in_how", &R::in_how}, Field{"out_how", &R::out_how}, Field{"flags", &R::flags},
               Field{"planned_minutes", &R::planned_minutes}, Field{"session_minutes", &R::session_minutes},
               Field{"photo_lacking", &R::photo_lacking}, Field{"points", &R::points},
               Field{"points_version", &R::points_version}, Field{"point_moves", &R::point_moves},
               Field{"created_at", &R::created_at}, Field{"settled_at", &R::settled_at},
               Field{"event_seq", &R::event_seq});
  }
};

// A volunteer's account in one county of service. Issue and pending have no row.
struct AccountRow {
  static constexpr const char* kTable = "account";
  CountyId county_id = 0;
  Uuid id;
  v1::LedgerUnit ledger = v1::MINUTES;
  Uuid volunteer_id;
  int64_t balance = 0;
  int32_t services = 0;  // entries that stand
  template <typename R = AccountRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"ledger", &R::ledger},
               Field{"volunteer_id", &R::volunteer_id}, Field{"balance", &R::balance},
               Field{"services", &R::services});
  }
};

// Immutable; only ever inserted, so no verb may touch (load and lock) one.
struct TransferRow {
  static constexpr const char* kTable = "transfer";
  CountyId county_id = 0;
  Uuid id;
  v1::LedgerUnit ledger = v1::MINUTES;
  v1::TransferKind kind = v1::TRANSFER_KIND_UNSPECIFIED;
  Uuid debit, credit;
  int32_t minutes = 0;
  Uuid entry_id;
  int32_t revision = 0;
  Uuid volunteer_id;
  std::optional<Uuid> corrects;
  absl::Time created_at;
  int64_t event_seq = 0;  // of the event that tells of it
  template <typename R = TransferRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"ledger", &R::ledger},
               Field{"kind", &R::kind}, Field{"debit", &R::debit}, Field{"credit", &R::credit},
               Field{"minutes", &R::minutes}, Field{"entry_id", &R::entry_id},
               Field{"revision", &R::revision}, Field{"volunteer_id", &R::volunteer_id},
               Field{"corrects", &R::corrects}, Field{"created_at", &R::created_at},
               Field{"event_seq", &R::event_seq});
  }
};

struct CorrectionRow {
  static constexpr const char* kTable = "correction";
  CountyId county_id = 0;
  Uuid id, entry_id, acceptance_id, team_id, volunteer_id;
  CountyId home_county = 0;
  std::string station_path;
  absl::Time start_at, end_at;  // what a granted one stands on; the later picture's with LATE_FACTS
  v1::CorrectionKind kind = v1::CORRECTION_KIND_UNSPECIFIED;
  v1::CorrectionState state = v1::CORRECTION_STATE_UNSPECIFIED;
  int32_t requested_minutes = 0, posted_minutes = 0, decided_minutes = 0;
  v1::DecisionReason reason = v1::DECISION_REASON_UNSPECIFIED;
  std::string opened_by, decided_by;
  absl::Time created_at;
  std::optional<absl::Time> decided_at;
  absl::Time due_at;
  std::optional<Uuid> transfer_id;  // that carried it out
  template <typename R = CorrectionRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"entry_id", &R::entry_id},
               Field{"acceptance_id", &R::acceptance_id}, Field{"team_id", &R::team_id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"home_county", &R::home_county},
               Field{"station_path", &R::station_path}, Field{"start_at", &R::start_at},
               Field{"end_at", &R::end_at}, Field{"kind", &R::kind}, Field{"state", &R::state},
               Field{"requested_minutes", &R::requested_minutes}, Field{"posted_minutes", &R::posted_minutes},
               Field{"decided_minutes", &R::decided_minutes}, Field{"reason", &R::reason},
               Field{"opened_by", &R::opened_by}, Field{"decided_by", &R::decided_by},
               Field{"created_at", &R::created_at}, Field{"decided_at", &R::decided_at},
               Field{"due_at", &R::due_at}, Field{"transfer_id", &R::transfer_id});
  }
};

// Minutes of a person's day, in the lane of the home county. Id: the entry's.
struct ClaimRow {
  static constexpr const char* kTable = "claim";
  CountyId county_id = 0;
  Uuid id, volunteer_id;
  Uuid day_key;  // DayKey of the first claim; stays when a later picture moves the start over midnight
  CountyId service_county = 0;
  absl::Time start_at, end_at;
  int32_t minutes = 0;
  int32_t token = 0;  // raised by each claim; a release names the last token it means
  bool held = false;
  absl::Time claimed_at;
  static constexpr auto kParent = &ClaimRow::day_key;
  template <typename R = ClaimRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"day_key", &R::day_key},
               Field{"service_county", &R::service_county}, Field{"start_at", &R::start_at},
               Field{"end_at", &R::end_at}, Field{"minutes", &R::minutes}, Field{"token", &R::token},
               Field{"held", &R::held}, Field{"claimed_at", &R::claimed_at});
  }
};

// What another county's lane has to be told. Done by the clock, with the errand's id as request id.
struct ErrandRow {
  static constexpr const char* kTable = "errand";
  static constexpr const char* kReleaseMinutes = "RELEASE_MINUTES";
  static constexpr const char* kNoteCounty = "NOTE_COUNTY";
  CountyId county_id = 0;
  Uuid id;
  std::string kind;
  CountyId home_county = 0;
  Uuid volunteer_id, entry_id;
  int32_t token = 0, keep_minutes = 0;
  bool done = false;
  template <typename R = ErrandRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"kind", &R::kind},
               Field{"home_county", &R::home_county}, Field{"volunteer_id", &R::volunteer_id},
               Field{"entry_id", &R::entry_id}, Field{"token", &R::token},
               Field{"keep_minutes", &R::keep_minutes}, Field{"done", &R::done});
  }
};

// In the home county: where else a volunteer has served.
struct ServedCountyRow {
  static constexpr const char* kTable = "served_county";
  CountyId county_id = 0;
  Uuid id, volunteer_id;
  CountyId service_county = 0;
  template <typename R = ServedCountyRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"service_county", &R::service_county});
  }
};

// One version of a county's policy. `shelf` is the same for all versions.
struct PolicyRow {
  static constexpr const char* kTable = "policy";
  CountyId county_id = 0;
  Uuid id, shelf;
  int32_t version = 0;
  std::vector<std::string> pass_grades;
  int32_t notice_days = 0, minimum_minutes = 0, late_fact_hours = 0;
  std::vector<int32_t> star_hours;
  int32_t memory_notice_days = 0, planned_share_percent = 0, overtime_minutes = 0;
  int32_t long_day_minutes = 0, very_long_day_minutes = 0, day_cap_minutes = 0;
  bool own_part_refused = false;
  std::vector<std::string> asked;  // names of v1::Asked
  std::string set_by, confirmed_by;
  absl::Time created_at;
  static constexpr auto kParent = &PolicyRow::shelf;
  template <typename R = PolicyRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"shelf", &R::shelf},
               Field{"version", &R::version}, Field{"pass_grades", &R::pass_grades},
               Field{"notice_days", &R::notice_days}, Field{"minimum_minutes", &R::minimum_minutes},
               Field{"late_fact_hours", &R::late_fact_hours}, Field{"star_hours", &R::star_hours},
               Field{"memory_notice_days", &R::memory_notice_days},
               Field{"planned_share_percent", &R::planned_share_percent},
               Field{"overtime_minutes", &R::overtime_minutes},
               Field{"long_day_minutes", &R::long_day_minutes},
               Field{"very_long_day_minutes", &R::very_long_day_minutes},
               Field{"day_cap_minutes", &R::day_cap_minutes}, Field{"own_part_refused", &R::own_part_refused},
               Field{"asked", &R::asked}, Field{"set_by", &R::set_by},
               Field{"confirmed_by", &R::confirmed_by}, Field{"created_at", &R::created_at});
  }
};

// Looser settings that wait for a second person; one row a county, written over by each proposal.
struct PolicyProposalRow {
  static constexpr const char* kTable = "policy_proposal";
  CountyId county_id = 0;
  Uuid id;
  Uuid proposal;      // the request that proposed it
  bool open = false;  // false: agreed to, or overtaken by another version
  int32_t from_version = 0;
  Bytes settings;  // v1::PolicySettings
  std::string proposed_by;
  absl::Time proposed_at, expires_at;
  template <typename R = PolicyProposalRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"proposal", &R::proposal},
               Field{"open", &R::open}, Field{"from_version", &R::from_version},
               Field{"settings", &R::settings}, Field{"proposed_by", &R::proposed_by},
               Field{"proposed_at", &R::proposed_at}, Field{"expires_at", &R::expires_at});
  }
};

// Mirror of a team of `volunteers`.
struct TeamRow {
  static constexpr const char* kTable = "team";
  CountyId county_id = 0;
  Uuid id;
  std::string org_path;
  std::vector<Uuid> leader_ids;
  template <typename R = TeamRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"org_path", &R::org_path},
               Field{"leader_ids", &R::leader_ids});
  }
};

}  // namespace diandan::hours
