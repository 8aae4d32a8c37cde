// A sentence's holes filled, in the language it is written in.
#pragma once

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace diandan::matching {

// "$0" … "$9" become these values. "{half-day|half-days}" is the first where the value before it is 1, else
// the second: English counts so, Chinese needs none. Values are taken as they are, whatever stands in them.
// Pure; safe from any thread.
std::string FilledIn(absl::string_view wording, absl::Span<const std::string> values);

template <typename... Args>
std::string Filled(absl::string_view wording, const Args&... args) {
  const std::string values[] = {absl::StrCat(args)..., ""};
  return FilledIn(wording, absl::MakeConstSpan(values, sizeof...(Args)));
}

}  // namespace diandan::matching
