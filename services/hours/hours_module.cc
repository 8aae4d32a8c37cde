#include "services/hours/hours_module.h"

#include "absl/strings/str_cat.h"
#include "diandan/orders/v1/orders_events_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteers_events_service.grpc.pb.h"
#include "services/hours/access_rules.h"
#include "services/hours/certificate_rows.h"
#include "services/hours/draw_rows.h"
#include "services/hours/evaluation_rows.h"
#include "services/hours/exchange_rows.h"
#include "services/hours/honour_rows.h"
#include "services/hours/mirror_rules.h"
#include "services/hours/points_rows.h"
#include "services/hours/rated_rules.h"
#include "services/hours/review_figures_store.h"
#include "services/hours/risk_rows.h"
#include "services/hours/rows.h"
#include "services/hours/settled_rules.h"

namespace diandan::hours {

db::Schema ServiceSchema();  // made from schema/ at build time

namespace {

template <typename Service>
rpc::OpenFollow OpenTo(std::shared_ptr<grpc::Channel> channel) {
  std::shared_ptr<typename Service::Stub> stub = Service::NewStub(std::move(channel));
  return [stub](grpc::ClientContext* context, const events::v1::FollowRequest& request) {
    return stub->Follow(context, request);
  };
}

CertificateMaker MakerOf(const rpc::ModuleParts& parts) {
  return CertificateMaker(parts.home, *parts.keys, *parts.certificate_signer,
                          CertificateNames(parts.home, parts.channel_to),
                          parts.public_url.empty() ? "" : absl::StrCat(parts.public_url, "/certificates/"));
}

}  // namespace

HoursModule::HoursModule(rpc::ModuleParts parts)
    : parts_(std::move(parts)),
      clockwork_(parts_.home, *parts_.keys),
      entries_(parts_.home),
      cases_(parts_.home),
      ledger_(parts_.home),
      policies_(parts_.home),
      certificates_(parts_.home, *parts_.certificate_signer, MakerOf(parts_)),
      draws_(parts_.home, *parts_.keys),
      honours_(parts_.home, *parts_.keys, parts_.channel_to, parts_.public_url),
      evaluations_(parts_.home),
      stars_(parts_.home),
      reports_(parts_.home, ReportPeers(parts_.home, parts_.channel_to)),
      points_(parts_.home),
      rewards_(parts_.home),
      redemptions_(parts_.home, *parts_.keys),
      exchange_(parts_.home, *parts_.keys, ExchangePeers(parts_.home, parts_.channel_to)),
      person_export_(parts_.home, *parts_.keys, MakerOf(parts_), parts_.channel_to),
      events_(parts_.home, followers_) {}

const db::Tables& HoursModule::tables() {
  static const db::Tables tables = [] {
    auto own = db::MakeTables<AcceptanceRow, EvidenceRow, EntryRow, AccountRow, TransferRow, CorrectionRow,
                              ClaimRow, ErrandRow, ServedCountyRow, PolicyRow, PolicyProposalRow, TeamRow,
                              CertificateRow, CertificateContentsRow, CertifiedRow, CertificateKeyRow,
                              DrawRow, DrawListRow, CallBackRow, CampaignRow, CategoryRow, SeatRow,
                              NominationRow, NominationWordsRow, NominationStepRow, ObjectionRow,
                              ServiceRatingRow, EvaluationTermsRow, StarRow, PointsPolicyRow, PointAccountRow,
                              PointLotRow, PointMonthRow, PointTransferRow, RewardRow, RewardTakerRow,
                              RedemptionRow, KnownPersonRow, RecordHolderRow, ImportedRecordRow, MemberRow>();
    rpc::AddCommonTables(own);
    return own;
  }();
  return tables;
}

db::Schema HoursModule::schema() { return ServiceSchema(); }
const std::vector<AccessRow>& HoursModule::access() { return AccessRows(); }

void HoursModule::Start() {
  FollowOrders();
  FollowVolunteers();
  clockwork_.Start();
  shown_ = std::make_unique<rpc::SampledFigures>(parts_.home, "review",
                                                 [](const rpc::Home& home, db::Connection& connection) {
                                                   return ReviewFigures(connection, home.clock->Now());
                                                 });
}

void HoursModule::Stop() {
  shown_.reset();
  followers_.clear();
  clockwork_.Stop();
}

void HoursModule::FollowOrders() {
  rpc::EventHandlers handlers;
  auto& settled = handlers["diandan.orders.v1.Settled"];
  settled = rpc::MakeHandler<orders::v1::Settled>(TouchSettled, TakeSettled, TouchAroundSettled);
  auto& rated = handlers["diandan.orders.v1.Rated"];
  rated = rpc::MakeHandler<orders::v1::Rated>(TouchRated, TakeRated, TouchAroundRated);
  auto& reviewed = handlers["diandan.orders.v1.RatingReviewed"];
  reviewed = rpc::MakeHandler<orders::v1::RatingReviewed>(TouchRatingReviewed, TakeRatingReviewed);
  for (rpc::EventHandler* each : {&settled, &rated, &reviewed}) {
    each->after = [this](const events::v1::Event& event, const google::protobuf::Message&) {
      clockwork_.Heard(event.position().county_id());
    };
  }
  followers_.push_back(std::make_unique<rpc::Follower>(
      parts_.home, "orders", OpenTo<orders::v1::OrdersEvents>(parts_.channel_to("orders")),
      std::move(handlers)));
}

void HoursModule::FollowVolunteers() {
  rpc::EventHandlers handlers = parts_.book == nullptr ? rpc::EventHandlers() : parts_.book->Handlers();
  handlers["diandan.volunteers.v1.TeamChanged"] =
      rpc::MakeHandler<volunteers::v1::TeamChanged>(TouchTeam, TakeTeam);
  handlers["diandan.volunteers.v1.MembershipChanged"] =
      rpc::MakeHandler<volunteers::v1::MembershipChanged>(TouchMember, TakeMember);
  handlers["diandan.volunteers.v1.PersonErased"] =
      rpc::MakeHandler<volunteers::v1::PersonErased>(TouchErased, TakeErased, TouchAroundErased);
  followers_.push_back(std::make_unique<rpc::Follower>(
      parts_.home, "volunteers", OpenTo<volunteers::v1::VolunteersEvents>(parts_.channel_to("volunteers")),
      std::move(handlers)));
}

}  // namespace diandan::hours
