#include "services/orders/board_service.h"

#include "services/orders/access_rules.h"
#include "services/orders/board_store.h"

namespace diandan::orders {

BoardServiceImpl::BoardServiceImpl(const rpc::Home& home, rpc::AccessBook* book)
    : watches_(home, book, {.touched = StationsOfEvents}) {
  Serve(this, &BoardServiceImpl::WatchBoard);
}

grpc::ServerWriteReactor<events::v1::Position>* BoardServiceImpl::WatchBoard(
    Context* context, const v1::WatchBoardRequest* request) {
  return watches_.Open(context, *request, request->org_path(), [request](const rpc::Call& call) {
    Scope place;
    place.county = call.county;
    place.org_path = request->org_path();
    return Allowed(AccessTo("BoardService/WatchBoard"), call.caller, place);
  });
}

}  // namespace diandan::orders
