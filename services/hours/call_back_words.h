// What a reviewer says on the telephone when calling back. Fixed questions, so that everybody is asked the
// same and nothing about the people served needs to be written down; one of five answers is marked.
#pragma once

#include "diandan/hours/v1/draw.pb.h"
#include "services/base/words.h"

namespace diandan::hours {

// Raised whenever a line changes: each result names the version it was asked by.
inline constexpr int kScriptVersion = 1;

v1::CallBackScript CallBackScriptIn(Language language);

}  // namespace diandan::hours
