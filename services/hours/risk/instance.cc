#include "services/hours/risk/instance.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <map>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/base/text.h"
#include "services/hours/risk/line.h"

namespace diandan::hours::risk {
namespace {

constexpr int64_t kDaySeconds = 86400;
constexpr int32_t kOwnCounty = -1;  // until it is known
constexpr int64_t kMostNumber = 2'147'483'647;

// Names of one type of thing, in the order in which they are first met.
class Known {
 public:
  Index Of(const std::string& name) {
    const auto [found, fresh] = index_.try_emplace(name, Index(index_.size()));
    if (fresh) names_.push_back(name);
    return found->second;
  }
  Index OfMaybe(const std::string& name) { return name.empty() ? kNobody : Of(name); }
  Index size() const { return Index(names_.size()); }
  std::vector<std::string>& names() { return names_; }

 private:
  absl::flat_hash_map<std::string, Index> index_;
  std::vector<std::string> names_;
};

// Things that must have a line of their own: where they have it, and where they were first named.
struct Lines {
  std::vector<int64_t> own, named;
  void Name(Index index, int64_t line) {
    if (index == kNobody) return;
    Grow(index);
    if (named[size_t(index)] == 0) named[size_t(index)] = line;
  }
  // False when it has one already.
  bool Own(Index index, int64_t line) {
    Grow(index);
    return std::exchange(own[size_t(index)], line) == 0;
  }
  void Grow(Index index) {
    own.resize(std::max(own.size(), size_t(index) + 1));
    named.resize(own.size());
  }
};

class Reading {
 public:
  StatusOr<Instance> Read(absl::string_view text) {
    int64_t number = 0;
    while (!text.empty() && fault_.ok()) {
      ++number;
      const size_t end = text.find('\n');
      ReadLine(absl::StripAsciiWhitespace(text.substr(0, end)), number);
      text = end == absl::string_view::npos ? "" : text.substr(end + 1);
    }
    if (fault_.ok()) Finish();
    if (!fault_.ok()) return fault_;
    return std::move(instance_);
  }

 private:
  using Reader = void (Reading::*)(Line&);

  void ReadLine(absl::string_view text, int64_t number) {
    if (number == 1 && text.substr(0, 3) == "\xef\xbb\xbf") text.remove_prefix(3);
    if (text.empty()) return;
    pool_.Clear();
    rapidjson::Document document(&pool_);
    // Iterative: a line of brackets costs no stack.
    document.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(text.data(),
                                                                                           text.size());
    const rapidjson::Value nothing(rapidjson::kObjectType);
    if (document.HasParseError() || !document.IsObject()) {
      return Line(nothing, number, "", fault_)
          .Wrong("", Shorten(text, 60), absl::StrCat("json_object:", document.GetErrorOffset() + 1));
    }
    Line line(document, number, "", fault_);
    if (!line.Has("type")) return line.Wrong("type", "", "required");
    static const auto* const kReaders = new std::map<std::string, Reader>{
        {"order", &Reading::ReadOrder},     {"attendance", &Reading::ReadAttendance},
        {"place", &Reading::ReadPlace},     {"volunteer", &Reading::ReadVolunteer},
        {"account", &Reading::ReadAccount}, {"rating", &Reading::ReadRating},
        {"county", &Reading::ReadCounty},
    };
    const auto reader = kReaders->find(line.TextOr("type"));
    if (reader != kReaders->end()) (this->*reader->second)(line);
  }

  void ReadCounty(Line& line) {
    if (county_ != kOwnCounty) line.Wrong("id", "unique");
    county_ = int32_t(line.Whole("id", 0, kMostNumber));
  }

  void ReadPlace(Line& line) {
    const std::string id = line.Id("id");
    const Index place = places_.Of(id);
    if (!place_lines_.Own(place, line.number())) line.Wrong("id", "unique");
    evidence().places.resize(size_t(std::max(places_.size(), Index(evidence().places.size()))));
    evidence().places[size_t(place)] = {line.Degrees("lat", 90), line.Degrees("lng", 180)};
  }

  void ReadVolunteer(Line& line) {
    const Index person = people_.Of(line.Id("id"));
    line.WholeOr("county", 0, kMostNumber, 0);
    std::vector<Index> teams;
    for (const std::string& team : line.Ids("teams")) teams.push_back(teams_.Of(team));
    auto& all = evidence().teams_of;
    all.resize(std::max(all.size(), size_t(person) + 1));
    all[size_t(person)] = std::move(teams);
  }

  void ReadAccount(Line& line) {
    const Index account = accounts_.Of(line.Id("id"));
    auto& all = evidence().person_of;
    all.resize(std::max(all.size(), size_t(account) + 1), kNobody);
    all[size_t(account)] = people_.OfMaybe(line.IdOr("volunteer", ""));
  }

  Index OrderNamed(const std::string& id, int64_t line) {
    const Index order = orders_.Of(id);
    if (size_t(order) >= evidence().orders.size()) evidence().orders.resize(size_t(order) + 1);
    order_lines_.Name(order, line);
    return order;
  }

  void ReadOrder(Line& line) {
    const std::string id = line.Id("id");
    const Index index = OrderNamed(id, line.number());
    if (!order_lines_.Own(index, line.number())) line.Wrong("id", "unique");
    Order& order = evidence().orders[size_t(index)];
    order.team = teams_.Of(line.Id("team"));
    order.start = line.Time("start");
    order.end = line.Time("end");
    if (order.end <= order.start) line.Wrong("end", "after:start");
    if (order.end - order.start > kDaySeconds) line.Wrong("end", "instance_day");
    order.place = places_.OfMaybe(line.IdOr("place", ""));
    place_lines_.Name(order.place, line.number());
    order.county = int32_t(line.WholeOr("county", 0, kMostNumber, kOwnCounty));
    order.has_roster = line.Has("roster");
    for (const std::string& person : line.Ids("roster")) order.roster.push_back(people_.Of(person));
    order.headcount = int32_t(line.WholeOr("headcount", 0, 1'000'000, -1));
    order.reporter = accounts_.OfMaybe(line.IdOr("reporter", ""));
    order.text = line.HashOr("text_simhash", order.has_text);
    order.text_length = int32_t(line.WholeOr("text_length", 0, 1'000'000, -1));
    order.photos = line.Hashes("photos");
  }

  Fact ReadFact(Line& line, const char* name, int64_t at) {
    static const auto* const kHows = new std::vector<absl::string_view>{
        "", "OWN_CODE", "BY_LEADER", "BY_WITNESS", "SELF_REPORTED", "ASSUMED", "BACK_FILLED"};
    Fact fact;
    fact.at = fact.received = at;
    const rapidjson::Value* object = line.Object(name);
    if (object == nullptr) return fact;
    Line told = line.Inside(*object, name);
    fact.at = told.TimeOr("at", at);
    fact.received = told.TimeOr("received", fact.at);
    fact.step = told.WholeOr("step", 0, 4'102'444'800 / 60, kNotTold);
    fact.device = devices_.OfMaybe(told.IdOr("device", ""));
    fact.by = accounts_.OfMaybe(told.IdOr("by", ""));
    fact.how = How(told.WordOr("how", *kHows, int(fact.step == kNotTold ? How::kUnknown : How::kOwnCode)));
    return fact;
  }

  void ReadAttendance(Line& line) {
    Attendance attendance;
    const std::string id = line.Id("id");
    if (names_.Of(id) != Index(evidence().attendances.size())) return line.Wrong("id", "unique");
    attendance.order = OrderNamed(line.Id("order"), line.number());
    attendance.person = people_.Of(line.Id("volunteer"));
    attendance.start = line.Time("start");
    attendance.end = line.Time("end");
    if (attendance.end < attendance.start) line.Wrong("end", "after:start");
    if (attendance.end - attendance.start > kDaySeconds) line.Wrong("end", "instance_day");
    attendance.minutes = int32_t(line.WholeOr("minutes", 0, 1440, (attendance.end - attendance.start) / 60));
    attendance.in = ReadFact(line, "in", attendance.start);
    attendance.out = ReadFact(line, "out", attendance.end);
    ReadBackFill(line, attendance);
    ReadTruth(line);
    evidence().attendances.push_back(attendance);
  }

  void ReadBackFill(Line& line, Attendance& attendance) {
    attendance.back_filled = attendance.in.how == How::kBackFilled || attendance.out.how == How::kBackFilled;
    attendance.entered_by = attendance.in.by;
    attendance.entered_at = attendance.in.received;
    const rapidjson::Value* object = line.Object("back_fill");
    if (object == nullptr) return;
    Line told = line.Inside(*object, "back_fill");
    attendance.back_filled = true;
    if (attendance.in.how == How::kUnknown) attendance.in.how = How::kBackFilled;
    if (attendance.out.how == How::kUnknown) attendance.out.how = How::kBackFilled;
    const std::string by = told.IdOr("by", "");
    if (!by.empty()) attendance.entered_by = accounts_.Of(by);
    attendance.witness = accounts_.OfMaybe(told.IdOr("witness", ""));
    attendance.entered_at = told.TimeOr("at", attendance.entered_at);
  }

  void ReadTruth(Line& line) {
    const std::string code = line.TextOr("truth");
    std::optional<Kind> kind;
    if (!code.empty() && absl::AsciiStrToUpper(code) != "HONEST") {
      kind = KindOf(code);
      if (!kind) line.Wrong("truth", "instance_truth");
    }
    told_truth_ = told_truth_ || !code.empty();
    instance_.truth.push_back(kind);
  }

  void ReadRating(Line& line) {
    Rating rating;
    rating.order = OrderNamed(line.Id("order"), line.number());
    rating.rater = people_.Of(line.Id("rater"));
    rating.rated = people_.OfMaybe(line.IdOr("rated", ""));
    rating.score = int32_t(line.WholeOr("score", 1, 5, 0));
    rating.at = line.TimeOr("at", kNotTold);
    rating.device = devices_.OfMaybe(line.IdOr("device", ""));
    evidence().ratings.push_back(rating);
  }

  void Finish() {
    CheckNamed(order_lines_, "order", orders_.names());
    CheckNamed(place_lines_, "place", places_.names());
    if (fault_.ok() && evidence().attendances.empty()) fault_ = InvalidField("FILE", "", "instance_empty");
    for (Order& order : evidence().orders) {
      if (order.county == kOwnCounty) order.county = OwnCounty();
    }
    if (!told_truth_) instance_.truth.clear();
    evidence().people = people_.size();
    evidence().teams = teams_.size();
    evidence().accounts = accounts_.size();
    evidence().devices = devices_.size();
    instance_.attendances = std::move(names_.names());
    instance_.orders = std::move(orders_.names());
    instance_.people = std::move(people_.names());
  }

  void CheckNamed(const Lines& lines, const char* field, const std::vector<std::string>& names) {
    const rapidjson::Value nothing(rapidjson::kObjectType);
    for (size_t i = 0; i < lines.own.size(); ++i) {
      if (lines.own[i] == 0 && lines.named[i] != 0) {
        return Line(nothing, lines.named[i], "", fault_)
            .Wrong(field, names[i], absl::StrCat("instance_line:", field));
      }
    }
  }

  int32_t OwnCounty() {
    if (county_ != kOwnCounty) return county_;
    absl::flat_hash_map<int32_t, int> orders;
    int most = 0;
    county_ = 0;
    for (const Order& order : evidence().orders) {
      if (order.county == kOwnCounty) continue;
      const int count = ++orders[order.county];
      if (count > most) most = count, county_ = order.county;
    }
    return county_;
  }

  Evidence& evidence() { return instance_.evidence; }

  Instance instance_;
  Status fault_;
  bool told_truth_ = false;
  int32_t county_ = kOwnCounty;
  Known names_, orders_, people_, teams_, accounts_, places_, devices_;
  Lines order_lines_, place_lines_;
  std::vector<char> buffer_ = std::vector<char>(1 << 16);
  rapidjson::MemoryPoolAllocator<> pool_{buffer_.data(), buffer_.size()};
};

}  // namespace

StatusOr<Instance> ReadInstance(absl::string_view text) { return Reading().Read(text); }

}  // namespace diandan::hours::risk
