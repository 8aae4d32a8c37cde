#include "clients/cli/entry_around.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/order_text.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/hours/v1/entry_service.grpc.pb.h"

namespace diandan::cli {
namespace {

namespace h = hours::v1;

std::string TimeOfEntry(Context& context, const h::Entry& entry) {
  google::protobuf::RepeatedPtrField<orders::v1::Session> sessions;
  *sessions.Add()->mutable_start_time() = entry.start_time();
  *sessions.Mutable(0)->mutable_end_time() = entry.end_time();
  return SaySessions(context, sessions);
}

std::vector<std::string> RowOf(Context& context, const char* script, const Wording& whose,
                               const h::Entry& entry, int overlap) {
  return {context.for_scripts() ? script : context.Say(whose),
          TimeOfEntry(context, entry),
          entry.order_number(),
          entry.volunteer().empty() ? "" : context.names().SayVolunteer(entry.volunteer()),
          context.Word(entry.state()),
          absl::StrCat(entry.reported_minutes()),
          absl::StrCat(entry.posted_minutes()),
          overlap > 0 ? absl::StrCat(overlap) : ""};
}

std::string Actors(Context& context, const google::protobuf::RepeatedPtrField<std::string>& subjects) {
  std::vector<std::string> said;
  for (const std::string& subject : subjects) said.push_back(SayActor(context, subject));
  return context.Listed(said);
}

}  // namespace

Status ShowAround(Context& context, const std::string& entry) {
  h::ListEntriesAroundRequest request;
  request.set_name(entry);
  h::ListEntriesAroundResponse response;
  DD_RETURN_IF_ERROR(context.Read(&h::EntryService::Stub::ListEntriesAround, request, &response));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadAround), '\t');
  table.right = {5, 6, 7};
  for (const auto& beside : response.of_person()) {
    table.rows.push_back(RowOf(context, "person", beside.beyond() ? kAroundElsewhere : kAroundPerson,
                               beside.entry(), beside.overlap_minutes()));
  }
  for (const auto& each : response.of_team()) {
    table.rows.push_back(RowOf(context, "team", kAroundTeam, each, 0));
  }
  context.out.Show(response, table);
  if (context.out.format() != Format::kTable) return absl::OkStatus();
  const h::OrderParts& parts = response.parts();
  context.out.Line(context.Say(
      kAroundParts, {{"placer", SayActor(context, parts.placer())},
                     {"witness", parts.witness().empty() ? "" : SayActor(context, parts.witness())},
                     {"viewers", Actors(context, parts.code_viewers())},
                     {"recorders", Actors(context, parts.recorders())},
                     {"people", absl::StrCat(parts.people())}}));
  return absl::OkStatus();
}

}  // namespace diandan::cli
