#include "services/hours/policy_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/hours/access_rules.h"
#include "services/hours/policy_settings_rules.h"
#include "services/hours/proposal_rules.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {
namespace {

using v1::ConfirmPolicyRequest;
using v1::SetPolicyRequest;

template <typename Request>
void Touch(const Request& request, Touches& touches) {
  TouchPolicy(CountyIn(request.parent()), touches);
  TouchProposal(CountyIn(request.parent()), touches);
}

v1::PolicySettings Parsed(const Bytes& bytes) {
  v1::PolicySettings settings;
  settings.ParseFromString(bytes.data);
  return settings;
}

void Say(Work& work, const char* kind, int32_t version, const v1::PolicySettings& settings,
         const std::vector<std::string>& loosened) {
  v1::PolicyChanged event;
  event.set_version(version);
  *event.mutable_pass_grades() = settings.pass_grades();
  event.set_notice_days(settings.notice_days());
  event.set_minimum_minutes(settings.minimum_minutes());
  event.set_late_fact_hours(settings.late_fact_hours());
  for (const std::string& name : loosened) event.add_loosened(name);
  work.Emit(kind, PolicyShelf(work.county), std::move(event));
}

void PutInForce(Work& work, const PolicyRow& current, const v1::PolicySettings& settings,
                const std::string& set_by, const std::string& confirmed_by) {
  PolicyRow next;
  next.version = current.version + 1;
  next.id = PolicyId(work.county, next.version);
  next.shelf = PolicyShelf(work.county);
  PutSettings(settings, next);
  next.set_by = set_by;
  next.confirmed_by = confirmed_by;
  next.created_at = work.now;
  work.Insert(std::move(next));
  CloseProposal(work, ProposalId(work.county));
  Say(work, "POLICY_SET", current.version + 1, settings, Loosened(SettingsOf(current), settings));
}

void Propose(Work& work, const PolicyRow& current, const v1::PolicySettings& settings,
             const std::vector<std::string>& loosened) {
  KeepProposal(work, ProposalId(work.county), current.version, settings.SerializeAsString());
  Say(work, "POLICY_PROPOSED", current.version + 1, settings, loosened);
}

Status SetPolicy(Work& work, const SetPolicyRequest& request) {
  DD_RETURN_IF_ERROR(MayGovern(work.caller, work.county, {Role::kCountyAdmin}));
  DD_RETURN_IF_ERROR(CheckSettings(request.settings()));
  const PolicyRow current = CurrentPolicy(work);
  DD_RETURN_IF_ERROR(SameVersion(request.etag(), current.version));

  const std::vector<std::string> loosened = Loosened(SettingsOf(current), request.settings());
  if (loosened.empty()) {
    PutInForce(work, current, request.settings(), work.caller.subject, "");
  } else {
    Propose(work, current, request.settings(), loosened);
  }
  return absl::OkStatus();
}

Status ConfirmPolicy(Work& work, const ConfirmPolicyRequest& request) {
  DD_RETURN_IF_ERROR(MayGovern(work.caller, work.county, {Role::kCountyAdmin}));
  DD_ASSIGN_OR_RETURN(const PolicyProposalRow* found,
                      AgreeTo(work, ProposalId(work.county), request.proposal_etag()));
  const v1::PolicySettings settings = Parsed(found->settings);
  DD_RETURN_IF_ERROR(CheckSettings(settings));
  PutInForce(work, CurrentPolicy(work), settings, found->proposed_by, work.caller.subject);
  return absl::OkStatus();
}

template <typename Request>
void Answer(const Request&, const Work& work, v1::Policy& policy) {
  policy = ShowPolicy(work);
}

}  // namespace

Uuid PolicyShelf(CountyId county) { return DeriveUuid(county, "policy"); }
Uuid PolicyId(CountyId county, int32_t version) {
  return DeriveUuid(county, absl::StrCat("policy/", version));
}
Uuid ProposalId(CountyId county) { return DeriveUuid(county, "policy proposal"); }
void TouchPolicy(CountyId county, Touches& touches) { touches.AddChildren<PolicyRow>(PolicyShelf(county)); }
void TouchProposal(CountyId county, Touches& touches) { touches.Add<PolicyProposalRow>(ProposalId(county)); }

PolicyRow BuiltInPolicy(CountyId county) {
  PolicyRow none;
  none.county_id = county;
  PutSettings(BuiltInSettings(), none);
  return none;
}

PolicyRow CurrentPolicy(const Work& work) {
  PolicyRow latest = BuiltInPolicy(work.county);
  for (const PolicyRow* row : work.Children<PolicyRow>(PolicyShelf(work.county))) {
    if (row->version > latest.version) latest = *row;
  }
  return latest;
}

int32_t NoticeDays(const PolicyRow& policy, v1::Grade grade) {
  return grade == v1::D ? std::max(policy.notice_days, policy.memory_notice_days) : policy.notice_days;
}

v1::Policy ShowPolicy(const Work& work) {
  v1::Policy policy = ToProto(CurrentPolicy(work));
  const PolicyProposalRow* row = WaitingProposal(work, ProposalId(work.county));
  if (row == nullptr) return policy;
  v1::PolicyProposal& waiting = *policy.mutable_waiting();
  *waiting.mutable_settings() = Parsed(row->settings);
  for (const std::string& name : Loosened(policy.settings(), waiting.settings())) waiting.add_loosened(name);
  ShowProposal(*row, waiting);
  return policy;
}

const Verb& SetPolicyVerb() {
  static const Verb verb = MakeVerb<SetPolicyRequest, v1::Policy>("SetPolicy", Touch<SetPolicyRequest>,
                                                                  SetPolicy, Answer<SetPolicyRequest>);
  return verb;
}
const Verb& ConfirmPolicyVerb() {
  static const Verb verb = MakeVerb<ConfirmPolicyRequest, v1::Policy>(
      "ConfirmPolicy", Touch<ConfirmPolicyRequest>, ConfirmPolicy, Answer<ConfirmPolicyRequest>);
  return verb;
}

}  // namespace diandan::hours
