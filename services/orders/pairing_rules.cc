#include "services/orders/pairing_rules.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/str_cat.h"

namespace diandan::orders {
namespace {

void AddFlags(std::vector<v1::AttendanceFlag>& flags, const std::vector<v1::AttendanceFlag>& more) {
  flags.insert(flags.end(), more.begin(), more.end());
  std::sort(flags.begin(), flags.end());
  flags.erase(std::unique(flags.begin(), flags.end()), flags.end());
}

int32_t WholeMinutes(absl::Time start, absl::Time end) {
  return end > start ? static_cast<int32_t>(absl::ToInt64Minutes(end - start)) : 0;
}

PairedAttendance Begin(const Uuid& acceptance, const PairingFact& fact, int ordinal) {
  PairedAttendance paired;
  paired.attendance_id = DeriveUuid(
      acceptance, absl::StrCat(fact.session.ToString(), "/", fact.volunteer.ToString(), "/", ordinal));
  paired.session = fact.session;
  paired.volunteer = fact.volunteer;
  paired.home_county = fact.home_county;
  paired.start = fact.observed_at;
  paired.in_how = fact.how;
  paired.in_recorder = fact.recorder;
  paired.in_device = fact.device;
  paired.in_code_minute = fact.code_minute;
  paired.witness = fact.witness;
  paired.in_received_at = fact.received_at;
  paired.flags = fact.flags;
  AddFlags(paired.flags, {});
  return paired;
}

void Finish(PairedAttendance& paired, const PairingFact& out) {
  paired.end = out.observed_at;
  paired.minutes = WholeMinutes(paired.start, out.observed_at);
  paired.out_how = out.how;
  paired.out_recorder = out.recorder;
  paired.out_device = out.device;
  paired.out_code_minute = out.code_minute;
  paired.out_received_at = out.received_at;
  AddFlags(paired.flags, out.flags);
}

void FinishAssumed(PairedAttendance& paired, const std::vector<PlannedSession>& sessions,
                   absl::Time ended_at) {
  absl::Time end = ended_at;
  for (const PlannedSession& plan : sessions) {
    if (plan.session == paired.session) end = std::min(end, plan.end);
  }
  paired.end = std::max(end, paired.start);
  paired.minutes = WholeMinutes(paired.start, *paired.end);
  paired.out_how = v1::ASSUMED;
  AddFlags(paired.flags, {v1::END_ASSUMED});
}

}  // namespace

std::vector<PairedAttendance> PairFacts(const Uuid& acceptance, std::vector<PairingFact> facts,
                                        const std::vector<PlannedSession>& sessions,
                                        std::optional<absl::Time> ended_at) {
  auto key = [](const PairingFact& f) {
    return std::make_tuple(f.session, f.volunteer, f.observed_at, f.direction, f.fact_id);
  };
  std::sort(facts.begin(), facts.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });

  std::vector<PairedAttendance> paired;
  size_t first_of_person = 0;
  for (size_t i = 0; i < facts.size(); ++i) {
    const PairingFact& fact = facts[i];
    bool same_person =
        i > 0 && facts[i - 1].session == fact.session && facts[i - 1].volunteer == fact.volunteer;
    if (!same_person) first_of_person = paired.size();
    bool has_one = paired.size() > first_of_person;
    bool inside = has_one && !paired.back().end;
    int ordinal = static_cast<int>(paired.size() - first_of_person) + 1;
    if (fact.direction == v1::IN) {
      if (!inside) paired.push_back(Begin(acceptance, fact, ordinal));
    } else if (inside) {
      Finish(paired.back(), fact);
    } else if (!has_one) {
      paired.push_back(Begin(acceptance, fact, ordinal));
      Finish(paired.back(), fact);
      AddFlags(paired.back().flags, {v1::UNPAIRED});
    }
  }
  if (ended_at) {
    for (PairedAttendance& attendance : paired) {
      if (!attendance.end) FinishAssumed(attendance, sessions, *ended_at);
    }
  }
  return paired;
}

}  // namespace diandan::orders
