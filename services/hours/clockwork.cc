#include "services/hours/clockwork.h"

#include <algorithm>
#include <map>

#include "services/base/log.h"
#include "services/hours/claiming.h"
#include "services/hours/entry_rules.h"
#include "services/hours/reconcile.h"
#include "services/hours/risk_store.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {
namespace {

constexpr absl::Duration kIdle = absl::Milliseconds(500);
constexpr absl::Duration kShortest = absl::Milliseconds(50);  // however often somebody wakes it
constexpr absl::Duration kOrphans = absl::Minutes(10);
constexpr int kPerRound = 200;
constexpr size_t kMostLeftAlone = 10'000;

// The ids of the clock's commands are new each time: their rules look at the state first.
template <typename Request>
Status RunNew(const rpc::Home& home, CountyId county, const Request& request, const Verb& verb) {
  v1::Done done;
  return AsClock(home)(county, NewUuid(home.clock->Now()), request, done, verb, nullptr);
}

template <typename Request>
Request About(const Uuid& entry) {
  Request request;
  request.set_entry_id(entry.ToString());
  return request;
}

}  // namespace

void Clockwork::Start() {
  thread_ = std::thread([this] {
    Loop(woken_, [this] {
      const auto did = DoWhatIsDue();
      if (!did.ok()) LogWarning("clock waits", {{"service", "hours"}, {"status", did.status()}});
      return did.ok() && *did >= kPerRound;
    });
  });
  looking_ = std::thread([this] {
    Loop(heard_, [this] {
      const bool more = Look();
      if (more) Wake();
      return more;
    });
  });
}

void Clockwork::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  for (std::thread* thread : {&thread_, &looking_}) {
    if (thread->joinable()) thread->join();
  }
}

void Clockwork::Wake() {
  absl::MutexLock lock(&mutex_);
  woken_ = true;
}

void Clockwork::Heard(CountyId county) {
  risks_.Heard(county);
  absl::MutexLock lock(&mutex_);
  woken_ = heard_ = true;
}

// `round` says whether there is more to do; `woken`: by whom else.
void Clockwork::Loop(bool& woken, const std::function<bool()>& round) {
  while (true) {
    const bool more = round();
    absl::MutexLock lock(&mutex_);
    if (mutex_.AwaitWithTimeout(absl::Condition(&stopping_), kShortest)) return;
    if (more) continue;
    auto ready = [&] { return stopping_ || woken; };
    mutex_.AwaitWithTimeout(absl::Condition(&ready), kIdle);
    if (stopping_) return;
    woken = false;
  }
}

// Whether it saw anything.
bool Clockwork::Look() {
  const auto looked = risks_.Round();
  if (!looked.ok()) LogWarning("risk waits", {{"service", "hours"}, {"status", looked.status()}});
  return looked.ok() && *looked > 0;
}

StatusOr<int> Clockwork::Tick() {
  Look();
  return DoWhatIsDue();
}

StatusOr<int> Clockwork::DoWhatIsDue() {
  const absl::Time now = home_.clock->Now();
  std::vector<Uuid> failed;
  {
    absl::MutexLock lock(&mutex_);
    failed = failed_;
  }
  std::vector<DueItem> due;
  DD_RETURN_IF_ERROR(db::TransactFor(*home_.pool, db::kAllCounties, true, [&](db::Connection& db) {
    due = DueNow(db, now, now - absl::Hours(24 * kReturnDays), now - kDrawnByClock, kPerRound, failed);
    return absl::OkStatus();
  }));
  for (const DueItem& item : due) {
    Status status = Do(item);
    if (!status.ok()) {
      failed.push_back(item.id);
      LogWarning(
          "clock left",
          {{"service", "hours"}, {"county", item.county}, {"id", item.id.ToString()}, {"status", status}});
    }
  }
  LeaveAlone(due, std::move(failed));
  if (const Status looked = stars_.Round(); !looked.ok()) {
    LogWarning("stars wait", {{"service", "hours"}, {"status", looked}});
  }
  DD_ASSIGN_OR_RETURN(const int points, points_.Round(kPerRound));
  if (OrphansAreDue(now)) DD_RETURN_IF_ERROR(Reconciler(home_).ReleaseOrphans(0, absl::Hours(24)).status());
  return std::max(static_cast<int>(due.size()), points);
}

// One piece that fails stops no other: while there are more than a round takes it makes room for them, and
// is tried again once all others had their turn.
void Clockwork::LeaveAlone(const std::vector<DueItem>& due, std::vector<Uuid> failed) {
  std::map<Due, int> of_kind;
  for (const DueItem& item : due) ++of_kind[item.what];
  const bool more =
      std::any_of(of_kind.begin(), of_kind.end(), [](const auto& kind) { return kind.second >= kPerRound; });
  absl::MutexLock lock(&mutex_);
  failed_ = more && failed.size() < kMostLeftAlone ? std::move(failed) : std::vector<Uuid>();
}

bool Clockwork::OrphansAreDue(absl::Time now) {
  absl::MutexLock lock(&mutex_);
  if (now < orphans_seen_ + kOrphans) return false;
  orphans_seen_ = now;
  return true;
}

Status Clockwork::Do(const DueItem& item) {
  switch (item.what) {
    case Due::kPassByRule:
      return PassByRule(item);
    case Due::kEndNotice:
      return RunNew(home_, item.county, About<v1::EndNotice>(item.id), EndNoticeVerb());
    case Due::kDoubtNotice:
      return DoubtNotice(item);
    case Due::kTakeBackReturn:
      return RunNew(home_, item.county, About<v1::TakeBackReturn>(item.id), TakeBackReturnVerb());
    case Due::kSettleEmpty: {
      v1::SettleEmpty request;
      request.set_acceptance_id(item.id.ToString());
      return RunNew(home_, item.county, request, SettleEmptyVerb());
    }
    case Due::kErrand:
      return RunErrand(item);
    case Due::kMakeDraw:
      return MakeDraw(item);
  }
  return absl::OkStatus();
}

// Minutes that cannot stand beside others are for a reviewer to look at.
Status Clockwork::PassByRule(const DueItem& item) {
  auto request = About<v1::PassByRule>(item.id);
  request.set_looked_revision(item.revision);
  v1::Done done;
  Status status = Claiming(home_, AsClock(home_))
                      .Run(item.county, NewUuid(home_.clock->Now()), request, done, PassByRuleVerb(),
                           [&](const Work& work) -> std::vector<Wanted> {
                             const EntryRow* entry = work.Find<EntryRow>(item.id);
                             if (entry == nullptr) return {};
                             return {{*entry, entry->reported_minutes}};
                           });
  if (ReasonOf(status) != errors::v1::OVERLAPPING_MINUTES) return status;
  request.set_leave(true);
  return RunNew(home_, item.county, request, PassByRuleVerb());
}

Status Clockwork::DoubtNotice(const DueItem& item) {
  DD_RETURN_IF_ERROR(RunNew(home_, item.county, About<v1::DoubtNotice>(item.id), DoubtNoticeVerb()));
  return db::Transact(*home_.pool, {item.county}, false, [&](db::Connection& db) {
    Recalled(db, item.county, item.id);
    return absl::OkStatus();
  });
}

Status Clockwork::MakeDraw(const DueItem& item) {
  DD_ASSIGN_OR_RETURN(std::shared_ptr<const MadeDraw> made, draws_.Make(item.county, item.id));
  v1::MakeDrawRequest request;
  request.set_name(ResourceNameOf(item.county, "draws", item.id));
  v1::Draw draw;
  return AsClock(home_)(item.county, NewUuid(home_.clock->Now()), request, draw, MakeDrawVerb(), made);
}

Status Clockwork::RunErrand(const DueItem& item) {
  ErrandRow errand;
  DD_RETURN_IF_ERROR(db::Transact(*home_.pool, {item.county}, true, [&](db::Connection& db) {
    Touches touches;
    touches.set_county(item.county);
    touches.Add<ErrandRow>(item.id);
    Picture picture;
    rpc::LoadForRead(db, home_, touches, picture);
    if (const auto* found = picture.Rows<ErrandRow>().Find(item.county, item.id)) errand = *found;
    return absl::OkStatus();
  }));
  RunVerb run = AsClock(home_);
  v1::Done done;
  if (errand.kind == ErrandRow::kReleaseMinutes) {
    v1::ReleaseMinutes release;
    release.set_entry_id(errand.entry_id.ToString());
    release.set_token(errand.token);
    release.set_keep_minutes(errand.keep_minutes);
    DD_RETURN_IF_ERROR(run(errand.home_county, errand.id, release, done, ReleaseMinutesVerb(), nullptr));
  } else if (errand.kind == ErrandRow::kNoteCounty) {
    v1::NoteCounty note;
    note.set_volunteer_id(errand.volunteer_id.ToString());
    note.set_service_county(item.county);
    DD_RETURN_IF_ERROR(run(errand.home_county, errand.id, note, done, NoteCountyVerb(), nullptr));
  }
  v1::ErrandDone finished;
  finished.set_errand_id(item.id.ToString());
  return RunNew(home_, item.county, finished, ErrandDoneVerb());
}

}  // namespace diandan::hours
