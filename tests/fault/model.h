// Random commands, told to the real services and to a small model of them: both have to say the same.
//
// A world is a fresh corner of a county: `Step` is a command as small numbers, `Model` says by itself what
// must come of one, and the world sends it:
//
//   struct World {
//     using Step; using Model;
//     Model Start();
//     std::string IdOf(const Step&);                           // the request it is sent as, fresh or its own
//     Reason Do(const Step&, const std::string& request_id);   // REASON_UNSPECIFIED: done
//     std::string Seen();                                      // the things as they stand
//     std::map<std::string, int64_t> Seqs(ids);                // of the commands that were stored
//   };
//   struct Model { Reason Do(const Step&); std::string Seen() const; };   // copied freely
//
// One after the other, each answer and each standing is compared. Interleaved, the order in which commands
// took effect is that of the events they left; the model, told them in that order, must say to all of them
// what the services said, and a refusal must be one that the model gives at some moment while its call was on
// its way.
#pragma once

#include <algorithm>
#include <atomic>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "diandan/errors/v1/errors.pb.h"
#include "rapidcheck.h"
#include "services/base/ids.h"
#include "services/base/status.h"

namespace diandan::fault {

inline std::string FreshId() { return NewUuid(absl::Now()).ToString(); }

inline std::string Told(Reason reason) {
  return reason == errors::v1::REASON_UNSPECIFIED ? "done" : errors::v1::Reason_Name(reason);
}

template <typename World>
void CheckOneByOne(World& world, const std::vector<typename World::Step>& steps) {
  typename World::Model model = world.Start();
  struct Sent {
    typename World::Step step;
    std::string id;
    Reason answer;
  };
  std::vector<Sent> sent;
  for (const auto& step : steps) {
    const std::string id = world.IdOf(step);
    const Reason expected = model.Do(step);
    const Reason answer = world.Do(step, id);
    RC_LOG() << step << ": " << Told(answer) << ", wanted " << Told(expected) << std::endl;
    RC_ASSERT(Told(answer) == Told(expected));
    RC_ASSERT(world.Seen() == model.Seen());
    sent.push_back({step, id, answer});
  }
  // All of them once more, as they were: what was done stays done once.
  for (const Sent& once : sent) {
    if (once.answer != errors::v1::REASON_UNSPECIFIED) continue;
    RC_LOG() << "again " << once.step << std::endl;
    RC_ASSERT(Told(world.Do(once.step, once.id)) == Told(once.answer));
    RC_ASSERT(world.Seen() == model.Seen());
  }
}

template <typename Step>
struct Ran {
  Step step;
  std::string id;
  Reason answer;
  int64_t began, ended;  // on a clock that ticks at each of these moments
  int64_t seq = 0;       // of its event; 0: nothing was stored
};

// The commands of all threads, each thread's one after the other.
template <typename World>
std::vector<Ran<typename World::Step>> RunInterleaved(
    World& world, const std::vector<std::vector<typename World::Step>>& threads) {
  std::vector<std::vector<Ran<typename World::Step>>> ran(threads.size());
  std::atomic<int64_t> tick = 0;
  std::vector<std::thread> running;
  for (size_t t = 0; t < threads.size(); ++t) {
    running.emplace_back([&, t] {
      for (const auto& step : threads[t]) {
        const std::string id = world.IdOf(step);
        const int64_t began = ++tick;
        const Reason answer = world.Do(step, id);
        ran[t].push_back({step, id, answer, began, ++tick});
      }
    });
  }
  for (auto& thread : running) thread.join();
  std::vector<Ran<typename World::Step>> all;
  for (auto& one : ran) all.insert(all.end(), one.begin(), one.end());
  std::vector<std::string> ids;
  for (const auto& one : all) ids.push_back(one.id);
  const auto seqs = world.Seqs(ids);
  for (auto& one : all) {
    if (auto found = seqs.find(one.id); found != seqs.end()) one.seq = found->second;
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.seq < b.seq; });
  return all;
}

// `opening` comes first, one by one.
template <typename World>
void CheckInterleaved(World& world, const std::vector<typename World::Step>& opening,
                      const std::vector<std::vector<typename World::Step>>& threads) {
  std::vector<typename World::Model> after{world.Start()};  // after so many commands that took effect
  for (const auto& step : opening) {
    RC_ASSERT(Told(world.Do(step, world.IdOf(step))) == Told(after.back().Do(step)));
  }
  const auto ran = RunInterleaved(world, threads);
  std::vector<Ran<typename World::Step>> done;
  for (const auto& one : ran) {
    RC_LOG() << one.began << "-" << one.ended << " " << one.step << ": " << Told(one.answer) << " #"
             << one.seq << std::endl;
    const bool stored = one.seq != 0, accepted = one.answer == errors::v1::REASON_UNSPECIFIED;
    RC_ASSERT(stored == accepted);
    if (accepted) done.push_back(one);
  }
  for (const auto& one : done) {
    after.push_back(after.back());
    RC_LOG() << "in order: " << one.step << std::endl;
    RC_ASSERT(Told(after.back().Do(one.step)) == Told(one.answer));
  }
  RC_ASSERT(world.Seen() == after.back().Seen());
  for (const auto& one : ran) {
    if (one.seq != 0) continue;
    size_t first = 0, last = 0;
    for (size_t i = 0; i < done.size(); ++i) {
      if (done[i].ended < one.began) first = i + 1;
      if (done[i].began < one.ended) last = i + 1;
    }
    bool explained = false;
    for (size_t i = first; i <= last && !explained; ++i) {
      typename World::Model model = after[i];
      explained = model.Do(one.step) == one.answer;
    }
    RC_LOG() << "refused: " << one.step << ": " << Told(one.answer) << std::endl;
    RC_ASSERT(explained);
  }
}

}  // namespace diandan::fault
