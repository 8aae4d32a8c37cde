#include "tests/scenario/audit_log.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "diandan/hours/v1/hours_events_service.grpc.pb.h"
#include "diandan/matching/v1/matching_events_service.grpc.pb.h"
#include "diandan/orders/v1/orders_events_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteers_events_service.grpc.pb.h"

namespace diandan::scenario {
namespace {

using events::v1::AuditEntry;
using events::v1::ListAuditEntriesRequest;
using events::v1::ListAuditEntriesResponse;

void ExpectInWords(const AuditEntry& entry, const Stage& stage, const std::string& service) {
  SCOPED_TRACE(entry.ShortDebugString());
  EXPECT_NE(entry.kind(), events::v1::EVENT_KIND_UNSPECIFIED)
      << "an event of a kind that proto/diandan/events/v1/audit.proto does not list";
  const auto* kind = events::v1::EventKind_descriptor()->FindValueByNumber(entry.kind());
  EXPECT_EQ(kind->options().GetExtension(events::v1::kind).service(), entry.kind() == 0 ? "" : service);
  const auto subject = ParseResourceName(entry.subject());
  ASSERT_TRUE(subject.ok());
  EXPECT_EQ(subject->county, stage.county);
  EXPECT_TRUE(subject->collection.empty() || !subject->id.is_nil());
  EXPECT_EQ(entry.refused_reason() != 0, entry.kind() == events::v1::CLOSING_CODE_TRIED);
}

// False: this service has told nothing.
template <typename Stub>
bool ExpectLogOf(Stage& stage, const std::string& service,
                 grpc::Status (Stub::*method)(grpc::ClientContext*, const ListAuditEntriesRequest&,
                                              ListAuditEntriesResponse*)) {
  // The requests of all services are one message; which service is asked is in the stub.
  ListAuditEntriesRequest request;
  request.set_parent(stage.parent());
  request.set_page_size(40);
  constexpr int64_t kNone = std::numeric_limits<int64_t>::max();
  int64_t last = kNone;
  do {
    const auto page = OrThrow(stage.CallAt("admin", service, method, request));
    for (const AuditEntry& entry : page.entries()) {
      ExpectInWords(entry, stage, service);
      EXPECT_LT(entry.position().seq(), last);
      last = entry.position().seq();
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_TRUE(last <= 2 || last == kNone) << last << ": the log does not reach back to the beginning";
  return last != kNone;
}

}  // namespace

// A scenario need not have come to every service, but each begins with people.
void ExpectLogInWords(Stage& stage) {
  EXPECT_TRUE(ExpectLogOf(stage, "volunteers", &volunteers::v1::VolunteersEvents::Stub::ListAuditEntries));
  const bool orders = ExpectLogOf(stage, "orders", &orders::v1::OrdersEvents::Stub::ListAuditEntries);
  ExpectLogOf(stage, "matching", &matching::v1::MatchingEvents::Stub::ListAuditEntries);
  const bool hours = ExpectLogOf(stage, "hours", &hours::v1::HoursEvents::Stub::ListAuditEntries);
  EXPECT_LE(hours, orders) << "hours come from orders, yet only hours has a log";
}

}  // namespace diandan::scenario
