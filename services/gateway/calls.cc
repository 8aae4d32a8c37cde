#include "services/gateway/calls.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "grpcpp/generic/generic_stub.h"
#include "services/base/trace.h"
#include "services/rpc/callers.h"

namespace diandan::gateway {
namespace {

void Prepare(const CallHeaders& headers, grpc::ClientContext& context) {
  if (headers.deadline != absl::InfiniteFuture()) context.set_deadline(absl::ToChronoTime(headers.deadline));
  if (!headers.token.empty()) context.AddMetadata(rpc::kAuthorizationKey, "Bearer " + headers.token);
  if (!headers.language.empty()) context.AddMetadata(rpc::kLanguageKey, headers.language);
  for (const std::string& after : headers.after) context.AddMetadata(rpc::kAfterKey, after);
  context.AddMetadata(rpc::kPeerKey, headers.client);
  if (!headers.trace.empty()) context.AddMetadata(kTraceKey, headers.trace);
}

grpc::ByteBuffer BufferOf(absl::string_view message) {
  const grpc::Slice slice(message.data(), message.size());
  return {&slice, 1};
}

}  // namespace

Calls::~Calls() {
  CancelAll();
  absl::MutexLock lock(&mutex_);
  auto none = [this] { return running_.empty(); };
  mutex_.Await(absl::Condition(&none));
}

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

// Holds itself until gRPC is done with it; whoever asked may have left before.
class Calls::Reader : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  Reader(Calls& calls, const Method& method, const CallHeaders& headers, absl::string_view message)
      : calls_(calls), request_(BufferOf(message)) {
    Prepare(headers, context_);
    grpc::GenericStub(method.channel).PrepareBidiStreamingCall(&context_, method.path, {}, this);
  }

  void Begin(std::shared_ptr<Reader> self) {
    self_ = std::move(self);
    calls_.Begin(context_);
    AddHold();  // until the last read has failed: nothing may be read after OnDone
    StartWriteLast(&request_, grpc::WriteOptions());
    StartCall();
  }

  void Ask(Stream::Next next) {
    {
      absl::MutexLock lock(&mutex_);
      next_ = std::move(next);
      reading_ = true;
    }
    StartRead(&message_);
  }

  void Leave() {
    bool idle;
    {
      absl::MutexLock lock(&mutex_);
      next_ = nullptr;
      idle = !reading_ && !ended_;
      ended_ = true;
    }
    context_.TryCancel();
    if (idle) RemoveHold();
  }

  absl::Duration Admitted() const {
    const auto& said = context_.GetServerInitialMetadata();
    const auto found = said.find(rpc::kAdmittedKey);
    int64_t ms = 0;
    if (found == said.end()) return absl::ZeroDuration();
    const absl::string_view text(found->second.data(), found->second.size());
    return absl::SimpleAtoi(text, &ms) ? absl::Milliseconds(ms) : absl::ZeroDuration();
  }

  void OnReadDone(bool ok) override {
    Stream::Next next;
    {
      absl::MutexLock lock(&mutex_);
      reading_ = false;
      if (ok && !ended_) next = std::exchange(next_, nullptr);
      if (!next) ended_ = true;
    }
    if (!next) return RemoveHold();
    // With the lock given back: `next` may ask again at once.
    next(&message_, grpc::Status::OK);
  }

  void OnDone(const grpc::Status& status) override {
    calls_.End(context_);
    Stream::Next next;
    {
      absl::MutexLock lock(&mutex_);
      next = std::exchange(next_, nullptr);
    }
    if (next) next(nullptr, status);
    self_.reset();
  }

 private:
  Calls& calls_;
  grpc::ClientContext context_;
  const grpc::ByteBuffer request_;
  grpc::ByteBuffer message_;
  std::shared_ptr<Reader> self_;
  absl::Mutex mutex_;
  Stream::Next next_;
  bool reading_ = false, ended_ = false;
};

class Calls::Handle : public Calls::Stream {
 public:
  explicit Handle(std::shared_ptr<Reader> reader) : reader_(std::move(reader)) {}
  ~Handle() override { reader_->Leave(); }
  void Ask(Next next) override { reader_->Ask(std::move(next)); }
  absl::Duration Admitted() const override { return reader_->Admitted(); }

 private:
  const std::shared_ptr<Reader> reader_;
};

std::unique_ptr<Calls::Stream> Calls::Open(const Method& method, const CallHeaders& headers,
                                           absl::string_view message) {
  auto reader = std::make_shared<Reader>(*this, method, headers, message);
  reader->Begin(reader);
  return std::make_unique<Handle>(std::move(reader));
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
