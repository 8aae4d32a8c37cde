// What a caller is told whose bytes are no message of the call.
#include "services/rpc/unreadable.h"

#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "grpcpp/impl/codegen/client_unary_call.h"
#include "services/rpc/client.h"
#include "services/rpc/server.h"
#include "services/rpc/toy_testing.h"
#include "tests/support/matchers.h"
#include "tests/support/postgres.h"

namespace diandan::rpc {
namespace {

using testing::InvalidAt;
using toy::v1::Toys;

// Answers whoever gets as far as this.
class Reached : public Serving<Toys> {
 public:
  Reached() { ServeOnly(this, &Reached::GetThing, &Reached::CountTo); }
  grpc::ServerUnaryReactor* GetThing(Context* context, const toy::v1::GetThingRequest*, toy::v1::Thing*) {
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "reached"));
    return reactor;
  }
  grpc::ServerWriteReactor<toy::v1::Thing>* CountTo(Context*, const toy::v1::CountToRequest*) {
    return new RefusedStream<toy::v1::Thing>(grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "reached"));
  }
};

class UnreadableTest : public ::testing::Test {
 protected:
  // Bytes of any kind, as a client in another language or none may send them.
  grpc::Status SendRaw(const std::string& bytes, const std::string& language) {
    grpc::Slice slice(bytes);
    return Send(grpc::ByteBuffer(&slice, 1), language);
  }

  // "\xC1\xF5" is 刘 as GBK has it. A message that holds it is written all the same; only reading is strict.
  grpc::Status SendGbk(const std::string& language) {
    toy::v1::GetThingRequest request;
    request.set_name("\xC1\xF5");
    return Send(request, language);
  }

  grpc::Status CountRaw(const std::string& bytes) {
    return Call(
        "CountTo", grpc::internal::RpcMethod::SERVER_STREAMING, "en",
        [&](grpc::Channel* channel, const grpc::internal::RpcMethod& method, grpc::ClientContext* context) {
          grpc::Slice slice(bytes);
          const std::unique_ptr<grpc::ClientReader<toy::v1::Thing>> stream(
              grpc::internal::ClientReaderFactory<toy::v1::Thing>::Create(channel, method, context,
                                                                          grpc::ByteBuffer(&slice, 1)));
          toy::v1::Thing thing;
          EXPECT_FALSE(stream->Read(&thing));
          return stream->Finish();
        });
  }

 private:
  template <typename Request>
  grpc::Status Send(const Request& request, const std::string& language) {
    return Call(
        "GetThing", grpc::internal::RpcMethod::NORMAL_RPC, language,
        [&](grpc::Channel* channel, const grpc::internal::RpcMethod& method, grpc::ClientContext* context) {
          toy::v1::Thing thing;
          return grpc::internal::BlockingUnaryCall(channel, method, context, request, &thing);
        });
  }

  template <typename Body>
  grpc::Status Call(const std::string& name, grpc::internal::RpcMethod::RpcType type,
                    const std::string& language, const Body& body) {
    if (server_ == nullptr) server_ = Server::Start({.services = {&service_}}).value();
    auto channel = server_->InProcessChannel();
    const std::string path = "/diandan.toy.v1.Toys/" + name;
    const grpc::internal::RpcMethod method(path.c_str(), type, channel);
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(10)));
    context.AddMetadata(kLanguageKey, language);
    return body(channel.get(), method, &context);
  }

  Reached service_;
  std::unique_ptr<Server> server_;
};

TEST_F(UnreadableTest, TextThatIsNoUtf8IsNamedByItsField) {
  const grpc::Status chinese = SendGbk("zh-CN");
  EXPECT_EQ(chinese.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(FromGrpc(chinese), InvalidAt("name", "文字的编码不对，请用 UTF-8"));
  EXPECT_THAT(FromGrpc(SendGbk("en")), InvalidAt("name", "Text must be UTF-8"));
  EXPECT_EQ(InfoOf(FromGrpc(SendGbk("en"))).fields(0).value(), "\xEF\xBF\xBD");
}

TEST_F(UnreadableTest, BytesThatAreNoMessageAreRefusedToo) {
  // A field of 100 bytes of which two came, after text that was broken in an earlier call.
  (void)SendGbk("en");
  const grpc::Status cut = SendRaw("\x0A\x64gb", "en");
  EXPECT_EQ(cut.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(
      FromGrpc(cut),
      InvalidAt("request", "These bytes are no message of this call: check the version of the protos"));
}

TEST_F(UnreadableTest, AStreamThatCannotBeReadIsNeverBegun) {
  const grpc::Status cut = CountRaw("\x08");
  EXPECT_EQ(cut.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(InfoOf(FromGrpc(cut)).fields(0).field(), "request");
  EXPECT_EQ(CountRaw("\x08\x03").error_code(), grpc::StatusCode::UNIMPLEMENTED);
}

TEST_F(UnreadableTest, WhatCanBeReadPassesUntouched) {
  (void)SendGbk("en");
  EXPECT_EQ(SendRaw("\x0A\x02gb", "en").error_code(), grpc::StatusCode::UNIMPLEMENTED);
}

}  // namespace
}  // namespace diandan::rpc
