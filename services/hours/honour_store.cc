#include "services/hours/honour_store.h"

#include "absl/strings/str_cat.h"
#include "services/db/where.h"
#include "services/db/whole_rows.h"

namespace diandan::hours {
namespace {

using db::Connection;
using db::Params;
using db::RowsOf;
using db::Select;

std::string PlacedBelow(db::Where& where, const std::vector<std::string>& paths) {
  return absl::StrCat("EXISTS (SELECT FROM unnest(", where.Param(paths),
                      ") AS p WHERE t.place_path = p OR starts_with(t.place_path, p || '.'))");
}

// After the page's last thing in this order of (`column`, id).
void Continue(db::Where& where, const Page& page, const std::string& column, const char* beyond) {
  if (page.after.size() != 2) return;
  const std::string time = where.Param(page.after[0]), id = where.Param(page.after[1]);
  where.And(absl::StrCat("(t.", column, ", t.id) ", beyond, " (", time, "::timestamptz, ", id, "::uuid)"));
}

template <typename Row>
std::vector<Row> PageFrom(Connection& db, db::Where& where, const std::string& order, const Page& page) {
  const std::string limit = where.Param(static_cast<int32_t>(page.size + 1));
  return RowsOf<Row>(
      *db.Run(absl::StrCat(Select<Row>(), "WHERE ", where.text(), " ORDER BY ", order, " LIMIT ", limit),
              where.params()));
}

}  // namespace

std::vector<CampaignRow> Campaigns(Connection& db, CountyId county, v1::CampaignState state,
                                   const Page& page) {
  db::Where where;
  where.And("t.county_id = ", county);
  if (state != v1::CAMPAIGN_STATE_UNSPECIFIED)
    where.And(absl::StrCat("t.state = '", v1::CampaignState_Name(state), "'"));
  Continue(where, page, "created_at", "<");
  return PageFrom<CampaignRow>(db, where, "t.created_at DESC, t.id DESC", page);
}

std::vector<CategoryRow> CategoriesOf(Connection& db, CountyId county, const std::vector<Uuid>& campaigns) {
  return db::RowsWith<CategoryRow>(db, county, campaigns, "campaign_id");
}

std::map<Uuid, CampaignRow> CampaignsById(Connection& db, CountyId county, const std::vector<Uuid>& ids) {
  std::map<Uuid, CampaignRow> found;
  for (CampaignRow& row : db::RowsWith<CampaignRow>(db, county, ids, "id")) found[row.id] = std::move(row);
  return found;
}

std::vector<NominationRow> Nominations(Connection& db, const NominationFilter& filter, const Page& page) {
  db::Where where;
  where.And("t.county_id = ", filter.county);
  if (!filter.campaign.is_nil()) where.And("t.campaign_id = ", filter.campaign);
  if (!filter.nominee.is_nil()) where.And("t.nominee_id = ", filter.nominee);
  if (filter.state != v1::NOMINATION_STATE_UNSPECIFIED)
    where.And(absl::StrCat("t.state = '", v1::NominationState_Name(filter.state), "'"));
  if (!filter.nominated_by.empty()) where.And("t.nominated_by = ", filter.nominated_by);
  if (!filter.visible.all) where.And(PlacedBelow(where, filter.visible.paths));
  Continue(where, page, "nominated_at", "<");
  return PageFrom<NominationRow>(db, where, "t.nominated_at DESC, t.id DESC", page);
}

std::vector<NominationRow> PublicNominations(Connection& db, CountyId county, const Uuid& campaign,
                                             bool on_notice, const Page& page) {
  db::Where where;
  where.And("t.county_id = ", county);
  if (!campaign.is_nil()) where.And("t.campaign_id = ", campaign);
  where.And(on_notice ? "t.shown AND t.state IN ('ON_PUBLIC_NOTICE', 'OBJECTED_TO')"
                      : "t.shown AND t.state = 'AWARDED'");
  Continue(where, page, on_notice ? "notice_until" : "awarded_at", on_notice ? ">" : "<");
  return PageFrom<NominationRow>(db, where,
                                 on_notice ? "t.notice_until, t.id" : "t.awarded_at DESC, t.id DESC", page);
}

std::vector<NominationWordsRow> WordsOf(Connection& db, CountyId county, const std::vector<Uuid>& ids) {
  return db::RowsWith<NominationWordsRow>(db, county, ids, "id");
}

}  // namespace diandan::hours
