// BoardService over gRPC.
#pragma once

#include "diandan/orders/v1/board_service.grpc.pb.h"
#include "services/rpc/serving.h"
#include "services/rpc/watches.h"

namespace diandan::orders {

class BoardServiceImpl final : public rpc::Serving<v1::BoardService> {
 public:
  BoardServiceImpl(const rpc::Home& home, rpc::AccessBook* book);

  grpc::ServerWriteReactor<events::v1::Position>* WatchBoard(Context*, const v1::WatchBoardRequest*);

 private:
  rpc::Watches watches_;
};

}  // namespace diandan::orders
