// One call through the door: who, may they, is it well formed, the answer, and how a refusal looks.
#include "services/rpc/handle.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "diandan/volunteers/v1/events.pb.h"
#include "services/base/seal.h"
#include "services/rpc/access_book.h"
#include "services/rpc/client.h"
#include "services/rpc/metrics.h"
#include "services/rpc/toy_testing.h"
#include "tests/support/matchers.h"

namespace diandan::rpc {
namespace {

using ::testing::HasSubstr;
using testing::InOrg;
using testing::Refused;
using ::testing::StartsWith;
using testing::TestCaller;
using toy::v1::Thing;
using toy::v1::Toys;

class HandleTest : public ::testing::Test {
 protected:
  ToyWorld toy_;

  StatusOr<Thing> PutAs(const TestCaller& caller, const toy::v1::PutThingRequest& request) {
    return caller.Call(*toy_.stub, &Toys::Stub::PutThing, request);
  }
  StatusOr<Thing> GetAs(const TestCaller& caller, CountyId county, const Uuid& thing) {
    toy::v1::GetThingRequest request;
    request.set_name(ResourceNameOf(county, "things", thing));
    return caller.Call(*toy_.stub, &Toys::Stub::GetThing, request);
  }
};

TEST_F(HandleTest, AMutationIsStoredAndReadBack) {
  const Uuid thing = toy_.NewId();
  auto put = toy_.Send(toy_.Put(kNaiman, thing, 7));
  ASSERT_OK(put);
  EXPECT_EQ(put->value(), 7);
  auto got = GetAs(toy_.clerk, kNaiman, thing);
  ASSERT_OK(got);
  EXPECT_EQ(got->times(), 1);
}

TEST_F(HandleTest, ARepeatedRequestIsAnsweredWithTheThingAsItIsNowAndAppendsNothing) {
  const Uuid thing = toy_.NewId();
  const auto first = toy_.Put(kNaiman, thing, 1);
  ASSERT_OK(toy_.Send(first));
  ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, 2)));
  auto again = toy_.Send(first);
  ASSERT_OK(again);
  EXPECT_EQ(again->value(), 2);
  EXPECT_EQ(again->times(), 2);
  EXPECT_EQ(toy_.Count("toys", "SELECT count(*) FROM event"), 2);
}

TEST_F(HandleTest, ARequestIdWithOtherContentOrAnotherCallerIsRefused) {
  auto request = toy_.Put(kNaiman, toy_.NewId(), 1);
  ASSERT_OK(toy_.Send(request));
  TestCaller other = toy_.world.CallerWith(Role::kClerk, InOrg(kNaiman, "c1"));
  EXPECT_THAT(PutAs(other, request), Refused(errors::v1::REQUEST_ID_REUSED));
  request.set_value(2);
  EXPECT_THAT(toy_.Send(request), Refused(errors::v1::REQUEST_ID_REUSED));
}

TEST_F(HandleTest, WhatIsKeptOfARequestTellsNothingWithoutTheKey) {
  const auto request = toy_.Put(kNaiman, toy_.NewId(), 7);
  ASSERT_OK(toy_.Send(request));
  const std::string meant =
      absl::StrCat(toy_.clerk.subject, "\n", request.GetTypeName(), "\n", request.SerializeAsString());
  auto kept_as = [&](const std::string& hash) {
    return toy_.Count("toys",
                      absl::StrCat("SELECT count(*) FROM event WHERE request_hash = '\\x", ToHex(hash), "'"));
  };
  EXPECT_EQ(kept_as(KeyedHash(toy_.world.keys().RequestKey(), meant)), 1);
  EXPECT_EQ(kept_as(Sha256(meant)), 0) << "whoever guesses the content could prove the guess";
  EXPECT_EQ(kept_as(KeyedHash(Key(), meant)), 0) << "no key was given";
}

TEST_F(HandleTest, WithoutASignInNothingIsSaidAboutTheRequest) {
  auto request = toy_.Put(kNaiman, toy_.NewId(), 5000);
  EXPECT_THAT(PutAs(toy_.world.Nobody(), request), Refused(errors::v1::NOT_SIGNED_IN));
}

TEST_F(HandleTest, TheRowDecidesBeforeTheRequestIsLookedAt) {
  TestCaller leader = toy_.world.CallerWith(Role::kLeader, InOrg(kNaiman, "c1"));
  EXPECT_THAT(PutAs(leader, toy_.Put(kNaiman, toy_.NewId(), 5000)), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(PutAs(toy_.kulun_clerk, toy_.Put(kNaiman, toy_.NewId(), 1)), Refused(errors::v1::NOT_ALLOWED));
}

TEST_F(HandleTest, AWrongFieldIsNamedWithTheWishInTheCallersLanguage) {
  auto request = toy_.Put(kNaiman, toy_.NewId(), 5000);
  request.set_request_id("");
  toy_.clerk.language = Language::kEnglish;
  auto english = InfoOf(toy_.Send(request).status());
  ASSERT_EQ(english.reason(), errors::v1::FIELD_INVALID);
  ASSERT_EQ(english.fields_size(), 2);
  EXPECT_EQ(english.fields(0).field(), "request_id");
  EXPECT_EQ(english.fields(1).field(), "value");
  EXPECT_EQ(english.fields(1).value(), "5000");
  EXPECT_THAT(english.fields(1).want(), HasSubstr("1000"));
  toy_.clerk.language = Language::kChinese;
  auto chinese = InfoOf(toy_.Send(request).status());
  EXPECT_NE(chinese.message(), english.message());
  EXPECT_THAT(chinese.message(), ::testing::MatchesRegex(".*[\x80-\xff]+.*"));
}

TEST_F(HandleTest, ARefusalOnTheWireIsAStatusThatAnyGrpcClientUnderstands) {
  grpc::ClientContext context;
  toy_.clerk.Prepare(context);
  Thing response;
  grpc::Status status = toy_.stub->PutThing(&context, toy_.Put(kNaiman, toy_.NewId(), 13), &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  errors::v1::Status wire;
  ASSERT_TRUE(wire.ParseFromString(status.error_details()));
  EXPECT_EQ(wire.code(), 9);
  EXPECT_EQ(wire.message(), status.error_message());
  ASSERT_EQ(wire.details_size(), 1);
  EXPECT_EQ(wire.details(0).type_url(), "type.googleapis.com/diandan.errors.v1.ErrorInfo");
  errors::v1::ErrorInfo info;
  ASSERT_TRUE(wire.details(0).UnpackTo(&info));
  EXPECT_EQ(info.reason(), errors::v1::ORDER_WRONG_STATE);
  EXPECT_EQ(info.params().at("state"), "COMPLETED");
  EXPECT_FALSE(info.message().empty());
}

TEST_F(HandleTest, AnAnswerToAMutationTellsWhereItStands) {
  for (int seq : {1, 2}) {
    grpc::ClientContext context;
    toy_.clerk.Prepare(context);
    Thing response;
    ASSERT_TRUE(toy_.stub->PutThing(&context, toy_.Put(kNaiman, toy_.NewId(), 1), &response).ok());
    const auto& trailing = context.GetServerTrailingMetadata();
    auto found = trailing.find(kPositionKey);
    ASSERT_NE(found, trailing.end());
    EXPECT_EQ(std::string(found->second.data(), found->second.size()), absl::StrCat("toys/150525/", seq));
  }
}

TEST_F(HandleTest, SeveralLaneCommandsOfOneSlowCallRepeatAsOne) {
  toy::v1::PutTwiceRequest request;
  request.set_request_id(toy_.NewId().ToString());
  request.set_name(ResourceNameOf(kNaiman, "things", toy_.NewId()));
  for (int time : {1, 2}) {
    auto put = toy_.clerk.Call(*toy_.stub, &Toys::Stub::PutTwice, request);
    ASSERT_OK(put) << time;
    EXPECT_EQ(put->times(), 2);
  }
}

TEST_F(HandleTest, ACountyNobodyGaveTheCallerIsNotReadEither) {
  const Uuid thing = toy_.NewId();
  ASSERT_OK(toy_.Send(toy_.Put(kKulun, thing, 1)));
  EXPECT_THAT(GetAs(toy_.clerk, kKulun, thing), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_OK(GetAs(toy_.world.ServiceCaller("copies"), kKulun, thing));
  EXPECT_THAT(GetAs(toy_.world.ServiceCaller("strangers"), kKulun, thing), Refused(errors::v1::NOT_ALLOWED));
}

TEST_F(HandleTest, ARevocationActsAtOnceWhateverTheTokenSays) {
  const Uuid thing = toy_.NewId();
  ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, 1)));
  toy_.world.ChangeAccess(toy_.clerk, {});
  EXPECT_THAT(GetAs(toy_.clerk, kNaiman, thing), Refused(errors::v1::NOT_ALLOWED));
  toy_.world.ChangeAccess(toy_.clerk, {}, /*epoch=*/2);
  EXPECT_THAT(GetAs(toy_.clerk, kNaiman, thing), Refused(errors::v1::TOKEN_EXPIRED));
  toy_.world.ChangeAccess(toy_.clerk, {}, /*epoch=*/1, /*disabled=*/true);
  EXPECT_THAT(GetAs(toy_.clerk, kNaiman, thing), Refused(errors::v1::ACCOUNT_DISABLED));
}

TEST_F(HandleTest, TokensEndAndAreNotMadeUp) {
  const Uuid thing = toy_.NewId();
  TestCaller caller = toy_.clerk;
  caller.token = toy_.world.TokenFor(caller.account, kNaiman, 1, absl::Minutes(10));
  EXPECT_THAT(GetAs(caller, kNaiman, thing), Refused(errors::v1::NOT_FOUND));
  toy_.world.clock.Advance(absl::Minutes(11));
  EXPECT_THAT(GetAs(caller, kNaiman, thing), Refused(errors::v1::TOKEN_EXPIRED));
  caller.token = toy_.clerk.token;
  caller.token[40] = caller.token[40] == 'A' ? 'B' : 'A';
  EXPECT_THAT(GetAs(caller, kNaiman, thing), Refused(errors::v1::NOT_SIGNED_IN));
}

TEST_F(HandleTest, AnAccountThatWasNotFollowedYetIsToldToTryAgain) {
  TestCaller early = toy_.clerk;
  early.retry = false;
  early.token = toy_.world.TokenFor(toy_.NewId(), kNaiman);
  Status status = GetAs(early, kNaiman, toy_.NewId()).status();
  EXPECT_THAT(status, Refused(errors::v1::NOT_YET_FOLLOWED));
  EXPECT_TRUE(InfoOf(status).retry());
}

// Applies an ACCOUNT_CHANGED of `volunteers` as the follower would.
TEST_F(HandleTest, AFollowedAccountIsKnownFromThenOn) {
  const Home& home = toy_.world.home("toys");
  AccessBook book(home.pool);
  const EventHandler handler = book.Handlers().begin()->second;
  volunteers::v1::AccountChanged changed;
  changed.set_account_id(toy_.NewId().ToString());
  const Uuid account = ParseUuid(changed.account_id()).value();
  events::v1::Event event;
  event.mutable_position()->set_county_id(kNaiman);
  Verb verb;
  verb.touches = [&](const google::protobuf::Message& m, Touches& touches) {
    handler.touches(event, m, touches);
  };
  verb.rule = [&](Work& work, const google::protobuf::Message& m) { return handler.rule(work, event, m); };
  const Caller self;
  auto follow = [&] {
    db::Command command;
    command.county = kNaiman;
    command.caller = &self;
    command.verb = &verb;
    command.request = &changed;
    command.received_at = toy_.world.clock.Now();
    ASSERT_OK(home.lanes->Run(std::move(command)));
    handler.after(event, changed);
  };
  EXPECT_FALSE(book.Load(kNaiman, account).value()->known);

  auto* grant = changed.add_grants();
  grant->set_role(volunteers::v1::CLERK);
  grant->set_county_id(kNaiman);
  grant->set_org_path("c1.t4");
  follow();
  EXPECT_EQ(book.Cached(kNaiman, account), nullptr);
  auto access = book.Load(kNaiman, account).value();
  EXPECT_TRUE(access->known);
  ASSERT_EQ(access->grants.size(), 1u);
  EXPECT_EQ(access->grants[0].grant.role, Role::kClerk);
  EXPECT_EQ(access->grants[0].grant.org_path, "c1.t4");
  EXPECT_EQ(book.Cached(kNaiman, account), access);

  changed.set_epoch(3);
  changed.clear_grants();
  follow();
  access = book.Load(kNaiman, account).value();
  EXPECT_EQ(access->epoch, 3);
  EXPECT_TRUE(access->grants.empty());
}

TEST_F(HandleTest, WhatIsOpenToEveryoneIsOpenToAStaleTokenToo) {
  TestCaller stale = toy_.clerk;
  stale.token = "v4.public.nonsense";
  grpc::ClientContext context;
  stale.Prepare(context);
  toy::v1::CountToRequest request;
  request.set_value(3);
  auto reader = toy_.stub->CountTo(&context, request);
  Thing thing;
  int read = 0;
  while (reader->Read(&thing)) EXPECT_EQ(thing.value(), ++read);
  EXPECT_TRUE(reader->Finish().ok());
  EXPECT_EQ(read, 3);
}

TEST_F(HandleTest, AStreamWhoseReaderLeavesEnds) {
  grpc::ClientContext context;
  toy_.clerk.Prepare(context);
  toy::v1::CountToRequest request;
  request.set_value(100'000);
  auto reader = toy_.stub->CountTo(&context, request);
  Thing thing;
  ASSERT_TRUE(reader->Read(&thing));
  context.TryCancel();
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
  // The pool has four threads; were one still held by each stream, this would not come back.
  for (int i = 0; i < 8; ++i)
    EXPECT_THAT(GetAs(toy_.clerk, kNaiman, toy_.NewId()), Refused(errors::v1::NOT_FOUND));
}

TEST_F(HandleTest, ManyCallsAtOnceLoseNothing) {
  const Uuid thing = toy_.NewId();
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) EXPECT_OK(toy_.Send(toy_.Put(kNaiman, thing, i == 13 ? 0 : i)));
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(GetAs(toy_.clerk, kNaiman, thing)->times(), 200);
  EXPECT_THAT(Metrics::Get().Text(),
              HasSubstr("diandan_calls_total{rpc=\"/diandan.toy.v1.Toys/PutThing\",code=\"OK\"}"));
}

}  // namespace
}  // namespace diandan::rpc
