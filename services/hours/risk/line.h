// One line of an instance: its fields, read as what they have to be. The first that is wrong is kept.
#pragma once

#include <rapidjson/document.h>

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/base/status.h"

namespace diandan::hours::risk {

// Seconds since 1970 of "2026-09-14T09:30:00+08:00"; false when it is no such time.
bool ParseTime(absl::string_view text, int64_t& seconds);

class Line {
 public:
  // `within`: "in." for the fields of an object inside the line.
  Line(const rapidjson::Value& object, int64_t number, std::string within, Status& fault)
      : object_(object), number_(number), within_(std::move(within)), fault_(fault) {}

  int64_t number() const { return number_; }
  bool Has(const char* name) const { return Find(name) != nullptr; }

  // What must be there. Something harmless is answered when it is wrong.
  std::string Id(const char* name);
  int64_t Time(const char* name);
  double Degrees(const char* name, double most);
  int64_t Whole(const char* name, int64_t low, int64_t high);
  // What may be left out.
  std::string IdOr(const char* name, std::string otherwise);
  int64_t TimeOr(const char* name, int64_t otherwise);
  int64_t WholeOr(const char* name, int64_t low, int64_t high, int64_t otherwise);
  // Which of the words, from 0; `otherwise` when it is not there.
  int WordOr(const char* name, const std::vector<absl::string_view>& words, int otherwise);
  std::string TextOr(const char* name);
  uint64_t HashOr(const char* name, bool& there);
  std::vector<std::string> Ids(const char* name);
  std::vector<uint64_t> Hashes(const char* name);
  // The object of that name; null when it is not there.
  const rapidjson::Value* Object(const char* name);
  Line Inside(const rapidjson::Value& object, const char* name) {
    return Line(object, number_, within_ + name + ".", fault_);
  }

  // What stands there is not what is wanted.
  void Wrong(const char* name, absl::string_view want);
  void Wrong(const char* name, absl::string_view value, absl::string_view want);

 private:
  const rapidjson::Value* Find(const char* name) const;
  const rapidjson::Value* Need(const char* name);
  void Wrong(const char* name, const rapidjson::Value& value, absl::string_view want);
  std::string IdIn(const char* name, const rapidjson::Value& value);
  uint64_t HashIn(const char* name, const rapidjson::Value& value);
  bool WholeIn(const rapidjson::Value& value, int64_t& whole) const;

  const rapidjson::Value& object_;
  const int64_t number_;
  const std::string within_;
  Status& fault_;
};

}  // namespace diandan::hours::risk
