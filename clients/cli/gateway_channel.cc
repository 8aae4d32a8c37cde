#include "clients/cli/gateway_channel.h"

#include <map>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/time.h"
#include "clients/cli/https_calls.h"
#include "google/protobuf/descriptor.h"
#include "grpcpp/generic/async_generic_service.h"

namespace diandan::cli {
namespace {

// What the gateway hears of a call. Repeated ones are joined, as HTTP would join them.
std::map<std::string, std::string> HeadersOf(const grpc::GenericCallbackServerContext& context) {
  std::map<std::string, std::string> headers;
  const auto& metadata = context.client_metadata();
  for (const char* name : {"authorization", "accept-language", "diandan-after"}) {
    auto [begin, end] = metadata.equal_range(name);
    for (auto it = begin; it != end; ++it) {
      std::string& value = headers[name];
      absl::StrAppend(&value, value.empty() ? "" : ", ",
                      absl::string_view(it->second.data(), it->second.size()));
    }
  }
  return headers;
}

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

// Whether the method answers more than once.
bool IsStream(std::string path) {
  absl::StrReplaceAll({{"/", "."}}, &path);
  const auto* method = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(path.substr(1));
  return method != nullptr && method->server_streaming();
}

// One call. It waits for the answer on a thread of its own: those of gRPC are few and have work.
class Forward : public grpc::ServerGenericBidiReactor {
 public:
  Forward(grpc::GenericCallbackServerContext* context, HttpsCalls& calls) : context_(context), calls_(calls) {
    StartRead(&request_);
  }
  void OnReadDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::CANCELLED);
    std::thread([this] { Ask(); }).detach();
  }
  void OnWriteDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::CANCELLED);
    WriteNext();
  }
  void OnDone() override { delete this; }

 private:
  // Ends with the answer's last message; nothing of this is touched after a write is begun.
  void Ask() {
    answer_ = calls_.Call(context_->method(), HeadersOf(*context_), BytesOf(request_),
                          absl::FromChrono(context_->deadline()), IsStream(context_->method()));
    for (const std::string& position : answer_.positions)
      context_->AddTrailingMetadata("diandan-position", position);
    WriteNext();
  }
  void WriteNext() {
    if (next_ == answer_.messages.size()) return Finish(answer_.status);
    const grpc::Slice slice(answer_.messages[next_++]);
    response_ = grpc::ByteBuffer(&slice, 1);
    StartWrite(&response_);
  }

  grpc::GenericCallbackServerContext* const context_;
  HttpsCalls& calls_;
  grpc::ByteBuffer request_, response_;
  HttpsAnswer answer_;
  size_t next_ = 0;  // of its messages
};

}  // namespace

class GatewayChannel::Forwarding : public grpc::CallbackGenericService {
 public:
  explicit Forwarding(std::unique_ptr<HttpsCalls> calls) : calls_(std::move(calls)) {}
  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext* context) override {
    return new Forward(context, *calls_);
  }

 private:
  const std::unique_ptr<HttpsCalls> calls_;
};

StatusOr<std::unique_ptr<GatewayChannel>> GatewayChannel::Open(const std::string& address,
                                                               const std::string& authority) {
  DD_ASSIGN_OR_RETURN(std::unique_ptr<HttpsCalls> calls, HttpsCalls::Open(address, authority));
  return std::unique_ptr<GatewayChannel>(new GatewayChannel(std::make_unique<Forwarding>(std::move(calls))));
}

GatewayChannel::GatewayChannel(std::unique_ptr<Forwarding> forwarding) : forwarding_(std::move(forwarding)) {
  grpc::ServerBuilder builder;
  builder.RegisterCallbackGenericService(forwarding_.get());
  server_ = builder.BuildAndStart();
}
GatewayChannel::~GatewayChannel() { server_->Shutdown(); }

std::shared_ptr<grpc::Channel> GatewayChannel::channel(const grpc::ChannelArguments& arguments) const {
  return server_->InProcessChannel(arguments);
}

}  // namespace diandan::cli
