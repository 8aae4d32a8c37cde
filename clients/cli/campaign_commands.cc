// honour campaign: open, end, list, show, download.

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/csv.h"
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

using Campaigns = h::HonourService::Stub;

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

// "finest-volunteer:3/2/1", "own-title=敬老之星:3/2/1": what, and how many a village, a township and the
// county may put forward.
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
  const std::vector<std::string> counts =
      parts.size() == 2 ? absl::StrSplit(parts[1], '/') : std::vector<std::string>();
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
  return context.Change(&Campaigns::OpenCampaign, request, [&](const h::Campaign& open) {
    context.out.Done(open, context.Say(kCampaignOpened, {{"title", open.title()}}), {open.name()});
    context.out.Note(context.Say(kCampaignOpenedNext, {{"name", IdOf(open.name())}}));
  });
}

Status EndCampaignNow(Context& context, const std::string& typed) {
  DD_ASSIGN_OR_RETURN(const h::Campaign campaign, CampaignOf(context, typed));
  h::EndCampaignRequest request;
  request.set_name(campaign.name());
  return context.Change(&Campaigns::EndCampaign, request, [&](const h::Campaign& ended) {
    context.out.Done(ended, context.Say(kCampaignEndedNow, {{"title", ended.title()}}), {ended.name()});
  });
}

Status ListCampaigns(Context& context, bool open) {
  DD_ASSIGN_OR_RETURN(const auto all, AllCampaigns(context, open));
  Table table{.head = absl::StrSplit(context.Say(kHeadCampaigns), '\t'), .right = {5}};
  for (const h::Campaign& one : all.campaigns()) {
    table.rows.push_back({one.title(), one.host_name(), context.Word(one.tier()), context.Word(one.state()),
                          PaperDays(PaperDay(TimeOf(one.nominate_start_time())),
                                    LastPaperDay(TimeOf(one.nominate_end_time()))),
                          absl::StrCat(one.notice_days()), ShortId(one.name())});
  }
  context.out.Show(all, table);
  return absl::OkStatus();
}

Status ShowCampaign(Context& context, const std::string& typed) {
  DD_ASSIGN_OR_RETURN(const h::Campaign campaign, CampaignOf(context, typed));
  Table table{.head = absl::StrSplit(context.Say(kHeadCategories), '\t'), .right = {2, 3, 4}};
  for (const h::HonourCategory& each : campaign.categories()) {
    table.rows.push_back({HonourTitleOf(context, each), context.Word(each.subject()),
                          absl::StrCat(each.village_quota()), absl::StrCat(each.township_quota()),
                          absl::StrCat(each.county_quota()), IdOf(each.name())});
  }
  context.out.Show(campaign, table);
  return absl::OkStatus();
}

Status DownloadPoster(Context& context, const std::string& typed, const std::string& to, bool a4) {
  DD_ASSIGN_OR_RETURN(const h::Campaign campaign, CampaignOf(context, typed));
  h::DownloadHonourPosterRequest request;
  request.set_campaign(campaign.name());
  request.set_sheet(a4 ? h::A4_SHEET : h::A3_SHEET);
  h::HonourPoster poster;
  DD_RETURN_IF_ERROR(context.Read(&Campaigns::DownloadHonourPoster, request, &poster));
  const std::string path = to.empty() ? poster.file_name() : to;
  DD_RETURN_IF_ERROR(WriteWholeFile(path, poster.pdf()));
  context.out.Done(campaign, context.Say(kPosterWritten, {{"file", path}}), {path});
  return absl::OkStatus();
}

}  // namespace

void AddCampaignCommands(Command& honour, Context& context) {
  Command& group = honour.Sub("campaign", {"评选活动：开始、结束、有哪些", "Campaigns: open, end, list"});
  const Wording which{"评选的名字或编号", "Its title or id"};
  Command& open = group.Sub("open", {"开始一次评选", "Open one"});
  auto title = open.Argument("TITLE", {"名字，例如 2026 年最美志愿者评选", "Its title"});
  auto host = open.Option("--host", "ORG", {"谁主办：评到哪一级", "Whose: selection ends at its tier"},
                          Need::kRequired);
  auto categories = open.Options(
      "--category", "KIND:V/T/C",
      {"类别和村、乡镇、县的名额，例如 finest-volunteer:3/2/1、own-title=敬老之星:3/2/1；可以写几次",
       "What, and how many a village, a township and the county may put forward, e.g. "
       "finest-volunteer:3/2/1; may be repeated"},
      Need::kRequired);
  auto from = open.Option("--from", "DAY",
                          {"从哪天起收推荐；不写是今天", "First day of nominations; today by default"});
  auto until =
      open.Option("--until", "DAY", {"收推荐到哪天为止", "Last day of nominations"}, Need::kRequired);
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

}  // namespace diandan::cli
