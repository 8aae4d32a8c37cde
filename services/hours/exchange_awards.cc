#include "services/hours/exchange_awards.h"

#include <algorithm>
#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/base/request_fields.h"
#include "services/hours/exchange_own.h"
#include "services/hours/exchange_store.h"
#include "services/hours/honour_parts_rules.h"
#include "services/hours/honour_store.h"

namespace diandan::hours {
namespace {

using record::DaySlice;
using record::Item;

// What campaigns of this county honoured people with. What an award is called and who gave it stands beside
// it.
class AwardsGiven final : public OwnRecords {
 public:
  using OwnRecords::OwnRecords;

 private:
  StatusOr<DaySlice> ReadOwn(const std::string& day, const std::string& after, int most) override {
    DaySlice slice;
    DD_RETURN_IF_ERROR(NextDay(day, slice));
    if (day.empty()) return slice;
    std::vector<NominationRow> rows;
    std::map<Uuid, CampaignRow> campaigns;
    std::vector<CategoryRow> categories;
    DD_RETURN_IF_ERROR(ReadFor(ask_, [&](db::Connection& db) {
      rows = AwardsOn(db, ask_.call.county, CivilOf(day), IdOf(after), ask_.volunteer, most);
      std::vector<Uuid> ids;
      for (const NominationRow& row : rows) ids.push_back(row.campaign_id);
      std::sort(ids.begin(), ids.end());
      ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
      campaigns = CampaignsById(db, ask_.call.county, ids);
      categories = CategoriesOf(db, ask_.call.county, ids);
    }));
    slice.cut = static_cast<int>(rows.size()) == most;
    for (const NominationRow& row : rows) {
      const auto category = std::find_if(categories.begin(), categories.end(),
                                         [&](const CategoryRow& each) { return each.id == row.category_id; });
      slice.items.push_back(ItemOf(day, row, campaigns.at(row.campaign_id), *category));
    }
    return slice;
  }

  Status NextDay(const std::string& day, DaySlice& slice) override {
    return ReadFor(ask_, [&](db::Connection& db) {
      const absl::CivilDay from = day.empty() ? kFirstDay : CivilOf(day) + 1;
      const auto next = AwardsFrom(db, ask_.call.county, from, ask_.volunteer);
      slice.next_day = next ? absl::FormatCivilTime(*next) : "";
    });
  }

  Item ItemOf(const std::string& day, const NominationRow& row, const CampaignRow& campaign,
              const CategoryRow& category) const {
    Item item = Begun(day, row.id.ToString(), ResourceNameOf(row.county_id, "volunteers", row.nominee_id));
    v1::AwardRecord& award = *item.record.mutable_award();
    award.set_title(absl::StrCat(campaign.title, "：", HonourTitle(category.kind, category.title)));
    award.set_date(day);
    award.set_awarded_by(HostName(campaign));
    return item;
  }
};

}  // namespace

std::unique_ptr<record::DaySource> OwnAwards(const ExchangeAsk& ask) {
  return std::make_unique<AwardsGiven>(ask);
}

}  // namespace diandan::hours
