#include "services/db/codec.h"

#include <limits>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "services/base/seal.h"

namespace diandan::db {

namespace {

void AppendDigits(std::string& out, int64_t number, int digits) {
  const size_t end = out.size() + size_t(digits);
  out.resize(end);
  for (size_t i = end; i > end - size_t(digits); number /= 10) out[--i] = char('0' + number % 10);
}

// absl::FormatTime reads its format anew each time; rows are full of times.
void AppendTimestamp(std::string& out, absl::Time time) {
  if (time == absl::InfiniteFuture() || time == absl::InfinitePast()) {
    out += time == absl::InfiniteFuture() ? "infinity" : "-infinity";
    return;
  }
  const absl::CivilSecond civil = absl::ToCivilSecond(time, absl::UTCTimeZone());
  if (civil.year() < 1 || civil.year() > 9999) {
    out += absl::FormatTime("%Y-%m-%d %H:%M:%E6S+00", time, absl::UTCTimeZone());
    return;
  }
  AppendDigits(out, civil.year(), 4);
  for (const auto& [separator, number] : {std::pair{'-', civil.month()},
                                          {'-', civil.day()},
                                          {' ', civil.hour()},
                                          {':', civil.minute()},
                                          {':', civil.second()}}) {
    out += separator;
    AppendDigits(out, number, 2);
  }
  out += '.';
  AppendDigits(out, (time - absl::FromCivil(civil, absl::UTCTimeZone())) / absl::Microseconds(1), 6);
  out += "+00";
}

// What a session in UTC sends, "2026-11-20 01:02:03.456+00": rows are full of these.
bool DecodeUtc(absl::string_view text, absl::Time& time) {
  if (!absl::ConsumeSuffix(&text, "+00") || text.size() < 19 || text.size() == 20 || text.size() > 26)
    return false;
  constexpr absl::string_view kForm = "0000-00-00 00:00:00.000000";
  int64_t parts[7] = {};
  int part = 0;
  for (size_t i = 0; i < kForm.size(); ++i) {
    const char c = i < text.size() ? text[i] : '0';
    if (kForm[i] == '0') {
      if (!absl::ascii_isdigit(c)) return false;
      parts[part] = parts[part] * 10 + (c - '0');
    } else {
      if (i < text.size() && c != kForm[i]) return false;
      ++part;
    }
  }
  const absl::CivilSecond second(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
  time = absl::FromCivil(second, absl::UTCTimeZone()) + absl::Microseconds(parts[6]);
  return true;
}

void AppendQuoted(absl::string_view text, std::string& out) {
  out += '"';
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

}  // namespace

std::string EncodeTime(absl::Time time) {
  std::string text;
  AppendTimestamp(text, time);
  return text;
}

absl::Time DecodeTime(absl::string_view text) {
  if (absl::Time time; DecodeUtc(text, time)) return time;
  if (text == "infinity") return absl::InfiniteFuture();
  if (text == "-infinity") return absl::InfinitePast();
  // "2026-11-20 01:02:03.456+00", "+08", "+05:30": the offset's minutes may be missing.
  std::string full(text);
  size_t sign = full.find_last_of("+-");
  if (sign != std::string::npos && full.size() - sign == 3) full += ":00";
  absl::Time time;
  std::string problem;
  if (!absl::ParseTime("%Y-%m-%d %H:%M:%E*S%Ez", full, &time, &problem)) {
    throw Error(Error::Kind::kOther, "", absl::StrCat("not a timestamp: ", text, ": ", problem));
  }
  return time;
}

std::string EncodeBytes(absl::string_view data) { return absl::StrCat("\\x", absl::BytesToHexString(data)); }

std::string DecodeBytes(absl::string_view text) {
  if (text.size() < 2 || text.substr(0, 2) != "\\x")
    throw Error(Error::Kind::kOther, "", "not a bytea in hex form");
  std::string data;
  if (!FromHex(text.substr(2), &data)) throw Error(Error::Kind::kOther, "", "not a bytea in hex form");
  return data;
}

void PutBigEndian(uint64_t value, int bytes, std::string& out) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += char(value >> shift & 0xff);
}

int64_t PostgresMicros(absl::Time time) {
  constexpr int64_t kFrom1970 = int64_t(946'684'800) * 1'000'000;
  if (time == absl::InfiniteFuture()) return std::numeric_limits<int64_t>::max();
  if (time == absl::InfinitePast()) return std::numeric_limits<int64_t>::min();
  return absl::ToUnixMicros(time) - kFrom1970;
}

std::string EncodeArray(const std::vector<std::optional<std::string>>& elements) {
  std::string text;
  for (const auto& element : elements) {
    text += text.empty() ? '{' : ',';
    if (element) {
      AppendQuoted(*element, text);
    } else {
      text += "NULL";
    }
  }
  return text.empty() ? "{}" : text + "}";
}

std::vector<std::optional<std::string>> DecodeArray(absl::string_view text) {
  std::vector<std::optional<std::string>> elements;
  if (text.size() < 2 || text.front() != '{' || text.back() != '}') {
    throw Error(Error::Kind::kOther, "", absl::StrCat("not a one-dimensional array: ", text));
  }
  absl::string_view body = text.substr(1, text.size() - 2);
  size_t i = 0;
  while (i < body.size()) {
    std::string element;
    bool quoted = body[i] == '"';
    if (quoted) {
      for (++i; i < body.size() && body[i] != '"'; ++i) {
        if (body[i] == '\\') ++i;
        element += body[i];
      }
      ++i;
    } else {
      for (; i < body.size() && body[i] != ','; ++i) element += body[i];
    }
    if (!quoted && element == "NULL") {
      elements.push_back(std::nullopt);
    } else {
      elements.push_back(std::move(element));
    }
    ++i;  // the comma
  }
  return elements;
}

}  // namespace diandan::db
