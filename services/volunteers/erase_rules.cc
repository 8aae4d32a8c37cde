// Erasing a person: the key and the sealed columns go, the service record keeps the number.
#include "services/volunteers/access_rules.h"
#include "services/volunteers/account_rules.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/member_rules.h"
#include "services/volunteers/org_steps.h"
#include "services/volunteers/volunteer_rules.h"

namespace diandan::volunteers {
namespace {

void Touch(const v1::EraseVolunteerRequest& request, Touches& touches) {
  const Uuid id = IdOf(request.name());
  TouchVolunteer(id, touches);
  touches.Add<PersonRow>(id);
  touches.AddChildren<MembershipRow>(id);
}

void More(const v1::EraseVolunteerRequest& request, const Work& work, Touches& touches) {
  for (const MembershipRow* row : work.Children<MembershipRow>(IdOf(request.name())))
    touches.Add<TeamRow>(row->team_id);
  const auto& before = *work.Extra<PersonBeforeErasure>();
  touches.Add<IdentityRow>(before.identity);
  for (const Uuid& account : before.accounts) TouchAccount(account, touches);
  for (const HeldPost& held : before.posts) {
    touches.Add<PostRow>(held.post);
    touches.Add<OrgRow>(held.org);
  }
}

// A post nobody holds is vacant, and its organisation says so.
void VacatePosts(Work& work, const Uuid& person, const std::vector<HeldPost>& held) {
  for (const auto& [id, org] : held) {
    const PostRow* post = work.Find<PostRow>(id);
    if (post == nullptr || post->volunteer_id != person) continue;
    PostRow& vacant = *work.Change<PostRow>(id);
    vacant.volunteer_id.reset();
    vacant.since = work.now;
    TouchedOrg(work, *work.Change<OrgRow>(org));
  }
}

Status Erase(Work& work, const v1::EraseVolunteerRequest& request) {
  const VolunteerRow* known = work.Find<VolunteerRow>(IdOf(request.name()));
  if (known == nullptr) return Refuse(errors::v1::VOLUNTEER_UNKNOWN, {{"volunteer", request.name()}});
  DD_RETURN_IF_ERROR(MayDo(work, "VolunteerService/EraseVolunteer", Of(*known)));
  if (known->state == v1::Volunteer::ERASED) return absl::OkStatus();

  PersonRow empty;
  empty.county_id = work.county;
  empty.id = known->id;
  *work.Change<PersonRow>(known->id) = empty;
  const auto& before = *work.Extra<PersonBeforeErasure>();
  if (IdentityRow* identity = work.Change<IdentityRow>(before.identity)) identity->volunteer_id = Uuid{};

  VolunteerRow& row = *work.Change<VolunteerRow>(known->id);
  row.state = v1::Volunteer::ERASED;
  row.suspension_reason = v1::SUSPENSION_REASON_UNSPECIFIED;
  row.chosen_name.clear();
  row.free_slots.clear();
  v1::PersonErased erased;
  erased.set_volunteer_id(row.id.ToString());
  *erased.mutable_time() = ToTimestamp(work.now);
  work.Emit("PERSON_ERASED", row.id, std::move(erased));
  TouchedVolunteer(work, row);
  EndAllMemberships(work, row.id);
  VacatePosts(work, row.id, before.posts);
  for (const Uuid& account : before.accounts) EraseAccount(work, account);
  return absl::OkStatus();
}

void Answer(const v1::EraseVolunteerRequest& request, const Work& work, v1::Volunteer& response) {
  if (const VolunteerRow* row = work.Find<VolunteerRow>(IdOf(request.name())))
    response = ShowVolunteer(work, *row);
}

}  // namespace

const Verb kEraseVolunteer = MakeVerb("EraseVolunteer", Touch, Erase, Answer, More);

}  // namespace diandan::volunteers
