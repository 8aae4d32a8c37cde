// The setup of a scenario has no answer to an error: the test ends with its sentence.
#pragma once

#include <stdexcept>
#include <utility>

#include "services/base/status.h"
#include "services/base/words.h"

namespace diandan::scenario {

inline void OrThrow(const Status& status) {
  if (!status.ok()) throw std::runtime_error(Speak(status, Language::kEnglish).ShortDebugString());
}

template <typename T>
T OrThrow(StatusOr<T> result) {
  OrThrow(result.status());
  return std::move(result).value();
}

}  // namespace diandan::scenario
