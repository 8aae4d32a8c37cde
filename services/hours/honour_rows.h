// The rows of campaigns and nominations, as schema/011_honours.sql lays them down.
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/time/time.h"
#include "diandan/hours/v1/honour.pb.h"
#include "services/base/picture.h"

namespace diandan::hours {

// Id: the request's.
struct CampaignRow {
  static constexpr const char* kTable = "campaign";
  CountyId county_id = 0;
  Uuid id;
  std::string title;
  Uuid host_id;
  std::string host_path, host_name;
  v1::HonourTier tier = v1::HONOUR_TIER_UNSPECIFIED;
  v1::CampaignState state = v1::CAMPAIGN_OPEN;
  absl::Time nominate_from, nominate_to;
  int32_t notice_days = 0;
  int32_t under_way = 0;  // nominations that are neither awarded nor over
  std::string opened_by;
  absl::Time created_at;
  template <typename R = CampaignRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"title", &R::title},
               Field{"host_id", &R::host_id}, Field{"host_path", &R::host_path},
               Field{"host_name", &R::host_name}, Field{"tier", &R::tier}, Field{"state", &R::state},
               Field{"nominate_from", &R::nominate_from}, Field{"nominate_to", &R::nominate_to},
               Field{"notice_days", &R::notice_days}, Field{"under_way", &R::under_way},
               Field{"opened_by", &R::opened_by}, Field{"created_at", &R::created_at});
  }
};

struct CategoryRow {
  static constexpr const char* kTable = "honour_category";
  CountyId county_id = 0;
  Uuid id, campaign_id;
  int32_t ordinal = 0;
  v1::HonourKind kind = v1::HONOUR_KIND_UNSPECIFIED;
  std::string title;  // "": the kind's usual one
  v1::HonourSubject subject = v1::HONOUR_SUBJECT_UNSPECIFIED;
  int32_t village_quota = 0, township_quota = 0, county_quota = 0;
  static constexpr auto kParent = &CategoryRow::campaign_id;
  template <typename R = CategoryRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"campaign_id", &R::campaign_id},
               Field{"ordinal", &R::ordinal}, Field{"kind", &R::kind}, Field{"title", &R::title},
               Field{"subject", &R::subject}, Field{"village_quota", &R::village_quota},
               Field{"township_quota", &R::township_quota}, Field{"county_quota", &R::county_quota});
  }
};

// How many a place has put forward in a category. Id: SeatId.
struct SeatRow {
  static constexpr const char* kTable = "honour_seat";
  CountyId county_id = 0;
  Uuid id, category_id;
  v1::HonourTier tier = v1::HONOUR_TIER_UNSPECIFIED;
  std::string place_path;
  int32_t used = 0, quota = 0;
  template <typename R = SeatRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"category_id", &R::category_id},
               Field{"tier", &R::tier}, Field{"place_path", &R::place_path}, Field{"used", &R::used},
               Field{"quota", &R::quota});
  }
};

// Id: the request's.
struct NominationRow {
  static constexpr const char* kTable = "nomination";
  CountyId county_id = 0;
  Uuid id, campaign_id, category_id;
  v1::HonourSubject subject = v1::HONOUR_SUBJECT_UNSPECIFIED;
  Uuid nominee_id;
  std::string nominee_path;  // of a place itself, of the organisation that owns a project
  Uuid place_id;
  std::string place_path, place_name;
  std::string host_path;  // the campaign's
  v1::NominationState prev_state = v1::NOMINATION_STATE_UNSPECIFIED;
  v1::NominationState state = v1::NOMINATION_STATE_UNSPECIFIED;
  v1::HonourTier tier = v1::HONOUR_TIER_UNSPECIFIED;
  std::string nominated_by;  // subject
  absl::Time nominated_at;
  bool declined = false;  // by the nominee
  v1::ShownAs shown_as = v1::SHOWN_AS_UNSPECIFIED;
  bool deeds_shown = false, shown = false;
  std::optional<absl::Time> notice_until, awarded_at;
  v1::PassOverReason pass_over_reason = v1::PASS_OVER_REASON_UNSPECIFIED;
  std::optional<absl::Time> paper_consent_at;  // of a resident
  static constexpr auto kParent = &NominationRow::nominee_id;
  template <typename R = NominationRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"campaign_id", &R::campaign_id},
               Field{"category_id", &R::category_id}, Field{"subject", &R::subject},
               Field{"nominee_id", &R::nominee_id}, Field{"nominee_path", &R::nominee_path},
               Field{"place_id", &R::place_id}, Field{"place_path", &R::place_path},
               Field{"place_name", &R::place_name}, Field{"host_path", &R::host_path},
               Field{"prev_state", &R::prev_state}, Field{"state", &R::state}, Field{"tier", &R::tier},
               Field{"nominated_by", &R::nominated_by}, Field{"nominated_at", &R::nominated_at},
               Field{"declined", &R::declined}, Field{"shown_as", &R::shown_as},
               Field{"deeds_shown", &R::deeds_shown}, Field{"shown", &R::shown},
               Field{"notice_until", &R::notice_until}, Field{"awarded_at", &R::awarded_at},
               Field{"pass_over_reason", &R::pass_over_reason},
               Field{"paper_consent_at", &R::paper_consent_at});
  }
};

// Its words, a sealed NominationWords; same id. Empty once the person was erased or a resident took consent
// back.
struct NominationWordsRow {
  static constexpr const char* kTable = "nomination_words";
  static constexpr bool kForOneBatch = true;
  CountyId county_id = 0;
  Uuid id, nominee_id;
  Bytes data_key;  // wrapped
  Bytes sealed;
  static constexpr auto kParent = &NominationWordsRow::nominee_id;
  template <typename R = NominationWordsRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"nominee_id", &R::nominee_id},
               Field{"data_key", &R::data_key}, Field{"sealed", &R::sealed});
  }
};

// What a tier said; never changed.
struct NominationStepRow {
  static constexpr const char* kTable = "nomination_step";
  CountyId county_id = 0;
  Uuid id, nomination_id;
  v1::HonourTier tier = v1::HONOUR_TIER_UNSPECIFIED;
  v1::HonourVerdict verdict = v1::HONOUR_VERDICT_UNSPECIFIED;
  v1::PassOverReason reason = v1::PASS_OVER_REASON_UNSPECIFIED;
  std::string decided_by;
  absl::Time decided_at;
  static constexpr auto kParent = &NominationStepRow::nomination_id;
  template <typename R = NominationStepRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"nomination_id", &R::nomination_id}, Field{"tier", &R::tier},
               Field{"verdict", &R::verdict}, Field{"reason", &R::reason},
               Field{"decided_by", &R::decided_by}, Field{"decided_at", &R::decided_at});
  }
};

// Id: the request's.
struct ObjectionRow {
  static constexpr const char* kTable = "objection";
  CountyId county_id = 0;
  Uuid id, nomination_id;
  v1::ObjectionReason reason = v1::OBJECTION_REASON_UNSPECIFIED;
  v1::ObjectionState state = v1::OBJECTION_OPEN;
  std::string objected_by, decided_by;
  absl::Time objected_at;
  std::optional<absl::Time> decided_at;
  static constexpr auto kParent = &ObjectionRow::nomination_id;
  template <typename R = ObjectionRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"nomination_id", &R::nomination_id}, Field{"reason", &R::reason},
               Field{"state", &R::state}, Field{"objected_by", &R::objected_by},
               Field{"decided_by", &R::decided_by}, Field{"objected_at", &R::objected_at},
               Field{"decided_at", &R::decided_at});
  }
};

}  // namespace diandan::hours
