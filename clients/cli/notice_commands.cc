// notice list, read: what the loop told the caller's teams and stations, and what was decided about the
// caller.
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "clients/cli/words.h"
#include "diandan/orders/v1/notice_service.grpc.pb.h"

namespace diandan::cli {

namespace o = orders::v1;

namespace {

using Notices = o::NoticeService::Stub;

// A station's path ends with its own id.
std::string ForWhom(Context& context, const o::Notice& notice) {
  if (!notice.thing().empty()) return context.Say(kForYou);
  if (!notice.team().empty()) return context.names().SayTeam(notice.team());
  const auto order = ParseResourceName(notice.order());
  const auto station = ParseUuid(notice.station_path().substr(notice.station_path().rfind('.') + 1));
  if (!order.ok() || !station.ok()) return "";
  return context.names().SayOrg(ResourceNameOf(order->county, "orgs", *station));
}

// What was decided about a volunteer stands in a sentence of its own; else it is the service that was asked
// for.
const std::string& WhatOf(const o::Notice& notice) {
  return notice.text().empty() ? notice.title() : notice.text();
}

Table NoticeTable(Context& context, const google::protobuf::RepeatedPtrField<o::Notice>& notices) {
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadNotices), '\t');
  for (const auto& notice : notices) {
    table.rows.push_back({SayStamp(context, notice.show_time()), context.Word(notice.kind()),
                          notice.order_number(), WhatOf(notice), SayStamp(context, notice.start_time()),
                          ForWhom(context, notice), notice.has_seen_time() ? context.Say(kSeen) : "",
                          IdOf(notice.name())});
  }
  return table;
}

Status List(Context& context, bool unseen, bool all) {
  o::ListNoticesRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_unseen_only(unseen);
  o::ListNoticesResponse response;
  if (all) {
    DD_RETURN_IF_ERROR(context.ReadAll(&Notices::ListNotices, request, &response));
  } else {
    DD_RETURN_IF_ERROR(context.Read(&Notices::ListNotices, request, &response));
  }
  context.out.Show(response, NoticeTable(context, response.notices()));
  if (!response.next_page_token().empty()) context.out.Note(context.Say(kMore));
  return absl::OkStatus();
}

// The notice itself, or by the order's number all of its notices that nobody has seen.
StatusOr<std::vector<std::string>> NamesOf(Context& context, const std::string& typed) {
  if (auto name = context.names().Named(typed, "notices"); name.ok()) return std::vector{*name};
  const std::string number = absl::AsciiStrToUpper(typed);
  if (!OrderNumberValid(number)) return InvalidField("NOTICE", typed, context.Say(kWantNotice));
  o::ListNoticesRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_unseen_only(true);
  o::ListNoticesResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&Notices::ListNotices, request, &response));
  std::vector<std::string> names;
  for (const auto& notice : response.notices()) {
    if (notice.order_number() == number) names.push_back(notice.name());
  }
  return names;
}

Status MarkRead(Context& context, const std::string& typed) {
  DD_ASSIGN_OR_RETURN(const std::vector<std::string> names, NamesOf(context, typed));
  o::ListNoticesResponse seen;
  for (const std::string& name : names) {
    o::ReadNoticeRequest request;
    request.set_request_id(context.DerivedId("notice/" + name).ToString());
    request.set_name(name);
    DD_RETURN_IF_ERROR(context.Change(&Notices::ReadNotice, request,
                                      [&](const o::Notice& notice) { *seen.add_notices() = notice; }));
  }
  if (context.settings.dry_run && !names.empty()) return absl::OkStatus();
  context.out.Show(seen, NoticeTable(context, seen.notices()));
  return absl::OkStatus();
}

}  // namespace

void AddNoticeCommands(Command& root, Context& context) {
  Command& notices = root.Sub("notice", {"通知：问到队里、有队接了、快开始了", "What the loop told you"});
  Command& list = notices.Sub("list", {"我的通知，新的在前", "Your notices, newest first"});
  auto unseen = list.Flag("--unseen", {"还没看过的", "Those that nobody has seen"});
  auto all = list.Flag("--all", kHelpAll);
  list.Runs([=, &context] { return List(context, *unseen, *all); });

  Command& read = notices.Sub("read", {"记作看过", "Mark as seen"});
  auto which = read.Argument("NOTICE", {"通知的编号；写单号是这一单没看过的全部",
                                        "A notice's id; an order's number for all of its unseen ones"});
  read.Changes();
  read.Runs([=, &context] { return MarkRead(context, *which); });
}

}  // namespace diandan::cli
