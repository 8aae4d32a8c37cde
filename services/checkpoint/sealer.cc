#include "services/checkpoint/sealer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/base/log.h"

namespace diandan::checkpoint {
namespace {

constexpr absl::Duration kGather = absl::Milliseconds(100);  // what is written together is sealed together
constexpr absl::Duration kLookAnyway = absl::Minutes(1);     // other processes may have left something
constexpr absl::Duration kReportAgain = absl::Minutes(1);
constexpr int kNotesPerRead = 100;

Status Contradicted(const std::string& service, int64_t published, int64_t stored) {
  return Refuse(
      errors::v1::CHECKPOINT_CONTRADICTED,
      {{"service", service}, {"published", absl::StrCat(published)}, {"stored", absl::StrCat(stored)}});
}

bool IsTaken(const db::Error& error) { return error.sqlstate == "23505"; }

}  // namespace

Sealer::~Sealer() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

void Sealer::Start() {
  thread_ = std::thread([this] { Loop(); });
}

void Sealer::Wake() {
  absl::MutexLock lock(&mutex_);
  woken_ = true;
}

Status Sealer::problem() const {
  absl::MutexLock lock(&mutex_);
  return problem_;
}

bool Sealer::stopping() const {
  absl::MutexLock lock(&mutex_);
  return stopping_;
}

void Sealer::Pause(absl::Duration time) {
  absl::MutexLock lock(&mutex_);
  mutex_.AwaitWithTimeout(absl::Condition(&stopping_), time);
}

Sealer::Why Sealer::Await() {
  absl::MutexLock lock(&mutex_);
  auto ready = [this] { return stopping_ || woken_; };
  mutex_.AwaitWithTimeout(absl::Condition(&ready), kLookAnyway);
  if (std::exchange(woken_, false)) return Why::kWoken;
  return stopping_ ? Why::kStopping : Why::kLooking;
}

// What was written before it was stopped is sealed still.
void Sealer::Loop() {
  for (Why why = Await(); why != Why::kStopping; why = Await()) {
    if (why == Why::kWoken) Pause(kGather);
    const absl::Time began = absl::Now();
    const auto sealed = Rounds();
    if (why == Why::kLooking) LetGo();
    if (!sealed.ok() && stopping()) return;
    if (!sealed.ok()) Wake();
    Pause(options_.pace - kGather - (absl::Now() - began));
  }
}

// As many as it takes to seal what an earlier time left.
StatusOr<int64_t> Sealer::Rounds() {
  auto sealed = Round();
  while (sealed.ok() && *sealed >= options_.most_steps && !stopping()) sealed = Round();
  return sealed;
}

// Nobody holds a connection for a service where nothing happens.
void Sealer::LetGo() {
  absl::MutexLock lock(&working_);
  connection_.reset();
}

void Sealer::Report(const Status& status) {
  absl::MutexLock lock(&mutex_);
  const bool news = status.code() != problem_.code();
  problem_ = status;
  if (status.ok() || (!news && absl::Now() < reported_ + kReportAgain)) return;
  reported_ = absl::Now();
  if (ReasonOf(status) == errors::v1::CHECKPOINT_CONTRADICTED) {
    const errors::v1::ErrorInfo info = InfoOf(status);
    auto fact = [&](const char* name) {
      const auto found = info.params().find(name);
      return found == info.params().end() ? std::string() : found->second;
    };
    LogError(
        "nothing is sealed: the database contradicts the published checkpoints. Was an older backup "
        "restored?",
        {{"service", options_.service},
         {"county", fact("county")},
         {"published", fact("published")},
         {"stored", fact("stored")},
         {"folder", options_.folder}});
  } else {
    LogWarning("sealing waits", {{"service", options_.service}, {"status", status}});
  }
}

StatusOr<int64_t> Sealer::Round() {
  absl::MutexLock lock(&working_);
  const auto sealed = TryRound();
  Report(sealed.status());
  return sealed;
}

StatusOr<int64_t> Sealer::TryRound() {
  try {
    DD_RETURN_IF_ERROR(Connect());
    DD_ASSIGN_OR_RETURN(const bool others_seal, PublishStored());
    if (!others_seal) return SealNew();
  } catch (const db::Error& error) {
    if (error.kind == db::Error::Kind::kLost) connection_.reset();
    if (!IsTaken(error)) return db::ToStatus(error);
  } catch (const std::exception& error) {
    // Rows that no lane writes: tens of thousands at one step, say. The service goes on, its sealing does
    // not.
    return Refuse(errors::v1::INTERNAL_ERROR, {{"problem", error.what()}});
  }
  Wake();  // to see whether they go on
  return 0;
}

Status Sealer::Connect() {
  if (!log_) {
    DD_ASSIGN_OR_RETURN(log_, LogFile::Open(options_.folder, options_.service));
  }
  if (!connection_ || connection_->broken()) connection_ = db::Connection::Open(options_.connect);
  return absl::OkStatus();
}

// What others stored, and what a crash kept from being published. True when there was any.
StatusOr<bool> Sealer::PublishStored() {
  const int64_t last = log_->chain().number();
  bool published = false;
  for (bool more = true; more;) {
    const int64_t known = log_->chain().number();
    const auto stored = NotesFrom(*connection_, options_.service, std::max<int64_t>(known, 1), kNotesPerRead);
    more = stored.size() == kNotesPerRead;
    std::vector<Note> notes;
    for (const std::string& whole : stored) {
      auto note = ReadNote(whole);
      if (!note.ok() || !SignedBy(key(), *note)) return Contradicted(options_.service, known, 0);
      notes.push_back(*std::move(note));
    }
    if (known > 0 && (notes.empty() || notes.front().text != log_->chain().text()))
      return Contradicted(options_.service, known, notes.empty() ? 0 : notes.front().checkpoint.number);
    DD_RETURN_IF_ERROR(log_->Append(notes));
    published = published || log_->chain().number() > last;
  }
  return published && last > 0;
}

StatusOr<int64_t> Sealer::SealNew() {
  connection_->BeginFor(db::kAllCounties);
  const absl::Cleanup end = [this] { connection_->Rollback(); };
  const auto behind = CountiesBehind(*connection_, options_.service);
  if (behind.empty()) return 0;
  // What another sealer has stored since the look above is not in the log yet; its trees are ahead of that.
  const int64_t last = log_->chain().number();
  if (!NotesFrom(*connection_, options_.service, last + 1, 1).empty()) {
    Wake();
    return 0;
  }
  DD_ASSIGN_OR_RETURN(const Sealing sealing, SealBehind(*connection_, options_.service, behind,
                                                        log_->chain().heads(), options_.most_steps));
  Checkpoint checkpoint{.service = options_.service,
                        .number = last + 1,
                        .time = options_.clock->Now(),
                        .previous = log_->chain().hash(),
                        .heads = sealing.heads};
  const Note note = Sign(*options_.key, std::move(checkpoint));
  Chain next = log_->chain();
  DD_RETURN_IF_ERROR(next.Add(note));  // nothing is stored that could not be published
  StoreCheckpoint(*connection_, options_.service, note.checkpoint.number, note.Whole(), sealing.grown);
  DD_RETURN_IF_ERROR(log_->Append({note}));
  return sealing.steps;
}

}  // namespace diandan::checkpoint
