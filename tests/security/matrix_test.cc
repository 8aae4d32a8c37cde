// Every RPC, asked by every role from every place, directly and through the gateway: the answer is what
// who_may.txt says, and who is refused learns nothing.
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "google/protobuf/descriptor.h"
#include "gtest/gtest.h"
#include "services/hours/hours_module.h"
#include "services/matching/matching_module.h"
#include "services/orders/orders_module.h"
#include "services/volunteers/volunteers_module.h"
#include "tests/security/doors.h"
#include "tests/security/policy.h"
#include "tests/security/worlds.h"
#include "tests/support/figures.h"

namespace diandan::security {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

// "orders.OrderService/GetOrder", as the policy says it.
std::string ShortName(const MethodDescriptor& method) {
  std::string package = method.file()->package();
  package = package.substr(package.find('.') + 1, package.rfind('.') - package.find('.') - 1);
  return absl::StrCat(package, ".", method.service()->name(), "/", method.name());
}

// Every RPC of every service of our protos, hosted or not.
std::vector<const MethodDescriptor*> AllMethods() {
  std::set<const google::protobuf::FileDescriptor*> files;
  for (const auto* rows : {&volunteers::VolunteersModule::access(), &orders::OrdersModule::access(),
                           &matching::MatchingModule::access(), &hours::HoursModule::access()}) {
    for (const AccessRow& row : *rows) {
      const std::string service(row.rpc.substr(1, row.rpc.rfind('/') - 1));
      files.insert(DescriptorPool::generated_pool()->FindServiceByName(service)->file());
    }
  }
  std::vector<const MethodDescriptor*> methods;
  for (const auto* file : files) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m)
        methods.push_back(file->service(s)->method(m));
    }
  }
  std::sort(methods.begin(), methods.end(), [](auto* a, auto* b) { return a->full_name() < b->full_name(); });
  return methods;
}

bool IsList(const MethodDescriptor& method) { return absl::StartsWith(method.name(), "List"); }

struct Figures {
  int refused = 0, admitted = 0, bare = 0;
  std::vector<std::string> wrong_allows, wrong_refusals, late, in_vain;
};

// One row of the policy with what it is asked by.
struct Probe {
  const Row* row;
  const MethodDescriptor* method;
  MessagePtr request;
  bool invented = false;  // nothing of that name is there
};

// What ends its thing for good is asked for last.
bool EndsIt(const Row& row) {
  static const auto* ends = new std::set<std::string>{"volunteers.VolunteerService/EraseVolunteer",
                                                      "volunteers.AccountService/DisableAccount",
                                                      "volunteers.OrgService/CloseOrg",
                                                      "volunteers.UnitService/CloseUnit",
                                                      "volunteers.TeamService/EndMembership",
                                                      "volunteers.VolunteerService/SuspendVolunteer",
                                                      "orders.PhotoService/RemovePhoto",
                                                      "volunteers.SessionService/EndAllSessions"};
  return ends->contains(row.rpc);
}

// Whose own it is comes first: others may end it.
std::vector<Member> InTurn(std::vector<Member> members) {
  std::stable_partition(members.begin(), members.end(),
                        [](const Member& member) { return member.asker.role == "volunteer"; });
  return members;
}

class Matrix {
 public:
  Matrix(World& world, Figures& figures) : world_(world), figures_(figures) {
    doors_.push_back(
        DirectDoor([&](const std::string& service) { return world.hosting().ChannelTo(service); },
                   world.stage().Positions()));
    doors_.push_back(GatewayDoor(world.hosting().http_port()));
  }

  // Whether a list shows whoever may see most something, here: then the world knows it, and more can be asked
  // for.
  bool ShowsSomething(const Probe& probe) {
    for (const Member& member : world_.members()) {
      if (member.asker.place == "other" || !probe.row->Allows(member.asker)) continue;
      const Answer answer = doors_[0]->Ask(*probe.method, member.token, *probe.request);
      if (answer.code != "OK" || answer.empty) continue;
      world_.Learn(*probe.method->output_type(), answer.bytes);
      return true;
    }
    return false;
  }

  // First everybody who is refused, then the others: they may change what was asked for.
  void AskAll(const std::vector<Probe>& probes) {
    for (const Probe& probe : probes) {
      for (const Member& member : world_.members()) {
        if (probe.row->Allows(member.asker)) continue;
        for (auto& door : doors_) ExpectRefused(probe, member, *door);
        if (!probe.row->KnowsRole(member.asker)) ExpectRefusedBare(probe, member);
      }
    }
    for (const Probe& probe : probes) {
      gone_ = understood_ = false;
      const int before = figures_.admitted;
      for (const Member& member : InTurn(world_.members())) {
        if (!probe.row->Allows(member.asker)) continue;
        const bool service = absl::StartsWith(member.asker.role, "service:");
        ExpectAdmitted(probe, member, *doors_[0]);
        if (!service && !EndsIt(*probe.row)) ExpectAdmitted(probe, member, *doors_[1]);
      }
      // Where nobody is understood, the refusals of the others prove less.
      const bool asked = figures_.admitted > before;
      if (asked && !understood_) Note(figures_.in_vain, probe.row->rpc + ": nobody's request is understood");
    }
  }

 private:
  // Said at once: it takes minutes to ask everybody for everything.
  static void Note(std::vector<std::string>& wrong, std::string line) {
    std::printf("    %s\n", line.c_str());
    std::fflush(stdout);
    wrong.push_back(std::move(line));
  }

  static std::string Told(const Probe& probe, const Member& member, const Door& door, const Answer& answer) {
    return absl::StrCat(probe.row->rpc, probe.row->variant.empty() ? "" : " (" + probe.row->variant[0] + ")",
                        ", ", member.told(), ", ", door.name(), ": ", answer.code, " ", answer.reason,
                        answer.code == "OK" ? " to " + probe.request->ShortDebugString() : "");
  }

  void ExpectRefused(const Probe& probe, const Member& member, Door& door) {
    const auto request = Anew(*probe.request, world_.stage().Id());
    const Answer answer = door.Ask(*probe.method, member.token, *request);
    ++figures_.refused;
    if (answer.refused() || (answer.code == "OK" && answer.empty)) return;
    const bool wrong_secret = answer.code == "FAILED_PRECONDITION" || answer.code == "RESOURCE_EXHAUSTED";
    if (probe.row->BySecret() && wrong_secret) return;
    Note(answer.code == "OK" ? figures_.wrong_allows : figures_.late, Told(probe, member, door, answer));
  }

  // Nothing but the name of the thing: who has no right here is not told what else is wanted.
  void ExpectRefusedBare(const Probe& probe, const Member& member) {
    const Answer answer = doors_[0]->Ask(*probe.method, member.token, *Bare(*probe.request));
    ++figures_.bare;
    if (answer.refused() || (answer.code == "OK" && answer.empty)) return;
    Note(figures_.late, Told(probe, member, *doors_[0], answer) + " (bare)");
  }

  void ExpectAdmitted(const Probe& probe, const Member& member, Door& door) {
    const auto request = Anew(*probe.request, world_.stage().Id());
    const Answer answer = door.Ask(*probe.method, member.token, *request);
    ++figures_.admitted;
    understood_ |= answer.code != "INVALID_ARGUMENT" && !answer.refused();
    const bool nothing_there =
        answer.code == "NOT_FOUND" && (probe.invented || (EndsIt(*probe.row) && gone_));
    gone_ |= answer.code == "OK";
    if (answer.refused() && !nothing_there) Note(figures_.wrong_refusals, Told(probe, member, door, answer));
  }

  World& world_;
  Figures& figures_;
  bool gone_ = false;        // somebody who may has ended what is asked for
  bool understood_ = false;  // somebody who may was answered otherwise than that the request is wrong
  std::vector<std::unique_ptr<Door>> doors_;
};

std::string PolicyFile() { return std::string(DIANDAN_SECURITY) + "/who_may.txt"; }

void ExpectNone(const std::vector<std::string>& lines, const std::string& what) {
  if (lines.empty()) return;
  std::string all;
  for (const std::string& line : lines) absl::StrAppend(&all, "  ", line, "\n");
  ADD_FAILURE() << lines.size() << " " << what << ":\n" << all;
}

TEST(Matrix, NobodyGetsWhereTheyDoNotBelong) {
  const std::vector<Row> rows = ReadPolicy(PolicyFile());
  const auto methods = AllMethods();
  std::map<std::string, const MethodDescriptor*> by_name;
  for (const auto* method : methods) by_name[ShortName(*method)] = method;
  std::set<std::string> told;
  for (const Row& row : rows) {
    EXPECT_TRUE(by_name.contains(row.rpc)) << row.rpc << " is no RPC";
    told.insert(row.rpc);
  }
  for (const auto& [name, method] : by_name)
    EXPECT_TRUE(told.contains(name)) << name << ": say in who_may.txt who may";
  ASSERT_FALSE(HasFailure());

  Figures figures;
  std::vector<const Row*> left;
  for (const Row& row : rows) left.push_back(&row);
  size_t members = 0;
  int invented = 0;
  for (const WorldMaker& maker : Worlds()) {
    const bool last = &maker == &Worlds().back();
    World world(maker.happen);
    members = world.members().size();
    Matrix matrix(world, figures);
    for (const Row* row : left) {
      const Probe list{row, by_name.at(row->rpc),
                       world.Fill(*by_name.at(row->rpc)->input_type(), row->variant, false)};
      if (IsList(*list.method) && list.request) matrix.ShowsSomething(list);
    }
    std::vector<Probe> probes;
    std::vector<const Row*> later;
    for (const Row* row : left) {
      Probe probe{row, by_name.at(row->rpc), nullptr};
      const std::string type = probe.method->input_type()->full_name();
      const bool mutates = probe.method->input_type()->FindFieldByName("request_id") != nullptr;
      probe.request = mutates ? world.Made(type, row->variant) : nullptr;
      if (!probe.request && (!mutates || last))
        probe.request = world.Fill(*probe.method->input_type(), row->variant, false);
      if (!probe.request && last) {
        probe.request = world.Fill(*probe.method->input_type(), row->variant, true);
        probe.invented = true;
        ++invented;
      }
      const bool good = probe.request && (last || !IsList(*probe.method) || matrix.ShowsSomething(probe));
      if (good) {
        probes.push_back(probe);
      } else {
        later.push_back(row);
      }
    }
    std::stable_partition(probes.begin(), probes.end(),
                          [](const Probe& probe) { return !EndsIt(*probe.row); });
    matrix.AskAll(probes);
    std::printf("  %-10s %3zu rows\n", maker.name, probes.size());
    std::fflush(stdout);
    if (last) {
      for (const Row* row : later) ADD_FAILURE() << row->rpc << " was never asked";
    }
    left = std::move(later);
  }
  ExpectNone(figures.wrong_allows, "wrong allows");
  ExpectNone(figures.late, "refused late, after something else was looked at");
  ExpectNone(figures.wrong_refusals, "wrong refusals");
  testing::TellFigures(absl::StrFormat(
      "authorisation: %d RPCs, %d askers, %d cells: %d asked for what is not theirs, %d of it with nothing "
      "but a name, %d for what is; wrong allows %d, late refusals %d, wrong refusals %d; "
      "%d rows of things that are not there, %d of requests that nobody understood%s",
      methods.size(), members, figures.refused + figures.bare + figures.admitted,
      figures.refused + figures.bare, figures.bare, figures.admitted, figures.wrong_allows.size(),
      figures.late.size(), figures.wrong_refusals.size(), invented, figures.in_vain.size(),
      HasFailure() ? "  FAILED" : ""));
}

}  // namespace
}  // namespace diandan::security
