#include "services/volunteers/clockwork.h"

#include <optional>

#include "services/base/log.h"
#include "services/volunteers/person_seal.h"
#include "services/volunteers/serving.h"
#include "services/volunteers/session_store.h"
#include "services/volunteers/volunteer_store.h"

namespace diandan::volunteers {
namespace {

constexpr absl::Duration kLook = absl::Minutes(10);

Status ComeOfAge(Parts& parts, const PersonRow& person, absl::Time now) {
  DD_ASSIGN_OR_RETURN(v1::PersonalData clear, OpenPerson(*parts.keys, person));
  if (IsMinor(clear.birth_date(), now)) return absl::OkStatus();
  v1::VolunteerChanged facts;
  facts.set_volunteer_id(person.id.ToString());
  return RunOwn(parts.home, OwnCaller(), person.county_id, DeriveUuid(person.id, "of age"), facts, kComeOfAge,
                nullptr);
}

}  // namespace

Status RunDaily(Parts& parts) {
  const absl::Time now = parts.home.clock->Now();
  std::vector<PersonRow> minors;
  DD_RETURN_IF_ERROR(
      db::TransactFor(*parts.home.pool, db::kAllCounties, false, [&](db::Connection& connection) {
        minors = Minors(connection);
        RemoveStale(connection, now);
        return absl::OkStatus();
      }));
  Status worst;
  for (const PersonRow& person : minors) {
    Status status = ComeOfAge(parts, person, now);
    if (!status.ok()) worst = status;
  }
  return worst;
}

Clockwork::Clockwork(Parts& parts) : parts_(parts), thread_([this] { Loop(); }) {}

Clockwork::~Clockwork() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

void Clockwork::Loop() {
  std::optional<absl::CivilDay> done;
  absl::MutexLock lock(&mutex_);
  while (!stopping_) {
    const absl::CivilDay today = absl::ToCivilDay(parts_.home.clock->Now(), ChinaTime());
    if (done != today) {
      mutex_.Unlock();
      Status status = RunDaily(parts_);
      mutex_.Lock();
      if (status.ok()) {
        done = today;
      } else {
        LogWarning("daily pass", {{"service", "volunteers"}, {"status", status.ToString()}});
      }
    }
    mutex_.AwaitWithTimeout(absl::Condition(&stopping_), kLook);
  }
}

}  // namespace diandan::volunteers
