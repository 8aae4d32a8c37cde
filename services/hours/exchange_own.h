// What the keepers of this county's own records share (exchange_sources.h, exchange_awards.h).
#pragma once

#include <functional>
#include <string>

#include "absl/time/civil_time.h"
#include "services/hours/exchange_sources.h"

namespace diandan::hours {

inline constexpr absl::CivilDay kFirstDay(1900, 1, 1);

inline absl::CivilDay CivilOf(const std::string& day) {
  absl::CivilDay civil = kFirstDay;
  absl::ParseCivilTime(day, &civil);
  return civil;
}

inline Status ReadFor(const ExchangeAsk& ask, const std::function<void(db::Connection&)>& read) {
  return rpc::ReadCounty(ask.call, [&](db::Connection& db) {
    read(db);
    return absl::OkStatus();
  });
}

// What this county itself keeps: all under one source, so a place of an earlier source is before all of it,
// one of a later source behind.
class OwnRecords : public record::DaySource {
 public:
  explicit OwnRecords(const ExchangeAsk& ask) : ask_(ask), source_(OwnSource(ask.call.county)) {}

  StatusOr<record::DaySlice> Read(const record::Place& after, int most) override {
    if (after.source > source_) {
      record::DaySlice nothing;
      DD_RETURN_IF_ERROR(NextDay(after.day, nothing));
      return nothing;
    }
    return ReadOwn(after.day, after.source == source_ ? after.number : "", most);
  }

 protected:
  virtual StatusOr<record::DaySlice> ReadOwn(const std::string& day, const std::string& after, int most) = 0;
  virtual Status NextDay(const std::string& day, record::DaySlice& slice) = 0;

  record::Item Begun(const std::string& day, const std::string& number, const std::string& volunteer) const {
    record::Item item;
    item.place = {day, source_, number};
    item.volunteer = volunteer;
    return item;
  }
  const ExchangeAsk ask_;
  const std::string source_;
};

}  // namespace diandan::hours
