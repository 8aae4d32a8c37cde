#include "clients/cli/problem.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/say.h"
#include "clients/cli/texts.h"
#include "services/base/words.h"

namespace diandan::cli {
namespace {

std::string Quoted(const std::string& word) {
  const bool plain = !word.empty() && word.find_first_of(" \t\n\"'`$&|;<>()*?[]#~\\!{}") == std::string::npos;
  return plain ? word : "'" + absl::StrReplaceAll(word, {{"'", "'\\''"}}) + "'";
}

// The command that helps, by what went wrong.
std::string NextCommand(const errors::v1::ErrorInfo& info, Language language, const std::string& order) {
  const auto wanted = info.params().find("wanted");
  switch (info.reason()) {
    case errors::v1::ORDER_WRONG_STATE:
      if (wanted == info.params().end() || wanted->second != "COMPLETED" || order.empty()) break;
      return Say(kTypeComplete, language, {{"order", order}});
    case errors::v1::NOT_SIGNED_IN:
    case errors::v1::TOKEN_EXPIRED:
    case errors::v1::REFRESH_REUSED:
      return Say(kTypeSignIn, language);
    case errors::v1::NOT_ALLOWED:
      return Say(kTypeWhoAmI, language);
    case errors::v1::OFFER_EXPIRED:
    case errors::v1::OFFER_RECALLED:
    case errors::v1::ORDER_ALREADY_ACCEPTED:
      return Say(kTypeOpenOrders, language);
    case errors::v1::CLOSING_CODE_WRONG:
    case errors::v1::CLOSING_CODE_LOCKED:
      return Say(kTypeWitness, language, {{"order", order}});
    case errors::v1::ORG_UNKNOWN:
      return Say(kTypeList, language, {{"what", "org"}});
    case errors::v1::TEAM_UNKNOWN:
      return Say(kTypeList, language, {{"what", "team"}});
    case errors::v1::VOLUNTEER_UNKNOWN:
      return Say(kTypeList, language, {{"what", "volunteer"}});
    case errors::v1::UNIT_UNKNOWN:
      return Say(kTypeList, language, {{"what", "unit"}});
    case errors::v1::MENU_ITEM_UNKNOWN:
      return Say(kTypeList, language, {{"what", "menu"}});
    default:
      break;
  }
  return order.empty() ? "" : Say(kTypeShowOrder, language, {{"order", order}});
}

}  // namespace

Exit ExitFor(const Status& status) {
  if (status.ok()) return kDone;
  switch (status.code()) {
    case absl::StatusCode::kInvalidArgument:
      return kUsage;
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kNotFound:
      return kNotAllowed;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kInternal:
      return kUnreachable;
    default:
      // Whoever guesses passwords is to wait, not to send it again.
      return InfoOf(status).retry() && ReasonOf(status) != errors::v1::SIGN_IN_THROTTLED ? kUnreachable
                                                                                         : kRefused;
  }
}

std::string Explain(const Status& status, Language language, const std::string& repeat,
                    const std::string& order) {
  errors::v1::ErrorInfo info = Speak(status, language);
  std::string text = Say(kProblem, language,
                         {{"message", info.message()}, {"reason", errors::v1::Reason_Name(info.reason())}});
  for (const auto& field : info.fields()) {
    absl::StrAppend(&text, "\n",
                    Say(kProblemField, language,
                        {{"field", field.field()}, {"value", field.value()}, {"want", field.want()}}));
  }
  const Exit exit = ExitFor(status);
  if (exit == kUnreachable) {
    const bool absent = info.params().contains("absent");
    if (absent) absl::StrAppend(&text, "\n", Say(kTypeStart, language));
    if (!repeat.empty()) absl::StrAppend(&text, "\n", Say(kTypeRepeat, language, {{"command", repeat}}));
    return text;
  }
  if (info.fields().empty() && !info.next_step().empty()) {
    absl::StrAppend(&text, "\n", Say(kProblemNext, language, {{"step", info.next_step()}}));
  }
  std::string next = info.fields().empty() ? NextCommand(info, language, order) : "";
  if (!next.empty()) absl::StrAppend(&text, "\n", next);
  return text;
}

std::string RepeatLine(const std::vector<std::string>& words, const std::string& request_id) {
  std::string line = "diandan";
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--request-id") {
      ++i;
    } else if (!absl::StartsWith(words[i], "--request-id=")) {
      absl::StrAppend(&line, " ", Quoted(words[i]));
    }
  }
  if (!request_id.empty()) absl::StrAppend(&line, " --request-id ", request_id);
  return line;
}

std::vector<std::string> Rewritten(std::vector<std::string> words, const std::string& old,
                                   const std::string& anew) {
  const auto found = std::find(words.begin(), words.end(), old);
  if (found != words.end()) {
    *found = anew;
  } else {
    words.push_back(anew);
  }
  return words;
}

}  // namespace diandan::cli
