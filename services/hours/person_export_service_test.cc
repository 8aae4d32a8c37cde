// A person's copy of what `hours` keeps about them: entries and transfers, and nobody else's.
#include <map>

#include "diandan/hours/v1/person_export_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "services/hours/hours_testing.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::Refused;
using diandan::testing::TestCaller;
using ::testing::SizeIs;

class HoursCopyTest : public ::testing::Test {
 protected:
  using Copy = std::map<v1::PersonPart::PartCase, std::vector<v1::PersonPart>>;

  StatusOr<Copy> CopyFor(const TestCaller& caller, const std::string& whose, const std::string& request_id) {
    v1::ExportPersonRequest request;
    request.set_parent("counties/150525");
    request.set_request_id(request_id);
    request.set_volunteer(ResourceNameOf(kCounty, "volunteers", Id(whose)));
    grpc::ClientContext context;
    caller.Prepare(context);
    const auto reader = stub->ExportPerson(&context, request);
    Copy copy;
    for (v1::PersonPart part; reader->Read(&part);) copy[part.part_case()].push_back(part);
    if (const grpc::Status status = reader->Finish(); !status.ok()) return rpc::FromGrpc(status);
    return copy;
  }
  StatusOr<Copy> CopyFor(const TestCaller& caller, const std::string& whose) {
    return CopyFor(caller, whose, w.RequestId());
  }
  int64_t Taken() {
    return w.Number(kCounty, "SELECT count(*) FROM event WHERE kind = 'PERSON_HOURS_EXPORTED'");
  }

  HoursWorld w;
  const std::unique_ptr<v1::PersonExportService::Stub> stub =
      v1::PersonExportService::NewStub(w.world.ChannelTo("hours"));
};

TEST_F(HoursCopyTest, HoldsTheirHoursAndNobodyElses) {
  Told credited = Told("credited").With("赵", 0, 120), waits = Told("waits").With("赵", 300, 360),
       other = Told("other").With("钱", 0, 60);
  for (const Told* each : {&credited, &waits, &other}) w.Settle(*each);
  ASSERT_OK(w.Decide(w.Reviewer(kCounty), w.Verdict(kCounty, credited.entry())));

  const std::string request_id = w.RequestId();
  const TestCaller zhao = w.Person(Id("赵"));
  const auto copy = CopyFor(zhao, "赵", request_id);
  ASSERT_OK(copy);
  ASSERT_THAT(copy->at(v1::PersonPart::kEntry), SizeIs(2));
  for (const v1::PersonPart& part : copy->at(v1::PersonPart::kEntry))
    EXPECT_EQ(IdOf(part.entry().volunteer()), Id("赵"));
  const auto transfers = w.Number(
      kCounty,
      absl::StrCat("SELECT count(*) FROM transfer WHERE volunteer_id = '", Id("赵").ToString(), "'"));
  EXPECT_GT(transfers, 2) << "two that wait, and what became of one of them";
  EXPECT_THAT(copy->at(v1::PersonPart::kTransfer), SizeIs(transfers));
  EXPECT_THAT(CopyFor(zhao, "赵", request_id).value(), SizeIs(copy->size()));
  EXPECT_EQ(Taken(), 1) << "asked twice, taken once";
}

TEST_F(HoursCopyTest, IsForThePersonAndWhoeverGovernsTheCounty) {
  w.Settle(Told("one").With("赵", 0, 120));
  for (const TestCaller& who : {w.Person(Id("钱")), w.Reviewer(kCounty)})
    EXPECT_THAT(CopyFor(who, "赵").status(), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_EQ(Taken(), 0) << "who is refused takes nothing, and no event says so";
  const TestCaller admin = w.world.CallerWith(Role::kCountyAdmin, diandan::testing::InOrg(kCounty, "c"));
  ASSERT_OK(CopyFor(admin, "赵"));
  EXPECT_EQ(Taken(), 1);
}

}  // namespace
}  // namespace diandan::hours
