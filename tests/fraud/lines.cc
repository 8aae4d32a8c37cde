// The county as the lines of tests/fixtures/fraud/README.
#include <cmath>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "tests/fraud/making.h"

namespace diandan::fraud {
namespace {

constexpr double kLatitude = 43.2, kLongitude = 121.3, kKmPerDegree = 111.2;

std::string Quoted(const std::string& text) { return absl::StrCat("\"", text, "\""); }

std::string Time(int64_t seconds) {
  return Quoted(absl::FormatTime("%Y-%m-%dT%H:%M:%S+08:00", absl::FromUnixSeconds(seconds),
                                 absl::FixedTimeZone(8 * 3600)));
}

// One object; fields that are left out or not known are not written.
class Line {
 public:
  Line(const Leaving& leaving, const char* type) : leaving_(leaving) {
    if (type != nullptr) Add("type", Quoted(type));
  }
  void Add(const char* name, const std::string& json) {
    if (std::count(leaving_.fields.begin(), leaving_.fields.end(), name) > 0) return;
    absl::StrAppend(&text_, text_.empty() ? "{" : ",", "\"", name, "\":", json);
  }
  void AddId(const char* name, const std::string& id) {
    if (!id.empty()) Add(name, Quoted(id));
  }
  void AddNumber(const char* name, int64_t number) {
    if (number != kNone) Add(name, absl::StrCat(number));
  }
  void AddIds(const char* name, const std::vector<std::string>& ids) {
    if (!ids.empty()) Add(name, absl::StrCat("[\"", absl::StrJoin(ids, "\",\""), "\"]"));
  }
  std::string Text() const { return text_ + "}"; }

 private:
  const Leaving& leaving_;
  std::string text_;
};

class Writer {
 public:
  Writer(const County& county, const Leaving& leaving, std::ostream& out)
      : county_(county), leaving_(leaving), out_(out) {}

  void Write() {
    WritePlaces();
    if (!Left("volunteers")) WritePeople();
    WriteOrders();
    if (!Left("ratings")) WriteRatings();
  }

 private:
  bool Left(const char* name) const {
    return std::count(leaving_.fields.begin(), leaving_.fields.end(), name) > 0;
  }
  // Says nothing about when or why it was made.
  std::string Id(char kind, int index) const {
    if (index == kNone) return "";
    uint64_t lot = matching::plan::Lot(county_.settings.seed, uint64_t(kind), uint64_t(index));
    std::string id(1, kind);
    for (int i = 0; i < 11; ++i, lot /= 32) id += "abcdefghjkmnpqrstuvwxyz023456789"[lot % 32];
    return id;
  }
  std::vector<std::string> Ids(char kind, const std::vector<int>& indices) const {
    std::vector<std::string> ids;
    for (const int index : indices) ids.push_back(Id(kind, index));
    return ids;
  }
  void Put(const Line& line) { out_ << line.Text() << "\n"; }

  void WritePlaces() {
    Line own(leaving_, "county");
    own.AddNumber("id", kOwnCounty);
    Put(own);
    if (Left("place")) return;
    for (size_t i = 0; i < county_.places.size(); ++i) {
      const Place& place = county_.places[i];
      Line line(leaving_, "place");
      line.AddId("id", Id('p', int(i)));
      line.Add("lat", absl::StrFormat("%.3f", kLatitude + place.north / kKmPerDegree));
      line.Add("lng", absl::StrFormat("%.3f", kLongitude + place.east / (kKmPerDegree *
                                                                         std::cos(kLatitude * M_PI / 180))));
      Put(line);
    }
  }

  void WritePeople() {
    for (size_t i = 0; i < county_.teams.size(); ++i) {
      Line line(leaving_, "team");
      line.AddId("id", Id('t', int(i)));
      line.AddId("place", Id('p', county_.teams[i].place));
      line.AddId("leader", Id('v', county_.teams[i].leader));
      Put(line);
    }
    for (size_t i = 0; i < county_.people.size(); ++i) {
      Line line(leaving_, "volunteer");
      line.AddId("id", Id('v', int(i)));
      line.AddNumber("county", county_.people[i].county);
      line.AddIds("teams", Ids('t', county_.people[i].teams));
      Put(line);
      Line account(leaving_, "account");
      account.AddId("id", Id('a', int(i)));
      account.AddId("volunteer", Id('v', int(i)));
      Put(account);
    }
  }

  std::string FactOf(const Fact& fact) const {
    constexpr const char* kHow[] = {"",        "OWN_CODE",   "BY_LEADER", "BY_WITNESS", "SELF_REPORTED",
                                    "ASSUMED", "BACK_FILLED"};
    Line line(leaving_, nullptr);
    line.Add("at", Time(fact.at));
    line.Add("received", Time(fact.received));
    line.AddId("how", kHow[int(fact.how)]);
    line.AddId("device", Id('d', fact.device));
    line.AddId("by", Id('a', fact.by));
    line.AddNumber("step", fact.step);
    return line.Text();
  }

  void WriteAttendance(int index) {
    const Attendance& attendance = county_.attendances[size_t(index)];
    Line line(leaving_, "attendance");
    line.AddId("id", Id('x', index));
    line.AddId("order", Id('o', attendance.order));
    line.AddId("volunteer", Id('v', attendance.person));
    line.Add("start", Time(attendance.start));
    line.Add("end", Time(attendance.end));
    line.AddNumber("minutes", attendance.minutes);
    line.Add("in", FactOf(attendance.in));
    line.Add("out", FactOf(attendance.out));
    if (attendance.back_fill) {
      Line entered(leaving_, nullptr);
      entered.AddId("by", Id('a', attendance.back_fill->by));
      entered.AddId("witness", Id('a', attendance.back_fill->witness));
      entered.Add("at", Time(attendance.back_fill->at));
      line.Add("back_fill", entered.Text());
    }
    if (leaving_.truth) line.AddId("truth", Code(attendance.truth));
    Put(line);
  }

  void WriteOrder(int index) {
    const Order& order = county_.orders[size_t(index)];
    Line line(leaving_, "order");
    line.AddId("id", Id('o', index));
    line.AddId("team", Id('t', order.team));
    line.AddId("place", Id('p', order.place));
    line.AddNumber("county", order.county);
    line.Add("start", Time(order.start));
    line.Add("end", Time(order.end));
    line.AddIds("roster", Ids('v', order.roster));
    line.AddNumber("headcount", order.headcount);
    line.AddId("reporter", Id('a', order.reporter));
    if (order.text) {
      line.AddId("text_simhash", absl::StrFormat("%016x", *order.text));
      line.AddNumber("text_length", order.text_length);
    }
    std::vector<std::string> photos;
    for (const uint64_t photo : order.photos) photos.push_back(absl::StrFormat("%016x", photo));
    line.AddIds("photos", photos);
    Put(line);
  }

  void WriteOrders() {
    std::vector<int> by_time(county_.orders.size());
    std::iota(by_time.begin(), by_time.end(), 0);
    std::sort(by_time.begin(), by_time.end(), [&](int a, int b) {
      return std::pair(county_.orders[size_t(a)].start, Id('o', a)) <
             std::pair(county_.orders[size_t(b)].start, Id('o', b));
    });
    auto of = AttendancesByOrder(county_);
    for (const int order : by_time) {
      WriteOrder(order);
      auto& attendances = of[size_t(order)];
      std::sort(attendances.begin(), attendances.end(),
                [&](int a, int b) { return Id('x', a) < Id('x', b); });
      for (const int attendance : attendances) WriteAttendance(attendance);
    }
  }

  void WriteRatings() {
    constexpr const char* kChannels[] = {"RATING_SECRET", "RATING_CALL_BACK", "ON_BEHALF", "SIGNED_IN"};
    for (const Rating& rating : county_.ratings) {
      Line line(leaving_, "rating");
      line.AddId("order", Id('o', rating.order));
      line.AddId("rater", rating.rater != kNone ? Id('v', rating.rater) : Id('h', rating.household));
      line.AddId("rated", Id('v', rating.rated));
      line.AddNumber("score", rating.score);
      line.Add("at", Time(rating.at));
      line.AddId("channel", kChannels[int(rating.channel)]);
      line.AddId("device", Id('d', rating.device));
      Put(line);
    }
  }

  const County& county_;
  const Leaving& leaving_;
  std::ostream& out_;
};

}  // namespace

void WriteLines(const County& county, const Leaving& leaving, std::ostream& out) {
  Writer(county, leaving, out).Write();
}

}  // namespace diandan::fraud
