// What the events of volunteers and orders do to matching's mirrors. Pure; handed to the followers.
// Applying an event again, or one that says nothing new, changes nothing.
#pragma once

#include "diandan/events/v1/events.pb.h"
#include "diandan/orders/v1/events.pb.h"
#include "diandan/volunteers/v1/events.pb.h"
#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/matching/rows.h"

namespace diandan::matching {

using events::v1::Event;

inline CountyId CountyOf(const Event& envelope) { return envelope.position().county_id(); }

void TouchOrg(const volunteers::v1::OrgChanged& event, Touches& touches);
Status MirrorOrg(Work& work, const Event& envelope, const volunteers::v1::OrgChanged& event);

void TouchTeam(const volunteers::v1::TeamChanged& event, Touches& touches);
Status MirrorTeam(Work& work, const Event& envelope, const volunteers::v1::TeamChanged& event);

void TouchMember(const volunteers::v1::MembershipChanged& event, Touches& touches);
Status MirrorMember(Work& work, const Event& envelope, const volunteers::v1::MembershipChanged& event);

// Keeps qualifications only; nothing else of a person is needed here.
void TouchVolunteer(const volunteers::v1::VolunteerChanged& event, Touches& touches);
Status MirrorVolunteer(Work& work, const Event& envelope, const volunteers::v1::VolunteerChanged& event);

// Load counts while a team holds the order and after; experience once it is completed and not rejected.
void TouchOrder(const orders::v1::OrderChanged& event, Touches& touches);
void TouchOrderTeams(const orders::v1::OrderChanged& event, const Work& work, Touches& touches);
Status MirrorOrder(Work& work, const Event& envelope, const orders::v1::OrderChanged& event);

// Whom the order was offered to, and whether somebody still thinks about it; of each team, when it was asked
// and what it still thinks about. How an offer ended is kept nowhere but in the counts that size waves
// (wave_size.h), where declined and lapsed are one. Of what an emergency asks only when it was: caps and
// sizes are of other days.
void TouchOffers(const orders::v1::OffersChanged& event, Touches& touches);
Status MirrorOffers(Work& work, const Event& envelope, const orders::v1::OffersChanged& event);

// Residents' ratings only: kinds are never mixed.
void TouchRated(const orders::v1::Rated& event, Touches& touches);
Status MirrorRated(Work& work, const Event& envelope, const orders::v1::Rated& event);
void TouchReviewed(const orders::v1::RatingReviewed& event, Touches& touches);
void TouchReviewedTeam(const orders::v1::RatingReviewed& event, const Work& work, Touches& touches);
Status MirrorReviewed(Work& work, const Event& envelope, const orders::v1::RatingReviewed& event);

// What an event says about whom an order was offered to, applied to the row. The wave maker does the same
// with the event that is not stored yet.
void ApplyAsked(const orders::v1::OrderChanged& event, OrderRow& row);
void ApplyAsked(const orders::v1::OffersChanged& event, OrderRow& row);

}  // namespace diandan::matching
