// The tables behind words.h. A sentence holds `{fact}` placeholders, always inside `[…]`: the bracketed
// part is left out when one of its facts was not given, so a sentence is whole with any set of facts.
#pragma once

#include <vector>

#include "services/base/words.h"

namespace diandan {

enum class Retry { kNo, kYes };

struct Wording {
  const char* zh;
  const char* en;
};

struct ReasonWords {
  Reason reason;
  absl::StatusCode code;
  Retry retry;
  Wording message;
  Wording next_step;
};

// One table per part of errors.proto, in its order.
const std::vector<ReasonWords>& AnyCallWords();  // words_any.cc
const std::vector<ReasonWords>& PeopleWords();   // words_people.cc
const std::vector<ReasonWords>& LoopWords();     // words_loop.cc: orders and hours

struct WishWords {
  const char* key;
  Wording text;  // `{n}` is what follows the colon of the wish
};
const std::vector<WishWords>& Wishes();

// Words of the system that stand in facts (states, roles), as people say them.
struct TermWords {
  const char* term;
  Wording text;
};
const std::vector<TermWords>& Terms();

// For tests.
std::vector<const ReasonWords*> AllReasonWords();

}  // namespace diandan
