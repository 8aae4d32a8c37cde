#include "services/gateway/connect.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/gateway/connect_stream.h"
#include "services/gateway/gzip.h"
#include "services/gateway/json.h"
#include "services/gateway/request_parts.h"
#include "services/gateway/sessions.h"
#include "services/gateway/wire_error.h"
#include "services/rpc/handle.h"

namespace diandan::gateway {
namespace {

using google::protobuf::Message;

constexpr size_t kWorthPacking = 1024;
constexpr char kUnaryTypes[] = "application/json, application/proto";
constexpr char kStreamTypes[] = "application/connect+json, application/connect+proto";

// What is wrong with it before its message is looked at.
std::optional<HttpResponse> Unfit(const HttpRequest& request, bool streams, Codec codec, Language language) {
  const char* const types = streams ? kStreamTypes : kUnaryTypes;
  if (request.method != "POST") {
    HttpResponse response = TextResponse(405, "An RPC is asked for with POST.\n");
    response.Set("allow", "POST");
    return response;
  }
  if (codec == Codec::kNone) {
    HttpResponse response = TextResponse(415, absl::StrCat("content-type: ", types, "\n"));
    response.Set("accept-post", types);
    return response;
  }
  if (request.oversize) {
    HttpResponse response = ErrorResponse(Refuse(errors::v1::BODY_TOO_LARGE), language);
    response.status = 413;
    return response;
  }
  const absl::string_view version = request.Header("connect-protocol-version");
  if (!version.empty() && version != "1")
    return ErrorResponse(InvalidField("connect-protocol-version", version, "one_of:1"), language);
  return std::nullopt;
}

// One call on its way; the HTTP request lives until `answer`.
struct Exchange {
  const Method& method;
  const HttpRequest& request;
  const Sessions& sessions;
  const Answer answer;
  const Codec codec;
  const Language language;
  bool by_cookie = false;
  std::string unpacked;  // the body, when it came packed
  absl::string_view body = request.body;

  bool concerns_session() const { return by_cookie && sessions.Concerns(method); }
  Status Unpack(size_t limit);
  StatusOr<std::string> MessageBytes();
  void Finish(const CallAnswer& answered);
};

Status Exchange::Unpack(size_t limit) {
  const absl::string_view encoding = request.Header("content-encoding");
  if (encoding.empty() || encoding == "identity") return absl::OkStatus();
  if (encoding != "gzip") return InvalidField("content-encoding", encoding, "one_of:gzip, identity");
  auto whole = Gunzip(body, limit);
  if (!whole) return InvalidField("content-encoding", encoding, "gzip_whole");
  unpacked = std::move(*whole);
  body = unpacked;
  return absl::OkStatus();
}

// In binary, as the service takes it. A binary message that is nobody's business here goes on unread.
StatusOr<std::string> Exchange::MessageBytes() {
  if (codec == Codec::kProto && !concerns_session()) return std::string(body);
  std::unique_ptr<Message> message = method.NewRequest();
  if (codec == Codec::kJson) {
    DD_RETURN_IF_ERROR(FromJson(body, *message));
  } else if (!message->ParseFromArray(body.data(), int(body.size()))) {
    return InvalidField("request", "", "wire_format");
  }
  if (concerns_session()) DD_RETURN_IF_ERROR(sessions.FillIn(request, method, *message));
  return message->SerializeAsString();
}

void Exchange::Finish(const CallAnswer& answered) {
  if (!answered.status.ok()) return answer(ErrorResponse(Explained(answered.status, language)));
  HttpResponse response;
  response.Set("content-type", codec == Codec::kJson ? "application/json" : "application/proto");
  response.Set("x-content-type-options", "nosniff");
  const grpc::Slice bytes = Whole(answered.message);
  if (codec == Codec::kProto && !concerns_session()) {
    response.body = std::string(View(bytes));
  } else {
    std::unique_ptr<Message> message = method.NewResponse();
    if (!message->ParseFromArray(bytes.begin(), int(bytes.size())))
      return answer(ErrorResponse(Refuse(errors::v1::INTERNAL_ERROR), language));
    if (concerns_session()) sessions.Keep(request, method, *message, response);
    response.body = codec == Codec::kJson ? ToJson(*message) : message->SerializeAsString();
  }
  for (const std::string& position : answered.positions) response.Set("diandan-position", position);
  if (response.body.size() >= kWorthPacking && Accepts(request.AllOf("accept-encoding"), "gzip")) {
    response.body = Gzip(response.body, /*level=*/1);
    response.Set("content-encoding", "gzip");
  }
  answer(std::move(response));
}

}  // namespace

void Connect::Handle(const Method& method, const HttpRequest& request, Answer answer) const {
  const Language language = LanguageFor(request);
  const Codec codec = CodecOf(request, method.streams());
  if (auto unfit = Unfit(request, method.streams(), codec, language)) return answer(std::move(*unfit));
  if (method.streams())
    return answer(OpenStream(calls_, shared_, sessions_, method, request, codec, max_message_));
  auto exchange =
      std::make_shared<Exchange>(Exchange{method, request, sessions_, std::move(answer), codec, language});
  const Status status = [&]() -> Status {
    DD_ASSIGN_OR_RETURN(exchange->by_cookie, sessions_.ByCookie(request));
    DD_ASSIGN_OR_RETURN(const CallHeaders headers,
                        HeadersOf(request, sessions_.TokenOf(request, exchange->by_cookie),
                                  rpc::kUsualDeadline, rpc::kLongestDeadline));
    DD_RETURN_IF_ERROR(exchange->Unpack(max_message_));
    DD_ASSIGN_OR_RETURN(const std::string message, exchange->MessageBytes());
    calls_.Unary(method, headers, message,
                 [exchange](const CallAnswer& answered) { exchange->Finish(answered); });
    return absl::OkStatus();
  }();
  if (!status.ok()) exchange->answer(ErrorResponse(status, language));
}

}  // namespace diandan::gateway
