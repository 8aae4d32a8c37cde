// The trade's words for what stands in answers as enum values: "等人接", "open".
#pragma once

#include <string>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"
#include "services/base/words.h"

namespace diandan::cli {

// Chinese from the table, else the lower-case name with spaces; "" for the zero value. Pure.
std::string WordOf(const google::protobuf::EnumValueDescriptor* value, Language language);

// One step of an order's history, "ORDER_PLACED": "点单". Pure.
std::string StepWord(const std::string& kind, Language language);

// As the proto has it, for scripts; "" for the zero value. Pure.
std::string NameOf(const google::protobuf::EnumValueDescriptor* value);

template <typename Enum>
std::string Word(Enum value, Language language) {
  return WordOf(google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(static_cast<int>(value)),
                language);
}

}  // namespace diandan::cli
