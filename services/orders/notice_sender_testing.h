// Webhooks on a real database with real receivers: what the tests of the sender share.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "diandan/orders/v1/webhook_service.grpc.pb.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "services/orders/notice_sender.h"
#include "services/orders/orders_testing.h"
#include "tests/support/http_receiver.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {

using diandan::testing::HttpReceiver;
using Webhooks = v1::WebhookService::Stub;
using Orders = v1::OrderService::Stub;
using Reply = HttpReceiver::Reply;

inline constexpr char kSecret[] = "sixteen letters!";

// Answers what it is told, 200 at first.
class Receiver {
 public:
  void Answer(Reply reply) {
    absl::MutexLock lock(&mutex_);
    reply_ = std::move(reply);
  }
  std::vector<v1::OutgoingNotice> Notices() {
    std::vector<v1::OutgoingNotice> notices;
    for (const auto& request : http.requests()) {
      (void)google::protobuf::util::JsonStringToMessage(request.body, &notices.emplace_back());
    }
    return notices;
  }
  // "NEW_OFFER", as they came.
  std::vector<std::string> Told() {
    std::vector<std::string> told;
    for (const auto& notice : Notices()) told.push_back(v1::NoticeKind_Name(notice.kind()));
    return told;
  }
  std::vector<std::string> Ids() {
    std::vector<std::string> ids;
    for (const auto& request : http.requests()) ids.push_back(request.headers.at("webhook-id"));
    return ids;
  }

 private:
  absl::Mutex mutex_;
  Reply reply_;

 public:
  HttpReceiver http{[this](const HttpReceiver::Request&) {
    absl::MutexLock lock(&mutex_);
    return reply_;
  }};
};

// Takes requests and does not answer until it is let go.
class HangingReceiver {
 public:
  ~HangingReceiver() { LetGo(); }
  void LetGo() {
    if (!over_.HasBeenNotified()) over_.Notify();
  }
  void Hang(bool hangs) { hangs_ = hangs; }

 private:
  absl::Notification over_;
  std::atomic<bool> hangs_{true};

 public:
  HttpReceiver http{[this](const HttpReceiver::Request&) {
    if (hangs_) over_.WaitForNotification();
    return Reply{};
  }};
};

class Sender : public ::testing::Test {
 protected:
  using More = std::function<void(v1::Webhook&)>;
  v1::Webhook Add(const char* word, const std::string& url, v1::WebhookKind kind = v1::GENERIC,
                  const More& more = nullptr) {
    v1::CreateWebhookRequest request;
    request.mutable_webhook()->set_name(Name("webhooks", word));
    request.mutable_webhook()->set_title(word);
    request.mutable_webhook()->set_kind(kind);
    if (more) more(*request.mutable_webhook());
    request.set_url(url);
    if (kind != v1::WECOM) request.set_secret(kSecret);
    auto added = world_.admin.Call(*webhooks_, &Webhooks::CreateWebhook, Fresh(request));
    EXPECT_OK(added);
    // Webhooks begin with what is shown from then on; the clock of a test has to be moved for that.
    world_.Wait(absl::Seconds(1));
    return added.ok() ? *added : v1::Webhook();
  }
  void Change(v1::Webhook webhook) {
    v1::UpdateWebhookRequest request;
    *request.mutable_webhook() = std::move(webhook);
    ASSERT_OK(world_.admin.Call(*webhooks_, &Webhooks::UpdateWebhook, Fresh(request)));
    world_.Wait(absl::Seconds(1));
  }
  std::vector<v1::Delivery> Deliveries(const char* word) {
    v1::ListDeliveriesRequest request;
    request.set_parent(Name("webhooks", word));
    const auto listed = world_.admin.Call(*webhooks_, &Webhooks::ListDeliveries, request);
    EXPECT_OK(listed);
    return {listed->deliveries().begin(), listed->deliveries().end()};
  }
  // "DELIVERY_FAILED after 1: HTTP_STATUS 404", newest first.
  std::vector<std::string> States(const char* word) {
    std::vector<std::string> states;
    for (const auto& delivery : Deliveries(word)) {
      std::string state = v1::DeliveryState_Name(delivery.state());
      absl::StrAppend(&state, " after ", delivery.tries());
      if (delivery.problem() != 0) {
        absl::StrAppend(&state, ": ", v1::DeliveryProblem_Name(delivery.problem()), " ", delivery.code());
      }
      states.push_back(std::move(state));
    }
    return states;
  }
  void Offer(absl::string_view order, std::initializer_list<absl::string_view> teams = {"team"}) {
    auto request = For<v1::OfferOrderRequest>(order);
    for (absl::string_view team : teams) request.add_offers()->set_team(Name("teams", team));
    ASSERT_OK(world_.Do(world_.clerk, &Orders::OfferOrder, Fresh(request)));
  }
  void Accept(absl::string_view order) {
    auto accept = For<v1::AcceptOrderRequest>(order);
    accept.set_team(Name("teams", "team"));
    ASSERT_OK(world_.Do(world_.leader, &Orders::AcceptOrder, Fresh(accept)));
  }
  void Cancel(absl::string_view order) {
    auto cancel = For<v1::CancelOrderRequest>(order);
    cancel.set_reason(v1::NO_LONGER_NEEDED);
    ASSERT_OK(world_.Do(world_.clerk, &Orders::CancelOrder, Fresh(cancel)));
  }
  int Send() {
    const auto sent = sender_.SendDueOnce();
    EXPECT_OK(sent);
    return sent.ok() ? *sent : -1;
  }

  OrdersWorld world_;
  std::unique_ptr<Webhooks> webhooks_ = v1::WebhookService::NewStub(world_.world.ChannelTo("orders"));
  const WebhookSecrets secrets_{&world_.world.keys(), world_.world.webhook_networks};
  NoticeSender sender_{world_.world.home("orders"), &secrets_};
  Receiver receiver_;
};

}  // namespace diandan::orders::testing
