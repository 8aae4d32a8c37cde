#include "clients/demo/demo_load.h"

#include "absl/strings/str_cat.h"
#include "clients/demo/demo_parts.h"
#include "clients/demo/demo_people.h"
#include "clients/demo/demo_places.h"
#include "diandan/volunteers/v1/account_service.grpc.pb.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"

namespace diandan::demo {

namespace v = volunteers::v1;

namespace {

constexpr int kInFlight = 8;
// Numbers that people read follow from the order in which things were made: these are made one by one, so
// that every load gives the same.
constexpr int kOneByOne = 1;
// Passwords are hashed two at a time and only a few callers may wait.
constexpr int kHashesInFlight = 4;
constexpr char kOperator[] = "operator";

// Opens the county as the operator: its townships and the first county admin.
Status OpenCounty(Stage& stage, const std::string& operator_token) {
  if (operator_token.empty()) return Refuse(errors::v1::NOT_FOUND, {{"what", "keys/operator.token"}});
  DD_ASSIGN_OR_RETURN(Actor op, stage.SignIn(kOperator, operator_token));
  v::ImportDivisionsRequest divisions;
  divisions.set_parent(CountyParent());
  divisions.set_request_id(DemoId("request/divisions").ToString());
  v::Division& county = *divisions.add_divisions();
  county.set_code(kCountyCode);
  county.set_display_name(kCountyName);
  for (const Place& township : Townships()) {
    v::Division& division = *divisions.add_divisions();
    division.set_code(township.code);
    division.set_display_name(township.name);
  }
  DD_RETURN_IF_ERROR(stage.Call(op, &v::OrgService::Stub::ImportDivisions, divisions).status());

  const AccountPlan& admin = Accounts().front();
  v::BootstrapCountyRequest opening;
  opening.set_parent(CountyParent());
  opening.set_request_id(DemoId("request/bootstrap").ToString());
  opening.set_county_name(kCountyName);
  opening.set_account_id(DemoId(absl::StrCat("account/", admin.sign_in_name)).ToString());
  opening.set_sign_in_name(admin.sign_in_name);
  opening.set_password(kDemoPassword);
  opening.set_display_name(admin.display_name);
  return stage.Call(op, &v::AccountService::Stub::BootstrapCounty, opening).status();
}

StatusOr<Actor> SignInAdmin(Stage& stage) {
  return stage.SignIn(Accounts().front().sign_in_name, kDemoPassword);
}

bool NobodyOfThatName(const Status& refusal) { return ReasonOf(refusal) == errors::v1::SIGN_IN_FAILED; }

}  // namespace

StatusOr<Loaded> LoadDemo(Stage& stage, const std::string& operator_token,
                          const std::function<void(int percent)>& tell) {
  auto admin = SignInAdmin(stage);
  if (admin.ok()) {
    DD_ASSIGN_OR_RETURN(bool there, HasMark(stage, *admin));
    if (there) return Loaded::kBefore;
  }
  if (NobodyOfThatName(admin.status())) {
    DD_RETURN_IF_ERROR(OpenCounty(stage, operator_token));
    admin = SignInAdmin(stage);
  }
  DD_RETURN_IF_ERROR(admin.status());

  struct Part {
    std::vector<Task> tasks;
    int in_flight;
  };
  std::vector<Part> parts;
  for (auto make : {StationTasks, PointTasks, HouseholdTasks, UnitTasks}) {
    parts.push_back({make(stage, *admin), kInFlight});
  }
  parts.push_back({VolunteerTasks(stage, *admin), kOneByOne});
  for (auto make :
       {TeamTasks, MemberTasks, PaperTasks, TrainingTasks, AttendedTasks, MenuTasks, ProjectTasks}) {
    parts.push_back({make(stage, *admin), kInFlight});
  }
  parts.push_back({AccountTasks(stage, *admin), kHashesInFlight});
  int total = 0;
  for (const Part& part : parts) total += static_cast<int>(part.tasks.size());
  constexpr int kOrders = 36;  // about; they are known once their people can sign in
  Progress progress(total + kOrders, tell);
  for (const Part& part : parts) DD_RETURN_IF_ERROR(RunAll(part.tasks, part.in_flight, progress));
  DD_ASSIGN_OR_RETURN(const OrderParts orders, OrderTasks(stage));
  DD_RETURN_IF_ERROR(RunAll(orders.placing, kOneByOne, progress));
  DD_RETURN_IF_ERROR(RunAll(orders.walking, kInFlight, progress));
  DD_RETURN_IF_ERROR(MakeMark(stage, *admin));
  return Loaded::kNow;
}

}  // namespace diandan::demo
