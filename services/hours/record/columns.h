// The columns of the five groups of a record, as they stand in files. What 民政部令第67号 art. 5 to 9 asks
// for comes first, in its words and order; what makes a line findable again comes after it. Pure.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "diandan/hours/v1/record.pb.h"

namespace diandan::hours::record {

enum class Kind {
  kText,
  kDate,    // 2026-11-05
  kMoment,  // 2026-11-05 09:00
  kSpan,    // 2 小时 30 分; in JSON whole minutes
  kSex,     // 女, 男
  kSkills,  // health_certificate 2027-01-01；…
  kKinds,   // 五老；村民
};

struct Column {
  const char* field;  // of the group's message; the key in JSON
  const char* title;  // the head in CSV and XLSX
  Kind kind = Kind::kText;
  bool by_law = false;  // one of those that Order 67 lists
  bool required = false;
  int longest = 200;       // characters
  bool multiline = false;  // may hold line breaks
};

const std::vector<Column>& ColumnsOf(v1::RecordGroup group);
// By title or field name, blanks aside; null when there is none.
const Column* FindColumn(v1::RecordGroup group, absl::string_view head);

// "个人基本信息": names of files and sheets.
const char* TitleOf(v1::RecordGroup group);
// The group's message inside `record`, which is made if it is not there.
google::protobuf::Message& PartOf(v1::RecordGroup group, v1::Record& record);
const google::protobuf::Message& PartOf(v1::RecordGroup group, const v1::Record& record);
v1::RecordGroup GroupOf(const v1::Record& record);

// Fields that every group has; "" where a group has none (a person's record is nobody else's).
std::string TextOf(const google::protobuf::Message& part, const char* field);
void SetText(google::protobuf::Message& part, const char* field, const std::string& text);

}  // namespace diandan::hours::record
