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
const std::vector<ReasonWords>& AnyCallWords();      // words_any.cc
const std::vector<ReasonWords>& PeopleWords();       // words_people.cc
const std::vector<ReasonWords>& LoopWords();         // words_loop.cc: orders and hours
const std::vector<ReasonWords>& CertificateWords();  // words_certificates.cc
const std::vector<ReasonWords>& DrawWords();         // words_draws.cc
const std::vector<ReasonWords>& HonourWords();       // words_honours.cc
const std::vector<ReasonWords>& PointsWords();       // words_points.cc
const std::vector<ReasonWords>& ExchangeWords();     // words_exchange.cc

struct WishWords {
  const char* key;
  // `{n}` is what follows the colon of the wish, as it is; `{term}` the same in people's words. Names that
  // the caller has to send (one_of) stay as they are.
  Wording text;
};
const std::vector<WishWords>& Wishes();

// Words of the system that stand in facts (states, roles, causes), as people say them. words_terms.cc.
struct TermWords {
  const char* term;
  Wording text;
};
const std::vector<TermWords>& Terms();

// For tests.
std::vector<const ReasonWords*> AllReasonWords();

}  // namespace diandan
