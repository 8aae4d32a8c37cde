#include "diandan/volunteers/v1/training_service.grpc.pb.h"
#include "services/rpc/serving.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/serving.h"
#include "services/volunteers/team_store.h"
#include "services/volunteers/training_rules.h"

namespace diandan::volunteers {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

class TrainingServiceImpl final : public rpc::Serving<v1::TrainingService> {
 public:
  explicit TrainingServiceImpl(Parts& parts) : home_(parts.home) {
    Serve(this, &TrainingServiceImpl::GetTraining, &TrainingServiceImpl::ListTrainings,
          &TrainingServiceImpl::CreateTraining, &TrainingServiceImpl::RecordTrainingAttendance);
  }

  Reactor* GetTraining(Context* c, const v1::GetTrainingRequest* q, v1::TrainingCourse* r) {
    return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
      ReadView view(call, connection);
      view.Load([&](Touches& touches) { touches.Add<TrainingRow>(IdOf(q->name())); });
      const TrainingRow* row = view.work().Find<TrainingRow>(IdOf(q->name()));
      if (row == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"name", q->name()}});
      *r = ShowTraining(*row);
      return absl::OkStatus();
    });
  }

  Reactor* ListTrainings(Context* c, const v1::ListTrainingsRequest* q, v1::ListTrainingsResponse* r) {
    return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
      DD_ASSIGN_OR_RETURN(Page page, PageOf(*q));
      const std::string kind =
          q->kind() == v1::TRAINING_KIND_UNSPECIFIED ? "" : v1::TrainingKind_Name(q->kind());
      auto rows = volunteers::ListTrainings(connection, call.county, kind, page);
      r->Clear();
      r->set_next_page_token(CutPage(*q, page, rows, [](const TrainingRow& row) {
        return std::vector<std::string>{
            absl::FormatTime(absl::RFC3339_full, row.starts_at, absl::UTCTimeZone()), row.id.ToString()};
      }));
      for (const TrainingRow& row : rows) *r->add_trainings() = ShowTraining(row);
      return absl::OkStatus();
    });
  }

  Reactor* CreateTraining(Context* c, const v1::CreateTrainingRequest* q, v1::TrainingCourse* r) {
    return rpc::Mutate(home_, c, q, r, kCreateTraining);
  }
  Reactor* RecordTrainingAttendance(Context* c, const v1::RecordTrainingAttendanceRequest* q,
                                    v1::TrainingCourse* r) {
    return rpc::Mutate(home_, c, q, r, kRecordTrainingAttendance);
  }

 private:
  const rpc::Home& home_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeTrainingService(Parts& parts) {
  return std::make_unique<TrainingServiceImpl>(parts);
}

}  // namespace diandan::volunteers
