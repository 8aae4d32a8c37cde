#include "services/gateway/calls.h"

#include <utility>

#include "grpcpp/generic/generic_stub.h"
#include "services/rpc/callers.h"

namespace diandan::gateway {
namespace {

constexpr char kPeerKey[] = "diandan-peer";  // volunteers/sign_in_service

void Prepare(const CallHeaders& headers, grpc::ClientContext& context) {
  if (headers.deadline != absl::InfiniteFuture()) context.set_deadline(absl::ToChronoTime(headers.deadline));
  if (!headers.token.empty()) context.AddMetadata(rpc::kAuthorizationKey, "Bearer " + headers.token);
  if (!headers.language.empty()) context.AddMetadata(rpc::kLanguageKey, headers.language);
  for (const std::string& after : headers.after) context.AddMetadata(rpc::kAfterKey, after);
  context.AddMetadata(kPeerKey, headers.client);
}

grpc::ByteBuffer BufferOf(absl::string_view message) {
  const grpc::Slice slice(message.data(), message.size());
  return {&slice, 1};
}

}  // namespace

struct Calls::Running {
  grpc::ClientContext context;
  grpc::ByteBuffer request;
  CallAnswer answer;
};

void Calls::Unary(const Method& method, const CallHeaders& headers, absl::string_view message,
                  std::function<void(CallAnswer)> done) {
  auto running = std::make_shared<Running>();
  Prepare(headers, running->context);
  running->request = BufferOf(message);
  Begin(running->context);
  grpc::GenericStub stub(method.channel);
  stub.UnaryCall(&running->context, method.path, grpc::StubOptions(), &running->request,
                 &running->answer.message, [this, running, done = std::move(done)](grpc::Status status) {
                   End(running->context);
                   running->answer.status = std::move(status);
                   const auto& trailers = running->context.GetServerTrailingMetadata();
                   auto [begin, end] = trailers.equal_range(rpc::kPositionKey);
                   for (auto it = begin; it != end; ++it)
                     running->answer.positions.emplace_back(it->second.data(), it->second.size());
                   done(std::move(running->answer));
                 });
}

void Calls::CancelAll() {
  absl::MutexLock lock(&mutex_);
  cancelled_ = true;
  for (grpc::ClientContext* context : running_) context->TryCancel();
}

void Calls::Begin(grpc::ClientContext& context) {
  absl::MutexLock lock(&mutex_);
  running_.insert(&context);
  if (cancelled_) context.TryCancel();
}

void Calls::End(grpc::ClientContext& context) {
  absl::MutexLock lock(&mutex_);
  running_.erase(&context);
}

grpc::Slice Whole(const grpc::ByteBuffer& message) {
  grpc::Slice slice;
  if (message.Valid() && message.DumpToSingleSlice(&slice).ok()) return slice;
  return {};
}

absl::string_view View(const grpc::Slice& slice) {
  return {reinterpret_cast<const char*>(slice.begin()), slice.size()};
}

}  // namespace diandan::gateway
