#include "services/gateway/connect_stream.h"

#include <atomic>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "services/base/unsigned_bytes.h"
#include "services/gateway/gzip.h"
#include "services/gateway/json.h"
#include "services/gateway/wire_error.h"
#include "services/rpc/client.h"

namespace diandan::gateway {
namespace {

constexpr size_t kFrameHead = 5;
constexpr char kPacked = 1, kLast = 2;

std::string Frame(char flags, absl::string_view message) {
  const auto size = static_cast<uint32_t>(message.size());
  const char head[kFrameHead] = {flags, char(size >> 24), char(size >> 16), char(size >> 8), char(size)};
  return absl::StrCat(absl::string_view(head, kFrameHead), message);
}

std::string LastFrame(const grpc::Status& status) {
  return Frame(kLast, status.ok() ? "{}" : absl::StrCat("{\"error\":", ErrorJson(status), "}"));
}

// The one message of the body, in binary.
StatusOr<std::string> MessageIn(const Method& method, const HttpRequest& request, Codec codec, size_t limit) {
  absl::string_view body = request.body;
  const auto* bytes = Unsigned(body);
  if (body.size() < kFrameHead) return InvalidField("request", "", "wire_format");
  const size_t size =
      size_t(bytes[1]) << 24 | size_t(bytes[2]) << 16 | size_t(bytes[3]) << 8 | size_t(bytes[4]);
  const bool packed = bytes[0] == kPacked;
  body.remove_prefix(kFrameHead);
  if (body.size() != size || (bytes[0] != 0 && !packed)) return InvalidField("request", "", "wire_format");
  std::string plain(body);
  if (packed) {
    auto whole = request.Header("connect-content-encoding") == "gzip" ? Gunzip(body, limit) : std::nullopt;
    if (!whole) return InvalidField("connect-content-encoding", "", "gzip_whole");
    plain = std::move(*whole);
  }
  if (codec == Codec::kProto) return plain;
  auto message = method.NewRequest();
  DD_RETURN_IF_ERROR(FromJson(plain, *message));
  return message->SerializeAsString();
}

class Frames : public BodyStream {
 public:
  Frames(const Method& method, Codec codec, Language language, std::unique_ptr<Calls::Stream> stream,
         std::string first)
      : method_(method),
        codec_(codec),
        language_(language),
        last_(std::move(first)),
        link_(std::make_shared<Link>()),
        stream_(std::move(stream)) {
    link_->frames = this;
  }
  ~Frames() override {
    absl::MutexLock lock(&link_->mutex);
    link_->frames = nullptr;
  }

  void Next(std::function<void(std::string)> done) override {
    if (!stream_ || ended_) return done(std::exchange(last_, ""));
    stream_->Ask(
        [link = link_, done = std::move(done)](const grpc::ByteBuffer* message, const grpc::Status& status) {
          absl::MutexLock lock(&link->mutex);
          if (link->frames != nullptr) done(link->frames->FrameOf(message, status));
        });
  }

 private:
  // To this from a thread of gRPC's, as long as it lives.
  struct Link {
    absl::Mutex mutex;
    Frames* frames = nullptr;
  };

  std::string FrameOf(const grpc::ByteBuffer* message, const grpc::Status& status) {
    if (message != nullptr) return Frame(0, Content(*message));
    ended_ = true;
    return LastFrame(status.ok() ? status : Explained(status, language_));
  }

  std::string Content(const grpc::ByteBuffer& message) const {
    const grpc::Slice bytes = Whole(message);
    if (codec_ == Codec::kProto) return std::string(View(bytes));
    auto parsed = method_.NewResponse();
    parsed->ParseFromArray(bytes.begin(), int(bytes.size()));
    return ToJson(*parsed);
  }

  const Method& method_;
  const Codec codec_;
  const Language language_;
  std::atomic<bool> ended_{false};
  std::string last_;  // without a stream: all there is to say
  const std::shared_ptr<Link> link_;
  std::unique_ptr<Calls::Stream> stream_;  // ends first
};

}  // namespace

HttpResponse OpenStream(Calls& calls, SharedStreams& shared, const Sessions& sessions, const Method& method,
                        const HttpRequest& request, Codec codec, size_t max_message) {
  const Language language = LanguageFor(request);
  std::unique_ptr<Calls::Stream> stream;
  const Status status = [&]() -> Status {
    DD_ASSIGN_OR_RETURN(const bool by_cookie, sessions.ByCookie(request));
    DD_ASSIGN_OR_RETURN(const CallHeaders headers,
                        HeadersOf(request, sessions.TokenOf(request, by_cookie), absl::InfiniteDuration(),
                                  absl::InfiniteDuration()));
    DD_ASSIGN_OR_RETURN(std::string message, MessageIn(method, request, codec, max_message));
    const bool joins = method.shared() && headers.deadline == absl::InfiniteFuture();
    stream = joins ? shared.Join(method, headers, std::move(message)) : calls.Open(method, headers, message);
    return absl::OkStatus();
  }();
  HttpResponse response;
  response.Set("content-type",
               codec == Codec::kJson ? "application/connect+json" : "application/connect+proto");
  response.Set("cache-control", "no-store");
  response.Set("x-accel-buffering", "no");  // nginx would keep messages back
  response.stream = std::make_shared<Frames>(method, codec, language, std::move(stream),
                                             status.ok() ? "" : LastFrame(rpc::ToGrpc(status, language)));
  return response;
}

}  // namespace diandan::gateway
