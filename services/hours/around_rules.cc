#include "services/hours/around_rules.h"

#include <algorithm>

#include "services/base/clock.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {
namespace {

constexpr int kDays = 3;
constexpr size_t kPartsAtMost = 20;

// Somebody else's place: that the person served then matters here, where and with whom does not.
v1::Entry Veiled(const EntryRow& row) {
  const v1::Entry whole = ToProto(row);
  v1::Entry shown;
  shown.set_state(whole.state());
  *shown.mutable_start_time() = whole.start_time();
  *shown.mutable_end_time() = whole.end_time();
  shown.set_reported_minutes(whole.reported_minutes());
  shown.set_posted_minutes(whole.posted_minutes());
  return shown;
}

void AddSome(const std::vector<std::string>& subjects, google::protobuf::RepeatedPtrField<std::string>& out) {
  for (size_t i = 0; i < std::min(subjects.size(), kPartsAtMost); ++i) *out.Add() = subjects[i];
}

v1::OrderParts PartsOf(const AcceptanceRow& row) {
  v1::OrderParts parts;
  parts.set_placer(row.placer);
  parts.set_witness(row.witness);
  AddSome(row.code_viewers, *parts.mutable_code_viewers());
  AddSome(row.recorders, *parts.mutable_recorders());
  parts.set_people(static_cast<int32_t>(row.served.size()));
  *parts.mutable_ended_time() = ToTimestamp(row.ended_at);
  parts.set_reports(row.revision);
  return parts;
}

}  // namespace

DaysAround DaysAroundEntry(const EntryRow& entry) {
  const absl::CivilDay day = absl::ToCivilDay(entry.start_at, ChinaTime());
  return {absl::FromCivil(day - kDays, ChinaTime()), absl::FromCivil(day + kDays + 1, ChinaTime())};
}

int32_t OverlapMinutes(const EntryRow& a, const EntryRow& b) {
  const absl::Duration both = std::min(a.end_at, b.end_at) - std::max(a.start_at, b.start_at);
  return static_cast<int32_t>(std::max<int64_t>(absl::ToInt64Minutes(both), 0));
}

v1::ListEntriesAroundResponse ShowAround(const EntryRow& entry, const Surroundings& around,
                                         const std::function<bool(const EntryRow&)>& within) {
  v1::ListEntriesAroundResponse response;
  for (const EntryRow& row : around.of_person) {
    auto& beside = *response.add_of_person();
    beside.set_beyond(!within(row));
    *beside.mutable_entry() = beside.beyond() ? Veiled(row) : ToProto(row);
    beside.set_overlap_minutes(OverlapMinutes(entry, row));
  }
  for (const EntryRow& row : around.of_team) *response.add_of_team() = ToProto(row);
  if (around.parts != nullptr) *response.mutable_parts() = PartsOf(*around.parts);
  return response;
}

}  // namespace diandan::hours
