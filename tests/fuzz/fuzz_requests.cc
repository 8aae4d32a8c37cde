// A message of any type on its way in: decoded, checked against the limits beside its fields, its county and
// page found; and a command of the loop also by its rule, in a county that has an order in every state.
//
// The first two bytes say which type, the rest is its wire form. Changed in the messages' own terms
// (drawn.h).
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "diandan/hours/v1/entry_service.pb.h"
#include "diandan/matching/v1/plan_service.pb.h"
#include "diandan/orders/v1/attendance_service.pb.h"
#include "diandan/orders/v1/menu_service.pb.h"
#include "diandan/orders/v1/order_service.pb.h"
#include "diandan/volunteers/v1/volunteer_service.pb.h"
#include "services/base/page.h"
#include "services/base/validate.h"
#include "services/orders/completion_rules.h"
#include "services/orders/desk_rules.h"
#include "services/orders/fact_rules.h"
#include "services/orders/menu_rules.h"
#include "services/orders/offer_rules.h"
#include "services/orders/reschedule_rules.h"
#include "services/orders/roster_rules.h"
#include "services/orders/rules_testing.h"
#include "tests/fuzz/drawn.h"

namespace diandan::fuzz {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::Message;
using google::protobuf::MessageFactory;
using orders::testing::County;

struct Input {
  const Descriptor* type;
  const Verb* verb = nullptr;  // of those whose rule needs nothing but the request
};

template <typename Request>
Input Ruled(const Verb& verb) {
  return {Request::descriptor(), &verb};
}

std::vector<Input> AllInputs() {
  using namespace orders;
  std::vector<Input> inputs = {Ruled<v1::ApproveOrderRequest>(ApproveOrderVerb()),
                               Ruled<v1::RefuseOrderRequest>(RefuseOrderVerb()),
                               Ruled<v1::EscalateOrderRequest>(EscalateOrderVerb()),
                               Ruled<v1::CancelOrderRequest>(CancelOrderVerb()),
                               Ruled<v1::CloseUnservedRequest>(CloseUnservedVerb()),
                               Ruled<v1::OfferOrderRequest>(OfferOrderVerb()),
                               Ruled<v1::AcceptOrderRequest>(AcceptOrderVerb()),
                               Ruled<v1::DeclineOfferRequest>(DeclineOfferVerb()),
                               Ruled<v1::WithdrawAcceptanceRequest>(WithdrawAcceptanceVerb()),
                               Ruled<v1::ReleaseOrderRequest>(ReleaseOrderVerb()),
                               Ruled<v1::RescheduleOrderRequest>(RescheduleOrderVerb()),
                               Ruled<v1::ConfirmRescheduleRequest>(ConfirmRescheduleVerb()),
                               Ruled<v1::SetRosterRequest>(SetRosterVerb()),
                               Ruled<v1::CheckInRequest>(CheckInVerb()),
                               Ruled<v1::CheckOutRequest>(CheckOutVerb()),
                               Ruled<v1::RecordFactsRequest>(RecordFactsVerb()),
                               Ruled<v1::AbortServiceRequest>(AbortServiceVerb()),
                               Ruled<v1::CreateMenuItemRequest>(CreateMenuItemVerb()),
                               Ruled<v1::UpdateMenuItemRequest>(UpdateMenuItemVerb()),
                               Ruled<v1::CreateProjectRequest>(CreateProjectVerb()),
                               Ruled<v1::UpdateProjectRequest>(UpdateProjectVerb())};
  // One file of each package pulls in the others of its library; whatever an RPC takes is among their
  // messages.
  for (const Descriptor* known :
       {v1::PlaceOrderRequest::descriptor(), hours::v1::DecideEntriesRequest::descriptor(),
        matching::v1::CommitPlanRequest::descriptor(),
        volunteers::v1::RegisterVolunteerRequest::descriptor()}) {
    const std::string package = known->file()->package();
    for (const char* file :
         {"order_service",     "attendance_service",  "rating_service",      "menu_service",
          "wish_service",      "loop_policy_service", "notice_service",      "webhook_service",
          "board_service",     "back_fill_service",   "record_service",      "entry_service",
          "case_service",      "policy_service",      "points_service",      "redemption_service",
          "reward_service",    "ledger_service",      "report_service",      "draw_service",
          "honour_service",    "exchange_service",    "certificate_service", "evaluation_service",
          "plan_service",      "matching_service",    "simulation_service",  "suggestion_service",
          "fairness_service",  "emergency_service",   "account_service",     "org_service",
          "sign_in_service",   "team_service",        "training_service",    "unit_service",
          "volunteer_service", "reveal_service"}) {
      const std::string path = absl::StrCat(absl::StrReplaceAll(package, {{".", "/"}}), "/", file, ".proto");
      const auto* found = DescriptorPool::generated_pool()->FindFileByName(path);
      for (int s = 0; found != nullptr && s < found->service_count(); ++s) {
        for (int m = 0; m < found->service(s)->method_count(); ++m)
          inputs.push_back({found->service(s)->method(m)->input_type()});
      }
    }
  }
  return inputs;
}

const std::vector<Input>& Inputs() {
  static const auto* inputs = new std::vector<Input>(AllInputs());
  return *inputs;
}

std::unique_ptr<Message> NewOf(const Descriptor& type) {
  return std::unique_ptr<Message>(MessageFactory::generated_factory()->GetPrototype(&type)->New());
}

// An order in every state, one with an offer; and the names by which messages reach them.
void Furnish(County& county) {
  for (int number = orders::v1::PLACED; number <= orders::v1::CANCELLED; ++number)
    county.AddOrder(absl::StrCat("o", number), static_cast<orders::v1::OrderState>(number));
  county.AddOffer(absl::StrCat("o", int(orders::v1::OPEN)), "team");
}

void LearnNames(Drawn& drawn) {
  using orders::testing::Id;
  using orders::testing::Name;
  orders::v1::PlaceOrderRequest names;
  auto learn = [&](const std::string& name) {
    names.set_name(name);
    drawn.Learn(names);
  };
  for (int number = orders::v1::PLACED; number <= orders::v1::CANCELLED; ++number) {
    const std::string order = absl::StrCat("o", number);
    learn(Name("orders", order));
    learn(Id(absl::StrCat(order, "/session")).ToString());
    learn(orders::OfferId(Id(order), Id("team")).ToString());
  }
  for (const char* team : {"team", "rival", "far_team"}) learn(Name("teams", team));
  for (const char* person : {"a", "b"}) learn(Name("volunteers", person));
  learn(Name("orgs", "village"));
  learn(Name("menu_items", "haircut"));
  learn("counties/150525");
}

}  // namespace
}  // namespace diandan::fuzz

using namespace diandan;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace fuzz;
  if (size < 3) return 0;
  const Input& input = Inputs()[(size_t(data[0]) << 8 | data[1]) % Inputs().size()];
  auto message = NewOf(*input.type);
  if (!message->ParseFromArray(data + 3, int(size - 3))) return 0;
  const Status wellformed = Validate(*message);
  const CountyId at = CountyOf(*message);
  (void)RequestIdOf(*message);
  (void)PageOf(*message);
  if (!wellformed.ok() || input.verb == nullptr || at != orders::testing::kCounty) return 0;
  County county;
  Furnish(county);
  const Caller* callers[] = {&county.clerk,      &county.far_clerk, &county.officer,
                             &county.dispatcher, &county.leader,    &county.rival};
  Touches touches;
  touches.set_county(at);
  input.verb->touches(*message, touches);
  try {
    (void)county.Run(*input.verb, *callers[data[2] % std::size(callers)], *message);
  } catch (const std::exception& bug) {
    // The lane would answer INTERNAL_ERROR: no request may bring a rule to that.
    std::fprintf(stderr, "%s: %s\n%s\n", input.verb->name, bug.what(), message->ShortDebugString().c_str());
    std::abort();
  }
  return 0;
}

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned int seed) {
  using namespace fuzz;
  if (seed % 20 == 0) return LLVMFuzzerMutate(data, size, max_size);
  static const std::unique_ptr<County> county = std::make_unique<County>();
  Drawn drawn(seed, county->now);
  LearnNames(drawn);
  const size_t which = size < 3 || drawn.OneIn(3) ? size_t(drawn.Between(0, int64_t(Inputs().size()) - 1))
                                                  : (size_t(data[0]) << 8 | data[1]) % Inputs().size();
  auto message = NewOf(*Inputs()[which].type);
  const bool same = size >= 3 && which == (size_t(data[0]) << 8 | data[1]);
  if (same && !drawn.OneIn(4) && message->ParseFromArray(data + 3, int(size - 3))) {
    for (int64_t changes = drawn.Between(1, 3); changes > 0; --changes) drawn.Change(*message);
  } else {
    drawn.Fill(*message);
  }
  const size_t needed = 3 + message->ByteSizeLong();
  if (needed > max_size) return LLVMFuzzerMutate(data, size, max_size);
  data[0] = uint8_t(which >> 8);
  data[1] = uint8_t(which);
  data[2] = uint8_t(drawn.Between(0, 255));
  message->SerializeToArray(data + 3, int(needed - 3));
  return needed;
}
