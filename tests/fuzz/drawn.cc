#include "tests/fuzz/drawn.h"

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "diandan/options/v1/options.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/base/ids.h"

namespace diandan::fuzz {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int kDeepest = 6;
constexpr size_t kRemembered = 400;

// What has broken programs before.
const std::vector<std::string>& OddTexts() {
  static const auto* texts = new std::vector<std::string>{"",
                                                          " ",
                                                          "0",
                                                          "-1",
                                                          "\n",
                                                          "=1+1",
                                                          "'",
                                                          "\\",
                                                          "%s",
                                                          "../../x",
                                                          "\u202e",
                                                          "\u200b",
                                                          "王奶奶",
                                                          "🧑‍🤝‍🧑",
                                                          "counties/",
                                                          "counties/150525",
                                                          "counties/150525/orders/",
                                                          "counties/-1/orders/x",
                                                          "00000000-0000-0000-0000-000000000000",
                                                          "2026-02-30",
                                                          "999999999999999999999",
                                                          std::string(300, 'x'),
                                                          std::string("a\0b", 3)};
  return *texts;
}

template <typename T>
void Keep(std::vector<T>& known, const T& value) {
  if (known.size() < kRemembered && std::find(known.begin(), known.end(), value) == known.end())
    known.push_back(value);
}

const options::v1::Limits& LimitsOf(const FieldDescriptor& field) {
  return field.options().GetExtension(options::v1::limits);
}

}  // namespace

void Drawn::LearnText(const std::string& text) {
  if (ParseUuid(text).ok()) Keep(ids_, text);
  const std::vector<std::string> parts = absl::StrSplit(text, '/');
  if (parts.size() >= 2 && parts[0] == "counties")
    Keep(names_[parts.size() == 2 ? "counties" : parts[2]], text);
}

void Drawn::Learn(const Message& message) {
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int count = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        LearnText(field->is_repeated() ? reflection.GetRepeatedString(message, field, i)
                                       : reflection.GetString(message, field));
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        Learn(field->is_repeated() ? reflection.GetRepeatedMessage(message, field, i)
                                   : reflection.GetMessage(message, field));
      }
    }
  }
}

void Drawn::Fill(Message& message, int depth) {
  message.Clear();
  if (auto* time = dynamic_cast<google::protobuf::Timestamp*>(&message)) {
    const absl::Duration away =
        absl::Minutes(OneIn(2) ? Between(-180, 180) : Between(-60 * 24 * 40, 60 * 24 * 40));
    time->set_seconds(OneIn(40) ? std::numeric_limits<int64_t>::max() : absl::ToUnixSeconds(now_ + away));
    if (OneIn(60)) time->set_nanos(-1);
    return;
  }
  const auto& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const auto* oneof = field.real_containing_oneof();
    if (oneof != nullptr && Between(0, oneof->field_count() - 1) != field.index_in_oneof()) continue;
    const bool wanted = LimitsOf(field).required();
    if (wanted ? !OneIn(40) : OneIn(2)) FillField(message, field, depth);
  }
}

void Drawn::FillField(Message& message, const FieldDescriptor& field, int depth) {
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && depth >= kDeepest) return;
  if (field.is_map()) return;
  message.GetReflection()->ClearField(&message, &field);
  const int count = field.is_repeated() ? int(OneIn(30) ? Between(20, 60) : Between(1, 3)) : 1;
  for (int i = 0; i < count; ++i) Put(message, field, field.is_repeated(), depth);
}

int64_t Drawn::Number(const FieldDescriptor& field) {
  const auto& limits = LimitsOf(field);
  if (OneIn(15)) {
    constexpr int64_t kOdd[] = {
        0, -1, 1, 1 << 30, std::numeric_limits<int32_t>::max(), std::numeric_limits<int32_t>::min()};
    return kOdd[Between(0, std::size(kOdd) - 1)];
  }
  const int64_t low = limits.has_min() ? limits.min() : 0;
  const int64_t high = limits.has_max() ? limits.max() : low + 100;
  return Between(low, std::max(low, OneIn(2) ? std::min(high, low + 10) : high));
}

std::string Drawn::Id() {
  if (!ids_.empty() && !OneIn(5)) return ids_[size_t(Between(0, int64_t(ids_.size()) - 1))];
  return Uuid(DeriveUuid(150525, absl::StrCat(Between(0, 1'000'000)))).ToString();
}

std::string Drawn::Name(const std::string& collection) {
  const auto& known = names_[collection];
  if (!known.empty() && !OneIn(20)) return known[size_t(Between(0, int64_t(known.size()) - 1))];
  const std::string county = absl::StrCat("counties/", OneIn(4) ? Between(-1, 999'999) : 150525);
  return collection == "counties" ? county : absl::StrCat(county, "/", collection, "/", Id());
}

std::string Drawn::Text(const FieldDescriptor& field) {
  const auto& limits = LimitsOf(field);
  if (OneIn(25)) return OddTexts()[size_t(Between(0, int64_t(OddTexts().size()) - 1))];
  if (!limits.resource().empty()) return Name(limits.resource());
  if (limits.uuid()) return Id();
  if (limits.order_by_size() > 0) {
    return absl::StrCat(limits.order_by(int(Between(0, limits.order_by_size() - 1))),
                        OneIn(2) ? " desc" : "");
  }
  // Most patterns want digits, dates or letters of one case.
  constexpr const char* kShapes[] = {"123456",      "2026-11-20", "haircut", "1990-05-05",
                                     "13800000001", "a",          "150525",  "44010319900307231X"};
  if (!limits.pattern().empty() || OneIn(3)) return kShapes[Between(0, std::size(kShapes) - 1)];
  const int longest = limits.max_length() > 0 ? limits.max_length() : 60;
  const int shortest = limits.min_length();
  const int64_t length = Between(shortest, std::max(shortest, OneIn(10) ? longest : std::min(longest, 12)));
  std::string text;
  for (int64_t i = 0; i < length; ++i) text += OneIn(3) ? "理" : std::string(1, char(Between('a', 'z')));
  return text;
}

void Drawn::Put(Message& message, const FieldDescriptor& field, bool add, int depth) {
  const Reflection& to = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return add ? to.AddInt32(&message, &field, int32_t(Number(field)))
                 : to.SetInt32(&message, &field, int32_t(Number(field)));
    case FieldDescriptor::CPPTYPE_INT64:
      return add ? to.AddInt64(&message, &field, Number(field))
                 : to.SetInt64(&message, &field, Number(field));
    case FieldDescriptor::CPPTYPE_UINT32:
      return add ? to.AddUInt32(&message, &field, uint32_t(Number(field)))
                 : to.SetUInt32(&message, &field, uint32_t(Number(field)));
    case FieldDescriptor::CPPTYPE_UINT64:
      return add ? to.AddUInt64(&message, &field, uint64_t(Number(field)))
                 : to.SetUInt64(&message, &field, uint64_t(Number(field)));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return add ? to.AddDouble(&message, &field, double(Number(field)))
                 : to.SetDouble(&message, &field, double(Number(field)));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return add ? to.AddFloat(&message, &field, float(Number(field)))
                 : to.SetFloat(&message, &field, float(Number(field)));
    case FieldDescriptor::CPPTYPE_BOOL:
      return add ? to.AddBool(&message, &field, OneIn(2)) : to.SetBool(&message, &field, OneIn(2));
    case FieldDescriptor::CPPTYPE_ENUM: {
      const auto& values = *field.enum_type();
      const int value = OneIn(40) ? 999 : values.value(int(Between(0, values.value_count() - 1)))->number();
      return add ? to.AddEnumValue(&message, &field, value) : to.SetEnumValue(&message, &field, value);
    }
    case FieldDescriptor::CPPTYPE_STRING: {
      std::string text = Text(field);
      return add ? to.AddString(&message, &field, std::move(text))
                 : to.SetString(&message, &field, std::move(text));
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Fill(add ? *to.AddMessage(&message, &field) : *to.MutableMessage(&message, &field), depth + 1);
  }
}

void Drawn::Change(Message& message) {
  const auto& type = *message.GetDescriptor();
  const Reflection& reflection = *message.GetReflection();
  if (type.field_count() == 0) return;
  const FieldDescriptor& field = *type.field(int(Between(0, type.field_count() - 1)));
  if (field.is_map()) return;
  const bool inside = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !OneIn(4);
  if (field.is_repeated()) {
    const int size = reflection.FieldSize(message, &field);
    if (inside && size > 0)
      return Change(*reflection.MutableRepeatedMessage(&message, &field, int(Between(0, size - 1))));
    if (size > 0 && OneIn(3)) return reflection.RemoveLast(&message, &field);
    return Put(message, field, /*add=*/true, 1);
  }
  if (inside && reflection.HasField(message, &field))
    return Change(*reflection.MutableMessage(&message, &field));
  if (OneIn(5)) return reflection.ClearField(&message, &field);
  Put(message, field, /*add=*/false, 1);
}

}  // namespace diandan::fuzz
