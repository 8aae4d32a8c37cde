// Orders as people, programs and followers see them. Pure; every answer and event of the loop is made here.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "diandan/orders/v1/events.pb.h"
#include "diandan/orders/v1/menu_service.pb.h"
#include "diandan/orders/v1/order.pb.h"
#include "diandan/orders/v1/order_service.pb.h"
#include "diandan/orders/v1/wish_service.pb.h"
#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/orders/rows.h"

namespace diandan::orders {

// The order of this name and what every rule, answer and event wants to see around it: its sessions and
// offers, the county's policy.
void TouchOrder(const std::string& name, Touches& touches);

// Without personal text: mutations never open it. Offers are those the caller may see.
v1::Order ShowOrder(const Work& work, const OrderRow& row);
// The row alone: lists.
v1::Order ShowPlain(const OrderRow& row);
void ShowSession(const SessionRow& row, v1::Session& session);

// The order afterwards, with its planned sessions; the kind says which step was taken.
// `reason` is the name of one, for steps that need one and leave none on the order.
void EmitOrder(Work& work, const char* kind, const OrderRow& row, absl::string_view reason = {});
v1::OrderChanged ToEvent(const Work& work, const OrderRow& row);
v1::OfferRef ToRef(const OfferRow& row);
// For changes that others need not understand.
void EmitNoted(Work& work, const char* kind, const Uuid& subject, absl::string_view what,
               absl::string_view reason = {});

v1::Series ShowSeries(const SeriesRow& row);
v1::MenuItem ShowMenuItem(const MenuItemRow& row);
v1::Project ShowProject(const ProjectRow& row);
v1::Wish ShowWish(const WishRow& row);

}  // namespace diandan::orders
