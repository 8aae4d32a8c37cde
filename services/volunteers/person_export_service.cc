// PersonExportService: the event commits first, then everything about one person is read and streamed.
#include "diandan/volunteers/v1/person_export_service.grpc.pb.h"
#include "services/base/person_export.h"
#include "services/rpc/serving.h"
#include "services/rpc/stream.h"
#include "services/volunteers/account_rules.h"
#include "services/volunteers/account_seal.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/member_rules.h"
#include "services/volunteers/person_rules.h"
#include "services/volunteers/person_seal.h"
#include "services/volunteers/record_rules.h"
#include "services/volunteers/second_factor_rules.h"
#include "services/volunteers/serving.h"
#include "services/volunteers/session_rules.h"
#include "services/volunteers/session_store.h"
#include "services/volunteers/volunteer_rules.h"
#include "services/volunteers/volunteer_store.h"

namespace diandan::volunteers {
namespace {

using ExportParts = std::vector<v1::PersonPart>;

const Verb& ExportOwnPersonVerb() {
  static const Verb verb = ExportPersonVerb<v1::ExportPersonRequest, v1::PersonExported>("PERSON_EXPORTED");
  return verb;
}

class PersonExportServiceImpl final : public rpc::Serving<v1::PersonExportService> {
 public:
  explicit PersonExportServiceImpl(Parts& parts) : parts_(parts), home_(parts.home) {
    Serve(this, &PersonExportServiceImpl::ExportPerson);
  }

  grpc::ServerWriteReactor<v1::PersonPart>* ExportPerson(Context* c, const v1::ExportPersonRequest* q) {
    return rpc::Stream<v1::PersonPart>(
        home_, c, *q, [this, q](const rpc::Call& call, const rpc::Write<v1::PersonPart>& write) -> Status {
          DD_RETURN_IF_ERROR(MayExportPerson(call.caller, call.county, IdOf(q->volunteer())));
          DD_RETURN_IF_ERROR(rpc::ReadCounty(
              call, [&](db::Connection& connection) { return MustBeKnown(call, connection, *q); }));
          v1::PersonPart none;
          DD_RETURN_IF_ERROR(
              rpc::RunInLane(call, call.county, call.request_id, *q, none, ExportOwnPersonVerb()));
          ExportParts parts;
          DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& connection) {
            parts.clear();
            return ReadAllParts(call, connection, IdOf(q->volunteer()), parts);
          }));
          for (const auto& part : parts) {
            if (!write(part)) return absl::CancelledError();
          }
          return absl::OkStatus();
        });
  }

 private:
  static Status MustBeKnown(const rpc::Call& call, db::Connection& connection,
                            const v1::ExportPersonRequest& q) {
    ReadView view(call, connection);
    const Uuid id = IdOf(q.volunteer());
    view.Load([&](Touches& touches) {
      touches.Add<VolunteerRow>(id);
      touches.Add<GuestRow>(id);
    });
    const bool known =
        view.work().Find<VolunteerRow>(id) != nullptr || view.work().Find<GuestRow>(id) != nullptr;
    return known ? absl::OkStatus() : Refuse(errors::v1::VOLUNTEER_UNKNOWN, {{"volunteer", q.volunteer()}});
  }

  // Of one person there are dozens of these things, so they are held together.
  Status ReadAllParts(const rpc::Call& call, db::Connection& connection, const Uuid& id,
                      ExportParts& parts) const {
    const auto accounts = AccountsOf(connection, call.county, id);
    const auto posts = PostsHeldBy(connection, call.county, id);
    ReadView view(call, connection);
    view.Load([&](Touches& touches) {
      TouchVolunteer(id, touches);
      touches.Add<PersonRow>(id);
      touches.Add<GuestRow>(id);
      touches.AddChildren<MembershipRow>(id);
      for (const auto& [post, org] : posts) touches.Add<PostRow>(post);
      for (const Uuid& account : accounts) TouchAccount(account, touches);
    });
    view.Load([&](Touches& touches) {
      for (const TrainedRow* row : view.work().Children<TrainedRow>(id))
        touches.Add<TrainingRow>(row->training_id);
    });
    const bool own = IsOwnCopy(call.caller, id);
    DD_RETURN_IF_ERROR(AddProfile(view.work(), id, own, parts));
    AddTies(view.work(), id, posts, parts);
    for (const Uuid& account : accounts) {
      const AccountRow* row = view.work().Find<AccountRow>(account);
      if (row != nullptr) DD_RETURN_IF_ERROR(AddAccount(call, connection, view.work(), *row, own, parts));
    }
    for (const char* what : {"password", "second_factor_secret", "refresh_tokens"})
      parts.push_back(LeftOutPart<v1::PersonPart>(what, v1::OPENS_THE_DOOR));
    return absl::OkStatus();
  }

  Status AddProfile(const Work& work, const Uuid& id, bool own, ExportParts& parts) const {
    v1::Volunteer& profile = *parts.emplace_back().mutable_profile();
    const VolunteerRow* row = work.Find<VolunteerRow>(id);
    if (row == nullptr) {
      const GuestRow& guest = *work.Find<GuestRow>(id);
      profile.set_name(ResourceNameOf(guest.home_county, "volunteers", id));
      profile.set_number(guest.number);
      profile.set_chosen_name(guest.chosen_name);
      profile.set_sex(guest.sex);
      profile.set_state(guest.state);
      return absl::OkStatus();
    }
    profile = ShowVolunteer(work, *row);
    const PersonRow* person = work.Find<PersonRow>(id);
    if (person == nullptr || row->state == v1::Volunteer::ERASED) return absl::OkStatus();
    DD_ASSIGN_OR_RETURN(v1::PersonalData clear, OpenPerson(*parts_.keys, *person));
    *profile.mutable_personal() = own ? clear : Masked(clear);
    return absl::OkStatus();
  }

  // Teams, posts, trainings.
  static void AddTies(const Work& work, const Uuid& id, const std::vector<std::pair<Uuid, Uuid>>& posts,
                      ExportParts& parts) {
    for (const MembershipRow* row : work.Children<MembershipRow>(id))
      *parts.emplace_back().mutable_membership() = ShowMembership(*row, "", "");
    for (const auto& [post, org] : posts) {
      const PostRow* row = work.Find<PostRow>(post);
      if (row == nullptr) continue;
      v1::HeldPost& held = *parts.emplace_back().mutable_post();
      held.set_org(ResourceNameOf(work.county, "orgs", org));
      held.mutable_post()->set_kind(row->kind);
      *held.mutable_post()->mutable_since_time() = ToTimestamp(row->since);
    }
    for (const TrainedRow* row : work.Children<TrainedRow>(id)) {
      google::protobuf::RepeatedPtrField<v1::TrainingAttended> shown;
      ShowTrained(work, *row, shown);
      for (auto& one : shown) *parts.emplace_back().mutable_training() = one;
    }
  }

  Status AddAccount(const rpc::Call& call, db::Connection& connection, const Work& work,
                    const AccountRow& row, bool own, ExportParts& parts) const {
    v1::Account& account = *parts.emplace_back().mutable_account();
    account = ShowAccount(work, row);
    DD_ASSIGN_OR_RETURN(const std::string name, OpenSignInName(*parts_.keys, row));
    account.set_sign_in_name(own ? name : MaskSignInName(name));
    for (const RefreshToken& token : LiveSignIns(connection, call.county, row.id, row.epoch, call.now))
      *parts.emplace_back().mutable_session() = ShowSession(token);
    if (const auto factor = FindFactor(connection, call.county, row.id); factor && factor->confirmed_at)
      *parts.emplace_back().mutable_second_factor() = ShowFactor(*factor);
    return absl::OkStatus();
  }

  Parts& parts_;
  const rpc::Home& home_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakePersonExportService(Parts& parts) {
  return std::make_unique<PersonExportServiceImpl>(parts);
}

}  // namespace diandan::volunteers
