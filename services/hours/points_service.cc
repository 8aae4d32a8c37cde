#include "services/hours/points_service.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/request_fields.h"
#include "services/hours/access_rules.h"
#include "services/hours/points_policy_rules.h"
#include "services/hours/points_rules.h"
#include "services/hours/points_store.h"

namespace diandan::hours {
namespace {

constexpr int kLatestPoints = 20;

const std::vector<Role>& PointsReaders() {
  using enum Role;
  static const std::vector<Role> roles = {kCountyAdmin, kReviewer, kAuditor};
  return roles;
}

// Lots whose date has come are not there any more, whether or not the clock has been there.
void FillLots(const Work& work, const Uuid& volunteer, v1::PointsStatement& statement) {
  for (const PointLotRow* lot : LotsOf(work, volunteer)) {
    if (lot->points == 0 || lot->expires_at <= work.now) continue;
    auto* out = statement.add_lots();
    out->set_points(lot->points);
    *out->mutable_expire_time() = ToTimestamp(lot->expires_at);
  }
}

void FillPointsStatement(const Work& work, const Uuid& volunteer, v1::PointsStatement& statement) {
  statement.set_balance(UsablePoints(work, volunteer));
  if (const auto* account = work.Find<PointAccountRow>(PointAccount(volunteer))) {
    statement.set_held(account->held);
    statement.set_owed(account->owed);
  }
  FillLots(work, volunteer, statement);
  *statement.mutable_settings() = PointsSettingsOf(work, CurrentPointsVersion(work));
  statement.set_month_cap(statement.settings().month_cap());
  if (const auto* month = work.Find<PointMonthRow>(PointMonthId(volunteer, MonthOf(work.now))))
    statement.set_earned_this_month(month->points);
}

std::string SideOf(const PointTransferRow& row, const Uuid& account, const std::string& volunteer) {
  if (account == PointIssue(row.county_id)) return "issue";
  if (account == PointsHeld(row.county_id)) return "held";
  if (account == PointsSpent(row.county_id)) return "spent";
  return account == PointsGone(row.county_id) ? "expired" : volunteer;
}

Status MaySeePointsOf(const rpc::Call& call, const Uuid& volunteer) {
  if (!volunteer.is_nil() && volunteer == call.caller.volunteer) return absl::OkStatus();
  return MayGovern(call.caller, call.county, PointsReaders());
}

}  // namespace

v1::PointTransfer ToProto(const ListedPoints& listed) {
  const PointTransferRow& row = listed.row;
  v1::PointTransfer out;
  out.set_transfer_id(row.id.ToString());
  out.set_kind(row.kind);
  out.set_volunteer(ResourceNameOf(listed.home_county, "volunteers", row.volunteer_id));
  out.set_debit(SideOf(row, row.debit, out.volunteer()));
  out.set_credit(SideOf(row, row.credit, out.volunteer()));
  out.set_points(row.points);
  *out.mutable_expire_time() = ToTimestamp(listed.expires_at);
  if (row.entry_id) out.set_entry(ResourceNameOf(row.county_id, "entries", *row.entry_id));
  out.set_order_number(listed.order_number);
  out.set_minutes(listed.minutes);
  if (row.redemption_id) out.set_redemption(ResourceNameOf(row.county_id, "redemptions", *row.redemption_id));
  out.set_reward_title(listed.reward_title);
  *out.mutable_create_time() = ToTimestamp(row.created_at);
  return out;
}

PointsService::Reactor* PointsService::GetPointsStatement(Context* context,
                                                          const v1::GetPointsStatementRequest* request,
                                                          v1::PointsStatement* response) {
  return rpc::Read(
      home_, context, *request,
      [this, request, response](const rpc::Call& call, db::Connection& db) -> Status {
        const Uuid volunteer =
            request->volunteer().empty() ? call.caller.volunteer : IdOf(request->volunteer());
        DD_RETURN_IF_ERROR(MaySeePointsOf(call, volunteer));
        Touches touches;
        touches.set_county(call.county);
        TouchPoints(volunteer, touches);
        TouchPointsPolicy(call.county, touches);
        touches.Add<PointMonthRow>(PointMonthId(volunteer, MonthOf(call.now)));
        Picture picture;
        rpc::LoadForRead(db, home_, touches, picture);
        response->Clear();
        response->set_volunteer(
            request->volunteer().empty()
                ? ResourceNameOf(call.caller.home_county, "volunteers", call.caller.volunteer)
                : request->volunteer());
        FillPointsStatement(Work(picture, call.county, call.caller, {}, call.now, 0), volunteer, *response);
        std::vector<ListedPoints> latest = PointTransfers(db, call.county, volunteer, {kLatestPoints, {}});
        if (latest.size() > kLatestPoints) latest.resize(kLatestPoints);
        for (const ListedPoints& one : latest) *response->add_latest() = ToProto(one);
        return absl::OkStatus();
      });
}

PointsService::Reactor* PointsService::ListPointTransfers(Context* context,
                                                          const v1::ListPointTransfersRequest* request,
                                                          v1::ListPointTransfersResponse* response) {
  return rpc::Read(home_, context, *request,
                   [request, response](const rpc::Call& call, db::Connection& db) -> Status {
                     DD_ASSIGN_OR_RETURN(const Page page, PageOf(*request));
                     const Uuid volunteer = IdOf(request->volunteer());
                     DD_RETURN_IF_ERROR(MaySeePointsOf(call, volunteer));
                     auto found = PointTransfers(db, call.county, volunteer, page);
                     const bool more = CutToPage(found, page);
                     response->Clear();
                     for (const ListedPoints& one : found) *response->add_transfers() = ToProto(one);
                     if (more) {
                       const PointTransferRow& last = found.back().row;
                       response->set_next_page_token(
                           NextPageToken(*request, {absl::StrCat(last.event_seq), last.id.ToString()}));
                     }
                     return absl::OkStatus();
                   });
}

PointsService::Reactor* PointsService::GetPointsPolicy(Context* context,
                                                       const v1::GetPointsPolicyRequest* request,
                                                       v1::PointsPolicy* response) {
  return rpc::Read(home_, context, *request,
                   [this, request, response](const rpc::Call& call, db::Connection& db) -> Status {
                     Touches touches;
                     touches.set_county(call.county);
                     TouchPointsPolicy(call.county, touches);
                     TouchPointsProposal(call.county, touches);
                     Picture picture;
                     rpc::LoadForRead(db, home_, touches, picture);
                     const Work work(picture, call.county, call.caller, {}, call.now, 0);
                     DD_ASSIGN_OR_RETURN(*response, ShowPointsPolicy(work, request->version()));
                     return absl::OkStatus();
                   });
}

PointsService::Reactor* PointsService::SetPointsPolicy(Context* context,
                                                       const v1::SetPointsPolicyRequest* request,
                                                       v1::PointsPolicy* response) {
  return rpc::Mutate(home_, context, request, response, SetPointsPolicyVerb());
}

PointsService::Reactor* PointsService::ConfirmPointsPolicy(Context* context,
                                                           const v1::ConfirmPointsPolicyRequest* request,
                                                           v1::PointsPolicy* response) {
  return rpc::Mutate(home_, context, request, response, ConfirmPointsPolicyVerb());
}

}  // namespace diandan::hours
