// What a rule is given and what it answers. A rule is a pure function
//   Status Accept(Work& work, const AcceptOrderRequest& request)
// that refuses first (returning Refuse(…)) and then changes rows through `work`.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "services/base/caller.h"
#include "services/base/ids.h"
#include "services/base/picture.h"
#include "services/base/status.h"
#include "services/base/touches.h"

namespace diandan {

// Where an event came from when another event caused it.
struct Cause {
  std::string service;  // "" = nothing caused it but its caller
  CountyId county = 0;
  int64_t seq = 0;
};

// One event to append. The lane adds seq, actor, time and hash.
struct EventDraft {
  Uuid event_id;     // the command's request_id, or DeriveUuid(request_id, action) for further ones
  std::string kind;  // "ORDER_ACCEPTED"
  Uuid subject;      // aggregate
  std::shared_ptr<google::protobuf::Message> payload;  // a message of the domain, without personal text
  Cause cause;
};

// The picture as one command of one county sees it: no other county's rows, one `now`, one caller.
class Work {
 public:
  Work(Picture& picture, CountyId county, const Caller& caller, const Uuid& request_id, absl::Time now,
       int64_t next_seq, const void* extra = nullptr)
      : county(county),
        caller(caller),
        request_id(request_id),
        now(now),
        next_seq_(next_seq),
        picture_(picture),
        base_id_(request_id),
        extra_(extra) {}

  const CountyId county;
  const Caller& caller;
  const Uuid request_id;
  const absl::Time now;  // when the server received the command

  template <typename Row>
  const Row* Find(const Uuid& id) const {
    const RowSet<Row>& rows = picture_.Rows<Row>();
    if (look_ != nullptr) look_->SawRow(rows, {county, id});
    return rows.Find(county, id);
  }
  template <typename Row>
  Row* Change(const Uuid& id) {
    return picture_.Rows<Row>().Change(county, id);
  }
  template <typename Row>
  Row& Insert(Row row) {
    row.county_id = county;
    return picture_.Rows<Row>().Insert(std::move(row));
  }
  // The rows of this parent, in load order. Only what the verb's touches loaded can be found.
  template <typename Row>
  std::vector<const Row*> Children(const Uuid& parent) const {
    const RowSet<Row>& rows = picture_.Rows<Row>();
    if (look_ != nullptr) look_->SawChildren(rows, {county, parent});
    std::vector<const Row*> found;
    for (const auto* entry : rows.Children(county, parent)) found.push_back(&entry->row);
    return found;
  }

  // Appends the command's event. The first one of a command carries the request_id itself and is the
  // idempotency record; further ones get an id derived from it and `kind` and `subject`.
  template <typename Payload>
  void Emit(std::string kind, const Uuid& subject, Payload payload) {
    Uuid id = base_id_;
    if (!events_.empty() || cause_.seq != 0) {
      id = DeriveUuid(base_id_, kind + "/" + subject.ToString() + "/" + std::to_string(emitted_for_base_));
    }
    ++emitted_for_base_;
    events_.push_back({id, std::move(kind), subject, std::make_shared<Payload>(std::move(payload)), cause_});
  }
  // A follower applies many events in one command: from here on, what is emitted was caused by this one,
  // and its ids are derived from it, so they are the same however the events were batched.
  void CausedBy(Cause cause, const Uuid& event_id) {
    cause_ = std::move(cause);
    base_id_ = event_id;
    emitted_for_base_ = 0;
  }
  // What the handler made before the lane (sealed columns, secrets); null on calls that need nothing.
  template <typename T>
  const T* Extra() const {
    return static_cast<const T*>(extra_);
  }
  // The seq the next emitted event will get. Order numbers are made of it.
  int64_t next_seq() const { return next_seq_ + static_cast<int64_t>(events_.size()); }
  // Rare: keep what was changed and emitted although the rule refuses (a counted wrong try).
  void KeepDespiteRefusal() { keep_ = true; }

  // For whoever drives rules, not for rules. From here on `look` remembers what is read; null: no more.
  void Watch(Look* look) { look_ = look; }
  // Loads what is wanted and not here yet; nothing without a database behind the picture.
  using Loader = std::function<void(const Touches&)>;
  void LoadBy(const Loader* loader) { loader_ = loader; }
  void Load(const Touches& touches) const {
    if (loader_ != nullptr) (*loader_)(touches);
  }

  bool keep() const { return keep_; }
  const std::vector<EventDraft>& events() const { return events_; }

 private:
  const int64_t next_seq_;
  Picture& picture_;
  Uuid base_id_;
  int emitted_for_base_ = 0;
  const void* extra_;
  Cause cause_;
  std::vector<EventDraft> events_;
  bool keep_ = false;
  Look* look_ = nullptr;
  const Loader* loader_ = nullptr;
};

}  // namespace diandan
