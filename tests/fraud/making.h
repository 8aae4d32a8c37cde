// What the parts of the county's maker share.
#pragma once

#include <algorithm>
#include <vector>

#include "services/matching/plan/random.h"
#include "tests/fraud/county.h"

namespace diandan::fraud {

using Draw = matching::plan::Draw;

inline constexpr int64_t kMinute = 60, kHour = 3600, kDay = 86400;
inline constexpr int64_t kFirstDay = 1'788'105'600;  // Monday 2026-08-31 00:00, UTC+8

inline int64_t At(int day, int64_t minute_of_day) { return kFirstDay + day * kDay + minute_of_day * kMinute; }

// One of them; there is at least one.
template <typename T>
const T& One(Draw& draw, const std::vector<T>& of) {
  return of[size_t(draw.Between(0, int64_t(of.size()) - 1))];
}
template <typename T>
void Shuffle(Draw& draw, std::vector<T>& list) {
  for (size_t i = list.size(); i > 1; --i)
    std::swap(list[i - 1], list[size_t(draw.Between(0, int64_t(i) - 1))]);
}
// True with this probability.
inline bool Happens(Draw& draw, double share) { return double(draw.Next() >> 11) * 0x1p-53 < share; }

// The same 64 bits but for exactly so many of them.
uint64_t Near(Draw& draw, uint64_t base, int bits);

double Kilometres(const Place& a, const Place& b);
// Whether the person can be there in that time, given what else they do that day and honest roads.
bool Fits(const County& county, int person, int place, int64_t from, int64_t to);

int AddDevice(County& county, Draw& draw);
int AddDesk(County& county);
// Somebody of this place who has done nothing so far. `device` may be kNone.
int AddPerson(County& county, int place, int device);
// Reporter: the team's leader or, now and then, the station.
int AddOrder(County& county, Draw& draw, int team, int place, int64_t start, int64_t end);

// --- How facts are recorded on the spot (recording.cc). ---
Fact OwnCode(const County& county, Draw& draw, int person, int place, int64_t at);
Fact ByLeader(const County& county, int team, int place, int64_t at);
Fact ByWitness(const County& county, int place, int64_t at);
// When the server gets what this phone recorded there: at once, or when it is back where there is signal.
int64_t ReceivedAt(const County& county, int device, int place, int64_t at);

// Adds the attendance with these facts; its start, end and minutes are the facts'.
Attendance& Attend(County& county, int order, int person, const Fact& in, const Fact& out,
                   Kind truth = Kind::kHonest);
// These people come and go as people do and are recorded in the way the team is used to. `leave`: when the
// work is done. They are put on the roster and their time is taken.
void Serve(County& county, Draw& draw, int order, const std::vector<int>& people, int64_t leave,
           bool campaign = false);

// --- The honest county, in this order. ---
void MakePlaces(County& county, Draw& draw);
void MakePeople(County& county, Draw& draw);
void MakeOrders(County& county, Draw& draw, int attendances);
void EnterPaper(County& county, Draw& draw);
void BackFillHonestly(County& county, Draw& draw);
void FileReports(County& county, Draw& draw);
void StateHeadcounts(County& county, Draw& draw);
void HelpOneAnother(County& county, Draw& draw, int attendances);
void RateHonestly(County& county, Draw& draw);

// Report, photos and headcount of one order made later, like those of the honest ones.
void FileReport(const County& county, Draw& draw, Order& order);
void StateHeadcount(const County& county, Draw& draw, Order& order, int came);

// --- What fraud is made of (planting.cc). ---
std::vector<std::vector<int>> AttendancesByOrder(const County& county);
std::vector<std::vector<int>> OrdersByTeam(const County& county);
// A team of the county's own.
int SomeTeam(const County& county, Draw& draw);
// A member who is not among these and could be there; kNone when nobody was found.
int Absent(const County& county, Draw& draw, const Order& order, const std::vector<int>& but);
// An order that was never served, with papers like everybody's. Ends before `day` does.
int GhostOrder(County& county, Draw& draw, int team, int place, int day);
// As if this person had come: recorded in a way nobody would notice. Takes their time.
Attendance& Pretend(County& county, Draw& draw, int order, int person, Kind kind);
// A place where the team might work.
int PlaceNear(const County& county, Draw& draw, int team, double km);

// --- The twelve kinds; each plants about so many attendances. ---
void PlantSoldBackFill(County& county, Draw& draw, int attendances);
void PlantRelayedCode(County& county, Draw& draw, int attendances);
void PlantOneDeviceMany(County& county, Draw& draw, int attendances);
void PlantOverlapTeams(County& county, Draw& draw, int attendances);
void PlantOverlapCounties(County& county, Draw& draw, int attendances);
void PlantImpossibleTravel(County& county, Draw& draw, int attendances);
void PlantAccountBurst(County& county, Draw& draw, int attendances);
void PlantClonedText(County& county, Draw& draw, int attendances);
void PlantReusedPhoto(County& county, Draw& draw, int attendances);
void PlantClosedRatingPair(County& county, Draw& draw, int attendances);
void PlantPaddedMinutes(County& county, Draw& draw, int attendances);
void PlantRosterStuffing(County& county, Draw& draw, int attendances);

}  // namespace diandan::fraud
