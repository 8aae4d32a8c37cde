#include "services/rpc/follower_batch.h"

#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "services/rpc/follower_store.h"

namespace diandan::rpc {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::Message;
using google::protobuf::MessageFactory;

std::string TypeOf(const google::protobuf::Any& any) {
  return any.type_url().substr(any.type_url().rfind('/') + 1);
}

std::shared_ptr<Message> Unpack(const google::protobuf::Any& any) {
  const auto* type = DescriptorPool::generated_pool()->FindMessageTypeByName(TypeOf(any));
  if (type == nullptr) return nullptr;
  std::shared_ptr<Message> message(MessageFactory::generated_factory()->GetPrototype(type)->New());
  return message->ParseFromString(any.value()) ? message : nullptr;
}

}  // namespace

std::string ReasonAndProblem(const Status& status) {
  auto info = InfoOf(status);
  auto fact = info.params().find("problem");
  return absl::StrCat(errors::v1::Reason_Name(info.reason()), fact == info.params().end() ? "" : ": ",
                      fact == info.params().end() ? "" : fact->second);
}

FollowedEvent::FollowedEvent(events::v1::Event e, const EventHandlers& handlers)
    : event(std::move(e)), first_seq(event.first_seq() > 0 ? event.first_seq() : event.position().seq()) {
  event.clear_first_seq();
  auto found = handlers.find(TypeOf(event.payload()));
  if (found != handlers.end()) payload = Unpack(event.payload());
  const bool concerns = found != handlers.end() && (payload == nullptr || !found->second.concerns ||
                                                    found->second.concerns(event, *payload));
  if (!concerns) {
    payload = nullptr;
    event.clear_payload();
    return;
  }
  handler = &found->second;
  if (payload == nullptr) unreadable = "the payload is not readable";
  if (auto id = ParseUuid(event.subject_id()); id.ok()) subject = *id;
}

bool FollowedEvent::Absorb(const FollowedEvent& before) {
  if (before.handler != nullptr || before.seq() + 1 != first_seq) return false;
  first_seq = before.first_seq;
  return true;
}

FollowerBatch::FollowerBatch(std::string owner, CountyId county, std::vector<FollowedEvent> events)
    : owner_(std::move(owner)),
      county_(county),
      cursor_id_(CursorId(county, owner_)),
      events_(std::move(events)) {
  verb_.name = "Follow";
  verb_.touches = [this](const Message&, Touches& touches) { Touch(touches); };
  verb_.more = [this](const Message&, const Work& work, Touches& touches) { TouchMore(work, touches); };
  verb_.rule = [this](Work& work, const Message&) { return Apply(work); };
  verb_.answer = [](const Message&, const Work&, Message&) {};
}

std::vector<FollowedEvent> FollowerBatch::Cut(size_t count) {
  std::vector<FollowedEvent> rest(std::make_move_iterator(events_.begin() + long(count)),
                                  std::make_move_iterator(events_.end()));
  events_.erase(events_.begin() + long(count), events_.end());
  return rest;
}

void FollowerBatch::Touch(Touches& touches) const {
  touches.Add<CursorRow>(cursor_id_);
  for (size_t i = 0; i < events_.size(); ++i) {
    const FollowedEvent& item = events_[i];
    if (item.payload != nullptr && item.handler->touches && !poisoned(i))
      item.handler->touches(item.event, *item.payload, touches);
  }
}

// Dead letters are looked for only while the county has any.
void FollowerBatch::TouchMore(const Work& work, Touches& touches) {
  const CursorRow* cursor = work.Find<CursorRow>(cursor_id_);
  const bool letters = cursor != nullptr && cursor->parked > 0;
  looks_.assign(events_.size(), {});
  for (size_t i = 0; i < events_.size(); ++i) {
    if (letters && events_[i].handler != nullptr) touches.AddChildren<DeadLetterRow>(events_[i].subject);
    LookFurther(work, i, touches);
  }
}

void FollowerBatch::LookFurther(const Work& work, size_t index, Touches& touches) {
  const FollowedEvent& item = events_[index];
  if (item.payload == nullptr || !item.handler->more || poisoned(index)) return;
  looks_[index].Clear();
  Work watched = work;
  watched.Watch(&looks_[index]);
  item.handler->more(item.event, *item.payload, watched, touches);
}

// An earlier event of this run may have made or changed what this one's second look went by.
void FollowerBatch::LookAgain(const Work& work, size_t index) {
  if (!looks_[index].Stale()) return;
  Touches further;
  further.set_county(county_);
  LookFurther(work, index, further);
  work.Load(further);
}

// Compare-and-set on the cursor: what another process applied already is skipped, a gap is refused. May run
// several times (the lane retries); only the last run counts.
Status FollowerBatch::Apply(Work& work) {
  refused_ = -1;
  gap_ = false;
  parked_ = 0;
  const CursorRow* cursor = work.Find<CursorRow>(cursor_id_);
  int64_t at = cursor == nullptr ? 0 : cursor->seq;
  if (at >= last_seq()) return absl::OkStatus();
  const bool letters = !poison_.empty() || (cursor != nullptr && cursor->parked > 0);
  for (size_t i = 0; i < events_.size(); ++i) {
    if (events_[i].seq() <= at) continue;
    if (events_[i].first_seq > at + 1) {
      gap_ = true;
      return Refuse(errors::v1::INTERNAL_ERROR,
                    {{"problem", absl::StrCat("no event ", owner_, "/", county_, "/", at + 1)}});
    }
    at = events_[i].seq();
    Status status = ApplyOne(work, i, letters || parked_ > 0);
    if (!status.ok()) {
      refused_ = int(i);
      problem_ = ReasonAndProblem(status);
      return status;
    }
  }
  CursorRow* moved = work.Change<CursorRow>(cursor_id_);
  if (moved == nullptr) {
    CursorRow fresh;
    fresh.id = cursor_id_;
    fresh.owner = owner_;
    moved = &work.Insert(std::move(fresh));
  }
  moved->seq = at;
  moved->parked += parked_;
  return absl::OkStatus();
}

Status FollowerBatch::ApplyOne(Work& work, size_t index, bool look_for_letters) {
  const FollowedEvent& item = events_[index];
  if (item.handler == nullptr) return absl::OkStatus();
  if (auto poison = poison_.find(index); poison != poison_.end()) {
    Park(work, index, poison->second);
    return absl::OkStatus();
  }
  if (item.payload == nullptr) {
    Park(work, index, item.unreadable);
    return absl::OkStatus();
  }
  if (look_for_letters) {
    for (const DeadLetterRow* letter : work.Children<DeadLetterRow>(item.subject)) {
      if (letter->owner != owner_ || letter->settled_at) continue;
      Park(work, index, absl::StrCat("behind ", owner_, "/", county_, "/", letter->seq));
      return absl::OkStatus();
    }
  }
  if (!item.handler->rule) return absl::OkStatus();
  LookAgain(work, index);
  work.CausedBy({owner_, county_, item.seq()}, [&] {
    auto id = ParseUuid(item.event.event_id());
    return id.ok() ? *id : DeadLetterId(county_, owner_, item.seq());
  }());
  try {
    return item.handler->rule(work, item.event, *item.payload);
  } catch (const std::exception& problem) {
    return Refuse(errors::v1::INTERNAL_ERROR, {{"problem", problem.what()}});
  }
}

void FollowerBatch::Park(Work& work, size_t index, std::string problem) {
  const FollowedEvent& item = events_[index];
  DeadLetterRow letter;
  letter.id = DeadLetterId(county_, owner_, item.seq());
  letter.owner = owner_;
  letter.seq = item.seq();
  letter.subject_id = item.subject;
  letter.event.data = item.event.SerializeAsString();
  letter.problem = std::move(problem);
  letter.parked_at = work.now;
  work.Insert(std::move(letter));
  ++parked_;
}

}  // namespace diandan::rpc
