// PersonExportService over gRPC: a copy of what `orders` keeps about one person.
#pragma once

#include "diandan/orders/v1/person_export_service.grpc.pb.h"
#include "services/base/keys.h"
#include "services/rpc/serving.h"
#include "services/rpc/stream.h"

namespace diandan::orders {

class PersonExportServiceImpl final : public rpc::Serving<v1::PersonExportService> {
 public:
  PersonExportServiceImpl(const rpc::Home& home, const Keys* keys) : home_(home), keys_(keys) {
    Serve(this, &PersonExportServiceImpl::ExportPerson);
  }

  grpc::ServerWriteReactor<v1::PersonPart>* ExportPerson(Context* context,
                                                         const v1::ExportPersonRequest* request);

 private:
  Status Export(const rpc::Call& call, const v1::ExportPersonRequest& request,
                const rpc::Write<v1::PersonPart>& write) const;

  const rpc::Home& home_;
  const Keys* const keys_;
};

}  // namespace diandan::orders
