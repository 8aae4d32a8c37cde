// A run of events of one county on its way through the lane: one command that applies the effects and moves
// the cursor. Internal to follower.cc.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "services/rpc/dead_letters.h"
#include "services/rpc/follower.h"

namespace diandan::rpc {

// An event with its handler and its unpacked payload, and those before it that concern nobody here.
struct FollowedEvent {
  events::v1::Event event;
  int64_t first_seq = 0;                  // of the run that this event ends
  const EventHandler* handler = nullptr;  // null: concerns nobody here
  std::shared_ptr<google::protobuf::Message> payload;
  Uuid subject;
  std::string unreadable;  // why there is no payload although somebody wants it

  FollowedEvent(events::v1::Event event, const EventHandlers& handlers);
  int64_t seq() const { return event.position().seq(); }
  // Takes over the run of the one before, which nobody wants, when no event is missing between them.
  bool Absorb(const FollowedEvent& before);
  bool has_before() const {
    return payload != nullptr && handler->before && (!handler->calls || handler->calls(event, *payload));
  }
};

// What a dead letter says of a refusal.
std::string ReasonAndProblem(const Status& status);

class FollowerBatch {
 public:
  FollowerBatch(std::string owner, CountyId county, std::vector<FollowedEvent> events);

  // The lane's view. Lives as long as this object.
  const Verb& verb() const { return verb_; }
  const google::protobuf::Message& request() const { return request_; }

  const std::vector<FollowedEvent>& events() const { return events_; }
  CountyId county() const { return county_; }
  int64_t last_seq() const { return events_.back().seq(); }
  // Of the owner's events, those that concern nobody here included.
  int64_t count() const { return last_seq() - events_.front().first_seq + 1; }

  // From the next run on, this event is parked instead of applied.
  void Poison(size_t index, std::string problem) { poison_[index] = std::move(problem); }
  bool poisoned(size_t index) const { return poison_.contains(index); }
  // Keeps the first `count` events, returns the others.
  std::vector<FollowedEvent> Cut(size_t count);

  // Of the last run: the event whose rule refused (-1: none), and why.
  int refused() const { return refused_; }
  const std::string& problem() const { return problem_; }
  // Of the last run: the owner's next event was not the one we have.
  bool gap() const { return gap_; }
  int32_t parked() const { return parked_; }
  // Nothing is known of a run that has yet to come: the lane may be too full to make it.
  void ForgetLastRun() {
    refused_ = -1;
    gap_ = false;
  }

 private:
  void Touch(Touches& touches) const;
  void TouchMore(const Work& work, Touches& touches);
  void LookFurther(const Work& work, size_t index, Touches& touches);
  void LookAgain(const Work& work, size_t index);
  Status Apply(Work& work);
  Status ApplyOne(Work& work, size_t index, bool look_for_letters);
  void Park(Work& work, size_t index, std::string problem);

  const std::string owner_;
  const CountyId county_;
  const Uuid cursor_id_;
  std::vector<FollowedEvent> events_;
  events::v1::FollowRequest request_;  // the lane wants a message; what matters is captured by the verb
  Verb verb_;
  std::vector<Look> looks_;  // of each event: what its second look went by
  std::map<size_t, std::string> poison_;
  int refused_ = -1;
  std::string problem_;
  bool gap_ = false;
  int32_t parked_ = 0;
};

}  // namespace diandan::rpc
