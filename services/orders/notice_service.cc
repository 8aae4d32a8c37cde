#include "services/orders/notice_service.h"

#include "services/base/page.h"
#include "services/db/codec.h"
#include "services/orders/notice_rules.h"
#include "services/orders/notice_store.h"
#include "services/orders/unsent_rules.h"

namespace diandan::orders {

grpc::ServerUnaryReactor* NoticeServiceImpl::ListNotices(Context* c, const v1::ListNoticesRequest* q,
                                                         v1::ListNoticesResponse* r) {
  return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
    r->Clear();
    DD_ASSIGN_OR_RETURN(const Page page, PageOf(*q));
    const Addressee addressee = AddresseeOf(call.caller, call.county);
    auto rows = orders::ListNotices(connection,
                                    {call.county, addressee.teams, addressee.paths, addressee.above,
                                     addressee.account, addressee.volunteer, q->unseen_only(), call.now},
                                    page);
    if (CutToPage(rows, page)) {
      r->set_next_page_token(
          NextPageToken(*q, {db::EncodeTime(rows.back().show_at), rows.back().id.ToString()}));
    }
    Picture picture;
    Touches touches;
    touches.set_county(call.county);
    for (const NoticeRow& row : rows) TouchSubject(row, touches);
    rpc::LoadForRead(connection, call.home, touches, picture);
    for (const NoticeRow& row : rows) {
      *r->add_notices() = ShowNotice(row, picture.Rows<OrderRow>().Find(call.county, row.subject_id),
                                     picture.Rows<UnsentRow>().Find(call.county, row.subject_id), call.now,
                                     call.caller.language);
    }
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* NoticeServiceImpl::ReadNotice(Context* c, const v1::ReadNoticeRequest* q,
                                                        v1::Notice* r) {
  return rpc::Mutate(home_, c, q, r, ReadNoticeVerb());
}

grpc::ServerUnaryReactor* NoticeServiceImpl::ReportUnsent(Context* c, const v1::ReportUnsentRequest* q,
                                                          v1::ReportUnsentResponse* r) {
  return rpc::Mutate(home_, c, q, r, ReportUnsentVerb());
}

}  // namespace diandan::orders
