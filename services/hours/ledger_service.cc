#include "services/hours/ledger_service.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/page.h"
#include "services/hours/access_rules.h"
#include "services/hours/ledger_store.h"
#include "services/hours/queue_store.h"
#include "services/hours/reconcile.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {
namespace {

constexpr int kStatementLines = 50;

void AddCounty(CountyId county, const Sums& sums, v1::VolunteerStatement& statement) {
  auto* out = statement.add_counties();
  out->set_county_id(county);
  out->set_posted_minutes(static_cast<int32_t>(sums.posted));
  out->set_pending_minutes(static_cast<int32_t>(sums.pending));
  out->set_services(sums.services);
  statement.set_posted_minutes(statement.posted_minutes() + out->posted_minutes());
  statement.set_pending_minutes(statement.pending_minutes() + out->pending_minutes());
  statement.set_services(statement.services() + out->services());
}

// The sums of each county are of one moment: one transaction reads them all.
Status FillStatement(db::Connection& db, const std::vector<CountyId>& counties, const Uuid& volunteer,
                     v1::VolunteerStatement& statement) {
  std::vector<EntryRow> lines;
  statement.clear_counties();
  for (CountyId county : counties) {
    AddCounty(county, VolunteerSums(db, county, volunteer), statement);
    auto latest = LatestEntries(db, county, volunteer, kStatementLines);
    lines.insert(lines.end(), latest.begin(), latest.end());
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const EntryRow& a, const EntryRow& b) { return a.start_at > b.start_at; });
  if (lines.size() > kStatementLines) lines.resize(kStatementLines);
  for (const EntryRow& line : lines) *statement.add_lines() = ToLine(line);
  return absl::OkStatus();
}

}  // namespace

// Row-level security follows what the home county knows of the person, never the request.
LedgerService::Reactor* LedgerService::GetVolunteerStatement(Context* context,
                                                             const v1::GetVolunteerStatementRequest* request,
                                                             v1::VolunteerStatement* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) {
    Uuid volunteer = IdOf(request->volunteer());
    bool own = !call.caller.volunteer.is_nil() && call.caller.volunteer == volunteer;
    if (!own) DD_RETURN_IF_ERROR(MayGovern(call.caller, call.county, {Role::kCountyAdmin, Role::kAuditor}));
    std::vector<CountyId> counties;
    DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& db) {
      counties = ServedCounties(db, call.county, volunteer);
      counties.insert(counties.begin(), call.county);
      return absl::OkStatus();
    }));
    return db::Transact(*home_.pool, counties, true, [&](db::Connection& db) {
      response->Clear();
      response->set_volunteer(request->volunteer());
      return FillStatement(db, counties, volunteer, *response);
    });
  });
}

LedgerService::Reactor* LedgerService::GetTeamStatement(Context* context,
                                                        const v1::GetTeamStatementRequest* request,
                                                        v1::TeamStatement* response) {
  return rpc::Read(
      home_, context, *request, [this, request, response](const rpc::Call& call, db::Connection& db) {
        Uuid id = IdOf(request->team());
        Touches touches;
        touches.set_county(call.county);
        touches.Add<TeamRow>(id);
        Picture picture;
        rpc::LoadForRead(db, home_, touches, picture);
        const TeamRow* team = picture.Rows<TeamRow>().Find(call.county, id);
        if (team == nullptr) return Refuse(errors::v1::TEAM_UNKNOWN, {{"name", request->team()}});
        DD_RETURN_IF_ERROR(MaySeeTeam(call.caller, *team, call.access.roles));
        absl::Time from = request->has_start_time() ? FromProto(request->start_time()) : absl::InfinitePast();
        absl::Time to = request->has_end_time() ? FromProto(request->end_time()) : absl::InfiniteFuture();
        response->Clear();
        response->set_team(request->team());
        Sums total;
        for (const MemberSums& member : TeamSums(db, call.county, id, from, to)) {
          auto* out = response->add_members();
          out->set_volunteer(ResourceNameOf(member.home_county, "volunteers", member.volunteer));
          out->set_posted_minutes(static_cast<int32_t>(member.sums.posted));
          out->set_services(member.sums.services);
          total.posted += member.sums.posted;
          total.pending += member.sums.pending;
          total.services += member.sums.services;
        }
        response->set_posted_minutes(static_cast<int32_t>(total.posted));
        response->set_pending_minutes(static_cast<int32_t>(total.pending));
        response->set_services(total.services);
        return absl::OkStatus();
      });
}

LedgerService::Reactor* LedgerService::GetPlaceStatement(Context* context,
                                                         const v1::GetPlaceStatementRequest* request,
                                                         v1::PlaceStatement* response) {
  return rpc::Read(home_, context, *request, [request, response](const rpc::Call& call, db::Connection& db) {
    const std::string& path = request->org_path();
    DD_RETURN_IF_ERROR(MaySeePlace(call.caller, call.county, path, call.access.roles));
    absl::Time from = request->has_start_time() ? FromProto(request->start_time()) : absl::InfinitePast();
    absl::Time to = request->has_end_time() ? FromProto(request->end_time()) : absl::InfiniteFuture();
    response->Clear();
    for (const PlaceSums& sums : SumsOfPlaces(db, call.county, path, from, to)) {
      auto* out = sums.path.empty() ? response->mutable_all() : response->add_places();
      out->set_org_path(sums.path.empty() ? path : sums.path);
      out->set_posted_minutes(sums.sums.posted);
      out->set_pending_minutes(sums.sums.pending);
      out->set_services(sums.sums.services);
      out->set_waiting(sums.waiting);
      out->set_voided(sums.voided);
      out->set_passed_by_rule(sums.passed_by_rule);
    }
    return absl::OkStatus();
  });
}

LedgerService::Reactor* LedgerService::ListTransfers(Context* context,
                                                     const v1::ListTransfersRequest* request,
                                                     v1::ListTransfersResponse* response) {
  return rpc::Read(home_, context, *request, [request, response](const rpc::Call& call, db::Connection& db) {
    DD_ASSIGN_OR_RETURN(Page page, PageOf(*request));
    TransferFilter filter{call.county, IdOf(request->volunteer()), IdOf(request->entry())};
    bool own = !filter.volunteer.is_nil() && filter.volunteer == call.caller.volunteer;
    if (!own) {
      DD_RETURN_IF_ERROR(
          MayGovern(call.caller, call.county, {Role::kCountyAdmin, Role::kReviewer, Role::kAuditor}));
    }
    auto found = Transfers(db, filter, page);
    bool more = static_cast<int>(found.size()) > page.size;
    if (more) found.resize(page.size);
    response->Clear();
    for (const auto& [row, home] : found) *response->add_transfers() = ToProto(row, home);
    if (more) {
      const TransferRow& last = found.back().row;
      response->set_next_page_token(
          NextPageToken(*request, {absl::StrCat(last.event_seq), last.id.ToString()}));
    }
    return absl::OkStatus();
  });
}

LedgerService::Reactor* LedgerService::Reconcile(Context* context, const v1::ReconcileRequest* request,
                                                 v1::ReconcileResponse* response) {
  return rpc::Slow(home_, context, *request, [this, response](const rpc::Call& call) {
    DD_RETURN_IF_ERROR(MayGovern(call.caller, call.county, call.access.roles));
    DD_ASSIGN_OR_RETURN(*response, Reconciler(home_).Check(call.county));
    return absl::OkStatus();
  });
}

}  // namespace diandan::hours
