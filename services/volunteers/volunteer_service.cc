#include "diandan/volunteers/v1/volunteer_service.grpc.pb.h"
#include "services/rpc/serving.h"
#include "services/volunteers/access_rules.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/person_seal.h"
#include "services/volunteers/serving.h"
#include "services/volunteers/session_store.h"
#include "services/volunteers/volunteer_rules.h"
#include "services/volunteers/volunteer_store.h"

namespace diandan::volunteers {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;
using Made = StatusOr<std::shared_ptr<const void>>;

// The rights by which somebody else's masked data may be seen: a role over the person's place or unit, or
// leading one of the person's teams.
Status MaySee(const Work& work, const VolunteerRow& row) {
  static const auto* roles =
      new std::vector<Role>{Role::kClerk,    Role::kOfficer, Role::kCountyAdmin, Role::kDispatcher,
                            Role::kReviewer, Role::kAuditor, Role::kLeader,      Role::kLiaison};
  return MustHold(work.caller, work.county, *roles, WithTeams(work, row));
}

// The stored row, for sealing further columns under the person's key.
StatusOr<PersonRow> StoredPerson(const rpc::Call& call, const Uuid& id) {
  PersonRow found;
  DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& connection) -> Status {
    ReadView view(call, connection);
    view.Load([&](Touches& touches) { touches.Add<PersonRow>(id); });
    const PersonRow* row = view.work().Find<PersonRow>(id);
    if (row == nullptr) return Refuse(errors::v1::VOLUNTEER_UNKNOWN, {{"volunteer", id.ToString()}});
    found = *row;
    return absl::OkStatus();
  }));
  return found;
}

class VolunteerServiceImpl final : public rpc::Serving<v1::VolunteerService> {
 public:
  explicit VolunteerServiceImpl(Parts& parts) : parts_(parts), home_(parts.home) {
    Serve(this, &VolunteerServiceImpl::GetVolunteer, &VolunteerServiceImpl::ListVolunteers,
          &VolunteerServiceImpl::FindVolunteer, &VolunteerServiceImpl::GetImportKey,
          &VolunteerServiceImpl::RegisterVolunteer, &VolunteerServiceImpl::UpdateVolunteer,
          &VolunteerServiceImpl::RecordGuardianConsent, &VolunteerServiceImpl::SetConsent,
          &VolunteerServiceImpl::SetOwnFreeTimes, &VolunteerServiceImpl::AddQualification,
          &VolunteerServiceImpl::AddInsurance, &VolunteerServiceImpl::SuspendVolunteer,
          &VolunteerServiceImpl::ResumeVolunteer, &VolunteerServiceImpl::EraseVolunteer);
  }

  Reactor* GetVolunteer(Context* c, const v1::GetVolunteerRequest* q, v1::Volunteer* r) {
    return rpc::Read(home_, c, *q, [this, q, r](const rpc::Call& call, db::Connection& connection) -> Status {
      const Uuid id = IdOf(q->name());
      ReadView view(call, connection);
      Load(view, {id});
      const VolunteerRow* row = view.work().Find<VolunteerRow>(id);
      if (row == nullptr) return Refuse(errors::v1::VOLUNTEER_UNKNOWN, {{"volunteer", q->name()}});
      const bool own = !call.caller.volunteer.is_nil() && call.caller.volunteer == id;
      if (!own) DD_RETURN_IF_ERROR(MaySee(view.work(), *row));
      return Show(view.work(), *row, !own, *r);
    });
  }

  Reactor* ListVolunteers(Context* c, const v1::ListVolunteersRequest* q, v1::ListVolunteersResponse* r) {
    return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
      DD_ASSIGN_OR_RETURN(Page page, PageOf(*q));
      ReadView view(call, connection);
      DD_RETURN_IF_ERROR(MayList(call, view, *q));
      VolunteerFilter filter;
      if (!q->org().empty()) filter.org = IdOf(q->org());
      if (!q->unit().empty()) filter.unit = IdOf(q->unit());
      if (q->kind() != v1::VOLUNTEER_KIND_UNSPECIFIED) filter.kind = v1::VolunteerKind_Name(q->kind());
      if (q->state() != v1::Volunteer::STATE_UNSPECIFIED)
        filter.state = v1::Volunteer::State_Name(q->state());
      filter.order_by = q->order_by();
      DD_ASSIGN_OR_RETURN(auto sorted, volunteers::ListVolunteers(connection, call.county, filter, page));
      r->Clear();
      if (!sorted.last.empty()) r->set_next_page_token(NextPageToken(*q, sorted.last));
      for (const VolunteerRow& row : sorted.rows) *r->add_volunteers() = ShowVolunteer(view.work(), row);
      return absl::OkStatus();
    });
  }

  Reactor* FindVolunteer(Context* c, const v1::FindVolunteerRequest* q, v1::FindVolunteerResponse* r) {
    return rpc::Read(home_, c, *q, [this, q, r](const rpc::Call& call, db::Connection& connection) -> Status {
      r->Clear();
      DD_ASSIGN_OR_RETURN(std::vector<Uuid> ids, Find(call, connection, *q));
      ReadView view(call, connection);
      Load(view, ids);
      for (const Uuid& id : ids) {
        const VolunteerRow* row = view.work().Find<VolunteerRow>(id);
        if (!MaySee(view.work(), *row).ok()) continue;  // others' people are not found
        DD_RETURN_IF_ERROR(Show(view.work(), *row, true, *r->add_volunteers()));
      }
      return absl::OkStatus();
    });
  }

  Reactor* GetImportKey(Context* c, const v1::GetImportKeyRequest* q, v1::GetImportKeyResponse* r) {
    return rpc::Read(home_, c, *q, [this, r](const rpc::Call& call, db::Connection&) -> Status {
      r->set_key(ImportSpace(*parts_.keys, call.county).ToString());
      return absl::OkStatus();
    });
  }

  Reactor* RegisterVolunteer(Context* c, const v1::RegisterVolunteerRequest* q, v1::Volunteer* r) {
    return rpc::Mutate(home_, c, q, r, kRegisterVolunteer, [this, q](const rpc::Call& call) -> Made {
      DD_ASSIGN_OR_RETURN(PersonFacts facts, CheckPersonal(q->personal(), call.now));
      return std::make_shared<SealedPerson>(
          SealPerson(*parts_.keys, call.county, *ParseUuid(q->volunteer_id()), facts));
    });
  }

  Reactor* UpdateVolunteer(Context* c, const v1::UpdateVolunteerRequest* q, v1::Volunteer* r) {
    return rpc::Mutate(home_, c, q, r, kUpdateVolunteer, [this, q](const rpc::Call& call) -> Made {
      auto change = std::make_shared<SealedChange>();
      const std::string name = NormalName(q->personal().legal_name()),
                        phone = NormalPhone(q->personal().phone());
      if (name.empty() && phone.empty()) return change;
      if (!phone.empty() && !PhoneValid(phone)) return InvalidField("personal.phone", "", "phone");
      DD_ASSIGN_OR_RETURN(PersonRow stored, StoredPerson(call, IdOf(q->name())));
      if (!name.empty()) {
        DD_ASSIGN_OR_RETURN(change->legal_name, SealColumn(*parts_.keys, stored, "legal_name", name));
        change->legal_name_index = BlindIndexOf(*parts_.keys, call.county, kByLegalName, name);
      }
      if (!phone.empty()) {
        DD_ASSIGN_OR_RETURN(change->phone, SealColumn(*parts_.keys, stored, "phone", phone));
        change->phone_index = BlindIndexOf(*parts_.keys, call.county, kByPhone, phone);
      }
      return change;
    });
  }

  Reactor* RecordGuardianConsent(Context* c, const v1::RecordGuardianConsentRequest* q, v1::Volunteer* r) {
    return rpc::Mutate(home_, c, q, r, kRecordGuardianConsent, [this, q](const rpc::Call& call) -> Made {
      auto change = std::make_shared<SealedChange>();
      if (!q->given()) return change;
      const std::string name = NormalName(q->guardian_name()), phone = NormalPhone(q->guardian_phone());
      if (!phone.empty() && !PhoneValid(phone)) return InvalidField("guardian_phone", "", "phone");
      DD_ASSIGN_OR_RETURN(PersonRow stored, StoredPerson(call, IdOf(q->name())));
      DD_ASSIGN_OR_RETURN(change->guardian_name, SealColumn(*parts_.keys, stored, "guardian_name", name));
      DD_ASSIGN_OR_RETURN(change->guardian_phone, SealColumn(*parts_.keys, stored, "guardian_phone", phone));
      return change;
    });
  }

  Reactor* SetOwnFreeTimes(Context* c, const v1::SetOwnFreeTimesRequest* q, v1::Volunteer* r) {
    return rpc::Mutate(home_, c, q, r, kSetOwnFreeTimes);
  }
  Reactor* SetConsent(Context* c, const v1::SetConsentRequest* q, v1::Volunteer* r) {
    return rpc::Mutate(home_, c, q, r, kSetConsent);
  }
  Reactor* AddQualification(Context* c, const v1::AddQualificationRequest* q, v1::Volunteer* r) {
    return rpc::Mutate(home_, c, q, r, kAddQualification);
  }
  Reactor* AddInsurance(Context* c, const v1::AddInsuranceRequest* q, v1::Volunteer* r) {
    return rpc::Mutate(home_, c, q, r, kAddInsurance);
  }
  Reactor* SuspendVolunteer(Context* c, const v1::SuspendVolunteerRequest* q, v1::Volunteer* r) {
    return rpc::Mutate(home_, c, q, r, kSuspendVolunteer);
  }
  Reactor* ResumeVolunteer(Context* c, const v1::ResumeVolunteerRequest* q, v1::Volunteer* r) {
    return rpc::Mutate(home_, c, q, r, kResumeVolunteer);
  }

  Reactor* EraseVolunteer(Context* c, const v1::EraseVolunteerRequest* q, v1::Volunteer* r) {
    return rpc::Slow(home_, c, *q, [this, q, r](const rpc::Call& call) -> Status {
      const Uuid id = IdOf(q->name());
      auto before = std::make_shared<PersonBeforeErasure>();
      DD_ASSIGN_OR_RETURN(PersonRow stored, StoredPerson(call, id));
      if (!stored.data_key.data.empty()) {
        DD_ASSIGN_OR_RETURN(v1::PersonalData clear, OpenPerson(*parts_.keys, stored));
        before->identity = IdentityOf(*parts_.keys, call.county, clear.id_number());
      }
      DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& connection) {
        before->accounts = AccountsOf(connection, call.county, id);
        before->posts.clear();
        for (const auto& [post, org] : PostsHeldBy(connection, call.county, id))
          before->posts.push_back({post, org});
        return absl::OkStatus();
      }));
      DD_RETURN_IF_ERROR(rpc::RunInLane(call, call.county, call.request_id, *q, *r, kEraseVolunteer, before));
      return db::Transact(*home_.pool, {call.county}, false, [&](db::Connection& connection) {
        for (const Uuid& account : before->accounts) ForgetSignInNames(connection, call.county, account);
        return absl::OkStatus();
      });
    });
  }

 private:
  static void Load(ReadView& view, const std::vector<Uuid>& ids) {
    view.Load([&](Touches& touches) {
      for (const Uuid& id : ids) {
        TouchVolunteer(id, touches);
        touches.Add<PersonRow>(id);
        touches.AddChildren<MembershipRow>(id);
      }
    });
  }

  // An erased person has nothing personal left to show.
  Status Show(const Work& work, const VolunteerRow& row, bool masked, v1::Volunteer& out) const {
    out = ShowVolunteer(work, row);
    const PersonRow* person = work.Find<PersonRow>(row.id);
    if (person == nullptr || row.state == v1::Volunteer::ERASED) return absl::OkStatus();
    DD_ASSIGN_OR_RETURN(v1::PersonalData clear, OpenPerson(*parts_.keys, *person));
    *out.mutable_personal() = masked ? Masked(clear) : clear;
    return absl::OkStatus();
  }

  // Without an organisation or unit the whole county is listed: for those whose role spans it.
  static Status MayList(const rpc::Call& call, ReadView& view, const v1::ListVolunteersRequest& request) {
    if (HoldsInCounty(call.caller, call.county,
                      {Role::kCountyAdmin, Role::kDispatcher, Role::kReviewer, Role::kAuditor})) {
      return absl::OkStatus();
    }
    if (request.org().empty()) return InvalidField("org", "", "required");
    view.Load([&](Touches& touches) { touches.Add<OrgRow>(IdOf(request.org())); });
    const OrgRow* org = view.work().Find<OrgRow>(IdOf(request.org()));
    if (org == nullptr) return Refuse(errors::v1::ORG_UNKNOWN, {{"org", request.org()}});
    Scope scope;
    scope.org_path = org->path;
    return MayDo(view.work(), "VolunteerService/ListVolunteers", scope);
  }

  StatusOr<std::vector<Uuid>> Find(const rpc::Call& call, db::Connection& connection,
                                   const v1::FindVolunteerRequest& q) const {
    const Keys& keys = *parts_.keys;
    switch (q.by_case()) {
      case v1::FindVolunteerRequest::kLegalName:
        return FindByIndex(connection, call.county, "legal_name_index",
                           BlindIndexOf(keys, call.county, kByLegalName, NormalName(q.legal_name())));
      case v1::FindVolunteerRequest::kPhone:
        return FindByIndex(connection, call.county, "phone_index",
                           BlindIndexOf(keys, call.county, kByPhone, NormalPhone(q.phone())));
      case v1::FindVolunteerRequest::kIdNumber:
        return FindByIndex(connection, call.county, "id_number_index",
                           BlindIndexOf(keys, call.county, kByIdNumber, NormalIdNumber(q.id_number())));
      case v1::FindVolunteerRequest::kNumber:
        return FindByNumber(connection, call.county, q.number());
      case v1::FindVolunteerRequest::BY_NOT_SET:
        break;
    }
    return InvalidField("legal_name", "", "one_of:legal_name, phone, id_number, number");
  }

  Parts& parts_;
  const rpc::Home& home_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeVolunteerService(Parts& parts) {
  return std::make_unique<VolunteerServiceImpl>(parts);
}

}  // namespace diandan::volunteers
