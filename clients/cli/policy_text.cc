#include "clients/cli/policy_text.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/command.h"

namespace diandan::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool IsSwitch(const FieldDescriptor* field) {
  return !field->is_repeated() && field->cpp_type() == FieldDescriptor::CPPTYPE_BOOL;
}

bool IsWords(const FieldDescriptor* field) { return field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM; }

std::string TextOf(const Message& settings, const FieldDescriptor* field) {
  const auto* reflection = settings.GetReflection();
  if (field->is_repeated()) {
    std::vector<std::string> words;
    for (int i = 0; i < reflection->FieldSize(settings, field); ++i) {
      words.push_back(IsWords(field) ? ChoiceWord(reflection->GetRepeatedEnum(settings, field, i)->name())
                                     : absl::StrCat(reflection->GetRepeatedInt32(settings, field, i)));
    }
    return absl::StrJoin(words, ",");
  }
  if (IsSwitch(field)) return reflection->GetBool(settings, field) ? "1" : "0";
  return absl::StrCat(reflection->GetInt32(settings, field));
}

// Fields that are settings: numbers, switches, and lists of words or numbers.
std::vector<const FieldDescriptor*> SettingsOf(const Message& message) {
  static const std::vector<std::string> kNotSettings = {"version", "from_version"};
  std::vector<const FieldDescriptor*> fields;
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message.GetDescriptor()->field(i);
    const bool number = field->cpp_type() == FieldDescriptor::CPPTYPE_INT32;
    const bool words = field->is_repeated() && IsWords(field);
    const bool named =
        std::find(kNotSettings.begin(), kNotSettings.end(), field->name()) != kNotSettings.end();
    if ((number || words || IsSwitch(field)) && !named) fields.push_back(field);
  }
  return fields;
}

bool SetList(Message& settings, const FieldDescriptor* field, const std::string& value) {
  settings.GetReflection()->ClearField(&settings, field);
  for (absl::string_view word : absl::StrSplit(value, ',', absl::SkipEmpty())) {
    int32_t number = 0;
    if (!IsWords(field)) {
      if (!absl::SimpleAtoi(word, &number)) return false;
      settings.GetReflection()->AddInt32(&settings, field, number);
      continue;
    }
    bool known = false;
    for (int i = 0; i < field->enum_type()->value_count(); ++i) {
      const auto* choice = field->enum_type()->value(i);
      if (ChoiceWord(choice->name()) != ChoiceWord(std::string(word))) continue;
      settings.GetReflection()->AddEnum(&settings, field, choice);
      known = true;
    }
    if (!known) return false;
  }
  return true;
}

// A message within is one group of settings of the same policy.
bool IsGroup(const FieldDescriptor* field) {
  return !field->is_repeated() && field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
}

// The setting of this name and the message it stands in; nulls when there is none.
std::pair<Message*, const FieldDescriptor*> Find(Message& settings, const std::string& name) {
  for (const FieldDescriptor* field : SettingsOf(settings)) {
    if (field->name() == name) return {&settings, field};
  }
  for (int i = 0; i < settings.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = settings.GetDescriptor()->field(i);
    if (!IsGroup(field)) continue;
    const auto found = Find(*settings.GetReflection()->MutableMessage(&settings, field), name);
    if (found.first != nullptr) return found;
  }
  return {nullptr, nullptr};
}

bool Set(Message& settings, const FieldDescriptor* field, const std::string& value) {
  if (field->is_repeated()) return SetList(settings, field, value);
  int32_t number = 0;
  if (IsSwitch(field)) {
    if (value != "0" && value != "1") return false;
    settings.GetReflection()->SetBool(&settings, field, value == "1");
    return true;
  }
  if (!absl::SimpleAtoi(value, &number)) return false;
  settings.GetReflection()->SetInt32(&settings, field, number);
  return true;
}

}  // namespace

Table SettingsTable(const Message& settings) {
  Table table;
  for (const FieldDescriptor* field : SettingsOf(settings)) {
    table.rows.push_back({std::string(field->name()), TextOf(settings, field)});
  }
  for (int i = 0; i < settings.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = settings.GetDescriptor()->field(i);
    if (!IsGroup(field)) continue;
    const Table group = SettingsTable(settings.GetReflection()->GetMessage(settings, field));
    table.rows.insert(table.rows.end(), group.rows.begin(), group.rows.end());
  }
  return table;
}

std::vector<std::string> SettingNames(const Message& settings) {
  std::vector<std::string> names;
  for (const auto& row : SettingsTable(settings).rows) names.push_back(row[0]);
  return names;
}

Status SetOne(const Context& context, const std::string& field, const std::string& typed, const Wording& want,
              Message& settings) {
  const std::vector<std::string> parts = absl::StrSplit(typed, absl::MaxSplits('=', 1));
  const auto [message, setting] = Find(settings, std::string(absl::StripAsciiWhitespace(parts[0])));
  if (parts.size() == 2 && message != nullptr &&
      Set(*message, setting, std::string(absl::StripAsciiWhitespace(parts[1]))))
    return absl::OkStatus();
  return InvalidField(field, typed,
                      context.Say(want, {{"names", absl::StrJoin(SettingNames(settings), ", ")}}));
}

}  // namespace diandan::cli
