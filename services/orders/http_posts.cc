#include "services/orders/http_posts.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <optional>
#include <utility>

#include "absl/time/clock.h"
#include "services/orders/webhook_url_rules.h"

namespace diandan::orders {
namespace {

constexpr size_t kKeptOfBody = 4096;
constexpr char kAgent[] = "user-agent: diandan";

void StartLibrary() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  (void)started;
}

struct Transfer {
  HttpPost post;
  std::function<void(const HttpAnswer&)> done;
  const std::vector<Network>* allowed = nullptr;
  bool encrypted = true;
  bool refused = false;  // an address was not to be reached
  bool tried = false;    // another was
  std::string body;
  CURL* easy = nullptr;
  curl_slist* headers = nullptr;
  ~Transfer() {
    curl_slist_free_all(headers);
    curl_easy_cleanup(easy);
  }
};

// Taking less than there is ends the transfer: nobody waits for the rest.
size_t KeepBody(char* data, size_t size, size_t count, void* transfer) {
  std::string& body = static_cast<Transfer*>(transfer)->body;
  const size_t kept = std::min(size * count, kKeptOfBody - body.size());
  body.append(data, kept);
  return kept;
}

std::optional<IpAddress> AddressOf(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    return FromBytes(&reinterpret_cast<const sockaddr_in&>(address).sin_addr, 4);
  }
  if (address.sa_family == AF_INET6) {
    return FromBytes(&reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, 16);
  }
  return std::nullopt;
}

// The last word before a connection, for every address a name leads to.
curl_socket_t OpenSocket(void* data, curlsocktype, curl_sockaddr* wanted) {
  auto& transfer = *static_cast<Transfer*>(data);
  const auto address = AddressOf(wanted->addr);
  if (!address || !MayReach(*address, transfer.encrypted, *transfer.allowed)) {
    transfer.refused = true;
    return CURL_SOCKET_BAD;
  }
  transfer.tried = true;
  return socket(wanted->family, wanted->socktype | SOCK_CLOEXEC, wanted->protocol);
}

HttpAnswer::How HowOf(CURLcode code, long status, const Transfer& transfer) {
  // Who has given a status has the request; how the body ends changes nothing of that.
  if (status >= 200) return HttpAnswer::How::kAnswered;
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return HttpAnswer::How::kNoAnswer;
    case CURLE_PEER_FAILED_VERIFICATION:
      return HttpAnswer::How::kCertificateRefused;
    default:
      // One forbidden address among several says nothing of the others, which may be back later.
      return transfer.refused && !transfer.tried ? HttpAnswer::How::kNetworkNotAllowed
                                                 : HttpAnswer::How::kUnreachable;
  }
}

void SetUp(Transfer& transfer, absl::Duration patience) {
  CURL* easy = transfer.easy;
  const HttpPost& post = transfer.post;
  for (const std::string& header : post.headers) {
    transfer.headers = curl_slist_append(transfer.headers, header.c_str());
  }
  transfer.headers = curl_slist_append(transfer.headers, kAgent);
  // Small bodies are sent at once, without asking whether they are welcome.
  transfer.headers = curl_slist_append(transfer.headers, "expect:");
  curl_easy_setopt(easy, CURLOPT_PRIVATE, &transfer);
  curl_easy_setopt(easy, CURLOPT_URL, post.url.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  // A name server that does not answer must not hold up the end of the process.
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(absl::ToInt64Milliseconds(patience)));
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer.headers);
  curl_easy_setopt(easy, CURLOPT_POST, 1L);
  curl_easy_setopt(easy, CURLOPT_POSTFIELDS, post.body.data());
  curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(post.body.size()));
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, KeepBody);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, OpenSocket);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, &transfer);
}

}  // namespace

class HttpPosts::Impl {
 public:
  Impl(std::vector<Network> allowed, absl::Duration patience)
      : allowed_(std::move(allowed)), patience_(patience) {
    StartLibrary();
    multi_ = curl_multi_init();
  }
  ~Impl() {
    for (const auto& [easy, transfer] : transfers_) curl_multi_remove_handle(multi_, easy);
    transfers_.clear();
    curl_multi_cleanup(multi_);
  }

  void Start(const HttpPost& post, std::function<void(const HttpAnswer&)> done) {
    auto transfer = std::make_unique<Transfer>();
    transfer->post = post;
    transfer->done = std::move(done);
    transfer->allowed = &allowed_;
    transfer->encrypted = IsEncrypted(post.url);
    transfer->easy = curl_easy_init();
    SetUp(*transfer, patience_);
    curl_multi_add_handle(multi_, transfer->easy);
    transfers_[transfer->easy] = std::move(transfer);
  }

  void Poll(absl::Duration wait) {
    const absl::Time until = absl::Now() + wait;
    while (true) {
      int running = 0;
      curl_multi_perform(multi_, &running);
      if (EndThoseThatEnded()) return;
      const absl::Duration left = until - absl::Now();
      if (left <= absl::ZeroDuration() || woken_.exchange(false)) return;
      curl_multi_poll(multi_, nullptr, 0, static_cast<int>(absl::ToInt64Milliseconds(left)) + 1, nullptr);
    }
  }
  void Wake() {
    woken_ = true;
    curl_multi_wakeup(multi_);
  }
  int under_way() const { return static_cast<int>(transfers_.size()); }

 private:
  bool EndThoseThatEnded() {
    bool ended = false;
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(multi_, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const CURLcode code = message->data.result;
      CURL* easy = message->easy_handle;
      curl_multi_remove_handle(multi_, easy);
      const auto transfer = std::move(transfers_.extract(easy).mapped());
      transfer->done(AnswerOf(*transfer, code));
      ended = true;
    }
    return ended;
  }

  static HttpAnswer AnswerOf(const Transfer& transfer, CURLcode code) {
    HttpAnswer answer;
    long status = 0;
    curl_off_t retry_after = 0;
    curl_easy_getinfo(transfer.easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(transfer.easy, CURLINFO_RETRY_AFTER, &retry_after);
    answer.how = HowOf(code, status, transfer);
    answer.status = static_cast<int>(status);
    answer.retry_after = absl::Seconds(retry_after);
    answer.body = transfer.body;
    return answer;
  }

  const std::vector<Network> allowed_;
  const absl::Duration patience_;
  CURLM* multi_ = nullptr;
  std::map<CURL*, std::unique_ptr<Transfer>> transfers_;
  std::atomic<bool> woken_{false};
};

HttpPosts::HttpPosts(std::vector<Network> allowed, absl::Duration patience)
    : impl_(std::make_unique<Impl>(std::move(allowed), patience)) {}
HttpPosts::~HttpPosts() = default;
void HttpPosts::Start(const HttpPost& post, std::function<void(const HttpAnswer&)> done) {
  impl_->Start(post, std::move(done));
}
void HttpPosts::Poll(absl::Duration wait) { impl_->Poll(wait); }
void HttpPosts::Wake() { impl_->Wake(); }
int HttpPosts::under_way() const { return impl_->under_way(); }

}  // namespace diandan::orders
