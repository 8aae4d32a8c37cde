#include "services/base/fair_queue.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/base/wait_limit.h"

namespace diandan {
namespace {

// Who comes out, in order: items are named by whoever pushed them, "1a1" being county 1, caller a, first.
std::string Drain(FairQueue<std::string>& queue) {
  std::string order;
  while (!queue.empty()) absl::StrAppend(&order, order.empty() ? "" : " ", queue.Pop());
  return order;
}

void PushAll(FairQueue<std::string>& queue, CountyId county, const std::string& caller, int count) {
  for (int i = 1; i <= count; ++i) queue.Push(county, caller, absl::StrCat(county, caller, i));
}

TEST(FairQueueTest, OfOneCallerWhatCameFirst) {
  FairQueue<std::string> queue;
  PushAll(queue, 1, "a", 3);
  EXPECT_EQ(Drain(queue), "1a1 1a2 1a3");
}

TEST(FairQueueTest, CountiesTakeTurnsHoweverMuchOneSends) {
  FairQueue<std::string> queue;
  PushAll(queue, 1, "a", 4);
  PushAll(queue, 2, "b", 2);
  EXPECT_EQ(Drain(queue), "1a1 2b1 1a2 2b2 1a3 1a4");
}

TEST(FairQueueTest, CallersOfACountyTakeTurnsWithinItsOwn) {
  FairQueue<std::string> queue;
  PushAll(queue, 1, "a", 3);
  PushAll(queue, 1, "b", 1);
  PushAll(queue, 2, "c", 2);
  EXPECT_EQ(Drain(queue), "1a1 2c1 1b1 2c2 1a2 1a3");
}

TEST(FairQueueTest, OneCountyMayBeAskedForAlone) {
  FairQueue<std::string> queue;
  PushAll(queue, 1, "a", 2);
  PushAll(queue, 2, "b", 2);
  EXPECT_EQ(queue.next(), 1);
  EXPECT_EQ(queue.PopOf(2), "2b1");
  EXPECT_EQ(queue.PopOf(2), "2b2");
  EXPECT_FALSE(queue.Has(2));
  EXPECT_EQ(Drain(queue), "1a1 1a2");
}

TEST(FairQueueTest, TooMuchIsTakenFromWhoHasMoreThanAShare) {
  FairQueue<std::string> queue;
  PushAll(queue, 1, "a", 5);
  PushAll(queue, 1, "b", 1);
  PushAll(queue, 2, "c", 1);
  EXPECT_EQ(queue.TakeAwayFor(2, "c"), "1a5") << "a quiet county pushes out the noisy one's newest";
  EXPECT_EQ(queue.TakeAwayFor(1, "b"), "1a4") << "a quiet caller the noisy one's of the same county";
  EXPECT_EQ(queue.TakeAwayFor(1, "a"), "1a3") << "the noisy one the own";
  EXPECT_EQ(Drain(queue), "1a1 2c1 1b1 1a2") << "and nobody else's";
}

TEST(FairQueueTest, WhatFitsIsTakenOutWhereverItWaits) {
  FairQueue<std::string> queue;
  PushAll(queue, 1, "a", 2);
  PushAll(queue, 1, "b", 1);
  PushAll(queue, 2, "c", 2);
  auto first = [](const std::string& item) { return item.back() == '1'; };
  EXPECT_TRUE(queue.Any(first));
  EXPECT_EQ(queue.TakeAll(first), (std::vector<std::string>{"1a1", "1b1", "2c1"}));
  EXPECT_FALSE(queue.Any(first));
  EXPECT_EQ(queue.size(), 2u);
  EXPECT_EQ(Drain(queue), "1a2 2c2");
}

TEST(WaitLimitTest, AsMuchAsIsDoneInTime) {
  WaitLimit limit(absl::Seconds(1), 10, 5'000);
  EXPECT_EQ(limit.Room(), 5'000u) << "nothing is known yet";
  limit.Done(100, absl::Milliseconds(100));
  EXPECT_EQ(limit.Room(), 1'000u);
  EXPECT_EQ(limit.Within(absl::Milliseconds(100)), 100u);
  for (int i = 0; i < 50; ++i) limit.Done(1, absl::Seconds(1));
  EXPECT_EQ(limit.Room(), 10u) << "however slow it is";
  for (int i = 0; i < 200; ++i) limit.Done(100, absl::Milliseconds(1));
  EXPECT_EQ(limit.Room(), 5'000u) << "and it is forgotten";
}

}  // namespace
}  // namespace diandan
