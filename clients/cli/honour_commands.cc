// honour campaign, nominate, answer, withdraw, review, object, decide, award, list, show, redlist, download.
#include <fstream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/honour_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/hours/v1/honour_service.grpc.pb.h"
#include "services/base/clock.h"

namespace diandan::cli {

namespace h = hours::v1;

namespace {

using Honours = h::HonourService::Stub;

std::string HonourDayOf(const google::protobuf::Timestamp& stamp) {
  return absl::FormatTime("%Y-%m-%d", TimeOf(stamp), ChinaTime());
}
// A notice ends at a midnight: its last day is the one before.
std::string NoticeLastDay(const google::protobuf::Timestamp& stamp) {
  return absl::FormatTime("%Y-%m-%d", TimeOf(stamp) - absl::Seconds(1), ChinaTime());
}

template <typename Thing>
std::string TitleOf(Context& context, const Thing& thing) {
  return thing.title().empty() ? context.Word(thing.kind()) : thing.title();
}

std::string SayNominee(Context& context, const h::Nomination& one) {
  switch (one.subject()) {
    case h::HONOURED_PERSON:
      return context.names().SayVolunteer(one.nominee());
    case h::HONOURED_TEAM:
      return context.names().SayTeam(one.nominee());
    case h::HONOURED_PLACE:
      return context.names().SayOrg(one.nominee());
    default:
      return ShortId(one.nominee());
  }
}

StatusOr<h::ListCampaignsResponse> AllCampaigns(Context& context, bool open) {
  h::ListCampaignsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  if (open) request.set_state(h::CAMPAIGN_OPEN);
  h::ListCampaignsResponse all;
  DD_RETURN_IF_ERROR(context.ReadAll(&Honours::ListCampaigns, request, &all));
  return all;
}

// By its title, name or id.
StatusOr<h::Campaign> CampaignOf(Context& context, const std::string& typed) {
  DD_ASSIGN_OR_RETURN(const auto all, AllCampaigns(context, false));
  for (const h::Campaign& one : all.campaigns()) {
    if (one.title() == typed || one.name() == typed || IdOf(one.name()) == typed || ShortId(one.name()) == typed)
      return one;
  }
  return Refuse(errors::v1::NOT_FOUND, {{"what", typed}});
}

StatusOr<std::string> CategoryOf(Context& context, const h::Campaign& campaign, const std::string& typed) {
  for (const h::HonourCategory& each : campaign.categories()) {
    if (each.title() == typed || ChoiceWord(h::HonourKind_Name(each.kind())) == typed ||
        TitleOf(context, each) == typed || IdOf(each.name()) == typed)
      return each.name();
  }
  return Refuse(errors::v1::NOT_FOUND, {{"what", typed}});
}

h::HonourSubject SubjectOf(h::HonourKind kind) {
  switch (kind) {
    case h::FINEST_PROJECT:
      return h::HONOURED_PROJECT;
    case h::FINEST_TEAM:
      return h::HONOURED_TEAM;
    case h::FINEST_COMMUNITY:
      return h::HONOURED_PLACE;
    default:
      return h::HONOURED_PERSON;
  }
}

// "finest-volunteer:3/2/1", "own-title=敬老之星:3/2/1": what, and how many a village, a township and the county may
// put forward.
StatusOr<h::HonourCategory> ParseCategory(const std::string& typed) {
  const std::vector<std::string> parts = absl::StrSplit(typed, absl::MaxSplits(':', 1));
  const std::vector<std::string> names = absl::StrSplit(parts[0], absl::MaxSplits('=', 1));
  h::HonourCategory category;
  for (int kind = h::GOOD_NEIGHBOUR; kind <= h::OWN_TITLE; ++kind) {
    if (ChoiceWord(h::HonourKind_Name(static_cast<h::HonourKind>(kind))) == names[0])
      category.set_kind(static_cast<h::HonourKind>(kind));
  }
  if (names.size() == 2) category.set_title(names[1]);
  category.set_subject(SubjectOf(category.kind()));
  int quotas[3] = {0, 0, 0};
  const std::vector<std::string> counts = parts.size() == 2 ? absl::StrSplit(parts[1], '/') : std::vector<std::string>();
  bool fits = category.kind() != h::HONOUR_KIND_UNSPECIFIED && !counts.empty() && counts.size() <= 3;
  for (size_t i = 0; fits && i < counts.size(); ++i) fits = absl::SimpleAtoi(counts[i], &quotas[i]);
  if (!fits) return InvalidField("--category", typed, "honour_category");
  category.set_village_quota(quotas[0]);
  category.set_township_quota(quotas[1]);
  category.set_county_quota(quotas[2]);
  return category;
}

struct OpeningTyped {
  std::string title, host, from, until;
  std::vector<std::string> categories;
  int notice_days = 0;
};

Status OpenOne(Context& context, const OpeningTyped& typed) {
  h::OpenCampaignRequest request;
  request.set_title(typed.title);
  DD_ASSIGN_OR_RETURN(*request.mutable_host(), context.names().Org(typed.host));
  for (const std::string& each : typed.categories) {
    DD_ASSIGN_OR_RETURN(*request.add_categories(), ParseCategory(each));
  }
  absl::Time from = context.now();
  if (!typed.from.empty()) {
    DD_ASSIGN_OR_RETURN(const absl::CivilDay day, ParseDay(context, "--from", typed.from));
    from = absl::FromCivil(day, ChinaTime());
  }
  DD_ASSIGN_OR_RETURN(const absl::CivilDay last, ParseDay(context, "--until", typed.until));
  SetTime(from, request.mutable_nominate_start_time());
  SetTime(absl::FromCivil(last + 1, ChinaTime()), request.mutable_nominate_end_time());
  request.set_notice_days(typed.notice_days == 0 ? 7 : typed.notice_days);
  return context.Change(&Honours::OpenCampaign, request, [&](const h::Campaign& open) {
    context.out.Done(open, context.Say(kCampaignOpened, {{"title", open.title()}}), {open.name()});
    context.out.Note(context.Say(kCampaignOpenedNext, {{"name", IdOf(open.name())}}));
  });
}

Status EndCampaignNow(Context& context, const std::string& typed) {
  DD_ASSIGN_OR_RETURN(const h::Campaign campaign, CampaignOf(context, typed));
  h::EndCampaignRequest request;
  request.set_name(campaign.name());
  return context.Change(&Honours::EndCampaign, request, [&](const h::Campaign& ended) {
    context.out.Done(ended, context.Say(kCampaignEndedNow, {{"title", ended.title()}}), {ended.name()});
  });
}

Status ListCampaigns(Context& context, bool open) {
  DD_ASSIGN_OR_RETURN(const auto all, AllCampaigns(context, open));
  Table table{.head = absl::StrSplit(context.Say(kHeadCampaigns), '\t'), .right = {5}};
  for (const h::Campaign& one : all.campaigns()) {
    table.rows.push_back({one.title(), one.host_name(), context.Word(one.tier()), context.Word(one.state()),
                          absl::StrCat(HonourDayOf(one.nominate_start_time()), " – ", NoticeLastDay(one.nominate_end_time())),
                          absl::StrCat(one.notice_days()), ShortId(one.name())});
  }
  context.out.Show(all, table);
  return absl::OkStatus();
}

Status ShowCampaign(Context& context, const std::string& typed) {
  DD_ASSIGN_OR_RETURN(const h::Campaign campaign, CampaignOf(context, typed));
  Table table{.head = absl::StrSplit(context.Say(kHeadCategories), '\t'), .right = {2, 3, 4}};
  for (const h::HonourCategory& each : campaign.categories()) {
    table.rows.push_back({TitleOf(context, each), context.Word(each.subject()), absl::StrCat(each.village_quota()),
                          absl::StrCat(each.township_quota()), absl::StrCat(each.county_quota()),
                          IdOf(each.name())});
  }
  context.out.Show(campaign, table);
  return absl::OkStatus();
}

void TellNomination(Context& context, const h::Nomination& one) {
  const bool reviewed = one.state() == h::UNDER_REVIEW;
  context.out.Done(one,
                   context.Say(kNominationIs, {{"title", TitleOf(context, one)},
                                               {"state", context.Word(one.state())},
                                               {"tier", reviewed ? context.Word(one.tier()) : ""}}),
                   {one.name(), h::NominationState_Name(one.state())});
}

struct NominateTyped {
  std::string campaign, category, volunteer, team, project, org, place, deeds;
};

// The text itself, or "@file".
StatusOr<std::string> DeedsOf(const std::string& typed) {
  if (typed.empty() || typed[0] != '@') return typed;
  return ReadLines("--deeds", typed.substr(1));
}

Status Nominate(Context& context, const NominateTyped& typed) {
  DD_ASSIGN_OR_RETURN(const h::Campaign campaign, CampaignOf(context, typed.campaign));
  h::NominateRequest request;
  request.set_campaign(campaign.name());
  DD_ASSIGN_OR_RETURN(*request.mutable_category(), CategoryOf(context, campaign, typed.category));
  if (!typed.volunteer.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_volunteer(), context.names().Volunteer(typed.volunteer));
  }
  if (!typed.team.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_team(), context.names().Team(typed.team));
  }
  if (!typed.project.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_project(), context.names().Named(typed.project, "projects"));
  }
  if (!typed.org.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_org(), context.names().Org(typed.org));
  }
  DD_ASSIGN_OR_RETURN(*request.mutable_place(), context.names().Org(typed.place));
  DD_ASSIGN_OR_RETURN(*request.mutable_deeds(), DeedsOf(typed.deeds));
  return context.Change(&Honours::Nominate, request, [&](const h::Nomination& one) {
    context.out.Done(one, context.Say(kNominated), {one.name()});
    context.out.Note(one.name());
  });
}

StatusOr<std::string> NominationOf(Context& context, const std::string& typed) {
  return context.names().Named(typed, "nominations");
}

struct AnswerTyped {
  std::string nomination;
  bool declines = false, deeds = false;
  h::ShownAs shown_as = h::SHOWN_AS_UNSPECIFIED;
};

Status AnswerOne(Context& context, const AnswerTyped& typed) {
  h::AnswerNominationRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), NominationOf(context, typed.nomination));
  request.set_agreed(!typed.declines);
  request.set_shown_as(typed.shown_as);
  request.set_deeds_shown(typed.deeds);
  return context.Change(&Honours::AnswerNomination, request,
                        [&](const h::Nomination& one) { TellNomination(context, one); });
}

// Steps that need nothing but the nomination.
template <typename Request, typename Method>
Status HonourStep(Context& context, Method method, const std::string& typed) {
  Request request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), NominationOf(context, typed));
  return context.Change(method, request, [&](const h::Nomination& one) { TellNomination(context, one); });
}

Status ReviewOne(Context& context, const std::string& typed, h::HonourTier tier, h::HonourVerdict verdict,
              h::PassOverReason reason) {
  h::ReviewNominationRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), NominationOf(context, typed));
  request.set_tier(tier);
  request.set_verdict(verdict);
  request.set_reason(reason);
  return context.Change(&Honours::ReviewNomination, request,
                        [&](const h::Nomination& one) { TellNomination(context, one); });
}

Status ObjectToOne(Context& context, const std::string& typed, h::ObjectionReason reason) {
  h::ObjectToNominationRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), NominationOf(context, typed));
  request.set_reason(reason);
  return context.Change(&Honours::ObjectToNomination, request,
                        [&](const h::Nomination& one) { TellNomination(context, one); });
}

// The objection that waits; of several, one after the other.
Status DecideOne(Context& context, const std::string& typed, bool upheld) {
  h::GetNominationRequest get;
  DD_ASSIGN_OR_RETURN(*get.mutable_name(), NominationOf(context, typed));
  h::Nomination nomination;
  DD_RETURN_IF_ERROR(context.Read(&Honours::GetNomination, get, &nomination));
  h::DecideObjectionRequest request;
  request.set_nomination(get.name());
  request.set_upheld(upheld);
  for (const h::Objection& objection : nomination.objections()) {
    if (objection.state() == h::OBJECTION_OPEN) request.set_name(objection.name());
  }
  if (request.name().empty()) return Refuse(errors::v1::NOT_FOUND, {{"what", typed}});
  return context.Change(&Honours::DecideObjection, request,
                        [&](const h::Nomination& one) { TellNomination(context, one); });
}

Status AwardOne(Context& context, const std::string& typed) {
  DD_RETURN_IF_ERROR(Agreed(context, context.Say(kAskAward, {{"title", typed}})));
  return HonourStep<h::AwardNominationRequest>(context, &Honours::AwardNomination, typed);
}

struct ListTyped {
  std::string campaign;
  h::NominationState state = h::NOMINATION_STATE_UNSPECIFIED;
  bool mine = false, own = false;
};

Status ListNominations(Context& context, const ListTyped& typed) {
  h::ListNominationsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  if (!typed.campaign.empty()) {
    DD_ASSIGN_OR_RETURN(const h::Campaign campaign, CampaignOf(context, typed.campaign));
    request.set_campaign(campaign.name());
  }
  request.set_state(typed.state);
  if (typed.mine) request.set_volunteer(context.client().session().volunteer);
  request.set_own(typed.own);
  h::ListNominationsResponse all;
  DD_RETURN_IF_ERROR(context.ReadAll(&Honours::ListNominations, request, &all));
  Table table{.head = absl::StrSplit(context.Say(kHeadNominations), '\t')};
  for (const h::Nomination& one : all.nominations()) {
    table.rows.push_back({SayNominee(context, one), TitleOf(context, one), one.campaign_title(), one.place_name(),
                          context.Word(one.state()), context.Word(one.tier()),
                          one.has_notice_until_time() ? NoticeLastDay(one.notice_until_time()) : "", IdOf(one.name())});
  }
  context.out.Show(all, table);
  return absl::OkStatus();
}

Status ShowNomination(Context& context, const std::string& typed) {
  h::GetNominationRequest get;
  DD_ASSIGN_OR_RETURN(*get.mutable_name(), NominationOf(context, typed));
  h::Nomination one;
  DD_RETURN_IF_ERROR(context.Read(&Honours::GetNomination, get, &one));
  if (context.out.format() == Format::kTable) {
    TellNomination(context, one);
    if (!one.shown_name().empty())
      context.out.Line(context.Say(kHonourShownName, {{"name", one.shown_name()}}));
    if (!one.deeds().empty()) context.out.Line(context.Say(kHonourDeeds, {{"deeds", one.deeds()}}));
  }
  Table table{.head = absl::StrSplit(context.Say(kHeadHonourSteps), '\t')};
  for (const h::NominationStep& step : one.steps()) {
    const bool said = step.reason() != h::PASS_OVER_REASON_UNSPECIFIED;
    table.rows.push_back({context.Word(step.tier()), context.Word(step.verdict()),
                          said ? context.Word(step.reason()) : "", SayStamp(context, step.decide_time()),
                          context.names().SayAccount(step.decided_by())});
  }
  if (!one.steps().empty() || context.out.format() != Format::kTable) context.out.Show(one, table);
  return absl::OkStatus();
}

Status ShowRedList(Context& context, bool notice) {
  h::ListRedListRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_on_notice(notice);
  h::ListRedListResponse all;
  request.set_page_size(100);
  do {
    h::ListRedListResponse page;
    DD_RETURN_IF_ERROR(context.Read(&Honours::ListRedList, request, &page));
    request.set_page_token(page.next_page_token());
    page.clear_next_page_token();
    all.MergeFrom(page);
  } while (!request.page_token().empty());
  Table table{.head = absl::StrSplit(context.Say(kHeadRedList), '\t')};
  for (const h::RedListLine& line : all.lines()) {
    table.rows.push_back({TitleOf(context, line), line.shown_name(), line.place_name(), line.campaign_title(),
                          line.has_award_time() ? HonourDayOf(line.award_time()) : NoticeLastDay(line.notice_until_time()),
                          line.deeds()});
  }
  context.out.Show(all, table);
  return absl::OkStatus();
}

Status DownloadPoster(Context& context, const std::string& typed, const std::string& to, bool a4) {
  DD_ASSIGN_OR_RETURN(const h::Campaign campaign, CampaignOf(context, typed));
  h::DownloadHonourPosterRequest request;
  request.set_campaign(campaign.name());
  request.set_sheet(a4 ? h::A4_SHEET : h::A3_SHEET);
  h::HonourPoster poster;
  DD_RETURN_IF_ERROR(context.Read(&Honours::DownloadHonourPoster, request, &poster));
  const std::string path = to.empty() ? poster.file_name() : to;
  std::ofstream out(path, std::ios::binary);
  out << poster.pdf();
  if (!out.flush()) return InvalidField("FILE", path, "file_writable");
  context.out.Done(campaign, context.Say(kPosterWritten, {{"file", path}}), {path});
  return absl::OkStatus();
}

void AddCampaigns(Command& honour, Context& context) {
  Command& group = honour.Sub("campaign", {"评选活动：开始、结束、有哪些", "Campaigns: open, end, list"});
  const Wording which{"评选的名字或编号", "Its title or id"};
  Command& open = group.Sub("open", {"开始一次评选", "Open one"});
  auto title = open.Argument("TITLE", {"名字，例如 2026 年最美志愿者评选", "Its title"});
  auto host = open.Option("--host", "ORG", {"谁主办：评到哪一级", "Whose: selection ends at its tier"}, Need::kRequired);
  auto categories = open.Options("--category", "KIND:V/T/C",
                                 {"类别和村、乡镇、县的名额，例如 finest-volunteer:3/2/1、own-title=敬老之星:3/2/1；可以写几次",
                                  "What, and how many a village, a township and the county may put forward, e.g. "
                                  "finest-volunteer:3/2/1; may be repeated"},
                                 Need::kRequired);
  auto from = open.Option("--from", "DAY", {"从哪天起收推荐；不写是今天", "First day of nominations; today by default"});
  auto until = open.Option("--until", "DAY", {"收推荐到哪天为止", "Last day of nominations"}, Need::kRequired);
  auto days = open.Number("--notice-days", {"公示几天；不写是 7", "Days of public notice; 7 by default"});
  open.Changes();
  open.Runs([=, &context] { return OpenOne(context, {*title, *host, *from, *until, *categories, *days}); });
  Command& end = group.Sub("end", {"结束一次评选", "End one"});
  auto ended = end.Argument("CAMPAIGN", which);
  end.Changes();
  end.Runs([=, &context] { return EndCampaignNow(context, *ended); });
  Command& list = group.Sub("list", {"有哪些评选", "Which there are"});
  auto only_open = list.Flag("--open", {"只看进行中的", "Open ones only"});
  list.Runs([=, &context] { return ListCampaigns(context, *only_open); });
  Command& show = group.Sub("show", {"一次评选的类别和名额", "Categories and quotas of one"});
  auto shown = show.Argument("CAMPAIGN", which);
  show.Runs([=, &context] { return ShowCampaign(context, *shown); });
  Command& poster = group.Sub("download", {"光荣榜海报存成 PDF", "Its red list as a poster, PDF"});
  auto of = poster.Argument("CAMPAIGN", which);
  auto file = poster.Argument("FILE", {"存到哪里", "Where to"}, Need::kOptional);
  auto a4 = poster.Flag("--a4", {"A4；不写是 A3", "A4 instead of A3"});
  poster.Runs([=, &context] { return DownloadPoster(context, *of, *file, *a4); });
}

void AddNominating(Command& honour, Context& context) {
  const Wording which{"推荐的编号", "Id of the nomination"};
  Command& nominate = honour.Sub("nominate", {"推荐一个人、一支队、一个项目或一个村", "Nominate somebody"});
  auto campaign = nominate.Argument("CAMPAIGN", {"评选的名字或编号", "Title or id of the campaign"});
  auto category = nominate.Argument("CATEGORY", {"类别", "Category"});
  auto volunteer = nominate.Option("--volunteer", "WHO", {"哪位志愿者", "A volunteer"});
  auto team = nominate.Option("--team", "TEAM", {"哪支队", "A team"});
  auto project = nominate.Option("--project", "PROJECT", {"哪个项目（编号）", "A project, by id"});
  auto org = nominate.Option("--village", "ORG", {"哪个村（社区）", "A village"});
  auto place = nominate.Option("--place", "ORG", {"从哪里推荐", "The place that puts it forward"}, Need::kRequired);
  auto deeds = nominate.Option("--deeds", "TEXT", {"事迹；@文件 从文件里读", "The deeds; @file reads them from a file"},
                               Need::kRequired);
  nominate.Changes();
  nominate.Runs([=, &context] {
    return Nominate(context, {*campaign, *category, *volunteer, *team, *project, *org, *place, *deeds});
  });
  Command& answer = honour.Sub("answer", {"被推荐的人：同意、怎么署名，或不愿意", "The nominee: agree, or not"});
  auto answered = answer.Argument("NOMINATION", which);
  auto declines = answer.Flag("--no", {"不愿意，或收回同意", "Not wanted, or consent taken back"});
  auto as = answer.Choice<h::ShownAs>("--as", {"公开时怎么称呼", "How to be called in public"}, Need::kOptional);
  auto with_deeds = answer.Flag("--with-deeds", {"事迹也公开", "The deeds may be read too"});
  answer.Changes();
  answer.Runs([=, &context] { return AnswerOne(context, {*answered, *declines, *with_deeds, *as}); });
  Command& withdraw = honour.Sub("withdraw", {"收回自己的推荐", "Take back one's own nomination"});
  auto withdrawn = withdraw.Argument("NOMINATION", which);
  withdraw.Changes();
  withdraw.Runs([=, &context] {
    return HonourStep<h::WithdrawNominationRequest>(context, &Honours::WithdrawNomination, *withdrawn);
  });
  Command& object = honour.Sub("object", {"公示期里提异议", "Object while it is on notice"});
  auto objected = object.Argument("NOMINATION", which);
  auto why = object.Choice<h::ObjectionReason>("--reason", kHelpReason);
  object.Changes();
  object.Runs([=, &context] { return ObjectToOne(context, *objected, *why); });
}

void AddDeciding(Command& honour, Context& context) {
  const Wording which{"推荐的编号", "Id of the nomination"};
  Command& review = honour.Sub("review", {"一级一级评议", "Say what one's tier thinks"});
  auto reviewed = review.Argument("NOMINATION", which);
  auto tier = review.Choice<h::HonourTier>("--tier", {"代表哪一级", "For which tier"});
  auto verdict = review.Choice<h::HonourVerdict>("--verdict", {"推荐还是不推荐", "Recommend or pass over"});
  auto reason = review.Choice<h::PassOverReason>("--reason", kHelpReason, Need::kOptional);
  review.Changes();
  review.Runs([=, &context] { return ReviewOne(context, *reviewed, *tier, *verdict, *reason); });
  Command& decide = honour.Sub("decide", {"核实异议", "Decide an objection"});
  auto decided = decide.Argument("NOMINATION", which);
  auto upheld = decide.Flag("--upheld", {"异议属实；不写就是不成立", "It is true; without this it is dismissed"});
  decide.Changes();
  decide.Runs([=, &context] { return DecideOne(context, *decided, *upheld); });
  Command& award = honour.Sub("award", {"公示满了，表彰", "Award, when the notice is over"});
  auto awarded = award.Argument("NOMINATION", which);
  award.Asks();
  award.Runs([=, &context] { return AwardOne(context, *awarded); });
}

}  // namespace

void AddHonourCommands(Command& root, Context& context) {
  Command& honour = root.Sub("honour", {"评选先进：推荐、评议、公示、表彰、光荣榜、星级、评价",
                                        "Honours: nominate, review, notice, award, red list, stars, evaluation"});
  AddCampaigns(honour, context);
  AddNominating(honour, context);
  AddDeciding(honour, context);
  Command& list = honour.Sub("list", {"推荐到哪一步了", "Where nominations stand"});
  auto campaign = list.Option("--campaign", "CAMPAIGN", {"只看这次评选", "Of this campaign"});
  auto state = list.Choice<h::NominationState>("--state", {"只看这个状态", "In this state"}, Need::kOptional);
  auto mine = list.Flag("--mine", {"推荐我的", "Those of oneself"});
  auto own = list.Flag("--own", {"我推荐的", "Those one made"});
  list.Runs([=, &context] { return ListNominations(context, {*campaign, *state, *mine, *own}); });
  Command& show = honour.Sub("show", {"一件推荐：事迹、各级意见", "One nomination"});
  auto shown = show.Argument("NOMINATION", {"推荐的编号", "Its id"});
  show.Runs([=, &context] { return ShowNomination(context, *shown); });
  Command& red = honour.Sub("redlist", {"光荣榜；谁都能看", "The red list, for anybody"});
  auto notice = red.Flag("--notice", {"看正在公示的", "What is on public notice"});
  red.Runs([=, &context] { return ShowRedList(context, *notice); });
  AddEvaluationCommands(honour, context);
}

}  // namespace diandan::cli
