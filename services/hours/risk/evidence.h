// What the detector of fraud looks at: attendances and what was recorded about them anyway, as rows of
// numbers. Whoever fills it keeps the names. Orders, people, accounts, teams, places, devices are indices
// from 0; kNobody where nothing was told. Times are whole seconds since 1970 UTC. No personal text, no SQL,
// no clock.
#pragma once

#include <cstdint>
#include <vector>

namespace diandan::hours::risk {

using Index = int32_t;
inline constexpr Index kNobody = -1;
inline constexpr int64_t kNotTold = -1;

enum class How : uint8_t { kUnknown, kOwnCode, kByLeader, kByWitness, kSelfReported, kAssumed, kBackFilled };

// A check-in or check-out.
struct Fact {
  int64_t at = kNotTold;        // by the clock of the phone that recorded it
  int64_t received = kNotTold;  // by the server's
  int64_t step = kNotTold;      // which code was typed: unix seconds / 60 when it was shown
  Index device = kNobody;
  Index by = kNobody;  // account
  How how = How::kUnknown;
};

struct Order {
  Index team = kNobody, place = kNobody;
  int32_t county = 0;
  int64_t start = 0, end = 0;  // planned
  int32_t headcount = -1;      // as the resident or the witness stated it
  Index reporter = kNobody;    // account that filed text and photos
  bool has_roster = false, has_text = false;
  uint64_t text = 0;         // simhash
  int32_t text_length = -1;  // characters
  std::vector<Index> roster;
  std::vector<uint64_t> photos;  // perceptual hashes
};

struct Attendance {
  Index order = kNobody, person = kNobody;
  int64_t start = 0, end = 0;
  int32_t minutes = 0;  // claimed
  Fact in, out;
  bool back_filled = false;
  Index entered_by = kNobody, witness = kNobody;
  int64_t entered_at = kNotTold;
};

struct Place {
  double latitude = 0, longitude = 0;  // degrees, coarse
};

// One person rates another for an order. A household that is no volunteer is a person as well.
struct Rating {
  Index order = kNobody, rater = kNobody;
  Index rated = kNobody;  // kNobody: all who served
  int32_t score = 0;      // 1 to 5; 0: not told
  int64_t at = kNotTold;
  Index device = kNobody;
};

struct Evidence {
  std::vector<Order> orders;
  std::vector<Attendance> attendances;
  std::vector<Place> places;
  std::vector<Rating> ratings;
  std::vector<std::vector<Index>> teams_of;  // by person; empty, or shorter, where nothing was told
  std::vector<Index> person_of;              // by account, likewise
  Index people = 0, teams = 0, accounts = 0, devices = 0;
};

}  // namespace diandan::hours::risk
