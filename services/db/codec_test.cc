#include "services/db/codec.h"

#include <gtest/gtest.h>

namespace diandan::db {
namespace {

TEST(CodecTest, TimesAsPostgresqlWritesThem) {
  const absl::Time second = absl::FromUnixSeconds(1'795'881'600), none = absl::InfinitePast();
  const struct {
    const char* text;
    absl::Time time;  // none: refused
  } cases[] = {
      {"2026-11-28 16:00:00+00", second},
      {"2026-11-28 16:00:00.5+00", second + absl::Milliseconds(500)},
      {"2026-11-28 16:00:00.000001+00", second + absl::Microseconds(1)},
      {"2026-11-28 16:00:00.120000+00", second + absl::Milliseconds(120)},
      {"2026-11-29 00:00:00+08", second},
      {"2026-11-28 21:30:00.25+05:30", second + absl::Milliseconds(250)},
      {"0001-01-01 00:00:00+00", absl::FromCivil(absl::CivilSecond(1, 1, 1), absl::UTCTimeZone())},
      {"", none},
      {"+00", none},
      {"2026-11-28 16:00+00", none},
      {"2026-11-28 16:00:00.+00", none},
      {"2026-11-28T16:00:00+00", none},
      {"2026-1l-28 16:00:00+00", none},
      {"2026-11-28 16:00:00", none},
  };
  for (const auto& [text, time] : cases) {
    if (time == none) {
      EXPECT_THROW(DecodeTime(text), Error) << text;
    } else {
      EXPECT_EQ(DecodeTime(text), time) << text;
    }
  }
}

}  // namespace
}  // namespace diandan::db
