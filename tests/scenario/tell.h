// Answers in a few words, without ids: what a line of a transcript says.
#pragma once

#include <string>

#include "diandan/hours/v1/entry_service.pb.h"
#include "diandan/hours/v1/ledger_service.pb.h"
#include "diandan/orders/v1/attendance_service.pb.h"
#include "diandan/orders/v1/notice_service.pb.h"
#include "diandan/orders/v1/order_service.pb.h"
#include "diandan/orders/v1/rating_service.pb.h"
#include "services/base/status.h"

namespace diandan::scenario {

std::string Tell(const orders::v1::Order& order);
std::string Tell(const orders::v1::PlaceGroupResponse& response);
std::string Tell(const orders::v1::Series& series);
std::string Tell(const orders::v1::ListOrdersResponse& response);
std::string Tell(const orders::v1::Slip& slip);
std::string Tell(const orders::v1::Roster& roster);
std::string Tell(const orders::v1::Fact& fact);
std::string Tell(const orders::v1::RecordFactsResponse& response);
std::string Tell(const orders::v1::ListAttendancesResponse& response);
std::string Tell(const orders::v1::Rating& rating);
std::string Tell(const hours::v1::ListEntriesOfOrderResponse& response);
std::string Tell(const hours::v1::DecideEntriesResponse& response);
std::string Tell(const hours::v1::VolunteerStatement& statement);
// What was decided about the volunteer who reads them, and what each leads to.
std::string Tell(const orders::v1::ListNoticesResponse& response);
std::string TellRefusal(const Status& status);

}  // namespace diandan::scenario
