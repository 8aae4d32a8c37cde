// One function a family of commands: it adds them to the tree. main.cc calls them all.
#pragma once

#include "clients/cli/command.h"
#include "clients/cli/context.h"

namespace diandan::cli {

void AddAccountCommands(Command& root, Context& context);      // signin, signout, whoami, password
void AddPlaceCommands(Command& root, Context& context);        // order place, activity, series, group
void AddOrderViewCommands(Command& root, Context& context);    // order list, show, slip
void AddOrderLiveCommands(Command& root, Context& context);    // order watch, code
void AddOrderCommands(Command& root, Context& context);        // order approve … cancel
void AddOfferCommands(Command& root, Context& context);        // order offer, accept, decline …
void AddAttendanceCommands(Command& root, Context& context);   // order roster … complete, abort
void AddRatingCommands(Command& root, Context& context);       // order rate, rating
void AddPhotoCommands(Command& root, Context& context);        // photo
void AddEntryCommands(Command& root, Context& context);        // entry, review, statement
void AddStatementCommands(Command& root, Context& context);    // statement
void AddCertificateCommands(Command& root, Context& context);  // certificate
void AddDrawCommands(Command& root, Context& context);         // draw
void AddHonourCommands(Command& root, Context& context);       // honour
void AddReportCommands(Command& root, Context& context);       // report
void AddExchangeCommands(Command& root, Context& context);     // exchange
void AddRosterCommands(Command& root, Context& context);       // roster insured
void AddLedgerCommands(Command& root, Context& context);       // ledger
void AddPointsCommands(Command& root, Context& context);       // points
void AddRewardCommands(Command& root, Context& context);       // reward
void AddOrgCommands(Command& root, Context& context);          // org, unit
void AddTeamCommands(Command& root, Context& context);         // team, volunteer
void AddPersonCommands(Command& root, Context& context);       // volunteer consent … erase
void AddPostCommands(Command& root, Context& context);         // post
void AddTrainingCommands(Command& root, Context& context);     // training
void AddGrantCommands(Command& root, Context& context);        // account, admin init
void AddSessionCommands(Command& root, Context& context);      // account devices, sign-out, second-factor
void AddMenuCommands(Command& root, Context& context);         // menu, wish
void AddNoticeCommands(Command& root, Context& context);       // notice
void AddWebhookCommands(Command& root, Context& context);      // webhook
void AddMatchingCommands(Command& root, Context& context);     // rank, whynot, waves
void AddPlanCommands(Command& root, Context& context);         // plan
void AddRiskCommands(Command& root, Context& context);         // risk
void AddSuggestionCommands(Command& root, Context& context);   // suggestion
void AddSimulateCommands(Command& root, Context& context);     // simulate, simulation
void AddFairnessCommands(Command& root, Context& context);     // fairness
void AddEmergencyCommands(Command& root, Context& context);    // emergency
void AddPolicyCommands(Command& root, Context& context);       // policy loop, policy weights
void AddHoursPolicyCommands(Command& root, Context& context);  // policy hours
void AddBackFillCommands(Command& root, Context& context);     // attendance backfill
void AddAdminCommands(Command& root, Context& context);        // deadletter
void AddDoctorCommands(Command& root, Context& context);       // doctor
void AddBackupCommands(Command& root, Context& context);       // backup, restore
void AddAuditCommands(Command& root, Context& context);        // audit
void AddDemoCommands(Command& root, Context& context);         // demo

// Below `honour`: campaign; star, evaluation, terms.
void AddCampaignCommands(Command& honour, Context& context);
void AddEvaluationCommands(Command& honour, Context& context);

// The groups `order` and `volunteer`, shared by several families.
Command& OrderGroup(Command& root);
Command& VolunteerGroup(Command& root);

}  // namespace diandan::cli
