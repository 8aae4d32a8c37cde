// What an evaluation is made of, read from the rows of one county after the other.
#pragma once

#include <array>
#include <cstdint>
#include <map>

#include "diandan/hours/v1/events.pb.h"
#include "diandan/orders/v1/types.pb.h"

namespace diandan::hours {

// What counts: recorded minutes by grade, and the scores of those services by who rated.
struct EvaluatedFacts {
  std::map<v1::Grade, int64_t> minutes;
  int32_t services = 0;     // attendances that stand
  int32_t rated_could = 0;  // services (acceptances) that could be rated
  std::map<orders::v1::RaterKind, std::array<int32_t, 6>> scores;  // [1]…[5]: how many

  void Add(const EvaluatedFacts& other) {
    for (const auto& [grade, more] : other.minutes) minutes[grade] += more;
    services += other.services;
    rated_could += other.rated_could;
    for (const auto& [kind, times] : other.scores) {
      for (size_t i = 0; i < times.size(); ++i) scores[kind][i] += times[i];
    }
  }
};

}  // namespace diandan::hours
