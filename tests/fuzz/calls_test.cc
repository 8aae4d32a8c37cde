// Every RPC of the four services with drawn messages, by everybody, on PostgreSQL: each call ends in time, in
// an answer or in a refusal that says why. Nothing ends in an error of ours, and the books are sound
// afterwards.
//
//   DIANDAN_FUZZ_CALLS   how many (3,000)      DIANDAN_FAULT_SEED   to make the same ones again
#include <algorithm>
#include <atomic>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "diandan/hours/v1/ledger_service.grpc.pb.h"
#include "google/protobuf/dynamic_message.h"
#include "grpcpp/impl/client_unary_call.h"
#include "gtest/gtest.h"
#include "services/base/words.h"
#include "services/hours/hours_module.h"
#include "services/matching/matching_module.h"
#include "services/orders/orders_module.h"
#include "services/rpc/client.h"
#include "services/volunteers/volunteers_module.h"
#include "tests/fault/chance.h"
#include "tests/fuzz/drawn.h"
#include "tests/scenario/errands.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/stories.h"
#include "tests/support/figures.h"
#include "tests/support/in_parallel.h"

namespace diandan::fuzz {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::Message;
using google::protobuf::MessageFactory;
using google::protobuf::MethodDescriptor;

constexpr int kAtOnce = 4;
constexpr absl::Duration kInTime = absl::Seconds(30);

const std::vector<std::string>& Actors() {
  static const auto* actors =
      new std::vector<std::string>{"admin",  "clerk",     "officer",   "dispatcher", "reviewer",
                                   "leader", "neighbour", "volunteer", "operator",   "resident"};
  return *actors;
}

// One answer each: no streams, which end by themselves only.
std::vector<const MethodDescriptor*> Unary() {
  std::vector<const MethodDescriptor*> methods;
  for (const auto* rows : {&volunteers::VolunteersModule::access(), &orders::OrdersModule::access(),
                           &matching::MatchingModule::access(), &hours::HoursModule::access()}) {
    for (const AccessRow& row : *rows) {
      const auto* method = DescriptorPool::generated_pool()->FindMethodByName(
          absl::StrReplaceAll(row.rpc.substr(1), {{"/", "."}}));
      if (!method->server_streaming()) methods.push_back(method);
    }
  }
  return methods;
}

std::unique_ptr<Message> New(const google::protobuf::Descriptor& type) {
  return std::unique_ptr<Message>(MessageFactory::generated_factory()->GetPrototype(&type)->New());
}

bool EndsSignIns(const MethodDescriptor& method) {
  static const auto* names =
      new std::set<std::string>{"SignOut", "EndSession", "EndAllSessions", "SetPassword"};
  return names->contains(method.name());
}

class CallsTest : public ::testing::Test {
 protected:
  // What has happened to whom so far; its messages are what the drawn ones start from.
  CallsTest() {
    scenario::RunHoursErrands(stage_);
    for (const auto& said : stage_.said()) {
      if (said.answer.ok()) learnt_.push_back(*said.answer);
    }
  }

  // Calls of one thread.
  void Work(uint64_t seed, int64_t calls) {
    Drawn drawn(seed, stage_.clock.Now());
    for (const auto& message : learnt_) drawn.Learn(*message);
    std::map<const MethodDescriptor*, std::unique_ptr<Message>> last;  // that was done
    for (int64_t i = 0; i < calls; ++i) {
      const MethodDescriptor& method = *methods_[size_t(drawn.Between(0, int64_t(methods_.size()) - 1))];
      if (EndsSignIns(method) && !drawn.OneIn(20)) continue;
      auto request = New(*method.input_type());
      if (auto known = last.find(&method); known != last.end() && drawn.OneIn(2)) {
        request->CopyFrom(*known->second);
        for (int64_t changes = drawn.Between(1, 3); changes > 0; --changes) drawn.Change(*request);
      } else {
        drawn.Fill(*request);
      }
      auto answer = New(*method.output_type());
      const Status status = Call(method, Actors()[size_t(drawn.Between(0, int64_t(Actors().size()) - 1))],
                                 *request, *answer, seed, i);
      if (!status.ok()) continue;
      drawn.Learn(*answer);
      last[&method] = std::move(request);
    }
  }

  Status Call(const MethodDescriptor& method, const std::string& actor, const Message& request,
              Message& answer, uint64_t seed, int64_t number) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + kInTime));
    const std::string token = TokenOf(actor);
    if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
    const std::string service = std::vector<std::string>(absl::StrSplit(method.full_name(), '.')).at(1);
    const std::string path = absl::StrCat("/", method.service()->full_name(), "/", method.name());
    const auto channel = stage_.ChannelTo(service);
    const grpc::internal::RpcMethod rpc(path.c_str(), grpc::internal::RpcMethod::NORMAL_RPC, channel);
    const Status status =
        rpc::FromGrpc(grpc::internal::BlockingUnaryCall<Message, Message, google::protobuf::MessageLite,
                                                        google::protobuf::MessageLite>(
            channel.get(), rpc, &context, request, &answer));
    ++(status.ok() ? done_ : refused_);
    const Reason reason = ReasonOf(status);
    if (reason == errors::v1::TOKEN_EXPIRED) SignInAgain(actor, token);
    const bool ours =
        !status.ok() && (reason == errors::v1::INTERNAL_ERROR || reason == errors::v1::REASON_UNSPECIFIED ||
                         absl::IsDeadlineExceeded(status));
    EXPECT_FALSE(ours) << path << " by " << actor << ": " << status << "\nDIANDAN_FAULT_SEED=" << seed
                       << " call " << number << "\n"
                       << request.ShortDebugString();
    return status;
  }

  std::string TokenOf(const std::string& actor) {
    absl::MutexLock lock(&mutex_);
    return tokens_.at(actor);
  }

  // Some calls end sign-ins. Whoever cannot come back (a password that was set, too many tries) goes on as
  // nobody.
  void SignInAgain(const std::string& actor, const std::string& stale) {
    absl::MutexLock lock(&mutex_);
    std::string& token = tokens_.at(actor);
    if (token != stale) return;
    stage_.SignedOut(actor);
    try {
      token = stage_.TokenOf(actor);
    } catch (const std::exception&) {
      token.clear();
    }
  }

  scenario::Stage stage_;
  std::vector<std::shared_ptr<const Message>> learnt_;
  const std::vector<const MethodDescriptor*> methods_ = Unary();
  absl::Mutex mutex_;
  std::map<std::string, std::string> tokens_;
  std::atomic<int64_t> done_ = 0, refused_ = 0;
};

TEST_F(CallsTest, EveryCallIsAnsweredOrRefusedForAReason) {
  fault::Chance chance;
  const int64_t calls = fault::Setting("DIANDAN_FUZZ_CALLS", 3'000);
  for (const std::string& actor : Actors()) tokens_[actor] = stage_.TokenOf(actor);
  testing::InParallel(kAtOnce, kAtOnce, [&](int t) { Work(uint64_t(chance.seed() + t), calls / kAtOnce); });
  EXPECT_GT(done_, calls / 50) << "hardly anything was understood";
  stage_.SignedOut("admin");
  hours::v1::ReconcileRequest reconcile;
  reconcile.set_parent(stage_.parent());
  const auto books =
      scenario::OrThrow(stage_.Call("admin", &hours::v1::LedgerService::Stub::Reconcile, reconcile));
  EXPECT_EQ(books.faults_size(), 0) << books.ShortDebugString();
  testing::TellFigures(absl::StrCat("calls (seed ", chance.seed(), "): ", done_ + refused_, " of ",
                                    methods_.size(), " RPCs, ", done_.load(), " done, ", refused_.load(),
                                    " refused", HasFailure() ? "  FAILED" : ", 0 errors of ours"));
}

}  // namespace
}  // namespace diandan::fuzz
