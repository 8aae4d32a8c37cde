#include "services/hours/risk/instance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace diandan::hours::risk {
namespace {

constexpr char kOrder[] =
    R"({"type":"order","id":"o1","team":"t1","start":"2026-09-07T09:00:00+08:00","end":"2026-09-07T10:30:00+08:00"})";
constexpr char kAttendance[] =
    R"({"type":"attendance","id":7,"order":"o1","volunteer":"v1","start":1788742800,"end":1788748200})";

Instance Good(const std::string& text) {
  StatusOr<Instance> instance = ReadInstance(text);
  EXPECT_TRUE(instance.ok()) << text << " "
                             << (instance.ok() ? "" : InfoOf(instance.status()).ShortDebugString());
  return instance.ok() ? *std::move(instance) : Instance{};
}

TEST(Instance, TheLeastThatIsALine) {
  const Instance instance = Good(absl::StrCat(kAttendance, "\n\n", kOrder, "\r\n"));
  ASSERT_EQ(instance.evidence.attendances.size(), 1u);
  const Attendance& attendance = instance.evidence.attendances[0];
  EXPECT_EQ(instance.attendances[0], "7");
  EXPECT_EQ(attendance.start, 1788742800);
  EXPECT_EQ(attendance.minutes, 90);
  EXPECT_EQ(attendance.in.how, How::kUnknown);
  EXPECT_FALSE(attendance.back_filled);
  const Order& order = instance.evidence.orders[size_t(attendance.order)];
  EXPECT_EQ(order.start, attendance.start);
  EXPECT_EQ(order.headcount, -1);
  EXPECT_TRUE(instance.truth.empty());
}

TEST(Instance, EverythingThatMayBeTold) {
  const Instance instance = Good(
      "\xef\xbb\xbf"
      R"({"type":"county","id":150525}
{"type":"place","id":"p","lat":43.2,"lng":121}
{"type":"team","id":"t1","place":"p","leader":"v9"}
{"type":"weather","id":1,"unknown":[{}]}
{"type":"volunteer","id":"v1","county":150526,"teams":["t1","t2"],"height":170}
{"type":"account","id":"a1","volunteer":"v9","teams":["t1"]}
{"type":"order","id":"o1","team":"t1","place":"p","county":150526,"start":"2026-09-07T01:00:00.25Z","end":"2026-09-07 10:30:00+08:00","roster":["v1","v2"],"headcount":0,"reporter":"a1","text_simhash":"9F02c4d17ab35e60","text_length":58,"photos":["9f02c4d17ab35e60","0000000000000001"]}
{"type":"attendance","id":"x","order":"o1","volunteer":"v1","start":1788742800,"end":1788748200,"minutes":88,"in":{"at":1788742801,"received":1788742900,"step":29812380,"device":"d","by":"a1"},"out":{"how":"BY_LEADER"},"back_fill":{"by":"a1","witness":"a2","at":1788842801},"truth":"sold-back-fill"}
{"type":"rating","order":"o1","rater":"h1","rated":"v1","score":4,"at":1788842801,"channel":"ON_BEHALF","device":"d"})");
  const Evidence& evidence = instance.evidence;
  const Order& order = evidence.orders[0];
  EXPECT_EQ(order.county, 150526);
  EXPECT_EQ(order.start, 1788742800);
  EXPECT_EQ(order.roster.size(), 2u);
  EXPECT_EQ(order.headcount, 0);
  EXPECT_EQ(order.text, 0x9f02c4d17ab35e60u);
  EXPECT_THAT(order.photos, ::testing::ElementsAre(0x9f02c4d17ab35e60u, 1u));
  const Attendance& attendance = evidence.attendances[0];
  EXPECT_EQ(attendance.in.how, How::kOwnCode);
  EXPECT_EQ(attendance.in.step, 29812380);
  EXPECT_EQ(attendance.out.how, How::kByLeader);
  EXPECT_TRUE(attendance.back_filled);
  EXPECT_EQ(attendance.entered_at, 1788842801);
  EXPECT_EQ(instance.truth[0], Kind::kSoldBackFill);
  EXPECT_EQ(evidence.ratings[0].score, 4);
  EXPECT_EQ(evidence.teams_of[size_t(attendance.person)].size(), 2u);
}

TEST(Instance, WhatIsWrongIsToldByLineAndField) {
  const std::string good = absl::StrCat(kOrder, "\n", kAttendance, "\n");
  const std::string deep(100'000, '[');
  const std::vector<std::tuple<std::string, std::string, std::string>> cases = {
      {"", "FILE", "instance_empty"},
      {kOrder, "FILE", "instance_empty"},
      {good + "{\"type\":", "FILE:3", "json_object:9"},
      {good + "[1]", "FILE:3", "json_object:1"},
      {good + deep, "FILE:3", "json_object:100001"},
      {good + "{\"type\":\"place\",\"id\":\"\xff\"}", "FILE:3", "json_object:23"},
      {good + "{\"id\":3}", "FILE:3:type", "required"},
      {good + "{\"type\":3}", "FILE:3:type", "instance_text"},
      {good + kOrder, "FILE:3:id", "unique"},
      {good + kAttendance, "FILE:3:id", "unique"},
      {kAttendance, "FILE:1:order", "instance_line:order"},
      {good + R"({"type":"order","id":2,"team":1,"start":1788742800,"end":1788742800})", "FILE:3:end",
       "after:start"},
      {good + R"({"type":"order","id":2,"team":1,"start":1788742800,"end":1788842800})", "FILE:3:end",
       "instance_day"},
      {good + R"({"type":"order","id":2,"start":1788742800,"end":1788742900})", "FILE:3:team", "required"},
      {good + R"({"type":"order","id":2,"team":1,"place":"p9","start":1788742800,"end":1788742900})",
       "FILE:3:place", "instance_line:place"},
      {good + R"({"type":"order","id":2,"team":1,"start":"2026-09-07T09:00:00","end":1788742900})",
       "FILE:3:start", "instance_time"},
      {good + R"({"type":"order","id":2,"team":1,"start":"2026-02-29T09:00:00Z","end":1788742900})",
       "FILE:3:start", "instance_time"},
      {good + R"({"type":"order","id":2,"team":1,"start":1788742800000,"end":1788742900000})", "FILE:3:start",
       "instance_years"},
      {good + R"({"type":"order","id":2,"team":1,"start":1788742800,"end":1788742900,"photos":"x"})",
       "FILE:3:photos", "instance_list"},
      {good + R"({"type":"order","id":2,"team":1,"start":1788742800,"end":1788742900,"photos":["12"]})",
       "FILE:3:photos", "hash64"},
      {good + R"({"type":"order","id":2,"team":1,"start":1788742800,"end":1788742900,"headcount":-1})",
       "FILE:3:headcount", "number_within:0 – 1000000"},
      {good + R"({"type":"attendance","id":8,"order":"o1","start":1788742800,"end":1788742900})",
       "FILE:3:volunteer", "required"},
      {good +
           R"({"type":"attendance","id":8,"order":"o1","volunteer":"v1","start":1788742800,"end":1788742700})",
       "FILE:3:end", "after:start"},
      {good +
           R"({"type":"attendance","id":8,"order":"o1","volunteer":"v1","start":1788742800,"end":1788742900,"minutes":1441})",
       "FILE:3:minutes", "number_within:0 – 1440"},
      {good +
           R"({"type":"attendance","id":8,"order":"o1","volunteer":"v1","start":1788742800,"end":1788742900,"in":{"how":"CODE"}})",
       "FILE:3:in.how", "one_of:"},
      {good +
           R"({"type":"attendance","id":8,"order":"o1","volunteer":"v1","start":1788742800,"end":1788742900,"out":[]})",
       "FILE:3:out", "instance_object"},
      {good +
           R"({"type":"attendance","id":8,"order":"o1","volunteer":"v1","start":1788742800,"end":1788742900,"truth":"THEFT"})",
       "FILE:3:truth", "instance_truth"},
      {good +
           R"({"type":"attendance","id":{},"order":"o1","volunteer":"v1","start":1788742800,"end":1788742900})",
       "FILE:3:id", "instance_id:128"},
      {good + R"({"type":"place","id":1,"lat":91,"lng":1})", "FILE:3:lat", "number_within:-90 – 90"},
      {good + R"({"type":"rating","order":"o1","rater":"h","score":6})", "FILE:3:score",
       "number_within:1 – 5"},
  };
  for (const auto& [text, field, want] : cases) {
    const StatusOr<Instance> instance = ReadInstance(text);
    ASSERT_FALSE(instance.ok()) << text.substr(0, 400);
    const errors::v1::ErrorInfo info = InfoOf(instance.status());
    ASSERT_EQ(info.fields_size(), 1) << text.substr(0, 400);
    EXPECT_EQ(info.fields(0).field(), field) << text.substr(0, 400);
    EXPECT_THAT(info.fields(0).want(), ::testing::StartsWith(want)) << text.substr(0, 400);
  }
}

// A file of somebody else's costs a refusal, and no stack.
TEST(Instance, AThousandTimesThousandBracketsAreRefused) {
  const std::string deep = std::string(1'000'000, '[') + std::string(1'000'000, ']');
  const auto read = ReadInstance(absl::StrCat(R"({"type":"place","id":)", deep, "}"));
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(InfoOf(read.status()).fields(0).value(), "[…]");
}

}  // namespace
}  // namespace diandan::hours::risk
