// The command tree as its families see it: a thin face over CLI11, so that only command.cc and the
// completion know that library.
//
//   Command& refuse = order.Sub("refuse", kHelpRefuse);
//   auto number = refuse.Argument("ORDER", kHelpOrder);
//   auto reason = refuse.Choice<RefuseReason>("--reason", kHelpReason);
//   refuse.Changes();
//   refuse.Runs([=, &context] { return Refuse(context, *number, *reason); });
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "clients/cli/settings.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"
#include "services/base/status.h"
#include "services/base/words_table.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace diandan::cli {

enum class Need { kRequired, kOptional };

// A word on the command line that stands for an enum value: "no-longer-needed" for NO_LONGER_NEEDED.
std::string ChoiceWord(const std::string& enum_name);
// All of them but the zero value, for help and completion.
std::vector<std::string> ChoiceWords(const google::protobuf::EnumDescriptor* descriptor);

// The words that an option takes, for completion.
using ChoiceLists = std::map<const CLI::Option*, std::vector<std::string>>;

class Command {
 public:
  using Body = std::function<Status()>;

  // All three outlive the tree. `chosen` receives the body of the command that was typed, `choices` what
  // options take.
  Command(CLI::App* app, Settings* settings, Body* chosen, ChoiceLists* choices);
  ~Command();

  // A group of commands, or one command. The same name again gives the same one.
  Command& Sub(const std::string& name, const Wording& help);

  // Values are filled when the command line was read, before the body runs.
  std::shared_ptr<std::string> Argument(const std::string& name, const Wording& help,
                                        Need need = Need::kRequired);
  std::shared_ptr<std::vector<std::string>> Arguments(const std::string& name, const Wording& help,
                                                      Need need = Need::kRequired);
  std::shared_ptr<std::string> Option(const std::string& flag, const std::string& name, const Wording& help,
                                      Need need = Need::kOptional);
  std::shared_ptr<std::vector<std::string>> Options(const std::string& flag, const std::string& name,
                                                    const Wording& help, Need need = Need::kOptional);
  // For secrets: the flag may stand without a value ("" then: ask). Empty when it was not given.
  std::shared_ptr<std::vector<std::string>> OptionalValue(const std::string& flag, const std::string& name,
                                                          const Wording& help);
  std::shared_ptr<int> Number(const std::string& flag, const Wording& help, Need need = Need::kOptional);
  std::shared_ptr<bool> Flag(const std::string& flag, const Wording& help);
  // 0 when it was not given.
  template <typename Enum>
  std::shared_ptr<Enum> Choice(const std::string& flag, const Wording& help, Need need = Need::kRequired) {
    auto value = std::make_shared<Enum>(static_cast<Enum>(0));
    AddChoice(flag, help, need, google::protobuf::GetEnumDescriptor<Enum>(),
              [value](int number) { *value = static_cast<Enum>(number); });
    return value;
  }
  // May be repeated; empty when it was not given.
  template <typename Enum>
  std::shared_ptr<std::vector<Enum>> Choices(const std::string& flag, const Wording& help) {
    auto values = std::make_shared<std::vector<Enum>>();
    AddChoice(
        flag, help, Need::kOptional, google::protobuf::GetEnumDescriptor<Enum>(),
        [values](int number) { values->push_back(static_cast<Enum>(number)); }, /*repeated=*/true);
    return values;
  }

  // --sort of a list: what to write into the `order_by` of a request of this type, "" when it was not given.
  // "placed-time" stands for what the contract calls "placed_time", "placed-time-desc" for "placed_time
  // desc".
  std::shared_ptr<std::string> Sort(const google::protobuf::Descriptor* request);

  // It changes something: --dry-run and --request-id.
  void Changes();
  // As Changes, and it asks first unless --yes.
  void Asks();
  // What it does when none of the commands below it was typed; after those were added.
  void Runs(Body body);

  CLI::App* app() const { return app_; }

 private:
  void AddChoice(const std::string& flag, const Wording& help, Need need,
                 const google::protobuf::EnumDescriptor* descriptor, std::function<void(int)> set,
                 bool repeated = false);
  // An option that takes some words, hyphens and underlines alike; `set` is given the place of the typed one.
  void AddWords(const std::string& flag, const Wording& help, Need need,
                const std::vector<std::string>& words, std::function<void(int)> set, bool repeated);
  std::string In(const Wording& help) const;

  CLI::App* const app_;
  Settings* const settings_;
  Body* const chosen_;
  ChoiceLists* const choices_;
  std::vector<std::unique_ptr<Command>> subs_;
};

}  // namespace diandan::cli
