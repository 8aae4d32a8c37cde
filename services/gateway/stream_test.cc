// Streams over HTTP, and callers who are slow, greedy or gone, against a gateway before the toy services.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/gateway/browser_testing.h"
#include "services/gateway/gateway.h"
#include "services/rpc/toy_testing.h"

namespace diandan::gateway {
namespace {

using ::testing::HasSubstr;

std::string Framed(const std::string& message, char flags = 0) {
  const auto size = uint32_t(message.size());
  return std::string({flags, char(size >> 24), char(size >> 16), char(size >> 8), char(size)}) + message;
}

class StreamTest : public ::testing::Test {
 protected:
  void Open(HttpLimits limits = {}) {
    GatewayOptions options{.address = "127.0.0.1:0", .ready = [] { return std::vector<Readiness>(); }};
    options.limits = limits;
    options.upstreams.push_back({"toys", &rpc::ToysModule::access(), toys.world.ChannelTo("toys")});
    gateway = Gateway::Start(std::move(options)).value();
    wire = std::make_unique<Wire>(gateway->port());
  }
  Reply Count(const std::string& body) {
    return wire->Ask("POST", "/diandan.toy.v1.Toys/CountTo", {{"content-type", "application/connect+json"}},
                     body);
  }

  rpc::ToyWorld toys;
  std::unique_ptr<Gateway> gateway;
  std::unique_ptr<Wire> wire;
};

TEST_F(StreamTest, EachMessageIsAFrameAndTheEndTellsHow) {
  Open();
  const Reply reply = Count(Framed(R"({"value":2})"));
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.Header("content-type"), "application/connect+json");
  EXPECT_EQ(reply.body, Framed(R"({"value":1})") + Framed(R"({"value":2})") + Framed("{}", 2));
  EXPECT_EQ(wire->Ask("GET", "/healthz").status, 200) << "the connection goes on";
}

TEST_F(StreamTest, ARefusalStandsInTheLastFrame) {
  Open();
  for (const std::string& body : {Framed(R"({"value":200000})"), Framed("{"), std::string("{}")}) {
    const Reply reply = Count(body);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body[0], 2);
    EXPECT_THAT(reply.body, HasSubstr(R"({"error":{"code":"invalid_argument")"));
  }
  EXPECT_EQ(wire->Call("/diandan.toy.v1.Toys/CountTo", "{}").status, 415);
}

TEST_F(StreamTest, WhoLeavesInTheMiddleEndsIt) {
  Open();
  for (int i = 0; i < 20; ++i) {
    Wire impatient(gateway->port());
    impatient.Send(absl::StrCat("POST /diandan.toy.v1.Toys/CountTo HTTP/1.1\r\nhost: x\r\n",
                                "content-type: application/connect+json\r\ncontent-length: 21\r\n\r\n",
                                Framed(R"({"value":100000})")));
    EXPECT_EQ(impatient.ReceiveHead().status, 200);
    EXPECT_NE(impatient.ReceiveChunk(), "");
  }
  EXPECT_EQ(Count(Framed(R"({"value":1})")).status, 200);
}

TEST_F(StreamTest, HalfRequestsAreEnded) {
  Open({.idle = absl::Milliseconds(50), .header = absl::Milliseconds(50), .body = absl::Milliseconds(50)});
  EXPECT_TRUE(wire->Ended()) << "idle";
  Wire half(gateway->port());
  half.Send("GET /healthz HTTP/1.1\r\nho");
  EXPECT_TRUE(half.Ended());
  Wire no_body(gateway->port());
  no_body.Send("POST /x HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n123");
  EXPECT_TRUE(no_body.Ended());
}

TEST_F(StreamTest, WhatIsTooLongOrNoHttpIsSaidSo) {
  Open({.header_bytes = 4096});
  Wire flood(gateway->port());
  flood.Send("GET /healthz HTTP/1.1\r\n" + std::string(8192, 'a') + ": b\r\n\r\n");
  EXPECT_EQ(flood.Receive().status, 431);
  EXPECT_TRUE(flood.Ended());
  Wire nonsense(gateway->port());
  nonsense.Send("\x16\x03\x01 no HTTP\r\n\r\n");
  EXPECT_EQ(nonsense.Receive().status, 400);
}

TEST_F(StreamTest, OneConnectionTooManyIsClosedAtOnce) {
  Open({.connections = 1});
  EXPECT_EQ(wire->Ask("GET", "/healthz").status, 200);
  EXPECT_EQ(Wire(gateway->port()).Ask("GET", "/healthz").status, 0);
  EXPECT_EQ(wire->Ask("GET", "/healthz").status, 200);
}

TEST(HttpServerTest, AHandlerThatThrowsKeepsNoRoom) {
  HttpServerOptions options{.address = "127.0.0.1:0"};
  options.limits.all_body_bytes = 100;
  options.handler = [](const HttpRequest& request, const Answer& answer) {
    if (request.path == "/bad") throw std::runtime_error("of the test");
    answer(TextResponse(200, "ok"));
  };
  const auto server = HttpServer::Start(std::move(options)).value();
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(Wire(server->port()).Call("/bad", std::string(60, ' ')).status, 0) << "the connection ends";
  EXPECT_EQ(Wire(server->port()).Call("/good", std::string(60, ' ')).status, 200);
}

TEST_F(StreamTest, BodiesHaveABound) {
  Open({.body_bytes = 100, .all_body_bytes = 50});
  EXPECT_EQ(wire->Call("/x", std::string(101, ' ')).status, 404);
  EXPECT_TRUE(wire->Ended());
  Wire busy(gateway->port());
  EXPECT_EQ(busy.Call("/x", std::string(60, ' ')).status, 503);
  EXPECT_TRUE(busy.Ended());
}

}  // namespace
}  // namespace diandan::gateway
