#include "services/orders/orders_module.h"

#include "diandan/hours/v1/hours_events_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteers_events_service.grpc.pb.h"
#include "services/orders/access_rules.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/attendance_service.h"
#include "services/orders/back_fill_rows.h"
#include "services/orders/back_fill_service.h"
#include "services/orders/board_service.h"
#include "services/orders/duty_facts_service.h"
#include "services/orders/events_service.h"
#include "services/orders/figures_service.h"
#include "services/orders/followers.h"
#include "services/orders/insured_list_service.h"
#include "services/orders/loop_figures_store.h"
#include "services/orders/menu_service.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/notice_sender.h"
#include "services/orders/notice_service.h"
#include "services/orders/order_secrets.h"
#include "services/orders/order_service.h"
#include "services/orders/person_export_service.h"
#include "services/orders/photo_rows.h"
#include "services/orders/photo_service.h"
#include "services/orders/rating_rates_service.h"
#include "services/orders/rating_service.h"
#include "services/orders/record_service.h"
#include "services/orders/rows.h"
#include "services/orders/webhook_rows.h"
#include "services/orders/webhook_service.h"
#include "services/rpc/sampled_figures.h"

namespace diandan::orders {

db::Schema ServiceSchema();  // generated from schema/*.sql

namespace {

template <typename Stub>
rpc::OpenFollow Opens(std::unique_ptr<Stub> stub) {
  return [stub = std::shared_ptr<Stub>(std::move(stub))](grpc::ClientContext* context,
                                                         const events::v1::FollowRequest& request) {
    return std::unique_ptr<grpc::ClientReaderInterface<events::v1::FollowResponse>>(
        stub->Follow(context, request));
  };
}

}  // namespace

struct OrdersModule::Running {
  explicit Running(rpc::ModuleParts given)
      : parts(std::move(given)),
        secrets(parts.keys),
        orders(parts.home, &secrets),
        attendance(parts.home, &secrets),
        ratings(parts.home, &secrets),
        photos(parts.home, parts.keys),
        person_export(parts.home, parts.keys),
        back_fills(parts.home),
        records(parts.home),
        insured(parts.home, parts.channel_to),
        figures(parts.home),
        rating_rates(parts.home),
        duty_facts(parts.home),
        boards(parts.home, parts.book),
        menu(parts.home),
        wishes(parts.home, &secrets),
        policy(parts.home),
        notices(parts.home),
        webhook_secrets(parts.keys, parts.webhook_networks),
        webhooks(parts.home, &webhook_secrets),
        events(parts.home, [this](CountyId county, const Uuid& subject) { return Replay(county, subject); }),
        deadlines(parts.home, &secrets),
        sender(parts.home, &webhook_secrets) {}

  Status Replay(CountyId county, const Uuid& subject) {
    if (!of_volunteers || !of_hours) return Refuse(Reason::PEER_UNAVAILABLE);
    DD_RETURN_IF_ERROR(of_volunteers->Replay(county, subject));
    return of_hours->Replay(county, subject);
  }

  const rpc::ModuleParts parts;
  const OrderSecrets secrets;
  OrderServiceImpl orders;
  AttendanceServiceImpl attendance;
  RatingServiceImpl ratings;
  PhotoServiceImpl photos;
  PersonExportServiceImpl person_export;
  BackFillServiceImpl back_fills;
  RecordServiceImpl records;
  InsuredListServiceImpl insured;
  FiguresServiceImpl figures;
  RatingRatesServiceImpl rating_rates;
  DutyFactsServiceImpl duty_facts;
  BoardServiceImpl boards;
  MenuServiceImpl menu;
  WishServiceImpl wishes;
  LoopPolicyServiceImpl policy;
  NoticeServiceImpl notices;
  const WebhookSecrets webhook_secrets;
  WebhookServiceImpl webhooks;
  OrdersEventsImpl events;
  Deadlines deadlines;
  NoticeSender sender;
  std::unique_ptr<rpc::Follower> of_volunteers, of_hours;
  std::unique_ptr<rpc::SampledFigures> shown;
};

OrdersModule::OrdersModule(rpc::ModuleParts parts) : running_(std::make_unique<Running>(std::move(parts))) {}
OrdersModule::~OrdersModule() = default;

const db::Tables& OrdersModule::tables() {
  static const auto* tables = [] {
    auto* made = new db::Tables(
        db::MakeTables<OrderRow, OrderPrivateRow, SessionRow, OfferRow, AcceptanceRow, RescheduleRow,
                       GroupRow, SeriesRow, MenuItemRow, ProjectRow, LoopPolicyRow, WishRow, WishTallyRow,
                       RosterPlaceRow, FactRow, CodeUseRow, CodeViewRow, RatingRow, PhotoRow, PhotoFileRow,
                       BackFillRow, BackFillTallyRow, NoticeRow, UnsentRow, WebhookRow, DeliveryRow,
                       OrgMirrorRow, TeamMirrorRow, VolunteerMirrorRow, MembershipMirrorRow>());
    rpc::AddCommonTables(*made);
    return made;
  }();
  return *tables;
}

db::Schema OrdersModule::schema() { return ServiceSchema(); }
const std::vector<AccessRow>& OrdersModule::access() { return Access(); }

std::vector<grpc::Service*> OrdersModule::services() {
  Running& r = *running_;
  return {&r.orders,  &r.attendance,   &r.ratings,    &r.photos,  &r.back_fills,    &r.records,
          &r.figures, &r.rating_rates, &r.duty_facts, &r.boards,  &r.menu,          &r.wishes,
          &r.policy,  &r.notices,      &r.webhooks,   &r.insured, &r.person_export, &r.events};
}

void OrdersModule::Start() {
  const rpc::ModuleParts& parts = running_->parts;
  rpc::EventHandlers of_volunteers = VolunteersHandlers();
  if (parts.book != nullptr) of_volunteers.merge(parts.book->Handlers());
  running_->of_volunteers = std::make_unique<rpc::Follower>(
      parts.home, "volunteers",
      Opens(volunteers::v1::VolunteersEvents::NewStub(parts.channel_to("volunteers"))),
      std::move(of_volunteers));
  running_->of_hours = std::make_unique<rpc::Follower>(
      parts.home, "hours", Opens(hours::v1::HoursEvents::NewStub(parts.channel_to("hours"))),
      HoursHandlers());
  running_->deadlines.Start();
  running_->sender.Start(parts.channel_to("volunteers"));
  running_->shown = std::make_unique<rpc::SampledFigures>(
      parts.home, "loop", [](const rpc::Home& home, db::Connection& connection) {
        return LoopFigures(connection, home.clock->Now());
      });
}

void OrdersModule::Stop() {
  running_->shown.reset();
  running_->sender.Stop();
  running_->deadlines.Stop();
  running_->of_hours.reset();
  running_->of_volunteers.reset();
}

Deadlines& OrdersModule::deadlines() { return running_->deadlines; }

}  // namespace diandan::orders
