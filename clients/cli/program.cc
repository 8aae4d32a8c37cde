#include "clients/cli/program.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/completion.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/problem.h"
#include "clients/cli/suggest.h"
#include "clients/cli/texts.h"
#include "services/base/text.h"

namespace diandan::cli {
namespace {

constexpr char kName[] = "diandan";

// The language decides the help texts, so it is wanted before the tree is made.
Language LanguageOfWords(const std::vector<std::string>& words) {
  for (size_t i = words.size(); i-- > 0;) {
    if (words[i].rfind("--lang=", 0) == 0) return LanguageOf(words[i].substr(7));
    if (words[i] == "--lang" && i + 1 < words.size()) return LanguageOf(words[i + 1]);
  }
  return LanguageFromEnvironment();
}

// Given again, the last one counts: a line that was shown for repeating is pasted and a flag put behind it.
void AddGlobalFlags(CLI::App& app, Settings& settings) {
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  auto in = [&](const Wording& help) { return settings.language == Language::kEnglish ? help.en : help.zh; };
  app.add_option("--data", settings.data_dir, in(kHelpData))->type_name("DIR");
  app.add_option("--server", settings.server, in(kHelpServer))->type_name("ADDRESS");
  app.add_option("--tls-cert", settings.tls_cert, in(kHelpTlsCert))->type_name("FILE");
  app.add_option("--tls-key", settings.tls_key, in(kHelpTlsKey))->type_name("FILE");
  app.add_option("--tls-ca", settings.tls_ca, in(kHelpTlsCa))->type_name("FILE");
  app.add_option("--county", settings.county, in(kHelpCounty))->type_name("CODE");
  app.add_option_function<std::string>(
         "--timeout",
         [&](const std::string& typed) {
           int seconds = 0;
           (void)absl::SimpleAtoi(typed, &seconds);
           settings.timeout = absl::Seconds(seconds);
         },
         in(kHelpTimeout))
      ->check([&settings](const std::string& typed) {
        int seconds = 0;
        const bool good = absl::SimpleAtoi(typed, &seconds) && seconds >= 1 && seconds <= 600;
        return good ? std::string() : Say(kWantSeconds, settings.language, {{"value", typed}});
      })
      ->type_name("SECONDS");
  app.add_option_function<std::string>(
         "--lang", [](const std::string&) {}, in(kHelpLang))
      ->type_name("LANG");
  app.add_flag_function(
      "--json", [&](int64_t) { settings.format = Format::kJson; }, in(kHelpJson));
  app.add_flag_function(
      "--plain", [&](int64_t) { settings.format = Format::kPlain; }, in(kHelpPlain));
  app.add_flag("-q,--quiet", settings.quiet, in(kHelpQuiet));
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::Throw);
}

void AddFamilies(Command& root, Context& context) {
  for (auto add : {AddAccountCommands,  AddPlaceCommands,       AddOrderViewCommands,   AddOrderLiveCommands,
                   AddOrderCommands,    AddOfferCommands,       AddAttendanceCommands,  AddRatingCommands,
                   AddPhotoCommands,    AddEntryCommands,       AddStatementCommands,   AddOrgCommands,
                   AddPostCommands,     AddTeamCommands,        AddPersonCommands,      AddTrainingCommands,
                   AddGrantCommands,    AddSessionCommands,     AddMenuCommands,        AddNoticeCommands,
                   AddWebhookCommands,  AddMatchingCommands,    AddPolicyCommands,      AddAdminCommands,
                   AddAuditCommands,    AddDemoCommands,        AddPlanCommands,        AddSimulateCommands,
                   AddFairnessCommands, AddEmergencyCommands,   AddSuggestionCommands,  AddLedgerCommands,
                   AddRiskCommands,     AddCertificateCommands, AddHoursPolicyCommands, AddBackFillCommands,
                   AddDrawCommands,     AddHonourCommands,      AddReportCommands,      AddPointsCommands,
                   AddRewardCommands,   AddExchangeCommands,    AddRosterCommands,      AddDoctorCommands,
                   AddBackupCommands}) {
    add(root, context);
  }
}

void AddCompletion(Command& root, Context& context, const ChoiceLists& choices) {
  Command& completion = root.Sub("completion", {"给 shell 用的补全：source <(diandan completion bash)",
                                                "Shell completion: source <(diandan completion bash)"});
  auto shell = completion.Argument("SHELL", {"bash 或 zsh", "bash or zsh"});
  completion.Runs([shell, app = root.app(), &context, &choices]() -> Status {
    const std::string script = CompletionScript(*app, choices, *shell);
    if (script.empty()) return InvalidField("SHELL", *shell, "one_of:bash, zsh");
    context.out.Line(script);
    return absl::OkStatus();
  });
}

void Relabel(CLI::App& app, Language language) {
  auto in = [&](const Wording& label) {
    return std::string(language == Language::kEnglish ? label.en : label.zh);
  };
  auto formatter = std::make_shared<CLI::Formatter>();
  formatter->label("Usage", in(kHelpUsageLabel));
  formatter->label("OPTIONS", in(kHelpOptionsLabel));
  formatter->label("SUBCOMMAND", in(kHelpCommandsLabel));
  formatter->label("SUBCOMMANDS", in(kHelpCommandsLabel));
  formatter->label("Positionals", in(kHelpArgumentsLabel));
  formatter->label("REQUIRED", in(kHelpRequiredLabel));
  formatter->column_width(34);
  app.formatter(formatter);
  app.option_defaults()->group(in(kHelpOptionsLabel));
}

// How far the words were understood: the deepest command, and the first word it does not know.
struct Understood {
  const CLI::App* app;
  std::string path;
  std::string unknown;
};

Understood Follow(const CLI::App& root, const std::vector<std::string>& words) {
  Understood found{&root, kName, ""};
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string flag = words[i].substr(0, words[i].find('='));
    if (flag.size() > 1 && flag[0] == '-') {
      const CLI::Option* option = nullptr;
      for (const CLI::App* app = found.app; app != nullptr && option == nullptr; app = app->get_parent()) {
        option = app->get_option_no_throw(flag);
      }
      if (option == nullptr) {
        found.unknown = flag;
        return found;
      }
      if (option->get_expected_min() > 0 && option->get_type_size() > 0 && flag == words[i]) ++i;
      continue;
    }
    const CLI::App* next = nullptr;
    for (const CLI::App* sub : found.app->get_subcommands([](const CLI::App*) { return true; })) {
      if (sub->get_name() == words[i]) next = sub;
    }
    if (next != nullptr) {
      found.app = next;
      absl::StrAppend(&found.path, " ", words[i]);
    } else if (!found.app->get_subcommands([](const CLI::App*) { return true; }).empty()) {
      found.unknown = words[i];
      return found;
    }
  }
  return found;
}

// The usage line names the whole path.
std::string HelpOf(const Understood& found) {
  const size_t last = found.path.rfind(' ');
  return found.app->help(last == std::string::npos ? "" : found.path.substr(0, last));
}

std::vector<std::string> KnownWords(const CLI::App* app, bool flags) {
  std::vector<std::string> known;
  if (!flags) {
    for (const CLI::App* sub : app->get_subcommands([](const CLI::App*) { return true; })) {
      known.push_back(sub->get_name());
    }
  }
  for (; flags && app != nullptr; app = app->get_parent()) {
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    }
  }
  return known;
}

std::string MissingWord(const CLI::App* app) {
  for (const CLI::Option* option : app->get_options()) {
    if (option->get_required() && option->count() == 0) return option->get_name();
  }
  return "";
}

bool IsRepeated(const std::vector<std::string>& words, const std::string& flag) {
  return std::count_if(words.begin(), words.end(),
                       [&](const std::string& word) { return word.substr(0, word.find('=')) == flag; }) > 1;
}

bool Is(const CLI::ParseError& error, CLI::ExitCodes code) {
  return error.get_exit_code() == static_cast<int>(code);
}

void ExplainUsage(const CLI::App& root, const CLI::ParseError& error, const std::vector<std::string>& words,
                  Language language, std::ostream& talk) {
  const Understood found = Follow(root, words);
  const std::string missing = MissingWord(found.app);
  if (!found.unknown.empty()) {
    talk << Say(kUnknownWord, language, {{"word", found.unknown}}) << "\n";
    const auto near = Suggest(found.unknown, KnownWords(found.app, found.unknown[0] == '-'));
    if (!near.empty()) talk << Say(kDidYouMean, language, {{"words", absl::StrJoin(near, ", ")}}) << "\n";
  } else if (Is(error, CLI::ExitCodes::RequiredError) && !missing.empty()) {
    talk << Say(kMissing, language, {{"word", missing}}) << "\n";
  } else if (Is(error, CLI::ExitCodes::RequiredError)) {
    talk << HelpOf(found) << "\n";
    return;
  } else if (Is(error, CLI::ExitCodes::ArgumentMismatch)) {
    const std::string said = error.what();
    const std::string flag = said.substr(0, said.find(':'));
    talk << Say(IsRepeated(words, flag) ? kGivenTwice : kMissingValue, language, {{"flag", flag}}) << "\n";
  } else if (Is(error, CLI::ExitCodes::ExtrasError)) {
    const std::string said = error.what();
    talk << Say(kTooMany, language, {{"word", said.substr(said.rfind(": ") + 2)}}) << "\n";
  } else {
    talk << Say(kBadUsage, language, {{"detail", error.what()}}) << "\n";
  }
  talk << Say(kSeeHelp, language, {{"command", found.path}}) << "\n";
}

// 0 when the answer goes elsewhere.
int TerminalWidth(const std::ostream& answer) {
  winsize size{};
  return &answer == &std::cout && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

// A terminal that still speaks GBK, or a file's name in it: told before anything is made of the words.
Status CheckWords(const std::vector<std::string>& words, Language language) {
  Status wrong;
  for (size_t i = 0; i < words.size(); ++i) {
    if (InspectText(words[i]).valid_utf8) continue;
    const bool of_flag = i > 0 && words[i - 1].rfind("--", 0) == 0;
    wrong = MergeInvalid(wrong, InvalidField(of_flag ? words[i - 1] : absl::StrCat("[", i + 1, "]"), words[i],
                                             Say(kWantUtf8Terminal, language)));
  }
  return wrong;
}

// The word that names an order, for the next step of a refusal.
std::string OrderOf(const std::vector<std::string>& words) {
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    const size_t number = words[i] == "order" ? i + 2 : words[i] == "--order" ? i + 1 : words.size();
    if (number < words.size() && OrderNumberValid(words[number])) return words[number];
  }
  return "";
}

int Finish(Context& context, const Status& status, const std::vector<std::string>& words,
           std::ostream& talk) {
  if (status.ok()) return kDone;
  if (context.settings.format == Format::kJson && ReasonOf(status) != errors::v1::REASON_UNSPECIFIED) {
    talk << Json(Speak(status, context.language())) << "\n";
  } else if (!context.told()) {
    const std::string id = context.sent() ? context.request_id().ToString() : "";
    const auto& edit = context.rewritten();
    const std::string repeat = RepeatLine(edit ? Rewritten(words, edit->first, edit->second) : words, id);
    talk << Explain(status, context.language(), repeat, OrderOf(words)) << "\n";
  }
  return ExitFor(status);
}

}  // namespace

int RunProgram(const std::vector<std::string>& words, std::ostream& answer, std::ostream& talk,
               const Clock& clock, const MakeId& make_id) {
  Output out(answer, talk);
  Context context(out, clock, make_id);
  context.settings.language = LanguageOfWords(words);
  context.settings.data_dir = DefaultDataDir();
  const Language language = context.settings.language;

  CLI::App app(language == Language::kEnglish ? kHelpProgram.en : kHelpProgram.zh, kName);
  Relabel(app, language);
  app.set_help_flag("-h,--help", language == Language::kEnglish ? kHelpHelp.en : kHelpHelp.zh)
      ->group(app.option_defaults()->get_group());
  app.footer(language == Language::kEnglish ? kHelpFooter.en : kHelpFooter.zh);
  AddGlobalFlags(app, context.settings);
  Command::Body body;
  ChoiceLists choices;
  Command root(&app, &context.settings, &body, &choices);
  AddFamilies(root, context);
  AddCompletion(root, context, choices);

  if (Status wrong = CheckWords(words, language); !wrong.ok()) return Finish(context, wrong, {}, talk);
  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    const Understood found = Follow(app, words);
    answer << HelpOf(found) << "\n";
    return kDone;
  } catch (const CLI::ParseError& error) {
    ExplainUsage(app, error, words, language, talk);
    return kUsage;
  }
  out.Configure(context.settings, TerminalWidth(answer), &talk == &std::cerr && isatty(STDERR_FILENO) != 0,
                context.Say(kNothingHere));
  Status status = context.CheckSettings();
  if (status.ok() && body != nullptr) status = body();
  return Finish(context, status, words, talk);
}

}  // namespace diandan::cli
