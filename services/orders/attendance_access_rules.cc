// Who may call the second half of the loop: roster, facts, completion, ratings, the slip, photos, figures,
// boards; and what tells of it.
#include "services/orders/access_rules.h"

namespace diandan::orders {

const std::vector<AccessLine>& AttendanceAccess() {
  constexpr Role kClerk = Role::kClerk, kOfficer = Role::kOfficer, kDispatcher = Role::kDispatcher,
                 kLeader = Role::kLeader, kReviewer = Role::kReviewer, kVolunteer = Role::kVolunteer,
                 kAdmin = Role::kCountyAdmin;
  static const auto* lines = new std::vector<AccessLine>{
      {"AttendanceService/SetRoster", {kLeader}},
      {"AttendanceService/GetRoster",
       {kLeader, kClerk, kOfficer, kDispatcher, kReviewer, kVolunteer},
       {"hours"}},
      {"AttendanceService/CheckIn", {kVolunteer, kLeader, kClerk}},
      {"AttendanceService/CheckOut", {kVolunteer, kLeader, kClerk}},
      {"AttendanceService/RecordFacts", {kLeader, kClerk}},
      // The resident's own page has the rating secret and no account; the rule asks for one of the four ways.
      {"AttendanceService/CompleteOrder", {kLeader, kClerk, kOfficer, kDispatcher}, {}, true},
      {"AttendanceService/AbortService", {kLeader, kClerk}},
      {"AttendanceService/ListAttendances", {kLeader, kClerk, kOfficer, kDispatcher, kReviewer}, {"hours"}},

      {"RatingService/RateOrder", {}, {}, true},
      {"RatingService/ReviewRating", {kReviewer, kOfficer, kDispatcher}},
      {"RatingService/ListRatingsToReview",
       {kClerk, kOfficer, kDispatcher, kReviewer, kAdmin, Role::kAuditor}},
      {"RatingService/ListRatings", {kClerk, kOfficer, kDispatcher, kReviewer, kLeader}, {"hours"}},
      // The resident's own page has the rating secret; else the rule asks for the station or the host.
      {"RatingService/ViewSlip", {kClerk, kLeader, Role::kLiaison, kVolunteer}, {}, true},
      {"RatingService/GetProgress", {}, {}, true},

      {"PhotoService/AddPhoto", {kLeader, kVolunteer, kClerk}},
      {"PhotoService/RemovePhoto", {kLeader, kVolunteer, kClerk, kOfficer, kDispatcher, kAdmin}},
      {"PhotoService/ListPhotos", {}, {}, false, true},
      {"PhotoService/GetPhoto", {}, {}, false, true},

      {"BackFillService/ProposeBackFill", {kLeader, kClerk, kOfficer}},
      {"BackFillService/DecideBackFill", {kOfficer, kReviewer}},
      {"BackFillService/ListBackFills", {kLeader, kClerk, kOfficer, kReviewer, kAdmin, Role::kAuditor}},

      {"InsuredListService/GetInsuredList", {kLeader, kClerk, kOfficer, kDispatcher, kAdmin, Role::kAuditor}},
      {"InsuredListService/TakeInsuredList", {kOfficer, kAdmin}},
      {"PersonExportService/ExportPerson", {}, {}, false, true},
      {"RecordService/DescribeServices", {}, {"hours"}},
      {"RecordService/ListEvaluations", {}, {"hours"}},

      {"FiguresService/GetFigures", {kClerk, kOfficer, kDispatcher, kReviewer, kAdmin, Role::kAuditor}},
      {"RatingRatesService/GetRatingRates",
       {kClerk, kOfficer, kDispatcher, kReviewer, kAdmin, Role::kAuditor}},
      {"DutyFactsService/CountDutyFacts", {}, {"hours"}},
      {"BoardService/WatchBoard", {kClerk, kOfficer, kDispatcher, kReviewer, kAdmin, Role::kAuditor}},

      {"NoticeService/ListNotices", {}, {}, false, true},
      {"NoticeService/ReadNotice", {}, {}, false, true},
      {"NoticeService/ReportUnsent", {}, {}, false, true},

      {"WebhookService/CreateWebhook", {kAdmin}},
      {"WebhookService/UpdateWebhook", {kAdmin}},
      {"WebhookService/ListWebhooks", {kAdmin, Role::kAuditor}},
      {"WebhookService/TestWebhook", {kAdmin}},
      {"WebhookService/ListDeliveries", {kAdmin, Role::kAuditor}},
  };
  return *lines;
}

}  // namespace diandan::orders
