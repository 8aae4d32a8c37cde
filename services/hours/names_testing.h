// For tests of certificates: peers that know names. Every order is haircuts at the station 红柳村, every team
// is 小白杨理发队, the township is 柳湾镇, the centre is 奈曼旗's; who somebody is, a test may say.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "diandan/orders/v1/duty_facts_service.pb.h"
#include "diandan/volunteers/v1/duty_facts_service.pb.h"
#include "diandan/volunteers/v1/reveal_service.pb.h"
#include "grpcpp/impl/service_type.h"
#include "services/rpc/handle.h"

namespace diandan::hours {

class KnownPeople {
 public:
  // By resource name; whoever was not told is 王小利.
  void Tell(volunteers::v1::RevealedPerson person);
  volunteers::v1::RevealedPerson Of(const std::string& volunteer) const;
  // How often somebody was asked for.
  int looks() const;
  // What reports are told, part by part; and what was asked last.
  void TellDuties(std::vector<volunteers::v1::DutyFacts> parts, orders::v1::OrderDutyFacts facts);
  std::vector<volunteers::v1::DutyFacts> DutiesOfPeople(
      const volunteers::v1::ReadDutyFactsRequest& request) const;
  orders::v1::OrderDutyFacts DutiesOfOrders(const orders::v1::CountDutyFactsRequest& request) const;
  orders::v1::CountDutyFactsRequest asked_orders() const;

 private:
  mutable absl::Mutex mutex_;
  std::map<std::string, volunteers::v1::RevealedPerson> people_;
  mutable int looks_ = 0;
  std::vector<volunteers::v1::DutyFacts> duties_;
  orders::v1::OrderDutyFacts order_duties_;
  mutable orders::v1::CountDutyFactsRequest asked_orders_;
};

// The gRPC services whose RPCs these serve.
std::vector<std::string> NameServicesOf(const std::string& peer);
std::vector<std::unique_ptr<grpc::Service>> NamesOf(const std::string& peer, const rpc::Home& home,
                                                    const KnownPeople& people);

}  // namespace diandan::hours
