#include "services/hours/certificate/facts.h"

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "services/base/clock.h"
#include "services/base/say_stars.h"
#include "services/base/seal.h"
#include "services/hours/certificate/cbor.h"

namespace diandan::certificate {
namespace {

constexpr int64_t kFormat = 1;
constexpr size_t kMostLines = 1000;
constexpr absl::CivilDay kFirstDay(1970, 1, 1);
constexpr int64_t kLastDay = 200'000;  // in the year 2517
constexpr int64_t kLastMinute = kLastDay * 24 * 60;
constexpr size_t kMostMaskStars = 4;

// Keys of the two maps.
enum FactKey : int {
  kVersion = 1,
  kNumber,
  kIssued,
  kIssuer,
  kHolder,
  kIdNumber,
  kVolunteer,
  kDays,
  kCount,
  kMinutes,
  kList,
  kStars
};
enum LineKey : int { kTitle = 1, kStart, kEnd, kGiven, kUnit, kPlace, kTeam, kOrder };

void Put(CborWriter& out, int key, absl::string_view text) {
  out.Integer(key);
  out.Text(text);
}
void Put(CborWriter& out, int key, int64_t n) {
  out.Integer(key);
  out.Integer(n);
}
void PutUnlessEmpty(CborWriter& out, int key, const std::string& text) {
  if (!text.empty()) Put(out, key, text);
}

// A map's keys: read in rising order, each where it stands.
class MapKeys {
 public:
  explicit MapKeys(CborReader& in) : in_(in), left_(in.Map()) { Advance(); }
  // Whether the next key is this one; its value follows.
  bool Maybe(int key) {
    Step();
    taken_ = in_.ok() && next_ == key;
    return taken_;
  }
  void Required(int key) {
    if (!Maybe(key)) in_.Fail();
  }
  // No key is left.
  void End() {
    Step();
    if (next_ != 0) in_.Fail();
  }

 private:
  void Step() {
    if (taken_) Advance();
  }
  void Advance() {
    taken_ = false;
    next_ = 0;
    if (left_ == 0) return;
    --left_;
    next_ = in_.Integer();
    if (next_ < 1) in_.Fail();
  }
  CborReader& in_;
  size_t left_;
  int64_t next_ = 0;  // 0: there is none
  bool taken_ = false;
};

int64_t DayNumber(absl::CivilDay day) { return day - kFirstDay; }
int64_t MinuteNumber(absl::Time time) {
  return absl::ToInt64Minutes(absl::Floor(time - absl::UnixEpoch(), absl::Minutes(1)));
}

int64_t Between(CborReader& in, int64_t least, int64_t most) {
  const int64_t n = in.Integer();
  if (n < least || n > most) in.Fail();
  return in.ok() ? n : least;
}
absl::CivilDay ReadDay(CborReader& in) { return kFirstDay + Between(in, 0, kLastDay); }
absl::Time ReadMinute(CborReader& in) {
  return absl::UnixEpoch() + absl::Minutes(Between(in, 0, kLastMinute));
}

std::string ReadText(CborReader& in) {
  std::string text = in.Text();
  if (text.empty()) in.Fail();
  return text;
}

void WriteLine(const Service& line, CborWriter& out) {
  const size_t optional = !line.place.empty() + !line.team.empty() + !line.order_number.empty();
  out.Map(5 + optional);
  Put(out, kTitle, line.title);
  Put(out, kStart, MinuteNumber(line.start));
  Put(out, kEnd, MinuteNumber(line.end));
  Put(out, kGiven, int64_t{line.minutes});
  Put(out, kUnit, line.unit);
  PutUnlessEmpty(out, kPlace, line.place);
  PutUnlessEmpty(out, kTeam, line.team);
  PutUnlessEmpty(out, kOrder, line.order_number);
}

Service ReadLine(CborReader& in) {
  Service line;
  MapKeys keys(in);
  keys.Required(kTitle);
  line.title = ReadText(in);
  keys.Required(kStart);
  line.start = ReadMinute(in);
  keys.Required(kEnd);
  line.end = ReadMinute(in);
  keys.Required(kGiven);
  line.minutes = static_cast<int32_t>(Between(in, 0, 24 * 60));
  keys.Required(kUnit);
  line.unit = ReadText(in);
  if (keys.Maybe(kPlace)) line.place = ReadText(in);
  if (keys.Maybe(kTeam)) line.team = ReadText(in);
  if (keys.Maybe(kOrder)) line.order_number = ReadText(in);
  keys.End();
  return line;
}

std::vector<Service> ReadLines(CborReader& in) {
  const size_t count = in.Array();
  if (count == 0 || count > kMostLines) in.Fail();
  std::vector<Service> lines;
  while (in.ok() && lines.size() < count) lines.push_back(ReadLine(in));
  return lines;
}

int64_t SumOf(const std::vector<Service>& services) {
  int64_t minutes = 0;
  for (const Service& service : services) minutes += service.minutes;
  return minutes;
}

Status NoCertificate() { return InvalidField("certificate", "", "certificate_text"); }

// The characters of a text, each with its bytes.
std::vector<std::string> CharactersOf(absl::string_view text) {
  std::vector<std::string> characters;
  for (char byte : text) {
    const bool follows = (static_cast<uint8_t>(byte) & 0xc0) == 0x80;
    if (!follows || characters.empty()) characters.emplace_back();
    characters.back().push_back(byte);
  }
  return characters;
}

}  // namespace

void SetServices(const std::vector<Service>& services, Facts& facts) {
  const auto day = [](absl::Time time) { return absl::ToCivilDay(time, ChinaTime()); };
  facts.first = day(services.front().start);
  facts.last = day(services.front().end);
  for (const Service& service : services) {
    facts.first = std::min(facts.first, day(service.start));
    facts.last = std::max(facts.last, day(service.end));
  }
  facts.services = static_cast<int32_t>(services.size());
  facts.minutes = SumOf(services);
  facts.lines = services;
  facts.digest.clear();
  if (Encode(facts).size() <= kMostBytes) return;
  facts.digest = Sha256(EncodeList(services));
  facts.lines.clear();
}

std::string Encode(const Facts& facts) {
  CborWriter out;
  out.Map(9 + !facts.id_number.empty() + !facts.volunteer_number.empty() + (facts.stars > 0));
  Put(out, kVersion, kFormat);
  Put(out, kNumber, facts.number);
  Put(out, kIssued, DayNumber(facts.issued));
  Put(out, kIssuer, facts.issuer);
  Put(out, kHolder, facts.holder);
  PutUnlessEmpty(out, kIdNumber, facts.id_number);
  PutUnlessEmpty(out, kVolunteer, facts.volunteer_number);
  out.Integer(kDays);
  out.Array(2);
  out.Integer(DayNumber(facts.first));
  out.Integer(DayNumber(facts.last));
  Put(out, kCount, int64_t{facts.services});
  Put(out, kMinutes, facts.minutes);
  out.Integer(kList);
  if (facts.lines.empty()) {
    out.Bytes(facts.digest);
  } else {
    out.Encoded(EncodeList(facts.lines));
  }
  if (facts.stars > 0) Put(out, kStars, int64_t{facts.stars});
  return out.out();
}

StatusOr<Facts> Decode(absl::string_view bytes) {
  CborReader in(bytes);
  Facts facts;
  MapKeys keys(in);
  keys.Required(kVersion);
  Between(in, kFormat, kFormat);
  keys.Required(kNumber);
  facts.number = ReadText(in);
  keys.Required(kIssued);
  facts.issued = ReadDay(in);
  keys.Required(kIssuer);
  facts.issuer = ReadText(in);
  keys.Required(kHolder);
  facts.holder = ReadText(in);
  if (keys.Maybe(kIdNumber)) facts.id_number = ReadText(in);
  if (keys.Maybe(kVolunteer)) facts.volunteer_number = ReadText(in);
  keys.Required(kDays);
  if (in.Array() != 2) in.Fail();
  facts.first = ReadDay(in);
  facts.last = ReadDay(in);
  keys.Required(kCount);
  facts.services = static_cast<int32_t>(Between(in, 1, std::numeric_limits<int32_t>::max()));
  keys.Required(kMinutes);
  facts.minutes = Between(in, 1, std::numeric_limits<int32_t>::max());
  keys.Required(kList);
  if (in.BytesNext()) {
    facts.digest = in.Bytes();
    if (facts.digest.size() != Sha256("").size()) in.Fail();
  } else {
    facts.lines = ReadLines(in);
  }
  if (keys.Maybe(kStars)) facts.stars = static_cast<int32_t>(Between(in, 1, kMostStars));
  keys.End();
  if (!in.Done()) return NoCertificate();
  // The sums are of the lines that stand beside them.
  if (!facts.lines.empty() && !Lists(facts, facts.lines)) return NoCertificate();
  return facts;
}

std::string EncodeList(const std::vector<Service>& services) {
  CborWriter out;
  out.Array(services.size());
  for (const Service& line : services) WriteLine(line, out);
  return out.out();
}

StatusOr<std::vector<Service>> DecodeList(absl::string_view bytes) {
  CborReader in(bytes);
  std::vector<Service> lines = ReadLines(in);
  if (!in.Done()) return NoCertificate();
  return lines;
}

bool Lists(const Facts& facts, const std::vector<Service>& services) {
  if (facts.services != static_cast<int64_t>(services.size()) || facts.minutes != SumOf(services))
    return false;
  return facts.lines.empty() ? facts.digest == Sha256(EncodeList(services)) : facts.lines == services;
}

std::string MaskHolder(absl::string_view legal_name) {
  const std::vector<std::string> name = CharactersOf(legal_name);
  if (name.empty()) return "*";
  if (name.size() <= 2) return absl::StrCat(name[0], "*");
  return absl::StrCat(name[0], std::string(std::min(name.size() - 2, kMostMaskStars), '*'), name.back());
}

}  // namespace diandan::certificate
