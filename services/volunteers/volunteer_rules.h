// Volunteers: registration, consents, qualifications, insurance, suspension, erasure. Pure: personal
// columns arrive sealed (person_rules.h checks them before, the handlers seal them).
#pragma once

#include <vector>

#include "diandan/volunteers/v1/events.pb.h"
#include "diandan/volunteers/v1/volunteer_service.pb.h"
#include "services/base/verb.h"
#include "services/volunteers/rows.h"

namespace diandan::volunteers {

extern const Verb kRegisterVolunteer, kUpdateVolunteer, kSetConsent, kSetOwnFreeTimes, kRecordGuardianConsent,
    kAddQualification, kAddInsurance, kSuspendVolunteer, kResumeVolunteer, kEraseVolunteer;
// Not an RPC: the clock found that a minor is 18 now. The request is the volunteer's facts.
extern const Verb kComeOfAge;

// Made before the lane.
struct SealedPerson {  // RegisterVolunteer
  PersonRow row;       // without county and id
  Uuid identity;       // of the ID number; nil without one
  bool is_minor = false;
};
struct SealedChange {  // UpdateVolunteer, RecordGuardianConsent: what is given is replaced
  std::optional<Bytes> legal_name, legal_name_index, phone, phone_index, guardian_name, guardian_phone;
};
struct HeldPost {
  Uuid post, org;
};
struct PersonBeforeErasure {  // EraseVolunteer: what goes with the person
  Uuid identity;
  std::vector<Uuid> accounts;
  std::vector<HeldPost> posts;
};

// The volunteer and everything its event says.
void TouchVolunteer(const Uuid& id, Touches& touches);
v1::VolunteerChanged ChangedVolunteer(const Work& work, const VolunteerRow& row);
// After a change: next revision, then the event.
void TouchedVolunteer(Work& work, VolunteerRow& row);
// Without personal fields; the lists inside as far as loaded.
v1::Volunteer ShowVolunteer(const Work& work, const VolunteerRow& row);
// What rights on this person are measured by.
Scope Of(const VolunteerRow& row);
// The same with the person's teams, as far as memberships are loaded: what their leaders may do.
Scope WithTeams(const Work& work, const VolunteerRow& row);

}  // namespace diandan::volunteers
