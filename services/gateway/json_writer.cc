#include "services/gateway/json_writer.h"

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/protobuf/util/field_mask_util.h"
#include "google/protobuf/util/time_util.h"

namespace diandan::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::FieldMask;
using google::protobuf::Message;
using google::protobuf::Reflection;
using google::protobuf::Timestamp;

class Writer {
 public:
  explicit Writer(std::string& json) : json_(json) {}

  bool Object(const Message& message) {
    std::vector<const FieldDescriptor*> fields;
    const Reflection& reflection = *message.GetReflection();
    reflection.ListFields(message, &fields);
    json_ += '{';
    bool first = true;
    for (const FieldDescriptor* field : fields) {
      if (field->is_extension()) continue;
      if (!first) json_ += ',';
      first = false;
      absl::StrAppend(&json_, "\"", field->json_name(), "\":");
      const bool said = field->is_map()        ? Map(message, reflection, *field)
                        : field->is_repeated() ? List(message, reflection, *field)
                                               : One(message, reflection, *field, -1);
      if (!said) return false;
    }
    json_ += '}';
    return true;
  }

  bool Whole(const Message& message) {
    const std::string& type = message.GetDescriptor()->full_name();
    if (!absl::StartsWith(type, "google.protobuf.")) return Object(message);
    if (const auto* time = dynamic_cast<const Timestamp*>(&message)) {
      absl::StrAppend(&json_, "\"", google::protobuf::util::TimeUtil::ToString(*time), "\"");
      return true;
    }
    if (const auto* mask = dynamic_cast<const FieldMask*>(&message)) {
      std::string text;
      if (!google::protobuf::util::FieldMaskUtil::ToJsonString(*mask, &text)) return false;
      Text(text);
      return true;
    }
    return false;  // has a form of its own
  }

 private:
  bool List(const Message& message, const Reflection& reflection, const FieldDescriptor& field) {
    json_ += '[';
    for (int i = 0, size = reflection.FieldSize(message, &field); i < size; ++i) {
      if (i > 0) json_ += ',';
      if (!One(message, reflection, field, i)) return false;
    }
    json_ += ']';
    return true;
  }

  // Keys that are text; there are no others.
  bool Map(const Message& message, const Reflection& reflection, const FieldDescriptor& field) {
    const FieldDescriptor &key = *field.message_type()->map_key(),
                          &value = *field.message_type()->map_value();
    if (key.cpp_type() != FieldDescriptor::CPPTYPE_STRING) return false;
    json_ += '{';
    for (int i = 0, size = reflection.FieldSize(message, &field); i < size; ++i) {
      const Message& entry = reflection.GetRepeatedMessage(message, &field, i);
      if (i > 0) json_ += ',';
      Text(entry.GetReflection()->GetString(entry, &key));
      json_ += ':';
      if (!One(entry, *entry.GetReflection(), value, -1)) return false;
    }
    json_ += '}';
    return true;
  }

  // `index`: which element of a repeated field; -1 of one that is not.
  bool One(const Message& message, const Reflection& reflection, const FieldDescriptor& field, int index) {
    auto get = [&](auto one, auto element) {
      return index < 0 ? (reflection.*one)(message, &field) : (reflection.*element)(message, &field, index);
    };
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return String(message, reflection, field, index);
      case FieldDescriptor::CPPTYPE_INT32:
        absl::StrAppend(&json_, get(&Reflection::GetInt32, &Reflection::GetRepeatedInt32));
        return true;
      case FieldDescriptor::CPPTYPE_INT64:
        absl::StrAppend(&json_, "\"", get(&Reflection::GetInt64, &Reflection::GetRepeatedInt64), "\"");
        return true;
      case FieldDescriptor::CPPTYPE_BOOL:
        json_ += get(&Reflection::GetBool, &Reflection::GetRepeatedBool) ? "true" : "false";
        return true;
      case FieldDescriptor::CPPTYPE_ENUM: {
        const int number = get(&Reflection::GetEnumValue, &Reflection::GetRepeatedEnumValue);
        const auto* value = field.enum_type()->FindValueByNumber(number);
        value != nullptr ? absl::StrAppend(&json_, "\"", value->name(), "\"")
                         : absl::StrAppend(&json_, number);
        return true;
      }
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Whole(index < 0 ? reflection.GetMessage(message, &field)
                               : reflection.GetRepeatedMessage(message, &field, index));
      default:
        return false;
    }
  }

  bool String(const Message& message, const Reflection& reflection, const FieldDescriptor& field, int index) {
    std::string kept;
    const std::string& value = index < 0
                                   ? reflection.GetStringReference(message, &field, &kept)
                                   : reflection.GetRepeatedStringReference(message, &field, index, &kept);
    if (field.type() == FieldDescriptor::TYPE_BYTES) {
      absl::StrAppend(&json_, "\"", absl::Base64Escape(value), "\"");
    } else {
      Text(value);
    }
    return true;
  }

  // Also fit to stand in a page: no end tag begins in it.
  void Text(const std::string& text) {
    json_ += '"';
    size_t plain = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      if (c >= 0x20 && c != '"' && c != '\\' && c != '<' && c != 0x7f) continue;
      json_.append(text, plain, i - plain);
      plain = i + 1;
      if (c == '"' || c == '\\') {
        json_ += '\\';
        json_ += text[i];
      } else {
        absl::StrAppend(&json_, "\\u", absl::Hex(c, absl::kZeroPad4));
      }
    }
    json_.append(text, plain);
    json_ += '"';
  }

  std::string& json_;
};

}  // namespace

bool WriteJson(const Message& message, std::string& json) {
  json.clear();
  json.reserve(512);
  return Writer(json).Whole(message);
}

}  // namespace diandan::gateway
