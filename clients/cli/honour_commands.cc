// honour nominate, answer, withdraw, review, object, decide, award, list, show, redlist.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/honour_names.h"
#include "clients/cli/honour_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/paper_day.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/hours/v1/honour_service.grpc.pb.h"
#include "services/base/clock.h"

namespace diandan::cli {

namespace h = hours::v1;

namespace {

using Honours = h::HonourService::Stub;

std::string SayNominee(Context& context, const h::Nomination& one) {
  switch (one.subject()) {
    case h::HONOURED_PERSON:
      return context.names().SayVolunteer(one.nominee());
    case h::HONOURED_TEAM:
      return context.names().SayTeam(one.nominee());
    case h::HONOURED_PLACE:
      return context.names().SayOrg(one.nominee());
    case h::HONOURED_RESIDENT:
      return one.resident_name().empty() ? context.Word(one.subject()) : one.resident_name();
    default:
      return ShortId(one.nominee());
  }
}

void TellNomination(Context& context, const h::Nomination& one) {
  const bool reviewed = one.state() == h::UNDER_REVIEW;
  context.out.Done(one,
                   context.Say(kNominationIs, {{"title", HonourTitleOf(context, one)},
                                               {"state", context.Word(one.state())},
                                               {"tier", reviewed ? context.Word(one.tier()) : ""}}),
                   {one.name(), h::NominationState_Name(one.state())});
}

struct PaperTyped {
  std::string name, called, witness, signed_on;
  h::ShownAs shown_as = h::SHOWN_AS_UNSPECIFIED;
  bool deeds = false;
};
struct NominateTyped {
  std::string campaign, category, volunteer, team, project, org, place, deeds;
  PaperTyped paper;
};

// The day itself is enough: what was signed today was signed by now.
Status FillPaper(Context& context, const PaperTyped& typed, h::PaperNominee& paper) {
  paper.set_legal_name(typed.name);
  paper.set_called(typed.called);
  paper.set_consent_witness(typed.witness);
  paper.set_shown_as(typed.shown_as);
  paper.set_deeds_shown(typed.deeds);
  if (typed.signed_on.empty()) return InvalidField("--signed-on", "", "required");
  DD_ASSIGN_OR_RETURN(const absl::CivilDay day, ParseDay(context, "--signed-on", typed.signed_on));
  SetTime(absl::FromCivil(day, ChinaTime()), paper.mutable_consent_time());
  return absl::OkStatus();
}

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
  if (!typed.paper.name.empty())
    DD_RETURN_IF_ERROR(FillPaper(context, typed.paper, *request.mutable_resident()));
  DD_ASSIGN_OR_RETURN(*request.mutable_place(), context.names().Org(typed.place));
  DD_ASSIGN_OR_RETURN(*request.mutable_deeds(), DeedsOf(typed.deeds));
  return context.Change(&Honours::Nominate, request, [&](const h::Nomination& one) {
    context.out.Done(one, context.Say(one.has_paper_consent_time() ? kNominatedOnPaper : kNominated),
                     {one.name()});
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
    table.rows.push_back({SayNominee(context, one), HonourTitleOf(context, one), one.campaign_title(),
                          one.place_name(), context.Word(one.state()), context.Word(one.tier()),
                          one.has_notice_until_time() ? LastPaperDay(TimeOf(one.notice_until_time())) : "",
                          IdOf(one.name())});
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
    if (!one.resident_name().empty())
      context.out.Line(
          context.Say(kNominatedResident, {{"name", one.resident_name()},
                                           {"witness", one.consent_witness()},
                                           {"day", PaperDay(TimeOf(one.paper_consent_time()))}}));
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
    table.rows.push_back({HonourTitleOf(context, line), line.shown_name(), line.place_name(),
                          line.campaign_title(),
                          line.has_award_time() ? PaperDay(TimeOf(line.award_time()))
                                                : LastPaperDay(TimeOf(line.notice_until_time())),
                          line.deeds()});
  }
  context.out.Show(all, table);
  return absl::OkStatus();
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
  auto place =
      nominate.Option("--place", "ORG", {"从哪里推荐", "The place that puts it forward"}, Need::kRequired);
  auto deeds =
      nominate.Option("--deeds", "TEXT",
                      {"事迹；@文件 从文件里读", "The deeds; @file reads them from a file"}, Need::kRequired);
  auto resident = nominate.Option(
      "--resident", "NAME",
      {"没有账号、在纸上同意了的居民，真名", "A resident without an account who agreed on paper"});
  auto called = nominate.Option("--called", "NAME", {"居民平时怎么称呼", "What people call the resident"});
  auto witness = nominate.Option("--witness", "NAME", {"签字时谁在场", "Who was there when it was signed"});
  auto signed_on = nominate.Option("--signed-on", "DAY", {"哪天签的", "On which day"});
  auto resident_as = nominate.Choice<h::ShownAs>("--as", {"居民公开时怎么称呼", "How the resident is shown"},
                                                 Need::kOptional);
  auto deeds_too = nominate.Flag("--with-deeds", {"居民同意事迹也公开", "The deeds may be read too"});
  nominate.Changes();
  nominate.Runs([=, &context] {
    return Nominate(context, {*campaign,
                              *category,
                              *volunteer,
                              *team,
                              *project,
                              *org,
                              *place,
                              *deeds,
                              {*resident, *called, *witness, *signed_on, *resident_as, *deeds_too}});
  });
  Command& answer =
      honour.Sub("answer", {"被推荐的人：同意、怎么署名，或不愿意；站里替居民收回纸上的同意用 --no",
                            "The nominee: agree, or not; --no also takes a resident's paper back"});
  auto answered = answer.Argument("NOMINATION", which);
  auto declines = answer.Flag("--no", {"不愿意，或收回同意", "Not wanted, or consent taken back"});
  auto as =
      answer.Choice<h::ShownAs>("--as", {"公开时怎么称呼", "How to be called in public"}, Need::kOptional);
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
  auto upheld =
      decide.Flag("--upheld", {"异议属实；不写就是不成立", "It is true; without this it is dismissed"});
  decide.Changes();
  decide.Runs([=, &context] { return DecideOne(context, *decided, *upheld); });
  Command& award = honour.Sub("award", {"公示满了，表彰", "Award, when the notice is over"});
  auto awarded = award.Argument("NOMINATION", which);
  award.Asks();
  award.Runs([=, &context] { return AwardOne(context, *awarded); });
}

}  // namespace

void AddHonourCommands(Command& root, Context& context) {
  Command& honour =
      root.Sub("honour", {"评选先进：推荐、评议、公示、表彰、光荣榜、星级、评价",
                          "Honours: nominate, review, notice, award, red list, stars, evaluation"});
  AddCampaignCommands(honour, context);
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
