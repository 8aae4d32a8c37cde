// Notices to one volunteer of what `hours` decided about them: entries, corrections, nominations, awards,
// stars, points, certificates. What is known of it stands in the event as ids, numbers and codes; the words
// are made when it is read (personal_notice_words.h). Pure.
#pragma once

#include <string>
#include <vector>

#include "diandan/events/v1/events.pb.h"
#include "diandan/hours/v1/evaluation_service.pb.h"
#include "diandan/hours/v1/events.pb.h"
#include "diandan/hours/v1/honour.pb.h"
#include "diandan/hours/v1/points_events.pb.h"
#include "diandan/orders/v1/notice_service.pb.h"
#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/orders/attendance_rows.h"

namespace diandan::orders {

// Whom an event is told to: nobody, one, or for points several. The ids come from the event, so that it makes
// the same notices however often it is applied.
using PersonalNotices = std::vector<NoticeRow>;
PersonalNotices NoticesOf(const events::v1::Event& event, const hours::v1::EntryChanged& entry);
PersonalNotices NoticesOf(const events::v1::Event& event, const hours::v1::CaseChanged& correction);
PersonalNotices NoticesOf(const events::v1::Event& event, const hours::v1::NominationChanged& nomination);
PersonalNotices NoticesOf(const events::v1::Event& event, const hours::v1::StarChanged& star);
PersonalNotices NoticesOf(const events::v1::Event& event, const hours::v1::RedemptionChanged& redemption);
PersonalNotices NoticesOf(const events::v1::Event& event, const hours::v1::PointsExpireSoon& points);
PersonalNotices NoticesOf(const events::v1::Event& event, const hours::v1::CertificateChanged& certificate);

// To one volunteer alone: such notices leave the app by no webhook.
bool IsPersonal(v1::NoticeKind kind);

void TouchPersonal(const PersonalNotices& notices, Touches& touches);
// Those that are not there yet.
void TellPersons(Work& work, const PersonalNotices& notices);

// counties/{county_id}/entries/{uuid} and so on: what it says was decided.
std::string NoticedThing(const NoticeRow& notice);

}  // namespace diandan::orders
