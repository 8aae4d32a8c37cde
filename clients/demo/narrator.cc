#include "clients/demo/narrator.h"

#include "absl/strings/str_format.h"

namespace diandan::demo {

namespace o = orders::v1;

std::string Narrator::SayState(o::OrderState state) const {
  switch (state) {
    case o::PLACED:
      return Say({"等人核对", "waits for approval"});
    case o::OPEN:
      return Say({"等人接", "open"});
    case o::ACCEPTED:
      return Say({"已有人接", "accepted"});
    case o::IN_SERVICE:
      return Say({"服务中", "in service"});
    case o::COMPLETED:
      return Say({"待验", "completed, to be verified"});
    case o::VERIFIED:
      return Say({"已验", "verified"});
    case o::REFUSED:
      return Say({"不办", "refused"});
    case o::REJECTED:
      return Say({"驳回", "rejected"});
    case o::CANCELLED:
      return Say({"已撤", "cancelled"});
    default:
      return "";
  }
}

void Narrator::Title(const std::string& title) { out_ << title << "\n\n"; }

void Narrator::Step(const Wording& action, const std::string& who, const std::string& what) {
  const char* colon = language_ == Language::kEnglish ? ": " : "：";
  out_ << absl::StrFormat("%2d  ", ++step_) << Say(action) << "  " << who << colon << what << "\n";
}

void Narrator::More(const std::string& text) { out_ << "      " << text << "\n"; }

void Narrator::State(o::OrderState state) {
  out_ << "      → " << SayState(state) << " " << o::OrderState_Name(state) << "\n";
}

}  // namespace diandan::demo
