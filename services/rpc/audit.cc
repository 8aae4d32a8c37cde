#include "services/rpc/audit.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/base/county_readers.h"
#include "services/base/page.h"
#include "services/base/request_fields.h"
#include "services/rpc/audit_store.h"

namespace diandan::rpc {
namespace {

using events::v1::EventKind;
using events::v1::EventKind_Name;
using events::v1::ListAuditEntriesRequest;

Status MayRead(const Call& call) {
  if (HoldsCentre(call.caller, call.county, AuditReaders())) return absl::OkStatus();
  auto name = [](std::string* out, Role role) { absl::StrAppend(out, RoleName(role)); };
  return Refuse(errors::v1::NOT_ALLOWED, {{"needed", absl::StrJoin(AuditReaders(), ", ", name)}});
}

std::string KindsOf(const std::string& service) {
  std::vector<std::string> names;
  const auto* kinds = events::v1::EventKind_descriptor();
  for (int i = 0; i < kinds->value_count(); ++i) {
    if (kinds->value(i)->options().GetExtension(events::v1::kind).service() == service)
      names.push_back(std::string(kinds->value(i)->name()));
  }
  return absl::StrJoin(names, ", ");
}

Status CheckKinds(const std::string& service, const ListAuditEntriesRequest& request) {
  for (int kind : request.kinds()) {
    const auto* value = events::v1::EventKind_descriptor()->FindValueByNumber(kind);
    if (value->options().GetExtension(events::v1::kind).service() == service) continue;
    return InvalidField("kinds", value->name(), absl::StrCat("one_of:", KindsOf(service)));
  }
  return absl::OkStatus();
}

Status CheckSubject(CountyId county, const std::string& subject) {
  if (subject.empty()) return absl::OkStatus();
  const auto name = ParseResourceName(subject);
  if (!name.ok() || name->collection.empty()) return InvalidField("subject", subject, "resource:orders");
  return name->county == county ? absl::OkStatus() : InvalidField("subject", subject, "same_county");
}

Status CheckTimes(const ListAuditEntriesRequest& request) {
  if (!request.has_from_time() || !request.has_until_time()) return absl::OkStatus();
  if (FromProto(request.from_time()) < FromProto(request.until_time())) return absl::OkStatus();
  return InvalidField("until_time", "", "after:from_time");
}

Status CheckFilters(const Call& call, const ListAuditEntriesRequest& request) {
  Status status = CheckKinds(call.home.service, request);
  status = MergeInvalid(status, CheckSubject(call.county, request.subject()));
  return MergeInvalid(status, CheckTimes(request));
}

}  // namespace

grpc::ServerUnaryReactor* ListAuditEntries(const Home& home, grpc::CallbackServerContext* context,
                                           const ListAuditEntriesRequest& request,
                                           events::v1::ListAuditEntriesResponse& response) {
  return Read(home, context, request, [&](const Call& call, db::Connection& connection) -> Status {
    response.Clear();
    DD_RETURN_IF_ERROR(MayRead(call));
    DD_RETURN_IF_ERROR(CheckFilters(call, request));
    DD_ASSIGN_OR_RETURN(const Page page, PageOf(request));
    AuditPage found = ReadAuditPage(connection, call.home.service, call.county, request, page);
    for (auto& entry : found.entries) *response.add_entries() = std::move(entry);
    if (found.before > 0) response.set_next_page_token(NextPageToken(request, {absl::StrCat(found.before)}));
    return absl::OkStatus();
  });
}

}  // namespace diandan::rpc
