// Which notices the steps of the loop make, and who may see them. Notices are rows of the step's own command:
// the outbox is as gap-free as the loop, and costs it no second look. Pure.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "diandan/orders/v1/notice_service.pb.h"
#include "services/base/verb.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/rows.h"

namespace diandan::orders {

// Whoever is told of this step of the order. `kind` is the event's; called once the event was emitted.
void NoticeStep(Work& work, absl::string_view kind, const OrderRow& order);
// A team was asked. A team is asked once for an order, so there is one notice of it.
void NoticeOffer(Work& work, const OfferRow& offer);
// The station's side is told that the people served were not content; called once the event was emitted. The
// team is not: nobody is to ask a resident why. Offices above the station and reviewers are told at `due`
// when nobody has seen to it by then (notice_store.h).
void NoticeLowRating(Work& work, const OrderRow& order, absl::Time due);
// The team's reminders before the first session. One made for other times, or for an acceptance that has
// ended, is never shown (notice_store.h).
void NoticeStart(Work& work, const OrderRow& order);

// Whoever looks after the account's place is told what its phone could not send; called once the event was
// emitted.
void NoticeUnsent(Work& work, const UnsentRow& unsent);

// Whose notices the caller reads in this county.
struct Addressee {
  std::vector<Uuid> teams;         // led by the caller
  std::vector<std::string> paths;  // organisations looked after: notices at or below
  std::vector<std::string> above;  // the same for RATED_LOW_OVERDUE: of offices and reviewers
  std::string account;             // the caller's subject
  Uuid volunteer;                  // who the caller is; nil when no hours are theirs
};
Addressee AddresseeOf(const Caller& caller, CountyId county);
bool Concerns(const NoticeRow& notice, const Addressee& addressee);

// What a notice's subject is: an order, what a phone could not send, or a thing of `hours`.
enum class About { kOrder, kUnsent, kThing };
About AboutOf(const NoticeRow& notice);
void TouchSubject(const NoticeRow& notice, Touches& touches);
// At most one of the two is what it is about; null otherwise. Texts are in the reader's language.
v1::Notice ShowNotice(const NoticeRow& notice, const OrderRow* order, const UnsentRow* unsent, absl::Time now,
                      Language language);
const Verb& ReadNoticeVerb();

}  // namespace diandan::orders
