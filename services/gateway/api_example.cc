#include "services/gateway/api_example.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "diandan/options/v1/options.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "re2/re2.h"
#include "services/gateway/json.h"

namespace diandan::gateway {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MessageFactory;
using google::protobuf::Reflection;
using options::v1::Limits;

constexpr int kDeepest = 6;  // a message may hold its own kind
constexpr char kId[] = "018f0000-0000-7000-8000-000000000001";
constexpr char kCounty[] = "counties/150525";
constexpr int64_t kMoment = 1'798'765'200;  // 2027-01-01 09:00 in China

// A word, a day, digits as codes have them, a hash, a language: the first that the pattern lets through.
std::string Fitting(const std::string& pattern) {
  static constexpr const char* kTexts[] = {
      "example", "2026-11-05", "150525", "zh",
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"};
  for (const char* text : kTexts) {
    if (RE2::FullMatch(text, pattern)) return text;
  }
  return kTexts[0];
}

std::string TextFor(const Limits& limits) {
  if (limits.uuid()) return kId;
  if (limits.resource() == "counties") return kCounty;
  if (!limits.resource().empty()) return absl::StrCat(kCounty, "/", limits.resource(), "/", kId);
  if (!limits.pattern().empty()) return Fitting(limits.pattern());
  std::string text = "example";
  if (limits.max_length() > 0) text = text.substr(0, size_t(limits.max_length()));
  while (text.size() < size_t(limits.min_length())) text += "-example";
  return text;
}

int64_t NumberFor(const Limits& limits) {
  const int64_t least = limits.has_min() ? std::max<int64_t>(limits.min(), 1) : 1;
  return limits.has_max() ? std::min(least, limits.max()) : least;
}

void Fill(Message& message, int depth);

// One element of a repeated field, or the value of one that is not.
void Put(Message& message, const FieldDescriptor& field, int depth) {
  const Reflection& reflection = *message.GetReflection();
  const Limits& limits = field.options().GetExtension(options::v1::limits);
  const bool many = field.is_repeated();
  auto put = [&](auto set, auto add, auto value) {
    many ? (reflection.*add)(&message, &field, value) : (reflection.*set)(&message, &field, value);
  };
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return put(&Reflection::SetString, &Reflection::AddString, TextFor(limits));
    case FieldDescriptor::CPPTYPE_INT32:
      return put(&Reflection::SetInt32, &Reflection::AddInt32, int32_t(NumberFor(limits)));
    case FieldDescriptor::CPPTYPE_INT64:
      return put(&Reflection::SetInt64, &Reflection::AddInt64, NumberFor(limits));
    case FieldDescriptor::CPPTYPE_BOOL:
      return put(&Reflection::SetBool, &Reflection::AddBool, true);
    case FieldDescriptor::CPPTYPE_ENUM:  // the first one that says something
      return put(&Reflection::SetEnumValue, &Reflection::AddEnumValue,
                 field.enum_type()->value(std::min(1, field.enum_type()->value_count() - 1))->number());
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Fill(
          many ? *reflection.AddMessage(&message, &field) : *reflection.MutableMessage(&message, &field),
          depth + 1);
    default:
      return;  // no field of ours is of another type
  }
}

void Fill(Message& message, int depth) {
  if (auto* time = dynamic_cast<google::protobuf::Timestamp*>(&message)) return time->set_seconds(kMoment);
  const auto& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count() && depth < kDeepest; ++i) {
    const FieldDescriptor& field = *type.field(i);
    const auto* oneof = field.real_containing_oneof();
    const bool first_choice = oneof != nullptr && oneof->field(0) == &field;
    if (first_choice || field.options().GetExtension(options::v1::limits).required())
      Put(message, field, depth);
  }
}

// One frame of a stream (connect_stream.h), as printf of any shell writes it.
std::string FramedForPrintf(const std::string& json) {
  const auto size = uint32_t(json.size());
  const std::string head = absl::StrFormat("\\000\\%03o\\%03o\\%03o\\%03o", size >> 24, size >> 16 & 255,
                                           size >> 8 & 255, size & 255);
  return absl::StrCat("printf '", head, "%s' '", json, "'");
}

}  // namespace

std::string ExampleRequest(const google::protobuf::Descriptor& request) {
  const auto* type = DescriptorPool::generated_pool()->FindMessageTypeByName(request.full_name());
  std::unique_ptr<Message> message(MessageFactory::generated_factory()->GetPrototype(type)->New());
  Fill(*message, 0);
  return ToJson(*message);
}

std::string ExampleCurl(const google::protobuf::MethodDescriptor& method, bool signed_in) {
  const std::string json = ExampleRequest(*method.input_type()),
                    path = absl::StrCat("$DIANDAN/", method.service()->full_name(), "/", method.name()),
                    token = signed_in ? " -H \"authorization: Bearer $TOKEN\"" : "";
  if (method.server_streaming()) {
    return absl::StrCat(FramedForPrintf(json), " |\n  curl -s -N -H 'content-type: application/connect+json'",
                        token, " \\\n  --data-binary @- ", path);
  }
  return absl::StrCat("curl -s -H 'content-type: application/json'", token, " \\\n  -d '", json, "' \\\n  ",
                      path);
}

}  // namespace diandan::gateway
