#include "tests/security/doors.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "services/gateway/browser_testing.h"
#include "services/gateway/calls.h"
#include "services/rpc/client.h"

namespace diandan::security {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

constexpr absl::Duration kPatience = absl::Seconds(30), kStreamPatience = absl::Seconds(3);

std::string PathOf(const MethodDescriptor& method) {
  return "/" + method.service()->full_name() + "/" + method.name();
}

// Whether each of the things that were asked for at once was refused for want of a right.
bool RefusesAll(const Message& answer) {
  const auto* results = answer.GetDescriptor()->FindFieldByName("results");
  const auto* refused = results == nullptr || !results->is_repeated() || results->message_type() == nullptr
                            ? nullptr
                            : results->message_type()->FindFieldByName("refused");
  if (refused == nullptr) return false;
  const auto& reflection = *answer.GetReflection();
  for (int i = 0; i < reflection.FieldSize(answer, results); ++i) {
    const Message& result = reflection.GetRepeatedMessage(answer, results, i);
    if (result.GetReflection()->GetString(result, refused) != "NOT_ALLOWED") return false;
  }
  return reflection.FieldSize(answer, results) > 0;
}

// Whether an answer holds nothing in any of its lists, or nothing but refusals.
bool HoldsNothing(const MethodDescriptor& method, absl::string_view bytes) {
  const auto& type = *method.output_type();
  std::unique_ptr<Message> answer(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New());
  if (!answer->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return false;
  if (RefusesAll(*answer)) return true;
  for (int i = 0; i < type.field_count(); ++i) {
    const auto* field = type.field(i);
    if (field->is_repeated() && answer->GetReflection()->FieldSize(*answer, field) > 0) return false;
  }
  return absl::StartsWith(method.name(), "List") || absl::StartsWith(method.name(), "Find");
}

class Direct : public Door {
 public:
  Direct(std::function<std::shared_ptr<grpc::Channel>(const std::string&)> channel_to,
         std::vector<std::string> after)
      : channel_to_(std::move(channel_to)), after_(std::move(after)) {}
  std::string name() const override { return "directly"; }

  Answer Ask(const MethodDescriptor& method, const std::string& token, const Message& request) override {
    const std::vector<std::string> package = absl::StrSplit(method.file()->package(), '.');
    const gateway::Method way{PathOf(method), &method, channel_to_(package.at(1))};
    const absl::Time until = absl::Now() + kPatience;
    for (;;) {
      const Answer answer = Once(way, token, request.SerializeAsString());
      // Services that are behind say so after their own wait.
      if (answer.code != "UNAVAILABLE" || absl::Now() > until) return answer;
    }
  }

 private:
  Answer Once(const gateway::Method& way, const std::string& token, const std::string& bytes) {
    gateway::CallHeaders headers{.token = token, .language = "en", .after = after_, .client = "10.0.0.1"};
    // A stream that lets its caller in may have nothing to say for long.
    headers.deadline = absl::Now() + (way.streams() ? kStreamPatience : kPatience);
    gateway::CallAnswer answer;
    absl::Notification answered;
    std::unique_ptr<gateway::Calls::Stream> stream;
    if (way.streams()) {
      stream = calls_.Open(way, headers, bytes);
      stream->Ask([&](const grpc::ByteBuffer*, const grpc::Status& status) {
        answer.status = status;
        answered.Notify();
      });
    } else {
      calls_.Unary(way, headers, bytes, [&](gateway::CallAnswer came) {
        answer = std::move(came);
        answered.Notify();
      });
    }
    answered.WaitForNotification();
    const Status status = rpc::FromGrpc(answer.status);
    Answer out{.code = absl::StatusCodeToString(status.code())};
    if (!status.ok()) {
      out.reason = errors::v1::Reason_Name(ReasonOf(status));
    } else if (!way.streams()) {
      const grpc::Slice slice = gateway::Whole(answer.message);
      out.bytes = std::string(gateway::View(slice));
      out.empty = HoldsNothing(*way.descriptor, out.bytes);
    }
    return out;
  }

  gateway::Calls calls_;
  std::function<std::shared_ptr<grpc::Channel>(const std::string&)> channel_to_;
  std::vector<std::string> after_;
};

class Gateway : public Door {
 public:
  explicit Gateway(int port) : port_(port) {}
  std::string name() const override { return "through the gateway"; }

  Answer Ask(const MethodDescriptor& method, const std::string& token, const Message& request) override {
    const absl::Time until = absl::Now() + kPatience;
    for (;;) {
      const Answer answer = Once(method, token, request.SerializeAsString());
      if (answer.code == "LOST") wire_.reset();
      if ((answer.code != "UNAVAILABLE" && answer.code != "LOST") || absl::Now() > until) return answer;
    }
  }

 private:
  Answer Once(const MethodDescriptor& method, const std::string& token, const std::string& bytes) {
    if (!wire_) wire_ = std::make_unique<gateway::Wire>(port_);
    gateway::Headers headers{{"accept-language", "en"}};
    if (method.server_streaming()) headers["connect-timeout-ms"] = "3000";
    if (!token.empty()) headers["authorization"] = "Bearer " + token;
    const bool stream = method.server_streaming();
    headers["content-type"] = stream ? "application/connect+proto" : "application/proto";
    std::string body = bytes;
    if (stream) {
      const auto size = static_cast<uint32_t>(bytes.size());
      body = std::string(1, '\0');
      for (int shift = 24; shift >= 0; shift -= 8) body.push_back(static_cast<char>(size >> shift & 0xff));
      body += bytes;
      return FirstFrame(PathOf(method), headers, body);
    }
    const gateway::Reply reply = wire_->Ask("POST", PathOf(method), headers, body);
    if (reply.status == 0) return {.code = "LOST"};
    if (reply.status == 200) return {.code = "OK", .empty = HoldsNothing(method, reply.body)};
    return CodeIn(reply);
  }

  // The RPCs that only services may call have no path at all.
  static Answer CodeIn(const gateway::Reply& reply) {
    if (reply.status == 404) return {.code = "NOT_FOUND"};
    return CodeIn(reply.body);
  }
  static Answer CodeIn(const std::string& json) {
    static const std::string kKey = "\"code\":\"";
    const size_t at = json.find(kKey);
    if (at == std::string::npos) return {.code = "OK"};
    const size_t from = at + kKey.size();
    return {.code = absl::AsciiStrToUpper(json.substr(from, json.find('"', from) - from))};
  }

  // A stream stays open: it is left with the connection.
  Answer FirstFrame(const std::string& path, const gateway::Headers& headers, const std::string& body) {
    wire_ = std::make_unique<gateway::Wire>(port_);
    std::string text = "POST " + path + " HTTP/1.1\r\nhost: localhost\r\n";
    for (const auto& [name, value] : headers) text += name + ": " + value + "\r\n";
    wire_->Send(text + "content-length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    const gateway::Reply reply = wire_->ReceiveHead();
    const std::string frame = reply.status == 200 ? wire_->ReceiveChunk() : "";
    wire_.reset();
    if (reply.status == 0) return {.code = "LOST"};
    if (reply.status != 200) return CodeIn(reply);
    const bool last = !frame.empty() && (frame[0] & 2) != 0;
    return last ? CodeIn(frame) : Answer{.code = "OK"};
  }

  const int port_;
  std::unique_ptr<gateway::Wire> wire_;
};

}  // namespace

std::unique_ptr<Door> DirectDoor(std::function<std::shared_ptr<grpc::Channel>(const std::string&)> channel_to,
                                 std::vector<std::string> after) {
  return std::make_unique<Direct>(std::move(channel_to), std::move(after));
}
std::unique_ptr<Door> GatewayDoor(int port) { return std::make_unique<Gateway>(port); }

}  // namespace diandan::security
