#include "services/hours/certificate_names.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "diandan/volunteers/v1/team_service.grpc.pb.h"
#include "services/base/text.h"
#include "services/hours/certificate_rules.h"
#include "services/hours/unit_name.h"

namespace diandan::hours {

namespace o = orders::v1;
namespace v = volunteers::v1;

namespace {

// Looks each thing up once, as the service.
class Lookup {
 public:
  Lookup(const rpc::Home& home, const rpc::Call& call, const std::shared_ptr<grpc::Channel>& orders,
         const std::shared_ptr<grpc::Channel>& volunteers)
      : peer_(home.identity),
        call_(call),
        orders_(o::OrderService::NewStub(orders)),
        orgs_(v::OrgService::NewStub(volunteers)),
        teams_(v::TeamService::NewStub(volunteers)) {}

  StatusOr<const o::Order*> Order(const std::string& name) {
    return Once<o::GetOrderRequest>(known_orders_, *orders_, &o::OrderService::Stub::GetOrder, name);
  }
  StatusOr<const v::Org*> Org(const std::string& name) {
    return Once<v::GetOrgRequest>(known_orgs_, *orgs_, &v::OrgService::Stub::GetOrg, name);
  }
  StatusOr<const v::Team*> Team(const std::string& name) {
    return Once<v::GetTeamRequest>(known_teams_, *teams_, &v::TeamService::Stub::GetTeam, name);
  }

 private:
  template <typename Request, typename Thing, typename Stub>
  StatusOr<const Thing*> Once(std::map<std::string, Thing>& known, Stub& stub,
                              grpc::Status (Stub::*get)(grpc::ClientContext*, const Request&, Thing*),
                              const std::string& name) {
    auto found = known.find(name);
    if (found == known.end()) {
      Request request;
      request.set_name(name);
      Thing thing;
      DD_RETURN_IF_ERROR(peer_.Call(rpc::For(call_), [&](grpc::ClientContext* context) {
        return (stub.*get)(context, request, &thing);
      }));
      found = known.emplace(name, std::move(thing)).first;
    }
    return &found->second;
  }

  const rpc::Peer peer_;
  const rpc::Call& call_;
  const std::unique_ptr<o::OrderService::Stub> orders_;
  const std::unique_ptr<v::OrgService::Stub> orgs_;
  const std::unique_ptr<v::TeamService::Stub> teams_;
  std::map<std::string, o::Order> known_orders_;
  std::map<std::string, v::Org> known_orgs_;
  std::map<std::string, v::Team> known_teams_;
};

Status Fill(Lookup& lookup, const EntryRow& entry, const v1::IssueCertificateRequest& request,
            certificate::Service& line) {
  const std::string order_name = ResourceNameOf(entry.county_id, "orders", entry.order_id);
  DD_ASSIGN_OR_RETURN(const o::Order* order, lookup.Order(order_name));
  DD_ASSIGN_OR_RETURN(const v::Org* station, lookup.Org(order->station()));
  line.title = order->title();
  line.start = entry.start_at;
  line.end = entry.end_at;
  line.minutes = entry.posted_minutes;
  line.unit = UnitName(station->tier(), station->display_name());
  if (Wants(request, v1::SERVICE_PLACE)) line.place = station->display_name();
  if (Wants(request, v1::SERVICE_ORDER_NUMBER)) line.order_number = entry.order_number;
  if (!Wants(request, v1::SERVICE_TEAM)) return absl::OkStatus();
  const std::string team_name = ResourceNameOf(entry.county_id, "teams", entry.team_id);
  DD_ASSIGN_OR_RETURN(const v::Team* team, lookup.Team(team_name));
  line.team = team->display_name();
  return absl::OkStatus();
}

}  // namespace

StatusOr<Holder> CertificateNames::HolderOf(const rpc::Call& call, const std::string& volunteer) const {
  DD_ASSIGN_OR_RETURN(const v::RevealedPerson person, peers_.RevealOne(call, volunteer, v::CERTIFICATE));
  if (person.legal_name().empty()) return Refuse(errors::v1::VOLUNTEER_UNKNOWN, {{"name", volunteer}});
  return Holder{person.legal_name(), person.masked_id_number(), person.volunteer_number()};
}

StatusOr<std::string> CertificateNames::Issuer(const rpc::Call& call) const {
  v::ListOrgsRequest request;
  request.set_parent(absl::StrCat("counties/", call.county));
  request.set_tier(v::CENTRE);
  request.set_page_size(1);
  v::ListOrgsResponse response;
  DD_RETURN_IF_ERROR(
      peers_.Ask<v::OrgService>(call, "volunteers", &v::OrgService::Stub::ListOrgs, request, &response));
  if (response.orgs().empty()) return Refuse(errors::v1::ORG_UNKNOWN, {{"name", request.parent()}});
  return Shorten(UnitName(response.orgs(0).tier(), response.orgs(0).display_name()),
                 certificate::kLongestIssuer);
}

StatusOr<std::vector<certificate::Service>> CertificateNames::Lines(
    const rpc::Call& call, const std::vector<EntryRow>& entries,
    const v1::IssueCertificateRequest& request) const {
  DD_ASSIGN_OR_RETURN(const auto orders, peers_.To("orders"));
  DD_ASSIGN_OR_RETURN(const auto volunteers, peers_.To("volunteers"));
  Lookup lookup(home_, call, orders, volunteers);
  std::vector<certificate::Service> lines(entries.size());
  for (size_t i = 0; i < entries.size(); ++i) DD_RETURN_IF_ERROR(Fill(lookup, entries[i], request, lines[i]));
  return lines;
}

}  // namespace diandan::hours
