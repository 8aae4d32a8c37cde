#include "services/orders/notice_sender.h"

#include <atomic>
#include <deque>
#include <thread>

#include "absl/synchronization/mutex.h"
#include "services/base/log.h"
#include "services/orders/delivery_rules.h"
#include "services/orders/http_posts.h"
#include "services/orders/outbox.h"
#include "services/orders/scanning.h"
#include "services/rpc/work_pool.h"

namespace diandan::orders {
namespace {

// Those who wait for numbers are workers that requests want too.
constexpr int kMostAsking = 2;

// An errand on its way; shared, because its numbers may come on another thread.
using OnItsWay = std::shared_ptr<Errand>;
struct WithNumbers {
  OnItsWay errand;
  bool given;
};

}  // namespace

class NoticeSender::Impl {
 public:
  Impl(const rpc::Home& home, const WebhookSecrets* secrets, absl::Duration patience)
      : home_(home),
        secrets_(secrets),
        outbox_(home),
        patience_(patience),
        posts_(secrets->allowed(), patience) {}
  ~Impl() { Stop(); }

  void Start(std::shared_ptr<grpc::Channel> volunteers) {
    recipients_ = std::make_unique<Recipients>(home_, std::move(volunteers));
    thread_ = std::thread([this] { Loop(); });
  }

  void Stop() {
    stop_ = true;
    posts_.Wake();
    if (thread_.joinable()) thread_.join();
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(
        +[](int* asking) { return *asking == 0; }, &asking_));
  }

  StatusOr<int> SendDueOnce(std::shared_ptr<grpc::Channel> volunteers) {
    recipients_ = std::make_unique<Recipients>(home_, std::move(volunteers));
    int all = 0;
    while (true) {
      DD_ASSIGN_OR_RETURN(const int begun, Look());
      if (begun == 0) return all;
      all += begun;
      while (under_way() > 0) {
        SendThoseWithNumbers();
        posts_.Poll(kLongestPause);
      }
    }
  }

 private:
  void Loop() {
    absl::Duration pause = kShortestPause;
    while (!stop_) {
      const bool ended = !ended_.empty();
      const StatusOr<int> begun = Look();
      const bool busy = begun.ok() && (*begun > 0 || ended);
      pause = NextPause(busy, pause);
      posts_.Poll(begun.ok() && *begun > 0 ? absl::ZeroDuration() : pause);
      SendThoseWithNumbers();
    }
    (void)RecordEnds();
  }

  // Writes what ended and begins what is due; how many. A database that is away is somebody else's news; ends
  // are kept and written when it is back, before anything is claimed: their own claims may have run out.
  StatusOr<int> Look() {
    DD_RETURN_IF_ERROR(RecordEnds());
    for (bool more = true; more && !stop_;) {
      DD_ASSIGN_OR_RETURN(more, outbox_.Pick());
    }
    const int room = kMostAtOnce - under_way();
    if (room <= 0) return 0;
    DD_ASSIGN_OR_RETURN(std::vector<Errand> errands, outbox_.Take(home_.clock->Now(), room));
    for (Errand& errand : errands) Begin(std::make_shared<Errand>(std::move(errand)));
    return static_cast<int>(errands.size());
  }

  int under_way() {
    absl::MutexLock lock(&mutex_);
    return posts_.under_way() + asking_ + static_cast<int>(to_ask_.size() + with_numbers_.size());
  }

  void Begin(const OnItsWay& errand) {
    if (errand->why_not != v1::DELIVERY_PROBLEM_UNSPECIFIED) return End(*errand, errand->why_not);
    if (errand->webhook.kind != v1::SMS || errand->notice.test()) return Send(errand);
    if (errand->leaders.empty()) return End(*errand, v1::NO_PHONE);
    to_ask_.push_back(errand);
    AskNext();
  }

  // The claim runs out before the receiver's patience does: whoever takes it then sends it.
  bool IsLate(const Errand& errand) const {
    return home_.clock->Now() + patience_ > *errand.delivery.next_try_at;
  }

  void AskNext() {
    while (!to_ask_.empty() && asking() < kMostAsking) {
      const OnItsWay errand = std::move(to_ask_.front());
      to_ask_.pop_front();
      if (!IsLate(*errand)) Ask(errand);
    }
  }

  int asking() {
    absl::MutexLock lock(&mutex_);
    return asking_;
  }

  // Numbers come over a call, so somebody else waits for them.
  void Ask(const OnItsWay& errand) {
    {
      absl::MutexLock lock(&mutex_);
      ++asking_;
    }
    const bool taken = home_.workers->Submit([this, errand] {
      const auto phones = recipients_->PhonesFor(*errand);
      if (phones.ok()) *errand->notice.mutable_phones() = {phones->begin(), phones->end()};
      Asked(errand, phones.ok());
    });
    if (!taken) Asked(errand, false);
  }

  void Asked(const OnItsWay& errand, bool given) {
    absl::MutexLock lock(&mutex_);
    --asking_;
    with_numbers_.push_back({errand, given});
    posts_.Wake();
  }

  void SendThoseWithNumbers() {
    std::vector<WithNumbers> asked;
    {
      absl::MutexLock lock(&mutex_);
      asked.swap(with_numbers_);
    }
    AskNext();
    for (const WithNumbers& one : asked) {
      if (!one.given) {
        Judged(*one.errand, {Verdict::kAgain, v1::PHONES_NOT_GIVEN, 0}, {});
      } else if (one.errand->notice.phones().empty()) {
        End(*one.errand, v1::NO_PHONE);
      } else {
        Send(one.errand);
      }
    }
  }

  void Send(const OnItsWay& errand) {
    if (IsLate(*errand)) return;
    const StatusOr<OpenedWebhook> opened = secrets_->Open(errand->webhook);
    if (!opened.ok()) return End(*errand, v1::WEBHOOK_UNREADABLE);
    const v1::WebhookKind kind = errand->webhook.kind;
    posts_.Start(PostOf(kind, opened->url, opened->secret, errand->notice, home_.clock->Now()),
                 [this, errand, kind](const HttpAnswer& answer) {
                   Judged(*errand, Judge(kind, answer), answer.retry_after);
                 });
  }

  // It was tried.
  void Judged(const Errand& errand, const Judgement& judgement, absl::Duration retry_after) {
    const absl::Time now = home_.clock->Now();
    Ended end{errand.delivery, now, errand.failures};
    if (judgement.verdict == Verdict::kAgain) ++end.failures;
    if (judgement.verdict == Verdict::kDelivered || judgement.verdict == Verdict::kForGood) end.failures = 0;
    const absl::Duration pause = PauseAfter(errand.webhook.kind, judgement, end.failures, retry_after);
    end.free_at = now + pause;
    Settle(end.delivery, judgement, pause, now);
    Keep(std::move(end));
  }

  // It was not.
  void End(const Errand& errand, v1::DeliveryProblem problem) {
    const absl::Time now = home_.clock->Now();
    Ended end{errand.delivery, now, errand.failures};
    Drop(end.delivery, problem, now);
    Keep(std::move(end));
  }

  void Keep(Ended end) {
    if (end.delivery.state == v1::DELIVERY_FAILED) {
      LogWarning("notice not delivered", {{"county", end.delivery.county_id},
                                          {"webhook", end.delivery.webhook_id.ToString()},
                                          {"delivery", end.delivery.id.ToString()},
                                          {"problem", v1::DeliveryProblem_Name(end.delivery.problem)},
                                          {"code", end.delivery.code}});
    }
    ended_.push_back(std::move(end));
  }

  Status RecordEnds() {
    DD_RETURN_IF_ERROR(outbox_.Record(ended_));
    ended_.clear();
    return absl::OkStatus();
  }

  const rpc::Home& home_;
  const WebhookSecrets* const secrets_;
  Outbox outbox_;
  const absl::Duration patience_;
  HttpPosts posts_;
  std::unique_ptr<Recipients> recipients_;
  std::vector<Ended> ended_;
  std::deque<OnItsWay> to_ask_;
  absl::Mutex mutex_;
  int asking_ ABSL_GUARDED_BY(mutex_) = 0;
  std::vector<WithNumbers> with_numbers_ ABSL_GUARDED_BY(mutex_);
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

NoticeSender::NoticeSender(const rpc::Home& home, const WebhookSecrets* secrets, absl::Duration patience)
    : impl_(std::make_unique<Impl>(home, secrets, patience)) {}
NoticeSender::~NoticeSender() = default;
void NoticeSender::Start(std::shared_ptr<grpc::Channel> volunteers) { impl_->Start(std::move(volunteers)); }
void NoticeSender::Stop() { impl_->Stop(); }
StatusOr<int> NoticeSender::SendDueOnce(std::shared_ptr<grpc::Channel> volunteers) {
  return impl_->SendDueOnce(std::move(volunteers));
}

}  // namespace diandan::orders
