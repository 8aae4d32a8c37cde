#include "services/hours/draw_service.h"

#include "services/base/request_fields.h"
#include "services/hours/access_rules.h"
#include "services/hours/call_back_rules.h"
#include "services/hours/call_back_words.h"
#include "services/hours/draw/draw.h"
#include "services/hours/draw_store.h"
#include "services/hours/queue_store.h"
#include "services/rpc/asker.h"

namespace diandan::hours {
namespace {

// Lists are large and open to everybody: whoever reads more in a minute keeps the database busy.
constexpr int kProofsEach = 120, kProofsTogether = 1200;
constexpr int32_t kListPart = 1'000'000;  // bytes; some 24,000 entries

StatusOr<DrawRow> OneDraw(db::Connection& db, const rpc::Call& call, const std::string& name) {
  const auto row = DrawById(db, call.county, IdOf(name));
  if (!row) return Refuse(errors::v1::NOT_FOUND, {{"name", name}});
  return *row;
}

Touches AroundCalls(CountyId county, const std::vector<CallBackRow>& rows) {
  Touches touches;
  touches.set_county(county);
  for (const CallBackRow& row : rows) {
    touches.Add<EntryRow>(row.entry_id);
    touches.Add<AcceptanceRow>(row.acceptance_id);
    touches.Add<TeamRow>(row.team_id);
  }
  return touches;
}

}  // namespace

DrawService::DrawService(const rpc::Home& home, const Keys& keys)
    : home_(home), maker_(home, keys), throttle_(kProofsEach, kProofsTogether) {
  Serve(this, &DrawService::PlanDraw, &DrawService::MakeDraw, &DrawService::RecordCallBack,
        &DrawService::GetDraw, &DrawService::ListDraws, &DrawService::GetDrawProof,
        &DrawService::ListCallBacks);
}

Status DrawService::Admit(const std::string& asker, absl::Time now) {
  return throttle_.Take(asker, now) ? absl::OkStatus() : Refuse(errors::v1::OVERLOADED);
}

DrawService::Reactor* DrawService::PlanDraw(Context* context, const v1::PlanDrawRequest* request,
                                            v1::Draw* response) {
  return rpc::Mutate(
      home_, context, request, response, PlanDrawVerb(),
      [this](const rpc::Call& call) -> StatusOr<std::shared_ptr<const void>> {
        return maker_.Choose(call.county, call.request_id);
      },
      rpc::PrepareOn::kThisThread);
}

DrawService::Reactor* DrawService::MakeDraw(Context* context, const v1::MakeDrawRequest* request,
                                            v1::Draw* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) -> Status {
    DD_RETURN_IF_ERROR(MayGovern(call.caller, call.county, call.access.roles));
    DD_ASSIGN_OR_RETURN(std::shared_ptr<const MadeDraw> made,
                        maker_.Make(call.county, IdOf(request->name())));
    return rpc::RunInLane(call, call.county, call.request_id, *request, *response, MakeDrawVerb(), made);
  });
}

DrawService::Reactor* DrawService::RecordCallBack(Context* context, const v1::RecordCallBackRequest* request,
                                                  v1::CallBack* response) {
  return rpc::Mutate(home_, context, request, response, RecordCallBackVerb());
}

DrawService::Reactor* DrawService::GetDraw(Context* context, const v1::GetDrawRequest* request,
                                           v1::Draw* response) {
  return rpc::Read(home_, context, *request,
                   [request, response](const rpc::Call& call, db::Connection& db) -> Status {
                     DD_ASSIGN_OR_RETURN(const DrawRow row, OneDraw(db, call, request->name()));
                     *response = ToProto(row);
                     return absl::OkStatus();
                   });
}

DrawService::Reactor* DrawService::ListDraws(Context* context, const v1::ListDrawsRequest* request,
                                             v1::ListDrawsResponse* response) {
  return rpc::Read(home_, context, *request,
                   [request, response](const rpc::Call& call, db::Connection& db) -> Status {
                     DD_ASSIGN_OR_RETURN(const Page page, PageOf(*request));
                     response->Clear();
                     auto rows = Draws(db, call.county, page);
                     if (CutToPage(rows, page)) {
                       response->set_next_page_token(
                           NextPageToken(*request, QueueKey(rows.back().planned_at, rows.back().id)));
                     }
                     for (const DrawRow& row : rows) *response->add_draws() = ToProto(row);
                     return absl::OkStatus();
                   });
}

DrawService::Reactor* DrawService::GetDrawProof(Context* context, const v1::GetDrawProofRequest* request,
                                                v1::DrawProof* response) {
  return rpc::Read(
      home_, context, *request,
      [this, request, response, asker = rpc::AskerOf(*context)](const rpc::Call& call,
                                                                db::Connection& db) -> Status {
        DD_RETURN_IF_ERROR(Admit(asker, call.now));
        DD_ASSIGN_OR_RETURN(const DrawRow row, OneDraw(db, call, request->name()));
        if (row.state == v1::DRAW_COMMITTED) {
          return Refuse(errors::v1::DRAW_WRONG_STATE, {{"state", v1::DrawState_Name(row.state)}});
        }
        const v1::Draw draw = ToProto(row);
        response->Clear();
        response->set_name(draw.name());
        response->set_algorithm(draw.algorithm());
        response->set_commitment(draw.commitment());
        response->set_seed(draw.seed());
        response->set_list_hash(draw.list_hash());
        ListPart part = PartOfList(db, call.county, row.id, request->offset(), kListPart);
        const auto after = request->offset() + static_cast<int32_t>(part.bytes.size());
        response->set_list(std::move(part.bytes));
        if (after < part.whole) response->set_next_offset(after);
        for (const CallBackRow& drawn : CallBacksOf(db, call.county, row.id)) {
          response->add_drawn(drawn.entry_id.ToString());
        }
        return absl::OkStatus();
      });
}

DrawService::Reactor* DrawService::ListCallBacks(Context* context, const v1::ListCallBacksRequest* request,
                                                 v1::ListCallBacksResponse* response) {
  return rpc::Read(
      home_, context, *request,
      [this, request, response](const rpc::Call& call, db::Connection& db) -> Status {
        DD_RETURN_IF_ERROR(MayGovern(call.caller, call.county, call.access.roles));
        DD_ASSIGN_OR_RETURN(const DrawRow draw, OneDraw(db, call, request->draw()));
        const auto rows = CallBacksOf(db, call.county, draw.id);
        Picture picture;
        rpc::LoadForRead(db, home_, AroundCalls(call.county, rows), picture);
        const Work work(picture, call.county, call.caller, {}, call.now, 0);
        response->Clear();
        for (const CallBackRow& row : rows) {
          const auto* entry = work.Find<EntryRow>(row.entry_id);
          const auto* acceptance = work.Find<AcceptanceRow>(row.acceptance_id);
          if (entry == nullptr || acceptance == nullptr) continue;
          v1::CallBack& shown = *response->add_call_backs();
          shown = ToProto(row, *entry);
          shown.set_conflict(ConflictIn(call.caller, *entry, *acceptance, work.Find<TeamRow>(row.team_id)));
        }
        *response->mutable_script() = CallBackScriptIn(call.caller.language);
        return absl::OkStatus();
      });
}

}  // namespace diandan::hours
