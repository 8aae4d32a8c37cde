#include "services/orders/policy_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/orders/access_rules.h"
#include "services/orders/common_rules.h"
#include "services/orders/timing_rules.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {
namespace {

template <typename Request>
void TouchPolicy(const Request& request, Touches& touches) {
  touches.Add<LoopPolicyRow>(CurrentPolicyId(CountyIn(request.parent())));
}

template <typename Request>
void AnswerPolicy(const Request& request, const Work& work, v1::LoopPolicy& response) {
  response = ShowPolicy(work.county, work.Find<LoopPolicyRow>(CurrentPolicyId(CountyIn(request.parent()))));
}

Status CheckSettings(const v1::LoopSettings& settings) {
  for (int role : settings.trusted_roles()) {
    if (role == volunteers::v1::CLERK || role == volunteers::v1::OFFICER ||
        role == volunteers::v1::DISPATCHER || role == volunteers::v1::LEADER ||
        role == volunteers::v1::LIAISON) {
      continue;
    }
    return InvalidField("settings.trusted_roles",
                        volunteers::v1::Role_Name(static_cast<volunteers::v1::Role>(role)),
                        "one_of:CLERK, OFFICER, DISPATCHER, LEADER, LIAISON");
  }
  return absl::OkStatus();
}

Status CheckVersion(const Work& work, int from_version) {
  const auto* row = work.Find<LoopPolicyRow>(CurrentPolicyId(work.county));
  if (from_version == (row == nullptr ? 0 : row->version)) return absl::OkStatus();
  return Refuse(errors::v1::ETAG_MISMATCH);
}

LoopPolicyRow& CurrentRow(Work& work) {
  const Uuid id = CurrentPolicyId(work.county);
  if (LoopPolicyRow* row = work.Change<LoopPolicyRow>(id)) return *row;
  LoopPolicyRow row{.id = id};
  row.settings.data = BuiltInSettings().SerializeAsString();
  row.set_at = work.now;
  return work.Insert(std::move(row));
}

// The version that is replaced stays readable.
void PutInForce(Work& work, LoopPolicyRow& row, std::string settings, const std::string& by) {
  if (row.version > 0) {
    LoopPolicyRow past = row;
    past.id = DeriveUuid(work.county, absl::StrCat("loop_policy/", row.version));
    past.waiting.data.clear();
    past.waiting_by.clear();
    work.Insert(std::move(past));
  }
  ++row.version;
  row.settings.data = std::move(settings);
  row.waiting.data.clear();
  row.waiting_by.clear();
  row.set_by = by;
  row.set_at = work.now;
}

Status Set(Work& work, const v1::SetLoopPolicyRequest& request) {
  DD_RETURN_IF_ERROR(MaybeAllowed(AccessTo("LoopPolicyService/SetLoopPolicy"), work.caller, work.county));
  DD_RETURN_IF_ERROR(CheckVersion(work, request.from_version()));
  DD_RETURN_IF_ERROR(CheckSettings(request.settings()));
  const bool looser = !Loosened(SettingsOf(work), request.settings()).empty();
  LoopPolicyRow& row = CurrentRow(work);
  if (looser) {
    row.waiting.data = request.settings().SerializeAsString();
    row.waiting_by = work.caller.subject;
  } else {
    PutInForce(work, row, request.settings().SerializeAsString(), work.caller.subject);
  }
  EmitNoted(work, looser ? "LOOP_POLICY_PROPOSED" : "LOOP_POLICY_SET", row.id, "loop_policy");
  return absl::OkStatus();
}

Status Confirm(Work& work, const v1::ConfirmLoopPolicyRequest& request) {
  DD_RETURN_IF_ERROR(MaybeAllowed(AccessTo("LoopPolicyService/ConfirmLoopPolicy"), work.caller, work.county));
  DD_RETURN_IF_ERROR(CheckVersion(work, request.from_version()));
  const auto* found = work.Find<LoopPolicyRow>(CurrentPolicyId(work.county));
  if (found == nullptr || found->waiting.data.empty()) {
    return Refuse(errors::v1::NOT_FOUND, {{"what", "loop policy"}});
  }
  if (found->waiting_by == work.caller.subject) {
    return Refuse(errors::v1::CONFLICT_OF_INTEREST, {{"role", "COUNTY_ADMIN"}});
  }
  LoopPolicyRow& row = *work.Change<LoopPolicyRow>(found->id);
  PutInForce(work, row, row.waiting.data, absl::StrCat(row.waiting_by, ", ", work.caller.subject));
  EmitNoted(work, "LOOP_POLICY_SET", row.id, "loop_policy");
  return absl::OkStatus();
}

}  // namespace

std::vector<std::string> Loosened(const v1::LoopSettings& from, const v1::LoopSettings& to) {
  std::vector<std::string> looser;
  const auto& before = from.trusted_roles();
  const bool trusts_more = std::any_of(to.trusted_roles().begin(), to.trusted_roles().end(), [&](int role) {
    return std::find(before.begin(), before.end(), role) == before.end();
  });
  if (trusts_more) looser.push_back("trusted_roles");
  if (to.approval_hours() > from.approval_hours()) looser.push_back("approval_hours");
  if (to.release_minutes() > from.release_minutes()) looser.push_back("release_minutes");
  if (to.call_back_share() < from.call_back_share()) looser.push_back("call_back_share");
  if (from.hide_code_after_print() && !to.hide_code_after_print()) looser.push_back("hide_code_after_print");
  if (to.back_fill_days() > from.back_fill_days()) looser.push_back("back_fill_days");
  if (to.back_fill_person_minutes() > from.back_fill_person_minutes())
    looser.push_back("back_fill_person_minutes");
  if (to.back_fill_entries_count() > from.back_fill_entries_count())
    looser.push_back("back_fill_entries_count");
  return looser;
}

v1::LoopPolicy ShowPolicy(CountyId county, const LoopPolicyRow* row) {
  v1::LoopPolicy policy;
  policy.set_parent(absl::StrCat("counties/", county));
  if (row == nullptr) {
    *policy.mutable_settings() = BuiltInSettings();
    return policy;
  }
  policy.set_version(row->version);
  *policy.mutable_settings() = KeptSettings(row->settings);
  if (row->waiting.data.empty()) return policy;
  *policy.mutable_waiting() = KeptSettings(row->waiting);
  for (const std::string& name : Loosened(policy.settings(), policy.waiting())) policy.add_loosened(name);
  return policy;
}

const Verb& SetLoopPolicyVerb() {
  using Request = v1::SetLoopPolicyRequest;
  static const auto* verb =
      new Verb(MakeVerb("SetLoopPolicy", TouchPolicy<Request>, Set, AnswerPolicy<Request>));
  return *verb;
}
const Verb& ConfirmLoopPolicyVerb() {
  using Request = v1::ConfirmLoopPolicyRequest;
  static const auto* verb =
      new Verb(MakeVerb("ConfirmLoopPolicy", TouchPolicy<Request>, Confirm, AnswerPolicy<Request>));
  return *verb;
}

}  // namespace diandan::orders
