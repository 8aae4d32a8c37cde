// What the detector holds to be many, near, long or far, and why. Where a county can say itself what is
// usual, its own figures decide and a number here only says how far beyond them something must be.
#pragma once

#include <cstdint>

namespace diandan::hours::risk {

inline constexpr int64_t kMinuteSeconds = 60, kHourSeconds = 3600, kDaySeconds = 86400;
// Days are China's: no service runs over its midnight unseen.
inline constexpr int64_t kDayOffset = 8 * kHourSeconds;

// --- One person in two places. ---
// A leader who checks everybody out when the last has gone is up to a quarter of an hour late.
inline constexpr int64_t kOverlapTeams = 25 * kMinuteSeconds;
// Two counties have two leaders and no common programme; only clocks and late check-outs are to be allowed
// for.
inline constexpr int64_t kOverlapCounties = 17 * kMinuteSeconds;
// Coarse points: three decimals of a degree, and a village is wide.
inline constexpr double kPointFloorKm = 3;
// Nobody is asked about a journey that a wrong village's point may explain.
inline constexpr double kJourneyKm = 10;
// Faster than a car from door to door on the county's roads; express roads end at their exits.
inline constexpr double kJourneyKmPerHour = 105;
// An end that nobody recorded may have been earlier.
inline constexpr int64_t kAssumedSlack = 20 * kMinuteSeconds;

// --- Codes and phones. ---
// A shown code is typed within a minute or two; the server's clock and the phone's own usual error are
// allowed for before this is counted.
inline constexpr int64_t kCodeLate = 3 * kMinuteSeconds + 20;
// Late enough to stand alone, without another one at the same order.
inline constexpr int64_t kCodeVeryLate = 8 * kMinuteSeconds;
// A phone's clock is known from so many codes that agree to within a minute.
inline constexpr int kClockFacts = 3;
inline constexpr int64_t kClockSpread = 60;
inline constexpr int64_t kClockAtMost = 15 * kMinuteSeconds;
// More than a headcount: witnesses miscount by one or two, and a crowd by a tenth.
inline constexpr int kBeyondHeadcount = 3;
inline constexpr int64_t kArrivalGap = 2 * kMinuteSeconds + 20;
// Families of two to four share a phone.
inline constexpr int kPeopleOfOnePhone = 5;
inline constexpr int64_t kPhoneWindow = 30 * kMinuteSeconds;
inline constexpr int kPeopleOfOnePhoneEver = 7;
inline constexpr int kPeopleAtOnceOfMany = 3;

// --- Names on a roster. ---
inline constexpr int kStuffedNames = 4;
// Share of an order's people that a stated headcount leaves out; a sloppy witness leaves out less.
inline constexpr double kLeftOut = 0.2;
inline constexpr double kLeftOutAlone = 0.42;
// Of a person's orders with a headcount, the share where names were left out.
inline constexpr double kAlwaysLeftOut = 0.6;

// --- Entering. ---
// Entered "afterwards": not the same shift.
inline constexpr int64_t kEnteredAfter = 5 * kHourSeconds;
// Facts of one phone that comes home with a day's work arrive in one moment: a sitting has several days in
// it.
inline constexpr int kBurstAttendances = 15, kBurstOrders = 4, kBurstDays = 3;
inline constexpr int64_t kSittingPause = 25 * kMinuteSeconds;
// How many times its own usual sitting, if it has one.
inline constexpr double kBurstOverOwn = 2.5;
// So many sittings of some size, about several days each, are somebody's weekly work.
inline constexpr int kRegularSitting = 5, kRegularSittings = 3;
// A festival's week is entered when it is over, by everybody: what so many other accounts type, about the
// same days and within so long of one another, is nobody's alone.
inline constexpr int kBurstAccounts = 4;
inline constexpr int64_t kBurstsTogether = 4 * kDaySeconds;
inline constexpr double kBurstShared = 0.8;
// People who have next to nothing but this account's back-fills.
inline constexpr int kBuyers = 5;

// --- Papers. ---
// Short words are everybody's.
inline constexpr int kLongText = 28;
inline constexpr int kCloneBits = 4;
inline constexpr int kCloneOrders = 3, kClonePlaces = 2;
// A text that so many reporters file is the county's own.
inline constexpr int kCommonReporters = 8;
inline constexpr int kPhotoBits = 6, kPhotoBitsHere = 4;
// A picture that so many teams file on one day is a poster or the event itself.
inline constexpr int kCommonTeams = 4;

// --- Ratings. ---
inline constexpr int kRatingsEachWay = 4;
inline constexpr double kClosedShare = 0.7, kClosedAlmostAll = 0.9;

// --- Minutes. ---
inline constexpr double kPaddedRatio = 1.42;
inline constexpr int kPaddedMinutes = 35;
inline constexpr int kPaddedTimes = 3;
// A series is flagged when, at the county's own rate, fewer than so many attendances a person or team would
// be flagged for nothing. People are many, and what stands out beside others of the same order is clearer.
inline constexpr double kPaddedForNothing = 6e-5, kPaddedTeamForNothing = 0.25;

}  // namespace diandan::hours::risk
