// Ten thousand people are registered with ID numbers and phones, looked up, changed, revealed and erased, all
// by the RPCs that people use. Then everything that was written is searched for the numbers: none is there.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "diandan/volunteers/v1/reveal_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteer_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "services/db/query.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/stage.h"
#include "tests/security/numbers_testing.h"
#include "tests/support/figures.h"
#include "tests/support/in_parallel.h"
#include "tests/support/postgres.h"

namespace diandan::security {
namespace {

namespace fs = std::filesystem;
namespace v = volunteers::v1;
using People = v::VolunteerService::Stub;
using scenario::OrThrow;
using scenario::Stage;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr int kPeople = 10'000, kAtOnce = 8, kGuardians = kPeople;

std::string ReadAll(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream all;
  all << file.rdbuf();
  return all.str();
}

std::string OutputOf(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  char buffer[65536];
  for (size_t got = 0; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, got);
  EXPECT_EQ(pclose(pipe), 0) << command;
  return out;
}

std::string Quoted(const std::string& text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "'\\''"}}), "'");
}

class Scan : public ::testing::Test {
 protected:
  v::RegisterVolunteerRequest Person(int index) {
    v::RegisterVolunteerRequest request;
    request.set_parent(stage_->parent());
    request.set_request_id(stage_->Id());
    request.set_volunteer_id(stage_->Id());
    request.set_org(stage_->station);
    request.set_chosen_name(absl::StrCat("Number ", index));
    request.set_sex(v::FEMALE);
    request.mutable_personal()->set_legal_name("Somebody");
    request.mutable_personal()->set_id_number(IdNumberOf(index));
    request.mutable_personal()->set_phone(PhoneOf(index));
    request.mutable_personal()->set_guardian_name("Somebody else");
    request.mutable_personal()->set_guardian_phone(PhoneOf(kGuardians + index));
    request.add_consents(v::RECORD);
    request.add_consents(v::CONTACT);
    return request;
  }

  void RegisterAll() {
    testing::InParallel(kAtOnce, kPeople, [&](int i) {
      const auto person = stage_->Call("admin", &People::RegisterVolunteer, Person(i));
      if (!person.ok()) ADD_FAILURE() << i << ": " << person.status();
      if (person.ok() && i < kUsed) used_[i] = person->name();
    });
    for (int i = 0; i < kPeople; ++i) {
      for (const std::string& number : {IdNumberOf(i), PhoneOf(i), PhoneOf(kGuardians + i)})
        numbers_.Plant(number);
    }
  }

  // What people do with the numbers afterwards.
  void UseSome() {
    for (int i = 0; i < kUsed; ++i) {
      v::FindVolunteerRequest find;
      find.set_parent(stage_->parent());
      find.set_id_number(IdNumberOf(i));
      EXPECT_EQ(OrThrow(stage_->Call("clerk", &People::FindVolunteer, find)).volunteers_size(), 1);
      find.set_phone(PhoneOf(i));
      EXPECT_EQ(OrThrow(stage_->Call("clerk", &People::FindVolunteer, find)).volunteers_size(), 1);
      v::UpdateVolunteerRequest update;
      update.set_request_id(stage_->Id());
      update.set_name(used_[i]);
      update.mutable_personal()->set_phone(PhoneOf(3 * kPeople + i));
      numbers_.Plant(PhoneOf(3 * kPeople + i));
      OrThrow(stage_->Call("clerk", &People::UpdateVolunteer, update));
      // Refused, with the number in the request: it must not be in what is said of the refusal.
      v::RegisterVolunteerRequest twice = Person(i);
      EXPECT_FALSE(stage_->Call("clerk", &People::RegisterVolunteer, twice).ok());
    }
    for (int i = 0; i < kUsed / 2; ++i) {
      v::EraseVolunteerRequest erase;
      erase.set_request_id(stage_->Id());
      erase.set_name(used_[i]);
      OrThrow(stage_->Call("admin", &People::EraseVolunteer, erase));
    }
  }

  static constexpr int kUsed = 40;
  std::unique_ptr<Stage> stage_;
  std::string used_[kUsed];
  PlantedNumbers numbers_;
};

TEST_F(Scan, NoNumberIsInFilesLogsOrDumps) {
  ::testing::internal::CaptureStderr();
  auto hosting = scenario::HostInOneServer(scenario::MondayMorning());
  const std::shared_ptr<scenario::Hosting> shared = std::move(hosting);
  stage_ = std::make_unique<Stage>(shared, scenario::kCounty);
  RegisterAll();
  UseSome();
  const std::string log = ::testing::internal::GetCapturedStderr();
  EXPECT_THAT(log, ::testing::HasSubstr("RegisterVolunteer"));
  size_t leaks = 0;
  auto look = [&](const std::string& text, const std::string& where) {
    const auto found = numbers_.FoundIn(text);
    leaks += found.size();
    EXPECT_THAT(found, IsEmpty()) << where;
  };
  look(log, "the log");

  auto admin = db::Connection::Open({.conninfo = shared->database(), .statement_timeout_ms = 0});
  admin->Run("CHECKPOINT");
  size_t files = 0, bytes = 0;
  // Every file of the cluster: tables, indexes, the write-ahead log, PostgreSQL's own log.
  for (const std::string& folder : {testing::PostgresFolder(), shared->data_dir()}) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      const std::string text = ReadAll(entry.path());
      ++files;
      bytes += text.size();
      look(text, entry.path());
    }
  }
  const std::string bin = OutputOf("pg_config --bindir");
  const std::string dump = OutputOf(absl::StrCat(Quoted(bin.substr(0, bin.find('\n')) + "/pg_dump"),
                                                 " --dbname=", Quoted(shared->database())));
  EXPECT_GT(dump.size(), size_t{kPeople} * 100);
  look(dump, "the dump");
  testing::TellFigures(absl::StrCat("scan: ", numbers_.size(), " numbers planted, ", leaks, " found in ",
                                    files, " files of ", bytes >> 20,
                                    " MB (tables, indexes, write-ahead log, logs) and a dump of ",
                                    dump.size() >> 20, " MB", HasFailure() ? "  FAILED" : ""));
}

// Were one written in any of these ways, it would be found: by a table of its own, on the same disk.
TEST_F(Scan, FindsWhatIsThere) {
  const std::string number = IdNumberOf(77'777);
  numbers_.Plant(number);
  std::string wide, swapped;
  for (const char c : number) {
    wide += {c, '\0'};
    swapped += {'\0', c};
  }
  for (const std::string& text : {number, absl::BytesToHexString(number), absl::Base64Escape("id:" + number),
                                  absl::WebSafeBase64Escape(number), wide, swapped,
                                  absl::BytesToHexString(wide), "{\"id\":\"" + number + "\"}"})
    EXPECT_THAT(numbers_.FoundIn(absl::StrCat("at ", text, ", as it is")), Not(IsEmpty())) << text;
  EXPECT_THAT(numbers_.FoundIn(absl::StrCat("9", number)), IsEmpty()) << "part of a longer number";

  auto hosting = scenario::HostInOneServer(scenario::MondayMorning());
  auto admin = db::Connection::Open({.conninfo = hosting->database(), .statement_timeout_ms = 0});
  admin->Script("CREATE TABLE public.leak (line text); INSERT INTO public.leak VALUES ('" + number + "')");
  admin->Run("CHECKPOINT");
  size_t found = 0;
  for (const auto& entry : fs::recursive_directory_iterator(testing::PostgresFolder())) {
    if (entry.is_regular_file()) found += numbers_.FoundIn(ReadAll(entry.path())).size();
  }
  EXPECT_GE(found, 2u) << "once in the table, once in the write-ahead log";
}

}  // namespace
}  // namespace diandan::security
