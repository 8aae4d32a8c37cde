#include "services/orders/own_rows_rules.h"

#include "services/base/request_fields.h"

namespace diandan::orders {
namespace {

template <typename Row>
std::string OrderOf(const Row& row) {
  return ResourceNameOf(row.county_id, "orders", row.order_id);
}

}  // namespace

v1::OwnOrder ShowOwn(const OrderRow& row) {
  v1::OwnOrder own;
  own.set_order(ResourceNameOf(row.county_id, "orders", row.id));
  own.set_number(row.number);
  own.set_title(row.title);
  own.set_state(row.state);
  *own.mutable_place_time() = ToTimestamp(row.placed_at);
  return own;
}

v1::OwnRosterPlace ShowOwn(const RosterPlaceRow& row) {
  v1::OwnRosterPlace own;
  own.set_order(OrderOf(row));
  own.set_session_id(row.session_id.ToString());
  own.set_late(row.late);
  *own.mutable_add_time() = ToTimestamp(row.added_at);
  if (row.removed_at) *own.mutable_remove_time() = ToTimestamp(*row.removed_at);
  return own;
}

v1::OwnFact ShowOwn(const FactRow& row) {
  v1::OwnFact own;
  own.set_order(OrderOf(row));
  own.set_session_id(row.session_id.ToString());
  own.set_direction(row.direction);
  *own.mutable_observe_time() = ToTimestamp(row.observed_at);
  *own.mutable_receive_time() = ToTimestamp(row.received_at);
  own.set_how(row.how);
  for (const std::string& name : row.flags) {
    v1::AttendanceFlag flag{};
    if (v1::AttendanceFlag_Parse(name, &flag)) own.add_flags(flag);
  }
  return own;
}

v1::OwnBackFill ShowOwn(const BackFillRow& row) {
  v1::OwnBackFill own;
  own.set_order(OrderOf(row));
  own.set_order_number(row.order_number);
  *own.mutable_start_time() = ToTimestamp(row.start_at);
  *own.mutable_end_time() = ToTimestamp(row.end_at);
  own.set_cause(row.cause);
  own.set_state(row.state);
  own.set_refusal(row.refusal);
  *own.mutable_propose_time() = ToTimestamp(row.proposed_at);
  if (row.decided_at) *own.mutable_decide_time() = ToTimestamp(*row.decided_at);
  return own;
}

v1::OwnPhoto ShowOwn(const PhotoRow& row) {
  v1::OwnPhoto own;
  own.set_order(OrderOf(row));
  own.set_photo_id(row.id.ToString());
  own.set_width(row.width);
  own.set_height(row.height);
  own.set_size(row.size);
  *own.mutable_add_time() = ToTimestamp(row.added_at);
  if (row.removed_at) *own.mutable_remove_time() = ToTimestamp(*row.removed_at);
  return own;
}

v1::OwnSlipView ShowOwn(const CodeViewRow& row) {
  v1::OwnSlipView own;
  own.set_order(OrderOf(row));
  own.set_printed(row.printed);
  *own.mutable_view_time() = ToTimestamp(row.viewed_at);
  return own;
}

v1::OwnNotice ShowOwn(const NoticeRow& row) {
  v1::OwnNotice own;
  v1::NoticeKind kind{};
  if (v1::NoticeKind_Parse(row.kind, &kind)) own.set_kind(kind);
  *own.mutable_show_time() = ToTimestamp(row.show_at);
  if (row.seen_at) *own.mutable_read_time() = ToTimestamp(*row.seen_at);
  return own;
}

}  // namespace diandan::orders
