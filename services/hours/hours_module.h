// `hours` as one module: its services, what it follows (orders, volunteers), its clockwork.
#pragma once

#include <memory>
#include <vector>

#include "services/db/database.h"
#include "services/db/table.h"
#include "services/hours/case_service.h"
#include "services/hours/certificate_service.h"
#include "services/hours/clockwork.h"
#include "services/hours/draw_service.h"
#include "services/hours/entry_service.h"
#include "services/hours/evaluation_service.h"
#include "services/hours/events_service.h"
#include "services/hours/exchange_service.h"
#include "services/hours/honour_service.h"
#include "services/hours/ledger_service.h"
#include "services/hours/person_export_service.h"
#include "services/hours/points_service.h"
#include "services/hours/policy_service.h"
#include "services/hours/report_service.h"
#include "services/hours/reward_service.h"
#include "services/rpc/follower.h"
#include "services/rpc/module.h"
#include "services/rpc/sampled_figures.h"

namespace diandan::hours {

class HoursModule {
 public:
  explicit HoursModule(rpc::ModuleParts parts);
  ~HoursModule() { Stop(); }

  static const db::Tables& tables();
  static db::Schema schema();
  static const std::vector<AccessRow>& access();

  std::vector<grpc::Service*> services() {
    return {&entries_,     &cases_,       &ledger_,        &policies_, &certificates_, &draws_,
            &honours_,     &evaluations_, &stars_,         &reports_,  &points_,       &rewards_,
            &redemptions_, &exchange_,    &person_export_, &events_};
  }
  // Follows and ticks from here on.
  void Start();
  void Stop();
  Clockwork& clockwork() { return clockwork_; }

 private:
  void FollowOrders();
  void FollowVolunteers();

  const rpc::ModuleParts parts_;
  Clockwork clockwork_;
  std::vector<std::unique_ptr<rpc::Follower>> followers_;
  EntryService entries_;
  CaseService cases_;
  LedgerService ledger_;
  PolicyService policies_;
  CertificateService certificates_;
  DrawService draws_;
  HonourService honours_;
  EvaluationService evaluations_;
  StarService stars_;
  ReportService reports_;
  PointsService points_;
  RewardService rewards_;
  RedemptionService redemptions_;
  ExchangeService exchange_;
  PersonExportService person_export_;
  EventsService events_;
  std::unique_ptr<rpc::SampledFigures> shown_;
};

}  // namespace diandan::hours
