#include "clients/cli/https_calls.h"

#include <curl/curl.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/base/network.h"

namespace diandan::cli {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

constexpr size_t kMostAnswerBytes = 16 << 20;
constexpr char kField[] = "--server";
constexpr char kBinary[] = "application/proto", kFramed[] = "application/connect+proto";
constexpr size_t kFrameHead = 5;  // flags, and the length in four bytes, the highest first
constexpr char kLastFrame = 2;

template <auto free>
struct Freed {
  template <typename T>
  void operator()(T* thing) const {
    free(thing);
  }
};
using Handle = std::unique_ptr<CURL, Freed<curl_easy_cleanup>>;
using HeaderList = std::unique_ptr<curl_slist, Freed<curl_slist_free_all>>;
using Url = std::unique_ptr<CURLU, Freed<curl_url_cleanup>>;

// What came back, as HTTP has it.
struct Page {
  long status = 0;
  std::string type, body;
  std::vector<std::string> positions;
};

size_t KeepBody(char* data, size_t size, size_t count, void* page) {
  std::string& body = static_cast<Page*>(page)->body;
  if (body.size() + size * count > kMostAnswerBytes) return 0;
  body.append(data, size * count);
  return size * count;
}

size_t KeepHeader(char* data, size_t size, size_t count, void* page) {
  absl::string_view line(data, size * count);
  const size_t colon = line.find(':');
  if (colon == absl::string_view::npos) return line.size();
  const std::string value(absl::StripAsciiWhitespace(line.substr(colon + 1)));
  const absl::string_view name = line.substr(0, colon);
  if (absl::EqualsIgnoreCase(name, "content-type")) static_cast<Page*>(page)->type = value;
  if (absl::EqualsIgnoreCase(name, "diandan-position")) static_cast<Page*>(page)->positions.push_back(value);
  return line.size();
}

// Part of an address; "" when it has none.
std::string PartOf(const Url& url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) return "";
  std::string copy(text);
  curl_free(text);
  return copy;
}

bool IsThisMachine(std::string host) {
  if (host.size() > 2 && host.front() == '[') host = host.substr(1, host.size() - 2);
  const auto ip = ParseIp(host);
  return absl::EqualsIgnoreCase(host, "localhost") || (ip && IsLoopback(*ip));
}

// A refusal that is made here, in the form of one that came over the wire.
grpc::Status OnWire(const Status& refusal) {
  errors::v1::Status wire;
  wire.add_details()->PackFrom(InfoOf(refusal));
  return {static_cast<grpc::StatusCode>(refusal.code()), std::string(refusal.message()),
          wire.SerializeAsString()};
}

// The names of Connect are those of gRPC in small letters, but for one.
grpc::StatusCode CodeNamed(const std::string& name) {
  if (name == "canceled") return grpc::StatusCode::CANCELLED;
  for (int code = 1; code <= 16; ++code) {
    if (absl::AsciiStrToLower(absl::StatusCodeToString(static_cast<absl::StatusCode>(code))) == name)
      return static_cast<grpc::StatusCode>(code);
  }
  return grpc::StatusCode::UNKNOWN;
}

const Value& Member(const Struct& object, const char* name) {
  auto found = object.fields().find(name);
  return found == object.fields().end() ? Value::default_instance() : found->second;
}

grpc::Status RefusalOf(const Struct& error) {
  errors::v1::Status wire;
  for (const Value& detail : Member(error, "details").list_value().values()) {
    std::string bytes;
    if (!absl::Base64Unescape(Member(detail.struct_value(), "value").string_value(), &bytes)) continue;
    auto* any = wire.add_details();
    any->set_type_url("type.googleapis.com/" + Member(detail.struct_value(), "type").string_value());
    any->set_value(bytes);
  }
  return {CodeNamed(Member(error, "code").string_value()), Member(error, "message").string_value(),
          wire.SerializeAsString()};
}

grpc::Status RefusalIn(const Page& page, const std::string& address) {
  Struct error;
  const bool json = absl::StartsWith(page.type, "application/json") &&
                    google::protobuf::util::JsonStringToMessage(page.body, &error).ok();
  if (!json ||
      Member(error, "code").string_value().empty()) {  // from something in between, or from somebody else
    if (page.status >= 500 || page.status == 429)
      return {grpc::StatusCode::UNAVAILABLE, absl::StrCat("HTTP ", page.status)};
    return OnWire(InvalidField(kField, address, "gateway_here"));
  }
  return RefusalOf(error);
}

// The messages of a stream, and how it ended.
HttpsAnswer Unframed(absl::string_view body) {
  HttpsAnswer answer;
  while (body.size() >= kFrameHead) {
    size_t length = 0;
    for (size_t i = 1; i < kFrameHead; ++i) length = length << 8 | static_cast<uint8_t>(body[i]);
    const bool last = (body[0] & kLastFrame) != 0;
    body.remove_prefix(kFrameHead);
    if (body.size() < length) break;
    const std::string content(body.substr(0, length));
    body.remove_prefix(length);
    if (!last) {
      answer.messages.push_back(content);
      continue;
    }
    Struct end;
    if (!google::protobuf::util::JsonStringToMessage(content, &end).ok()) break;
    if (end.fields().contains("error")) answer.status = RefusalOf(Member(end, "error").struct_value());
    return answer;
  }
  answer.status = {grpc::StatusCode::UNAVAILABLE, "the stream was cut"};
  return answer;
}

std::string Framed(absl::string_view message) {
  std::string frame(kFrameHead, '\0');
  for (size_t i = 1; i < kFrameHead; ++i)
    frame[i] = static_cast<char>(message.size() >> (8 * (kFrameHead - 1 - i)) & 0xff);
  return absl::StrCat(frame, message);
}
// Why nothing came back.
grpc::Status Broken(CURLcode code, const std::string& address) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return {grpc::StatusCode::DEADLINE_EXCEEDED, curl_easy_strerror(code)};
    case CURLE_PEER_FAILED_VERIFICATION:
      return OnWire(InvalidField(kField, address, "certificate_trusted"));
    default:
      return {grpc::StatusCode::UNAVAILABLE, curl_easy_strerror(code)};
  }
}

}  // namespace

bool IsWebAddress(absl::string_view address) {
  return absl::StartsWith(address, "https://") || absl::StartsWith(address, "http://");
}

struct HttpsCalls::State {
  std::string address, authority;  // without a slash behind it
  bool this_machine = false;
  absl::Mutex mutex;
  std::vector<Handle> idle;

  Handle Take() {
    absl::MutexLock lock(&mutex);
    if (idle.empty()) return Handle(curl_easy_init());
    Handle handle = std::move(idle.back());
    idle.pop_back();
    return handle;
  }
  void Give(Handle handle) {
    curl_easy_reset(handle.get());  // its connection stays
    absl::MutexLock lock(&mutex);
    idle.push_back(std::move(handle));
  }
  void SetUp(CURL* easy) const;
};

void HttpsCalls::State::SetUp(CURL* easy) const {
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!authority.empty()) {
    curl_easy_setopt(easy, CURLOPT_CAINFO, authority.c_str());
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
  }
  // A proxy of the environment has no business on the way to this machine.
  if (this_machine) curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, KeepBody);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, KeepHeader);
}

StatusOr<std::unique_ptr<HttpsCalls>> HttpsCalls::Open(const std::string& address,
                                                       const std::string& authority) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  (void)started;
  auto state = std::make_unique<State>();
  state->address = std::string(absl::StripSuffix(address, "/"));
  state->authority = authority;
  const Url url(curl_url());
  const bool parsed = curl_url_set(url.get(), CURLUPART_URL, state->address.c_str(), 0) == CURLUE_OK;
  const bool plain = PartOf(url, CURLUPART_PATH) == "/" && PartOf(url, CURLUPART_QUERY).empty() &&
                     PartOf(url, CURLUPART_FRAGMENT).empty() && PartOf(url, CURLUPART_USER).empty();
  if (!parsed || !plain) return InvalidField(kField, address, "https://HOST[:PORT]");
  state->this_machine = IsThisMachine(PartOf(url, CURLUPART_HOST));
  if (PartOf(url, CURLUPART_SCHEME) != "https" && !state->this_machine)
    return InvalidField(kField, address, "https_needed");
  if (!authority.empty() && access(authority.c_str(), R_OK) != 0)
    return InvalidField("--tls-ca", authority, "tls_readable");
  return std::unique_ptr<HttpsCalls>(new HttpsCalls(std::move(state)));
}

HttpsCalls::HttpsCalls(std::unique_ptr<State> state) : state_(std::move(state)) {}
HttpsCalls::~HttpsCalls() = default;

HttpsAnswer HttpsCalls::Call(const std::string& path, const std::map<std::string, std::string>& headers,
                             absl::string_view message, absl::Time deadline, bool stream) {
  const int64_t left = absl::ToInt64Milliseconds(deadline - absl::Now());
  if (left <= 0) return {.status = {grpc::StatusCode::DEADLINE_EXCEEDED, "no time left"}};
  Handle handle = state_->Take();
  CURL* const easy = handle.get();
  state_->SetUp(easy);
  HeaderList list;
  auto add = [&list](const std::string& line) {
    list.reset(curl_slist_append(list.release(), line.c_str()));
  };
  for (const auto& [name, value] : headers) add(absl::StrCat(name, ": ", value));
  const char* type = stream ? kFramed : kBinary;
  const std::string sent = stream ? Framed(message) : std::string(message);
  add(absl::StrCat("content-type: ", type));
  add("connect-protocol-version: 1");
  add(absl::StrCat("connect-timeout-ms: ", left));
  add("user-agent: diandan");
  add("expect:");  // small bodies are sent at once, without asking whether they are welcome
  Page page;
  curl_easy_setopt(easy, CURLOPT_URL, (state_->address + path).c_str());
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(left));
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list.get());
  curl_easy_setopt(easy, CURLOPT_POST, 1L);
  curl_easy_setopt(easy, CURLOPT_POSTFIELDS, sent.data());
  curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(sent.size()));
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &page);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &page);
  const CURLcode code = curl_easy_perform(easy);
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &page.status);
  state_->Give(std::move(handle));
  if (code != CURLE_OK) return {.status = Broken(code, state_->address)};
  if (page.status != 200 || !absl::StartsWith(page.type, type))
    return {.status = RefusalIn(page, state_->address)};
  if (stream) return Unframed(page.body);
  return {.messages = {std::move(page.body)}, .positions = std::move(page.positions)};
}

}  // namespace diandan::cli
