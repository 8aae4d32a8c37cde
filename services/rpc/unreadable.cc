#include "services/rpc/unreadable.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/stubs/logging.h"
#include "services/base/log.h"
#include "services/rpc/callers.h"
#include "services/rpc/client.h"

namespace diandan::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using grpc::internal::MethodHandler;

// What stands for bytes that cannot be shown.
constexpr char kUnshowable[] = "\xEF\xBF\xBD";

// The full name of the field whose text this thread last found to be no UTF-8.
std::string& BrokenField() {
  thread_local std::string field;
  return field;
}

void HearProtobuf(google::protobuf::LogLevel level, const char* file, int line, const std::string& message) {
  if (absl::StrContains(message, "invalid UTF-8")) {
    const size_t open = message.find('\'');
    const size_t close = message.find('\'', open + 1);
    BrokenField() = close == std::string::npos ? "" : message.substr(open + 1, close - open - 1);
    return;
  }
  Log(level >= google::protobuf::LOGLEVEL_ERROR ? LogLevel::kError : LogLevel::kWarning, "protobuf",
      {{"said", message}, {"at", absl::StrCat(file, ":", line)}});
}

// The way from a message to the field of this full name, "order.note"; "" when there is none. `above`: the
// messages that hold this one, since a type may hold itself.
std::string PathTo(const std::string& field, const Descriptor* type, std::vector<const Descriptor*>& above) {
  if (std::find(above.begin(), above.end(), type) != above.end()) return "";
  above.push_back(type);
  std::string path;
  for (int i = 0; i < type->field_count() && path.empty(); ++i) {
    const FieldDescriptor* at = type->field(i);
    if (at->full_name() == field) {
      path = at->name();
    } else if (at->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      const std::string below = PathTo(field, at->message_type(), above);
      if (!below.empty()) path = absl::StrCat(at->name(), ".", below);
    }
  }
  above.pop_back();
  return path;
}

// "/diandan.orders.v1.OrderService/PlaceOrder".
Status Refusal(absl::string_view method, const std::string& broken_field) {
  const std::string name = absl::StrReplaceAll(absl::StripPrefix(method, "/"), {{"/", "."}});
  const auto* rpc = DescriptorPool::generated_pool()->FindMethodByName(name);
  std::vector<const Descriptor*> above;
  const std::string path =
      rpc == nullptr || broken_field.empty() ? "" : PathTo(broken_field, rpc->input_type(), above);
  if (path.empty()) return InvalidField("request", kUnshowable, "wire_format");
  return InvalidField(path, kUnshowable, "utf8");
}

// Of the call whose request this thread has just failed to read; its method is run right after.
std::optional<Status>& JustRefused() {
  thread_local std::optional<Status> refusal;
  return refusal;
}

class ExplainedHandler : public MethodHandler {
 public:
  ExplainedHandler(std::string method, std::unique_ptr<MethodHandler> handler)
      : method_(std::move(method)), handler_(std::move(handler)) {}

  void RunHandler(const HandlerParameter& call) override { handler_->RunHandler(call); }

  void* Deserialize(grpc_call* call, grpc_byte_buffer* bytes, grpc::Status* status, void** data) override {
    void* message = handler_->Deserialize(call, bytes, status, data);
    JustRefused().reset();
    if (status->ok()) return message;
    *status = grpc::Status::OK;
    const Status& refusal = JustRefused().emplace(Refusal(method_, std::exchange(BrokenField(), "")));
    LogInfo("call", {{"rpc", method_}, {"refused", refusal}});
    return message;
  }

 private:
  const std::string method_;
  const std::unique_ptr<MethodHandler> handler_;
};

}  // namespace

std::unique_ptr<MethodHandler> Explained(std::string method, std::unique_ptr<MethodHandler> handler) {
  static google::protobuf::LogHandler* const before = google::protobuf::SetLogHandler(&HearProtobuf);
  (void)before;
  return std::make_unique<ExplainedHandler>(std::move(method), std::move(handler));
}

std::optional<grpc::Status> Unreadable(const grpc::CallbackServerContext& context) {
  const std::optional<Status> refusal = std::exchange(JustRefused(), std::nullopt);
  if (!refusal) return std::nullopt;
  return ToGrpc(*refusal, ReadMetadata(context).language);
}

}  // namespace diandan::rpc
