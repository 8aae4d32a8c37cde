// A county made up for trying the detector of fraud: an honest one that is not easy (part 2 of
// tests/fixtures/fraud/README), and fraud of the twelve kinds planted in it (part 3). The same settings give
// the same county on every machine. Frozen before the detector was written: what the detector misses here is
// the detector's fault.
//
//   const County county = MakeCounty({.seed = 7, .attendances = 20'000});
//   WriteLines(county, {}, std::cout);
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace diandan::fraud {

// In the order of the README; the codes are its words.
enum class Kind {
  kHonest,
  kSoldBackFill,
  kRelayedCode,
  kOneDeviceMany,
  kOverlapTeams,
  kOverlapCounties,
  kImpossibleTravel,
  kAccountBurst,
  kClonedText,
  kReusedPhoto,
  kClosedRatingPair,
  kPaddedMinutes,
  kRosterStuffing,
};
inline constexpr int kKinds = 12;
const char* Code(Kind kind);

struct Settings {
  uint64_t seed = 1;
  int attendances = 100'000;
  double fraud = 0.02;      // share of the attendances
  std::vector<Kind> kinds;  // those planted; all when empty
  int days = 91;
  // What the honest county is like; shares.
  double villages = 0.002;  // villages per attendance
  double own_code = 0.55;   // teams that use codes, the others have the leader or the station record
  double weak_signal = 0.3;
  double headcount_stated = 0.6;
  double written = 0.8;        // orders with a report
  double photographed = 0.35;  // orders with photos
  double rated = 0.55;         // household orders with a rating
  double campaigns = 0.14;     // attendances on campaign days
  double back_filled = 0.03;
};

// Names that are not known yet, and what was not told.
inline constexpr int kNone = -1;

enum class Level { kSeat, kTownship, kVillage, kAbroad };

struct Place {
  Level level = Level::kVillage;
  double east = 0, north = 0;  // km from the county seat
  int county = 0;
  int township = 0;  // the place of its township
  bool weak_signal = false;
  int device = kNone;  // the station's phone
  int clerk = kNone;   // account
  uint64_t scene = 0;  // what its room looks like on photos
};

struct Busy {
  int64_t from = 0, to = 0;
  int place = kNone;
};

// A volunteer; also whoever rates and is one. Person n has the account n; accounts of desks come after
// kDesks.
inline constexpr int kDesks = 10'000'000;
struct Person {
  int home = kNone;
  int county = 0;
  int device = kNone;
  std::vector<int> teams;
  std::vector<Busy> busy;
};

enum class Habit { kCode, kLeader, kWitness, kPaper };

struct Team {
  int place = kNone;
  int county = 0;
  int leader = kNone;
  std::vector<int> members;
  Habit habit = Habit::kCode;
  uint64_t wording = 0;  // its reports are near this one
};

enum class How { kUnknown, kOwnCode, kByLeader, kByWitness, kSelfReported, kAssumed, kBackFilled };

struct Fact {
  int64_t at = 0, received = 0;
  How how = How::kUnknown;
  int device = kNone;
  int by = kNone;
  int64_t step = kNone;
};

struct BackFill {
  int by = kNone, witness = kNone;
  int64_t at = 0;
};

struct Order {
  int team = kNone, place = kNone, county = 0;
  int64_t start = 0, end = 0;
  std::vector<int> roster;
  int headcount = kNone;
  int reporter = kNone;
  std::optional<uint64_t> text;
  int text_length = 0;
  std::vector<uint64_t> photos;
  bool household = false, campaign = false;
};

struct Attendance {
  int order = kNone, person = kNone;
  int64_t start = 0, end = 0;
  int minutes = 0;
  Fact in, out;
  std::optional<BackFill> back_fill;
  Kind truth = Kind::kHonest;
};

enum class Channel { kSecret, kCallBack, kOnBehalf, kSignedIn };

struct Rating {
  int order = kNone;
  int rater = kNone;      // a person; kNone: a household
  int household = kNone;  // then its key
  int rated = kNone;      // kNone: all who served
  int score = 5;
  int64_t at = 0;
  Channel channel = Channel::kSecret;
  int device = kNone;
};

struct County {
  Settings settings;
  std::vector<Place> places;
  std::vector<Person> people;
  std::vector<Team> teams;
  int desks = 0;                 // accounts of stations and townships
  std::vector<int> device_skew;  // seconds its clock is ahead, by device
  std::vector<Order> orders;
  std::vector<Attendance> attendances;
  std::vector<Rating> ratings;
};

inline constexpr int kOwnCounty = 150525, kNextCounty = 150526;

County MakeCounty(const Settings& settings);

// Optional fields that are left out of the lines, by the README's names: "device", "step", "received",
// "headcount", "text_length", "reporter", "roster", "place", "by", "witness", "minutes", "channel", "rated",
// "volunteers" (their lines), "photos", "ratings", "text_simhash".
struct Leaving {
  std::vector<std::string> fields;
  bool truth = true;
};
void WriteLines(const County& county, const Leaving& leaving, std::ostream& out);

}  // namespace diandan::fraud
