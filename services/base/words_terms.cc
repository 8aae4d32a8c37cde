// Words of the system as people say them: states, roles, tiers and causes. English keeps the names of
// states, since scripts and screens show them.
#include "services/base/words_table.h"

namespace diandan {

// clang-format off
const std::vector<TermWords>& Terms() {
  static const auto* terms = new std::vector<TermWords>{
    // Orders.
    {"PLACED", {"待审", "PLACED"}},
    {"OPEN", {"等人接", "OPEN"}},
    {"ACCEPTED", {"已接", "ACCEPTED"}},
    {"IN_SERVICE", {"服务中", "IN_SERVICE"}},
    {"COMPLETED", {"待验", "COMPLETED"}},
    {"VERIFIED", {"已验", "VERIFIED"}},
    {"REFUSED", {"不办", "REFUSED"}},
    {"REJECTED", {"驳回", "REJECTED"}},
    {"CANCELLED", {"已撤", "CANCELLED"}},
    // Entries of hours and their corrections.
    {"PENDING", {"等核对", "PENDING"}},
    {"RETURNED", {"退回补充", "RETURNED"}},
    {"SECOND", {"等第二人核对", "SECOND"}},
    {"NOTICE", {"公示中", "NOTICE"}},
    {"POSTED", {"已记入", "POSTED"}},
    {"VOIDED", {"没有记入", "VOIDED"}},
    {"CORRECTION_OPEN", {"在办", "open"}},
    {"GRANTED", {"已同意", "granted"}},
    {"DISMISSED", {"没有同意", "dismissed"}},
    // Certificates.
    {"CERTIFICATE_VALID", {"有效", "valid"}},
    {"CERTIFICATE_REVOKED", {"已作废", "revoked"}},
    // Suggestions.
    {"SET_ASIDE", {"不再提", "set aside"}},
    {"TEAM_ASKED", {"已去问一支队", "a team was asked"}},
    // Teams and people.
    {"ACTIVE", {"正常", "active"}},
    {"SUSPENDED", {"暂停", "suspended"}},
    {"ERASED", {"资料已删", "erased"}},
    {"IN", {"签到", "in"}},
    {"OUT", {"签退", "out"}},
    {"ACTIVITY", {"活动", "an activity"}},
    {"DEMAND", {"需求单", "a demand"}},
    {"PROFESSIONAL_SKILLS", {"专业技能培训", "professional skills"}},
    {"OWN_THEME", {"自定主题", "an own theme"}},
    // Roles.
    {"CLERK", {"站点人员", "clerk"}},
    {"OFFICER", {"所里人员", "officer"}},
    {"LEADER", {"队长", "team leader"}},
    {"VOLUNTEER", {"志愿者", "volunteer"}},
    {"DISPATCHER", {"派单员", "dispatcher"}},
    {"REVIEWER", {"验单员", "reviewer"}},
    {"COUNTY_ADMIN", {"县管理员", "county admin"}},
    {"LIAISON", {"单位联络员", "unit liaison"}},
    {"AUDITOR", {"审计员", "auditor"}},
    {"OPERATOR", {"运维", "operator"}},
    // Tiers of the tree and levels of escalation.
    {"CENTRE", {"县中心", "county centre"}},
    {"INSTITUTE", {"乡镇所", "township institute"}},
    {"STATION", {"村站", "village station"}},
    {"POINT", {"实践点", "practice point"}},
    {"HOUSEHOLD", {"示范户", "demonstration household"}},
    {"VILLAGE", {"村里", "village"}},
    {"TOWNSHIP", {"乡镇", "township"}},
    {"COUNTY", {"全县", "county"}},
    {"CLERK_LIST", {"派单员手里", "clerk's list"}},
    // Consents.
    {"RECORD", {"同意留服务记录", "to keep a service record"}},
    {"GUARDIAN", {"监护人同意", "of the guardian"}},
    {"PUBLISH_NAME", {"同意公开称呼", "to be named in public"}},
    {"CONTACT", {"同意联系", "to be contacted"}},
    {"INSURE", {"同意投保", "to be insured"}},
    // Why somebody cannot serve yet.
    {"NOT_A_MEMBER", {"不是这支队的人", "not a member of the team"}},
    {"NO_CONSENT", {"还没同意留服务记录", "no consent to a service record yet"}},
    {"GUARDIAN_CONSENT_MISSING", {"还差监护人同意", "the guardian's consent is missing"}},
    {"TRAINING_MISSING", {"还没参加要的培训", "the training asked for is missing"}},
    {"QUALIFICATION_MISSING", {"没有要的证", "the certificate asked for is missing"}},
    {"QUALIFICATION_EXPIRED", {"证到那天已过期", "the certificate will have expired"}},
    {"INSURANCE_MISSING", {"保险盖不住那一天", "no insurance in force that day"}},
    // Why a team was left out.
    {"SKILL_MISSING", {"不做这类事", "does not do this kind of work"}},
    {"LANGUAGE_MISSING", {"队里没有人会这种语言", "nobody speaks the language"}},
    {"NO_WOMAN", {"队里没有女同志", "no woman in the team"}},
    {"NOT_FREE_THEN", {"那个半天没空", "not free that half-day"}},
    {"BUSY_THEN", {"那个半天已接了别的单", "already booked that half-day"}},
    {"WEEK_FULL", {"那一周接满了", "booked up that week"}},
    {"OUTSIDE_LEVEL", {"不在这一级的范围", "outside the present level"}},
    {"ALREADY_ASKED", {"问过了", "already asked"}},
    {"ASKED_OFTEN", {"这几天问得够多了", "asked often enough lately"}},
    {"THINKING_ABOUT_OTHERS", {"手上的还没想好", "still thinks about others"}},
    {"UNPAIRED", {"只签退、没签到", "a check-out without a check-in"}},
    // Why a second person decides.
    {"REVIEWER_PLACED", {"单子是您点的", "you placed the order"}},
    {"REVIEWER_SAW_CODE", {"您看过结单码", "you saw the closing code"}},
    {"REVIEWER_WITNESSED", {"是您见证的", "you witnessed it"}},
    {"REVIEWER_SERVED", {"您也在服务", "you served too"}},
    {"REVIEWER_RECORDED", {"签到是您记的", "you recorded the attendance"}},
    {"REVIEWER_LEADS_TEAM", {"您是这支队的队长", "you lead the team"}},
    {"LONG_DAY", {"一天超过 8 小时", "more than 8 hours in a day"}},
    {"VERY_LONG_DAY", {"一天超过 12 小时", "more than 12 hours in a day"}},
    {"FROM_MEMORY", {"是补录的", "back-filled"}},
  };
  return *terms;
}
// clang-format on

}  // namespace diandan
