// What our own writer says is what the library reads, for every message of the contract.
#include "services/gateway/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_replace.h"
#include "diandan/errors/v1/errors.pb.h"
#include "diandan/orders/v1/order_service.pb.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/gateway/json_writer.h"
#include "services/gateway/methods.h"
#include "services/hours/hours_module.h"
#include "services/matching/matching_module.h"
#include "services/orders/orders_module.h"
#include "services/volunteers/volunteers_module.h"

namespace diandan::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::util::MessageDifferencer;

// Any values in any fields.
class Anything {
 public:
  void Fill(Message& message, int depth = 0) {
    const auto& type = *message.GetDescriptor();
    if (type.full_name() == "google.protobuf.Timestamp") return FillTime(message);
    if (type.full_name() == "google.protobuf.FieldMask") return FillMask(message);
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      for (int n = field.is_repeated() ? Up(3) : Up(1); n > 0 && depth < 5; --n) Put(message, field, depth);
    }
  }

 private:
  int Up(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }
  std::string Text() {
    static const char* const kPieces[] = {"a",         "\"",   "\\", "\n", "\x01",         "\x7f",
                                          "</script>", "点单", "𝄞",  "/",  "\xe2\x80\xa8", ""};
    std::string text;
    for (int n = Up(5); n > 0; --n) text += kPieces[size_t(Up(int(std::size(kPieces)) - 1))];
    return text;
  }
  static const FieldDescriptor* FieldOf(Message& message, const char* name) {
    return message.GetDescriptor()->FindFieldByName(name);
  }
  void FillTime(Message& message) {
    message.GetReflection()->SetInt64(&message, FieldOf(message, "seconds"), Up(1 << 30) * int64_t{3});
    const int32_t nanos[] = {0, 120'000'000, 1'000, 7};
    message.GetReflection()->SetInt32(&message, FieldOf(message, "nanos"), nanos[size_t(Up(3))]);
  }
  void FillMask(Message& message) {
    for (const char* path : {"display_name", "order.note"})
      if (Up(1) == 1) message.GetReflection()->AddString(&message, FieldOf(message, "paths"), path);
  }
  void Put(Message& message, const FieldDescriptor& field, int depth) {
    const auto& r = *message.GetReflection();
    const bool many = field.is_repeated();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return many ? r.AddString(&message, &field, Text()) : r.SetString(&message, &field, Text());
      case FieldDescriptor::CPPTYPE_INT32:
        return many ? r.AddInt32(&message, &field, -Up(9)) : r.SetInt32(&message, &field, Up(1 << 30));
      case FieldDescriptor::CPPTYPE_INT64:
        return many ? r.AddInt64(&message, &field, Up(9))
                    : r.SetInt64(&message, &field, int64_t{-7} << Up(60));
      case FieldDescriptor::CPPTYPE_BOOL:
        return many ? r.AddBool(&message, &field, true) : r.SetBool(&message, &field, Up(1) == 1);
      case FieldDescriptor::CPPTYPE_ENUM:  // also one that nobody knows
        return many ? r.AddEnumValue(&message, &field, Up(40)) : r.SetEnumValue(&message, &field, Up(40));
      case FieldDescriptor::CPPTYPE_MESSAGE:
        if (field.is_map()) return;                                              // keys would be given twice
        if (field.message_type()->full_name() == "google.protobuf.Any") return;  // left to the library
        return Fill(many ? *r.AddMessage(&message, &field) : *r.MutableMessage(&message, &field), depth + 1);
      default:
        FAIL() << field.full_name() << ": the writer of JSON knows no such type";
    }
  }
  std::mt19937 random_{7};
};

// Requests and answers of every RPC.
std::vector<std::unique_ptr<Message>> AllMessages() {
  std::vector<std::unique_ptr<Message>> all;
  for (const auto* rows : {&volunteers::VolunteersModule::access(), &orders::OrdersModule::access(),
                           &matching::MatchingModule::access(), &hours::HoursModule::access()}) {
    for (const AccessRow& row : *rows) {
      const auto* descriptor = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
          absl::StrReplaceAll(row.rpc.substr(1), {{"/", "."}}));
      const Method method{std::string(row.rpc), descriptor, nullptr};
      all.push_back(method.NewRequest());
      all.push_back(method.NewResponse());
    }
  }
  return all;
}

TEST(JsonTest, TheLibraryReadsWhatIsWritten) {
  Anything anything;
  const auto messages = AllMessages();
  EXPECT_GT(messages.size(), 200);
  for (int round = 0; round < 5; ++round) {
    for (const auto& message : messages) {
      message->Clear();
      anything.Fill(*message);
      std::string json;
      ASSERT_TRUE(WriteJson(*message, json)) << message->GetTypeName();
      std::unique_ptr<Message> read(message->New());
      const auto parsed = google::protobuf::util::JsonStringToMessage(json, read.get());
      ASSERT_TRUE(parsed.ok()) << parsed.ToString() << json;
      ASSERT_TRUE(MessageDifferencer::Equals(*message, *read)) << json;
    }
  }
}

TEST(JsonTest, IsWrittenAsTheFormSays) {
  errors::v1::ErrorInfo info;
  info.set_reason(errors::v1::NOT_FOUND);
  info.set_message("\"</a>\n");
  info.add_fields()->set_field("x");
  (*info.mutable_params())["k"] = "v";
  EXPECT_EQ(
      ToJson(info),
      R"({"reason":"NOT_FOUND","message":"\"\u003c/a>\u000a","fields":[{"field":"x"}],"params":{"k":"v"}})");
  orders::v1::Order order;
  order.mutable_placed_time()->set_seconds(1);
  order.set_state(static_cast<orders::v1::OrderState>(99));
  EXPECT_EQ(ToJson(order), R"({"state":99,"placedTime":"1970-01-01T00:00:01Z"})");
  google::protobuf::Value other;  // left to the library
  other.set_string_value("s");
  EXPECT_EQ(ToJson(other), "\"s\"");
}

}  // namespace
}  // namespace diandan::gateway
