// Sentences for people: every Reason and every field wish in zh-CN and en.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "services/base/status.h"

namespace diandan {

enum class Language { kChinese, kEnglish };

// From an Accept-Language value or a LANG value: anything that does not start with "en" is Chinese.
Language LanguageOf(absl::string_view tag);
// From LC_ALL, LC_MESSAGES or LANG, the first that is set; Chinese when none is.
Language LanguageFromEnvironment();

// Fills message, next_step and each field's `want` in the language.
errors::v1::ErrorInfo Speak(const Status& status, Language language);

// One word of the system as people say it: "ACCEPTED" → "已接". What is not known stays as it is.
std::string SayTerm(absl::string_view term, Language language);

// The canonical code and the retry flag of a reason.
absl::StatusCode CodeOf(Reason reason);
bool Retryable(Reason reason);

}  // namespace diandan
