#include "services/orders/personal_notice_rules.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "diandan/hours/v1/certificate.pb.h"
#include "diandan/hours/v1/entry.pb.h"
#include "diandan/hours/v1/reward.pb.h"
#include "services/base/request_fields.h"

namespace diandan::orders {
namespace {

namespace h = hours::v1;

// `volunteer` is told this of `subject`, or of `thing` when the subject is its order. Events of before they
// named the volunteer tell nobody.
PersonalNotices Tell(const events::v1::Event& event, v1::NoticeKind kind, const std::string& volunteer,
                     const std::string& subject, const std::string& thing = "") {
  if (volunteer.empty()) return {};
  NoticeRow row;
  row.kind = v1::NoticeKind_Name(kind);
  row.volunteer_id = IdOf(volunteer);
  row.subject_id = IdOf(subject);
  if (!thing.empty()) row.thing_id = IdOf(thing);
  row.id = DeriveUuid(IdOf(event.event_id()), absl::StrCat("notice/", row.kind, "/", volunteer, "/",
                                                           thing.empty() ? subject : thing));
  return {std::move(row)};
}

template <typename Fill>
PersonalNotices With(PersonalNotices notices, const Fill& fill) {
  for (NoticeRow& row : notices) fill(row);
  return notices;
}

// An entry that a later picture dropped was decided by nobody; what a correction made of it is told with
// that.
std::optional<v1::NoticeKind> KindOf(const events::v1::Event& event, const h::EntryChanged& entry) {
  if (event.kind() == "ENTRY_RETURNED") return v1::ENTRY_SENT_BACK;
  if (event.kind() == "ENTRY_POSTED")
    return entry.posted_minutes() < entry.pending_minutes() ? v1::ENTRY_ADJUSTED : v1::ENTRY_CREDITED;
  const bool dropped = entry.decision_reason() == h::DecisionReason_Name(h::PICTURE_CHANGED);
  if (event.kind() == "ENTRY_VOIDED" && !dropped) return v1::ENTRY_NOT_CREDITED;
  return std::nullopt;
}

std::optional<v1::NoticeKind> KindOf(const events::v1::Event& event, const h::NominationChanged& nomination) {
  if (nomination.subject() != h::HonourSubject_Name(h::HONOURED_PERSON)) return std::nullopt;
  if (event.kind() == "NOMINATED") return v1::NOMINATION_RECEIVED;
  if (event.kind() == "HONOUR_AWARDED") return v1::HONOUR_GIVEN;
  const bool passed_over = nomination.state() == h::NominationState_Name(h::NOT_SELECTED);
  const bool selected = event.kind() == "NOMINATION_REVIEWED" &&
                        nomination.state() == h::NominationState_Name(h::ON_PUBLIC_NOTICE);
  return selected || passed_over ? std::optional(v1::NOMINATION_DECIDED) : std::nullopt;
}

const char* CollectionOf(v1::NoticeKind kind) {
  switch (kind) {
    case v1::ENTRY_CREDITED:
    case v1::ENTRY_ADJUSTED:
    case v1::ENTRY_NOT_CREDITED:
    case v1::ENTRY_SENT_BACK:
    case v1::CORRECTION_DECIDED:
      return "entries";
    case v1::NOMINATION_RECEIVED:
    case v1::NOMINATION_DECIDED:
    case v1::HONOUR_GIVEN:
      return "nominations";
    case v1::POINTS_REDEEMED:
    case v1::POINTS_GIVEN_BACK:
      return "redemptions";
    case v1::CERTIFICATE_VOIDED:
      return "certificates";
    default:
      return "volunteers";
  }
}

}  // namespace

PersonalNotices NoticesOf(const events::v1::Event& event, const h::EntryChanged& entry) {
  const auto kind = KindOf(event, entry);
  if (!kind) return {};
  return With(Tell(event, *kind, entry.volunteer_id(), entry.order_id(), entry.entry_id()),
              [&](NoticeRow& row) {
                row.reason = entry.decision_reason();
                row.amount = entry.posted_minutes();
                row.was = entry.pending_minutes();
              });
}

PersonalNotices NoticesOf(const events::v1::Event& event, const h::CaseChanged& correction) {
  if (event.kind() != "CASE_GRANTED" && event.kind() != "CASE_DISMISSED") return {};
  return With(Tell(event, v1::CORRECTION_DECIDED, correction.volunteer_id(), correction.order_id(),
                   correction.entry_id()),
              [&](NoticeRow& row) {
                row.reason = correction.decision_reason();
                row.amount = correction.decided_minutes();
              });
}

PersonalNotices NoticesOf(const events::v1::Event& event, const h::NominationChanged& nomination) {
  const auto kind = KindOf(event, nomination);
  if (!kind) return {};
  return With(Tell(event, *kind, nomination.nominee_id(), nomination.nomination_id()),
              [&](NoticeRow& row) { row.reason = nomination.pass_over_reason(); });
}

PersonalNotices NoticesOf(const events::v1::Event& event, const h::StarChanged& star) {
  const auto kind = star.stars() > star.from_stars() ? v1::STAR_REACHED : v1::STAR_LOWERED;
  return With(Tell(event, kind, star.volunteer_id(), star.volunteer_id()), [&](NoticeRow& row) {
    row.amount = star.stars();
    row.was = star.from_stars();
  });
}

// A wrong code and the handing over are nothing that its owner does not know.
PersonalNotices NoticesOf(const events::v1::Event& event, const h::RedemptionChanged& redemption) {
  const bool given_back = event.kind() == "REDEMPTION_CANCELLED" &&
                          redemption.cancel_reason() != h::CancelReason_Name(h::NO_LONGER_WANTED);
  if (event.kind() != "REWARD_REDEEMED" && !given_back) return {};
  const auto kind = given_back ? v1::POINTS_GIVEN_BACK : v1::POINTS_REDEEMED;
  return With(Tell(event, kind, redemption.volunteer_id(), redemption.redemption_id()), [&](NoticeRow& row) {
    row.reason = redemption.cancel_reason();
    row.amount = redemption.points();
  });
}

PersonalNotices NoticesOf(const events::v1::Event& event, const h::PointsExpireSoon& points) {
  PersonalNotices all;
  for (const auto& lot : points.lots()) {
    PersonalNotices told =
        With(Tell(event, v1::POINTS_RUN_OUT, lot.volunteer_id(), lot.volunteer_id()), [&](NoticeRow& row) {
          row.id = DeriveUuid(row.id, lot.lot_id());
          row.amount = lot.points();
          row.thing_at = FromProto(lot.expire_time());
        });
    all.insert(all.end(), told.begin(), told.end());
  }
  return all;
}

PersonalNotices NoticesOf(const events::v1::Event& event, const h::CertificateChanged& certificate) {
  const bool theirs = certificate.revoke_reason() == h::RevokeReason_Name(h::HOLDER_WITHDREW);
  if (event.kind() != "CERTIFICATE_REVOKED" || theirs) return {};
  return With(Tell(event, v1::CERTIFICATE_VOIDED, certificate.volunteer_id(), certificate.certificate_id()),
              [&](NoticeRow& row) { row.reason = certificate.revoke_reason(); });
}

bool IsPersonal(v1::NoticeKind kind) { return kind >= v1::ENTRY_CREDITED && kind <= v1::CERTIFICATE_VOIDED; }

void TouchPersonal(const PersonalNotices& notices, Touches& touches) {
  for (const NoticeRow& row : notices) touches.Add<NoticeRow>(row.id);
}

void TellPersons(Work& work, const PersonalNotices& notices) {
  for (NoticeRow row : notices) {
    if (work.Find<NoticeRow>(row.id) != nullptr) continue;
    row.made_at = row.show_at = work.now;
    work.Insert(std::move(row));
  }
}

std::string NoticedThing(const NoticeRow& notice) {
  v1::NoticeKind kind{};
  if (!v1::NoticeKind_Parse(notice.kind, &kind)) return "";
  return ResourceNameOf(notice.county_id, CollectionOf(kind), notice.thing_id.value_or(notice.subject_id));
}

}  // namespace diandan::orders
