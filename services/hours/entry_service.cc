#include "services/hours/entry_service.h"

#include "services/base/page.h"
#include "services/hours/access_rules.h"
#include "services/hours/around_rules.h"
#include "services/hours/claiming.h"
#include "services/hours/entry_rules.h"
#include "services/hours/evidence_rules.h"
#include "services/hours/queue_store.h"
#include "services/hours/risk_store.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {
namespace {

std::vector<Wanted> GuestsOf(const v1::DecideEntriesRequest& request, const Work& work) {
  std::vector<Wanted> wanted;
  for (const auto& decision : request.decisions()) {
    const EntryRow* entry = work.Find<EntryRow>(IdOf(decision.entry()));
    if (entry == nullptr || entry->home_county == work.county) continue;
    int32_t minutes = MinutesOf(decision, *entry);
    if (minutes > 0) wanted.push_back({*entry, minutes});
  }
  return wanted;
}

constexpr int kOfPersonAtMost = 50, kOfTeamAtMost = 50;

// The entry of this name, if there is one and `may` lets it be seen.
template <typename May>
StatusOr<const EntryRow*> EntryFor(const rpc::Home& home, const rpc::Call& call, db::Connection& db,
                                   const std::string& name, Picture& picture, May may) {
  Touches touches;
  touches.set_county(call.county);
  touches.Add<EntryRow>(IdOf(name));
  rpc::LoadForRead(db, home, touches, picture);
  const EntryRow* entry = picture.Rows<EntryRow>().Find(call.county, IdOf(name));
  if (entry == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"name", name}});
  DD_RETURN_IF_ERROR(may(*entry));
  return entry;
}

// Why somebody should look at them, for whoever reviews them: not for the team, nor for the person.
void TellRisks(const rpc::Call& call, db::Connection& db, const std::vector<EntryRow>& rows,
               google::protobuf::RepeatedPtrField<v1::Entry>& entries) {
  std::vector<Uuid> ids;
  for (const EntryRow& row : rows) {
    if (MayTouch(call.caller, row, RiskReaders()).ok()) ids.push_back(row.id);
  }
  const auto risks = RisksOf(db, call.county, ids);
  for (v1::Entry& entry : entries) {
    const auto found = risks.find(IdOf(entry.name()));
    if (found != risks.end()) *entry.mutable_risk() = Spoken(found->second, call.caller.language);
  }
}

}  // namespace

// Nearly always the volunteer is at home and this is one lane command; only a guest's claim takes more.
EntryService::Reactor* EntryService::DecideEntries(Context* context, const v1::DecideEntriesRequest* request,
                                                   v1::DecideEntriesResponse* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) {
    return Claiming(home_, AsCaller(call))
        .Run(call.county, call.request_id, *request, *response, DecideEntriesVerb(),
             [request](const Work& work) { return GuestsOf(*request, work); });
  });
}

EntryService::Reactor* EntryService::AnswerReturn(Context* context, const v1::AnswerReturnRequest* request,
                                                  v1::Entry* response) {
  return rpc::Mutate(home_, context, request, response, AnswerReturnVerb());
}

EntryService::Reactor* EntryService::ConfirmSecond(Context* context, const v1::ConfirmSecondRequest* request,
                                                   v1::Entry* response) {
  return rpc::Mutate(home_, context, request, response, ConfirmSecondVerb());
}

EntryService::Reactor* EntryService::ObjectToEntry(Context* context, const v1::ObjectToEntryRequest* request,
                                                   v1::Entry* response) {
  return rpc::Mutate(home_, context, request, response, ObjectToEntryVerb());
}

EntryService::Reactor* EntryService::GetEntry(Context* context, const v1::GetEntryRequest* request,
                                              v1::Entry* response) {
  return rpc::Read(
      home_, context, *request, [this, request, response](const rpc::Call& call, db::Connection& db) {
        Picture picture;
        DD_ASSIGN_OR_RETURN(const EntryRow* entry,
                            EntryFor(home_, call, db, request->name(), picture, [&](const EntryRow& row) {
                              return MayTouchOrOwns(call.caller, row, EntryReaders());
                            }));
        google::protobuf::RepeatedPtrField<v1::Entry> one;
        *one.Add() = ToProto(*entry);
        TellRisks(call, db, {*entry}, one);
        response->Swap(one.Mutable(0));
        return absl::OkStatus();
      });
}

EntryService::Reactor* EntryService::ListEntries(Context* context, const v1::ListEntriesRequest* request,
                                                 v1::ListEntriesResponse* response) {
  return rpc::Read(home_, context, *request, [request, response](const rpc::Call& call, db::Connection& db) {
    DD_ASSIGN_OR_RETURN(Page page, PageOf(*request));
    QueueFilter filter;
    filter.county = call.county;
    filter.state = request->state();
    filter.grade = request->grade();
    filter.team = IdOf(request->team());
    filter.station_path = request->station_path();
    filter.visible = VisibleTo(call.caller, call.county, call.access.roles);
    filter.order_by = request->order_by();
    DD_ASSIGN_OR_RETURN(auto sorted, EntryQueue(db, filter, page));
    response->Clear();
    for (const EntryRow& row : sorted.rows) *response->add_entries() = ToProto(row);
    TellRisks(call, db, sorted.rows, *response->mutable_entries());
    if (!sorted.last.empty()) response->set_next_page_token(NextPageToken(*request, sorted.last));
    return absl::OkStatus();
  });
}

EntryService::Reactor* EntryService::ListEntriesOfOrder(Context* context,
                                                        const v1::ListEntriesOfOrderRequest* request,
                                                        v1::ListEntriesOfOrderResponse* response) {
  return rpc::Read(home_, context, *request, [request, response](const rpc::Call& call, db::Connection& db) {
    auto rows = EntriesOfOrder(db, call.county, IdOf(request->order()));
    response->Clear();
    Status refused;
    std::vector<EntryRow> seen;
    for (const EntryRow& row : rows) {
      Status status = MayTouchOrOwns(call.caller, row, EntryReaders());
      if (status.ok()) seen.push_back(row);
      refused.Update(status);
    }
    for (const EntryRow& row : seen) *response->add_entries() = ToProto(row);
    TellRisks(call, db, seen, *response->mutable_entries());
    return response->entries_size() > 0 ? absl::OkStatus() : refused;
  });
}

EntryService::Reactor* EntryService::ListEntriesAround(Context* context,
                                                       const v1::ListEntriesAroundRequest* request,
                                                       v1::ListEntriesAroundResponse* response) {
  return rpc::Read(
      home_, context, *request, [this, request, response](const rpc::Call& call, db::Connection& db) {
        Picture picture;
        DD_ASSIGN_OR_RETURN(const EntryRow* entry,
                            EntryFor(home_, call, db, request->name(), picture, [&](const EntryRow& row) {
                              return MayTouch(call.caller, row, call.access.roles);
                            }));
        Touches touches;
        touches.set_county(call.county);
        touches.Add<AcceptanceRow>(entry->acceptance_id);
        rpc::LoadForRead(db, home_, touches, picture);
        const DaysAround days = DaysAroundEntry(*entry);
        Surroundings around;
        around.of_person = EntriesOfPersonNear(db, *entry, days.from, days.to, kOfPersonAtMost);
        around.of_team =
            LatestOfTeam(db, *entry, VisibleTo(call.caller, call.county, call.access.roles), kOfTeamAtMost);
        around.parts = picture.Rows<AcceptanceRow>().Find(call.county, entry->acceptance_id);
        *response = ShowAround(*entry, around, [&](const EntryRow& row) {
          return MayTouch(call.caller, row, call.access.roles).ok();
        });
        return absl::OkStatus();
      });
}

// Whoever asks is bound to the county they name; no row of it is shown but what is on notice.
EntryService::Reactor* EntryService::ListPublicNotice(Context* context,
                                                      const v1::ListPublicNoticeRequest* request,
                                                      v1::ListPublicNoticeResponse* response) {
  return rpc::Read(home_, context, *request, [request, response](const rpc::Call& call, db::Connection& db) {
    DD_ASSIGN_OR_RETURN(Page page, PageOf(*request));
    response->Clear();
    auto rows = EntriesOnNotice(db, call.county, request->back_filled_only(), page);
    if (CutToPage(rows, page)) {
      response->set_next_page_token(
          NextPageToken(*request, QueueKey(*rows.back().notice_until, rows.back().id)));
    }
    for (const EntryRow& row : rows) *response->add_lines() = ToNoticeLine(row);
    return absl::OkStatus();
  });
}

}  // namespace diandan::hours
