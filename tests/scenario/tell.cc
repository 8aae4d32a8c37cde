#include "tests/scenario/tell.h"

#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/base/ids.h"

namespace diandan::scenario {
namespace {

using orders::v1::AttendanceFlag_Name;
using orders::v1::OrderState_Name;

template <typename Flags>
std::string TellFlags(const Flags& flags) {
  std::string text;
  for (int flag : flags) absl::StrAppend(&text, " ", AttendanceFlag_Name(flag));
  return text;
}

// Ids are random and so is their order: the words are sorted.
std::string Sorted(std::vector<std::string> parts) {
  absl::c_sort(parts);
  return parts.empty() ? "none" : absl::StrJoin(parts, "; ");
}

template <typename Entries>
std::string TellEntries(const Entries& entries) {
  std::vector<std::string> parts;
  for (const hours::v1::Entry& entry : entries) {
    parts.push_back(absl::StrCat(hours::v1::EntryState_Name(entry.state()), " ", entry.posted_minutes(),
                                 " of ", entry.reported_minutes(), " min"));
  }
  return Sorted(std::move(parts));
}

template <typename Orders>
std::string TellOrders(const Orders& orders) {
  std::vector<std::string> parts;
  for (const orders::v1::Order& order : orders) parts.push_back(OrderState_Name(order.state()));
  return Sorted(std::move(parts));
}

}  // namespace

std::string Tell(const orders::v1::Order& order) { return OrderState_Name(order.state()); }

std::string Tell(const orders::v1::PlaceGroupResponse& response) { return TellOrders(response.orders()); }

std::string Tell(const orders::v1::Series& series) {
  return absl::StrCat(series.placed(), " placed", series.ended() ? ", ended" : "");
}

std::string Tell(const orders::v1::ListOrdersResponse& response) { return TellOrders(response.orders()); }

std::string Tell(const orders::v1::Slip& slip) {
  return absl::StrCat("a code of ", slip.closing_code().size(), " digits");
}

std::string Tell(const orders::v1::Roster& roster) { return absl::StrCat(roster.entries_size(), " people"); }

std::string Tell(const orders::v1::Fact& fact) {
  return OrderState_Name(fact.order_state()) + TellFlags(fact.flags());
}

std::string Tell(const orders::v1::RecordFactsResponse& response) {
  std::vector<std::string> parts;
  for (const auto& result : response.results()) {
    parts.push_back(result.has_fact() ? Tell(result.fact()) : "refused " + result.refused());
  }
  return absl::StrJoin(parts, "; ");
}

std::string Tell(const orders::v1::ListAttendancesResponse& response) {
  std::vector<std::string> parts;
  for (const auto& attendance : response.attendances()) {
    parts.push_back(absl::StrCat(attendance.minutes(), " min", TellFlags(attendance.flags())));
  }
  return Sorted(std::move(parts));
}

std::string Tell(const orders::v1::Rating& rating) {
  return absl::StrCat(rating.score(), " by ", orders::v1::RatingChannel_Name(rating.channel()));
}

std::string Tell(const hours::v1::ListEntriesOfOrderResponse& response) {
  return TellEntries(response.entries());
}

std::string Tell(const hours::v1::DecideEntriesResponse& response) { return TellEntries(response.entries()); }

std::string Tell(const hours::v1::VolunteerStatement& statement) {
  return absl::StrCat("posted ", statement.posted_minutes(), " min, pending ", statement.pending_minutes(),
                      " min");
}

std::string Tell(const orders::v1::ListNoticesResponse& response) {
  std::vector<std::string> told;
  for (const auto& notice : response.notices()) {
    const auto thing = ParseResourceName(notice.thing());
    told.push_back(absl::StrCat(orders::v1::NoticeKind_Name(notice.kind()), " of ",
                                thing.ok() ? thing->collection : "an order"));
  }
  return told.empty() ? "nothing" : absl::StrJoin(told, "; ");
}

std::string TellRefusal(const Status& status) {
  return "refused " + errors::v1::Reason_Name(ReasonOf(status));
}

}  // namespace diandan::scenario
