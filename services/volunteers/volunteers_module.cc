#include "services/volunteers/volunteers_module.h"

#include "diandan/volunteers/v1/volunteers_events_service.grpc.pb.h"
#include "services/base/log.h"
#include "services/rpc/access_book.h"
#include "services/rpc/dead_letters.h"
#include "services/rpc/follower.h"
#include "services/volunteers/access_rules.h"
#include "services/volunteers/clockwork.h"
#include "services/volunteers/guests.h"
#include "services/volunteers/operator.h"
#include "services/volunteers/rows.h"
#include "services/volunteers/services.h"
#include "services/volunteers/suite_check.h"

namespace diandan::volunteers {

// Made from services/volunteers/schema at build time.
db::Schema ServiceSchema();

namespace {

Status NotRunning(CountyId, const Uuid&) { return Refuse(errors::v1::PEER_UNAVAILABLE); }

}  // namespace

struct VolunteersModule::State {
  State(rpc::ModuleParts given, PasswordCost cost)
      : parts(std::move(given)), shared{parts.home, parts.keys, SigningKey(parts.keys->SigningSeed("token")),
                                        HashGate(), cost,       nullptr} {
    for (auto make : {MakeOrgService, MakeUnitService, MakeTeamService, MakeVolunteerService,
                      MakeTrainingService, MakeAccountService, MakeSignInService, MakeSessionService,
                      MakeSecondFactorService, MakeRevealService, MakeDutyFactsService, MakeRecordService,
                      MakePersonExportService, MakeVolunteersEvents}) {
      services.push_back(make(shared));
    }
  }

  rpc::ModuleParts parts;
  Parts shared;
  std::vector<std::unique_ptr<grpc::Service>> services;
  std::shared_ptr<v1::VolunteersEvents::Stub> own;
  std::unique_ptr<rpc::Follower> follower;
  std::unique_ptr<Clockwork> clockwork;
  Status ready;
};

const db::Tables& VolunteersModule::tables() {
  // Parents before children: rows are written in this order.
  static const auto* tables = new db::Tables(
      db::MakeTables<OrgRow, PostRow, UnitRow, TeamRow, VolunteerRow, PersonRow, IdentityRow, MembershipRow,
                     ConsentRow, QualificationRow, InsuranceRow, TrainingRow, TrainedRow, GuestRow,
                     AccountRow, GrantRow, rpc::CursorRow, rpc::DeadLetterRow, rpc::AccessAccountRow>());
  return *tables;
}

db::Schema VolunteersModule::schema() { return ServiceSchema(); }
const std::vector<AccessRow>& VolunteersModule::access() { return Access(); }
const std::vector<std::string>& VolunteersModule::service_names() { return ServiceNames(); }

VolunteersModule::VolunteersModule(rpc::ModuleParts parts, PasswordCost cost)
    : state_(std::make_unique<State>(std::move(parts), cost)) {}
VolunteersModule::~VolunteersModule() { Stop(); }

std::vector<grpc::Service*> VolunteersModule::services() {
  std::vector<grpc::Service*> services;
  for (const auto& service : state_->services) services.push_back(service.get());
  return services;
}

void VolunteersModule::Start() {
  state_->ready = CheckSuites(state_->parts.home, *state_->parts.keys);
  if (state_->ready.ok()) {
    state_->ready = EnsureOperator(state_->shared, state_->parts.keys_dir, state_->parts.data_dir);
  }
  if (!state_->ready.ok()) LogError("volunteers cannot start", {{"status", state_->ready.ToString()}});
  rpc::EventHandlers handlers = state_->parts.book->Handlers();
  handlers.merge(GuestHandlers(state_->parts.home));
  state_->own = v1::VolunteersEvents::NewStub(state_->parts.channel_to("volunteers"));
  auto open = [stub = state_->own](grpc::ClientContext* context, const events::v1::FollowRequest& request)
      -> std::unique_ptr<grpc::ClientReaderInterface<events::v1::FollowResponse>> {
    return stub->Follow(context, request);
  };
  state_->follower =
      std::make_unique<rpc::Follower>(state_->parts.home, "volunteers", open, std::move(handlers));
  state_->shared.replay = [follower = state_->follower.get()](CountyId county, const Uuid& subject) {
    return follower->Replay(county, subject);
  };
  state_->clockwork = std::make_unique<Clockwork>(state_->shared);
}

void VolunteersModule::Stop() {
  state_->shared.replay = NotRunning;
  state_->clockwork.reset();
  state_->follower.reset();
}

Status VolunteersModule::Ready() const { return state_->ready; }
Status VolunteersModule::RunDaily() { return volunteers::RunDaily(state_->shared); }

}  // namespace diandan::volunteers
