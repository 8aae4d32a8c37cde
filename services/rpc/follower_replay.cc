#include "services/rpc/follower_replay.h"

#include <vector>

#include "services/rpc/follower_batch.h"
#include "services/rpc/follower_store.h"

namespace diandan::rpc {
namespace {

using google::protobuf::Message;

// The effects of one parked event and the settling of its letter, as one command.
Verb ReplayVerb(const FollowedEvent& item, const std::string& owner, CountyId county) {
  const Uuid letter_id = DeadLetterId(county, owner, item.seq());
  const Uuid cursor_id = CursorId(county, owner);
  Verb verb;
  verb.name = "Replay";
  verb.touches = [&item, letter_id, cursor_id](const Message&, Touches& touches) {
    touches.Add<CursorRow>(cursor_id);
    touches.Add<DeadLetterRow>(letter_id);
    if (item.payload != nullptr && item.handler->touches)
      item.handler->touches(item.event, *item.payload, touches);
  };
  verb.more = [&item](const Message&, const Work& work, Touches& touches) {
    if (item.payload != nullptr && item.handler->more)
      item.handler->more(item.event, *item.payload, work, touches);
  };
  verb.rule = [&item, owner, county, letter_id, cursor_id](Work& work, const Message&) -> Status {
    const DeadLetterRow* letter = work.Find<DeadLetterRow>(letter_id);
    if (letter == nullptr || letter->settled_at) return absl::OkStatus();
    DD_ASSIGN_OR_RETURN(Uuid event_id, ParseUuid(item.event.event_id()));
    if (item.payload != nullptr && item.handler->rule) {
      work.CausedBy({owner, county, item.seq()}, event_id);
      DD_RETURN_IF_ERROR(item.handler->rule(work, item.event, *item.payload));
    }
    work.Change<DeadLetterRow>(letter_id)->settled_at = work.now;
    if (CursorRow* cursor = work.Change<CursorRow>(cursor_id)) --cursor->parked;
    return absl::OkStatus();
  };
  verb.answer = [](const Message&, const Work&, Message&) {};
  return verb;
}

Status ReplayOne(const Home& home, const std::string& owner, const Caller& self, CountyId county,
                 const FollowedEvent& item) {
  if (!item.unreadable.empty()) return Refuse(errors::v1::INTERNAL_ERROR, {{"problem", item.unreadable}});
  if (item.has_before()) DD_RETURN_IF_ERROR(item.handler->before(item.event, *item.payload));
  const Verb verb = ReplayVerb(item, owner, county);
  db::Command command;
  command.county = county;
  command.caller = &self;
  command.verb = &verb;
  command.request = &item.event;
  command.received_at = home.clock->Now();
  DD_RETURN_IF_ERROR(home.lanes->Run(std::move(command)));
  if (item.payload != nullptr && item.handler->after) item.handler->after(item.event, *item.payload);
  return absl::OkStatus();
}

}  // namespace

Status ReplayLetters(const Home& home, const std::string& owner, const Caller& self,
                     const EventHandlers& handlers, CountyId county, const Uuid& subject) {
  while (true) {
    std::vector<DeadLetterRow> letters;
    DD_RETURN_IF_ERROR(db::Transact(*home.pool, {county}, true, [&](db::Connection& connection) {
      letters = ReadDeadLetters(connection, owner, county, subject);
      return absl::OkStatus();
    }));
    // Events that arrive meanwhile are parked behind, so look until none is left.
    if (letters.empty()) return absl::OkStatus();
    for (const DeadLetterRow& letter : letters) {
      events::v1::Event event;
      event.ParseFromString(letter.event.data);
      DD_RETURN_IF_ERROR(ReplayOne(home, owner, self, county, FollowedEvent(std::move(event), handlers)));
    }
  }
}

}  // namespace diandan::rpc
