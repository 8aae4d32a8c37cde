#include "services/hours/risk/line.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/base/text.h"

namespace diandan::hours::risk {
namespace {

constexpr int64_t kEarliest = 946'684'800;  // 2000
constexpr int64_t kLatest = 4'102'444'800;  // 2100
constexpr size_t kIdBytes = 128;
constexpr int kShown = 60;

// Two digits at `at`; -1 when they are none.
int Pair(absl::string_view text, size_t at) {
  if (at + 2 > text.size() || !absl::ascii_isdigit(text[at]) || !absl::ascii_isdigit(text[at + 1])) return -1;
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

std::string Shown(const rapidjson::Value& value) {
  if (value.IsString()) return Shorten(absl::string_view(value.GetString(), value.GetStringLength()), kShown);
  // Of what may be nested, as deep as somebody liked, its brackets.
  if (value.IsArray()) return "[…]";
  if (value.IsObject()) return "{…}";
  rapidjson::StringBuffer text;
  rapidjson::Writer<rapidjson::StringBuffer> writer(text);
  value.Accept(writer);
  return Shorten(absl::string_view(text.GetString(), text.GetSize()), kShown);
}

}  // namespace

bool ParseTime(absl::string_view text, int64_t& seconds) {
  const int century = Pair(text, 0), year = Pair(text, 2), month = Pair(text, 5), day = Pair(text, 8);
  const int hour = Pair(text, 11), minute = Pair(text, 14), second = Pair(text, 17);
  if (century < 0 || year < 0 || month < 1 || day < 1 || hour < 0 || minute < 0 || second < 0) return false;
  if (text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':') return false;
  if (text[10] != 'T' && text[10] != 't' && text[10] != ' ') return false;
  if (hour > 23 || minute > 59 || second > 59) return false;
  const absl::CivilDay date(century * 100 + year, month, day);
  if (date.month() != month || date.day() != day) return false;

  size_t at = 19;
  if (at < text.size() && text[at] == '.') {
    const size_t digits = ++at;
    while (at < text.size() && absl::ascii_isdigit(text[at])) ++at;
    if (at == digits) return false;
  }
  int64_t offset = 0;
  const absl::string_view zone = text.substr(at);
  if (zone != "Z" && zone != "z") {
    const int hours = Pair(zone, 1), minutes = Pair(zone, 4);
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return false;
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return false;
    offset = (hours * 60 + minutes) * (zone[0] == '+' ? 60 : -60);
  }
  seconds =
      (date - absl::CivilDay(1970, 1, 1)) * int64_t{86400} + hour * 3600 + minute * 60 + second - offset;
  return true;
}

const rapidjson::Value* Line::Find(const char* name) const {
  const auto found = object_.FindMember(name);
  return found == object_.MemberEnd() || found->value.IsNull() ? nullptr : &found->value;
}

const rapidjson::Value* Line::Need(const char* name) {
  const rapidjson::Value* found = Find(name);
  if (found == nullptr) Wrong(name, "", "required");
  return found;
}

void Line::Wrong(const char* name, absl::string_view value, absl::string_view want) {
  if (!fault_.ok()) return;
  fault_ = InvalidField(absl::StrCat("FILE:", number_, *name == '\0' ? "" : ":", within_, name), value, want);
}

void Line::Wrong(const char* name, absl::string_view want) {
  const rapidjson::Value* found = Find(name);
  Wrong(name, found == nullptr ? "" : Shown(*found), want);
}

void Line::Wrong(const char* name, const rapidjson::Value& value, absl::string_view want) {
  if (fault_.ok()) Wrong(name, Shown(value), want);
}

std::string Line::IdIn(const char* name, const rapidjson::Value& value) {
  if (value.IsInt64()) return absl::StrCat(value.GetInt64());
  if (value.IsUint64()) return absl::StrCat(value.GetUint64());
  if (value.IsString() && value.GetStringLength() > 0 && value.GetStringLength() <= kIdBytes) {
    return std::string(value.GetString(), value.GetStringLength());
  }
  Wrong(name, value, absl::StrCat("instance_id:", kIdBytes));
  return "";
}

std::string Line::Id(const char* name) {
  const rapidjson::Value* value = Need(name);
  return value == nullptr ? "" : IdIn(name, *value);
}

std::string Line::IdOr(const char* name, std::string otherwise) {
  const rapidjson::Value* value = Find(name);
  return value == nullptr ? otherwise : IdIn(name, *value);
}

int64_t Line::Time(const char* name) { return Need(name) == nullptr ? kEarliest : TimeOr(name, kEarliest); }

int64_t Line::TimeOr(const char* name, int64_t otherwise) {
  const rapidjson::Value* value = Find(name);
  if (value == nullptr) return otherwise;
  int64_t seconds = 0;
  const bool read = value->IsString()
                        ? ParseTime(absl::string_view(value->GetString(), value->GetStringLength()), seconds)
                        : WholeIn(*value, seconds);
  if (!read) {
    Wrong(name, *value, "instance_time");
  } else if (seconds < kEarliest || seconds > kLatest) {
    Wrong(name, *value, "instance_years");
  } else {
    return seconds;
  }
  return kEarliest;
}

double Line::Degrees(const char* name, double most) {
  const rapidjson::Value* value = Need(name);
  if (value == nullptr) return 0;
  if (value->IsNumber() && std::abs(value->GetDouble()) <= most) return value->GetDouble();
  Wrong(name, *value, absl::StrCat("number_within:", -most, " – ", most));
  return 0;
}

bool Line::WholeIn(const rapidjson::Value& value, int64_t& whole) const {
  if (value.IsInt64()) {
    whole = value.GetInt64();
    return true;
  }
  if (!value.IsDouble() || std::abs(value.GetDouble()) > 1e15) return false;
  whole = int64_t(value.GetDouble());
  return double(whole) == value.GetDouble();
}

int64_t Line::Whole(const char* name, int64_t low, int64_t high) {
  return Need(name) == nullptr ? low : WholeOr(name, low, high, low);
}

int64_t Line::WholeOr(const char* name, int64_t low, int64_t high, int64_t otherwise) {
  const rapidjson::Value* value = Find(name);
  if (value == nullptr) return otherwise;
  int64_t whole = 0;
  if (WholeIn(*value, whole) && whole >= low && whole <= high) return whole;
  Wrong(name, *value, absl::StrCat("number_within:", low, " – ", high));
  return low;
}

int Line::WordOr(const char* name, const std::vector<absl::string_view>& words, int otherwise) {
  const rapidjson::Value* value = Find(name);
  if (value == nullptr) return otherwise;
  for (size_t i = 0; value->IsString() && i < words.size(); ++i) {
    if (words[i] == absl::string_view(value->GetString(), value->GetStringLength())) return int(i);
  }
  Wrong(name, *value, absl::StrCat("one_of:", absl::StrJoin(words, ", ")));
  return otherwise;
}

std::string Line::TextOr(const char* name) {
  const rapidjson::Value* value = Find(name);
  if (value == nullptr) return "";
  if (value->IsString()) return std::string(value->GetString(), value->GetStringLength());
  Wrong(name, *value, "instance_text");
  return "";
}

uint64_t Line::HashIn(const char* name, const rapidjson::Value& value) {
  uint64_t hash = 0;
  if (value.IsString() && value.GetStringLength() == 16 &&
      absl::SimpleHexAtoi(absl::string_view(value.GetString(), 16), &hash) && value.GetString()[1] != 'x') {
    return hash;
  }
  Wrong(name, value, "hash64");
  return 0;
}

uint64_t Line::HashOr(const char* name, bool& there) {
  const rapidjson::Value* value = Find(name);
  there = value != nullptr;
  return there ? HashIn(name, *value) : 0;
}

std::vector<std::string> Line::Ids(const char* name) {
  std::vector<std::string> ids;
  const rapidjson::Value* list = Find(name);
  if (list == nullptr) return ids;
  if (!list->IsArray()) return Wrong(name, *list, "instance_list"), ids;
  for (const rapidjson::Value& value : list->GetArray()) ids.push_back(IdIn(name, value));
  return ids;
}

std::vector<uint64_t> Line::Hashes(const char* name) {
  std::vector<uint64_t> hashes;
  const rapidjson::Value* list = Find(name);
  if (list == nullptr) return hashes;
  if (!list->IsArray()) return Wrong(name, *list, "instance_list"), hashes;
  for (const rapidjson::Value& value : list->GetArray()) hashes.push_back(HashIn(name, value));
  return hashes;
}

const rapidjson::Value* Line::Object(const char* name) {
  const rapidjson::Value* value = Find(name);
  if (value == nullptr || value->IsObject()) return value;
  Wrong(name, *value, "instance_object");
  return nullptr;
}

}  // namespace diandan::hours::risk
