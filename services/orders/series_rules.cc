#include "services/orders/series_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "diandan/orders/v1/clock.pb.h"
#include "diandan/orders/v1/order_service.pb.h"
#include "google/protobuf/empty.pb.h"
#include "services/base/clock.h"
#include "services/orders/access_rules.h"
#include "services/orders/common_rules.h"
#include "services/orders/place_rules.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {
namespace {

constexpr absl::Duration kLongestSeries = absl::Hours(24 * 366);

// Monday = 1 … Sunday = 7, as in the request.
int WeekdayNumber(absl::CivilDay day) {
  const int from_monday = static_cast<int>(absl::GetWeekday(day));  // Monday = 0 in absl
  return from_monday + 1;
}
absl::CivilDay MondayOf(absl::CivilDay day) { return day - (WeekdayNumber(day) - 1); }

void ScheduleNext(SeriesRow& series, std::optional<absl::Time> next) {
  series.next_start = series.ended_at ? std::nullopt : next;
  series.next_due_at.reset();
  if (series.next_start) series.next_due_at = *series.next_start - kPlaceAhead;
}

// ---- PlaceSeries

void TouchPlaceSeries(const v1::PlaceSeriesRequest& request, Touches& touches) {
  const auto parsed = ParseResourceName(request.name());
  if (!parsed.ok()) return;
  touches.Add<SeriesRow>(parsed->id);
  touches.Add<LoopPolicyRow>(CurrentPolicyId(parsed->county));
  TouchDraft(request.order(), touches);
}

void TouchSeriesPlacer(const v1::PlaceSeriesRequest& request, const Work& work, Touches& touches) {
  TouchPlacer(work, request.order(), touches);
}

Status CheckPattern(const Work& work, const v1::PlaceSeriesRequest& request) {
  const v1::OrderDraft& draft = request.order();
  if (draft.sessions_size() != 1)
    return InvalidField("order.sessions", absl::StrCat(draft.sessions_size()), "exactly:1");
  for (int i = 0; i < request.weekdays_size(); ++i) {
    if (std::count(request.weekdays().begin(), request.weekdays().end(), request.weekdays(i)) > 1) {
      return InvalidField(absl::StrCat("weekdays[", i, "]"), absl::StrCat(request.weekdays(i)), "unique");
    }
  }
  const absl::Time until = FromProto(request.until_time());
  const absl::Time start = FromProto(draft.sessions(0).start_time());
  if (until < start) return InvalidField("until_time", ShowTime(until), "after:start_time");
  if (until > work.now + kLongestSeries)
    return InvalidField("until_time", ShowTime(until), "within_days:366");
  return absl::OkStatus();
}

SeriesRow MakeSeries(const Work& work, const v1::PlaceSeriesRequest& request, bool trusted) {
  const v1::SessionDraft& first = request.order().sessions(0);
  const absl::Time start = FromProto(first.start_time());
  const absl::CivilMinute civil = absl::ToCivilMinute(start, ChinaTime());
  v1::OrderDraft draft = request.order();
  draft.clear_sessions();
  draft.clear_client_address();
  draft.clear_house();
  draft.clear_note();
  draft.clear_phone();
  const auto& extra = *work.Extra<SeriesExtra>();
  SeriesRow row{.id = IdOf(request.name())};
  row.station_id = IdOf(draft.station());
  row.station_path = work.Find<OrgMirrorRow>(row.station_id)->path;
  row.menu_item_id = IdOf(draft.menu_item());
  row.every_weeks = std::max(1, request.every_weeks());
  row.weekdays.assign(request.weekdays().begin(), request.weekdays().end());
  std::sort(row.weekdays.begin(), row.weekdays.end());
  row.start_minute = civil.hour() * 60 + civil.minute();
  row.minutes = static_cast<int32_t>(absl::ToInt64Minutes(FromProto(first.end_time()) - start));
  row.from_at = start;
  row.until_at = FromProto(request.until_time());
  row.placer = work.caller.subject;
  row.placer_volunteer = VolunteerOf(work.caller);
  row.trusted = trusted;
  row.draft.data = draft.SerializeAsString();
  row.data_key = extra.data_key;
  row.personal = extra.personal;
  return row;
}

Status PlaceSeries(Work& work, const v1::PlaceSeriesRequest& request) {
  DD_ASSIGN_OR_RETURN(const bool trusted,
                      MayPlace(work, request.order(), "order", "OrderService/PlaceSeries"));
  if (work.Find<SeriesRow>(IdOf(request.name())) != nullptr) {
    return Refuse(errors::v1::ALREADY_EXISTS, {{"what", request.name()}});
  }
  const auto* item = work.Find<MenuItemRow>(IdOf(request.order().menu_item()));
  if (item == nullptr || item->retired) {
    return Refuse(errors::v1::MENU_ITEM_UNKNOWN, {{"item", request.order().menu_item()}});
  }
  DD_RETURN_IF_ERROR(CheckPattern(work, request));
  DD_RETURN_IF_ERROR(CheckSessions(work, request.order().sessions(), "order.sessions"));
  SeriesRow row = MakeSeries(work, request, trusted);
  ScheduleNext(row, StartAtOrAfter(row, row.from_at));
  if (!row.next_start) return InvalidField("weekdays", "", "before:until_time");
  const Uuid id = row.id;
  work.Insert(std::move(row));
  EmitNoted(work, "SERIES_PLACED", id, "series");
  return absl::OkStatus();
}

// ---- EndSeries

void TouchEnd(const v1::EndSeriesRequest& request, Touches& touches) {
  touches.Add<SeriesRow>(IdOf(request.name()));
}

Status MayEnd(const Work& work, const SeriesRow& series) {
  if (series.placer == work.caller.subject) return absl::OkStatus();
  Scope scope;
  scope.org_path = series.station_path;
  return MayDo(work, "OrderService/EndSeries", scope);
}

Status EndSeries(Work& work, const v1::EndSeriesRequest& request) {
  const auto* found = work.Find<SeriesRow>(IdOf(request.name()));
  if (found == nullptr) return Refuse(errors::v1::SERIES_UNKNOWN);
  DD_RETURN_IF_ERROR(MayEnd(work, *found));
  SeriesRow& row = *work.Change<SeriesRow>(found->id);
  if (!row.ended_at) row.ended_at = work.now;
  ScheduleNext(row, std::nullopt);
  EmitNoted(work, "SERIES_ENDED", row.id, "series");
  return absl::OkStatus();
}

template <typename Request>
void AnswerSeries(const Request& request, const Work& work, v1::Series& response) {
  if (const auto* row = work.Find<SeriesRow>(IdOf(request.name()))) response = ShowSeries(*row);
}

// ---- PlaceOccurrence

void TouchOccurrence(const v1::PlaceOccurrence& due, Touches& touches) {
  touches.Add<SeriesRow>(IdOf(due.name()));
  TouchOrder(due.order_name(), touches);
  TouchDraft(due.order(), touches);
}

Status PlaceOccurrence(Work& work, const v1::PlaceOccurrence& due) {
  const auto* found = work.Find<SeriesRow>(IdOf(due.name()));
  // Another process was faster, or the series has ended: nothing to do.
  if (found == nullptr || found->ended_at || found->placed + 1 != due.occurrence()) return absl::OkStatus();
  SeriesRow& series = *work.Change<SeriesRow>(found->id);
  NewOrder wanted{.id = IdOf(due.order_name()),
                  .draft = due.order(),
                  .field = "order",
                  .method = "OrderService/PlaceOrder",
                  .action = "PlaceOrder",
                  .series_id = series.id,
                  .placer = series.placer,
                  .placer_volunteer = series.placer_volunteer,
                  .trusted = series.trusted};
  const auto order = PlaceOne(work, wanted, work.Extra<PlaceExtra>()->orders.front());
  if (!order.ok() && ReasonOf(order.status()) != errors::v1::SESSION_IN_PAST) {
    series.ended_at = work.now;
    ScheduleNext(series, std::nullopt);
    EmitNoted(work, "SERIES_ENDED", series.id, "series");
    return absl::OkStatus();
  }
  ++series.placed;
  ScheduleNext(series, StartAtOrAfter(series, *series.next_start + absl::Minutes(1)));
  if (order.ok()) {
    EmitOrder(work, "ORDER_PLACED", **order);
  } else {
    // The clock slept through it: that one is left out, the next one is looked for.
    EmitNoted(work, "OCCURRENCE_MISSED", series.id, "series");
  }
  return absl::OkStatus();
}

void AnswerNothing(const v1::PlaceOccurrence&, const Work&, google::protobuf::Empty&) {}

}  // namespace

std::optional<absl::Time> StartAtOrAfter(const SeriesRow& series, absl::Time from) {
  const absl::CivilDay first_monday = MondayOf(absl::ToCivilDay(series.from_at, ChinaTime()));
  const absl::CivilDay last = absl::ToCivilDay(series.until_at, ChinaTime());
  for (absl::CivilDay day = absl::ToCivilDay(from, ChinaTime()); day <= last; ++day) {
    if ((MondayOf(day) - first_monday) / 7 % series.every_weeks != 0) continue;
    if (!std::count(series.weekdays.begin(), series.weekdays.end(), WeekdayNumber(day))) continue;
    const absl::Time start = absl::FromCivil(absl::CivilMinute(day) + series.start_minute, ChinaTime());
    if (start >= from && start <= series.until_at) return start;
  }
  return std::nullopt;
}

Uuid OccurrenceId(const SeriesRow& series, int occurrence) {
  return DeriveUuid(series.id, absl::StrCat("order/", occurrence));
}

v1::OrderDraft OccurrenceDraft(const SeriesRow& series, int occurrence) {
  v1::OrderDraft draft;
  draft.ParseFromString(series.draft.data);
  v1::SessionDraft& session = *draft.add_sessions();
  session.set_session_id(DeriveUuid(series.id, absl::StrCat("session/", occurrence)).ToString());
  *session.mutable_start_time() = ToTimestamp(*series.next_start);
  *session.mutable_end_time() = ToTimestamp(*series.next_start + absl::Minutes(series.minutes));
  return draft;
}

const Verb& PlaceSeriesVerb() {
  static const auto* verb = new Verb(MakeVerb("PlaceSeries", TouchPlaceSeries, PlaceSeries,
                                              AnswerSeries<v1::PlaceSeriesRequest>, TouchSeriesPlacer));
  return *verb;
}
const Verb& EndSeriesVerb() {
  static const auto* verb =
      new Verb(MakeVerb("EndSeries", TouchEnd, EndSeries, AnswerSeries<v1::EndSeriesRequest>));
  return *verb;
}
const Verb& PlaceOccurrenceVerb() {
  static const auto* verb =
      new Verb(MakeVerb("PlaceOccurrence", TouchOccurrence, PlaceOccurrence, AnswerNothing));
  return *verb;
}

}  // namespace diandan::orders
