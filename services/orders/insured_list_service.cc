#include "services/orders/insured_list_service.h"

#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "services/orders/access_rules.h"
#include "services/orders/common_rules.h"
#include "services/orders/insured_list_rules.h"
#include "services/rpc/client.h"

namespace diandan::orders {

namespace v = volunteers::v1;

namespace {

constexpr size_t kMostRevealed = 200;  // a call

}  // namespace

InsuredListServiceImpl::Reactor* InsuredListServiceImpl::GetInsuredList(Context* c,
                                                                        const v1::GetInsuredListRequest* q,
                                                                        v1::InsuredList* r) {
  return rpc::Read(home_, c, *q, [this, q, r](const rpc::Call& call, db::Connection& connection) -> Status {
    Picture picture;
    Touches touches;
    touches.set_county(call.county);
    TouchInsuredList(IdOf(q->name()), touches);
    rpc::LoadForRead(connection, home_, touches, picture);
    Work work(picture, call.county, call.caller, {}, call.now, 0);
    Touches people;
    people.set_county(call.county);
    TouchInsuredPeople(work, IdOf(q->name()), people);
    rpc::LoadForRead(connection, home_, people, picture);
    DD_ASSIGN_OR_RETURN(const OrderRow* order, FindOrder(work, q->name()));
    Scope scope = AtStation(*order);
    if (order->team_id) scope.teams = {*order->team_id};
    DD_RETURN_IF_ERROR(MayDo(work, "InsuredListService/GetInsuredList", scope));
    return ShowInsuredList(work, q->name(), *r);
  });
}

Status InsuredListServiceImpl::NamePeople(const rpc::Call& call, v1::InsuredList& list) const {
  // People of another county are revealed there.
  std::map<CountyId, std::set<std::string>> wanted;
  for (const auto& person : list.people()) wanted[CountyIn(person.volunteer())].insert(person.volunteer());
  rpc::Peers::People known;
  for (const auto& [county, names] : wanted) {
    std::vector<std::string> all(names.begin(), names.end());
    for (size_t at = 0; at < all.size(); at += kMostRevealed) {
      v::RevealRequest request;
      request.set_parent(absl::StrCat("counties/", county));
      request.set_purpose(v::INSURED_LIST);
      request.set_request_id(
          DeriveUuid(call.request_id, absl::StrCat("reveal/", county, "/", at)).ToString());
      for (size_t i = at; i < std::min(at + kMostRevealed, all.size()); ++i) request.add_volunteers(all[i]);
      DD_ASSIGN_OR_RETURN(rpc::Peers::People part, peers_.Reveal(call, request));
      known.merge(part);
    }
  }
  for (auto& person : *list.mutable_people()) {
    const auto found = known.find(person.volunteer());
    if (found == known.end()) {
      person.set_withheld("UNKNOWN");
      continue;
    }
    person.set_legal_name(found->second.legal_name());
    person.set_id_number(found->second.id_number());
    person.set_withheld(found->second.withheld());
  }
  return absl::OkStatus();
}

// The event commits first, then names are asked for; `volunteers` records whose.
InsuredListServiceImpl::Reactor* InsuredListServiceImpl::TakeInsuredList(Context* c,
                                                                         const v1::TakeInsuredListRequest* q,
                                                                         v1::InsuredList* r) {
  return rpc::Slow(home_, c, *q, [this, q, r](const rpc::Call& call) -> Status {
    DD_RETURN_IF_ERROR(rpc::RunInLane(call, call.county, call.request_id, *q, *r, TakeInsuredListVerb()));
    return NamePeople(call, *r);
  });
}

}  // namespace diandan::orders
