#include "services/hours/claim_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/clock.h"
#include "services/base/say_time.h"
#include "services/hours/answer_rules.h"
#include "services/hours/certified_rules.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {
namespace {

absl::CivilDay DayOf(absl::Time time) { return absl::ToCivilDay(time, ChinaTime()); }

Uuid KeyOf(const Uuid& volunteer, absl::CivilDay day) {
  return DeriveUuid(volunteer, absl::StrCat("day/", absl::FormatCivilTime(day)));
}

// No attendance is longer than a day. One day more to each side: a claim stays filed under its first day.
template <typename Visit>
void ForDaysNear(const Uuid& volunteer, absl::Time start, Visit visit) {
  absl::CivilDay day = DayOf(start);
  for (int offset = -2; offset <= 2; ++offset) visit(KeyOf(volunteer, day + offset));
}

std::vector<const ClaimRow*> OtherClaims(const Work& home, const ClaimWish& wish) {
  std::vector<const ClaimRow*> others;
  ForDaysNear(wish.volunteer, wish.start, [&](const Uuid& key) {
    for (const ClaimRow* claim : home.Children<ClaimRow>(key)) {
      if (claim->held && claim->id != wish.entry) others.push_back(claim);
    }
  });
  return others;
}

int32_t MinutesOfDay(const std::vector<const ClaimRow*>& claims, absl::Time day) {
  int32_t minutes = 0;
  for (const ClaimRow* claim : claims) {
    if (DayOf(claim->start_at) == DayOf(day)) minutes += claim->minutes;
  }
  return minutes;
}

ClaimWish WishOf(const v1::ClaimMinutes& request) {
  return {IdOf(request.entry_id()),        IdOf(request.volunteer_id()),  request.service_county(),
          FromProto(request.start_time()), FromProto(request.end_time()), request.minutes()};
}

v1::MinutesClaimed Payload(const ClaimRow& claim) {
  v1::MinutesClaimed payload;
  payload.set_claim_id(claim.id.ToString());
  payload.set_volunteer_id(claim.volunteer_id.ToString());
  payload.set_service_county(claim.service_county);
  payload.set_entry_id(claim.id.ToString());
  payload.set_minutes(claim.minutes);
  payload.set_released(!claim.held);
  return payload;
}

void TouchClaim(const v1::ClaimMinutes& request, Touches& touches) {
  TouchClaims(IdOf(request.entry_id()), IdOf(request.volunteer_id()), FromProto(request.start_time()),
              touches);
  TouchCertified(IdOf(request.entry_id()), touches);
}

Status ClaimRule(Work& work, const v1::ClaimMinutes& request) {
  ClaimWish wish = WishOf(request);
  DD_RETURN_IF_ERROR(CheckClaim(work, wish).status());
  TakeClaim(work, wish);
  work.Emit("MINUTES_CLAIMED", wish.volunteer, Payload(*work.Find<ClaimRow>(wish.entry)));
  NoteStanding(work, wish.entry, wish.minutes);
  return absl::OkStatus();
}

void ClaimAnswer(const v1::ClaimMinutes& request, const Work& work, v1::ClaimMinutesResult& result) {
  ClaimWish wish = WishOf(request);
  const ClaimRow* claim = work.Find<ClaimRow>(wish.entry);
  if (claim == nullptr) return;
  result.set_token(claim->token);
  result.set_held(claim->held && claim->minutes == wish.minutes);
  result.set_day_minutes(MinutesOfDay(OtherClaims(work, wish), wish.start) + wish.minutes);
}

void TouchRelease(const v1::ReleaseMinutes& request, Touches& touches) {
  touches.Add<ClaimRow>(IdOf(request.entry_id()));
  TouchCertified(IdOf(request.entry_id()), touches);
}

Status ReleaseRule(Work& work, const v1::ReleaseMinutes& request) {
  const ClaimRow* claim = work.Find<ClaimRow>(IdOf(request.entry_id()));
  if (claim == nullptr) return absl::OkStatus();
  int32_t before = claim->minutes;
  Release(work, claim->id, request.token(), request.keep_minutes());
  if (claim->minutes == before) return absl::OkStatus();
  work.Emit("MINUTES_RELEASED", claim->volunteer_id, Payload(*claim));
  NoteStanding(work, claim->id, claim->minutes);
  return absl::OkStatus();
}

void TouchDrop(const v1::DropClaim& request, Touches& touches) {
  touches.Add<EntryRow>(IdOf(request.entry_id()));
}

Status DropRule(Work& work, const v1::DropClaim& request) {
  const EntryRow* entry = work.Find<EntryRow>(IdOf(request.entry_id()));
  if (entry == nullptr || entry->claim_floor >= request.token()) return absl::OkStatus();
  work.Change<EntryRow>(entry->id)->claim_floor = request.token();
  return absl::OkStatus();
}

void DropAnswer(const v1::DropClaim& request, const Work& work, v1::DropClaimResult& result) {
  const EntryRow* entry = work.Find<EntryRow>(IdOf(request.entry_id()));
  result.set_keep_minutes(entry == nullptr ? 0 : MinutesStoodOn(*entry));
}

void TouchNote(const v1::NoteCounty& request, Touches& touches) {
  touches.Add<ServedCountyRow>(ServedCountyId(IdOf(request.volunteer_id()), request.service_county()));
}

Status NoteRule(Work& work, const v1::NoteCounty& request) {
  Uuid volunteer = IdOf(request.volunteer_id());
  Uuid id = ServedCountyId(volunteer, request.service_county());
  if (work.Find<ServedCountyRow>(id) != nullptr) return absl::OkStatus();
  ServedCountyRow row;
  row.id = id;
  row.volunteer_id = volunteer;
  row.service_county = request.service_county();
  work.Insert(std::move(row));
  return absl::OkStatus();
}

constexpr absl::string_view kClaimNeeded = "claim needed in the home county";

}  // namespace

// The minutes fit exactly when no window between a start and an end holds more than its length: the
// classical condition for jobs with release times and deadlines on one machine.
bool Fits(const std::vector<Span>& spans) {
  for (const Span& first : spans) {
    for (const Span& last : spans) {
      absl::Duration held;
      for (const Span& span : spans) {
        if (span.start >= first.start && span.end <= last.end) held += absl::Minutes(span.minutes);
      }
      if (last.end > first.start && held > last.end - first.start) return false;
    }
  }
  return true;
}

Uuid DayKey(const Uuid& volunteer, absl::Time start) { return KeyOf(volunteer, DayOf(start)); }

void TouchClaims(const Uuid& entry, const Uuid& volunteer, absl::Time start, Touches& touches) {
  touches.Add<ClaimRow>(entry);
  ForDaysNear(volunteer, start, [&](const Uuid& key) { touches.AddChildren<ClaimRow>(key); });
}

StatusOr<int32_t> CheckClaim(const Work& home, const ClaimWish& wish) {
  std::vector<const ClaimRow*> others = OtherClaims(home, wish);
  std::vector<Span> spans{{wish.start, wish.end, wish.minutes}};
  for (const ClaimRow* claim : others) spans.push_back({claim->start_at, claim->end_at, claim->minutes});
  if (!Fits(spans)) {
    auto meets = [&](const ClaimRow* c) { return c->start_at < wish.end && wish.start < c->end_at; };
    auto other = std::find_if(others.begin(), others.end(), meets);
    const ClaimRow* shown = other == others.end() ? others.front() : *other;
    return Refuse(errors::v1::OVERLAPPING_MINUTES,
                  {{"entry", ResourceNameOf(wish.service_county, "entries", wish.entry)},
                   {"other_entry", ResourceNameOf(shown->service_county, "entries", shown->id)},
                   {"other", TimeFact(shown->start_at)}});
  }
  return MinutesOfDay(others, wish.start) + wish.minutes;
}

int32_t TakeClaim(Work& home, const ClaimWish& wish) {
  ClaimRow* claim = home.Change<ClaimRow>(wish.entry);
  if (claim == nullptr) {
    ClaimRow fresh;
    fresh.id = wish.entry;
    fresh.volunteer_id = wish.volunteer;
    fresh.day_key = DayKey(wish.volunteer, wish.start);
    fresh.service_county = wish.service_county;
    claim = &home.Insert(std::move(fresh));
  }
  claim->start_at = wish.start;
  claim->end_at = wish.end;
  claim->minutes = wish.minutes;
  claim->held = true;
  claim->claimed_at = home.now;
  return ++claim->token;
}

void Release(Work& home, const Uuid& entry, int32_t token, int32_t keep) {
  const ClaimRow* claim = home.Find<ClaimRow>(entry);
  if (claim == nullptr || !claim->held || claim->token > token || claim->minutes <= keep) return;
  ClaimRow* changed = home.Change<ClaimRow>(entry);
  changed->minutes = keep;
  changed->held = keep > 0;
}

int32_t MinutesStoodOn(const EntryRow& entry) {
  switch (entry.state) {
    case v1::SECOND:
    case v1::NOTICE:
      return entry.decided_minutes;
    case v1::POSTED:
      return entry.posted_minutes;
    default:
      return 0;
  }
}

Status ClaimNeeded() { return absl::AbortedError(kClaimNeeded); }
bool IsClaimNeeded(const Status& status) {
  return status.code() == absl::StatusCode::kAborted && status.message() == kClaimNeeded;
}

const Verb& ClaimMinutesVerb() {
  static const Verb verb =
      MakeVerb<v1::ClaimMinutes, v1::ClaimMinutesResult>("ClaimMinutes", TouchClaim, ClaimRule, ClaimAnswer);
  return verb;
}
const Verb& ReleaseMinutesVerb() {
  static const Verb verb = MakeVerb<v1::ReleaseMinutes, v1::Done>("ReleaseMinutes", TouchRelease, ReleaseRule,
                                                                  NoAnswer<v1::ReleaseMinutes>);
  return verb;
}
const Verb& DropClaimVerb() {
  static const Verb verb =
      MakeVerb<v1::DropClaim, v1::DropClaimResult>("DropClaim", TouchDrop, DropRule, DropAnswer);
  return verb;
}
const Verb& NoteCountyVerb() {
  static const Verb verb =
      MakeVerb<v1::NoteCounty, v1::Done>("NoteCounty", TouchNote, NoteRule, NoAnswer<v1::NoteCounty>);
  return verb;
}

Uuid ClaimRequestId(const EntryRow& entry, const Uuid& decision) {
  return DeriveUuid(entry.id,
                    absl::StrCat("claim/", entry.revision, "/", entry.claim_floor, "/", decision.ToString()));
}

Uuid ServedCountyId(const Uuid& volunteer, CountyId service_county) {
  return DeriveUuid(volunteer, absl::StrCat("served/", service_county));
}

}  // namespace diandan::hours
