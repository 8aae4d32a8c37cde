// What the rules of nominations share: who has which part in one, its steps, the seats of its tiers. Pure.
#pragma once

#include <string>
#include <vector>

#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/hours/honour_rows.h"
#include "services/hours/rows.h"

namespace diandan::hours {

// The tier an organisation path belongs to: the county centre has one step, its institutes two, stations
// three.
v1::HonourTier TierOf(const std::string& path);
// The part of a path that stands for a tier's place: "c.t" of "c.t.v".
std::string PlaceAt(const std::string& path, v1::HonourTier tier);

// Rows that steps on this nomination look at, once it is loaded.
void TouchAroundNomination(const NominationRow& row, Touches& touches);
void TouchNomination(const std::string& name, Touches& touches);
// NOT_FOUND for roles that look after nominations, NOT_ALLOWED for others.
StatusOr<const NominationRow*> NominationOf(const Work& work, const std::string& name);
const std::vector<Role>& HonourReaders();

// The nominee: the person, a leader of the team, whoever sits in the place or the project's organisation
// itself.
bool IsNominee(const Work& work, const NominationRow& row);
bool IsNominee(const Caller& caller, const NominationRow& row, const TeamRow* team);
// CONFLICT_OF_INTEREST for the nominee and for whoever nominated.
Status NoPart(const Work& work, const NominationRow& row);
// HONOUR_WRONG_STATE unless it may step to `to`.
Status MayGo(const NominationRow& row, v1::NominationState to);

// Takes the step, with what goes with it: seats and the campaign's count of what is under way.
void GoTo(Work& work, NominationRow& row, v1::NominationState to);
// HONOUR_QUOTA_FULL when the tier's place has put forward as many as it may.
Status CheckSeat(const Work& work, const NominationRow& row);
void TakeSeat(Work& work, const NominationRow& row);

// Its words can never be read again; of a loaded row.
void ForgetWords(Work& work, const Uuid& nomination);
// The person was erased: what is under way ends, nothing is shown any more, the words are gone.
void ForgetHonoured(Work& work, const Uuid& person);

v1::NominationChanged ToEvent(const NominationRow& row);
// From the rows around it, without words.
v1::Nomination ToProto(const NominationRow& row, const CampaignRow* campaign, const CategoryRow* category);
v1::Nomination ShowNomination(const Work& work, const Uuid& id);
// "最美志愿者": the category's own title, else the usual one of its kind; in Chinese, as it stands on paper.
std::string HonourTitle(v1::HonourKind kind, const std::string& title);
// Who honours, as it stands on paper: "奈曼旗新时代文明实践中心", of a township "大沁他拉镇新时代文明实践所".
std::string HostName(const CampaignRow& campaign);
// As anybody reads it; of one that is shown.
v1::RedListLine ToLine(const NominationRow& row, const CampaignRow& campaign, const CategoryRow& category,
                       const v1::NominationWords& words);
v1::Campaign ToProto(const CampaignRow& row, const std::vector<const CategoryRow*>& categories);

}  // namespace diandan::hours
