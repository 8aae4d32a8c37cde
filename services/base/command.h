// What a rule is given and what it answers. A rule is a pure function
//   Status Accept(Work& work, const AcceptOrderRequest& request)
// that refuses first (returning Refuse(…)) and then changes rows through `work`.
#pragma once

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

namespace diandan {

// Where an event came from when another event caused it.
struct Cause {
  std::string service;  // "" = nothing caused it but its caller
  CountyId county = 0;
  int64_t seq = 0;
};

// One event to append. The lane adds seq, actor, time and hash.
struct EventDraft {
  Uuid event_id;                 // the command's request_id, or DeriveUuid(request_id, action) for further ones
  std::string kind;              // "ORDER_ACCEPTED"
  Uuid subject;                  // aggregate
  std::shared_ptr<google::protobuf::Message> payload;  // a message of the domain, without personal text
  Cause cause;
};

// The picture as one command of one county sees it: no other county's rows, one `now`, one caller.
class Work {
 public:
  Work(Picture& picture, CountyId county, const Caller& caller, const Uuid& request_id, absl::Time now,
       int64_t next_seq)
      : county(county), caller(caller), request_id(request_id), now(now), next_seq_(next_seq), picture_(picture) {}

  const CountyId county;
  const Caller& caller;
  const Uuid request_id;
  const absl::Time now;  // when the server received the command

  template <typename Row>
  const Row* Find(const Uuid& id) const { return picture_.Rows<Row>().Find(county, id); }
  template <typename Row>
  Row* Change(const Uuid& id) { return picture_.Rows<Row>().Change(county, id); }
  template <typename Row>
  Row& Insert(Row row) {
    row.county_id = county;
    return picture_.Rows<Row>().Insert(std::move(row));
  }
  // The rows of this parent, in load order. Only what the verb's touches loaded can be found.
  template <typename Row>
  std::vector<const Row*> Children(const Uuid& parent) const {
    std::vector<const Row*> found;
    for (const auto* entry : picture_.Rows<Row>().Children(county, parent)) found.push_back(&entry->row);
    return found;
  }

  // Appends the command's event. The first one of a command carries the request_id itself and is the
  // idempotency record; further ones get an id derived from it and `kind` and `subject`.
  template <typename Payload>
  void Emit(std::string kind, const Uuid& subject, Payload payload, Cause cause = {}) {
    Uuid id = request_id;
    if (!events_.empty()) {
      id = DeriveUuid(request_id, kind + "/" + subject.ToString() + "/" + std::to_string(events_.size()));
    }
    events_.push_back({id, std::move(kind), subject, std::make_shared<Payload>(std::move(payload)), std::move(cause)});
  }
  // The seq the command's first event will get. Order numbers are made of it.
  int64_t next_seq() const { return next_seq_; }
  // Rare: keep what was changed and emitted although the rule refuses (a counted wrong try).
  void KeepDespiteRefusal() { keep_ = true; }

  bool keep() const { return keep_; }
  const std::vector<EventDraft>& events() const { return events_; }

 private:
  const int64_t next_seq_;
  Picture& picture_;
  std::vector<EventDraft> events_;
  bool keep_ = false;
};

}  // namespace diandan
