#include "clients/cli/program.h"

#include <stdlib.h>

#include <fstream>
#include <map>
#include <regex>
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace diandan::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Nobody listens there, and nobody is signed in.
class ProgramTest : public ::testing::Test {
 protected:
  void SetUp() override {
    setenv("DIANDAN_SESSION", (::testing::TempDir() + "/no-such-session.json").c_str(), 1);
  }
  int Run(std::vector<std::string> words) {
    answer.str("");
    talk.str("");
    words.insert(words.begin(), {"--data", ::testing::TempDir() + "/nowhere", "--lang", "en"});
    return RunProgram(words, answer, talk);
  }
  std::ostringstream answer, talk;
};

TEST_F(ProgramTest, HelpGoesToTheAnswer) {
  EXPECT_EQ(Run({"--help"}), 0);
  EXPECT_THAT(answer.str(), HasSubstr("order"));
  EXPECT_EQ(Run({"order", "place", "--help"}), 0);
  EXPECT_THAT(answer.str(), HasSubstr("diandan order place"));
}

TEST_F(ProgramTest, WrongWordsAreAnsweredWithTheNearestOnes) {
  EXPECT_EQ(Run({"order", "plcae"}), 2);
  EXPECT_THAT(talk.str(), HasSubstr("Did you mean: place"));
  EXPECT_EQ(Run({"order", "cancel", "7K3M", "--reson", "weather"}), 2);
  EXPECT_THAT(talk.str(), HasSubstr("Did you mean: --reason"));
  EXPECT_EQ(Run({"order", "cancel", "7K3M"}), 2);
  EXPECT_THAT(talk.str(), HasSubstr("--reason is missing"));
  EXPECT_EQ(Run({"order"}), 2);
}

TEST_F(ProgramTest, ListsAreSortedByWhatTheirContractNames) {
  const std::map<std::string, std::string> firsts = {{"order", "placed-time-desc"},
                                                     {"volunteer", "number-desc"},
                                                     {"team", "display-name-desc"},
                                                     {"entry", "create-time-desc"}};
  for (const auto& [group, first] : firsts) {
    EXPECT_EQ(Run({group, "list", "--help"}), 0);
    EXPECT_THAT(answer.str(), HasSubstr(first));
    EXPECT_EQ(Run({group, "list", "--sort", first}), 3) << "nobody is signed in";
    EXPECT_EQ(Run({group, "list", "--sort", first.substr(1)}), 2);
    EXPECT_THAT(talk.str(), HasSubstr("Did you mean: " + first));
  }
  EXPECT_EQ(Run({"order", "list", "--sort", "Placed_Time"}), 3) << "as the contract writes it";
}

TEST_F(ProgramTest, APublishedInstanceIsPlannedWithoutAServer) {
  const std::string path = ::testing::TempDir() + "/instance.txt";
  auto write = [&](const std::string& text) { std::ofstream(path) << text; };
  write("2 2 20 4\n0 w 1 1 5 1 300 0.9\n0 w 0 0 1.5 1 300 0.787\n10 t 1 1 300 12.2\n20 t 4 4 300 10.3\n");
  EXPECT_EQ(Run({"plan", "--instance", path, "--model", "gmission"}), 0) << talk.str();
  EXPECT_THAT(answer.str(), HasSubstr("Total value 18.8714, 2 pairs (2 workers, 2 tasks, 3 possible pairs)"));
  EXPECT_EQ(Run({"plan", "--instance", path, "--model", "gmission", "--plain"}), 0);
  EXPECT_THAT(answer.str(), ::testing::StartsWith("18.8714\t2\t"));
  EXPECT_EQ(Run({"plan", "--instance", path, "--model", "gmission", "--json"}), 0);
  EXPECT_THAT(answer.str(), HasSubstr("\"totalValue\""));

  EXPECT_EQ(Run({"plan"}), 2);
  EXPECT_THAT(talk.str(), HasSubstr("--instance"));
  EXPECT_EQ(Run({"plan", "--instance", path, "--model", "other"}), 2);
  EXPECT_THAT(talk.str(), HasSubstr("gmission"));
  EXPECT_EQ(Run({"plan", "--instance", path + ".none", "--model", "gmission"}), 3);
  write("1 1000000 20 2\n");
  EXPECT_EQ(Run({"plan", "--instance", path, "--model", "gmission"}), 2);
  EXPECT_EQ(answer.str(), "");
  EXPECT_THAT(talk.str(), HasSubstr("FILE:1:TASKS  “1000000”  0 to 200000"));
  write("1 1 20 2\n0 w nan 1 2 1 5 0.5\n");
  EXPECT_EQ(Run({"plan", "--instance", path, "--model", "gmission", "--lang", "zh"}), 2);
  EXPECT_THAT(talk.str(), HasSubstr("FILE:2:X"));
  EXPECT_THAT(talk.str(), HasSubstr("要写数，例如 4.25"));
}

TEST_F(ProgramTest, WhoIsNotSignedInIsToldHow) {
  EXPECT_EQ(Run({"order", "list"}), 3);
  EXPECT_THAT(talk.str(), HasSubstr("NOT_SIGNED_IN"));
  EXPECT_THAT(talk.str(), HasSubstr("diandan signin"));
}

TEST_F(ProgramTest, AnAbsentServerIsNamedAndMayBeAskedAgain) {
  EXPECT_EQ(Run({"whoami"}), 4);
  EXPECT_THAT(talk.str(), HasSubstr("nowhere/diandan.sock"));
  EXPECT_THAT(talk.str(), HasSubstr("diandan --data " + ::testing::TempDir() + "/nowhere --lang en whoami"));
}

TEST_F(ProgramTest, TcpNeedsItsCertificates) {
  EXPECT_EQ(Run({"whoami", "--server", "127.0.0.1:1"}), 2);
  EXPECT_THAT(talk.str(), HasSubstr("--tls-ca"));
}

TEST_F(ProgramTest, CompletionKnowsEveryCommand) {
  EXPECT_EQ(Run({"completion", "bash"}), 0);
  EXPECT_THAT(answer.str(), HasSubstr("'order cancel') words='--help --reason"));
  EXPECT_THAT(answer.str(), HasSubstr("'order cancel --reason') words='no-longer-needed "));
  EXPECT_THAT(
      answer.str(),
      HasSubstr("'entry list --sort') words='risk risk-desc create-time create-time-desc start-time "));
  EXPECT_EQ(Run({"completion", "fish"}), 2);
}

// The commands of the tree with the flags each takes, from the completion.
std::map<std::string, std::string> Commands(const std::string& script) {
  std::map<std::string, std::string> commands;
  static const std::regex line("    '([^']*)'\\) words='([^']*)' ;;");
  for (auto it = std::sregex_iterator(script.begin(), script.end(), line); it != std::sregex_iterator();
       ++it) {
    commands[(*it)[1]] = (*it)[2];
  }
  return commands;
}

TEST_F(ProgramTest, WhateverChangesSomethingCanBeTriedFirst) {
  static const std::regex looks(
      "(.* "
      ")?(list|show|get|around|attendances|watch|code|accounts|verify|checkpoints|key|notice|preview|waiting|"
      "rank|why|whynot|waves|"
      "statement|"
      "deliveries|report|duties|whoami|doctor|completion|next|download|calls|rates|keys|devices|revocations|"
      "redlist|imports|"
      "star|"
      "evaluation)|"
      "signin|signout|backup|restore|"
      "plan|"
      "risk");
  EXPECT_EQ(Run({"completion", "bash"}), 0);
  int changing = 0;
  for (const auto& [command, flags] : Commands(answer.str())) {
    const bool group = flags.find("--") != 0 && flags.find(" --") == std::string::npos;
    const bool leaf = flags.rfind("--help", 0) == 0;
    if (group || !leaf || (command != "entry verify" && std::regex_match(command, looks))) continue;
    ++changing;
    EXPECT_THAT(flags, HasSubstr("--dry-run")) << command;
    EXPECT_THAT(flags, HasSubstr("--request-id")) << command;
    for (const char* secret : {"--password ", "--closing-code", "--secret "}) {
      EXPECT_THAT(flags + " ", Not(HasSubstr(secret)))
          << command << ": secrets come from a file or standard input";
    }
  }
  EXPECT_GT(changing, 50);
}

TEST_F(ProgramTest, WordsThatAreNoUtf8AreNamed) {
  EXPECT_EQ(Run({"order", "place", "--note", "\xC1\xF5"}), 2);
  EXPECT_THAT(talk.str(), HasSubstr("--note"));
  EXPECT_THAT(talk.str(), HasSubstr("UTF-8"));
}

TEST_F(ProgramTest, WrongValuesAreSaidInTheLanguageOfTheCaller) {
  EXPECT_EQ(Run({"order", "place", "--people", "many"}), 2);
  EXPECT_THAT(talk.str(), HasSubstr("--people: “many” is no number"));
  EXPECT_EQ(Run({"whoami", "--timeout", "0"}), 2);
  EXPECT_THAT(talk.str(), HasSubstr("1 to 600 seconds"));
  EXPECT_EQ(Run({"order", "cancel", "7K3M", "--reason", "wether"}), 2);
  EXPECT_THAT(talk.str(), HasSubstr("Did you mean: weather"));
  EXPECT_EQ(Run({"order", "cancel", "7K3M", "--reason"}), 2);
  EXPECT_THAT(talk.str(), HasSubstr("--reason wants a value"));
  EXPECT_EQ(Run({"whoami", "again"}), 2);
  EXPECT_THAT(talk.str(), HasSubstr("“again” is not expected"));
}

TEST_F(ProgramTest, ADryRunShowsTheRequestAndSendsNothing) {
  const std::string id = "01890a5d-ac96-774b-bcce-b302099a8057";
  const std::string name = "counties/150525/orders/" + id;
  EXPECT_EQ(Run({"order", "approve", name, "--dry-run", "--request-id", id}), 0);
  EXPECT_THAT(answer.str(), HasSubstr("\"requestId\": \"" + id + "\""));
  EXPECT_EQ(Run({"order", "approve", name, "--request-id", "not-one"}), 2);
}

// Addresses of robots are keys, so they come from files as secrets do, and a dry run shows neither.
TEST_F(ProgramTest, AWebhooksAddressAndSecretAreReadAndNotShown) {
  const std::string url = ::testing::TempDir() + "/webhook.url",
                    secret = ::testing::TempDir() + "/webhook.secret";
  std::ofstream(url) << "https://sms.example.org/in?key=633a31f6\n";
  std::ofstream(secret) << "sixteen letters!\n";
  EXPECT_EQ(
      Run({"webhook", "add", "短信平台", "--kind", "sms", "--notice", "new-offer", "--notice", "starts-soon",
           "--url-file", url, "--secret-file", secret, "--county", "150525", "--dry-run"}),
      0);
  EXPECT_THAT(answer.str(), HasSubstr("\"NEW_OFFER\",\n   \"STARTS_SOON\""));
  EXPECT_THAT(answer.str(), HasSubstr("\"url\": \"***\""));
  EXPECT_THAT(answer.str(), HasSubstr("\"secret\": \"***\""));
  EXPECT_EQ(answer.str().find("633a31f6"), std::string::npos);
  EXPECT_EQ(Run({"webhook", "add", "x", "--kind", "sms", "--notice", "new-ofer"}), 2);
  EXPECT_EQ(Run({"webhook", "add", "x", "--kind", "sms", "--secret-file", "/no/such/file", "--url-file", url,
                 "--county", "150525"}),
            2);
  EXPECT_THAT(talk.str(), HasSubstr("--secret-file"));
}

// A made-up county needs no server and nobody signed in.
TEST_F(ProgramTest, APolicyIsSimulatedHereAndReported) {
  const std::string report = ::testing::TempDir() + "/report.html";
  const std::vector<std::string> small = {"simulate", "--days", "7",       "--orders",   "10",
                                          "--teams",  "40",     "--seeds", "2",          "--quick",
                                          "--b",      "load=0", "--b",     "automatic=0"};
  std::vector<std::string> words = small;
  words.insert(words.end(), {"--report", report});
  EXPECT_EQ(Run(words), 0) << talk.str();
  EXPECT_THAT(answer.str(), HasSubstr("How unevenly it falls (Gini)"));
  EXPECT_THAT(answer.str(), HasSubstr("at least 20 are needed"));
  const std::string first = answer.str();
  std::stringstream html;
  html << std::ifstream(report).rdbuf();
  EXPECT_THAT(html.str(), HasSubstr("轮得均不均"));
  EXPECT_THAT(html.str(), HasSubstr("<svg"));
  EXPECT_THAT(html.str(), Not(HasSubstr("http"))) << "nothing from elsewhere";
  EXPECT_EQ(Run(small), 0);
  EXPECT_EQ(answer.str(), first) << "the same again";
}

TEST_F(ProgramTest, WhatCannotBeSimulatedIsNamed) {
  EXPECT_EQ(Run({"simulate", "--seeds", "1"}), 2);
  EXPECT_THAT(talk.str(), HasSubstr("seeds"));
  EXPECT_EQ(Run({"simulate", "--b", "lod=3"}), 2);
  EXPECT_THAT(talk.str(), HasSubstr("points_per_km"));
  EXPECT_EQ(Run({"simulate", "--b", "load_cap=301"}), 2);
  EXPECT_THAT(talk.str(), HasSubstr("load_cap"));
  const std::string file = ::testing::TempDir() + "/behaviour.textproto";
  std::ofstream(file) << "tiring: 90\nnonsense\n";
  EXPECT_EQ(Run({"simulate", "--behaviour", file}), 2);
  EXPECT_THAT(talk.str(), HasSubstr("behaviour"));
  EXPECT_EQ(Run({"simulate", "--b", "current"}), 3) << "that is on the server, and nobody is signed in";
  EXPECT_EQ(Run({"simulate", "--days", "7", "--dry-run"}), 0);
  EXPECT_THAT(answer.str(), HasSubstr("\"policyB\""));
}

}  // namespace
}  // namespace diandan::cli
