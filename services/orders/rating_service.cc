#include "services/orders/rating_service.h"

#include <algorithm>

#include "services/base/seal.h"
#include "services/orders/access_rules.h"
#include "services/orders/common_rules.h"
#include "services/orders/rating_queue_store.h"
#include "services/orders/rating_review_rules.h"
#include "services/orders/rating_rules.h"
#include "services/orders/rating_words.h"
#include "services/orders/read_order.h"
#include "services/orders/timing_rules.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {
namespace {

// The words are sealed (rating_words.h), the secret and the phone hashed.
StatusOr<std::shared_ptr<const void>> SealRating(const OrderSecrets& order_secrets, const rpc::Call& call,
                                                 const v1::RateOrderRequest& request) {
  auto secrets = std::make_shared<RatingSecrets>();
  secrets->secret_hash =
      order_secrets.RatingSecretHash(call.county, IdOf(request.name()), request.rating_secret());
  if (!request.device().empty())
    secrets->device.data = order_secrets.DeviceHash(call.county, request.device());
  if (!request.words().empty()) {
    const Key data_key = order_secrets.keys().NewDataKey(call.county);
    secrets->data_key.data = order_secrets.keys().WrapDataKey(call.county, call.request_id, data_key);
    secrets->words.data = Seal(data_key, RatingWordsContext(call.request_id, call.county), request.words());
    // What a team writes of its own service is its report; what others think of it is nobody's to compare.
    if (request.rater_kind() == v1::TEAM)
      secrets->print = order_secrets.PrintOfWords(call.county, request.words());
  }
  return secrets;
}

void ShowQueued(const Work& work, const QueuedRating& row, v1::RatingToReview& shown) {
  ShowRating(work, row.rating, *shown.mutable_rating());
  shown.set_order_number(row.number);
  shown.set_title(row.title);
  shown.set_station_path(row.station_path);
  shown.set_team(ResourceNameOf(work.county, "teams", row.rating.team_id));
  *shown.mutable_start_time() = ToTimestamp(row.start);
  shown.set_redos(row.redos);
  if (row.slip_seen_by_team) shown.add_doubts(v1::SLIP_SEEN_BY_TEAM);
  if (row.same_phone) shown.add_doubts(v1::SAME_PHONE);
}

// What the holder of the tear-off slip may know, and may still do.
void ShowProgress(const Work& work, const OrderRow& order, v1::Progress& progress) {
  progress.Clear();
  progress.set_number(order.number);
  progress.set_state(order.state);
  for (const SessionRow* session : work.Children<SessionRow>(order.id)) {
    if (session->planned) ShowSession(*session, *progress.add_sessions());
  }
  for (const RatingRow* rating : work.Children<RatingRow>(order.id)) {
    if (rating->channel == v1::RATING_SECRET && !rating->annulled) progress.set_rated(true);
  }
  // Check-ins may still be on their way when the resident sees it done.
  progress.set_may_complete(order.state == v1::IN_SERVICE ||
                            (order.state == v1::ACCEPTED && order.first_start <= work.now));
  bool ended = order.state == v1::COMPLETED || order.state == v1::VERIFIED || order.state == v1::REJECTED;
  progress.set_may_rate(ended && !progress.rated() && work.now <= RatingDeadline(*order.completed_at));
}

}  // namespace

grpc::ServerUnaryReactor* RatingServiceImpl::RateOrder(grpc::CallbackServerContext* context,
                                                       const v1::RateOrderRequest* request,
                                                       v1::Rating* rating) {
  return rpc::Mutate(
      home_, context, request, rating, RateOrderVerb(),
      [=, this](const rpc::Call& call) { return SealRating(*secrets_, call, *request); },
      rpc::PrepareOn::kThisThread);
}

grpc::ServerUnaryReactor* RatingServiceImpl::ReviewRating(grpc::CallbackServerContext* context,
                                                          const v1::ReviewRatingRequest* request,
                                                          v1::Rating* rating) {
  return rpc::Mutate(home_, context, request, rating, ReviewRatingVerb());
}

grpc::ServerUnaryReactor* RatingServiceImpl::ListRatings(grpc::CallbackServerContext* context,
                                                         const v1::ListRatingsRequest* request,
                                                         v1::ListRatingsResponse* response) {
  auto touch = [](const Uuid& order, Touches& touches) {
    touches.Add<OrderRow>(order);
    touches.AddChildren<RatingRow>(order);
  };
  return rpc::Read(
      home_, context, *request, [=, this](const rpc::Call& call, db::Connection& connection) -> Status {
        return ReadOrder(call, connection, request->name(), "RatingService/ListRatings", touch,
                         [&](const Work& work) {
                           response->Clear();
                           const OrderRow* order = work.Find<OrderRow>(IdOf(request->name()));
                           bool opens_words = CoversStation(work.caller, work.county, order->station_path,
                                                            {Role::kReviewer, Role::kClerk});
                           for (const RatingRow* row : work.Children<RatingRow>(order->id)) {
                             v1::Rating* rating = response->add_ratings();
                             ShowRating(work, *row, *rating);
                             if (opens_words) OpenRatingWords(secrets_->keys(), *row, *rating);
                           }
                         });
      });
}

grpc::ServerUnaryReactor* RatingServiceImpl::ListRatingsToReview(
    grpc::CallbackServerContext* context, const v1::ListRatingsToReviewRequest* request,
    v1::ListRatingsToReviewResponse* response) {
  return rpc::Read(
      home_, context, *request, [=, this](const rpc::Call& call, db::Connection& connection) -> Status {
        response->Clear();
        const AccessRow& access = AccessTo("RatingService/ListRatingsToReview");
        Scope place;
        place.county = call.county;
        place.org_path = request->org_path().empty() ? WidestPlace(call.caller, call.county, access.roles)
                                                     : request->org_path();
        DD_RETURN_IF_ERROR(Allowed(access, call.caller, place));
        DD_ASSIGN_OR_RETURN(const Page page, PageOf(*request));
        auto rows =
            orders::ListRatingsToReview(connection, call.county, place.org_path, request->queue(), page);
        if (CutToPage(rows, page))
          response->set_next_page_token(NextPageToken(*request, KeyOf(rows.back(), request->queue())));
        Picture picture;
        const Work work(picture, call.county, call.caller, {}, call.now, 0);
        for (const QueuedRating& row : rows) {
          v1::RatingToReview& shown = *response->add_ratings();
          ShowQueued(work, row, shown);
          if (CoversStation(call.caller, call.county, row.station_path, {Role::kReviewer, Role::kClerk}))
            OpenRatingWords(secrets_->keys(), row.rating, *shown.mutable_rating());
        }
        return absl::OkStatus();
      });
}

// First the look is logged, then the codes are opened: nobody sees them without a trace.
grpc::ServerUnaryReactor* RatingServiceImpl::ViewSlip(grpc::CallbackServerContext* context,
                                                      const v1::ViewSlipRequest* request, v1::Slip* slip) {
  return rpc::Slow(home_, context, *request, [=, this](const rpc::Call& call) -> Status {
    const Uuid id = IdOf(request->name());
    auto typed = std::make_shared<RatingSecrets>();
    typed->secret_hash = secrets_->RatingSecretHash(call.county, id, request->rating_secret());
    DD_RETURN_IF_ERROR(
        rpc::RunInLane(call, call.county, call.request_id, *request, *slip, ViewSlipVerb(), typed));
    return rpc::ReadCounty(call, [&](db::Connection& connection) -> Status {
      Touches touches;
      touches.set_county(call.county);
      touches.Add<OrderPrivateRow>(id);
      Picture picture;
      rpc::LoadForRead(connection, home_, touches, picture);
      const OrderPrivateRow* secrets = picture.Rows<OrderPrivateRow>().Find(call.county, id);
      if (secrets == nullptr) return Refuse(Reason::NOT_FOUND);
      DD_ASSIGN_OR_RETURN(SlipSecrets opened, secrets_->OpenSlip(call.county, *secrets));
      slip->set_closing_code(opened.closing_code);
      slip->set_rating_secret(opened.rating_secret);
      return absl::OkStatus();
    });
  });
}

grpc::ServerUnaryReactor* RatingServiceImpl::GetProgress(grpc::CallbackServerContext* context,
                                                         const v1::GetProgressRequest* request,
                                                         v1::Progress* progress) {
  return rpc::Read(
      home_, context, *request, [=, this](const rpc::Call& call, db::Connection& connection) -> Status {
        const Uuid id = IdOf(request->name());
        Touches touches;
        touches.set_county(call.county);
        touches.Add<OrderRow>(id);
        touches.Add<OrderPrivateRow>(id);
        touches.AddChildren<SessionRow>(id);
        touches.AddChildren<RatingRow>(id);
        Picture picture;
        rpc::LoadForRead(connection, home_, touches, picture);
        Work work(picture, call.county, call.caller, {}, call.now, 0);
        const OrderRow* order = work.Find<OrderRow>(id);
        const OrderPrivateRow* secrets = work.Find<OrderPrivateRow>(id);
        // An order that is not there and a wrong secret are told apart by nobody.
        if (order == nullptr || secrets == nullptr ||
            !ConstantTimeEqual(secrets->rating_secret_hash.data,
                               secrets_->RatingSecretHash(call.county, id, request->rating_secret()))) {
          return Refuse(Reason::RATING_SECRET_WRONG);
        }
        ShowProgress(work, *order, *progress);
        return absl::OkStatus();
      });
}

}  // namespace diandan::orders
