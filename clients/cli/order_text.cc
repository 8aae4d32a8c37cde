#include "clients/cli/order_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "services/base/say_time.h"

namespace diandan::cli {

namespace o = orders::v1;

absl::Time TimeOf(const google::protobuf::Timestamp& stamp) {
  return absl::FromUnixSeconds(stamp.seconds()) + absl::Nanoseconds(stamp.nanos());
}

void SetTime(absl::Time time, google::protobuf::Timestamp* stamp) {
  const int64_t micros = absl::ToUnixMicros(time);
  stamp->set_seconds(micros / 1'000'000);
  stamp->set_nanos(static_cast<int32_t>(micros % 1'000'000 * 1000));
}

std::string SayStamp(Context& context, const google::protobuf::Timestamp& stamp) {
  if (stamp.seconds() == 0) return "";
  if (context.for_scripts()) return absl::FormatTime(absl::RFC3339_sec, TimeOf(stamp), ChinaTime());
  return SayTime(TimeOf(stamp), context.now(), context.language());
}

std::string SayLastMinute(Context& context, google::protobuf::Timestamp deadline) {
  if (deadline.seconds() == 0) return "";
  deadline.set_seconds(deadline.seconds() - 60);
  return SayStamp(context, deadline);
}

std::string SaySessions(Context& context, const google::protobuf::RepeatedPtrField<o::Session>& sessions) {
  std::string text;
  for (const auto& session : sessions) {
    absl::StrAppend(&text,
                    text.empty()                               ? ""
                    : context.language() == Language::kEnglish ? ", "
                                                               : "，",
                    SayRange(TimeOf(session.start_time()), TimeOf(session.end_time()), context.now(),
                             context.language()));
  }
  return text;
}

void TellOrder(Context& context, const o::Order& order, const Wording& said, const Wording& next) {
  const std::string state = context.Word(order.state());
  const std::string team =
      context.out.format() == Format::kTable ? context.names().SayTeam(order.team()) : "";
  // Whoever placed it is answered by then; later deadlines are the organisation's own.
  const std::string answered_by = order.state() == o::PLACED ? SayStamp(context, order.deadline()) : "";
  context.out.Done(order,
                   context.Say(said, {{"number", order.number()},
                                      {"state", state},
                                      {"team", team},
                                      {"deadline", answered_by},
                                      {"when", SaySessions(context, order.sessions())}}),
                   {order.number(), o::OrderState_Name(order.state()), order.name()});
  if (context.out.format() == Format::kTable) {
    context.out.Note(context.Say(next, {{"number", order.number()}}));
  }
}

Table OrderTable(Context& context, const google::protobuf::RepeatedPtrField<o::Order>& orders) {
  const bool people = context.out.format() == Format::kTable;
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadOrders), '\t');
  for (const auto& order : orders) {
    if (people) {
      table.rows.push_back({order.number(), context.Word(order.state()), order.title(),
                            SaySessions(context, order.sessions()), context.names().SayOrg(order.station()),
                            context.names().SayTeam(order.team())});
    } else {
      const absl::Time start =
          order.sessions_size() > 0 ? TimeOf(order.sessions(0).start_time()) : absl::UnixEpoch();
      table.rows.push_back({order.number(), o::OrderState_Name(order.state()), order.title(),
                            absl::FormatTime(absl::RFC3339_sec, start, ChinaTime()), order.station(),
                            order.team(), order.name()});
    }
  }
  return table;
}

Status WhyNoEntries(const o::Order& order, const std::string& typed, absl::Time now) {
  constexpr absl::Duration kOnTheWay = absl::Minutes(1);
  const bool served =
      order.state() == o::COMPLETED || order.state() == o::VERIFIED || order.state() == o::REJECTED;
  if (!served) {
    return Refuse(errors::v1::ORDER_WRONG_STATE,
                  {{"state", o::OrderState_Name(order.state())}, {"wanted", "COMPLETED"}});
  }
  if (now - TimeOf(order.completed_time()) < kOnTheWay) return Refuse(errors::v1::NOT_YET_FOLLOWED);
  return Refuse(errors::v1::NOT_FOUND, {{"what", typed}});
}

std::string SayActor(Context& context, const std::string& actor) {
  if (context.out.format() != Format::kTable) return actor;
  if (actor.rfind("accounts/", 0) == 0) return context.names().SayAccount(actor);
  return actor.rfind("service:", 0) == 0 ? context.Say(kByItself) : actor;
}

Table TimelineTable(Context& context, const o::GetTimelineResponse& timeline) {
  Table table;
  for (const auto& step : timeline.steps()) {
    table.rows.push_back({SayStamp(context, step.time()), context.Word(step.state()),
                          context.for_scripts() ? step.kind() : StepWord(step.kind(), context.language()),
                          context.names().SayTeam(step.team()), SayActor(context, step.actor())});
  }
  return table;
}

std::optional<absl::Time> ExactTime(const std::string& typed) {
  absl::Time time;
  for (const char* format : {"%Y-%m-%d%ET%H:%M:%E*S%Ez", "%Y-%m-%d %H:%M:%E*S%Ez"}) {
    if (absl::ParseTime(format, typed, &time, nullptr)) return time;
  }
  for (const char* format : {"%Y-%m-%d %H:%M:%E*S", "%Y-%m-%d%ET%H:%M:%E*S", "%Y-%m-%d %H:%M"}) {
    if (absl::ParseTime(format, typed, ChinaTime(), &time, nullptr)) return time;
  }
  return std::nullopt;
}

StatusOr<When> ParseWhen(Context& context, const std::string& field, const std::string& typed) {
  absl::Time exact;
  std::string problem;
  if (absl::ParseTime(absl::RFC3339_full, typed, &exact, &problem)) {
    const absl::CivilMinute minute = absl::ToCivilMinute(exact, ChinaTime());
    When when;
    when.day = absl::CivilDay(minute);
    when.start_minute = minute.hour() * 60 + minute.minute();
    return when;
  }
  std::string rest = typed;
  When when = TakeWhen(rest, context.now());
  const bool empty = !when.day && when.start_minute < 0 && when.daypart == Daypart::kNone;
  if (empty || !absl::StripAsciiWhitespace(rest).empty()) {
    return InvalidField(field, typed, context.Say(kWantWhen));
  }
  return when;
}

StatusOr<absl::CivilDay> ParseDay(Context& context, const std::string& field, const std::string& typed) {
  DD_ASSIGN_OR_RETURN(When when, ParseWhen(context, field, typed));
  return absl::ToCivilDay(when.Start(context.now()), ChinaTime());
}

StatusOr<absl::Time> ParseAt(Context& context, const std::string& typed) {
  if (typed.empty()) return context.now();
  if (const auto exact = ExactTime(typed)) return *exact;
  DD_ASSIGN_OR_RETURN(When when, ParseWhen(context, "--at", typed));
  when.day_may_move = false;
  return when.Start(context.now());
}

Status AddSessions(Context& context, const std::vector<std::string>& typed, int minutes,
                   google::protobuf::RepeatedPtrField<o::SessionDraft>* sessions) {
  for (const std::string& text : typed) {
    DD_ASSIGN_OR_RETURN(When when, ParseWhen(context, "--when", text));
    auto* session = sessions->Add();
    session->set_session_id(context.DerivedId(absl::StrCat("session/", sessions->size())).ToString());
    const absl::Time start = when.Start(context.now());
    SetTime(start, session->mutable_start_time());
    SetTime(start + absl::Minutes(when.minutes > 0 ? when.minutes : minutes), session->mutable_end_time());
  }
  return absl::OkStatus();
}

StatusOr<o::Session> SessionOf(Context& context, const o::Order& order, int number) {
  if (number == 0 && order.sessions_size() == 1) return order.sessions(0);
  if (number < 1 || number > order.sessions_size()) {
    return InvalidField("--session", number == 0 ? "" : absl::StrCat(number),
                        context.Say(kWantSession, {{"count", absl::StrCat(order.sessions_size())}}));
  }
  return order.sessions(number - 1);
}

}  // namespace diandan::cli
