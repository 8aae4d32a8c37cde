// Posts of organisations: who holds which, what is vacant.
#include "absl/strings/str_cat.h"
#include "services/volunteers/access_rules.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/org_rules.h"
#include "services/volunteers/org_steps.h"

namespace diandan::volunteers {

namespace {

Uuid PostId(const Uuid& org, v1::Post::Kind kind) { return DeriveUuid(org, v1::Post::Kind_Name(kind)); }

Status CheckPost(v1::OrgTier tier, v1::Post::Kind kind) {
  std::string wanted;
  for (v1::Post::Kind known : PostsOf(tier)) {
    if (known == kind) return absl::OkStatus();
    absl::StrAppend(&wanted, wanted.empty() ? "" : ", ", v1::Post::Kind_Name(known));
  }
  return InvalidField("kind", v1::Post::Kind_Name(kind), "one_of:" + wanted);
}

void TouchAppoint(const v1::AppointPostRequest& request, Touches& touches) {
  TouchNamedOrg(request, touches);
  touches.Add<VolunteerRow>(IdOf(request.holder()));
}

Status AppointPost(Work& work, const v1::AppointPostRequest& request) {
  DD_RETURN_IF_ERROR(SameCounty(work, "holder", request.holder()));
  DD_ASSIGN_OR_RETURN(const OrgRow* org, OpenOrg(work, request.name()));
  DD_RETURN_IF_ERROR(MayDo(work, "OrgService/AppointPost", At(*org)));
  DD_RETURN_IF_ERROR(CheckPost(org->tier, request.kind()));
  const VolunteerRow* holder = work.Find<VolunteerRow>(IdOf(request.holder()));
  if (holder == nullptr) return Refuse(errors::v1::VOLUNTEER_UNKNOWN, {{"volunteer", request.holder()}});
  if (holder->state == v1::Volunteer::ERASED) return Refuse(errors::v1::PERSON_ERASED);
  const Uuid id = PostId(org->id, request.kind());
  if (const PostRow* post = work.Find<PostRow>(id); post != nullptr && post->volunteer_id) {
    return Refuse(errors::v1::POST_HELD,
                  {{"since", absl::FormatTime("%Y-%m-%d", post->since, absl::FixedTimeZone(8 * 60 * 60))}});
  }
  if (PostRow* post = work.Change<PostRow>(id)) {
    post->volunteer_id = holder->id;
    post->since = work.now;
  } else {
    PostRow row;
    row.id = id;
    row.org_id = org->id;
    row.kind = request.kind();
    row.volunteer_id = holder->id;
    row.since = work.now;
    work.Insert(std::move(row));
  }
  TouchedOrg(work, *work.Change<OrgRow>(org->id));
  return absl::OkStatus();
}

Status VacatePost(Work& work, const v1::VacatePostRequest& request) {
  DD_ASSIGN_OR_RETURN(const OrgRow* org, OpenOrg(work, request.name()));
  DD_RETURN_IF_ERROR(MayDo(work, "OrgService/VacatePost", At(*org)));
  DD_RETURN_IF_ERROR(CheckPost(org->tier, request.kind()));
  const Uuid id = PostId(org->id, request.kind());
  const PostRow* post = work.Find<PostRow>(id);
  if (post == nullptr || !post->volunteer_id) return absl::OkStatus();
  PostRow& row = *work.Change<PostRow>(id);
  row.volunteer_id.reset();
  row.since = work.now;
  TouchedOrg(work, *work.Change<OrgRow>(org->id));
  return absl::OkStatus();
}

}  // namespace

const Verb kAppointPost =
    MakeVerb("AppointPost", TouchAppoint, AppointPost, AnswerNamedOrg<v1::AppointPostRequest>,
             TouchNamedHolders<v1::AppointPostRequest>);
const Verb kVacatePost =
    MakeVerb("VacatePost", TouchNamedOrg<v1::VacatePostRequest>, VacatePost,
             AnswerNamedOrg<v1::VacatePostRequest>, TouchNamedHolders<v1::VacatePostRequest>);

const std::vector<v1::Post::Kind>& PostsOf(v1::OrgTier tier) {
  using P = v1::Post;
  static const std::vector<P::Kind> kCentre = {P::DIRECTOR, P::HEAD, P::STANDING_DEPUTY, P::LIAISON};
  static const std::vector<P::Kind> kInstitute = {P::HEAD, P::STANDING_DEPUTY, P::LIAISON,
                                                  P::PUBLICITY_OFFICER};
  static const std::vector<P::Kind> kStation = {P::HEAD, P::LIAISON, P::PUBLICITY_OFFICER};
  static const std::vector<P::Kind> kSmall = {P::HEAD, P::LIAISON};
  switch (tier) {
    case v1::CENTRE:
      return kCentre;
    case v1::INSTITUTE:
      return kInstitute;
    case v1::STATION:
      return kStation;
    default:
      return kSmall;
  }
}

v1::Org ShowOrgWithPosts(const Work& work, const OrgRow& row) {
  v1::Org org = ShowOrg(row);
  for (v1::Post::Kind kind : PostsOf(row.tier)) {
    v1::Post& post = *org.add_posts();
    post.set_kind(kind);
    const PostRow* held = work.Find<PostRow>(PostId(row.id, kind));
    if (held == nullptr) continue;
    *post.mutable_since_time() = ToTimestamp(held->since);
    if (!held->volunteer_id) continue;
    post.set_holder(ResourceNameOf(row.county_id, "volunteers", *held->volunteer_id));
    if (const VolunteerRow* holder = work.Find<VolunteerRow>(*held->volunteer_id)) {
      post.set_holder_number(holder->number);
      post.set_holder_name(holder->chosen_name);
    }
  }
  return org;
}

void TouchPosts(const Uuid& org, Touches& touches) { touches.AddChildren<PostRow>(org); }

void TouchHolders(const Work& work, const Uuid& org, Touches& touches) {
  for (const PostRow* post : work.Children<PostRow>(org)) {
    if (post->volunteer_id) touches.Add<VolunteerRow>(*post->volunteer_id);
  }
}

}  // namespace diandan::volunteers
