#include "clients/cli/completion.h"

#include <CLI/CLI.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace diandan::cli {
namespace {

std::vector<const CLI::App*> SubsOf(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

// Commands and flags that may follow this path.
std::string WordsAfter(const CLI::App& app) {
  std::vector<std::string> words;
  for (const CLI::App* sub : SubsOf(app)) words.push_back(sub->get_name());
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
  }
  return absl::StrJoin(words, " ");
}

// One case of the shell's `case`, for this command and all below it.
void AddCases(const CLI::App& app, const std::string& path, std::string& script) {
  absl::StrAppend(&script, "    '", path, "') words='", WordsAfter(app), "' ;;\n");
  for (const CLI::App* sub : SubsOf(app)) {
    AddCases(*sub, path.empty() ? sub->get_name() : absl::StrCat(path, " ", sub->get_name()), script);
  }
}

// The words that may follow an option of this command.
void AddValues(const CLI::App& app, const ChoiceLists& choices, const std::string& path,
               std::string& script) {
  for (const CLI::Option* option : app.get_options()) {
    auto found = choices.find(option);
    if (found == choices.end()) continue;
    absl::StrAppend(&script, "    '", path, " --", option->get_lnames().front(), "') words='",
                    absl::StrJoin(found->second, " "), "' ;;\n");
  }
  for (const CLI::App* sub : SubsOf(app)) {
    AddValues(*sub, choices, path.empty() ? sub->get_name() : absl::StrCat(path, " ", sub->get_name()),
              script);
  }
}

// The path is what was typed so far without flags, as long as it is a path of the tree.
constexpr char kBashHead[] = R"(_diandan() {
  local current="${COMP_WORDS[COMP_CWORD]}" path='' words='' word
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) continue ;; esac
    _diandan_words "${path:+$path }$word" && path="${path:+$path }$word"
  done
  _diandan_words "$path"
  if _diandan_values "$path ${COMP_WORDS[COMP_CWORD-1]}"; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    return
  fi
  case "$current" in
    -*) words="$words )";

constexpr char kBashTail[] = R"(" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [ "${#COMPREPLY[@]}" -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
}
complete -F _diandan diandan
)";

}  // namespace

std::string CompletionScript(const CLI::App& root, const ChoiceLists& choices, const std::string& shell) {
  if (shell != "bash" && shell != "zsh") return "";
  std::string script;
  // zsh understands bash's completion functions once asked to.
  if (shell == "zsh")
    script = "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n";
  absl::StrAppend(&script, "_diandan_words() {\n  case \"$1\" in\n");
  AddCases(root, "", script);
  absl::StrAppend(&script, "    *) return 1 ;;\n  esac\n}\n_diandan_values() {\n  case \"$1\" in\n");
  AddValues(root, choices, "", script);
  absl::StrAppend(&script, "    *) return 1 ;;\n  esac\n}\n", kBashHead);
  std::vector<std::string> everywhere;
  for (const CLI::Option* option : root.get_options()) {
    for (const std::string& name : option->get_lnames()) everywhere.push_back("--" + name);
  }
  absl::StrAppend(&script, absl::StrJoin(everywhere, " "), kBashTail);
  return script;
}

}  // namespace diandan::cli
