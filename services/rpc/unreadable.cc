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
using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::Interceptor;
using grpc::experimental::InterceptorBatchMethods;
using grpc::experimental::ServerInterceptorFactoryInterface;
using grpc::experimental::ServerRpcInfo;

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

class Explainer : public Interceptor {
 public:
  explicit Explainer(ServerRpcInfo* call) : call_(call) {}

  void Intercept(InterceptorBatchMethods* methods) override {
    if (!received_ && methods->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_MESSAGE)) {
      received_ = true;
      // Reading has just failed on this very thread.
      if (methods->GetRecvMessage() == nullptr) Remember(std::exchange(BrokenField(), ""));
    }
    if (!refusal_.ok() && methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS)) {
      methods->ModifySendStatus(ToGrpc(refusal_, ReadMetadata(*call_->server_context()).language));
    }
    methods->Proceed();
  }

 private:
  void Remember(const std::string& broken_field) {
    refusal_ = Refusal(call_->method(), broken_field);
    LogInfo("call", {{"rpc", call_->method()}, {"refused", refusal_}});
  }

  ServerRpcInfo* const call_;
  bool received_ = false;
  Status refusal_;
};

class Factory : public ServerInterceptorFactoryInterface {
 public:
  Interceptor* CreateServerInterceptor(ServerRpcInfo* call) override { return new Explainer(call); }
};

}  // namespace

std::vector<std::unique_ptr<ServerInterceptorFactoryInterface>> ExplainUnreadable() {
  static google::protobuf::LogHandler* const before = google::protobuf::SetLogHandler(&HearProtobuf);
  (void)before;
  std::vector<std::unique_ptr<ServerInterceptorFactoryInterface>> factories;
  factories.push_back(std::make_unique<Factory>());
  return factories;
}

}  // namespace diandan::rpc
