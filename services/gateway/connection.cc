#include "services/gateway/connection.h"

#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <limits>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "boost/asio/co_spawn.hpp"
#include "boost/asio/detached.hpp"
#include "boost/asio/write.hpp"
#include "boost/beast/http/error.hpp"
#include "boost/beast/http/read.hpp"
#include "boost/beast/http/status.hpp"
#include "services/base/log.h"
#include "services/base/trace.h"
#include "services/gateway/mailbox.h"

namespace diandan::gateway {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr size_t kPiece = 64 << 10;  // what one write timeout is for
constexpr size_t kLingerBytes = 1 << 20;
constexpr absl::Duration kLinger = absl::Seconds(2);

auto Into(error_code& error) { return asio::redirect_error(asio::use_awaitable, error); }

void ExpireIn(beast::tcp_stream& stream, absl::Duration time) {
  stream.expires_after(absl::ToChronoNanoseconds(time));
}

absl::string_view View(beast::string_view text) { return {text.data(), text.size()}; }

// Finds out about the other side's death without its last word.
void Watch(asio::ip::tcp::socket& socket) {
  const int fd = socket.native_handle(), on = 1, idle = 60, every = 15, times = 3, unanswered_ms = 60'000;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
  setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof(idle));
  setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &every, sizeof(every));
  setsockopt(fd, IPPROTO_TCP, TCP_KEEPCNT, &times, sizeof(times));
  setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &unanswered_ms, sizeof(unanswered_ms));
}

bool Trusts(const std::vector<Network>& proxies, absl::string_view text) {
  const auto address = ParseIp(text);
  if (!address) return false;
  if (IsLoopback(*address)) return true;
  for (const Network& network : proxies) {
    if (network.Has(*address)) return true;
  }
  return false;
}

// The nearest address that no trusted proxy has.
std::string ClientOf(const std::vector<Network>& proxies, const std::string& address,
                     const std::string& forwarded_for) {
  std::string client = address;
  const std::vector<std::string> hops = absl::StrSplit(forwarded_for, ',', absl::SkipWhitespace());
  for (auto hop = hops.rbegin(); hop != hops.rend() && Trusts(proxies, client); ++hop) {
    const std::string next(absl::StripAsciiWhitespace(*hop));
    if (!ParseIp(next)) break;
    client = next;
  }
  return client;
}

std::string HeadOf(const HttpResponse& response, bool chunked, bool keep) {
  const auto reason = http::obsolete_reason(static_cast<http::status>(response.status));
  std::string head = absl::StrCat(
      "HTTP/1.1 ", response.status, " ", View(reason),
      "\r\ndate: ", absl::FormatTime("%a, %d %b %Y %H:%M:%S GMT", absl::Now(), absl::UTCTimeZone()), "\r\n");
  for (const auto& [name, value] : response.headers) absl::StrAppend(&head, name, ": ", value, "\r\n");
  if (chunked) {
    absl::StrAppend(&head, "transfer-encoding: chunked\r\n");
  } else if (!response.stream && response.status != 304 && response.status != 204) {
    absl::StrAppend(&head, "content-length: ", response.content().size(), "\r\n");
  }
  absl::StrAppend(&head, keep ? "" : "connection: close\r\n", "\r\n");
  return head;
}

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, Shared& shared)
    : shared_(shared), stream_(std::move(socket)), buffer_(shared.options.limits.header_bytes) {
  Watch(stream_.socket());
  error_code gone;
  const auto other = stream_.socket().remote_endpoint(gone);
  if (!gone) address_ = other.address().to_string();
  trusted_ = Trusts(shared_.options.proxies, address_);
  absl::MutexLock lock(&shared_.mutex);
  shared_.open.insert(this);
}

Connection::~Connection() {
  absl::MutexLock lock(&shared_.mutex);
  shared_.open.erase(this);
}

void Connection::Start() {
  asio::co_spawn(
      stream_.get_executor(), [self = shared_from_this()] { return self->Serve(); },
      [self = shared_from_this()](const std::exception_ptr& thrown) {
        if (!thrown) return;
        try {
          std::rethrow_exception(thrown);
        } catch (const std::exception& error) {
          LogError("http connection", {{"problem", error.what()}});
        }
      });
}

void Connection::FinishSoon() {
  asio::post(stream_.get_executor(), [self = shared_from_this()] {
    if (self->leave_) self->leave_();
    if (self->idle_) self->stream_.close();
  });
}

void Connection::Cut() {
  asio::post(stream_.get_executor(), [self = shared_from_this()] {
    if (self->leave_) self->leave_();
    self->stream_.close();
  });
}

asio::awaitable<void> Connection::Serve() {
  while (!shared_.stopping && co_await Once()) idle_ = true;
  error_code ignored;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
  stream_.close();
}

asio::awaitable<bool> Connection::Once() {
  error_code error;
  if (buffer_.size() == 0) {
    ExpireIn(stream_, shared_.options.limits.idle);
    const size_t got = co_await stream_.async_read_some(buffer_.prepare(512), Into(error));
    if (error) co_return false;
    buffer_.commit(got);
  }
  idle_ = false;
  Parser parser;
  Room room(shared_.body_bytes);
  if (!co_await ReadHeader(parser)) co_return false;
  const Body body = co_await ReadBody(parser, room);
  if (body == Body::kLost) co_return false;
  if (body == Body::kNoRoom) {
    co_await Refuse(503, "The centre is busy; send again in a moment.\n");
    co_return false;
  }
  HttpRequest request = Describe(parser);
  request.oversize = body == Body::kOversize;
  HttpResponse response = co_await Ask(request);
  response.Set("x-request-id", request.trace);
  room.Leave();
  const bool keep = parser.get().keep_alive() && !response.close && !request.oversize && !shared_.stopping;
  const bool head = parser.get().method() == http::verb::head;
  if (!co_await Write(response, head, parser.get().version() < 11, keep)) co_return false;
  if (request.oversize) co_await Linger();
  co_return keep;
}

asio::awaitable<bool> Connection::ReadHeader(Parser& parser) {
  parser.header_limit(uint32_t(shared_.options.limits.header_bytes));
  parser.body_limit(std::numeric_limits<uint64_t>::max());  // counted in ReadBody
  ExpireIn(stream_, shared_.options.limits.header);
  error_code error;
  co_await http::async_read_header(stream_, buffer_, parser, Into(error));
  if (!error) co_return true;
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    co_await Refuse(431, "These headers are too long.\n");
  } else if (error.category() == make_error_code(http::error::bad_method).category() &&
             error != http::error::end_of_stream && error != http::error::partial_message) {
    co_await Refuse(400, "This is no HTTP request.\n");
  }
  co_return false;
}

asio::awaitable<Connection::Body> Connection::ReadBody(Parser& parser, Room& room) {
  const HttpLimits& limits = shared_.options.limits;
  if (const auto length = parser.content_length(); length && *length > limits.body_bytes)
    co_return Body::kOversize;
  ExpireIn(stream_, limits.body);
  if (!parser.is_done() && absl::EqualsIgnoreCase(View(parser.get()[http::field::expect]), "100-continue")) {
    if (!co_await WriteAll("HTTP/1.1 100 Continue\r\n\r\n", "")) co_return Body::kLost;
    ExpireIn(stream_, limits.body);
  }
  Body result = Body::kWhole;
  while (!parser.is_done() && result == Body::kWhole) {
    error_code error;
    co_await http::async_read_some(stream_, buffer_, parser, Into(error));
    const size_t size = parser.get().body().size();
    const int64_t all = room.Take(size);
    if (error) {
      result = Body::kLost;
    } else if (size > limits.body_bytes) {
      result = Body::kOversize;
    } else if (all > limits.all_body_bytes) {
      result = Body::kNoRoom;
    }
  }
  co_return result;
}

HttpRequest Connection::Describe(const Parser& parser) const {
  const auto& message = parser.get();
  HttpRequest request;
  request.method = View(message.method_string());
  request.path = View(message.target());
  request.path = request.path.substr(0, request.path.find('?'));
  for (const auto& field : message) {
    request.headers.emplace_back(View(field.name_string()), View(field.value()));
  }
  request.body = message.body();
  request.client = address_;
  const absl::string_view trace = request.Header("x-request-id");
  request.trace = TraceFits(trace) ? std::string(trace) : NewTrace();
  if (trusted_) {
    const std::string forwarded_for = request.AllOf("x-forwarded-for");
    request.forwarded = !forwarded_for.empty();
    request.client = ClientOf(shared_.options.proxies, address_, forwarded_for);
    request.secure = request.Header("x-forwarded-proto") == "https";
  }
  return request;
}

asio::awaitable<HttpResponse> Connection::Ask(const HttpRequest& request) {
  auto mailbox = std::make_shared<Mailbox<HttpResponse>>(stream_.get_executor());
  shared_.options.handler(request, [mailbox](HttpResponse response) { mailbox->Put(std::move(response)); });
  co_return co_await mailbox->Take();
}

asio::awaitable<bool> Connection::Write(const HttpResponse& response, bool head, bool http10, bool keep) {
  const bool chunked = response.stream && !http10;
  const bool last = !keep || (response.stream && http10);
  const std::string text = HeadOf(response, chunked, !last);
  const bool bodiless = head || response.status == 304 || response.status == 204;
  if (!co_await WriteAll(text, bodiless ? "" : response.content())) co_return false;
  if (response.stream && !bodiless && !co_await WriteStream(*response.stream, chunked)) co_return false;
  co_return !last;
}

asio::awaitable<bool> Connection::WriteStream(BodyStream& stream, bool chunked) {
  // Nothing when the other side has left or the server stops.
  using Piece = std::optional<std::string>;
  auto mailbox = std::make_shared<Mailbox<Piece>>(stream_.get_executor());
  leave_ = [mailbox] { mailbox->Put(std::nullopt); };
  stream_.expires_never();
  WatchForLeaving();
  bool whole = false, going = !shared_.stopping;
  while (going) {
    stream.Next([mailbox](std::string piece) { mailbox->Put(std::move(piece)); });
    const Piece piece = co_await mailbox->Take();
    if (!piece) break;
    whole = piece->empty();
    if (chunked) {
      const std::string framed = absl::StrCat(absl::Hex(piece->size()), "\r\n", *piece, "\r\n");
      going = co_await WriteAll(framed, "") && !whole;
    } else {
      going = !whole && co_await WriteAll(*piece, "");
    }
    stream_.expires_never();
  }
  leave_ = nullptr;
  error_code ignored;
  stream_.socket().cancel(ignored);
  co_return whole;
}

// A stream may say nothing for a long time; whoever closes their side meanwhile is not served any longer.
void Connection::WatchForLeaving() {
  stream_.socket().async_wait(
      asio::ip::tcp::socket::wait_read, [self = shared_from_this()](const error_code& error) {
        char byte;
        if (error || !self->leave_) return;
        if (recv(self->stream_.socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) <= 0)
          self->leave_();
      });
}

asio::awaitable<bool> Connection::WriteAll(absl::string_view first, absl::string_view rest) {
  do {
    const absl::string_view piece = rest.substr(0, kPiece);
    rest.remove_prefix(piece.size());
    const std::array<asio::const_buffer, 2> both = {asio::buffer(first.data(), first.size()),
                                                    asio::buffer(piece.data(), piece.size())};
    ExpireIn(stream_, shared_.options.limits.write);
    error_code error;
    co_await asio::async_write(stream_, both, Into(error));
    if (error) co_return false;
    first = {};
  } while (!rest.empty());
  co_return true;
}

asio::awaitable<void> Connection::Refuse(int status, std::string text) {
  HttpResponse response = TextResponse(status, std::move(text));
  response.Set("cache-control", "no-store");
  if (co_await WriteAll(HeadOf(response, /*chunked=*/false, /*keep=*/false), response.body))
    co_await Linger();
}

asio::awaitable<void> Connection::Linger() {
  error_code error;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
  ExpireIn(stream_, kLinger);
  std::array<char, 4096> unread;
  for (size_t taken = 0; !error && taken < kLingerBytes;) {
    taken += co_await stream_.async_read_some(asio::buffer(unread), Into(error));
  }
}

}  // namespace diandan::gateway
