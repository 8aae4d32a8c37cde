// What validate.cc needs to know of a message type, worked out once from its descriptor.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "diandan/options/v1/options.pb.h"
#include "google/protobuf/descriptor.h"
#include "re2/re2.h"

namespace diandan {

struct MessagePlan;

struct FieldPlan {
  const google::protobuf::FieldDescriptor* field = nullptr;
  options::v1::Limits limits;
  bool personal = false;
  std::unique_ptr<RE2> pattern;          // null when the field has none
  const MessagePlan* message = nullptr;  // of a message field; null for other kinds
};

struct MessagePlan {
  std::vector<FieldPlan> fields;  // only those with anything to check, in order of declaration
  // Ways to the resource fields: each step is a field of the message reached so far.
  std::vector<std::vector<const google::protobuf::FieldDescriptor*>> resources;
  const google::protobuf::FieldDescriptor* request_id = nullptr;
  bool is_timestamp = false;
};

// Lives as long as the program. Thread-safe.
const MessagePlan& PlanOf(const google::protobuf::Descriptor* type);

}  // namespace diandan
