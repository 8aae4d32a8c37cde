// The rows of the loop's first half as rules see them: an order and what is arranged around it. Attendance
// and ratings stand in attendance_rows.h, what is followed from `volunteers` in mirror_rows.h. Each row is a
// lane table keyed by (county_id, id); columns tagged 'personal' hold sealed bytes or keyed hashes only.
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "diandan/orders/v1/menu_service.pb.h"
#include "diandan/orders/v1/types.pb.h"
#include "diandan/orders/v1/wish_service.pb.h"
#include "services/base/picture.h"

namespace diandan::orders {

// One order as it stands. What is sealed stands in OrderPrivateRow, so that the hot steps of the loop
// move no personal bytes.
struct OrderRow {
  static constexpr const char* kTable = "service_order";
  CountyId county_id = 0;
  Uuid id;
  std::string number;
  v1::OrderKind kind{};
  v1::OrderState state{}, prev_state{};  // a step of the transition table
  Uuid menu_item_id;
  std::string title, skill, qualification;  // copied from the menu when placed
  bool insurance_required = false;
  Uuid station_id;
  std::string station_path;
  std::optional<int32_t> lat_milli, lng_milli;  // the station's point, never the house
  int32_t volunteers_wanted = 0, audience = 0;
  std::string language;
  bool language_required = false, female_required = false;
  v1::Urgency urgency{};
  v1::EscalationLevel level{};
  std::optional<absl::Time> level_deadline;  // OPEN: then the clock widens the circle
  std::optional<absl::Time> deadline;        // by when somebody must have acted, by state
  std::optional<absl::Time> next_due_at;     // when the clock looks again; null: never
  absl::Time first_start, last_end;          // of the planned sessions
  std::string placer;  // who placed it: subject; evidence compares it with the people who served
  std::optional<Uuid> placer_volunteer;
  std::string approver;                        // stands for the placer of an activity
  std::string on_behalf_by;                    // account that spoke for somebody without a phone
  Bytes client_key;                            // keyed hash of the household, for "has served here before"
  bool client_key_by_house = false;            // else of how the person is called
  std::optional<Uuid> team_id, acceptance_id;  // the acceptance in force, or the last one that was completed
  int32_t acceptance_ordinal = 0;              // how often it was accepted
  std::vector<Uuid> asked_team_ids;            // whoever was ever asked; how they answered is not said
  std::optional<Uuid> reschedule_id;           // the proposal that waits for an answer
  std::optional<Uuid> group_id, series_id, project_id;
  std::optional<Uuid> redo_of, redo_root;  // the order done badly, and the first of its kind
  int32_t redo_count =
      0;               // on the root: how often the need was done again; else the how-manieth redo this is
  std::string reason;  // with REFUSED and CANCELLED
  std::optional<Uuid> same_as;     // with PLACED_TWICE: the order that stays
  std::vector<Uuid> placed_again;  // the other way round: orders cancelled for this one
  int32_t typed_fields = 0;        // by hand when it was placed
  absl::Time placed_at;
  std::optional<absl::Time> opened_at, accepted_at, started_at, completed_at;
  int32_t version = 0;  // the etag
  template <typename R = OrderRow>
  static constexpr auto Fields(auto use) {
    return use(
        Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"number", &R::number},
        Field{"kind", &R::kind}, Field{"state", &R::state}, Field{"prev_state", &R::prev_state},
        Field{"menu_item_id", &R::menu_item_id}, Field{"title", &R::title}, Field{"skill", &R::skill},
        Field{"qualification", &R::qualification}, Field{"insurance_required", &R::insurance_required},
        Field{"station_id", &R::station_id}, Field{"station_path", &R::station_path},
        Field{"lat_milli", &R::lat_milli}, Field{"lng_milli", &R::lng_milli},
        Field{"volunteers_wanted", &R::volunteers_wanted}, Field{"audience", &R::audience},
        Field{"language", &R::language}, Field{"language_required", &R::language_required},
        Field{"female_required", &R::female_required}, Field{"urgency", &R::urgency},
        Field{"level", &R::level}, Field{"level_deadline", &R::level_deadline},
        Field{"deadline", &R::deadline}, Field{"next_due_at", &R::next_due_at},
        Field{"first_start", &R::first_start}, Field{"last_end", &R::last_end}, Field{"placer", &R::placer},
        Field{"placer_volunteer", &R::placer_volunteer}, Field{"approver", &R::approver},
        Field{"on_behalf_by", &R::on_behalf_by}, Field{"client_key", &R::client_key},
        Field{"client_key_by_house", &R::client_key_by_house}, Field{"team_id", &R::team_id},
        Field{"acceptance_id", &R::acceptance_id}, Field{"acceptance_ordinal", &R::acceptance_ordinal},
        Field{"asked_team_ids", &R::asked_team_ids}, Field{"reschedule_id", &R::reschedule_id},
        Field{"group_id", &R::group_id}, Field{"series_id", &R::series_id},
        Field{"project_id", &R::project_id}, Field{"redo_of", &R::redo_of}, Field{"redo_root", &R::redo_root},
        Field{"redo_count", &R::redo_count}, Field{"reason", &R::reason}, Field{"same_as", &R::same_as},
        Field{"placed_again", &R::placed_again}, Field{"typed_fields", &R::typed_fields},
        Field{"placed_at", &R::placed_at}, Field{"opened_at", &R::opened_at},
        Field{"accepted_at", &R::accepted_at}, Field{"started_at", &R::started_at},
        Field{"completed_at", &R::completed_at}, Field{"version", &R::version});
  }
};

// The sealed half of an order; same id.
struct OrderPrivateRow {
  static constexpr const char* kTable = "order_private";
  CountyId county_id = 0;
  Uuid id;
  Bytes data_key;                               // wrapped; destroying it erases the person's words
  Bytes client_address, house, note, phone;     // sealed under data_key
  Bytes closing_code, rating_secret;            // sealed for the county; for the slip
  Bytes closing_code_hash, rating_secret_hash;  // keyed; to check a try without opening anything
  int32_t wrong_tries = 0;                      // of the closing code; five at most
  template <typename R = OrderPrivateRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"data_key", &R::data_key},
               Field{"client_address", &R::client_address}, Field{"house", &R::house},
               Field{"note", &R::note}, Field{"phone", &R::phone}, Field{"closing_code", &R::closing_code},
               Field{"rating_secret", &R::rating_secret}, Field{"closing_code_hash", &R::closing_code_hash},
               Field{"rating_secret_hash", &R::rating_secret_hash}, Field{"wrong_tries", &R::wrong_tries});
  }
};

// One interval. Replaced ones stay, since facts may name them. In an acceptance's picture the planned
// ones count.
struct SessionRow {
  static constexpr const char* kTable = "session";
  CountyId county_id = 0;
  Uuid id;
  Uuid order_id;
  absl::Time start_at, end_at;
  bool planned = false;             // false: proposed and not confirmed, or replaced by a reschedule
  std::optional<Uuid> proposal_id;  // the reschedule it came with
  static constexpr auto kParent = &SessionRow::order_id;
  template <typename R = SessionRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"order_id", &R::order_id},
               Field{"start_at", &R::start_at}, Field{"end_at", &R::end_at}, Field{"planned", &R::planned},
               Field{"proposal_id", &R::proposal_id});
  }
};

// One invitation. Id: uuid5(order, "offer/" team), so a team is asked once.
struct OfferRow {
  static constexpr const char* kTable = "offer";
  CountyId county_id = 0;
  Uuid id;
  Uuid order_id, team_id;
  v1::OfferState state{};
  v1::EscalationLevel level{};
  absl::Time made_at, expires_at;
  std::optional<absl::Time> answered_at;
  std::string made_by;
  std::optional<Uuid> recommendation_id;
  static constexpr auto kParent = &OfferRow::order_id;
  template <typename R = OfferRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"order_id", &R::order_id},
               Field{"team_id", &R::team_id}, Field{"state", &R::state}, Field{"level", &R::level},
               Field{"made_at", &R::made_at}, Field{"expires_at", &R::expires_at},
               Field{"answered_at", &R::answered_at}, Field{"made_by", &R::made_by},
               Field{"recommendation_id", &R::recommendation_id});
  }
};

// A team's hold on an order. Id: AcceptanceId(order, ordinal).
struct AcceptanceRow {
  static constexpr const char* kTable = "acceptance";
  CountyId county_id = 0;
  Uuid id;
  Uuid order_id;
  int32_t ordinal = 0;
  Uuid team_id;
  std::optional<Uuid> offer_id;  // null: an open claim, or an activity's own team
  absl::Time accepted_at;
  std::string accepted_by;
  std::optional<absl::Time> ended_at;  // when it was released, aborted or completed, as observed
  std::string ended;                   // "", COMPLETED, ABORTED, WITHDRAWN, RELEASED, RESCHEDULED, CANCELLED
  v1::ClosedHow closed_how{};
  std::string closer;
  int32_t headcount = 0;
  int32_t settled_revision = 0;        // of the last SETTLED; 0: none yet
  std::vector<std::string> own_parts;  // names of v1::OwnPart, known when it ended
  std::vector<Uuid> decided;           // attendances that hours has decided: no fact changes them any more
  bool entries_settled = false;        // hours has decided all of it
  int32_t photos = 0;                  // how many there were when it ended
  std::vector<std::string> back_filled_by;  // subjects who entered or agreed to time of it from memory
  static constexpr auto kParent = &AcceptanceRow::order_id;
  template <typename R = AcceptanceRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"order_id", &R::order_id},
               Field{"ordinal", &R::ordinal}, Field{"team_id", &R::team_id}, Field{"offer_id", &R::offer_id},
               Field{"accepted_at", &R::accepted_at}, Field{"accepted_by", &R::accepted_by},
               Field{"ended_at", &R::ended_at}, Field{"ended", &R::ended},
               Field{"closed_how", &R::closed_how}, Field{"closer", &R::closer},
               Field{"headcount", &R::headcount}, Field{"settled_revision", &R::settled_revision},
               Field{"own_parts", &R::own_parts}, Field{"decided", &R::decided},
               Field{"entries_settled", &R::entries_settled}, Field{"photos", &R::photos},
               Field{"back_filled_by", &R::back_filled_by});
  }
};

// A proposal of new times; its sessions are SessionRows with this proposal_id. Id: the request's.
struct RescheduleRow {
  static constexpr const char* kTable = "reschedule";
  CountyId county_id = 0;
  Uuid id;
  Uuid order_id;
  std::string proposed_by;  // "team" or "station"
  std::string proposer;
  absl::Time proposed_at, expires_at;
  std::string answer;  // "", AGREED, REFUSED, LAPSED, WITHDRAWN
  static constexpr auto kParent = &RescheduleRow::order_id;
  template <typename R = RescheduleRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"order_id", &R::order_id},
               Field{"proposed_by", &R::proposed_by}, Field{"proposer", &R::proposer},
               Field{"proposed_at", &R::proposed_at}, Field{"expires_at", &R::expires_at},
               Field{"answer", &R::answer});
  }
};

// Sibling orders of one need.
struct GroupRow {
  static constexpr const char* kTable = "order_group";
  CountyId county_id = 0;
  Uuid id;
  std::string placer;
  absl::Time placed_at;
  std::vector<Uuid> order_ids;
  template <typename R = GroupRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"placer", &R::placer},
               Field{"placed_at", &R::placed_at}, Field{"order_ids", &R::order_ids});
  }
};

// A recurring order; the clock places each occurrence ahead.
struct SeriesRow {
  static constexpr const char* kTable = "series";
  CountyId county_id = 0;
  Uuid id;
  Uuid station_id;
  std::string station_path;
  Uuid menu_item_id;
  int32_t every_weeks = 0;
  std::vector<int32_t> weekdays;          // 1 = Monday … 7 = Sunday
  int32_t start_minute = 0, minutes = 0;  // after midnight UTC+8; length
  absl::Time from_at, until_at;
  std::optional<absl::Time> ended_at;
  int32_t placed = 0;                     // occurrences placed so far
  std::optional<absl::Time> next_start;   // of the next occurrence; null: none is left
  std::optional<absl::Time> next_due_at;  // when the clock places it
  std::string placer;
  std::optional<Uuid> placer_volunteer;
  bool trusted = false;      // the placer's orders need no approval
  Bytes draft;               // OrderDraft without sessions and personal text
  Bytes data_key, personal;  // the personal part of the draft, sealed
  template <typename R = SeriesRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"station_id", &R::station_id},
               Field{"station_path", &R::station_path}, Field{"menu_item_id", &R::menu_item_id},
               Field{"every_weeks", &R::every_weeks}, Field{"weekdays", &R::weekdays},
               Field{"start_minute", &R::start_minute}, Field{"minutes", &R::minutes},
               Field{"from_at", &R::from_at}, Field{"until_at", &R::until_at},
               Field{"ended_at", &R::ended_at}, Field{"placed", &R::placed},
               Field{"next_start", &R::next_start}, Field{"next_due_at", &R::next_due_at},
               Field{"placer", &R::placer}, Field{"placer_volunteer", &R::placer_volunteer},
               Field{"trusted", &R::trusted}, Field{"draft", &R::draft}, Field{"data_key", &R::data_key},
               Field{"personal", &R::personal});
  }
};

// What can be ordered.
struct MenuItemRow {
  static constexpr const char* kTable = "menu_item";
  CountyId county_id = 0;
  Uuid id;
  std::string title;
  v1::MenuTheme theme{};
  std::string own_theme, skill;
  int32_t usual_minutes = 0, usual_people = 0;
  std::string qualification;
  bool insurance_required = false, tutor = false, retired = false;
  int32_t version = 0;
  template <typename R = MenuItemRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"title", &R::title},
               Field{"theme", &R::theme}, Field{"own_theme", &R::own_theme}, Field{"skill", &R::skill},
               Field{"usual_minutes", &R::usual_minutes}, Field{"usual_people", &R::usual_people},
               Field{"qualification", &R::qualification}, Field{"insurance_required", &R::insurance_required},
               Field{"tutor", &R::tutor}, Field{"retired", &R::retired}, Field{"version", &R::version});
  }
};

// A regular or brand project.
struct ProjectRow {
  static constexpr const char* kTable = "project";
  CountyId county_id = 0;
  Uuid id;
  std::string title;
  v1::ProjectKind kind{};
  Uuid owner_org_id;
  v1::MenuTheme theme{};
  std::string about;
  bool ended = false;
  absl::Time created_at;
  int32_t version = 0;
  template <typename R = ProjectRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"title", &R::title},
               Field{"kind", &R::kind}, Field{"owner_org_id", &R::owner_org_id}, Field{"theme", &R::theme},
               Field{"about", &R::about}, Field{"ended", &R::ended}, Field{"created_at", &R::created_at},
               Field{"version", &R::version});
  }
};

// The policy in force stands under CurrentPolicyId(county); each replaced version under an id of its own.
struct LoopPolicyRow {
  static constexpr const char* kTable = "loop_policy";
  CountyId county_id = 0;
  Uuid id;
  int32_t version = 0;
  Bytes settings;  // v1::LoopSettings
  Bytes waiting;   // v1::LoopSettings of a looser policy, or empty
  std::string set_by, waiting_by;
  absl::Time set_at;
  template <typename R = LoopPolicyRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"version", &R::version},
               Field{"settings", &R::settings}, Field{"waiting", &R::waiting}, Field{"set_by", &R::set_by},
               Field{"waiting_by", &R::waiting_by}, Field{"set_at", &R::set_at});
  }
};

// A poster line.
struct WishRow {
  static constexpr const char* kTable = "wish";
  CountyId county_id = 0;
  Uuid id;
  Uuid station_id;
  std::string station_path;
  Bytes data_key, words, phone;  // sealed under data_key
  absl::Time left_at;
  v1::WishState state{};
  v1::DismissReason dismiss_reason{};
  std::optional<Uuid> order_id;
  std::string settled_by;
  std::optional<absl::Time> settled_at;
  template <typename R = WishRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"station_id", &R::station_id},
               Field{"station_path", &R::station_path}, Field{"data_key", &R::data_key},
               Field{"words", &R::words}, Field{"phone", &R::phone}, Field{"left_at", &R::left_at},
               Field{"state", &R::state}, Field{"dismiss_reason", &R::dismiss_reason},
               Field{"order_id", &R::order_id}, Field{"settled_by", &R::settled_by},
               Field{"settled_at", &R::settled_at});
  }
};

// How many wishes a station got in one hour. Id: uuid5(station, hour).
struct WishTallyRow {
  static constexpr const char* kTable = "wish_tally";
  CountyId county_id = 0;
  Uuid id;
  int32_t count = 0;
  absl::Time hour;
  template <typename R = WishTallyRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"count", &R::count},
               Field{"hour", &R::hour});
  }
};

inline Uuid AcceptanceId(const Uuid& order, int ordinal) {
  return DeriveUuid(order, absl::StrCat("acceptance/", ordinal));
}
inline Uuid OfferId(const Uuid& order, const Uuid& team) {
  return DeriveUuid(order, absl::StrCat("offer/", team.ToString()));
}
inline Uuid CurrentPolicyId(CountyId county) { return DeriveUuid(county, "loop_policy"); }

}  // namespace diandan::orders
