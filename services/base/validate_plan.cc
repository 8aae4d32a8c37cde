#include "services/base/validate_plan.h"

#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"

namespace diandan {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

class Plans {
 public:
  const MessagePlan& Of(const Descriptor* type) {
    {
      absl::ReaderMutexLock lock(&mutex_);
      auto found = plans_.find(type);
      if (found != plans_.end()) return *found->second;
    }
    absl::MutexLock lock(&mutex_);
    return *Make(type);
  }

 private:
  // A type may hold itself, so the plan is entered before its fields are looked at. Readers see it
  // only when the outermost call releases the lock.
  const MessagePlan* Make(const Descriptor* type) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    auto [entry, is_new] = plans_.try_emplace(type);
    if (!is_new) return entry->second.get();
    entry->second = std::make_unique<MessagePlan>();
    MessagePlan* plan = entry->second.get();
    plan->is_timestamp = type->full_name() == "google.protobuf.Timestamp";
    for (int i = 0; i < type->field_count(); ++i) AddField(type->field(i), *plan);
    std::vector<const Descriptor*> inside;
    std::vector<const FieldDescriptor*> way;
    AddResources(type, inside, way, *plan);
    return plan;
  }

  void AddField(const FieldDescriptor* field, MessagePlan& plan) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    FieldPlan added;
    added.field = field;
    added.limits = field->options().GetExtension(options::v1::limits);
    added.personal = field->options().GetExtension(options::v1::personal);
    if (!added.limits.pattern().empty()) added.pattern = std::make_unique<RE2>(added.limits.pattern());
    if (field->name() == "request_id" && field->type() == FieldDescriptor::TYPE_STRING &&
        !field->is_repeated()) {
      plan.request_id = field;
    }
    bool look = field->options().HasExtension(options::v1::limits);
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        added.message = Make(field->message_type());
        look = true;
        break;
      case FieldDescriptor::CPPTYPE_STRING:
        look = look || field->type() == FieldDescriptor::TYPE_STRING;
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        look = true;
        break;
      default:
        break;
    }
    if (look) plan.fields.push_back(std::move(added));
  }

  void AddResources(const Descriptor* type, std::vector<const Descriptor*>& inside,
                    std::vector<const FieldDescriptor*>& way, MessagePlan& plan) {
    for (const Descriptor* outer : inside) {
      if (outer == type) return;
    }
    inside.push_back(type);
    for (int i = 0; i < type->field_count(); ++i) {
      const FieldDescriptor* field = type->field(i);
      way.push_back(field);
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field->is_map()) {
        AddResources(field->message_type(), inside, way, plan);
      } else if (!field->options().GetExtension(options::v1::limits).resource().empty()) {
        plan.resources.push_back(way);
      }
      way.pop_back();
    }
    inside.pop_back();
  }

  absl::Mutex mutex_;
  absl::flat_hash_map<const Descriptor*, std::unique_ptr<MessagePlan>> plans_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

const MessagePlan& PlanOf(const Descriptor* type) {
  static auto* plans = new Plans;
  return plans->Of(type);
}

}  // namespace diandan
