// A thousand idle live boards of one township over HTTP/1.1, watched by four accounts: what they take of the
// server's memory. They are live: at the end one change reaches every one of them.
#include <sys/resource.h>

#include <atomic>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "boost/asio/io_context.hpp"
#include "boost/asio/ip/tcp.hpp"
#include "boost/asio/read_until.hpp"
#include "boost/asio/write.hpp"
#include "tests/bench/order_steps.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr int kBoards = 1000;
constexpr absl::Duration kIdle = absl::Seconds(45);  // past two heartbeats
constexpr char kWatch[] = "/diandan.orders.v1.BoardService/WatchBoard";

// Both sides of the connections may be in processes that start with few descriptors.
void AllowManyConnections() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

std::string TownshipOf(const County& county) {
  auto id = [&](const std::string& code) { return DeriveUuid(county.id, code).ToString(); };
  return absl::StrCat(id(absl::StrCat(county.id)), ".", id(absl::StrCat(county.id, "100")));
}

// A connection that was asked for one thing and answered, as a browser's, and now waits for news.
class Board {
 public:
  Board(asio::io_context& context, int port, const std::string& token, const std::string& message)
      : socket_(context) {
    socket_.connect({asio::ip::address_v4::loopback(), static_cast<unsigned short>(port)});
    const std::string frame = std::string({0, 0, 0, 0, char(message.size())}) + message;
    const std::string request = absl::StrCat(
        "POST ", kWatch, " HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/connect+json\r\n",
        "accept-language: en\r\nauthorization: Bearer ", token, "\r\ncontent-length: ", frame.size(),
        "\r\n\r\n", frame);
    asio::write(socket_, asio::buffer("GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n", 42));
    ReadPast("ok\n");
    asio::write(socket_, asio::buffer(request));
    ReadPast("\"seq\":");
  }
  void ReadPast(const std::string& text) {
    unread_.erase(0, asio::read_until(socket_, asio::dynamic_buffer(unread_), text));
  }
  // Until it is told of this position; heartbeats in between repeat the one before.
  void AwaitSeq(int64_t seq) { ReadPast(absl::StrCat("\"seq\":\"", seq, "\"")); }

 private:
  tcp::socket socket_;
  std::string unread_;
};

// An order placed; where the county stands after it.
int64_t ChangeSomething(const Site& site, const County& county) {
  const OrderPlan plan(county, county.villages[0]);
  std::string position;
  Checked(KeepInFlight(1, absl::InfiniteDuration(), [&, placed = false](int, Finished finished) mutable {
    if (std::exchange(placed, true)) return false;
    Send(site.orders(0), &orders::v1::OrderService::Stub::async_interface::PlaceOrder, county.officer.token,
         "", plan.Place(), [&, finished](const grpc::Status& status, auto&, auto& context) {
           position = PositionOf(context);
           finished(Problem(status));
         });
    return true;
  }));
  return std::stoll(position.substr(position.rfind('/') + 1));
}

}  // namespace

std::vector<Row> BenchBoards(const Settings& settings) {
  AllowManyConnections();
  const Site site("volunteers,orders,gateway", settings.connections);
  auto counties = site.Build({.counties = 1, .villages = 2, .members = 2});
  site.SignInAgain(counties);
  const County& county = counties[0];
  const std::string message =
      absl::StrCat(R"({"parent":")", county.parent(), R"(","orgPath":")", TownshipOf(county), "\"}");
  const demo::Actor* people[] = {&county.admin, &county.clerk, &county.officer, &county.reviewer};

  Say("boards");
  asio::io_context context;
  const double before = site.server().ProportionalMegabytes();
  std::vector<std::unique_ptr<Board>> boards;
  for (int i = 0; i < kBoards; ++i) {
    boards.push_back(
        std::make_unique<Board>(context, site.http_port(), people[size_t(i) % 4]->token, message));
  }
  const absl::Duration used = site.server().OwnCpuTime();
  absl::SleepFor(kIdle);
  const double idle =
      100 * absl::ToDoubleSeconds(site.server().OwnCpuTime() - used) / absl::ToDoubleSeconds(kIdle);
  const double grown = site.server().ProportionalMegabytes() - before;
  const absl::Time changed = absl::Now();
  const int64_t seq = ChangeSomething(site, county);
  for (auto& board : boards) board->AwaitSeq(seq);
  const double told = absl::ToDoubleMilliseconds(absl::Now() - changed);
  return {{.name = "boards",
           .value = grown,
           .unit = "MB",
           .against = "",
           .ratio = std::nullopt,
           .note = absl::StrFormat("%d idle boards of one scope, from %.0f MB; %.2f %% of a core; a change "
                                   "reached all in %.0f ms",
                                   kBoards, before, idle, told)}};
}

}  // namespace diandan::bench
