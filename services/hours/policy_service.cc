#include "services/hours/policy_service.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/clock.h"
#include "services/hours/access_rules.h"
#include "services/hours/policy_rules.h"
#include "services/hours/policy_settings_rules.h"
#include "services/hours/preview_store.h"
#include "services/hours/preview_words.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {
namespace {

constexpr absl::Duration kLongestPreview = absl::Hours(24 * 92);

// The county's policies and what waits beside them, for as long as `work` lasts.
void LoadPolicies(db::Connection& db, const rpc::Home& home, CountyId county, Picture& picture) {
  Touches touches;
  touches.set_county(county);
  TouchPolicy(county, touches);
  TouchProposal(county, touches);
  rpc::LoadForRead(db, home, touches, picture);
}

Status CheckPeriod(const v1::PreviewPolicyRequest& request) {
  const absl::Time from = FromProto(request.start_time()), to = FromProto(request.end_time());
  if (to <= from) {
    return InvalidField("end_time", absl::FormatTime(to, absl::UTCTimeZone()), "after:start_time");
  }
  if (to - from > kLongestPreview) {
    return InvalidField("end_time", absl::FormatTime(to, absl::UTCTimeZone()), "within_days:92");
  }
  return absl::OkStatus();
}

// The start of the next civil day, or the end.
absl::Time DayEnd(absl::Time at, absl::Time to) {
  const absl::CivilDay next = absl::ToCivilDay(at, ChinaTime()) + 1;
  return std::min(absl::FromCivil(next, ChinaTime()), to);
}

}  // namespace

PolicyService::Reactor* PolicyService::GetPolicy(Context* context, const v1::GetPolicyRequest* request,
                                                 v1::Policy* response) {
  return rpc::Read(home_, context, *request,
                   [this, request, response](const rpc::Call& call, db::Connection& db) {
                     Picture picture;
                     LoadPolicies(db, home_, call.county, picture);
                     Work work(picture, call.county, call.caller, {}, call.now, 0);
                     if (request->version() == 0) {
                       *response = ShowPolicy(work);
                       return absl::OkStatus();
                     }
                     const PolicyRow* found = work.Find<PolicyRow>(PolicyId(call.county, request->version()));
                     if (found == nullptr)
                       return Refuse(errors::v1::NOT_FOUND, {{"name", absl::StrCat(request->version())}});
                     *response = ToProto(*found);
                     return absl::OkStatus();
                   });
}

PolicyService::Reactor* PolicyService::SetPolicy(Context* context, const v1::SetPolicyRequest* request,
                                                 v1::Policy* response) {
  return rpc::Mutate(home_, context, request, response, SetPolicyVerb());
}

PolicyService::Reactor* PolicyService::ConfirmPolicy(Context* context,
                                                     const v1::ConfirmPolicyRequest* request,
                                                     v1::Policy* response) {
  return rpc::Mutate(home_, context, request, response, ConfirmPolicyVerb());
}

// Day by day, so that memory holds one day however long the period is.
PolicyService::Reactor* PolicyService::PreviewPolicy(Context* context,
                                                     const v1::PreviewPolicyRequest* request,
                                                     v1::PreviewPolicyResponse* response) {
  return rpc::Read(home_, context, *request,
                   [this, request, response](const rpc::Call& call, db::Connection& db) -> Status {
                     DD_RETURN_IF_ERROR(MayGovern(call.caller, call.county, call.access.roles));
                     DD_RETURN_IF_ERROR(CheckPeriod(*request));
                     DD_RETURN_IF_ERROR(CheckSettings(request->settings()));
                     Picture picture;
                     LoadPolicies(db, home_, call.county, picture);
                     const Work work(picture, call.county, call.caller, {}, call.now, 0);
                     const PolicyRow now = CurrentPolicy(work);
                     PolicyRow then = now;
                     PutSettings(request->settings(), then);
                     PolicyPreview preview(now, then);
                     const absl::Time to = FromProto(request->end_time());
                     for (absl::Time from = FromProto(request->start_time()); from < to;) {
                       const absl::Time until = DayEnd(from, to);
                       preview.AddDay(EntriesBegun(db, call.county, from, until),
                                      MinutesElsewhere(db, call.county, from, until));
                       from = until;
                     }
                     *response = ReadOut(preview, call.county, call.now, call.caller.language);
                     *response->mutable_start_time() = request->start_time();
                     *response->mutable_end_time() = request->end_time();
                     for (const std::string& name : Loosened(SettingsOf(now), request->settings()))
                       response->add_loosened(name);
                     return absl::OkStatus();
                   });
}

}  // namespace diandan::hours
