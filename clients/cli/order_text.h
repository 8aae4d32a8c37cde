// How commands show and change orders: shared by their families.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "clients/cli/context.h"
#include "clients/cli/one_line.h"
#include "clients/cli/output.h"
#include "diandan/orders/v1/order.pb.h"
#include "diandan/orders/v1/order_service.pb.h"

namespace diandan::cli {

absl::Time TimeOf(const google::protobuf::Timestamp& stamp);
void SetTime(absl::Time time, google::protobuf::Timestamp* stamp);
// "今天 18:00"; "" when unset.
std::string SayStamp(Context& context, const google::protobuf::Timestamp& stamp);
// Of a deadline that ends with its day, at midnight: the last minute of that day; "" without one.
std::string SayLastMinute(Context& context, google::protobuf::Timestamp deadline);

// "11 月 26 日 周四 9:00–11:00", several joined by a comma.
std::string SaySessions(Context& context,
                        const google::protobuf::RepeatedPtrField<orders::v1::Session>& sessions);

// One sentence about the order as it is now, with {number}, {state}, {team}, {deadline} and {when}; `next` to
// stderr.
void TellOrder(Context& context, const orders::v1::Order& order, const Wording& said,
               const Wording& next = {"", ""});

// The rows of `order list`.
Table OrderTable(Context& context, const google::protobuf::RepeatedPtrField<orders::v1::Order>& orders);

// Why an order, named as `typed`, has no entries: it is not completed (ORDER_WRONG_STATE); it was a moment
// ago, and they follow by themselves (NOT_YET_FOLLOWED); there are none (NOT_FOUND). Pure.
Status WhyNoEntries(const orders::v1::Order& order, const std::string& typed, absl::Time now);

// Who did it; whoever may not see accounts gets the end of the id, enough to tell two people apart.
std::string SayActor(Context& context, const std::string& actor);

// What happened to an order, step by step.
Table TimelineTable(Context& context, const orders::v1::GetTimelineResponse& timeline);

// A whole "周四 9:00-11:00" or "2026-11-26 9:00"; FIELD_INVALID when words are left over.
StatusOr<When> ParseWhen(Context& context, const std::string& field, const std::string& typed);
// The day of "2026-12-31", "周四" …
StatusOr<absl::CivilDay> ParseDay(Context& context, const std::string& field, const std::string& typed);
// "2026-11-30T14:05:30+08:00" or "2026-11-30 14:05"; without a zone it is China's time.
std::optional<absl::Time> ExactTime(const std::string& typed);
// A moment for --at, exact or in words; "" is now.
StatusOr<absl::Time> ParseAt(Context& context, const std::string& typed);
// Session drafts of --when flags; a missing length takes `minutes`. Ids derive from the request.
Status AddSessions(Context& context, const std::vector<std::string>& typed, int minutes,
                   google::protobuf::RepeatedPtrField<orders::v1::SessionDraft>* sessions);
// The session meant by --session: its number from 1, or the only one.
StatusOr<orders::v1::Session> SessionOf(Context& context, const orders::v1::Order& order, int number);

}  // namespace diandan::cli
