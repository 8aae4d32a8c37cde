// Rows about one person as they stand in that person's copy: nobody else is named. Pure.
#pragma once

#include "diandan/orders/v1/person_export_service.pb.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/back_fill_rows.h"
#include "services/orders/photo_rows.h"
#include "services/orders/rows.h"

namespace diandan::orders {

v1::OwnOrder ShowOwn(const OrderRow& row);
v1::OwnRosterPlace ShowOwn(const RosterPlaceRow& row);
v1::OwnFact ShowOwn(const FactRow& row);
v1::OwnBackFill ShowOwn(const BackFillRow& row);
v1::OwnPhoto ShowOwn(const PhotoRow& row);
v1::OwnSlipView ShowOwn(const CodeViewRow& row);
v1::OwnNotice ShowOwn(const NoticeRow& row);

}  // namespace diandan::orders
