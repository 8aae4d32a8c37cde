// Every step that a draw and a call-back may take. Equal to the SQL tables hours.draw_transition and
// hours.call_back_transition, which refuse to store any other one, and to the comments of hours.v1.DrawState
// and CallBackResult; a test compares the three.
#pragma once

#include <algorithm>
#include <iterator>
#include <utility>

#include "diandan/hours/v1/draw.pb.h"

namespace diandan::hours {

inline constexpr std::pair<v1::DrawState, v1::DrawState> kDrawSteps[] = {
    {v1::DRAW_STATE_UNSPECIFIED, v1::DRAW_COMMITTED},
    {v1::DRAW_COMMITTED, v1::DRAW_MADE},
    {v1::DRAW_COMMITTED, v1::DRAW_CLOSED},
    {v1::DRAW_MADE, v1::DRAW_CLOSED},
};

inline constexpr std::pair<v1::CallBackResult, v1::CallBackResult> kCallBackSteps[] = {
    {v1::CALL_BACK_RESULT_UNSPECIFIED, v1::CALL_WAITING},
    {v1::CALL_WAITING, v1::CONFIRMED},
    {v1::CALL_WAITING, v1::MINUTES_DIFFER},
    {v1::CALL_WAITING, v1::NOBODY_CAME},
    {v1::CALL_WAITING, v1::DECLINED_TO_SAY},
    {v1::CALL_WAITING, v1::NOT_REACHED},
    {v1::NOT_REACHED, v1::NOT_REACHED},
    {v1::NOT_REACHED, v1::CONFIRMED},
    {v1::NOT_REACHED, v1::MINUTES_DIFFER},
    {v1::NOT_REACHED, v1::NOBODY_CAME},
    {v1::NOT_REACHED, v1::DECLINED_TO_SAY},
};

template <typename State>
constexpr bool MayStep(State from, State to, const auto& steps) {
  return std::find(std::begin(steps), std::end(steps), std::pair(from, to)) != std::end(steps);
}

}  // namespace diandan::hours
