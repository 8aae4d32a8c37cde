#include "services/hours/record/cells.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "services/base/text.h"

namespace diandan::hours::record {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int kMostMinutes = 100000;

struct Word {
  const char* name;
  const char* said;
};
constexpr Word kKinds[] = {{"FIVE_ELDERS", "五老"},
                           {"LOCAL_TALENT", "乡土人才"},
                           {"RETURNED_ENTREPRENEUR", "返乡创业"},
                           {"STUDENT", "大学生"},
                           {"ARTIST", "文艺"},
                           {"PARTY_MEMBER", "党员"},
                           {"MEDICAL", "医务"},
                           {"TEACHER", "教师"},
                           {"AGRICULTURE", "农技"},
                           {"VILLAGER", "村民"},
                           {"CULTURAL_TUTOR", "乡村文化指导员"}};

std::string SayKind(const std::string& name) {
  for (const Word& word : kKinds) {
    if (name == word.name) return word.said;
  }
  return name;
}

// "" when nobody knows it.
std::string KindMeant(absl::string_view said) {
  for (const Word& word : kKinds) {
    if (said == word.said || said == word.name) return word.name;
  }
  return "";
}

std::vector<std::string> Listed(absl::string_view text) {
  const std::string plain =
      absl::StrReplaceAll(text, {{"；", ";"}, {"、", ";"}, {"，", ";"}, {",", ";"}, {"\n", ";"}});
  std::vector<std::string> all;
  for (absl::string_view each : absl::StrSplit(plain, ';')) {
    each = absl::StripAsciiWhitespace(each);
    if (!each.empty()) all.emplace_back(each);
  }
  return all;
}

std::string CellOf(const Column& column, const Message& part) {
  const FieldDescriptor* field = part.GetDescriptor()->FindFieldByName(column.field);
  const auto& reflection = *part.GetReflection();
  if (column.kind == Kind::kSpan) return SaySpan(reflection.GetInt32(part, field));
  if (!field->is_repeated()) return reflection.GetString(part, field);
  std::vector<std::string> all;
  for (int i = 0; i < reflection.FieldSize(part, field); ++i) {
    const std::string one = reflection.GetRepeatedString(part, field, i);
    all.push_back(column.kind == Kind::kKinds ? SayKind(one) : one);
  }
  return absl::StrJoin(all, "；");
}

// "health_certificate 2027-01-01"
bool SkillWellFormed(const std::string& skill) {
  const std::vector<std::string> parts = absl::StrSplit(skill, ' ', absl::SkipEmpty());
  return parts.size() == 2 && !parts[0].empty() && parts[0].size() <= 40 &&
         parts[0].find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos &&
         NormalDay(parts[1]) == parts[1];
}

// "2026-11-05 09:00", and with a T or seconds as other systems write it; "" for what is none.
std::string NormalMoment(absl::string_view text) {
  const std::vector<std::string> parts =
      absl::StrSplit(absl::StrReplaceAll(text, {{"T", " "}, {"：", ":"}}), ' ', absl::SkipEmpty());
  if (parts.size() != 2) return "";
  const std::string day = NormalDay(parts[0]);
  const std::vector<std::string> clock = absl::StrSplit(parts[1], ':');
  int hour = 0, minute = 0;
  if (day.empty() || clock.size() < 2 || clock.size() > 3 || !absl::SimpleAtoi(clock[0], &hour) ||
      !absl::SimpleAtoi(clock[1], &minute) || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
    return "";
  }
  return absl::StrCat(day, " ", absl::Dec(hour, absl::kZeroPad2), ":", absl::Dec(minute, absl::kZeroPad2));
}

// What is wanted instead; "" when the text was understood and put into the field.
std::string Put(const Column& column, const std::string& text, bool by_field_name, Message& part) {
  const FieldDescriptor* field = part.GetDescriptor()->FindFieldByName(column.field);
  const auto& reflection = *part.GetReflection();
  std::string value = text;
  switch (column.kind) {
    case Kind::kSpan: {
      int minutes = 0;
      if (!ReadSpan(text, by_field_name, &minutes)) return "record_span";
      reflection.SetInt32(&part, field, minutes);
      return "";
    }
    case Kind::kKinds:
      for (const std::string& each : Listed(text)) {
        const std::string kind = KindMeant(each);
        if (kind.empty()) return "record_kinds";
        reflection.AddString(&part, field, kind);
      }
      return "";
    case Kind::kSkills:
      for (const std::string& each : Listed(text)) {
        if (!SkillWellFormed(each)) return "record_skills";
        reflection.AddString(&part, field, each);
      }
      return "";
    case Kind::kDate:
      value = NormalDay(text);
      if (value.empty()) return "date";
      break;
    case Kind::kMoment:
      value = NormalMoment(text);
      if (value.empty()) return "record_moment";
      break;
    case Kind::kSex:
      if (value != "女" && value != "男") return "one_of:女, 男";
      break;
    case Kind::kText:
      break;
  }
  reflection.SetString(&part, field, value);
  return "";
}

std::string UnfitText(const Column& column, const std::string& text) {
  const TextShape shape = InspectText(text);
  if (!shape.valid_utf8) return "utf8";
  if (shape.control) return "control";
  if (shape.line_break && !column.multiline) return "single_line";
  if (shape.code_points > column.longest) return absl::StrCat("max_length:", column.longest);
  return "";
}

// What several cells say together.
void CheckWhole(const Heads& heads, const Message& part, std::vector<CellProblem>& problems) {
  const std::string number = TextOf(part, "source_number");
  if (LooksPersonal(number)) problems.push_back({heads.HeadOf("source_number"), number, "record_number"});
  const std::string start = TextOf(part, "start"), end = TextOf(part, "end");
  if (!start.empty() && start.substr(0, 10) != TextOf(part, "date"))
    problems.push_back({heads.HeadOf("start"), start, "record_same_day"});
  if (!end.empty() && (start.empty() || end <= start))
    problems.push_back({heads.HeadOf("end"), end, "after:start"});
  const FieldDescriptor* minutes = part.GetDescriptor()->FindFieldByName("minutes");
  if (minutes != nullptr) {
    const int given = part.GetReflection()->GetInt32(part, minutes);
    if (given > kMostMinutes) problems.push_back({heads.HeadOf("minutes"), SaySpan(given), "record_span"});
  }
}

}  // namespace

std::vector<std::string> CellsOf(v1::RecordGroup group, const v1::Record& record) {
  const Message& part = PartOf(group, record);
  std::vector<std::string> cells;
  for (const Column& column : ColumnsOf(group)) cells.push_back(CellOf(column, part));
  return cells;
}

Heads Heads::Of(v1::RecordGroup group, const std::vector<std::string>& heads,
                std::vector<CellProblem>& problems) {
  Heads found;
  found.group_ = group;
  for (const std::string& head : heads) {
    const Column* column = FindColumn(group, head);
    const bool twice = column != nullptr && std::find(found.columns_.begin(), found.columns_.end(), column) !=
                                                found.columns_.end();
    if (twice) problems.push_back({head, head, "unique"});
    if (column == nullptr && !absl::StripAsciiWhitespace(head).empty())
      problems.push_back({head, head, "record_column"});
    found.columns_.push_back(twice ? nullptr : column);
    found.heads_.push_back(head);
  }
  for (const Column& column : ColumnsOf(group)) {
    if (column.required &&
        std::find(found.columns_.begin(), found.columns_.end(), &column) == found.columns_.end())
      problems.push_back({column.title, "", "record_column_missing"});
  }
  return found;
}

std::string Heads::HeadOf(const char* field) const {
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i] != nullptr && absl::string_view(columns_[i]->field) == field) return heads_[i];
  }
  const Column* column = FindColumn(group_, field);
  return column == nullptr ? field : column->title;
}

v1::Record ReadCells(const Heads& heads, const std::vector<std::string>& cells,
                     std::vector<CellProblem>& problems) {
  const size_t before = problems.size();
  v1::Record record;
  Message& part = PartOf(heads.group(), record);
  for (size_t i = 0; i < std::max(heads.size(), cells.size()); ++i) {
    const std::string text = i < cells.size() ? cells[i] : "";
    const Column* column = i < heads.size() ? heads.columns()[i] : nullptr;
    if (column == nullptr) {
      // A cell beyond the last head, or under an empty one.
      if (!text.empty()) problems.push_back({"", text, "record_column"});
      continue;
    }
    const std::string head = heads.HeadOf(column->field);
    if (text.empty()) {
      if (column->required) problems.push_back({head, "", "required"});
      continue;
    }
    std::string want = UnfitText(*column, text);
    if (want.empty()) want = Put(*column, text, head == column->field, part);
    if (!want.empty()) problems.push_back({head, text, want});
  }
  if (problems.size() == before) CheckWhole(heads, part, problems);
  return record;
}

std::string SaySpan(int minutes) {
  const int hours = minutes / 60, rest = minutes % 60;
  if (hours == 0) return absl::StrCat(rest, " 分");
  return rest == 0 ? absl::StrCat(hours, " 小时") : absl::StrCat(hours, " 小时 ", rest, " 分");
}

bool ReadSpan(absl::string_view text, bool bare_minutes, int* minutes) {
  const std::string tight = absl::StrReplaceAll(text, {{" ", ""}, {"分钟", "分"}, {"个小时", "小时"}});
  absl::string_view rest = tight;
  int64_t total = 0;
  int whole = 0;
  if (const size_t at = rest.find("小时"); at != absl::string_view::npos) {
    const absl::string_view hours = rest.substr(0, at);
    const std::vector<std::string> parts = absl::StrSplit(hours, '.');
    if (parts.size() > 2 || parts[0].size() > 5 || !absl::SimpleAtoi(parts[0], &whole) || whole < 0)
      return false;
    total = int64_t{whole} * 60;
    if (parts.size() == 2) {
      int hundredths = 0;
      const std::string padded = parts[1].size() == 1 ? parts[1] + "0" : parts[1];
      if (padded.size() != 2 || !absl::SimpleAtoi(padded, &hundredths) || hundredths * 60 % 100 != 0)
        return false;
      total += hundredths * 60 / 100;
    }
    rest.remove_prefix(at + absl::string_view("小时").size());
    if (rest.empty()) return *minutes = static_cast<int>(total), total > 0;
  }
  const bool said = absl::ConsumeSuffix(&rest, "分");
  if ((!said && !bare_minutes) || rest.size() > 6 || !absl::SimpleAtoi(rest, &whole) || whole < 0)
    return false;
  total += whole;
  *minutes = static_cast<int>(total);
  return total > 0;
}

std::string NormalDay(absl::string_view text) {
  std::string plain = absl::StrReplaceAll(text, {{"年", "-"}, {"月", "-"}, {"/", "-"}, {".", "-"}});
  absl::string_view rest = plain;
  absl::ConsumeSuffix(&rest, "日");
  const std::vector<std::string> parts = absl::StrSplit(rest, '-');
  int year = 0, month = 0, day = 0;
  if (parts.size() != 3 || parts[0].size() != 4 || parts[1].empty() || parts[1].size() > 2 ||
      parts[2].empty() || parts[2].size() > 2 || !absl::SimpleAtoi(parts[0], &year) ||
      !absl::SimpleAtoi(parts[1], &month) || !absl::SimpleAtoi(parts[2], &day)) {
    return "";
  }
  const absl::CivilDay normal(year, month, day);
  if (normal.year() != year || normal.month() != month || normal.day() != day || year < 1900) return "";
  return absl::StrFormat("%04d-%02d-%02d", year, month, day);
}

bool LooksPersonal(absl::string_view number) {
  const bool digits = !number.empty() && std::all_of(number.begin(), number.end() - 1, absl::ascii_isdigit) &&
                      (absl::ascii_isdigit(number.back()) || number.back() == 'X' || number.back() == 'x');
  const bool phone = number.size() == 11 && number[0] == '1' && absl::ascii_isdigit(number.back());
  return digits && (number.size() == 18 || number.size() == 15 || phone);
}

}  // namespace diandan::hours::record
