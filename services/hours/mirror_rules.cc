#include "services/hours/mirror_rules.h"

#include "services/hours/certificate_rows.h"
#include "services/hours/exchange_rows.h"
#include "services/hours/honour_parts_rules.h"
#include "services/hours/risk_rows.h"
#include "services/hours/rows.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {

void TouchTeam(const volunteers::v1::TeamChanged& team, Touches& touches) {
  touches.Add<TeamRow>(IdOf(team.team_id()));
}

Status TakeTeam(Work& work, const events::v1::Event&, const volunteers::v1::TeamChanged& team) {
  Uuid id = IdOf(team.team_id());
  TeamRow* row = work.Change<TeamRow>(id);
  if (row == nullptr) {
    TeamRow fresh;
    fresh.id = id;
    row = &work.Insert(std::move(fresh));
  }
  row->org_path = team.org_path();
  row->leader_ids.clear();
  for (const std::string& leader : team.leader_ids()) row->leader_ids.push_back(IdOf(leader));
  return absl::OkStatus();
}

void TouchMember(const volunteers::v1::MembershipChanged& member, Touches& touches) {
  touches.Add<MemberRow>(IdOf(member.membership_id()));
}

Status TakeMember(Work& work, const events::v1::Event& event,
                  const volunteers::v1::MembershipChanged& member) {
  const Uuid id = IdOf(member.membership_id());
  MemberRow* row = work.Change<MemberRow>(id);
  if (row == nullptr) {
    MemberRow fresh;
    fresh.id = id;
    row = &work.Insert(std::move(fresh));
  }
  row->team_id = IdOf(member.team_id());
  row->volunteer_id = IdOf(member.volunteer_id());
  row->ended = member.ended();
  row->event_seq = event.position().seq();
  return absl::OkStatus();
}

void TouchErased(const volunteers::v1::PersonErased& erased, Touches& touches) {
  touches.AddChildren<CertificateContentsRow>(IdOf(erased.volunteer_id()));
  touches.AddChildren<NominationRow>(IdOf(erased.volunteer_id()));
  touches.AddChildren<NominationWordsRow>(IdOf(erased.volunteer_id()));
}

void TouchAroundErased(const volunteers::v1::PersonErased& erased, const Work& work, Touches& touches) {
  for (const auto* row : work.Children<NominationRow>(IdOf(erased.volunteer_id())))
    TouchAroundNomination(*row, touches);
  touches.Add<RecordHolderRow>(IdOf(erased.volunteer_id()));
}

Status TakeErased(Work& work, const events::v1::Event&, const volunteers::v1::PersonErased& erased) {
  std::vector<Uuid> kept;
  for (const auto* row : work.Children<CertificateContentsRow>(IdOf(erased.volunteer_id())))
    kept.push_back(row->id);
  for (const Uuid& id : kept) {
    CertificateContentsRow& row = *work.Change<CertificateContentsRow>(id);
    row.data_key.data.clear();
    row.sealed.data.clear();
  }
  ForgetHonoured(work, IdOf(erased.volunteer_id()));
  // Without their key, what other systems recorded of the person can never be read again.
  if (auto* holder = work.Change<RecordHolderRow>(IdOf(erased.volunteer_id()))) holder->data_key.data.clear();
  return absl::OkStatus();
}

}  // namespace diandan::hours
