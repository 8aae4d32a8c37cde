// PersonExportService: a copy of what `hours` keeps about one person.
#pragma once

#include "diandan/hours/v1/person_export_service.grpc.pb.h"
#include "services/hours/certificate_maker.h"
#include "services/hours/exchange_export.h"
#include "services/hours/honour_maker.h"
#include "services/rpc/serving.h"
#include "services/rpc/stream.h"

namespace diandan::hours {

class PersonExportService : public rpc::Serving<v1::PersonExportService> {
 public:
  // `home` and `keys` live longer. The makers open what they have sealed.
  PersonExportService(const rpc::Home& home, const Keys& keys, CertificateMaker certificates,
                      const rpc::Peers::ChannelTo& channel_to)
      : home_(home),
        keys_(keys),
        certificates_(std::move(certificates)),
        honours_(home, keys, channel_to),
        peers_(home, channel_to),
        exchange_(home, keys, peers_) {
    Serve(this, &PersonExportService::ExportPerson);
  }

  grpc::ServerWriteReactor<v1::PersonPart>* ExportPerson(Context* context,
                                                         const v1::ExportPersonRequest* request);

 private:
  Status Export(const rpc::Call& call, const v1::ExportPersonRequest& request,
                const rpc::Write<v1::PersonPart>& write) const;
  StatusOr<v1::Certificate> Certified(const rpc::Call& call, const CertificateRow& row) const;
  StatusOr<v1::Nomination> Nominated(const rpc::Call& call, const NominationRow& row) const;

  const rpc::Home& home_;
  const Keys& keys_;
  const CertificateMaker certificates_;
  const HonourMaker honours_;
  const ExchangePeers peers_;
  const ExchangeExport exchange_;
};

}  // namespace diandan::hours
