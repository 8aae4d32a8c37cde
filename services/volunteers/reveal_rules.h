// Which personal fields a purpose shows, to whom, with which consent; and the audit record. Pure.
#pragma once

#include <string>
#include <vector>

#include "diandan/volunteers/v1/reveal_service.pb.h"
#include "diandan/volunteers/v1/volunteer_service.pb.h"
#include "services/base/verb.h"
#include "services/volunteers/rows.h"

namespace diandan::volunteers {

// Writes the audit event; refuses who may not. Runs before anything is opened.
extern const Verb kReveal;

// Names of the fields of RevealedPerson that the purpose shows.
const std::vector<std::string>& FieldsFor(v1::RevealPurpose purpose);
// "" when the person may be shown, else the word for `withheld`. Loaded: the volunteer with consents.
std::string WithheldBecause(const Work& work, const Uuid& volunteer, v1::RevealPurpose purpose);
// The fields of the purpose, the others empty.
v1::RevealedPerson ShowRevealed(const VolunteerRow& row, const v1::PersonalData& clear,
                                v1::RevealPurpose purpose);

}  // namespace diandan::volunteers
