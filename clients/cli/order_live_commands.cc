// order watch, code: what changes while one looks.
#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/orders/v1/attendance_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "services/base/codes.h"

namespace diandan::cli {

namespace o = orders::v1;

namespace {

constexpr absl::Duration kLookEvery = absl::Seconds(2);
constexpr absl::Duration kCodeLasts = absl::Minutes(1);

bool Ended(o::OrderState state) {
  return state == o::VERIFIED || state == o::REJECTED || state == o::REFUSED || state == o::CANCELLED;
}

// Each step once, as it comes, until nothing more can come.
Status Watch(Context& context, const std::string& typed) {
  o::GetTimelineRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().OrderName(typed));
  for (int64_t seen = 0;;) {
    o::GetTimelineResponse response;
    DD_RETURN_IF_ERROR(context.Read(&o::OrderService::Stub::GetTimeline, request, &response));
    o::GetTimelineResponse fresh;
    for (const auto& step : response.steps()) {
      if (step.seq() > seen) *fresh.add_steps() = step;
    }
    if (fresh.steps_size() > 0) {
      seen = fresh.steps(fresh.steps_size() - 1).seq();
      context.out.Show(fresh, TimelineTable(context, fresh));
      context.out.answer() << std::flush;
      if (Ended(fresh.steps(fresh.steps_size() - 1).state())) return absl::OkStatus();
    }
    absl::SleepFor(kLookEvery);
  }
}

// The six digits of this minute, to be read out or typed by those who came.
Status ShowCode(Context& context, const std::string& typed, int number, bool out) {
  DD_ASSIGN_OR_RETURN(o::Order order, context.names().Order(typed));
  DD_ASSIGN_OR_RETURN(o::Session session, SessionOf(context, order, number));
  o::GetRosterRequest get;
  get.set_name(order.name());
  o::Roster roster;
  DD_RETURN_IF_ERROR(context.Read(&o::AttendanceService::Stub::GetRoster, get, &roster));
  for (const auto& held : roster.keys()) {
    if (held.session_id() != session.session_id()) continue;
    DD_ASSIGN_OR_RETURN(Key key, Key::FromBytes(held.key()));
    const absl::Time now = context.clock().Now();
    const std::string code = RollingCode(key, out ? Direction::kOut : Direction::kIn, now);
    const absl::Duration left = kCodeLasts - (now - absl::UnixEpoch()) % kCodeLasts;
    roster.clear_keys();
    context.out.Done(roster,
                     context.Say(out ? kCodeOut : kCodeIn,
                                 {{"code", code}, {"left", absl::StrCat(absl::ToInt64Seconds(left))}}),
                     {order.number(), code});
    if (context.out.format() == Format::kTable) {
      context.out.Note(
          context.Say(kCodeNext, {{"number", order.number()}, {"verb", out ? "checkout" : "checkin"}}));
    }
    return absl::OkStatus();
  }
  return Refuse(errors::v1::NOT_ALLOWED, {{"needed", "LEADER, CLERK"}});
}

}  // namespace

void AddOrderLiveCommands(Command& root, Context& context) {
  Command& order = OrderGroup(root);
  Command& watch =
      order.Sub("watch", {"看着它一步一步走，到办完为止", "Every step as it comes, until the end"});
  auto watched = watch.Argument("ORDER", kHelpOrder);
  watch.Runs([=, &context] { return Watch(context, *watched); });

  Command& code = order.Sub(
      "code", {"这一分钟的签到码，念给来的人", "The check-in code of this minute, for those who came"});
  auto of = code.Argument("ORDER", kHelpOrder);
  auto session = code.Number("--session", kHelpSessionNumber);
  auto out = code.Flag("--out", {"签退用的", "For checking out"});
  code.Runs([=, &context] { return ShowCode(context, *of, *session, *out); });
}

}  // namespace diandan::cli
