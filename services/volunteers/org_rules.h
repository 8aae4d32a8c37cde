// The organisation tree: what may stand under what, importing divisions, posts. Pure.
#pragma once

#include <vector>

#include "diandan/volunteers/v1/events.pb.h"
#include "diandan/volunteers/v1/org_service.pb.h"
#include "services/base/verb.h"
#include "services/volunteers/rows.h"

namespace diandan::volunteers {

extern const Verb kImportDivisions, kCreateOrg, kUpdateOrg, kCloseOrg, kAppointPost, kVacatePost;

// Made before the lane for UpdateOrg: who has the new code now.
struct CodeHolder {
  Uuid org;  // nil: nobody
};

// The id of an organisation that came from a division table.
Uuid OrgIdOf(CountyId county, absl::string_view code);
// The posts an organisation of this tier has.
const std::vector<v1::Post::Kind>& PostsOf(v1::OrgTier tier);

v1::OrgChanged ChangedOrg(const OrgRow& row);
// Without posts.
v1::Org ShowOrg(const OrgRow& row);
// With all posts of its tier; holders as far as loaded.
v1::Org ShowOrgWithPosts(const Work& work, const OrgRow& row);
// Rows that ShowOrgWithPosts wants, in two looks.
void TouchPosts(const Uuid& org, Touches& touches);
void TouchHolders(const Work& work, const Uuid& org, Touches& touches);

}  // namespace diandan::volunteers
