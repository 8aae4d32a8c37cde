// Values as PostgreSQL text and back, for every member type a row may have (base/picture.h).
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/generated_enum_reflection.h"
#include "services/base/ids.h"
#include "services/base/picture.h"
#include "services/db/query.h"

namespace diandan::db {

// Microseconds, always with an explicit UTC offset, so the session's time zone never matters; ±infinity as
// PostgreSQL has it.
std::string EncodeTime(absl::Time time);
absl::Time DecodeTime(absl::string_view text);
std::string EncodeBytes(absl::string_view data);
std::string DecodeBytes(absl::string_view text);
// An array literal `{…}` of already encoded elements; an empty optional is NULL.
std::string EncodeArray(const std::vector<std::optional<std::string>>& elements);
std::vector<std::optional<std::string>> DecodeArray(absl::string_view text);

// How values of one type travel: as text in both directions, and as an element of Cells (cells.h).
template <typename T>
struct Codec;

inline constexpr uint32_t kTextOid = 25;  // of pg_type, as the other kOid

void PutBigEndian(uint64_t value, int bytes, std::string& out);
// Microseconds since 2000; ±infinity as PostgreSQL has it.
int64_t PostgresMicros(absl::Time time);

template <>
struct Codec<std::string> {
  static constexpr const char* kType = "text";
  static constexpr uint32_t kOid = kTextOid;
  static void Put(const std::string& v, std::string& out) { out += v; }
  static std::string Encode(const std::string& v) { return v; }
  static std::string Decode(absl::string_view t) { return std::string(t); }
};
template <>
struct Codec<int32_t> {
  static constexpr const char* kType = "int4";
  static constexpr uint32_t kOid = 23;
  static void Put(int32_t v, std::string& out) { PutBigEndian(uint32_t(v), 4, out); }
  static std::string Encode(int32_t v) { return absl::StrCat(v); }
  static int32_t Decode(absl::string_view t) {
    int32_t v = 0;
    if (!absl::SimpleAtoi(t, &v)) throw Error(Error::Kind::kOther, "", absl::StrCat("not an int4: ", t));
    return v;
  }
};
template <>
struct Codec<int64_t> {
  static constexpr const char* kType = "int8";
  static constexpr uint32_t kOid = 20;
  static void Put(int64_t v, std::string& out) { PutBigEndian(uint64_t(v), 8, out); }
  static std::string Encode(int64_t v) { return absl::StrCat(v); }
  static int64_t Decode(absl::string_view t) {
    int64_t v = 0;
    if (!absl::SimpleAtoi(t, &v)) throw Error(Error::Kind::kOther, "", absl::StrCat("not an int8: ", t));
    return v;
  }
};
template <>
struct Codec<bool> {
  static constexpr const char* kType = "bool";
  static constexpr uint32_t kOid = 16;
  static void Put(bool v, std::string& out) { out += v ? '\1' : '\0'; }
  static std::string Encode(bool v) { return v ? "t" : "f"; }
  static bool Decode(absl::string_view t) { return t == "t"; }
};
template <>
struct Codec<Bytes> {
  static constexpr const char* kType = "bytea";
  static constexpr uint32_t kOid = 17;
  static void Put(const Bytes& v, std::string& out) { out += v.data; }
  static std::string Encode(const Bytes& v) { return EncodeBytes(v.data); }
  static Bytes Decode(absl::string_view t) { return {DecodeBytes(t)}; }
};
template <>
struct Codec<Uuid> {
  static constexpr const char* kType = "uuid";
  static constexpr uint32_t kOid = 2950;
  static void Put(const Uuid& v, std::string& out) { out.append(v.bytes.begin(), v.bytes.end()); }
  static std::string Encode(const Uuid& v) { return v.ToString(); }
  static Uuid Decode(absl::string_view t) {
    auto id = ParseUuid(t);
    if (!id.ok()) throw Error(Error::Kind::kOther, "", absl::StrCat("not a uuid: ", t));
    return *id;
  }
};
template <>
struct Codec<absl::Time> {
  static constexpr const char* kType = "timestamptz";
  static constexpr uint32_t kOid = 1184;
  static void Put(absl::Time v, std::string& out) { PutBigEndian(uint64_t(PostgresMicros(v)), 8, out); }
  static std::string Encode(absl::Time v) { return EncodeTime(v); }
  static absl::Time Decode(absl::string_view t) { return DecodeTime(t); }
};
template <typename E>
requires std::is_enum_v<E>
struct Codec<E> {
  static constexpr const char* kType = "text";
  static constexpr uint32_t kOid = kTextOid;
  static void Put(E v, std::string& out) { out += Encode(v); }
  static std::string Encode(E v) {
    const auto* value = google::protobuf::GetEnumDescriptor<E>()->FindValueByNumber(v);
    if (value == nullptr)
      throw Error(Error::Kind::kOther, "", absl::StrCat("unknown enum value ", static_cast<int>(v)));
    return value->name();
  }
  static E Decode(absl::string_view t) {
    const auto* value = google::protobuf::GetEnumDescriptor<E>()->FindValueByName(std::string(t));
    if (value == nullptr) throw Error(Error::Kind::kOther, "", absl::StrCat("unknown enum name ", t));
    return static_cast<E>(value->number());
  }
};
template <typename T>
requires(std::is_same_v<T, std::string> || std::is_same_v<T, Uuid> ||
         std::is_same_v<T, int32_t>) struct Codec<std::vector<T>> {
  static constexpr const char* kType = std::is_same_v<T, std::string> ? "text[]"
                                       : std::is_same_v<T, Uuid>      ? "uuid[]"
                                                                      : "int4[]";
  // A column of arrays would be an array of two dimensions, which unnest flattens: elements are literals.
  static constexpr uint32_t kOid = kTextOid;
  static void Put(const std::vector<T>& v, std::string& out) { out += Encode(v); }
  static std::string Encode(const std::vector<T>& v) {
    std::vector<std::optional<std::string>> elements;
    elements.reserve(v.size());
    for (const auto& e : v) elements.push_back(Codec<T>::Encode(e));
    return EncodeArray(elements);
  }
  static std::vector<T> Decode(absl::string_view t) {
    std::vector<T> v;
    for (const auto& e : DecodeArray(t)) v.push_back(Codec<T>::Decode(e.value_or("")));
    return v;
  }
};

// std::optional<T> is a nullable T.
template <typename T>
struct Nullable {
  using Value = T;
  static std::optional<std::string> Encode(const T& v) { return Codec<T>::Encode(v); }
  static T Decode(bool null, absl::string_view t) {
    if (null) throw Error(Error::Kind::kOther, "", "unexpected NULL");
    return Codec<T>::Decode(t);
  }
};
template <typename T>
struct Nullable<std::optional<T>> {
  using Value = T;
  static std::optional<std::string> Encode(const std::optional<T>& v) {
    if (!v) return std::nullopt;
    return Codec<T>::Encode(*v);
  }
  static std::optional<T> Decode(bool null, absl::string_view t) {
    if (null) return std::nullopt;
    return Codec<T>::Decode(t);
  }
};

template <typename T>
Params& Params::Add(const T& value) {
  return AddText(Nullable<T>::Encode(value));
}
template <typename T>
T Result::Get(int row, int column) const {
  bool is_null = null(row, column);
  return Nullable<T>::Decode(is_null, is_null ? absl::string_view() : text(row, column));
}

}  // namespace diandan::db
