#include "services/base/trace.h"

#include "gtest/gtest.h"

namespace diandan {
namespace {

TEST(TraceTest, WhatFitsALogAndMetadata) {
  EXPECT_TRUE(TraceFits("4f1c9a-b.C_7"));
  EXPECT_TRUE(TraceFits(std::string(48, 'a')));
  EXPECT_FALSE(TraceFits(std::string(49, 'a')));
  for (const char* wrong : {"", "a b", "a\n", "甲", "a'b", "a\"", "a=b"})
    EXPECT_FALSE(TraceFits(wrong)) << wrong;
}

TEST(TraceTest, AFreshOneFitsAndIsAnother) {
  EXPECT_TRUE(TraceFits(NewTrace()));
  EXPECT_NE(NewTrace(), NewTrace());
}

TEST(TraceTest, ScopesNestAndEnd) {
  EXPECT_EQ(TraceScope::Current(), "");
  {
    const TraceScope outer("a");
    {
      const TraceScope inner("b");
      EXPECT_EQ(TraceScope::Current(), "b");
    }
    EXPECT_EQ(TraceScope::Current(), "a");
  }
  EXPECT_EQ(TraceScope::Current(), "");
}

}  // namespace
}  // namespace diandan
