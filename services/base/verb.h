// One row per mutation: which rows it touches, the rule that decides, the answer. A new verb is a
// request message, a rule, a row made with MakeVerb, and the rule's tests; no SQL of its own.
#pragma once

#include <functional>

#include "google/protobuf/message.h"
#include "services/base/command.h"
#include "services/base/touches.h"

namespace diandan {

struct Verb {
  using Message = google::protobuf::Message;

  const char* name = "";  // "AcceptOrder"; metrics and logs
  std::function<void(const Message&, Touches&)> touches;
  // Optional second look: rows only known once the first ones are loaded (the siblings of a group …). Taken
  // again when an earlier command of the batch has changed a row it went by.
  std::function<void(const Message&, const Work&, Touches&)> more;
  std::function<Status(Work&, const Message&)> rule;
  // Fills the response from the rows as they are now; also answers a repeated request.
  std::function<void(const Message&, const Work&, Message&)> answer;
};

template <typename Request, typename Response>
Verb MakeVerb(const char* name, void (*touches)(const Request&, Touches&),
              Status (*rule)(Work&, const Request&), void (*answer)(const Request&, const Work&, Response&),
              void (*more)(const Request&, const Work&, Touches&) = nullptr) {
  using Message = google::protobuf::Message;
  Verb verb;
  verb.name = name;
  verb.touches = [touches](const Message& m, Touches& t) { touches(static_cast<const Request&>(m), t); };
  verb.rule = [rule](Work& w, const Message& m) { return rule(w, static_cast<const Request&>(m)); };
  verb.answer = [answer](const Message& m, const Work& w, Message& r) {
    answer(static_cast<const Request&>(m), w, static_cast<Response&>(r));
  };
  if (more != nullptr) {
    verb.more = [more](const Message& m, const Work& w, Touches& t) {
      more(static_cast<const Request&>(m), w, t);
    };
  }
  return verb;
}

}  // namespace diandan
