#include "tests/security/policy.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <stdexcept>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"

namespace diandan::security {
namespace {

bool IsOf(const Row::Entry& entry, const Asker& asker) {
  return entry.who == "anyone" || (entry.who == "account" && asker.account) || entry.who == asker.role;
}

const std::set<std::string>& Words() {
  static const auto* words = new std::set<std::string>{
      "anyone",     "account",  "none",  "clerk",   "officer", "leader",   "volunteer",
      "dispatcher", "reviewer", "admin", "liaison", "auditor", "operator",
  };
  return *words;
}

Row::Entry EntryOf(absl::string_view text, const std::string& line) {
  std::vector<std::string> words = absl::StrSplit(text, ' ', absl::SkipEmpty());
  if (words.empty() || (!Words().contains(words[0]) && !absl::StartsWith(words[0], "service:")))
    throw std::runtime_error("who is meant in: " + line);
  for (size_t i = 1; i < words.size(); ++i) {
    static const std::set<std::string> kPlaces = {"own",   "child",     "parent", "sibling",
                                                  "other", "elsewhere", "secret"};
    if (!kPlaces.contains(words[i])) throw std::runtime_error("where is meant in: " + line);
  }
  return {words[0], {words.begin() + 1, words.end()}};
}

Row RowOf(const std::string& line) {
  const std::pair<std::string, std::string> halves = absl::StrSplit(line, absl::MaxSplits(": ", 1));
  Row row;
  std::vector<std::string> head = absl::StrSplit(halves.first, absl::ByAnyChar(" (,)"), absl::SkipEmpty());
  if (head.empty() || halves.second.empty()) throw std::runtime_error("no row: " + line);
  row.rpc = head[0];
  row.variant.assign(head.begin() + 1, head.end());
  for (absl::string_view entry : absl::StrSplit(halves.second, ','))
    row.entries.push_back(EntryOf(entry, line));
  return row;
}

}  // namespace

bool Row::Allows(const Asker& asker) const {
  return std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
    if (!IsOf(entry, asker) || entry.Has("elsewhere") || entry.Has("secret")) return false;
    if (entry.who == "anyone") return true;
    return entry.places.empty() ? asker.place != "other" : entry.Has(asker.place);
  });
}

bool Row::Entry::Has(const std::string& place) const {
  return std::find(places.begin(), places.end(), place) != places.end();
}

bool Row::BySecret() const {
  return std::any_of(entries.begin(), entries.end(), [](const Entry& entry) { return entry.Has("secret"); });
}

bool Row::KnowsRole(const Asker& asker) const {
  if (Allows(asker)) return true;
  return std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
    return IsOf(entry, asker) && (asker.place != "other" || entry.who == "anyone" || entry.Has("other"));
  });
}

std::vector<Row> ReadPolicy(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    absl::StripAsciiWhitespace(&line);
    if (!line.empty() && line[0] != '#') rows.push_back(RowOf(line));
  }
  return rows;
}

}  // namespace diandan::security
