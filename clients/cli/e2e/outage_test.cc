// A server that does not answer: exit code 4, what to type, and that typing it does the thing once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <regex>
#include <thread>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "clients/cli/e2e/town.h"
#include "clients/demo/stage.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/base/wire_status.h"
#include "services/db/database.h"
#include "tests/support/matchers.h"

namespace diandan::cli {
namespace {

namespace o = orders::v1;
using ::testing::HasSubstr;
using ::testing::Not;

// Takes calls at the server's socket and never answers one.
class Deaf {
 public:
  explicit Deaf(const std::string& data_dir)
      : path_(data_dir + "/diandan.sock"), socket_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path_.c_str(), path_.size());
    listening =
        bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 && listen(socket_, 9) == 0;
  }
  ~Deaf() {
    close(socket_);
    unlink(path_.c_str());
  }
  bool listening = false;

 private:
  const std::string path_;
  const int socket_;
};

TEST(Outage, NoServerAtAllIsSaidAtOnceWithHowToStartIt) {
  Terminals town;
  MakeTown(town);
  town.Stop();
  const Said chinese = town.Run("站员", "order list");
  EXPECT_EQ(chinese.exit, 4);
  EXPECT_THAT(chinese.talk, HasSubstr("diandan.sock"));
  EXPECT_THAT(chinese.talk, HasSubstr("这里没有在运行的服务。启动它：deploy/up"));
  EXPECT_THAT(chinese.talk, HasSubstr("再送一次（只算一次）：diandan order list"));
  town.language = Language::kEnglish;
  EXPECT_THAT(town.Run("站员", "order list").talk, HasSubstr("No server runs here. Start it: deploy/up"));
}

TEST(Outage, AChangeThatWasNotAnsweredIsRepeatedWithItsRequestId) {
  Terminals town;
  MakeTown(town);
  const std::string answer = town.Must("站员", "order place '王奶奶 周四 理发' --yes --plain");
  const std::string name = answer.substr(answer.rfind('\t') + 1, answer.size() - answer.rfind('\t') - 2);
  town.Stop();
  Said broken;
  {
    const Deaf deaf(town.data_dir());
    ASSERT_TRUE(deaf.listening);
    broken = town.Run("镇干部", "order approve " + name + " --timeout 1");
  }
  EXPECT_EQ(broken.exit, 4);
  EXPECT_EQ(broken.answer, "");
  std::smatch repeat;
  ASSERT_TRUE(std::regex_search(broken.talk, repeat,
                                std::regex("diandan (order approve .* --request-id [-0-9a-f]{36})")))
      << broken.talk;
  town.Start();
  const std::string first = town.Must("镇干部", repeat[1]);
  EXPECT_EQ(town.Must("镇干部", repeat[1]), first);
}

// PostgreSQL dies and comes back; the server stays and recovers by itself.
TEST(Outage, ADatabaseThatIsGone) {
  testing::TemporaryFolder folder;
  auto postgres = db::EmbeddedPostgres::Start({.data_dir = folder.path() + "/data", .quick_stop = true});
  ASSERT_OK(postgres);
  Terminals town((*postgres)->admin_conninfo());
  MakeTown(town);
  const std::string before = town.Must("站员", "order list --plain --all");
  postgres->reset();
  const Said chinese = town.Run("站员", "order place '王奶奶 周四 理发' --yes --timeout 2");
  EXPECT_EQ(chinese.exit, 4);
  EXPECT_THAT(chinese.talk, HasSubstr("中心的账本暂时没应答，已经记下的都在。（DATABASE_UNAVAILABLE）"));
  EXPECT_THAT(chinese.talk, HasSubstr("再送一次（只算一次）：diandan order place"));
  town.language = Language::kEnglish;
  const Said english = town.Run("站员", "order list --timeout 2");
  EXPECT_EQ(english.exit, 4);
  EXPECT_THAT(english.talk, HasSubstr("what was recorded is safe. (DATABASE_UNAVAILABLE)"));

  postgres = db::EmbeddedPostgres::Start({.data_dir = folder.path() + "/data", .quick_stop = true});
  ASSERT_OK(postgres);
  EXPECT_EQ(town.Must("站员", "order list --plain --all"), before);
  town.Must("站员", "order place '王奶奶 周四 理发' --yes");
  town.Stop();
}

// A clerk's phone: one order after another, each sent until it is there, and a look at the list in between.
class Phone {
 public:
  Phone(Terminals& town, const o::PlaceOrderRequest& pattern, const std::string& token)
      : orders_(o::OrderService::NewStub(town.server().InProcessChannel())),
        pattern_(pattern),
        token_(token) {}

  // False when something is refused for good.
  bool PlaceOne() {
    o::PlaceOrderRequest place = pattern_;
    place.set_request_id(NewUuid(absl::Now()).ToString());
    place.set_name(ResourceNameOf(990101, "orders", NewUuid(absl::Now())));
    place.mutable_order()->mutable_sessions(0)->set_session_id(NewUuid(absl::Now()).ToString());
    o::ListOrdersRequest list;
    list.set_parent("counties/990101");
    list.set_page_size(1);
    return Sent(&o::OrderService::Stub::PlaceOrder, place) && Sent(&o::OrderService::Stub::ListOrders, list);
  }

 private:
  template <typename Request, typename Response>
  bool Sent(demo::Method<o::OrderService::Stub, Request, Response> method, const Request& request) {
    for (;;) {
      grpc::ClientContext context;
      context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(30)));
      context.AddMetadata("authorization", "Bearer " + token_);
      Response response;
      const grpc::Status answer = (orders_.get()->*method)(&context, request, &response);
      if (answer.ok()) return true;
      const Status refused = FromWire(answer.error_code(), answer.error_message(), answer.error_details());
      EXPECT_TRUE(InfoOf(refused).retry()) << refused;
      if (!InfoOf(refused).retry()) return false;
    }
  }

  const std::unique_ptr<o::OrderService::Stub> orders_;
  const o::PlaceOrderRequest pattern_;
  const std::string token_;
};

TEST(Outage, PostgresKilledUnderLoadLosesAndDoublesNothing) {
  testing::TemporaryFolder folder;
  auto postgres = db::EmbeddedPostgres::Start({.data_dir = folder.path() + "/data", .quick_stop = true});
  ASSERT_OK(postgres);
  Terminals town((*postgres)->admin_conninfo());
  MakeTown(town);
  o::PlaceOrderRequest pattern;
  const std::string shown = town.Must("站员", "order place '王奶奶 周四 理发' --yes --dry-run --json");
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(shown, &pattern).ok()) << shown;
  demo::Stage stage(
      demo::Channels::All(town.server().InProcessChannel()), [&] { return town.clock.Now(); },
      Language::kChinese);
  const auto clerk = stage.SignIn("hong-clerk", std::string(absl::StripAsciiWhitespace(kTownPassword)));
  ASSERT_OK(clerk);

  absl::Mutex mutex;
  int placed = 0, goal = 20;
  bool enough = false;
  std::vector<std::thread> phones;
  for (int i = 0; i < 4; ++i) {
    phones.emplace_back([&] {
      Phone phone(town, pattern, clerk->token);
      for (bool good = true; good;) {
        good = phone.PlaceOne();
        absl::MutexLock lock(&mutex);
        placed += good;
        enough |= !good;
        good = !enough;
      }
    });
  }
  auto reached = [&] { return enough || placed >= goal; };
  for (int kills = 0; kills < 3; ++kills) {
    absl::MutexLock lock(&mutex, absl::Condition(&reached));
    if (kills < 2) kill((*postgres)->postmaster_pid(), SIGKILL);
    goal += 40;
    enough |= kills == 2;
  }
  for (std::thread& phone : phones) phone.join();

  EXPECT_GE(placed, 100);
  EXPECT_EQ(town.Count("SELECT count(*) FROM orders.event WHERE kind = 'ORDER_PLACED'"), placed);
  EXPECT_EQ(town.Count("SELECT max(seq) - count(*) FROM orders.event WHERE county_id = 990101"), 0);
  EXPECT_EQ(town.Run("站员", "order list --plain").exit, 0);
  town.Stop();
}

}  // namespace
}  // namespace diandan::cli
