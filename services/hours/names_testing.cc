#include "services/hours/names_testing.h"

#include <set>

#include "diandan/orders/v1/duty_facts_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/volunteers/v1/duty_facts_service.grpc.pb.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "diandan/volunteers/v1/record_service.grpc.pb.h"
#include "diandan/volunteers/v1/reveal_service.grpc.pb.h"
#include "diandan/volunteers/v1/team_service.grpc.pb.h"
#include "services/base/request_fields.h"
#include "services/hours/desk_testing.h"
#include "services/rpc/serving.h"
#include "services/rpc/stream.h"

namespace diandan::hours {

namespace o = orders::v1;
namespace v = volunteers::v1;

namespace {

class OrderNames : public rpc::Serving<o::OrderService> {
 public:
  explicit OrderNames(const rpc::Home& home) : home_(home) { ServeOnly(this, &OrderNames::GetOrder); }
  Reactor* GetOrder(Context* c, const o::GetOrderRequest* q, o::Order* r) {
    return rpc::Slow(home_, c, *q, [=](const rpc::Call& call) {
      r->set_name(q->name());
      r->set_title("上门理发");
      r->set_station(ResourceNameOf(call.county, "orgs", DeriveUuid(call.county, "station")));
      return absl::OkStatus();
    });
  }

 private:
  const rpc::Home& home_;
};

class OrgNames : public rpc::Serving<v::OrgService> {
 public:
  explicit OrgNames(const rpc::Home& home) : home_(home) {
    ServeOnly(this, &OrgNames::GetOrg, &OrgNames::ListOrgs);
  }
  Reactor* GetOrg(Context* c, const v::GetOrgRequest* q, v::Org* r) {
    return rpc::Slow(home_, c, *q, [=](const rpc::Call& call) {
      r->set_name(q->name());
      r->set_tier(v::STATION);
      r->set_display_name("红柳村");
      r->set_path("c.t.v");
      if (IdOf(q->name()) == DeriveUuid(call.county, "township")) {
        r->set_tier(v::INSTITUTE);
        r->set_display_name("柳湾镇");
        r->set_path("c.t");
      }
      if (IdOf(q->name()) == DeriveUuid(call.county, "centre")) {
        r->set_tier(v::CENTRE);
        r->set_display_name("奈曼旗");
        r->set_path("c");
      }
      return absl::OkStatus();
    });
  }
  Reactor* ListOrgs(Context* c, const v::ListOrgsRequest* q, v::ListOrgsResponse* r) {
    return rpc::Slow(home_, c, *q, [=](const rpc::Call&) {
      v::Org& centre = *r->add_orgs();
      centre.set_tier(q->tier());
      centre.set_display_name("奈曼旗");
      return absl::OkStatus();
    });
  }

 private:
  const rpc::Home& home_;
};

class TeamNames : public rpc::Serving<v::TeamService> {
 public:
  explicit TeamNames(const rpc::Home& home) : home_(home) { ServeOnly(this, &TeamNames::GetTeam); }
  Reactor* GetTeam(Context* c, const v::GetTeamRequest* q, v::Team* r) {
    return rpc::Slow(home_, c, *q, [=](const rpc::Call&) {
      r->set_name(q->name());
      r->set_display_name("小白杨理发队");
      return absl::OkStatus();
    });
  }

 private:
  const rpc::Home& home_;
};

class PeopleNames : public rpc::Serving<v::RevealService> {
 public:
  PeopleNames(const rpc::Home& home, const KnownPeople& people) : home_(home), people_(people) {
    Serve(this, &PeopleNames::Reveal);
  }
  grpc::ServerWriteReactor<v::RevealedPerson>* Reveal(Context* c, const v::RevealRequest* q) {
    return rpc::Stream<v::RevealedPerson>(
        home_, c, *q, [=, this](const rpc::Call&, const rpc::Write<v::RevealedPerson>& write) -> Status {
          if (q->purpose() != v::CERTIFICATE && q->purpose() != v::HONOUR)
            return Refuse(errors::v1::NOT_ALLOWED);
          for (const std::string& name : q->volunteers()) write(people_.Of(name));
          return absl::OkStatus();
        });
  }

 private:
  const rpc::Home& home_;
  const KnownPeople& people_;
};

// Everybody agreed to a record and has the number of 赵, who is found by it.
class PeopleRecords : public rpc::Serving<v::RecordService> {
 public:
  explicit PeopleRecords(const rpc::Home& home) : home_(home) {
    ServeOnly(this, &PeopleRecords::DescribeForRecords);
  }
  Reactor* DescribeForRecords(Context* c, const v::DescribeForRecordsRequest* q,
                              v::DescribeForRecordsResponse* r) {
    return rpc::Slow(home_, c, *q, [=](const rpc::Call& call) {
      std::set<std::string> people(q->volunteers().begin(), q->volunteers().end());
      if (!q->numbers().empty()) people.insert(ResourceNameOf(call.county, "volunteers", Id("赵")));
      for (const std::string& name : people) {
        v::RecordedPerson& person = *r->add_people();
        person.set_volunteer(name);
        person.set_number("150525-7K3M");
        person.set_may_record(true);
        person.set_home_county(call.county);
      }
      return absl::OkStatus();
    });
  }

 private:
  const rpc::Home& home_;
};

class PeopleDuties : public rpc::Serving<v::DutyFactsService> {
 public:
  PeopleDuties(const rpc::Home& home, const KnownPeople& people) : home_(home), people_(people) {
    Serve(this, &PeopleDuties::ReadDutyFacts);
  }
  grpc::ServerWriteReactor<v::DutyFacts>* ReadDutyFacts(Context* c, const v::ReadDutyFactsRequest* q) {
    return rpc::Stream<v::DutyFacts>(
        home_, c, *q, [=, this](const rpc::Call&, const rpc::Write<v::DutyFacts>& write) -> Status {
          for (const auto& part : people_.DutiesOfPeople(*q)) write(part);
          return absl::OkStatus();
        });
  }

 private:
  const rpc::Home& home_;
  const KnownPeople& people_;
};

class OrderDuties : public rpc::Serving<o::DutyFactsService> {
 public:
  OrderDuties(const rpc::Home& home, const KnownPeople& people) : home_(home), people_(people) {
    Serve(this, &OrderDuties::CountDutyFacts);
  }
  Reactor* CountDutyFacts(Context* c, const o::CountDutyFactsRequest* q, o::OrderDutyFacts* r) {
    return rpc::Slow(home_, c, *q, [=, this](const rpc::Call&) {
      *r = people_.DutiesOfOrders(*q);
      return absl::OkStatus();
    });
  }

 private:
  const rpc::Home& home_;
  const KnownPeople& people_;
};

}  // namespace

void KnownPeople::TellDuties(std::vector<v::DutyFacts> parts, o::OrderDutyFacts facts) {
  const absl::MutexLock lock(&mutex_);
  duties_ = std::move(parts);
  order_duties_ = std::move(facts);
}

// Numbers only when they are wanted.
std::vector<v::DutyFacts> KnownPeople::DutiesOfPeople(const v::ReadDutyFactsRequest& request) const {
  const absl::MutexLock lock(&mutex_);
  std::vector<v::DutyFacts> parts = duties_;
  if (request.with_numbers()) return parts;
  for (v::DutyFacts& part : parts) {
    if (part.has_people()) part.mutable_people()->clear_numbers();
  }
  return parts;
}

o::OrderDutyFacts KnownPeople::DutiesOfOrders(const o::CountDutyFactsRequest& request) const {
  const absl::MutexLock lock(&mutex_);
  asked_orders_ = request;
  return order_duties_;
}

o::CountDutyFactsRequest KnownPeople::asked_orders() const {
  const absl::MutexLock lock(&mutex_);
  return asked_orders_;
}

void KnownPeople::Tell(v::RevealedPerson person) {
  const absl::MutexLock lock(&mutex_);
  const std::string name = person.volunteer();
  people_[name] = std::move(person);
}

v::RevealedPerson KnownPeople::Of(const std::string& volunteer) const {
  const absl::MutexLock lock(&mutex_);
  ++looks_;
  if (const auto found = people_.find(volunteer); found != people_.end()) return found->second;
  v::RevealedPerson person;
  person.set_volunteer(volunteer);
  person.set_legal_name("王小利");
  person.set_chosen_name("利姐");
  person.set_masked_id_number("1505**********123X");
  person.set_volunteer_number("150525-7K3M");
  return person;
}

int KnownPeople::looks() const {
  const absl::MutexLock lock(&mutex_);
  return looks_;
}

std::vector<std::string> NameServicesOf(const std::string& peer) {
  if (peer == "orders")
    return {o::OrderService::service_full_name(), o::DutyFactsService::service_full_name()};
  return {v::OrgService::service_full_name(), v::TeamService::service_full_name(),
          v::RevealService::service_full_name(), v::DutyFactsService::service_full_name(),
          v::RecordService::service_full_name()};
}

std::vector<std::unique_ptr<grpc::Service>> NamesOf(const std::string& peer, const rpc::Home& home,
                                                    const KnownPeople& people) {
  std::vector<std::unique_ptr<grpc::Service>> services;
  if (peer == "orders") {
    services.push_back(std::make_unique<OrderNames>(home));
    services.push_back(std::make_unique<OrderDuties>(home, people));
    return services;
  }
  services.push_back(std::make_unique<OrgNames>(home));
  services.push_back(std::make_unique<TeamNames>(home));
  services.push_back(std::make_unique<PeopleNames>(home, people));
  services.push_back(std::make_unique<PeopleDuties>(home, people));
  services.push_back(std::make_unique<PeopleRecords>(home));
  return services;
}

}  // namespace diandan::hours
