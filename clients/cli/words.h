// The trade's words for what stands in answers as enum values: "等人接", "open".
#pragma once

#include <string>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"
#include "google/protobuf/repeated_field.h"
#include "services/base/words.h"

namespace diandan::cli {

// Chinese from the table, else the lower-case name with spaces; "" for the zero value. Pure.
std::string WordOf(const google::protobuf::EnumValueDescriptor* value, Language language);

template <typename Enum>
std::string Word(Enum value, Language language) {
  return WordOf(google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(static_cast<int>(value)),
                language);
}

// Several, in their order: "等人接、已接" or "open, accepted".
template <typename Enum>
std::string Words(const google::protobuf::RepeatedField<int>& values, Language language) {
  std::string text;
  for (int value : values) {
    if (!text.empty()) text += language == Language::kEnglish ? ", " : "、";
    text += Word(static_cast<Enum>(value), language);
  }
  return text;
}

}  // namespace diandan::cli
