// Reads of campaigns and nominations.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "services/base/page.h"
#include "services/db/query.h"
#include "services/hours/honour_rows.h"
#include "services/hours/visible.h"

namespace diandan::hours {

// Newest first; one more than the page holds when there is a further one, here as below.
std::vector<CampaignRow> Campaigns(db::Connection& db, CountyId county, v1::CampaignState state,
                                   const Page& page);
std::vector<CategoryRow> CategoriesOf(db::Connection& db, CountyId county,
                                      const std::vector<Uuid>& campaigns);
std::map<Uuid, CampaignRow> CampaignsById(db::Connection& db, CountyId county, const std::vector<Uuid>& ids);

struct NominationFilter {
  CountyId county = 0;
  Uuid campaign;                                                 // nil: of all
  Uuid nominee;                                                  // nil: all
  v1::NominationState state = v1::NOMINATION_STATE_UNSPECIFIED;  // unset: any
  std::string nominated_by;                                      // "": by anybody
  Visible visible;
};
std::vector<NominationRow> Nominations(db::Connection& db, const NominationFilter& filter, const Page& page);

// What is public: awarded, newest first; on notice, the next to end first.
std::vector<NominationRow> PublicNominations(db::Connection& db, CountyId county, const Uuid& campaign,
                                             bool on_notice, const Page& page);
std::vector<NominationWordsRow> WordsOf(db::Connection& db, CountyId county, const std::vector<Uuid>& ids);

}  // namespace diandan::hours
