#include "services/base/request_fields.h"

#include <gtest/gtest.h>

#include "tests/support/matchers.h"

namespace diandan {
namespace {

using testing::InvalidAt;
using testing::Refused;

const char kSomeId[] = "01234567-89ab-7cde-8f01-23456789abcd";

TEST(RequestFieldsTest, IdsAndCountiesOfNames) {
  const Uuid id = ParseUuid(kSomeId).value();
  const std::string name = ResourceNameOf(150525, "orders", id);
  EXPECT_EQ(IdOf(name), id);
  EXPECT_EQ(IdOf(kSomeId), id);
  EXPECT_EQ(CountyIn(name), 150525);
  for (const char* none : {"", "counties/150525", "orders/x", "x"}) EXPECT_TRUE(IdOf(none).is_nil()) << none;
  for (const char* none : {"", kSomeId, "orders/x"}) EXPECT_EQ(CountyIn(none), 0) << none;
}

TEST(RequestFieldsTest, ACallSpeaksOfOneCounty) {
  Picture picture;
  const Caller caller;
  const Work work(picture, 150525, caller, {}, {}, 1);
  EXPECT_OK(SameCounty(work, "team", ""));
  EXPECT_OK(SameCounty(work, "team", std::string("counties/150525/teams/") + kSomeId));
  EXPECT_THAT(SameCounty(work, "team", std::string("counties/150524/teams/") + kSomeId),
              InvalidAt("team", "same_county"));
}

TEST(RequestFieldsTest, TimesSurviveTheRoundTripInMicroseconds) {
  for (int64_t micros : {int64_t{0}, int64_t{1}, int64_t{-1}, int64_t{1'795'136'400'123'456}}) {
    const auto proto = ToTimestamp(absl::FromUnixMicros(micros));
    EXPECT_GE(proto.nanos(), 0) << micros;
    EXPECT_EQ(absl::ToUnixMicros(FromProto(proto)), micros);
  }
}

TEST(RequestFieldsTest, AnEtagIsOfOneVersion) {
  EXPECT_OK(CheckEtag(EtagOf(7), 7));
  EXPECT_OK(CheckEtag("", 7));
  EXPECT_THAT(CheckEtag(EtagOf(6), 7), Refused(errors::v1::ETAG_MISMATCH));
}

}  // namespace
}  // namespace diandan
