#include "clients/cli/command.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/say.h"
#include "clients/cli/suggest.h"
#include "clients/cli/texts.h"
#include "diandan/options/v1/options.pb.h"

namespace diandan::cli {

std::string ChoiceWord(const std::string& enum_name) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(enum_name), {{"_", "-"}});
}

std::vector<std::string> ChoiceWords(const google::protobuf::EnumDescriptor* descriptor) {
  std::vector<std::string> words;
  for (int i = 0; i < descriptor->value_count(); ++i) {
    if (descriptor->value(i)->number() != 0) words.push_back(ChoiceWord(descriptor->value(i)->name()));
  }
  return words;
}

Command::Command(CLI::App* app, Settings* settings, Body* chosen, ChoiceLists* choices)
    : app_(app), settings_(settings), chosen_(chosen), choices_(choices) {}
Command::~Command() = default;

std::string Command::In(const Wording& help) const {
  return settings_->language == Language::kEnglish ? help.en : help.zh;
}

Command& Command::Sub(const std::string& name, const Wording& help) {
  for (const auto& sub : subs_) {
    if (sub->app_->get_name() == name) return *sub;
  }
  app_->require_subcommand(1);
  CLI::App* app = app_->add_subcommand(name, In(help));
  app->fallthrough();
  app->group(In(kHelpCommandsLabel));
  app->set_help_flag("-h,--help", In(kHelpHelp))->group(In(kHelpOptionsLabel));
  subs_.push_back(std::make_unique<Command>(app, settings_, chosen_, choices_));
  return *subs_.back();
}

std::shared_ptr<std::string> Command::Argument(const std::string& name, const Wording& help, Need need) {
  auto value = std::make_shared<std::string>();
  app_->add_option_function<std::string>(
          name, [value](const std::string& typed) { *value = typed; }, In(help))
      ->required(need == Need::kRequired);
  return value;
}

std::shared_ptr<std::vector<std::string>> Command::Arguments(const std::string& name, const Wording& help,
                                                             Need need) {
  auto values = std::make_shared<std::vector<std::string>>();
  app_->add_option_function<std::vector<std::string>>(
          name, [values](const std::vector<std::string>& typed) { *values = typed; }, In(help))
      ->required(need == Need::kRequired);
  return values;
}

std::shared_ptr<std::string> Command::Option(const std::string& flag, const std::string& name,
                                             const Wording& help, Need need) {
  auto value = std::make_shared<std::string>();
  app_->add_option_function<std::string>(
          flag, [value](const std::string& typed) { *value = typed; }, In(help))
      ->required(need == Need::kRequired)
      ->type_name(name);
  return value;
}

std::shared_ptr<std::vector<std::string>> Command::Options(const std::string& flag, const std::string& name,
                                                           const Wording& help, Need need) {
  auto values = std::make_shared<std::vector<std::string>>();
  app_->add_option_function<std::vector<std::string>>(
          flag, [values](const std::vector<std::string>& typed) { *values = typed; }, In(help))
      ->required(need == Need::kRequired)
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->type_name(name);
  return values;
}

std::shared_ptr<std::vector<std::string>> Command::OptionalValue(const std::string& flag,
                                                                 const std::string& name,
                                                                 const Wording& help) {
  auto values = std::make_shared<std::vector<std::string>>();
  app_->add_option_function<std::vector<std::string>>(
          flag,
          [values](const std::vector<std::string>& typed) {
            *values = typed;
            if (values->empty() || values->front() == "{}") *values = {""};
          },
          In(help))
      ->expected(0, 1)
      ->type_name(name);
  return values;
}

std::shared_ptr<int> Command::Number(const std::string& flag, const Wording& help, Need need) {
  auto value = std::make_shared<int>(0);
  app_->add_option_function<std::string>(
          flag, [value](const std::string& typed) { (void)absl::SimpleAtoi(typed, value.get()); }, In(help))
      ->required(need == Need::kRequired)
      ->check([language = settings_->language](const std::string& typed) {
        int number = 0;
        const bool good = absl::SimpleAtoi(typed, &number) && number >= 0;
        return good ? std::string() : Say(kWantNumber, language, {{"value", typed}});
      })
      ->type_name("N");
  return value;
}

std::shared_ptr<bool> Command::Flag(const std::string& flag, const Wording& help) {
  auto value = std::make_shared<bool>(false);
  app_->add_flag_function(
      flag, [value](int64_t) { *value = true; }, In(help));
  return value;
}

void Command::AddChoice(const std::string& flag, const Wording& help, Need need,
                        const google::protobuf::EnumDescriptor* descriptor, std::function<void(int)> set,
                        bool repeated) {
  const std::vector<std::string> words = ChoiceWords(descriptor);
  std::vector<int> numbers;
  for (int i = 0; i < descriptor->value_count(); ++i) {
    if (descriptor->value(i)->number() != 0) numbers.push_back(descriptor->value(i)->number());
  }
  AddWords(
      flag, help, need, words, [set, numbers](int at) { set(numbers[at]); }, repeated);
}

std::shared_ptr<std::string> Command::Sort(const google::protobuf::Descriptor* request) {
  auto value = std::make_shared<std::string>();
  const auto& limits = request->FindFieldByName("order_by")->options().GetExtension(options::v1::limits);
  std::vector<std::string> words, orders;
  for (const std::string& name : limits.order_by()) {
    for (const char* way : {"", " desc"}) {
      orders.push_back(name + way);
      words.push_back(absl::StrReplaceAll(ChoiceWord(orders.back()), {{" ", "-"}}));
    }
  }
  AddWords(
      "--sort", kHelpSort, Need::kOptional, words, [value, orders](int at) { *value = orders[at]; },
      /*repeated=*/false);
  return value;
}

void Command::AddWords(const std::string& flag, const Wording& help, Need need,
                       const std::vector<std::string>& words, std::function<void(int)> set, bool repeated) {
  CLI::Option* option = app_->add_option_function<std::vector<std::string>>(
      flag,
      [words, set](const std::vector<std::string>& typed) {
        for (const std::string& word : typed) {
          const auto found = std::find(words.begin(), words.end(), ChoiceWord(word));
          if (found != words.end()) set(static_cast<int>(found - words.begin()));
        }
      },
      In(help) + " (" + absl::StrJoin(words, ", ") + ")");
  (*choices_)[option] = words;
  option->required(need == Need::kRequired)
      ->expected(1)
      ->check([words, language = settings_->language](const std::string& typed) {
        if (std::find(words.begin(), words.end(), ChoiceWord(typed)) != words.end()) return std::string();
        return Say(kWantChoice, language,
                   {{"value", typed},
                    {"words", absl::StrJoin(words, ", ")},
                    {"near", absl::StrJoin(Suggest(ChoiceWord(typed), words), ", ")}});
      })
      ->type_name("");
  if (repeated) option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void Command::Changes() {
  app_->add_flag("--dry-run", settings_->dry_run, In(kHelpDryRun));
  app_->add_option("--request-id", settings_->request_id, In(kHelpRequestId))->type_name("UUID");
}

void Command::Asks() {
  Changes();
  app_->add_flag("--yes,-y", settings_->yes, In(kHelpYes));
}

void Command::Runs(Body body) {
  app_->require_subcommand(0, 1);
  app_->callback([app = app_, chosen = chosen_, body = std::move(body)] {
    if (app->get_subcommands().empty()) *chosen = body;
  });
}

}  // namespace diandan::cli
