// A phone that never heard the answers sends everything again: nothing happens twice, and it is answered with
// each resource as it is now.
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/hours/hours_module.h"
#include "services/matching/matching_module.h"
#include "services/orders/orders_module.h"
#include "services/volunteers/volunteers_module.h"
#include "tests/scenario/audit_log.h"
#include "tests/scenario/errands.h"
#include "tests/scenario/present.h"
#include "tests/scenario/stories.h"

namespace diandan::scenario {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::MethodDescriptor;
using google::protobuf::util::MessageDifferencer;

void ExpectSameAnswer(Stage& stage, const Stage::Said& said) {
  const Stage::Answer again = said.again();
  if (!said.answer.ok()) {
    EXPECT_EQ(ReasonOf(again.status()), ReasonOf(said.answer.status()));
    return;
  }
  ASSERT_TRUE(again.ok()) << again.status();
  const auto present = Present(stage, said.actor, **again);
  std::string differences;
  MessageDifferencer differencer;
  differencer.ReportDifferencesToString(&differences);
  EXPECT_TRUE(differencer.Compare(*present, **again)) << "a read says, the repeat says: " << differences;
}

std::set<std::string> RepeatAll(Stage& stage) {
  std::set<std::string> repeated;
  const int64_t events = stage.EventsOfPeople();
  for (const Stage::Said& said : stage.said()) {
    SCOPED_TRACE(said.request);
    stage.ForgetWhatIsKept();  // the answer is made of what the repeat itself asks for
    ExpectSameAnswer(stage, said);
    EXPECT_EQ(stage.EventsOfPeople(), events);
    if (said.answer.ok()) repeated.insert(said.request);
  }
  return repeated;
}

// Every method of the four services. A service with a method that has no access row does not start.
std::vector<const MethodDescriptor*> Methods() {
  std::vector<const MethodDescriptor*> methods;
  for (const auto* rows : {&volunteers::VolunteersModule::access(), &orders::OrdersModule::access(),
                           &matching::MatchingModule::access(), &hours::HoursModule::access()}) {
    for (const AccessRow& row : *rows) {
      const std::string name = absl::StrReplaceAll(row.rpc.substr(1), {{"/", "."}});
      const auto* method = DescriptorPool::generated_pool()->FindMethodByName(name);
      EXPECT_NE(method, nullptr) << row.rpc;
      if (method != nullptr) methods.push_back(method);
    }
  }
  return methods;
}

bool IsMutation(const MethodDescriptor& method) {
  return method.input_type()->FindFieldByName("request_id") != nullptr;
}

TEST(Replay, EveryMutationOnceAgain) {
  std::set<std::string> repeated;
  auto tell = [&](const char* name, void (*run)(Stage&)) {
    SCOPED_TRACE(name);
    Stage stage;
    run(stage);
    repeated.merge(RepeatAll(stage));
    ExpectLogInWords(stage);
  };
  for (const Story& story : kStories) tell(story.name, story.tell);
  tell("people", RunPeopleErrands);
  tell("orders", RunOrdersErrands);
  tell("plans", RunPlanErrands);
  tell("suggestions", RunSuggestionErrands);
  tell("hours", RunHoursErrands);
  tell("honours", RunHonourErrands);
  tell("exchange", RunExchangeErrands);
  // Secrets and streams, repeated in sign_in_service_test.cc, second_factor_service_test.cc and
  // privacy_service_test.cc of `volunteers`, simulation_service_test.cc of `matching` and
  // person_export_service_test.cc of `orders` and `hours`.
  const std::set<std::string> elsewhere = {"SignIn",
                                           "Refresh",
                                           "SignOut",
                                           "Reveal",
                                           "SimulatePolicy",
                                           "ExportPerson",
                                           "EndSession",
                                           "EndAllSessions",
                                           "SetUpSecondFactor",
                                           "ConfirmSecondFactor",
                                           "RemoveSecondFactor"};
  for (const MethodDescriptor* method : Methods()) {
    if (!IsMutation(*method) || elsewhere.contains(method->name())) continue;
    EXPECT_TRUE(repeated.contains(method->input_type()->full_name()))
        << method->full_name() << " is not repeated here: do it once, in a story or as an errand (errands.h)";
  }
}

// What has no request_id must need none.
TEST(Replay, EverythingElseOnlyReads) {
  const std::set<std::string> harmless = {
      "Refresh",
      "SignOut",  // a session, not a thing of the county
      "Follow",
      "Reveal",
      "RankTeams",
      "PreviewEvaluationTerms",
      "WhyNot",
      "WhyNotInPlan",
      "WhoAmI",
      "Reconcile",
      "ReplayDeadLetter",  // bring about what is so anyway
      "PreviewPolicy",
      "DownloadCertificate",
      "VerifyCertificate",
      "DownloadHonourPoster",
      "CheckRecords",
      "DescribeForRecords",
      "DescribeServices",
      "ReadDutyFacts",
      "CountDutyFacts",
      "DownloadReport",
  };
  for (const MethodDescriptor* method : Methods()) {
    const bool reads = absl::StartsWith(method->name(), "Get") || absl::StartsWith(method->name(), "List") ||
                       absl::StartsWith(method->name(), "Find") || absl::StartsWith(method->name(), "Watch");
    EXPECT_TRUE(IsMutation(*method) || reads || harmless.contains(method->name())) << method->full_name();
  }
}

}  // namespace
}  // namespace diandan::scenario
