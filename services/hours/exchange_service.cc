#include "services/hours/exchange_service.h"

#include <algorithm>

#include "services/base/page.h"
#include "services/base/request_fields.h"
#include "services/db/codec.h"
#include "services/hours/exchange_file.h"
#include "services/hours/exchange_store.h"

namespace diandan::hours {
namespace {

constexpr int kImportAttempts = 2;
constexpr int kMostRecords = 200;

// A page's request id is its own, but its token is the list's.
v1::ExportRecordsRequest ListOf(const v1::ExportRecordsRequest& request) {
  v1::ExportRecordsRequest list = request;
  list.clear_request_id();
  return list;
}

void ShowImport(const ImportRow& row, v1::RecordsImport& shown) {
  shown.set_import_id(row.id.ToString());
  shown.set_group(row.group);
  *shown.mutable_import_time() = ToTimestamp(row.imported_at);
  shown.set_actor(row.imported_by);
  shown.set_records(row.records);
  shown.set_standing(row.standing);
  if (row.withdrawn_at) *shown.mutable_withdraw_time() = ToTimestamp(*row.withdrawn_at);
  shown.set_withdraw_actor(row.withdrawn_by);
}

}  // namespace

ExchangeService::ExchangeService(const rpc::Home& home, const Keys& keys, ExchangePeers peers)
    : home_(home), peers_(std::move(peers)), export_(home, keys, peers_), import_(home, keys, peers_) {
  Serve(this, &ExchangeService::ExportRecords, &ExchangeService::DownloadRecords,
        &ExchangeService::CheckRecords, &ExchangeService::ImportRecords, &ExchangeService::WithdrawImport,
        &ExchangeService::ListImports, &ExchangeService::ListImportedRecords);
}

Status ExchangeService::Export(const rpc::Call& call, const v1::ExportRecordsRequest& request,
                               v1::ExportRecordsResponse& response) const {
  DD_RETURN_IF_ERROR(MayExport(call.caller, call.county, request));
  DD_RETURN_IF_ERROR(CheckExportDays(request.from_day(), request.until_day()));
  const v1::ExportRecordsRequest list = ListOf(request);
  DD_ASSIGN_OR_RETURN(const Page page, PageOf(list));
  record::Place after;
  if (!page.after.empty()) {
    if (page.after.size() != 3) return Refuse(errors::v1::PAGE_TOKEN_INVALID);
    after = {page.after[0], page.after[1], page.after[2]};
  }
  DD_RETURN_IF_ERROR(
      rpc::RunInLane(call, call.county, call.request_id, request, response, ExportRecordsVerb()));
  DD_ASSIGN_OR_RETURN(RecordsPage read,
                      export_.Read(call, ExportOf(request), after, std::min(page.size, kMostRecords)));
  response.Clear();
  for (v1::Record& record : read.records) *response.add_records() = std::move(record);
  if (read.more)
    response.set_next_page_token(NextPageToken(list, {read.last.day, read.last.source, read.last.number}));
  return absl::OkStatus();
}

ExchangeService::Reactor* ExchangeService::ExportRecords(Context* context,
                                                         const v1::ExportRecordsRequest* request,
                                                         v1::ExportRecordsResponse* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) {
    return Export(call, *request, *response);
  });
}

// All that may be refused is, and is put on record, before the first byte is written.
Status ExchangeService::Download(const rpc::Call& call, const v1::DownloadRecordsRequest& request,
                                 const rpc::Write<v1::RecordsPart>& write) const {
  DD_RETURN_IF_ERROR(CheckRecordsFile(request));
  std::vector<v1::ExportRecordsRequest> groups;
  for (const int group : request.groups())
    groups.push_back(GroupAskedFor(request, static_cast<v1::RecordGroup>(group)));
  for (const auto& group : groups) DD_RETURN_IF_ERROR(MayExport(call.caller, call.county, group));
  v1::ExportRecordsResponse nothing;
  for (const auto& group : groups) {
    DD_RETURN_IF_ERROR(
        rpc::RunInLane(call, call.county, IdOf(group.request_id()), group, nothing, ExportRecordsVerb()));
  }
  ExchangeFile file(request, write);
  for (const auto& group : groups) {
    DD_RETURN_IF_ERROR(file.Begin(group.group()));
    record::Place after;
    for (bool more = true; more;) {
      DD_ASSIGN_OR_RETURN(const RecordsPage page, export_.Read(call, ExportOf(group), after, kMostRecords));
      for (const v1::Record& record : page.records) DD_RETURN_IF_ERROR(file.Add(record));
      DD_RETURN_IF_ERROR(file.Flush());
      after = page.last;
      more = page.more;
    }
  }
  return file.Finish();
}

grpc::ServerWriteReactor<v1::RecordsPart>* ExchangeService::DownloadRecords(
    Context* context, const v1::DownloadRecordsRequest* request) {
  return rpc::Stream<v1::RecordsPart>(
      home_, context, *request,
      [this, request](const rpc::Call& call, const rpc::Write<v1::RecordsPart>& write) {
        return Download(call, *request, write);
      });
}

ExchangeService::Reactor* ExchangeService::CheckRecords(Context* context,
                                                        const v1::CheckRecordsRequest* request,
                                                        v1::CheckRecordsResponse* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) -> Status {
    DD_RETURN_IF_ERROR(MayExchange(call.caller, call.county));
    return import_.Check(call, *request, call.caller.language, *response);
  });
}

// Somebody's key that another import made in between is taken the second time.
ExchangeService::Reactor* ExchangeService::ImportRecords(Context* context,
                                                         const v1::ImportRecordsRequest* request,
                                                         v1::ImportRecordsResponse* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) -> Status {
    DD_RETURN_IF_ERROR(MayExchange(call.caller, call.county));
    Status status;
    for (int attempt = 0; attempt < kImportAttempts; ++attempt) {
      DD_ASSIGN_OR_RETURN(const auto made, import_.Make(call, *request));
      status =
          rpc::RunInLane(call, call.county, call.request_id, *request, *response, ImportRecordsVerb(), made);
      if (ReasonOf(status) != errors::v1::RECORDS_MOVED) break;
    }
    return status;
  });
}

ExchangeService::Reactor* ExchangeService::WithdrawImport(Context* context,
                                                          const v1::WithdrawImportRequest* request,
                                                          v1::WithdrawImportResponse* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) -> Status {
    DD_RETURN_IF_ERROR(MayExchange(call.caller, call.county));
    auto chosen = std::make_shared<ChosenRecords>();
    DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& db) {
      *chosen = ChosenRecords();
      for (const ImportedRecordRow& row :
           ToWithdraw(db, call.county, IdOf(request->import_id()), call.request_id, kMostWithdrawn)) {
        chosen->keys.push_back(row.record_key);
        chosen->ids.push_back(row.id);
      }
      return absl::OkStatus();
    }));
    return rpc::RunInLane(call, call.county, call.request_id, *request, *response, WithdrawImportVerb(),
                          chosen);
  });
}

ExchangeService::Reactor* ExchangeService::ListImports(Context* context,
                                                       const v1::ListImportsRequest* request,
                                                       v1::ListImportsResponse* response) {
  return rpc::Read(home_, context, *request,
                   [request, response](const rpc::Call& call, db::Connection& db) -> Status {
                     DD_RETURN_IF_ERROR(MayListImports(call.caller, call.county));
                     DD_ASSIGN_OR_RETURN(Page page, PageOf(*request));
                     page.size = std::min(page.size, kMostRecords);
                     auto rows = ImportsOf(db, call.county, page);
                     response->Clear();
                     if (CutToPage(rows, page)) {
                       const ImportRow& last = rows.back();
                       response->set_next_page_token(
                           NextPageToken(*request, {db::EncodeTime(last.imported_at), last.id.ToString()}));
                     }
                     for (const ImportRow& row : rows) ShowImport(row, *response->add_imports());
                     return absl::OkStatus();
                   });
}

ExchangeService::Reactor* ExchangeService::ListImportedRecords(Context* context,
                                                               const v1::ListImportedRecordsRequest* request,
                                                               v1::ListImportedRecordsResponse* response) {
  return rpc::Read(
      home_, context, *request,
      [this, request, response](const rpc::Call& call, db::Connection& db) -> Status {
        const Uuid volunteer = IdOf(request->volunteer());
        DD_RETURN_IF_ERROR(MaySeeImported(call.caller, call.county, volunteer));
        DD_ASSIGN_OR_RETURN(Page page, PageOf(*request));
        page.size = std::min(page.size, kMostRecords);
        auto rows = ImportedOf(db, call.county, volunteer, request->group(), page);
        response->Clear();
        if (CutToPage(rows, page)) {
          const ImportedRecordRow& last = rows.back();
          response->set_next_page_token(
              NextPageToken(*request, {db::EncodeTime(last.day), last.id.ToString()}));
        }
        response->set_service_minutes(static_cast<int32_t>(ImportedMinutes(db, call.county, volunteer)));
        return export_.ShowImported(db, call.county, rows, *response);
      });
}

}  // namespace diandan::hours
