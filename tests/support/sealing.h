// Waiting until everything that was written has been sealed (services/checkpoint).
#pragma once

#include <stdexcept>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/checkpoint/sealed_tables.h"
#include "services/db/codec.h"
#include "services/db/query.h"

namespace diandan::testing {

// Of all four services; their schemas are there.
inline int64_t StepsNotSealed(db::Connection& connection) {
  int64_t steps = 0;
  for (const std::string& s : checkpoint::SealedServices()) {
    steps +=
        connection
            .Run(absl::StrCat("SELECT coalesce(sum(c.seq - coalesce(t.size, 0)), 0)::int8 FROM ", s,
                              ".county_clock AS c LEFT JOIN ", s, ".checkpoint_tree AS t USING (county_id)"))
            ->Get<int64_t>(0, 0);
  }
  return steps;
}

// Throws std::runtime_error when it takes too long.
inline void AwaitSealed(db::Connection& connection, absl::Duration patience = absl::Minutes(1)) {
  for (const absl::Time until = absl::Now() + patience; StepsNotSealed(connection) > 0;) {
    if (absl::Now() > until)
      throw std::runtime_error(absl::StrCat(StepsNotSealed(connection), " steps are not sealed"));
  }
}

}  // namespace diandan::testing
