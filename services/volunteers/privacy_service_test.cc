// Who sees what of a person, and what is stored: through gRPC on a real PostgreSQL.
#include <gtest/gtest.h>

#include <utility>

#include "absl/strings/escaping.h"
#include "diandan/volunteers/v1/person_export_service.grpc.pb.h"
#include "diandan/volunteers/v1/reveal_service.grpc.pb.h"
#include "services/volunteers/people_world_testing.h"
#include "tests/support/matchers.h"

namespace diandan::volunteers {
namespace {

using diandan::testing::InOrg;
using diandan::testing::Refused;
using diandan::testing::TestCaller;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StrEq;

class PrivacyTest : public ::testing::Test, protected PeopleWorld {};

TEST_F(PrivacyTest, PersonalFieldsAreMaskedForTheClerkAndClearForThePerson) {
  v1::Volunteer person = Registered();
  EXPECT_FALSE(person.has_personal());
  EXPECT_TRUE(person.by_proxy());
  EXPECT_THAT(person.registered_by(), StrEq(clerk.subject));
  v1::GetVolunteerRequest get;
  get.set_name(person.name());
  EXPECT_THAT(clerk.Call(*people, &v1::VolunteerService::Stub::GetVolunteer, get)->personal().phone(),
              StrEq("138****8000"));
  EXPECT_THAT(far_clerk.Call(*people, &v1::VolunteerService::Stub::GetVolunteer, get),
              Refused(errors::v1::NOT_ALLOWED));
  const Uuid id = ParseResourceName(person.name())->id;
  TestCaller self = world.CallerWith({testing::Self(kCounty, id)}, id);
  EXPECT_THAT(self.Call(*people, &v1::VolunteerService::Stub::GetVolunteer, get)->personal().legal_name(),
              StrEq("张小满"));
}

TEST_F(PrivacyTest, WhoHasNoBusinessSeesNobody) {
  v1::Volunteer person = Registered();
  TestCaller neighbour = world.CallerWith(Role::kCountyAdmin, InOrg(150526, "elsewhere"));
  TestCaller leader = world.CallerWith(Role::kLeader, testing::InTeam(kCounty, NewId()));
  v1::GetVolunteerRequest get;
  get.set_name(person.name());
  v1::ListVolunteersRequest list;
  list.set_parent(kCountyName);
  v1::FindVolunteerRequest find;
  find.set_parent(kCountyName);
  find.set_phone("13800138000");
  for (const TestCaller& who : {op, neighbour, leader}) {
    EXPECT_THAT(who.Call(*people, &v1::VolunteerService::Stub::GetVolunteer, get),
                Refused(errors::v1::NOT_ALLOWED));
    EXPECT_THAT(who.Call(*people, &v1::VolunteerService::Stub::ListVolunteers, list),
                Refused(errors::v1::NOT_ALLOWED));
    EXPECT_THAT(who.Call(*people, &v1::VolunteerService::Stub::FindVolunteer, find),
                Refused(errors::v1::NOT_ALLOWED));
  }
  EXPECT_THAT(clerk.Call(*people, &v1::VolunteerService::Stub::ListVolunteers, list),
              Refused(errors::v1::FIELD_INVALID))
      << "the whole county is not a clerk's";
  list.set_org(OrgName("150525100201"));
  EXPECT_EQ(clerk.Call(*people, &v1::VolunteerService::Stub::ListVolunteers, list)->volunteers_size(), 1);
  EXPECT_THAT(far_clerk.Call(*people, &v1::VolunteerService::Stub::ListVolunteers, list),
              Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(anyone.Call(*people, &v1::VolunteerService::Stub::GetVolunteer, get),
              Refused(errors::v1::NOT_SIGNED_IN));
}

TEST_F(PrivacyTest, OnlyWhoRegistersPeopleIsToldTheKeyOfAnImport) {
  v1::GetImportKeyRequest ask;
  ask.set_parent(kCountyName);
  auto key = [&](const TestCaller& who) {
    return who.Call(*people, &v1::VolunteerService::Stub::GetImportKey, ask);
  };
  ASSERT_OK(key(clerk));
  const std::string told = key(clerk)->key();
  ASSERT_TRUE(ParseUuid(told).ok()) << told;
  EXPECT_EQ(key(admin)->key(), told) << "whoever goes on with a file derives the same ids";
  const TestCaller auditor = world.CallerWith(Role::kAuditor, InOrg(kCounty, OrgPath("150525")));
  const TestCaller neighbour = world.CallerWith(Role::kCountyAdmin, InOrg(150526, "elsewhere"));
  EXPECT_THAT(key(auditor), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(key(neighbour), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(key(anyone), Refused(errors::v1::NOT_SIGNED_IN));
  ask.set_parent("counties/150526");
  EXPECT_NE(key(neighbour)->key(), told) << "every county has its own";
}

// Another client derives other ids from the same line: the ID number is what tells a person.
TEST_F(PrivacyTest, OnePersonIsNotRegisteredTwiceUnderOneIdNumber) {
  auto line = Registration();
  line.mutable_personal()->set_id_number("11010519491231002X");
  line.mutable_personal()->clear_birth_date();  // the number tells it
  ASSERT_OK(clerk.Call(*people, &v1::VolunteerService::Stub::RegisterVolunteer, line));
  line.set_request_id(NewId().ToString());
  line.set_volunteer_id(NewId().ToString());
  EXPECT_THAT(clerk.Call(*people, &v1::VolunteerService::Stub::RegisterVolunteer, line),
              Refused(errors::v1::ALREADY_EXISTS));
}

TEST_F(PrivacyTest, PeopleAreFoundByExactValuesOnly) {
  v1::Volunteer person = Registered();
  v1::FindVolunteerRequest find;
  find.set_parent(kCountyName);
  auto found = [&](const TestCaller& who) {
    auto answer = who.Call(*people, &v1::VolunteerService::Stub::FindVolunteer, find);
    EXPECT_OK(answer);
    return answer->volunteers_size();
  };
  find.set_phone("138 0013 8000");
  EXPECT_EQ(found(clerk), 1);
  EXPECT_EQ(found(far_clerk), 0) << "people of another village";
  find.set_phone("1380013800");
  EXPECT_EQ(found(clerk), 0);
  find.set_legal_name("张小满");
  EXPECT_EQ(found(clerk), 1);
  find.set_number(person.number());
  EXPECT_EQ(found(clerk), 1);
}

TEST_F(PrivacyTest, OneIdNumberRegistersOnceAndIsFreeAfterErasure) {
  auto first = Registration(), second = Registration("13900139000");
  for (auto* request : {&first, &second}) {
    request->mutable_personal()->clear_birth_date();
    request->mutable_personal()->set_id_number("11010519491231002x");
  }
  auto person = clerk.Call(*people, &v1::VolunteerService::Stub::RegisterVolunteer, first);
  ASSERT_OK(person);
  EXPECT_THAT(clerk.Call(*people, &v1::VolunteerService::Stub::RegisterVolunteer, second),
              Refused(errors::v1::ALREADY_EXISTS));
  ASSERT_OK(admin.Call(*people, &v1::VolunteerService::Stub::EraseVolunteer,
                       On<v1::EraseVolunteerRequest>(person->name())));
  v1::GetVolunteerRequest get;
  get.set_name(person->name());
  auto erased = admin.Call(*people, &v1::VolunteerService::Stub::GetVolunteer, get);
  EXPECT_EQ(erased->state(), v1::Volunteer::ERASED);
  EXPECT_FALSE(erased->has_personal());
  EXPECT_THAT(erased->number(), StrEq(person->number()));
  EXPECT_THAT(admin.Call(*people, &v1::VolunteerService::Stub::SuspendVolunteer,
                         [&] {
                           auto suspend = On<v1::SuspendVolunteerRequest>(person->name());
                           suspend.set_reason(v1::OWN_WISH);
                           return suspend;
                         }()),
              Refused(errors::v1::PERSON_ERASED));
  second.set_request_id(NewId().ToString());
  EXPECT_OK(clerk.Call(*people, &v1::VolunteerService::Stub::RegisterVolunteer, second));
}

TEST_F(PrivacyTest, AnErasedPersonLeavesThePostVacant) {
  v1::Volunteer person = Registered();
  const std::string station = OrgName("150525100201");
  auto appoint = On<v1::AppointPostRequest>(station);
  appoint.set_kind(v1::Post::HEAD);
  appoint.set_holder(person.name());
  ASSERT_OK(admin.Call(*orgs, &v1::OrgService::Stub::AppointPost, appoint));
  ASSERT_OK(admin.Call(*people, &v1::VolunteerService::Stub::EraseVolunteer,
                       On<v1::EraseVolunteerRequest>(person.name())));
  v1::GetOrgRequest get;
  get.set_name(station);
  auto org = admin.Call(*orgs, &v1::OrgService::Stub::GetOrg, get);
  ASSERT_OK(org);
  EXPECT_THAT(org->posts(0).kind(), v1::Post::HEAD);
  EXPECT_THAT(org->posts(0).holder(), StrEq(""));
  EXPECT_TRUE(org->posts(0).has_since_time());
}

TEST_F(PrivacyTest, NoPersonalTextIsStoredInClearAnywhere) {
  v1::Volunteer person = Registered("13612345678");
  auto dump = [&](const std::string& table) {
    return Text("SELECT coalesce(string_agg(t::text, ' '), '') FROM " + table + " AS t");
  };
  // bytea prints as hexadecimal, so a word may stand in two forms.
  for (const char* table : {"volunteer", "person", "identity", "event", "account", "sign_in_name"}) {
    for (const char* word : {"13612345678", "张小满", "1990-01-02", "naiman-admin", kGoodPassword}) {
      EXPECT_THAT(dump(table), Not(HasSubstr(word))) << table;
      EXPECT_THAT(dump(table), Not(HasSubstr(absl::BytesToHexString(word)))) << table;
    }
  }
  // What is public is there: the dumps hold what they should.
  EXPECT_THAT(dump("volunteer"), HasSubstr("小满"));
  EXPECT_THAT(dump("event"), HasSubstr(absl::BytesToHexString(person.number())));
}

TEST_F(PrivacyTest, PersonalColumnsAreTaggedAndSealed) {
  EXPECT_THAT(
      Text(
          "SELECT coalesce(string_agg(c.relname || '.' || a.attname, ' ' ORDER BY 1), '') FROM pg_attribute a"
          " JOIN pg_class c ON c.oid = a.attrelid AND c.relnamespace = 'volunteers'::regnamespace"
          " WHERE col_description(c.oid, a.attnum) = 'personal' AND a.atttypid NOT IN ('bytea'::regtype, "
          "'uuid'::regtype)"),
      StrEq(""))
      << "a personal column holds sealed bytes or a keyed hash";
  EXPECT_THAT(
      Text(
          "SELECT coalesce(string_agg(c.relname || '.' || a.attname, ' ' ORDER BY 1), '') FROM pg_attribute a"
          " JOIN pg_class c ON c.oid = a.attrelid AND c.relnamespace = 'volunteers'::regnamespace"
          " WHERE c.relkind = 'r' AND a.attname ~ '(legal_name|phone|birth|id_number|guardian_(name|phone)|"
          "^sign_in_name$|_index$)' AND col_description(c.oid, a.attnum) IS DISTINCT FROM 'personal'"),
      StrEq(""))
      << "an untagged column";
  EXPECT_THAT(
      Text("SELECT coalesce(string_agg(relname, ' ' ORDER BY 1), '') FROM pg_class WHERE relkind = 'r' AND"
           " relnamespace = 'volunteers'::regnamespace AND NOT relforcerowsecurity"),
      StrEq("checkpoint sign_in_name"))
      << "checkpoints name counties, numbers and hashes; the directory of sign-in names is the one other "
         "table outside the county rule";
}

TEST_F(PrivacyTest, RevealShowsWhatThePurposeNeedsAndLeavesATrace) {
  auto willing = Registration();
  willing.add_consents(v1::CONTACT);
  auto person = clerk.Call(*people, &v1::VolunteerService::Stub::RegisterVolunteer, willing);
  v1::Volunteer silent = Registered("13900139000");
  auto reveal = v1::RevealService::NewStub(world.ChannelTo("volunteers"));
  v1::RevealRequest request;
  request.set_parent(kCountyName);
  request.set_request_id(NewId().ToString());
  request.set_purpose(v1::NOTICE);
  request.add_volunteers(person->name());
  request.add_volunteers(silent.name());
  auto ask = [&](const TestCaller& who, std::vector<v1::RevealedPerson>* shown) {
    grpc::ClientContext context;
    who.Prepare(context);
    auto reader = reveal->Reveal(&context, request);
    v1::RevealedPerson one;
    while (reader->Read(&one)) shown->push_back(one);
    return rpc::FromGrpc(reader->Finish());
  };
  const int64_t events = Events();
  std::vector<v1::RevealedPerson> shown;
  ASSERT_OK(ask(world.ServiceCaller("orders", admin.subject), &shown));
  ASSERT_EQ(shown.size(), 2u);
  EXPECT_THAT(shown[0].phone(), StrEq("13800138000"));
  EXPECT_THAT(shown[0].legal_name(), StrEq(""));
  EXPECT_THAT(shown[1].withheld(), StrEq("NO_CONSENT"));
  EXPECT_EQ(Events(), events + 1);
  const std::vector<v1::RevealedPerson> first = std::exchange(shown, {});
  ASSERT_OK(ask(world.ServiceCaller("orders", admin.subject), &shown));
  ASSERT_EQ(shown.size(), 2u);
  EXPECT_THAT(shown[0].phone(), StrEq(first[0].phone())) << "the answer was lost, the same request again";
  EXPECT_EQ(Events(), events + 1);
  shown.clear();
  request.set_request_id(NewId().ToString());
  EXPECT_THAT(ask(world.ServiceCaller("matching"), &shown), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(ask(clerk, &shown), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_TRUE(shown.empty());
}

TEST_F(PrivacyTest, ACopyIsWholeForThePersonMaskedForTheAdminAndNobodyElses) {
  auto registration = Registration();
  registration.mutable_personal()->clear_birth_date();
  registration.mutable_personal()->set_id_number("11010519491231002x");
  const auto person = clerk.Call(*people, &v1::VolunteerService::Stub::RegisterVolunteer, registration);
  ASSERT_OK(person);
  auto account = NewAccount("xiaoman");
  account.set_volunteer(person->name());
  ASSERT_OK(admin.Call(*accounts, &v1::AccountService::Stub::CreateAccount, account));
  ASSERT_OK(SignIn("xiaoman", kGoodPassword));
  const auto exports = v1::PersonExportService::NewStub(world.ChannelTo("volunteers"));
  v1::ExportPersonRequest request;
  request.set_parent(kCountyName);
  request.set_volunteer(person->name());
  // All parts as one text, or the refusal.
  auto copy_for = [&](const TestCaller& who) -> StatusOr<std::string> {
    grpc::ClientContext context;
    who.Prepare(context);
    const auto reader = exports->ExportPerson(&context, request);
    std::string all;
    for (v1::PersonPart part; reader->Read(&part);) all += part.DebugString();
    if (const grpc::Status status = reader->Finish(); !status.ok()) return rpc::FromGrpc(status);
    return all;
  };
  request.set_request_id(NewId().ToString());
  const TestCaller neighbour = world.CallerWith(Role::kCountyAdmin, InOrg(150526, "elsewhere"));
  const int64_t before = Events();
  for (const TestCaller& who : {clerk, far_clerk, neighbour, op, world.ServiceCaller("hours")})
    EXPECT_THAT(copy_for(who), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_EQ(Events(), before);

  const Uuid id = ParseResourceName(person->name())->id;
  const auto own = copy_for(world.CallerWith({testing::Self(kCounty, id)}, id));
  ASSERT_OK(own);
  for (const char* wanted : {"11010519491231002X", "13800138000", "kind: RECORD", "xiaoman", "session_id"})
    EXPECT_THAT(*own, HasSubstr(wanted));
  EXPECT_THAT(*own, Not(HasSubstr("argon2id")));
  EXPECT_EQ(Events(), before + 1);

  request.set_request_id(NewId().ToString());
  const auto masked = copy_for(admin);
  ASSERT_OK(masked);
  for (const char* hidden : {"11010519491231002X", "13800138000", "xiaoman"})
    EXPECT_THAT(*masked, Not(HasSubstr(hidden)));
  EXPECT_EQ(Events(), before + 2);
  ASSERT_OK(copy_for(admin));
  EXPECT_EQ(Events(), before + 2) << "the answer was lost, the same request again";
  EXPECT_THAT(Text("SELECT count(*)::text FROM event WHERE kind = 'PERSON_EXPORTED'"), StrEq("2"));

  ASSERT_OK(admin.Call(*people, &v1::VolunteerService::Stub::EraseVolunteer,
                       On<v1::EraseVolunteerRequest>(person->name())));
  request.set_request_id(NewId().ToString());
  const auto left = copy_for(admin);
  ASSERT_OK(left);
  EXPECT_THAT(*left, HasSubstr(person->number()));
  for (const char* gone :
       {"personal {", "13800138000", "138****", "11010519491231002X", "session_id", "小满"})
    EXPECT_THAT(*left, Not(HasSubstr(gone)));
  request.set_volunteer(ResourceNameOf(kCounty, "volunteers", NewId()));
  EXPECT_THAT(copy_for(admin), Refused(errors::v1::VOLUNTEER_UNKNOWN));
}

}  // namespace
}  // namespace diandan::volunteers
