#include "services/gateway/shared_streams.h"

#include <deque>
#include <set>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"

namespace diandan::gateway {
namespace {

// A thousand who ask again at once need not be a thousand calls at once.
constexpr int kAskingAtOnce = 16;

using Message = std::shared_ptr<const grpc::ByteBuffer>;

}  // namespace

// Somebody who reads along. Guarded by the mutex of all.
struct SharedStreams::Watcher {
  CallHeaders headers;
  std::shared_ptr<Group> group;
  Calls::Stream::Next next;            // asked for, and nothing to hand out yet
  Message unread;                      // the latest that was not handed out
  std::shared_ptr<Calls::Stream> own;  // while asking to be let in
  absl::Time until;                    // let in so long
  bool asking = false, admitted = false, ended = false, left = false;
  grpc::Status status;  // once ended
};

// All who ask the same.
struct SharedStreams::Group {
  Group(const Method& method, std::string message, std::string key)
      : method(method), message(std::move(message)), key(std::move(key)) {}
  const Method& method;
  const std::string message, key;
  std::set<std::shared_ptr<Watcher>> watchers;
  std::shared_ptr<Calls::Stream> source;  // the one for all
  std::deque<std::shared_ptr<Watcher>> waiting;
  int asking = 0;
};

// Calls go out and come back without the lock: gRPC may call back from within.
class SharedStreams::Impl : public std::enable_shared_from_this<Impl> {
 public:
  explicit Impl(Calls& calls) : calls_(calls) {}

  std::shared_ptr<Watcher> Join(const Method& method, const CallHeaders& headers, std::string message) {
    auto watcher = std::make_shared<Watcher>();
    watcher->headers = headers;
    {
      absl::MutexLock lock(&mutex_);
      std::string key = absl::StrCat(method.path, "\n", message);
      auto& group = groups_[key];
      if (!group) group = std::make_shared<Group>(method, std::move(message), std::move(key));
      group->watchers.insert(watcher);
      watcher->group = group;
      group->waiting.push_back(watcher);
    }
    LetIn(watcher->group);
    return watcher;
  }

  void Ask(Watcher& watcher, Calls::Stream::Next next) {
    Later later;
    {
      absl::MutexLock lock(&mutex_);
      watcher.next = std::move(next);
      Give(watcher, later);
    }
    later.Call();
  }

  void Leave(const std::shared_ptr<Watcher>& watcher) {
    std::vector<std::shared_ptr<Calls::Stream>> over;
    {
      absl::MutexLock lock(&mutex_);
      watcher->left = true;
      watcher->next = nullptr;
      StopAsking(*watcher, over);
      Remove(watcher, over);
    }
    over.clear();
    LetIn(watcher->group);
  }

  Count count() const {
    absl::MutexLock lock(&mutex_);
    Count count;
    for (const auto& [key, group] : groups_) {
      count.streams += group->source ? 1 : 0;
      count.watchers += int(group->watchers.size());
    }
    return count;
  }

 private:
  // What is to be done once the lock is given back.
  struct Later {
    struct Given {
      Calls::Stream::Next next;
      Message message;
      grpc::Status status;
    };
    std::vector<Given> given;
    std::vector<std::shared_ptr<Calls::Stream>> over;
    void Call() {
      over.clear();
      for (Given& each : given) each.next(each.message.get(), each.status);
    }
  };

  // Asks for as many as may ask at once.
  void LetIn(const std::shared_ptr<Group>& group) {
    while (auto watcher = NextWaiting(*group)) {
      std::shared_ptr<Calls::Stream> own = calls_.Open(group->method, watcher->headers, group->message);
      {
        absl::MutexLock lock(&mutex_);
        if (watcher->left) continue;  // and `own` ends
        watcher->own = own;
      }
      own->Ask(
          [self = shared_from_this(), watcher](const grpc::ByteBuffer* message, const grpc::Status& status) {
            self->Answered(watcher, message, status);
          });
    }
  }

  std::shared_ptr<Watcher> NextWaiting(Group& group) {
    absl::MutexLock lock(&mutex_);
    while (!group.waiting.empty() && group.asking < kAskingAtOnce) {
      auto watcher = std::move(group.waiting.front());
      group.waiting.pop_front();
      if (watcher->left) continue;
      watcher->asking = true;
      ++group.asking;
      return watcher;
    }
    return nullptr;
  }

  // Their own stream has said its first word.
  void Answered(const std::shared_ptr<Watcher>& watcher, const grpc::ByteBuffer* message,
                const grpc::Status& status) {
    Later later;
    std::shared_ptr<Calls::Stream> founded;
    {
      absl::MutexLock lock(&mutex_);
      if (!watcher->asking) return;
      std::shared_ptr<Calls::Stream> own = watcher->own;
      StopAsking(*watcher, later.over);
      if (message == nullptr) {
        watcher->ended = true;
        watcher->status = status;
        Remove(watcher, later.over);
      } else {
        watcher->admitted = true;
        watcher->until = absl::Now() + own->Admitted();
        watcher->headers.after.clear();  // reached; never asked for again
        if (!watcher->unread) watcher->unread = std::make_shared<grpc::ByteBuffer>(*message);
        if (!watcher->group->source) watcher->group->source = founded = own;
      }
      Give(*watcher, later);
    }
    later.Call();
    if (founded) Listen(watcher->group, founded.get());
    LetIn(watcher->group);
  }

  // To the stream for all.
  void Listen(const std::shared_ptr<Group>& group, Calls::Stream* source) {
    std::shared_ptr<Calls::Stream> there;
    {
      absl::MutexLock lock(&mutex_);
      if (group->source.get() != source) return;
      there = group->source;
    }
    there->Ask(
        [self = shared_from_this(), group, source](const grpc::ByteBuffer* message, const grpc::Status&) {
          self->Heard(group, source, message);
        });
  }

  void Heard(const std::shared_ptr<Group>& group, Calls::Stream* source, const grpc::ByteBuffer* message) {
    Later later;
    {
      absl::MutexLock lock(&mutex_);
      if (group->source.get() != source) return;
      if (message == nullptr) later.over.push_back(std::move(group->source));
      const Message heard = message == nullptr ? nullptr : std::make_shared<grpc::ByteBuffer>(*message);
      const absl::Time now = absl::Now();
      for (const auto& watcher : group->watchers) {
        if (watcher->admitted && (heard == nullptr || now >= watcher->until)) {
          watcher->admitted = false;
          watcher->unread = nullptr;
          group->waiting.push_back(watcher);
        } else if (heard != nullptr) {
          watcher->unread = heard;
          Give(*watcher, later);
        }
      }
    }
    later.Call();
    if (message != nullptr) Listen(group, source);
    LetIn(group);
  }

  static void Give(Watcher& watcher, Later& later) {
    if (!watcher.next) return;
    if (watcher.ended) {
      later.given.push_back({std::exchange(watcher.next, nullptr), nullptr, watcher.status});
    } else if (watcher.admitted && watcher.unread) {
      later.given.push_back(
          {std::exchange(watcher.next, nullptr), std::exchange(watcher.unread, nullptr), {}});
    }
  }

  static void StopAsking(Watcher& watcher, std::vector<std::shared_ptr<Calls::Stream>>& over) {
    if (!std::exchange(watcher.asking, false)) return;
    --watcher.group->asking;
    over.push_back(std::move(watcher.own));
  }

  // With the last one goes the stream for all.
  void Remove(const std::shared_ptr<Watcher>& watcher, std::vector<std::shared_ptr<Calls::Stream>>& over) {
    Group& group = *watcher->group;
    group.watchers.erase(watcher);
    if (!group.watchers.empty()) return;
    over.push_back(std::move(group.source));
    auto found = groups_.find(group.key);
    if (found != groups_.end() && found->second.get() == &group) groups_.erase(found);
  }

  Calls& calls_;
  mutable absl::Mutex mutex_;
  absl::flat_hash_map<std::string, std::shared_ptr<Group>> groups_;
};

class SharedStreams::Handle : public Calls::Stream {
 public:
  Handle(std::shared_ptr<Impl> impl, std::shared_ptr<Watcher> watcher)
      : impl_(std::move(impl)), watcher_(std::move(watcher)) {}
  ~Handle() override { impl_->Leave(watcher_); }
  void Ask(Next next) override { impl_->Ask(*watcher_, std::move(next)); }
  absl::Duration Admitted() const override { return absl::ZeroDuration(); }

 private:
  const std::shared_ptr<Impl> impl_;
  const std::shared_ptr<Watcher> watcher_;
};

SharedStreams::SharedStreams(Calls& calls) : impl_(std::make_shared<Impl>(calls)) {}
SharedStreams::~SharedStreams() = default;
SharedStreams::Count SharedStreams::count() const { return impl_->count(); }

std::unique_ptr<Calls::Stream> SharedStreams::Join(const Method& method, const CallHeaders& headers,
                                                   std::string message) {
  return std::make_unique<Handle>(impl_, impl_->Join(method, headers, std::move(message)));
}

}  // namespace diandan::gateway
