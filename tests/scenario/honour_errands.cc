#include "diandan/hours/v1/evaluation_service.grpc.pb.h"
#include "diandan/hours/v1/honour_service.grpc.pb.h"
#include "tests/scenario/errands.h"
#include "tests/scenario/or_throw.h"

namespace diandan::scenario {
namespace {

namespace h = hours::v1;
using Honours = h::HonourService::Stub;

h::Campaign OpenOne(Stage& stage) {
  h::OpenCampaignRequest open;
  open.set_host(stage.OrgOf(""));
  open.set_title("2026 年最美志愿者评选");
  h::HonourCategory& category = *open.add_categories();
  category.set_kind(h::FINEST_VOLUNTEER);
  category.set_subject(h::HONOURED_PERSON);
  category.set_village_quota(3);
  category.set_township_quota(2);
  category.set_county_quota(1);
  *open.mutable_nominate_start_time() = stage.TimeOf(0, 0);
  *open.mutable_nominate_end_time() = stage.TimeOf(24 * 30, 0);
  open.set_notice_days(3);
  return OrThrow(stage.Do("admin", &Honours::OpenCampaign, open));
}

h::Nomination NominateOne(Stage& stage, const h::Campaign& campaign, const std::string& person) {
  h::NominateRequest nominate;
  nominate.set_campaign(campaign.name());
  nominate.set_category(campaign.categories(0).name());
  nominate.set_volunteer(person);
  nominate.set_place(stage.station);
  nominate.set_deeds("三年里每周四上门给村里的老人理发，风雪不误。");
  return OrThrow(stage.Do("clerk", &Honours::Nominate, nominate));
}

void Review(Stage& stage, const std::string& by, const std::string& name, h::HonourTier tier) {
  h::ReviewNominationRequest review;
  review.set_name(name);
  review.set_tier(tier);
  review.set_verdict(h::RECOMMEND);
  OrThrow(stage.Do(by, &Honours::ReviewNomination, review));
}

// From the village to the red list, with an objection on the way that does not hold.
void HonourOne(Stage& stage, const h::Campaign& campaign) {
  const std::string name = NominateOne(stage, campaign, stage.volunteer).name();
  h::AnswerNominationRequest answer;
  answer.set_name(name);
  answer.set_agreed(true);
  answer.set_shown_as(h::MASKED_LEGAL_NAME);
  answer.set_deeds_shown(true);
  OrThrow(stage.Do("volunteer", &Honours::AnswerNomination, answer));
  Review(stage, "officer", name, h::VILLAGE_TIER);
  Review(stage, "honour_reviewer", name, h::TOWNSHIP_TIER);
  Review(stage, "reviewer", name, h::COUNTY_TIER);
  h::ObjectToNominationRequest object;
  object.set_name(name);
  object.set_reason(h::OTHER_OBJECTION);
  const h::Nomination objected = OrThrow(stage.Do("clerk", &Honours::ObjectToNomination, object));
  h::GetNominationRequest get;
  get.set_name(objected.name());
  h::DecideObjectionRequest decide;
  decide.set_nomination(name);
  decide.set_name(OrThrow(stage.Call("admin", &Honours::GetNomination, get)).objections(0).name());
  OrThrow(stage.Do("admin", &Honours::DecideObjection, decide));
  stage.At(24 * 5, 0);
  h::AwardNominationRequest award;
  award.set_name(name);
  OrThrow(stage.Do("admin", &Honours::AwardNomination, award));
}

}  // namespace

void RunHonourErrands(Stage& stage) {
  stage.OpenAccount("honour_reviewer", volunteers::v1::REVIEWER, stage.OrgOf(""));
  const h::Campaign campaign = OpenOne(stage);
  h::WithdrawNominationRequest withdraw;
  withdraw.set_name(NominateOne(stage, campaign, stage.volunteer).name());
  OrThrow(stage.Do("clerk", &Honours::WithdrawNomination, withdraw));
  HonourOne(stage, campaign);
  h::EndCampaignRequest end;
  end.set_name(campaign.name());
  OrThrow(stage.Do("admin", &Honours::EndCampaign, end));
  h::GetEvaluationTermsRequest get;
  get.set_parent(stage.parent());
  h::SetEvaluationTermsRequest set;
  set.set_parent(stage.parent());
  *set.mutable_terms() = OrThrow(stage.Call("admin", &h::EvaluationService::Stub::GetEvaluationTerms, get));
  set.mutable_terms()->set_resident_weight(70);
  OrThrow(stage.Do("admin", &h::EvaluationService::Stub::SetEvaluationTerms, set));
}

}  // namespace diandan::scenario
