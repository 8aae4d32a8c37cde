#include "services/orders/common_rules.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/base/clock.h"
#include "services/orders/transitions.h"

namespace diandan::orders {

Uuid IdOf(absl::string_view name_or_uuid) {
  // The id is what follows the last '/'; the form was checked with the request.
  const size_t slash = name_or_uuid.rfind('/');
  auto id = ParseUuid(slash == absl::string_view::npos ? name_or_uuid : name_or_uuid.substr(slash + 1));
  return id.ok() ? *id : Uuid{};
}

Status SameCounty(const Work& work, absl::string_view field, absl::string_view name) {
  if (name.empty()) return absl::OkStatus();
  auto parsed = ParseResourceName(name);
  if (parsed.ok() && parsed->county == work.county) return absl::OkStatus();
  return InvalidField(field, name, "same_county");
}

google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  google::protobuf::Timestamp out;
  const int64_t micros = absl::ToUnixMicros(time);
  const int64_t fraction = ((micros % 1'000'000) + 1'000'000) % 1'000'000;
  out.set_seconds((micros - fraction) / 1'000'000);
  out.set_nanos(static_cast<int32_t>(fraction * 1000));
  return out;
}

absl::Time FromProto(const google::protobuf::Timestamp& time) {
  return absl::FromUnixMicros(time.seconds() * 1'000'000 + time.nanos() / 1000);
}

std::string ShowTime(absl::Time time) { return absl::FormatTime("%Y-%m-%d %H:%M", time, ChinaTime()); }

std::string EtagOf(int32_t version) { return absl::StrCat("v", version); }

Status CheckEtag(const std::string& etag, int32_t version) {
  if (etag.empty() || etag == EtagOf(version)) return absl::OkStatus();
  return Refuse(errors::v1::ETAG_MISMATCH);
}

bool Wants(const google::protobuf::FieldMask& mask, absl::string_view field) {
  return mask.paths().empty() || std::count(mask.paths().begin(), mask.paths().end(), field) > 0;
}

Status CheckMask(const google::protobuf::FieldMask& mask, const std::vector<std::string>& allowed) {
  for (const std::string& path : mask.paths()) {
    if (std::count(allowed.begin(), allowed.end(), path) == 0) {
      return InvalidField("update_mask", path, absl::StrCat("one_of:", absl::StrJoin(allowed, ", ")));
    }
  }
  return absl::OkStatus();
}

std::optional<Uuid> VolunteerOf(const Caller& caller) {
  if (caller.volunteer.is_nil()) return std::nullopt;
  return caller.volunteer;
}

StatusOr<const OrderRow*> FindOrder(const Work& work, const std::string& name) {
  const OrderRow* order = work.Find<OrderRow>(IdOf(name));
  if (order == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"what", name}});
  return order;
}

Status WrongState(const OrderRow& order, absl::string_view wanted) {
  return Refuse(errors::v1::ORDER_WRONG_STATE,
                {{"state", v1::OrderState_Name(order.state)}, {"wanted", std::string(wanted)}});
}

Status MustStart(const OrderRow& order, absl::string_view action) {
  if (MayStart(action, order.state)) return absl::OkStatus();
  std::set<std::string> wanted;
  for (const Transition& step : kTransitions) {
    if (step.action == action) wanted.insert(v1::OrderState_Name(step.from));
  }
  return WrongState(order, absl::StrJoin(wanted, ", "));
}

}  // namespace diandan::orders
