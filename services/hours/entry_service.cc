#include "services/hours/entry_service.h"

#include "services/base/page.h"
#include "services/hours/access_rules.h"
#include "services/hours/claiming.h"
#include "services/hours/entry_rules.h"
#include "services/hours/queue_store.h"
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

template <typename Rows, typename Response>
void FillPage(const google::protobuf::Message& request, const Page& page, Rows& rows, Response& response) {
  bool more = static_cast<int>(rows.size()) > page.size;
  if (more) rows.resize(page.size);
  for (const auto& row : rows) *response.add_entries() = ToProto(row);
  if (more)
    response.set_next_page_token(NextPageToken(request, QueueKey(rows.back().created_at, rows.back().id)));
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
        Touches touches;
        touches.set_county(call.county);
        touches.Add<EntryRow>(IdOf(request->name()));
        Picture picture;
        rpc::LoadForRead(db, home_, touches, picture);
        const EntryRow* entry = picture.Rows<EntryRow>().Find(call.county, IdOf(request->name()));
        if (entry == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"name", request->name()}});
        DD_RETURN_IF_ERROR(MayTouchOrOwns(call.caller, *entry, EntryReaders()));
        *response = ToProto(*entry);
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
    auto rows = EntryQueue(db, filter, page);
    response->Clear();
    FillPage(*request, page, rows, *response);
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
    for (const EntryRow& row : rows) {
      Status status = MayTouchOrOwns(call.caller, row, EntryReaders());
      if (status.ok()) *response->add_entries() = ToProto(row);
      refused.Update(status);
    }
    return response->entries_size() > 0 ? absl::OkStatus() : refused;
  });
}

}  // namespace diandan::hours
