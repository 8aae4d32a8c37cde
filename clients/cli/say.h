// Fills the sentences of texts.h and help_texts.h.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "services/base/words_table.h"

namespace diandan::cli {

using SaidFact = std::pair<absl::string_view, std::string>;

// `{fact}` is replaced by the fact's value; a `[…]` part is left out when one of its facts is empty or
// missing, so a sentence is whole with any set of facts. Pure.
std::string Say(const Wording& sentence, Language language, std::initializer_list<SaidFact> facts = {});

}  // namespace diandan::cli
