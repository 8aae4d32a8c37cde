// DutyFactsService over gRPC: what reports count here.
#include "diandan/volunteers/v1/duty_facts_service.grpc.pb.h"
#include "services/base/request_fields.h"
#include "services/db/report_read.h"
#include "services/rpc/serving.h"
#include "services/rpc/stream.h"
#include "services/volunteers/duty_facts_store.h"
#include "services/volunteers/org_rules.h"
#include "services/volunteers/services.h"

namespace diandan::volunteers {
namespace {

// So that no message comes near the limit of its size.
constexpr int kThingsAPart = 2000, kPeopleAPart = 20'000;

struct Everything {
  int64_t seq = 0;
  DutyPlaces places;
  DutyUnits units;
  std::vector<v1::DutyTeam> teams;
  v1::DutyPeople people;
};

Status Read(const rpc::Home& home, const DutyScope& scope, Everything& all) {
  return db::ReportRead(*home.pool, scope.county, [&](db::Connection& connection, int64_t seq) {
    all = {};
    all.seq = seq;
    all.places = ReadDutyPlaces(connection, scope);
    for (v1::DutyPlace& place : all.places.places)
      place.set_posts(static_cast<int32_t>(PostsOf(place.tier()).size()));
    all.units = ReadDutyUnits(connection, scope);
    all.teams = ReadDutyTeams(connection, scope);
    all.people = ReadDutyPeople(connection, scope, all.places, all.units);
    return absl::OkStatus();
  });
}

// The people from one number on.
v1::DutyPeople Cut(const v1::DutyPeople& all, int from) {
  v1::DutyPeople part;
  const int to = std::min(from + kPeopleAPart, all.places_size());
  part.set_ids(all.ids().substr(sizeof(Uuid) * static_cast<size_t>(from),
                                sizeof(Uuid) * static_cast<size_t>(to - from)));
  for (int i = from; i < to; ++i) {
    part.add_places(all.places(i));
    part.add_units(all.units(i));
    part.add_trainings(all.trainings(i));
    part.add_parts(all.parts(i));
    if (all.numbers_size() > 0) part.add_numbers(all.numbers(i));
  }
  return part;
}

class DutyFactsServiceImpl final : public rpc::Serving<v1::DutyFactsService> {
 public:
  explicit DutyFactsServiceImpl(Parts& parts) : home_(parts.home) {
    Serve(this, &DutyFactsServiceImpl::ReadDutyFacts);
  }

  grpc::ServerWriteReactor<v1::DutyFacts>* ReadDutyFacts(Context* c, const v1::ReadDutyFactsRequest* q) {
    return rpc::Stream<v1::DutyFacts>(
        home_, c, *q, [this, q](const rpc::Call& call, const rpc::Write<v1::DutyFacts>& write) -> Status {
          Everything all;
          DD_RETURN_IF_ERROR(Read(home_,
                                  {call.county, q->org_path(), FromProto(q->start_time()),
                                   FromProto(q->end_time()), q->with_numbers(), call.now},
                                  all));
          return Send(all, call.now, write) ? absl::OkStatus() : absl::CancelledError();
        });
  }

 private:
  static bool Send(const Everything& all, absl::Time now, const rpc::Write<v1::DutyFacts>& write) {
    v1::DutyFacts first;
    first.set_seq(all.seq);
    *first.mutable_read_time() = ToTimestamp(now);
    if (!write(first)) return false;
    return SendThings(all.places.places, &v1::DutyFacts::add_places, write) &&
           SendThings(all.units.units, &v1::DutyFacts::add_units, write) &&
           SendThings(all.teams, &v1::DutyFacts::add_teams, write) && SendPeople(all.people, write);
  }

  template <typename Thing>
  static bool SendThings(const std::vector<Thing>& things, Thing* (v1::DutyFacts::*add)(),
                         const rpc::Write<v1::DutyFacts>& write) {
    for (size_t from = 0; from < things.size(); from += kThingsAPart) {
      v1::DutyFacts part;
      for (size_t i = from; i < std::min(from + kThingsAPart, things.size()); ++i) *(part.*add)() = things[i];
      if (!write(part)) return false;
    }
    return true;
  }

  static bool SendPeople(const v1::DutyPeople& people, const rpc::Write<v1::DutyFacts>& write) {
    for (int from = 0; from < people.places_size(); from += kPeopleAPart) {
      v1::DutyFacts part;
      *part.mutable_people() = Cut(people, from);
      if (!write(part)) return false;
    }
    return true;
  }

  const rpc::Home& home_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeDutyFactsService(Parts& parts) {
  return std::make_unique<DutyFactsServiceImpl>(parts);
}

}  // namespace diandan::volunteers
