#include "services/base/validate.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/base/text.h"
#include "services/base/validate_plan.h"

namespace diandan {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int kErrorsAtMost = 20;
constexpr char kMasked[] = "***";
// google.protobuf.Timestamp's own bounds: the years 0001 to 9999.
constexpr int64_t kTimestampMin = -62'135'596'800;
constexpr int64_t kTimestampMax = 253'402'300'799;

// Where the walk stands, as a list from the innermost message outwards; text is only made for errors.
struct Place {
  const Place* outer = nullptr;
  const FieldDescriptor* field = nullptr;
  int index = -1;
  bool personal = false;

  std::string Path() const {
    std::string path = outer && outer->field ? outer->Path() + "." : "";
    path += field->name();
    if (index >= 0) absl::StrAppend(&path, "[", index, "]");
    return path;
  }
};

class Walk {
 public:
  void Visit(const Message& message, const MessagePlan& plan, const Place& outer) {
    if (plan.is_timestamp) return CheckTimestamp(message, outer);
    const Reflection* reflection = message.GetReflection();
    for (const FieldPlan& field : plan.fields) {
      const Place place{&outer, field.field, -1, outer.personal || field.personal};
      if (field.field->is_repeated()) {
        VisitRepeated(message, *reflection, field, place);
      } else {
        VisitSingle(message, *reflection, field, place);
      }
      if (errors_ == kErrorsAtMost) return;
    }
  }
  Status result() const { return result_; }

 private:
  void Fail(const Place& place, absl::string_view value, const std::string& want) {
    if (errors_ == kErrorsAtMost) return;
    ++errors_;
    const absl::string_view shown = place.personal && !value.empty() ? kMasked : value;
    result_ = MergeInvalid(result_, InvalidField(place.Path(), shown, want));
  }

  void VisitRepeated(const Message& message, const Reflection& reflection, const FieldPlan& plan,
                     const Place& place) {
    const int size = reflection.FieldSize(message, plan.field);
    if (size == 0 && plan.limits.required()) return Fail(place, "", "required");
    if (plan.limits.max_items() > 0 && size > plan.limits.max_items()) {
      return Fail(place, absl::StrCat(size), absl::StrCat("max_items:", plan.limits.max_items()));
    }
    for (int i = 0; i < size && errors_ < kErrorsAtMost; ++i) {
      const Place element{place.outer, place.field, i, place.personal};
      switch (plan.field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_MESSAGE:
          Visit(reflection.GetRepeatedMessage(message, plan.field, i), *plan.message, element);
          break;
        case FieldDescriptor::CPPTYPE_STRING: {
          std::string scratch;
          const std::string& text = reflection.GetRepeatedStringReference(message, plan.field, i, &scratch);
          // An empty element says nothing; it is missing, not unset.
          if (text.empty() && plan.limits.required()) Fail(element, "", "required");
          if (!text.empty()) CheckString(text, plan, element);
          break;
        }
        case FieldDescriptor::CPPTYPE_ENUM:
          CheckEnum(reflection.GetRepeatedEnumValue(message, plan.field, i), plan, element);
          break;
        case FieldDescriptor::CPPTYPE_INT32:
          CheckRange(reflection.GetRepeatedInt32(message, plan.field, i), plan, element);
          break;
        case FieldDescriptor::CPPTYPE_INT64:
          CheckRange(reflection.GetRepeatedInt64(message, plan.field, i), plan, element);
          break;
        default:
          break;
      }
    }
  }

  void VisitSingle(const Message& message, const Reflection& reflection, const FieldPlan& plan,
                   const Place& place) {
    if (!reflection.HasField(message, plan.field)) {
      if (plan.limits.required()) Fail(place, "", "required");
      return;
    }
    switch (plan.field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        Visit(reflection.GetMessage(message, plan.field), *plan.message, place);
        break;
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string scratch;
        const std::string& text = reflection.GetStringReference(message, plan.field, &scratch);
        if (text.empty() && plan.limits.required()) Fail(place, "", "required");
        if (!text.empty()) CheckString(text, plan, place);
        break;
      }
      case FieldDescriptor::CPPTYPE_ENUM:
        CheckEnum(reflection.GetEnumValue(message, plan.field), plan, place);
        break;
      case FieldDescriptor::CPPTYPE_INT32:
        CheckRange(reflection.GetInt32(message, plan.field), plan, place);
        break;
      case FieldDescriptor::CPPTYPE_INT64:
        CheckRange(reflection.GetInt64(message, plan.field), plan, place);
        break;
      default:
        break;
    }
  }

  void CheckString(const std::string& text, const FieldPlan& plan, const Place& place) {
    if (plan.field->type() == FieldDescriptor::TYPE_BYTES) {
      return CheckLength(static_cast<int>(text.size()), "bytes", "", plan, place);
    }
    const TextShape shape = InspectText(text);
    if (!shape.valid_utf8) return Fail(place, text, "utf8");
    if (shape.control) return Fail(place, text, "control");
    if (shape.line_break && !plan.limits.multiline()) return Fail(place, text, "single_line");
    if (shape.blank && plan.limits.required()) return Fail(place, text, "required");
    CheckLength(shape.code_points, "length", text, plan, place);
    if (plan.limits.uuid()) CheckUuid(text, place);
    if (!plan.limits.resource().empty()) CheckResource(text, plan.limits.resource(), place);
    if (plan.pattern && !RE2::FullMatch(text, *plan.pattern)) {
      Fail(place, text, absl::StrCat("pattern:", plan.limits.pattern()));
    }
    if (plan.limits.order_by_size() > 0) CheckOrderBy(text, plan.limits, place);
  }

  void CheckOrderBy(const std::string& text, const options::v1::Limits& limits, const Place& place) {
    std::vector<std::string> known;
    for (const std::string& name : limits.order_by()) {
      for (const char* way : {"", " desc"}) known.push_back(absl::StrCat(name, way));
    }
    if (std::find(known.begin(), known.end(), text) != known.end()) return;
    Fail(place, text, absl::StrCat("one_of:", absl::StrJoin(known, ", ")));
  }

  void CheckLength(int length, absl::string_view unit, absl::string_view text, const FieldPlan& plan,
                   const Place& place) {
    const options::v1::Limits& limits = plan.limits;
    if (limits.max_length() > 0 && length > limits.max_length()) {
      Fail(place, text, absl::StrCat("max_", unit, ":", limits.max_length()));
    } else if (length < limits.min_length()) {
      Fail(place, text, absl::StrCat("min_", unit, ":", limits.min_length()));
    }
  }

  void CheckUuid(const std::string& text, const Place& place) {
    const bool upper_case =
        std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'F'; });
    if (upper_case || !ParseUuid(text).ok()) Fail(place, text, "uuid");
  }

  void CheckResource(const std::string& text, const std::string& collection, const Place& place) {
    auto name = ParseResourceName(text);
    const bool county_only = collection == "counties";
    if (name.ok() && name->collection == (county_only ? "" : collection)) return;
    Fail(place, text, county_only ? "county" : absl::StrCat("resource:", collection));
  }

  void CheckEnum(int number, const FieldPlan& plan, const Place& place) {
    const google::protobuf::EnumDescriptor* type = plan.field->enum_type();
    // Left out is what a single value may be, and one of a list may not.
    const bool left_out = number == 0 && plan.field->is_repeated();
    if (type->FindValueByNumber(number) && !left_out) return;
    std::vector<std::string> known;
    for (int i = 0; i < type->value_count(); ++i) {
      if (type->value(i)->number() != 0) known.push_back(type->value(i)->name());
    }
    Fail(place, absl::StrCat(number), absl::StrCat("one_of:", absl::StrJoin(known, ", ")));
  }

  void CheckRange(int64_t number, const FieldPlan& plan, const Place& place) {
    if (plan.limits.has_min() && number < plan.limits.min()) {
      Fail(place, absl::StrCat(number), absl::StrCat("min:", plan.limits.min()));
    } else if (plan.limits.has_max() && number > plan.limits.max()) {
      Fail(place, absl::StrCat(number), absl::StrCat("max:", plan.limits.max()));
    }
  }

  void CheckTimestamp(const Message& message, const Place& place) {
    const auto* type = message.GetDescriptor();
    const int64_t seconds = message.GetReflection()->GetInt64(message, type->FindFieldByNumber(1));
    const int32_t nanos = message.GetReflection()->GetInt32(message, type->FindFieldByNumber(2));
    if (seconds < kTimestampMin || seconds > kTimestampMax || nanos < 0 || nanos > 999'999'999) {
      Fail(place, absl::StrCat(seconds, "s ", nanos, "ns"), "timestamp");
    }
  }

  Status result_;
  int errors_ = 0;
};

// The text at the end of a way of fields; null when something on the way is not set.
const std::string* TextAt(const Message& request, const std::vector<const FieldDescriptor*>& way,
                          std::string* scratch) {
  const Message* message = &request;
  for (const FieldDescriptor* field : way) {
    const Reflection* reflection = message->GetReflection();
    const bool repeated = field->is_repeated();
    if (repeated ? reflection->FieldSize(*message, field) == 0 : !reflection->HasField(*message, field)) {
      return nullptr;
    }
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      return repeated ? &reflection->GetRepeatedStringReference(*message, field, 0, scratch)
                      : &reflection->GetStringReference(*message, field, scratch);
    }
    message = repeated ? &reflection->GetRepeatedMessage(*message, field, 0)
                       : &reflection->GetMessage(*message, field);
  }
  return nullptr;
}

}  // namespace

Status Validate(const Message& request) {
  Walk walk;
  walk.Visit(request, PlanOf(request.GetDescriptor()), Place{});
  return walk.result();
}

CountyId CountyOf(const Message& request) {
  std::string scratch;
  for (const auto& way : PlanOf(request.GetDescriptor()).resources) {
    const std::string* text = TextAt(request, way, &scratch);
    if (text == nullptr || text->empty()) continue;
    auto name = ParseResourceName(*text);
    return name.ok() ? name->county : 0;
  }
  return 0;
}

std::optional<Uuid> RequestIdOf(const Message& request) {
  const FieldDescriptor* field = PlanOf(request.GetDescriptor()).request_id;
  if (field == nullptr) return std::nullopt;
  std::string scratch;
  auto id = ParseUuid(request.GetReflection()->GetStringReference(request, field, &scratch));
  return id.ok() ? std::optional<Uuid>(*id) : std::nullopt;
}

}  // namespace diandan
