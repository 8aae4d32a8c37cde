// order place, activity place, group place, series place|end: what is needed, from one line or from flags.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "clients/cli/words.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/volunteers/v1/sign_in_service.grpc.pb.h"
#include "services/base/say_time.h"

namespace diandan::cli {

namespace o = orders::v1;
namespace v = volunteers::v1;

namespace {

// What the flags of a placing command say.
struct Wanted {
  std::shared_ptr<std::string> line, service, station, person, house, note, phone, language;
  std::shared_ptr<std::vector<std::string>> when;
  std::shared_ptr<int> people, minutes;
  std::shared_ptr<bool> urgent, female, on_behalf;
};

Wanted AddFlags(Command& command) {
  Wanted wanted;
  wanted.line = command.Argument(
      "LINE", {"一句话，例如“王奶奶 周四 理发”", "One line, e.g. “Granny Wang Thu 理发”"}, Need::kOptional);
  wanted.service = command.Option("--service", "NAME", {"做什么：菜单上的题目", "What: a title of the menu"});
  wanted.station = command.Option("--station", "ORG", kHelpStation);
  wanted.person = command.Option("--for", "NAME", {"给谁，例如“王奶奶”", "For whom, e.g. “Granny Wang”"});
  wanted.when = command.Options("--when", "TIME", kHelpWhen);
  wanted.minutes = command.Number("--minutes", kHelpMinutes);
  wanted.people = command.Number(
      "--people", {"要几个人；不写按菜单", "How many volunteers; the menu's number by default"});
  wanted.house =
      command.Option("--house", "TEXT", {"门牌，接单后才给队看", "House number; shown once accepted"});
  wanted.phone = command.Option("--phone", "TEXT", {"电话，加密存", "Phone; stored encrypted"});
  wanted.note = command.Option("--note", "TEXT", {"备注", "Remark"});
  wanted.language =
      command.Option("--language", "CODE", {"最好会说的语言，例如 mn", "Language wished, e.g. mn"});
  wanted.urgent = command.Flag("--urgent", {"急", "Urgent"});
  wanted.female = command.Flag("--female", {"要有女同志", "A woman must be among them"});
  wanted.on_behalf = command.Flag("--on-behalf", {"替没有手机的人点", "For somebody without a phone"});
  return wanted;
}

// The station of a clerk who has just one.
StatusOr<std::string> OwnStation(Context& context) {
  v::WhoAmIResponse who;
  DD_RETURN_IF_ERROR(context.Read(&v::SignInService::Stub::WhoAmI, v::WhoAmIRequest(), &who));
  std::vector<std::string> stations;
  for (const auto& grant : who.grants()) {
    const std::string& path = grant.org_path();
    if (grant.role() != v::CLERK || path.empty()) continue;
    stations.push_back(
        absl::StrCat("counties/", grant.county_id(), "/orgs/", path.substr(path.rfind('.') + 1)));
  }
  if (stations.size() == 1) return stations[0];
  return InvalidField("--station", "", context.Say(kWantStation));
}

std::string GuessOf(Context& context, const When& when) {
  if (when.start_minute >= 0) return "";
  const Wording* part[] = {&kMorning, &kMorning, &kNoon, &kAfternoon, &kEvening};
  return context.Say(kGuessTime, {{"daypart", context.Say(*part[static_cast<int>(when.AssumedDaypart())])}});
}

struct Draft {
  o::OrderDraft order;
  std::string title, guess;
  int minutes = 0, people = 0;
  bool insurance = false;
};

// The line first, then the flags, which are surer. Everything missing is named at once.
StatusOr<Draft> DraftOf(Context& context, const Wanted& wanted) {
  DD_ASSIGN_OR_RETURN(const std::vector<o::MenuItem>* menu, context.names().Menu());
  std::vector<MenuWord> words;
  for (const auto& item : *menu) words.push_back({item.title(), item.skill()});
  OneLine said = ParseOneLine(*wanted.line, words, context.now());
  Status missing;
  for (const std::string& word : said.unknown) {
    missing = MergeInvalid(missing, InvalidField("LINE", word, context.Say(kWantKnown)));
  }
  Draft draft;
  if (!wanted.person->empty()) said.person = *wanted.person;
  if (said.person.empty())
    missing = MergeInvalid(missing, InvalidField("--for", "", context.Say(kWantPerson)));
  draft.order.set_client_address(said.person);

  o::MenuItem item;
  if (!wanted.service->empty()) {
    DD_ASSIGN_OR_RETURN(item, context.names().MenuItem(*wanted.service));
  } else if (said.menu >= 0) {
    item = (*menu)[said.menu];
  } else {
    missing = MergeInvalid(missing, InvalidField("--service", "", context.Say(kWantService)));
  }
  draft.title = item.title();
  draft.order.set_menu_item(item.name());
  draft.minutes = *wanted.minutes > 0     ? *wanted.minutes
                  : said.when.minutes > 0 ? said.when.minutes
                                          : item.usual_minutes();
  draft.people = *wanted.people > 0 ? *wanted.people : said.people > 0 ? said.people : item.usual_people();
  draft.order.set_volunteers_wanted(draft.people);

  if (!wanted.when->empty()) {
    DD_RETURN_IF_ERROR(AddSessions(context, *wanted.when, draft.minutes, draft.order.mutable_sessions()));
  } else if (said.when.day || said.when.start_minute >= 0) {
    auto* session = draft.order.add_sessions();
    session->set_session_id(context.DerivedId("session/1").ToString());
    const absl::Time start = said.when.Start(context.now());
    SetTime(start, session->mutable_start_time());
    SetTime(start + absl::Minutes(draft.minutes), session->mutable_end_time());
    draft.guess = GuessOf(context, said.when);
  } else {
    missing = MergeInvalid(missing, InvalidField("--when", "", context.Say(kWantWhen)));
  }
  DD_RETURN_IF_ERROR(missing);

  if (wanted.station->empty()) {
    DD_ASSIGN_OR_RETURN(*draft.order.mutable_station(), OwnStation(context));
  } else {
    DD_ASSIGN_OR_RETURN(*draft.order.mutable_station(), context.names().Org(*wanted.station));
  }
  draft.order.set_house(*wanted.house);
  draft.order.set_phone(*wanted.phone);
  draft.order.set_note(*wanted.note);
  draft.order.set_language(*wanted.language);
  draft.order.set_urgency(*wanted.urgent ? o::URGENT : o::ROUTINE);
  draft.order.set_female_required(*wanted.female);
  draft.order.set_on_behalf(*wanted.on_behalf);
  draft.insurance = item.insurance_required();
  draft.order.set_kind(o::DEMAND);
  return draft;
}

// What was understood, to be checked before it is sent.
Table CheckList(Context& context, const Draft& draft) {
  Table table;
  table.rows.push_back(
      {context.Say(kLabelWhat), context.Say(kSayWhat, {{"title", draft.title},
                                                       {"minutes", context.Minutes(draft.minutes)},
                                                       {"people", absl::StrCat(draft.people)}})});
  const std::string clerk = context.client().session().display_name;
  table.rows.push_back({context.Say(kLabelWho),
                        draft.order.on_behalf()
                            ? context.Say(kSayWho, {{"name", draft.order.client_address()}, {"clerk", clerk}})
                            : draft.order.client_address()});
  for (const auto& session : draft.order.sessions()) {
    std::string when =
        SayRange(TimeOf(session.start_time()), TimeOf(session.end_time()), context.now(), context.language());
    table.rows.push_back(
        {context.Say(kLabelWhen), context.Say(kSayWhen, {{"when", when}, {"guess", draft.guess}})});
  }
  table.rows.push_back({context.Say(kLabelWhere), context.names().SayOrg(draft.order.station())});
  table.rows.push_back(
      {context.Say(kLabelInsurance), context.Say(draft.insurance ? kInsuranceNeeded : kInsuranceFree)});
  if (!draft.order.note().empty()) table.rows.push_back({context.Say(kLabelNote), draft.order.note()});
  return table;
}

// Shown and agreed to; whoever wants to change it writes the line again.
StatusOr<Draft> AgreedDraft(Context& context, const Wanted& wanted) {
  const std::string typed = *wanted.line;
  for (;;) {
    DD_ASSIGN_OR_RETURN(Draft draft, DraftOf(context, wanted));
    if (context.settings.dry_run) return draft;
    context.out.Note(context.Say(kCheckOrder));
    context.out.Note(Aligned(CheckList(context, draft)));
    switch (AskFirst(context, context.Say(kAskPlace))) {
      case Reply::kYes:
        return draft;
      case Reply::kNo:
        return Stopped(context);
      case Reply::kChange:
        *wanted.line = AskLine(context.Say(kAskAgain));
        context.set_rewritten(typed, *wanted.line);
    }
  }
}

StatusOr<std::string> FreshName(Context& context, const std::string& collection) {
  DD_ASSIGN_OR_RETURN(CountyId county, context.County());
  return ResourceNameOf(county, collection, context.request_id());
}

Status Place(Context& context, const Wanted& wanted, const std::string& wish) {
  DD_ASSIGN_OR_RETURN(Draft draft, AgreedDraft(context, wanted));
  o::PlaceOrderRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), FreshName(context, "orders"));
  *request.mutable_order() = draft.order;
  if (!wish.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_wish(), context.names().Named(wish, "wishes"));
  }
  return context.Change(&o::OrderService::Stub::PlaceOrder, request,
                        [&](const o::Order& order) { TellOrder(context, order, kPlaced, kPlacedNext); });
}

Status PlaceActivity(Context& context, const Wanted& wanted, const std::string& team, int audience,
                     const std::string& project) {
  DD_ASSIGN_OR_RETURN(Draft draft, AgreedDraft(context, wanted));
  draft.order.set_kind(o::ACTIVITY);
  draft.order.set_audience(audience);
  DD_ASSIGN_OR_RETURN(*draft.order.mutable_team(), context.names().Team(team));
  if (!project.empty()) {
    DD_ASSIGN_OR_RETURN(*draft.order.mutable_project(), context.names().Named(project, "projects"));
  }
  o::PlaceOrderRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), FreshName(context, "orders"));
  *request.mutable_order() = draft.order;
  return context.Change(&o::OrderService::Stub::PlaceOrder, request,
                        [&](const o::Order& order) { TellOrder(context, order, kPlaced, kPlacedNext); });
}

// One need for several teams: the same draft once for each service.
Status PlaceGroup(Context& context, const Wanted& wanted, int teams) {
  DD_ASSIGN_OR_RETURN(Draft draft, AgreedDraft(context, wanted));
  DD_ASSIGN_OR_RETURN(CountyId county, context.County());
  o::PlaceGroupRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), FreshName(context, "groups"));
  for (int i = 1; i <= teams; ++i) {
    auto* member = request.add_orders();
    member->set_name(ResourceNameOf(county, "orders", context.DerivedId(absl::StrCat("order/", i))));
    *member->mutable_order() = draft.order;
    int number = 0;
    for (auto& session : *member->mutable_order()->mutable_sessions()) {
      session.set_session_id(context.DerivedId(absl::StrCat("order/", i, "/session/", ++number)).ToString());
    }
  }
  return context.Change(
      &o::OrderService::Stub::PlaceGroup, request, [&](const o::PlaceGroupResponse& placed) {
        std::vector<std::string> numbers;
        for (const auto& order : placed.orders()) numbers.push_back(order.number());
        context.out.Done(placed,
                         context.Say(kGroupPlaced, {{"count", absl::StrCat(numbers.size())},
                                                    {"numbers", absl::StrJoin(numbers, " ")}}),
                         numbers);
      });
}

Status PlaceSeries(Context& context, const Wanted& wanted, int weeks, const std::vector<std::string>& days,
                   const std::string& until) {
  DD_ASSIGN_OR_RETURN(Draft draft, AgreedDraft(context, wanted));
  o::PlaceSeriesRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), FreshName(context, "series"));
  *request.mutable_order() = draft.order;
  request.set_every_weeks(weeks > 0 ? weeks : 1);
  auto weekday_of = [](absl::Time time) {
    return static_cast<int>(absl::GetWeekday(absl::ToCivilDay(time, absl::FixedTimeZone(8 * 3600)))) + 1;
  };
  for (const std::string& day : days) {
    DD_ASSIGN_OR_RETURN(When when, ParseWhen(context, "--day", day));
    request.add_weekdays(weekday_of(when.Start(context.now())));
  }
  if (days.empty()) request.add_weekdays(weekday_of(TimeOf(draft.order.sessions(0).start_time())));
  DD_ASSIGN_OR_RETURN(When end, ParseWhen(context, "--until", until));
  SetTime(end.Start(context.now()), request.mutable_until_time());
  return context.Change(&o::OrderService::Stub::PlaceSeries, request, [&](const o::Series& series) {
    context.out.Done(series, context.Say(kSeriesPlaced), {series.name(), absl::StrCat(series.placed())});
    if (context.out.format() == Format::kTable) {
      context.out.Note(context.Say(kSeriesNext, {{"name", IdOf(series.name())}}));
    }
  });
}

Status EndSeries(Context& context, const std::string& typed) {
  o::EndSeriesRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Named(typed, "series"));
  DD_RETURN_IF_ERROR(Agreed(context, context.Say(kAskEndSeries)));
  return context.Change(&o::OrderService::Stub::EndSeries, request, [&](const o::Series& series) {
    const std::string placed = series.placed() > 0 ? absl::StrCat(series.placed()) : "";
    context.out.Done(series, context.Say(kSeriesEnded, {{"count", placed}}),
                     {series.name(), absl::StrCat(series.placed())});
  });
}

}  // namespace

void AddPlaceCommands(Command& root, Context& context) {
  Command& place = OrderGroup(root).Sub("place", {"点单：一句话就行", "Place an order, in one line"});
  Wanted wanted = AddFlags(place);
  auto wish = place.Option("--wish", "NAME", {"由这条心愿而来", "Made of this wish"});
  place.Asks();
  place.Runs([=, &context] { return Place(context, wanted, *wish); });

  Command& activity = root.Sub("activity", {"活动", "Activities"})
                          .Sub("place", {"队里发起一次活动", "Start an activity of a team"});
  Wanted show = AddFlags(activity);
  auto team = activity.Option("--team", "NAME", kHelpTeam, Need::kRequired);
  auto audience = activity.Number("--audience", {"能来多少观众", "How many may come and watch"});
  auto project = activity.Option("--project", "NAME", {"属于哪个项目", "Project it belongs to"});
  activity.Asks();
  activity.Runs([=, &context] { return PlaceActivity(context, show, *team, *audience, *project); });

  Command& group = root.Sub("group", {"一件事要几支队", "One need, several teams"})
                       .Sub("place", {"一次点几张并列的单", "Place sibling orders"});
  Wanted many = AddFlags(group);
  auto teams = group.Number("--teams", {"要几支队", "How many teams"}, Need::kRequired);
  group.Asks();
  group.Runs([=, &context] { return PlaceGroup(context, many, *teams); });

  Command& series = root.Sub("series", {"定期的单子", "Recurring orders"});
  Command& start = series.Sub("place", {"定一个系列", "Set up a series"});
  Wanted often = AddFlags(start);
  auto weeks = start.Number("--every-weeks", {"每几周一次；不写是每周", "Every so many weeks; 1 by default"});
  auto days = start.Options("--day", "DAY", {"周几；不写按第一次的", "Weekday; of the first one by default"});
  auto until = start.Option("--until", "DAY", {"到哪天为止", "Until which day"}, Need::kRequired);
  start.Asks();
  start.Runs([=, &context] { return PlaceSeries(context, often, *weeks, *days, *until); });
  Command& end = series.Sub("end", {"不再续", "No further orders"});
  auto name = end.Argument("SERIES", {"系列的名称", "The series' name or id"});
  end.Asks();
  end.Runs([=, &context] { return EndSeries(context, *name); });
}

}  // namespace diandan::cli
