#include "services/db/codec.h"

#include "services/base/seal.h"

namespace diandan::db {

std::string EncodeTime(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d %H:%M:%E6S+00", time, absl::UTCTimeZone());
}

absl::Time DecodeTime(absl::string_view text) {
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

std::string EncodeArray(const std::vector<std::optional<std::string>>& elements) {
  std::string out = "{";
  for (const auto& element : elements) {
    if (out.size() > 1) out += ',';
    if (!element) {
      out += "NULL";
      continue;
    }
    out += '"';
    for (char c : *element) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  out += '}';
  return out;
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
