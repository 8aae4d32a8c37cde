#include "diandan/volunteers/v1/volunteers_events_service.grpc.pb.h"
#include "services/rpc/audit.h"
#include "services/rpc/checkpoints.h"
#include "services/rpc/dead_letters.h"
#include "services/rpc/feed.h"
#include "services/rpc/serving.h"
#include "services/volunteers/account_rules.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/serving.h"

namespace diandan::volunteers {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

constexpr int kMostLetters = 500;

class VolunteersEventsImpl final : public rpc::Serving<v1::VolunteersEvents> {
 public:
  explicit VolunteersEventsImpl(Parts& parts) : parts_(parts), home_(parts.home) {
    Serve(this, &VolunteersEventsImpl::Follow, &VolunteersEventsImpl::GetAccountFacts,
          &VolunteersEventsImpl::ListDeadLetters, &VolunteersEventsImpl::ReplayDeadLetter,
          &VolunteersEventsImpl::ListAuditEntries, &VolunteersEventsImpl::ListCheckpoints);
  }

  grpc::ServerWriteReactor<events::v1::FollowResponse>* Follow(Context* c,
                                                               const events::v1::FollowRequest* q) {
    return rpc::Follow(home_, c, *q);
  }

  Reactor* GetAccountFacts(Context* c, const v1::GetAccountFactsRequest* q, v1::AccountChanged* r) {
    return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
      ReadView view(call, connection);
      view.Load([&](Touches& touches) { TouchAccount(IdOf(q->name()), touches); });
      const AccountRow* row = view.work().Find<AccountRow>(IdOf(q->name()));
      if (row == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"name", q->name()}});
      *r = ChangedAccount(view.work(), *row);
      return absl::OkStatus();
    });
  }

  Reactor* ListDeadLetters(Context* c, const v1::ListDeadLettersRequest* q, v1::ListDeadLettersResponse* r) {
    return rpc::Read(home_, c, *q, [this, r](const rpc::Call& call, db::Connection& connection) {
      r->Clear();
      for (auto& letter : rpc::ListDeadLetters(connection, home_.service, call.county, kMostLetters)) {
        *r->add_dead_letters() = std::move(letter);
      }
      return absl::OkStatus();
    });
  }

  Reactor* ReplayDeadLetter(Context* c, const v1::ReplayDeadLetterRequest* q, v1::ReplayDeadLetterResponse*) {
    return rpc::Slow(home_, c, *q, [this, q](const rpc::Call& call) {
      return parts_.replay(call.county, *ParseUuid(q->subject_id()));
    });
  }

  Reactor* ListAuditEntries(Context* c, const events::v1::ListAuditEntriesRequest* q,
                            events::v1::ListAuditEntriesResponse* r) {
    return rpc::ListAuditEntries(home_, c, *q, *r);
  }

  Reactor* ListCheckpoints(Context* c, const events::v1::ListCheckpointsRequest* q,
                           events::v1::ListCheckpointsResponse* r) {
    return rpc::ListCheckpoints(home_, c, *q, *r);
  }

 private:
  Parts& parts_;
  const rpc::Home& home_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeVolunteersEvents(Parts& parts) {
  return std::make_unique<VolunteersEventsImpl>(parts);
}

}  // namespace diandan::volunteers
