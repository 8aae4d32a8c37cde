// The second wall. In this program, and in no other, everybody passes the services' own check of who may do
// what: the functions below are linked in place of those of base/caller.cc. What is left is row-level
// security, and what another county's people read behind an open door is nothing.
#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "gtest/gtest.h"
#include "services/base/caller.h"
#include "services/db/query.h"
#include "services/hours/hours_module.h"
#include "services/matching/matching_module.h"
#include "services/orders/orders_module.h"
#include "services/volunteers/volunteers_module.h"
#include "tests/security/doors.h"
#include "tests/security/worlds.h"
#include "tests/support/figures.h"

namespace diandan {

Status Allowed(const AccessRow&, const Caller&, const Scope&) { return absl::OkStatus(); }
Status MaybeAllowed(const AccessRow&, const Caller&, CountyId) { return absl::OkStatus(); }
bool KnowsCounty(const Caller&, CountyId) { return true; }

namespace security {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::MethodDescriptor;

// Reads of people's; what anybody may ask, and what only services do, stands open by purpose.
std::vector<const MethodDescriptor*> ReadsOfPeople() {
  std::vector<const MethodDescriptor*> reads;
  for (const auto* rows : {&volunteers::VolunteersModule::access(), &orders::OrdersModule::access(),
                           &matching::MatchingModule::access(), &hours::HoursModule::access()}) {
    for (const AccessRow& row : *rows) {
      if (row.anyone || (row.roles.empty() && !row.any_account)) continue;
      std::string name(row.rpc.substr(1));
      std::replace(name.begin(), name.end(), '/', '.');
      const auto* method = DescriptorPool::generated_pool()->FindMethodByName(name);
      const bool mutates = method->input_type()->FindFieldByName("request_id") != nullptr;
      if (!mutates && !method->server_streaming()) reads.push_back(method);
    }
  }
  return reads;
}

// Every id that stands in the bytes.
std::set<std::string> IdsIn(const std::string& bytes) {
  std::set<std::string> ids;
  constexpr size_t kLength = 36;
  for (size_t at = 0; at + kLength <= bytes.size(); ++at) {
    if (bytes[at + 8] == '-' && bytes[at + 13] == '-' && bytes[at + 18] == '-' && bytes[at + 23] == '-' &&
        ParseUuid(bytes.substr(at, kLength)).ok())
      ids.insert(bytes.substr(at, kLength));
  }
  return ids;
}

// The ids in all the rows that are the county's: whoever reads one of them reads of the county.
std::set<std::string> IdsOfCounty(World& world) {
  auto look = db::Connection::Open({.conninfo = world.hosting().database(), .statement_timeout_ms = 0});
  auto tables = look->Run(
      "SELECT attrelid::regclass FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid WHERE attname = "
      "'county_id' AND NOT attisdropped AND relkind IN ('r', 'p')");
  std::set<std::string> ids;
  for (int i = 0; i < tables->rows(); ++i) {
    auto rows = look->Run(
        absl::StrCat("SELECT t::text FROM ", tables->text(i, 0), " t WHERE county_id = ", scenario::kCounty));
    for (int row = 0; row < rows->rows(); ++row) ids.merge(IdsIn(std::string(rows->text(row, 0))));
  }
  return ids;
}

TEST(SecondWall, BehindAnOpenDoorAnotherCountyReadsNothing) {
  int asked = 0, told_abroad = 0, read_at_home = 0;
  std::set<std::string> shows;  // what shows the county's own people something: else nothing would be proved
  for (const WorldMaker& maker : Worlds()) {
    World world(maker.happen);
    const std::set<std::string> of_county = IdsOfCounty(world);
    auto door = DirectDoor([&](const std::string& service) { return world.hosting().ChannelTo(service); },
                           world.stage().Positions());
    for (const MethodDescriptor* method : ReadsOfPeople()) {
      const MessagePtr request = world.Fill(*method->input_type(), {}, true);
      const std::set<std::string> known = IdsIn(request->SerializeAsString());
      auto told = [&](const Member& member) {
        std::set<std::string> ids;
        const Answer answer = door->Ask(*method, member.token, *request);
        for (const std::string& id : IdsIn(answer.bytes)) {
          if (of_county.contains(id) && !known.contains(id)) ids.insert(id);
        }
        return ids;
      };
      for (const Member& member : world.members()) {
        if (member.asker.role == "admin" && member.asker.place == "county" && !told(member).empty()) {
          ++read_at_home;
          shows.insert(method->full_name());
        }
        if (member.asker.place != "other") continue;
        ++asked;
        const auto ids = told(member);
        if (!ids.empty()) ++told_abroad;
        EXPECT_TRUE(ids.empty()) << method->full_name() << " tells " << member.told() << " of " << ids.size()
                                 << " things, such as " << *ids.begin();
      }
    }
  }
  EXPECT_GT(shows.size(), 40u);
  testing::TellFigures(absl::StrCat(
      "second wall: ", asked, " reads by people of another county with the services' check switched off, ",
      told_abroad, " told something; ", shows.size(), " RPCs show the county's own admin something (",
      read_at_home, " reads)", HasFailure() ? "  FAILED" : ""));
}

}  // namespace
}  // namespace security
}  // namespace diandan
