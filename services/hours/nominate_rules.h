// Nominating (推荐), the nominee's answer, and taking a nomination back. Nobody nominates themselves; nothing
// is public before the nominee agreed, and whoever said no is not asked again in the same category. A
// resident without an account agrees on paper, before a witness; what was agreed to so is taken back at the
// station.
#pragma once

#include <string>

#include "diandan/hours/v1/honour_service.pb.h"
#include "services/base/verb.h"
#include "services/hours/honour_rows.h"

namespace diandan::hours {

// Read and sealed before the lane; given to the rule as Work::Extra.
struct NomineeFacts {
  std::string place_path, place_name;
  std::string nominee_path;  // of a place, of a project's organisation
  Uuid resident_id;          // of somebody without an account; the same for the same name and place
  Bytes data_key, sealed;    // a NominationWords
};
// The words with the name as it will stand in public; null when the answer is no.
struct AgreedWords {
  Bytes sealed;
};

const Verb& NominateVerb();
const Verb& AnswerNominationVerb();
const Verb& WithdrawNominationVerb();

// Which of the request's nominees is named, and nothing else: FIELD_INVALID unless it is the one that
// `subject` wants.
StatusOr<std::string> NomineeIn(const v1::NominateRequest& request, v1::HonourSubject subject);

}  // namespace diandan::hours
