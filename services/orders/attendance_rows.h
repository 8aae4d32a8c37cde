// The rows of the loop's second half: roster, facts, ratings, notices.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "diandan/orders/v1/types.pb.h"
#include "services/base/picture.h"

namespace diandan::orders {

// One person in one session of one acceptance. Id: RosterPlaceId(acceptance, session, volunteer).
struct RosterPlaceRow {
  static constexpr const char* kTable = "roster_place";
  CountyId county_id = 0;
  Uuid id;
  Uuid order_id, acceptance_id, session_id, volunteer_id;
  int32_t home_county = 0;
  bool late = false;  // named after the session began: never grade A
  absl::Time added_at;
  std::optional<absl::Time> removed_at;
  static constexpr auto kParent = &RosterPlaceRow::order_id;
  template <typename R = RosterPlaceRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"order_id", &R::order_id},
               Field{"acceptance_id", &R::acceptance_id}, Field{"session_id", &R::session_id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"home_county", &R::home_county},
               Field{"late", &R::late}, Field{"added_at", &R::added_at}, Field{"removed_at", &R::removed_at});
  }
};

// One check-in or check-out as observed. Id: made by the client.
struct FactRow {
  static constexpr const char* kTable = "fact";
  CountyId county_id = 0;
  Uuid id;
  Uuid order_id, acceptance_id, session_id, volunteer_id;
  int32_t home_county = 0;
  v1::Direction direction{};
  absl::Time observed_at, received_at;
  v1::RecordedHow how{};
  std::string recorder;                // subject of who recorded it
  std::vector<std::string> flags;      // names of v1::AttendanceFlag
  std::optional<int64_t> code_minute;  // unix minute in which the code typed was shown
  Bytes device;                        // keyed hash of the phone it came from; empty: not said
  std::optional<Uuid> witness;         // volunteer, of time entered from memory
  static constexpr auto kParent = &FactRow::order_id;
  template <typename R = FactRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"order_id", &R::order_id},
               Field{"acceptance_id", &R::acceptance_id}, Field{"session_id", &R::session_id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"home_county", &R::home_county},
               Field{"direction", &R::direction}, Field{"observed_at", &R::observed_at},
               Field{"received_at", &R::received_at}, Field{"how", &R::how}, Field{"recorder", &R::recorder},
               Field{"flags", &R::flags}, Field{"code_minute", &R::code_minute}, Field{"device", &R::device},
               Field{"witness", &R::witness});
  }
};

// A rolling code is good once per person, session and direction. Id: CodeUseId(…).
struct CodeUseRow {
  static constexpr const char* kTable = "code_use";
  CountyId county_id = 0;
  Uuid id;
  Uuid fact_id;
  absl::Time used_at;
  template <typename R = CodeUseRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"fact_id", &R::fact_id},
               Field{"used_at", &R::used_at});
  }
};

// Somebody looked at the slip or printed it; without a viewer it was the resident. Id: the request's.
struct CodeViewRow {
  static constexpr const char* kTable = "code_view";
  CountyId county_id = 0;
  Uuid id;
  Uuid order_id;
  std::string viewer;
  std::optional<Uuid> viewer_volunteer;
  bool by_team = false;  // led the team that held the order by then
  bool printed = false;
  absl::Time viewed_at;
  static constexpr auto kParent = &CodeViewRow::order_id;
  template <typename R = CodeViewRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"order_id", &R::order_id},
               Field{"viewer", &R::viewer}, Field{"viewer_volunteer", &R::viewer_volunteer},
               Field{"by_team", &R::by_team}, Field{"printed", &R::printed},
               Field{"viewed_at", &R::viewed_at});
  }
};

// What somebody said of one acceptance. Id: the request's.
struct RatingRow {
  static constexpr const char* kTable = "rating";
  CountyId county_id = 0;
  Uuid id;
  Uuid order_id, acceptance_id, team_id;
  v1::RaterKind rater_kind{};
  v1::RatingChannel channel{};
  int32_t score = 0;
  std::vector<std::string> tags;  // names of v1::RatingTag
  Bytes data_key, words;          // sealed under data_key
  std::string rater;
  std::optional<Uuid> rater_volunteer;
  absl::Time rated_at;
  bool outranked = false, annulled = false, follow_up = false;
  std::string reviewed_by;
  std::optional<absl::Time> reviewed_at;
  std::optional<absl::Time> due_at;  // of a low one by the people served
  std::string settled;               // name of a v1::RatingVerdict; empty: it waits
  Bytes device;                      // keyed hash of the phone it came from; empty: not said
  static constexpr auto kParent = &RatingRow::order_id;
  template <typename R = RatingRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"order_id", &R::order_id},
               Field{"acceptance_id", &R::acceptance_id}, Field{"team_id", &R::team_id},
               Field{"rater_kind", &R::rater_kind}, Field{"channel", &R::channel}, Field{"score", &R::score},
               Field{"tags", &R::tags}, Field{"data_key", &R::data_key}, Field{"words", &R::words},
               Field{"rater", &R::rater}, Field{"rater_volunteer", &R::rater_volunteer},
               Field{"rated_at", &R::rated_at}, Field{"outranked", &R::outranked},
               Field{"annulled", &R::annulled}, Field{"follow_up", &R::follow_up},
               Field{"reviewed_by", &R::reviewed_by}, Field{"reviewed_at", &R::reviewed_at},
               Field{"due_at", &R::due_at}, Field{"settled", &R::settled}, Field{"device", &R::device});
  }
};

// Something to tell somebody; read in the app, sent on by webhooks. Id derived from its cause.
struct NoticeRow {
  static constexpr const char* kTable = "notice";
  CountyId county_id = 0;
  Uuid id;
  Uuid subject_id;              // what it is about (AboutOf): an order, an UnsentRow or a thing of `hours`
  std::string kind;             // name of a v1::NoticeKind
  std::optional<Uuid> team_id;  // whom it concerns: a team …
  std::string org_path;         // … or whoever looks after this organisation …
  std::string account;          // … or one person: subject
  absl::Time made_at, show_at;
  std::optional<absl::Time> seen_at;
  std::string seen_by;
  std::optional<Uuid>
      volunteer_id;              // … or one volunteer alone, of what was decided (personal_notice_rules.h):
  std::optional<Uuid> thing_id;  // of `hours`, when the subject is the order
  std::string reason;            // name of an enum of `hours`; "": none is given
  int32_t amount = 0, was = 0;   // minutes, points or stars
  std::optional<absl::Time> thing_at;
  static constexpr auto kParent = &NoticeRow::subject_id;
  template <typename R = NoticeRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"subject_id", &R::subject_id},
               Field{"kind", &R::kind}, Field{"team_id", &R::team_id}, Field{"org_path", &R::org_path},
               Field{"account", &R::account}, Field{"made_at", &R::made_at}, Field{"show_at", &R::show_at},
               Field{"seen_at", &R::seen_at}, Field{"seen_by", &R::seen_by},
               Field{"volunteer_id", &R::volunteer_id}, Field{"thing_id", &R::thing_id},
               Field{"reason", &R::reason}, Field{"amount", &R::amount}, Field{"was", &R::was},
               Field{"thing_at", &R::thing_at});
  }
};

// What an account's phone last said it could not send. Id: the account's.
struct UnsentRow {
  static constexpr const char* kTable = "unsent";
  CountyId county_id = 0;
  Uuid id;
  std::string org_path;  // of the account's place or team
  int32_t count = 0;     // 0: everything was sent
  std::optional<absl::Time> oldest_at;
  absl::Time reported_at;
  std::optional<absl::Time> told_at;  // when a notice was last made of it
  template <typename R = UnsentRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"org_path", &R::org_path},
               Field{"count", &R::count}, Field{"oldest_at", &R::oldest_at},
               Field{"reported_at", &R::reported_at}, Field{"told_at", &R::told_at});
  }
};

// A keyed hash as events carry it: a number that says nothing about phone or person. 0: not said.
inline int64_t DeviceNumber(const Bytes& hash) {
  uint64_t number = 0;
  for (size_t i = 0; i < std::min<size_t>(hash.data.size(), 8); ++i)
    number = number << 8 | uint8_t(hash.data[i]);
  return int64_t(number);
}

inline Uuid RosterPlaceId(const Uuid& acceptance, const Uuid& session, const Uuid& volunteer) {
  return DeriveUuid(acceptance, absl::StrCat("roster/", session.ToString(), "/", volunteer.ToString()));
}
inline Uuid CodeUseId(const Uuid& session, const Uuid& volunteer, v1::Direction direction) {
  return DeriveUuid(session, absl::StrCat("code/", volunteer.ToString(), "/", static_cast<int>(direction)));
}

}  // namespace diandan::orders
