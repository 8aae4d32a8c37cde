// post list, appoint, vacate: who holds the posts of an organisation, and which stand empty.
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"

namespace diandan::cli {

namespace v = volunteers::v1;

namespace {

using Orgs = v::OrgService::Stub;

void ShowPosts(Context& context, const v::Org& org) {
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadPosts), '\t');
  for (const auto& post : org.posts()) {
    table.rows.push_back({context.Word(post.kind()),
                          post.holder().empty() ? context.Say(kVacant) : post.holder_name(),
                          post.holder_number(), SayStamp(context, post.since_time())});
  }
  context.out.Show(org, table);
}

Status List(Context& context, const std::string& typed) {
  v::GetOrgRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Org(typed));
  v::Org org;
  DD_RETURN_IF_ERROR(context.Read(&Orgs::GetOrg, request, &org));
  ShowPosts(context, org);
  return absl::OkStatus();
}

Status Appoint(Context& context, const std::string& typed, v::Post::Kind kind, const std::string& holder) {
  v::AppointPostRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Org(typed));
  request.set_kind(kind);
  DD_ASSIGN_OR_RETURN(*request.mutable_holder(), context.names().Volunteer(holder));
  return context.Change(&Orgs::AppointPost, request, [&](const v::Org& org) { ShowPosts(context, org); });
}

Status Vacate(Context& context, const std::string& typed, v::Post::Kind kind) {
  v::VacatePostRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Org(typed));
  request.set_kind(kind);
  return context.Change(&Orgs::VacatePost, request, [&](const v::Org& org) { ShowPosts(context, org); });
}

}  // namespace

void AddPostCommands(Command& root, Context& context) {
  static constexpr Wording kKind{"哪个岗位", "Which post"};
  Command& posts = root.Sub("post", {"岗位：主任、所长、站长、常务副职、联络员、宣传委员",
                                     "Posts: director, head, standing deputy, liaison, publicity officer"});
  Command& list =
      posts.Sub("list", {"一个组织的岗位，空着的也列出", "Posts of an organisation, vacant ones too"});
  auto of = list.Argument("ORG", kHelpOrg);
  list.Runs([=, &context] { return List(context, *of); });

  Command& appoint = posts.Sub("appoint", {"让人任职；岗位要空着", "Appoint somebody to a vacant post"});
  auto to = appoint.Argument("ORG", kHelpOrg);
  auto what = appoint.Choice<v::Post::Kind>("--kind", kKind);
  auto holder = appoint.Option("--holder", "VOLUNTEER", kHelpVolunteer, Need::kRequired);
  appoint.Changes();
  appoint.Runs([=, &context] { return Appoint(context, *to, *what, *holder); });

  Command& vacate = posts.Sub("vacate", {"离任，岗位空出来", "End the holder's term"});
  auto from = vacate.Argument("ORG", kHelpOrg);
  auto which = vacate.Choice<v::Post::Kind>("--kind", kKind);
  vacate.Changes();
  vacate.Runs([=, &context] { return Vacate(context, *from, *which); });
}

}  // namespace diandan::cli
