#include "services/orders/record_service.h"

#include "services/base/request_fields.h"
#include "services/orders/record_store.h"
#include "services/orders/rows.h"

namespace diandan::orders {
namespace {

// Of a menu item that is still known its title, else what the order itself was called.
std::string ContentOf(const OrderRow& order, const MenuItemRow* item) {
  return item == nullptr || item->title.empty() ? order.title : item->title;
}

void ShowEvaluation(const RatingRow& row, v1::Evaluation& out) {
  out.set_id(row.id.ToString());
  out.set_order(ResourceNameOf(row.county_id, "orders", row.order_id));
  out.set_acceptance_id(row.acceptance_id.ToString());
  out.set_score(row.score);
  for (const std::string& name : row.tags) {
    v1::RatingTag tag{};
    if (v1::RatingTag_Parse(name, &tag)) out.add_tags(tag);
  }
  *out.mutable_rate_time() = ToTimestamp(row.rated_at);
}

}  // namespace

RecordServiceImpl::Reactor* RecordServiceImpl::DescribeServices(Context* c,
                                                                const v1::DescribeServicesRequest* q,
                                                                v1::DescribeServicesResponse* r) {
  return rpc::Read(home_, c, *q, [this, q, r](const rpc::Call& call, db::Connection& connection) -> Status {
    Picture picture;
    Touches touches;
    touches.set_county(call.county);
    for (const std::string& name : q->orders()) touches.Add<OrderRow>(IdOf(name));
    rpc::LoadForRead(connection, home_, touches, picture);
    Touches items;
    items.set_county(call.county);
    for (const std::string& name : q->orders()) {
      if (const auto* order = picture.Rows<OrderRow>().Find(call.county, IdOf(name)))
        items.Add<MenuItemRow>(order->menu_item_id);
    }
    rpc::LoadForRead(connection, home_, items, picture);
    r->Clear();
    for (const std::string& name : q->orders()) {
      const auto* order = picture.Rows<OrderRow>().Find(call.county, IdOf(name));
      if (order == nullptr) continue;
      v1::DescribedService& shown = *r->add_services();
      shown.set_order(name);
      shown.set_title(order->title);
      shown.set_content(
          ContentOf(*order, picture.Rows<MenuItemRow>().Find(call.county, order->menu_item_id)));
      shown.set_station(ResourceNameOf(call.county, "orgs", order->station_id));
    }
    return absl::OkStatus();
  });
}

RecordServiceImpl::Reactor* RecordServiceImpl::ListEvaluations(Context* c,
                                                               const v1::ListEvaluationsRequest* q,
                                                               v1::ListEvaluationsResponse* r) {
  return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
    std::vector<Uuid> orders;
    for (const std::string& name : q->orders()) orders.push_back(IdOf(name));
    absl::CivilDay next(1900, 1, 1);
    r->Clear();
    if (!q->day().empty()) {
      absl::CivilDay day;
      if (!absl::ParseCivilTime(q->day(), &day)) return InvalidField("day", q->day(), "date");
      for (const RatingRow& row :
           EvaluationsOn(connection, call.county, day, IdOf(q->after_id()), orders, q->limit())) {
        ShowEvaluation(row, *r->add_evaluations());
      }
      next = day + 1;
    }
    if (const auto later = EvaluationsFrom(connection, call.county, next, orders))
      r->set_next_day(absl::FormatCivilTime(*later));
    return absl::OkStatus();
  });
}

}  // namespace diandan::orders
