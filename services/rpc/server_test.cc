// Listening and connecting: what is open, to whom, and what a wrong start says.
#include "services/rpc/server.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/rpc/serving.h"
#include "services/rpc/toy_testing.h"
#include "tests/support/certificates.h"
#include "tests/support/matchers.h"
#include "tests/support/postgres.h"

namespace diandan::rpc {
namespace {

using testing::CertificateAuthority;
using testing::InvalidAt;
using toy::v1::Toys;

// Answers without a home: enough to see who gets through.
class Echo : public Serving<Toys> {
 public:
  explicit Echo(bool alone = true) {
    alone ? ServeOnly(this, &Echo::GetThing) : Serve(this, &Echo::GetThing);
  }
  Reactor* GetThing(Context* context, const toy::v1::GetThingRequest* request, toy::v1::Thing* response) {
    response->set_name(request->name());
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

TEST(ServingTest, AServiceThatLacksAMethodDoesNotStart) {
  try {
    Echo echo(/*alone=*/false);
    FAIL();
  } catch (const std::logic_error& error) {
    EXPECT_STREQ(error.what(), "diandan.toy.v1.Toys serves 1 of its 7 methods");
  }
}

class ServerTest : public ::testing::Test {
 protected:
  testing::TemporaryFolder folder_;
  CertificateAuthority authority_{folder_.path()};
  Echo echo_;
  const std::string socket_ = folder_.path() + "/diandan.sock";

  grpc::Status Ask(const std::shared_ptr<grpc::Channel>& channel, const std::string& name = "hello") {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(10)));
    toy::v1::GetThingRequest request;
    request.set_name(name);
    toy::v1::Thing response;
    return Toys::NewStub(channel)->GetThing(&context, request, &response);
  }
  ServerOptions Tcp() {
    return {.services = {&echo_}, .tcp_address = "127.0.0.1:0", .tls = authority_.Issue("server")};
  }
};

TEST_F(ServerTest, TheSocketIsForItsOwnerOnlyAndGoesWithTheServer) {
  auto server = Server::Start({.services = {&echo_}, .unix_socket = socket_});
  ASSERT_OK(server);
  struct stat info {};
  ASSERT_EQ(stat(socket_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  EXPECT_TRUE(Ask(*Connect("unix:" + socket_, nullptr)).ok());
  (*server)->Shutdown(absl::Seconds(1));
  EXPECT_NE(stat(socket_.c_str(), &info), 0);
}

TEST_F(ServerTest, ASocketThatAnswersIsNotTakenOverAndADeadOneIs) {
  auto first = Server::Start({.services = {&echo_}, .unix_socket = socket_});
  ASSERT_OK(first);
  EXPECT_THAT(Server::Start({.services = {&echo_}, .unix_socket = socket_}),
              InvalidAt("--listen", "socket_free"));
  EXPECT_TRUE(Ask(*Connect("unix:" + socket_, nullptr)).ok());
  const std::string left = socket_ + "2";
  ASSERT_EQ(link(socket_.c_str(), left.c_str()), 0);
  first->reset();
  auto second = Server::Start({.services = {&echo_}, .unix_socket = left});
  ASSERT_OK(second);
  EXPECT_TRUE(Ask(*Connect("unix:" + left, nullptr)).ok());
}

TEST_F(ServerTest, AWrongSocketIsNamed) {
  const auto nowhere =
      Server::Start({.services = {&echo_}, .unix_socket = folder_.path() + "/no/such/socket"});
  EXPECT_THAT(nowhere, InvalidAt("--listen", "folder"));
  EXPECT_EQ(InfoOf(nowhere.status()).fields(0).value(), folder_.path() + "/no/such");
  EXPECT_THAT(Server::Start({.services = {&echo_}, .unix_socket = "/" + std::string(120, 'x')}),
              InvalidAt("--listen", "socket_path:107"));
  std::ofstream(socket_) << "precious";
  EXPECT_THAT(Server::Start({.services = {&echo_}, .unix_socket = socket_}),
              InvalidAt("--listen", "socket_file"));
}

TEST_F(ServerTest, ATakenPortIsAnError) {
  auto first = Server::Start(Tcp());
  ASSERT_OK(first);
  ServerOptions again = Tcp();
  again.tcp_address = absl::StrCat("127.0.0.1:", (*first)->tcp_port());
  const auto second = Server::Start(again);
  EXPECT_THAT(second, InvalidAt("--tcp", "port_free"));
  EXPECT_EQ(InfoOf(second.status()).fields(0).value(), again.tcp_address);
}

TEST_F(ServerTest, TcpIsNeverOpenedWithoutReadableCertificates) {
  EXPECT_THAT(Server::Start({.services = {&echo_}, .tcp_address = "127.0.0.1:0"}),
              InvalidAt("--tls_cert", "tls_required"));
  ServerOptions options = Tcp();
  options.tls.private_key = folder_.path() + "/missing.key";
  const auto refused = Server::Start(options);
  EXPECT_THAT(refused, InvalidAt("--tls_key", "tls_readable:No such file or directory"));
  EXPECT_EQ(InfoOf(refused.status()).fields(0).value(), options.tls.private_key);
  EXPECT_THAT(Connect("127.0.0.1:1", nullptr), InvalidAt("--tls_cert", "tls_required"));
}

TEST_F(ServerTest, OnlyClientsOfTheSameAuthorityGetThrough) {
  auto server = Server::Start(Tcp());
  ASSERT_OK(server);
  const std::string address = absl::StrCat("127.0.0.1:", (*server)->tcp_port());
  const TlsFiles friendly = authority_.Issue("client");
  EXPECT_TRUE(Ask(*Connect(address, &friendly)).ok());

  CertificateAuthority stranger(folder_.path(), "stranger");
  TlsFiles foreign = stranger.Issue("foreign");
  foreign.authority = friendly.authority;
  EXPECT_EQ(Ask(*Connect(address, &foreign)).error_code(), grpc::StatusCode::UNAVAILABLE);
  auto plain = grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
  EXPECT_EQ(Ask(plain).error_code(), grpc::StatusCode::UNAVAILABLE);
  TlsFiles distrusting = friendly;
  distrusting.authority = foreign.certificate;
  EXPECT_EQ(Ask(*Connect(address, &distrusting)).error_code(), grpc::StatusCode::UNAVAILABLE);
}

// Moved into place, as whoever renews certificates does it.
void Replace(const TlsFiles& old, const TlsFiles& fresh) {
  std::filesystem::rename(fresh.authority, old.authority);
  std::filesystem::rename(fresh.private_key, old.private_key);
  std::filesystem::rename(fresh.certificate, old.certificate);
}

TEST_F(ServerTest, ARotatedCertificateCountsWithoutARestart) {
  ServerOptions options = Tcp();
  options.tls.look_again_seconds = 1;
  auto server = Server::Start(options);
  ASSERT_OK(server);
  const std::string address = absl::StrCat("127.0.0.1:", (*server)->tcp_port());
  const TlsFiles before = authority_.Issue("before");
  const auto standing = *Connect(address, &before);
  ASSERT_TRUE(Ask(standing).ok());

  // Another authority altogether, so that only the new files explain who gets through.
  CertificateAuthority next(folder_.path(), "next");
  TlsFiles after = next.Issue("after");
  const std::string trusted = folder_.path() + "/after-authority.pem";
  std::filesystem::copy_file(after.authority, trusted);
  Replace(options.tls, next.Issue("server-after"));
  after.authority = trusted;
  const absl::Time until = absl::Now() + absl::Minutes(1);
  while (!Ask(*Connect(address, &after)).ok()) ASSERT_LT(absl::Now(), until);

  EXPECT_TRUE(Ask(standing).ok()) << "connections that stand go on";
  TlsFiles old_identity = before;
  old_identity.authority = trusted;
  EXPECT_EQ(Ask(*Connect(address, &old_identity)).error_code(), grpc::StatusCode::UNAVAILABLE)
      << "the authority of before is foreign now";
  CertificateAuthority stranger(folder_.path(), "stranger");
  TlsFiles foreign = stranger.Issue("foreign");
  foreign.authority = trusted;
  EXPECT_EQ(Ask(*Connect(address, &foreign)).error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(ServerTest, ModulesMayCallEachOtherUntilTheServerIsGone) {
  auto server = Server::Start({.services = {&echo_}, .unix_socket = socket_});
  ASSERT_OK(server);
  auto channel = (*server)->InProcessChannel();
  (*server)->Shutdown(absl::Seconds(1));
  EXPECT_EQ(Ask(*Connect("unix:" + socket_, nullptr)).error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_TRUE(Ask(channel).ok());
}

TEST_F(ServerTest, AMessageThatIsTooLongIsRefused) {
  auto server = Server::Start({.services = {&echo_}, .unix_socket = socket_});
  ASSERT_OK(server);
  auto channel = (*server)->InProcessChannel();
  EXPECT_TRUE(Ask(channel, std::string(1'000'000, 'x')).ok());
  EXPECT_EQ(Ask(channel, std::string(1'100'000, 'x')).error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
}

}  // namespace
}  // namespace diandan::rpc
