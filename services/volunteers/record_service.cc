// RecordService: what `hours` needs of people, places and trainings to write out records.
#include <set>

#include "diandan/volunteers/v1/record_service.grpc.pb.h"
#include "services/rpc/serving.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/record_rules.h"
#include "services/volunteers/record_store.h"
#include "services/volunteers/serving.h"
#include "services/volunteers/volunteer_rules.h"

namespace diandan::volunteers {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

// Everything ShowRecorded looks at.
void LoadPeople(ReadView& view, const std::vector<Uuid>& ids) {
  view.Load([&](Touches& touches) {
    for (const Uuid& id : ids) {
      TouchVolunteer(id, touches);
      touches.Add<GuestRow>(id);
    }
  });
  view.Load([&](Touches& touches) {
    for (const Uuid& id : ids) {
      if (const auto* row = view.work().Find<VolunteerRow>(id)) touches.Add<OrgRow>(row->org_id);
    }
  });
}

class RecordServiceImpl final : public rpc::Serving<v1::RecordService> {
 public:
  explicit RecordServiceImpl(Parts& parts) : home_(parts.home) {
    Serve(this, &RecordServiceImpl::ListRecordedPeople, &RecordServiceImpl::DescribeForRecords,
          &RecordServiceImpl::ListTrainingRecords);
  }

  Reactor* ListRecordedPeople(Context* c, const v1::ListRecordedPeopleRequest* q,
                              v1::ListRecordedPeopleResponse* r) {
    return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
      ReadView view(call, connection);
      const auto ids = PeopleAfter(connection, call.county, q->after_number(), q->limit());
      LoadPeople(view, ids);
      r->Clear();
      for (const Uuid& id : ids) ShowRecorded(view.work(), id, *r->mutable_people());
      return absl::OkStatus();
    });
  }

  Reactor* DescribeForRecords(Context* c, const v1::DescribeForRecordsRequest* q,
                              v1::DescribeForRecordsResponse* r) {
    return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
      ReadView view(call, connection);
      std::vector<Uuid> people, orgs, teams;
      for (const std::string& name : q->volunteers()) people.push_back(IdOf(name));
      for (const std::string& name : q->orgs()) orgs.push_back(IdOf(name));
      for (const std::string& name : q->teams()) teams.push_back(IdOf(name));
      const auto numbered =
          PeopleByNumbers(connection, call.county, {q->numbers().begin(), q->numbers().end()});
      people.insert(people.end(), numbered.begin(), numbered.end());
      const auto coded = OrgsByCodes(connection, call.county, {q->codes().begin(), q->codes().end()});
      orgs.insert(orgs.end(), coded.begin(), coded.end());
      LoadPeople(view, people);
      view.Load([&](Touches& touches) {
        for (const Uuid& id : orgs) touches.Add<OrgRow>(id);
        for (const Uuid& id : teams) touches.Add<TeamRow>(id);
      });
      view.Load([&](Touches& touches) {
        for (const Uuid& id : teams) {
          if (const auto* team = view.work().Find<TeamRow>(id)) TouchLeaders(*team, touches);
        }
      });
      r->Clear();
      for (const Uuid& id : Distinct(people)) ShowRecorded(view.work(), id, *r->mutable_people());
      for (const Uuid& id : Distinct(orgs)) ShowPlace(view.work(), id, *r->mutable_places());
      for (const Uuid& id : Distinct(teams)) ShowTeam(view.work(), id, *r->mutable_teams());
      return absl::OkStatus();
    });
  }

  Reactor* ListTrainingRecords(Context* c, const v1::ListTrainingRecordsRequest* q,
                               v1::ListTrainingRecordsResponse* r) {
    return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
      const Uuid volunteer = IdOf(q->volunteer());
      absl::CivilDay next(1900, 1, 1);
      r->Clear();
      if (!q->day().empty()) {
        absl::CivilDay day;
        if (!absl::ParseCivilTime(q->day(), &day)) return InvalidField("day", q->day(), "date");
        ReadView view(call, connection);
        const auto rows = TrainedOn(connection, call.county, day, IdOf(q->after_id()), volunteer, q->limit());
        view.Load([&](Touches& touches) {
          for (const TrainedRow& row : rows) touches.Add<TrainingRow>(row.training_id);
        });
        for (const TrainedRow& row : rows) ShowTrained(view.work(), row, *r->mutable_records());
        next = day + 1;
      }
      if (const auto later = TrainedFrom(connection, call.county, next, volunteer))
        r->set_next_day(absl::FormatCivilTime(*later));
      return absl::OkStatus();
    });
  }

 private:
  const rpc::Home& home_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeRecordService(Parts& parts) {
  return std::make_unique<RecordServiceImpl>(parts);
}

}  // namespace diandan::volunteers
