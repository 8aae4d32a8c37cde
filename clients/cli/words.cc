#include "clients/cli/words.h"

#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"

namespace diandan::cli {
namespace {

// By full name without "diandan.".
// clang-format off
const std::map<std::string, const char*>& Chinese() {
  static const auto* words = new std::map<std::string, const char*>{
    // OrderState
    {"orders.v1.PLACED", "待审"}, {"orders.v1.OPEN", "等人接"}, {"orders.v1.ACCEPTED", "已接"},
    {"orders.v1.IN_SERVICE", "服务中"}, {"orders.v1.COMPLETED", "待验"}, {"orders.v1.VERIFIED", "已验"},
    {"orders.v1.REFUSED", "不办"}, {"orders.v1.REJECTED", "驳回"}, {"orders.v1.CANCELLED", "已撤"},
    // OrderKind, EscalationLevel, Urgency
    {"orders.v1.DEMAND", "点单"}, {"orders.v1.ACTIVITY", "活动"},
    {"orders.v1.VILLAGE", "村"}, {"orders.v1.TOWNSHIP", "镇"}, {"orders.v1.COUNTY", "县"}, {"orders.v1.CLERK_LIST", "人工办理"},
    {"orders.v1.ROUTINE", "平常"}, {"orders.v1.URGENT", "急"},
    // OfferState: how others answered is nobody's business
    {"orders.v1.OFFERED", "问着"}, {"orders.v1.OFFER_ACCEPTED", "接下了"}, {"orders.v1.OFFER_DECLINED", "问过了"},
    {"orders.v1.OFFER_LAPSED", "问过了"}, {"orders.v1.OFFER_WITHDRAWN", "收回了"},
    // Direction, RecordedHow, AttendanceFlag
    {"orders.v1.IN", "签到"}, {"orders.v1.OUT", "签退"},
    {"orders.v1.OWN_CODE", "双方都认"}, {"orders.v1.BY_LEADER", "队长认"}, {"orders.v1.BY_WITNESS", "站里见证"},
    {"orders.v1.SELF_REPORTED", "自己报的"}, {"orders.v1.ASSUMED", "按结单推算"}, {"orders.v1.BACK_FILLED", "补录"},
    {"orders.v1.LATE_FACT", "迟到的记录"}, {"orders.v1.NOT_ON_ROSTER", "名单里没有"}, {"orders.v1.ROSTERED_LATE", "开始后补进名单"},
    {"orders.v1.END_ASSUMED", "没有签退，按结束算"}, {"orders.v1.CODE_WRONG", "签到码不对"}, {"orders.v1.CODE_REPLAYED", "签到码重复"},
    {"orders.v1.UNPAIRED", "有签退没签到"}, {"orders.v1.CODE_LATE", "码是后来才报的"},
    // BackFillState, BackFillCause, BackFillRefusal
    {"orders.v1.BACK_FILL_PROPOSED", "等同意"}, {"orders.v1.BACK_FILL_SECOND", "等第三人"}, {"orders.v1.BACK_FILL_APPROVED", "已补录"}, {"orders.v1.BACK_FILL_REFUSED", "没同意"},
    {"orders.v1.PHONE_FAILED", "手机没电或坏了"}, {"orders.v1.WITHOUT_PHONE", "没有手机"}, {"orders.v1.RECORD_LOST", "记录没送出来"},
    {"orders.v1.EMERGENCY_WORK", "忙着救急"}, {"orders.v1.FORGOTTEN", "忘了签"}, {"orders.v1.SYSTEM_DOWN", "系统停用"},
    {"orders.v1.WITNESS_DENIES", "见证人说没有"}, {"orders.v1.WITNESS_NOT_REACHED", "联系不上见证人"}, {"orders.v1.TIMES_DO_NOT_FIT", "时间对不上"}, {"orders.v1.NOT_SERVICE", "不是志愿服务"},
    // ClosedHow, RaterKind, RatingChannel
    {"orders.v1.CLOSING_CODE", "结单码"}, {"orders.v1.STATION_WITNESS", "站里见证"}, {"orders.v1.RESIDENT_PAGE", "本人确认"}, {"orders.v1.CALL_BACK", "电话核对"},
    {"orders.v1.RESIDENT", "被服务的人"}, {"orders.v1.STATION", "站"}, {"orders.v1.TEAM", "队"}, {"orders.v1.ORGANISATION", "组织"},
    {"orders.v1.RATING_SECRET", "小票"}, {"orders.v1.RATING_CALL_BACK", "电话回访"}, {"orders.v1.ON_BEHALF", "站里代评"}, {"orders.v1.SIGNED_IN", "登录评"},
    // MenuTheme, WishState
    {"orders.v1.THEORY_TALK", "理论宣讲"}, {"orders.v1.POLICY_READING", "政策解读"}, {"orders.v1.ARTS_PERFORMANCE", "文艺演出"},
    {"orders.v1.DAILY_SERVICE", "便民服务"}, {"orders.v1.POPULAR_SCIENCE", "科学普及"}, {"orders.v1.OWN_THEME", "本县主题"},
    {"orders.v1.WISH_OPEN", "等答复"}, {"orders.v1.WISH_ORDERED", "已点单"}, {"orders.v1.WISH_DISMISSED", "不办"},
    // NoticeKind
    {"orders.v1.NEW_OFFER", "问您的队接不接"}, {"orders.v1.TAKEN_BY_ANOTHER", "别的队先接了"}, {"orders.v1.TEAM_FOUND", "有队接了"},
    {"orders.v1.REQUEST_APPROVED", "核对过了"}, {"orders.v1.REQUEST_REFUSED", "不办"},
    {"orders.v1.STARTS_IN_A_DAY", "还有一天开始"}, {"orders.v1.STARTS_SOON", "还有两小时开始"}, {"orders.v1.TEAM_NOT_NEEDED", "撤了，不用去"},
    {"orders.v1.HOURS_VERIFIED", "时长记入了"}, {"orders.v1.HOURS_REJECTED", "时长没有记入"}, {"orders.v1.OVERDUE", "到时间没人接"},
    {"orders.v1.UNSENT_LONG", "有手机 3 天没送出"}, {"orders.v1.RATED_LOW", "有人不满意"}, {"orders.v1.RATED_LOW_OVERDUE", "不满意过了期限没人管"},
    // To one volunteer
    {"orders.v1.ENTRY_CREDITED", "您的时长记入了"}, {"orders.v1.ENTRY_ADJUSTED", "您的时长改了再记入"}, {"orders.v1.ENTRY_NOT_CREDITED", "您的时长没有记入"}, {"orders.v1.ENTRY_SENT_BACK", "您的时长要队长补充"},
    {"orders.v1.CORRECTION_DECIDED", "更正定了"}, {"orders.v1.NOMINATION_RECEIVED", "有人推荐您"}, {"orders.v1.NOMINATION_DECIDED", "推荐有结果了"}, {"orders.v1.HONOUR_GIVEN", "您被表彰了"},
    {"orders.v1.STAR_REACHED", "升星了"}, {"orders.v1.STAR_LOWERED", "星级改低了"}, {"orders.v1.POINTS_REDEEMED", "积分兑换了"}, {"orders.v1.POINTS_GIVEN_BACK", "积分退回了"},
    {"orders.v1.POINTS_RUN_OUT", "积分快到期了"}, {"orders.v1.CERTIFICATE_VOIDED", "证明作废了"},
    // RatingDoubt
    {"orders.v1.SLIP_SEEN_BY_TEAM", "服务的队看过小票"}, {"orders.v1.SAME_PHONE", "一部手机给好几户评"},
    // RatingTag
    {"orders.v1.ON_TIME", "准时"}, {"orders.v1.SKILLED", "手艺好"}, {"orders.v1.WARM_HEARTED", "热心"}, {"orders.v1.PATIENT", "耐心"},
    {"orders.v1.TIDY", "收拾干净"}, {"orders.v1.CAME_LATE", "来晚了"}, {"orders.v1.CAME_TOO_FEW", "没来齐"},
    {"orders.v1.BADLY_DONE", "做得不好"}, {"orders.v1.LEFT_UNFINISHED", "没做完"}, {"orders.v1.IMPATIENT", "不耐烦"},
    // WebhookKind, DeliveryState, DeliveryProblem
    {"orders.v1.GENERIC", "自有系统"}, {"orders.v1.SMS", "短信平台"}, {"orders.v1.WECOM", "企业微信群"}, {"orders.v1.DINGTALK", "钉钉群"},
    {"orders.v1.DELIVERY_WAITING", "等着发"}, {"orders.v1.DELIVERED", "送到了"}, {"orders.v1.DELIVERY_FAILED", "没送成"}, {"orders.v1.DELIVERY_DROPPED", "不发了"},
    {"orders.v1.UNREACHABLE", "连不上"}, {"orders.v1.NO_ANSWER", "没有应答"}, {"orders.v1.CERTIFICATE_REFUSED", "对方证书不可信"},
    {"orders.v1.NETWORK_NOT_ALLOWED", "运维没有放行这个网段"}, {"orders.v1.HTTP_STATUS", "对方没有收下"}, {"orders.v1.ROBOT_ERRCODE", "机器人没有收下"},
    {"orders.v1.ANSWER_NOT_UNDERSTOOD", "看不懂机器人的应答"}, {"orders.v1.NO_PHONE", "队长没有留可用的电话"}, {"orders.v1.PHONES_NOT_GIVEN", "没拿到电话"},
    {"orders.v1.NO_LONGER_TRUE", "单子已经变了"}, {"orders.v1.TOO_LATE", "晚了一天"}, {"orders.v1.NOT_WANTED", "已停用，或不再要这类通知"},
    {"orders.v1.WEBHOOK_UNREADABLE", "网址解不开，请重新写"},
    // SuggestionKind, SuggestionStrength, SuggestionOutcome, SuggestionDismissal
    {"matching.v1.SAME_NEED", "可能重复"}, {"matching.v1.ONE_TRIP", "可一趟去"}, {"matching.v1.SURE", "多半重复"}, {"matching.v1.LIKELY", "可能重复"},
    {"matching.v1.SET_ASIDE", "不再提"}, {"matching.v1.TEAM_ASKED", "已去问一支队"},
    {"matching.v1.DIFFERENT_NEEDS", "不是同一件事"}, {"matching.v1.WANTED_TWICE", "本来就要几次"},
    {"matching.v1.ARRANGED_OTHERWISE", "另有安排"}, {"matching.v1.BETTER_APART", "不宜一趟去"},
    // RefuseReason, CancelReason, ReleaseReason, AbortReason
    {"orders.v1.DUPLICATE", "重复了"}, {"orders.v1.NOT_VOLUNTEER_SERVICE", "不属志愿服务"}, {"orders.v1.INCOMPLETE", "信息不全"},
    {"orders.v1.UNSAFE", "不安全"}, {"orders.v1.COMMERCIAL", "有收费"},
    {"orders.v1.NO_LONGER_NEEDED", "不用了"}, {"orders.v1.CLIENT_UNAVAILABLE", "人不在"}, {"orders.v1.PLACED_BY_MISTAKE", "点错了"},
    {"orders.v1.WEATHER", "天气不好"}, {"orders.v1.UNSERVED", "没找到人"}, {"orders.v1.PLACED_TWICE", "重复点了"},
    {"orders.v1.NO_CHECK_IN", "没有签到"}, {"orders.v1.TEAM_UNREACHABLE", "队里联系不上"}, {"orders.v1.TEAM_ASKED", "队里提出"}, {"orders.v1.EMERGENCY", "有急事"},
    {"orders.v1.CLIENT_ABSENT", "人不在家"}, {"orders.v1.DANGER", "有危险"}, {"orders.v1.ILLNESS", "有人不舒服"},
    {"orders.v1.BAD_WEATHER", "天气不好"}, {"orders.v1.MISSING_TOOLS", "缺工具"},
    // PhotoRemovalReason
    {"orders.v1.PERSON_ASKED", "本人要求删"}, {"orders.v1.SHOWS_TOO_MUCH", "拍到了不该拍的"}, {"orders.v1.NOT_OF_THIS_ORDER", "不是这一单的"},
    // PlanOutcome, PlanStage
    {"matching.v1.RECOMMENDED", "排上了"}, {"matching.v1.UNSERVED", "排不上"}, {"matching.v1.BEING_ASKED", "已在问"}, {"matching.v1.NOT_IN_SPAN", "不在这三周"},
    {"matching.v1.READING", "读单子和队伍"}, {"matching.v1.SOLVING", "排"}, {"matching.v1.PRICING", "核对有没有更好的"}, {"matching.v1.KEEPING", "写理由"},
    // EntryState, Grade, Doubt, CorrectionState
    {"hours.v1.PENDING", "等核对"}, {"hours.v1.RETURNED", "退回补充"}, {"hours.v1.SECOND", "等第二人核对"},
    {"hours.v1.NOTICE", "公示中"}, {"hours.v1.POSTED", "已记入"}, {"hours.v1.VOIDED", "没有记入"},
    {"hours.v1.STANDS", "照报的算"}, {"hours.v1.FEWER_MINUTES", "少算些"}, {"hours.v1.WAS_NOT_THERE", "人没来"}, {"hours.v1.UNANSWERED", "没有回话"},
    {"hours.v1.NO_MINUTES", "没有时长"}, {"hours.v1.BELOW_MINIMUM", "太短"}, {"hours.v1.MORE_PEOPLE_THAN_SEEN", "人数比看到的多"},
    {"hours.v1.OWN_TEAM_HAD_A_PART", "本队的人也经了手"}, {"hours.v1.ENTERED_FROM_MEMORY", "补录"},
    {"hours.v1.COUNTY", "全县"}, {"hours.v1.TOWNSHIPS", "乡镇"}, {"hours.v1.VILLAGES", "村"}, {"hours.v1.UNITS", "单位"},
    {"hours.v1.UNIT_PARTICIPATION", "单位参与率"}, {"hours.v1.TWENTY_HOURS", "人均20小时"}, {"hours.v1.LEADERS_TRAINED", "队长培训"},
    {"hours.v1.LIAISONS_TRAINED", "联络员培训"}, {"hours.v1.VOLUNTEERS_TRAINED", "志愿者培训"}, {"hours.v1.TOWNSHIP_BRAND", "乡镇品牌项目"},
    {"hours.v1.SECTOR_BRAND", "行业品牌项目"}, {"hours.v1.VILLAGE_FEATURE", "村级特色活动"}, {"hours.v1.VILLAGE_TUTOR", "乡村文化指导员"},
    {"hours.v1.TUTOR_BACKBONES", "文艺骨干"}, {"hours.v1.TUTOR_GROUP", "文艺队伍"}, {"hours.v1.POSTS_HELD", "岗位配齐"},
    {"hours.v1.RECORDS_IN_TIME", "服务按期记录"}, {"hours.v1.RATINGS_IN_TIME", "评价按期记录"},
    {"hours.v1.POINTS_EARNED", "得分"}, {"hours.v1.POINTS_TAKEN_BACK", "更正扣回"}, {"hours.v1.POINTS_HELD", "兑换"}, {"hours.v1.POINTS_RETURNED", "退回"},
    {"hours.v1.POINTS_SPENT", "已领用"}, {"hours.v1.POINTS_EXPIRED", "过期"},
    {"hours.v1.REWARD_GOODS", "生活用品"}, {"hours.v1.REWARD_SERVICE", "服务"}, {"hours.v1.REWARD_EVENT", "活动"}, {"hours.v1.REWARD_KEEPSAKE", "纪念品"}, {"hours.v1.REWARD_MONEY", "现金、购物卡（不许）"},
    {"hours.v1.REWARD_OPEN", "可兑换"}, {"hours.v1.REWARD_CLOSED", "已下架"},
    {"hours.v1.TO_PICK_UP", "待领取"}, {"hours.v1.PICKED_UP", "已领取"}, {"hours.v1.REDEMPTION_CANCELLED", "已取消"}, {"hours.v1.REDEMPTION_LAPSED", "过期退回"},
    {"hours.v1.NO_LONGER_WANTED", "本人不要了"}, {"hours.v1.NOT_IN_STOCK", "没有货"}, {"hours.v1.DAMAGED", "有损坏"}, {"hours.v1.CANNOT_BE_FETCHED", "取不了"},
    {"hours.v1.CERTIFICATE_VALID", "有效"}, {"hours.v1.CERTIFICATE_REVOKED", "已作废"},
    {"hours.v1.HOLDER_ID_NUMBER", "身份证号（遮掩）"}, {"hours.v1.HOLDER_VOLUNTEER_NUMBER", "志愿者编号"}, {"hours.v1.HOLDER_STARS", "星级"}, {"hours.v1.SERVICE_PLACE", "地点"},
    {"hours.v1.SERVICE_TEAM", "服务队"}, {"hours.v1.SERVICE_ORDER_NUMBER", "单号"},
    {"hours.v1.ASKED_ONLINE", "本人在线办"}, {"hours.v1.ASKED_AT_THE_DESK", "本人来办"}, {"hours.v1.ASKED_IN_WRITING", "书面"}, {"hours.v1.ASKED_BY_PHONE", "电话"},
    {"hours.v1.HOURS_CORRECTED", "记录更正了"}, {"hours.v1.ISSUED_IN_ERROR", "开错了"}, {"hours.v1.HOLDER_WITHDREW", "本人收回"}, {"hours.v1.CERTIFICATE_MISUSED", "被冒用"},
    {"hours.v1.DRAW_COMMITTED", "等着抽"}, {"hours.v1.DRAW_MADE", "已抽出"}, {"hours.v1.DRAW_CLOSED", "办完了"},
    {"hours.v1.CALL_WAITING", "等回访"}, {"hours.v1.CONFIRMED", "属实"}, {"hours.v1.MINUTES_DIFFER", "时长不符"}, {"hours.v1.NOBODY_CAME", "没有人来"},
    {"hours.v1.NOT_REACHED", "没打通"}, {"hours.v1.DECLINED_TO_SAY", "不愿说"},
    {"hours.v1.PERSON_RECORDS", "个人基本信息"}, {"hours.v1.SERVICE_RECORDS", "志愿服务情况"}, {"hours.v1.TRAINING_RECORDS", "培训情况"}, {"hours.v1.AWARD_RECORDS", "表彰奖励情况"}, {"hours.v1.EVALUATION_RECORDS", "评价情况"},
    {"hours.v1.EXPORT_TO_NATIONAL_SYSTEM", "录入全国志愿服务信息系统"}, {"hours.v1.EXPORT_TO_OTHER_UNIT", "转给别的记录单位"}, {"hours.v1.EXPORT_FOR_THE_PERSON", "本人要一份"}, {"hours.v1.EXPORT_FOR_INSPECTION", "民政部门检查"},
    {"hours.v1.RECORD_STANDS", "在用"}, {"hours.v1.RECORD_WITHDRAWN", "已撤回"},
    {"hours.v1.CORRECTION_OPEN", "待定"}, {"hours.v1.GRANTED", "准了"}, {"hours.v1.DISMISSED", "没准"},
    // HonourKind, HonourSubject, HonourTier, CampaignState, NominationState, ShownAs, verdicts and objections
    {"hours.v1.GOOD_NEIGHBOUR", "身边好人"}, {"hours.v1.FINEST_VOLUNTEER", "最美志愿者"}, {"hours.v1.FINEST_PROJECT", "最佳志愿服务项目"}, {"hours.v1.FINEST_TEAM", "最佳志愿服务组织"}, {"hours.v1.FINEST_COMMUNITY", "最美志愿服务社区"}, {"hours.v1.OWN_TITLE", "自定称号"},
    {"hours.v1.HONOURED_PERSON", "个人"}, {"hours.v1.HONOURED_TEAM", "队伍"}, {"hours.v1.HONOURED_PROJECT", "项目"}, {"hours.v1.HONOURED_PLACE", "村（社区）"}, {"hours.v1.HONOURED_RESIDENT", "居民"}, {"hours.v1.VILLAGE_TIER", "村（社区）级"}, {"hours.v1.TOWNSHIP_TIER", "乡镇级"}, {"hours.v1.COUNTY_TIER", "县级"},
    {"hours.v1.CAMPAIGN_OPEN", "进行中"}, {"hours.v1.CAMPAIGN_ENDED", "已结束"}, {"hours.v1.AWAITS_CONSENT", "等本人同意"}, {"hours.v1.UNDER_REVIEW", "评议中"}, {"hours.v1.ON_PUBLIC_NOTICE", "公示中"}, {"hours.v1.OBJECTED_TO", "有异议，在核实"}, {"hours.v1.AWARDED", "已表彰"}, {"hours.v1.NOT_SELECTED", "未入选"}, {"hours.v1.NOMINATION_WITHDRAWN", "已撤回"},
    {"hours.v1.CHOSEN_NAME", "常用名"}, {"hours.v1.MASKED_LEGAL_NAME", "打码的真名"}, {"hours.v1.OWN_NAME", "本来的名称"}, {"hours.v1.RECOMMEND", "推荐"}, {"hours.v1.PASS_OVER", "不推荐"}, {"hours.v1.OTHERS_FIRST", "名额有限，先推荐了别人"}, {"hours.v1.DEEDS_TOO_THIN", "事迹还不够具体"}, {"hours.v1.OUTSIDE_TERMS", "不符合本次条件"}, {"hours.v1.OBJECTION_PROVEN", "异议属实"},
    {"hours.v1.DEEDS_UNTRUE", "事迹不实"}, {"hours.v1.DONE_BY_OTHERS", "不是本人做的"}, {"hours.v1.TERMS_NOT_MET", "不符合条件"}, {"hours.v1.OTHER_OBJECTION", "其他"}, {"hours.v1.OBJECTION_OPEN", "待核实"}, {"hours.v1.OBJECTION_UPHELD", "异议属实"}, {"hours.v1.OBJECTION_DISMISSED", "异议不成立"},
    // OrgTier, UnitKind, TeamKind, VolunteerKind, Role, states
    {"volunteers.v1.CENTRE", "中心"}, {"volunteers.v1.INSTITUTE", "所"}, {"volunteers.v1.STATION", "站"},
    {"volunteers.v1.POINT", "点"}, {"volunteers.v1.HOUSEHOLD", "户"},
    {"volunteers.v1.DEPARTMENT", "机关"}, {"volunteers.v1.ENTERPRISE", "企业"}, {"volunteers.v1.SCHOOL", "学校"}, {"volunteers.v1.SOCIAL_ORGANISATION", "社会组织"},
    {"volunteers.v1.COUNTY_CORPS", "总队"}, {"volunteers.v1.SECTOR_TEAM", "行业支队"}, {"volunteers.v1.TOWNSHIP_CORPS", "乡镇总队"},
    {"volunteers.v1.VILLAGE_TEAM", "村队"}, {"volunteers.v1.SOCIAL_TEAM", "社会组织队"},
    {"volunteers.v1.FIVE_ELDERS", "五老"}, {"volunteers.v1.LOCAL_TALENT", "乡土人才"}, {"volunteers.v1.RETURNED_ENTREPRENEUR", "返乡创业"},
    {"volunteers.v1.STUDENT", "大学生"}, {"volunteers.v1.ARTIST", "文艺"}, {"volunteers.v1.PARTY_MEMBER", "党员"},
    {"volunteers.v1.MEDICAL", "医务"}, {"volunteers.v1.TEACHER", "教师"}, {"volunteers.v1.AGRICULTURE", "农技"}, {"volunteers.v1.VILLAGER", "村民"},
    {"volunteers.v1.CULTURAL_TUTOR", "乡村文化指导员"},
    // DeviceKind
    {"volunteers.v1.PHONE", "手机"}, {"volunteers.v1.DESK", "电脑"}, {"volunteers.v1.TERMINAL", "命令行"},
    {"volunteers.v1.CLERK", "站员"}, {"volunteers.v1.OFFICER", "镇干部"}, {"volunteers.v1.LEADER", "队长"}, {"volunteers.v1.VOLUNTEER", "志愿者"},
    {"volunteers.v1.DISPATCHER", "派单员"}, {"volunteers.v1.REVIEWER", "验单员"}, {"volunteers.v1.COUNTY_ADMIN", "县管理员"},
    {"volunteers.v1.LIAISON", "单位联络员"}, {"volunteers.v1.AUDITOR", "审计"}, {"volunteers.v1.OPERATOR", "运维"},
    // Steps of an order's history
    {"ORDER_PLACED", "点单"}, {"ORDER_APPROVED", "审过了"}, {"ORDER_REFUSED", "不办"}, {"OFFERS_MADE", "派单"}, {"OFFERS_LAPSED", "邀请到期"},
    {"ESCALATED", "往上一级找"}, {"ORDER_ACCEPTED", "接单"}, {"ACCEPTANCE_WITHDRAWN", "队里退回"}, {"ORDER_RELEASED", "收回重派"},
    {"ORDER_RESCHEDULED", "改期"}, {"ROSTER_SET", "定名单"}, {"FACT_RECORDED", "签到签退"}, {"SERVICE_STARTED", "开始服务"}, {"SERVICE_ABORTED", "中途停下"},
    {"ORDER_COMPLETED", "结单"}, {"CODE_VIEWED", "看小票"}, {"CODE_PRINTED", "打小票"}, {"CLOSING_CODE_TRIED", "结单码没对上"}, {"SETTLED", "送去记时"}, {"RATED", "评单"}, {"PHOTO_ADDED", "加照片"}, {"PHOTO_REMOVED", "删照片"},
    {"RATING_REVIEWED", "处理评价"}, {"ORDER_VERIFIED", "验单通过"}, {"ORDER_REJECTED", "驳回"}, {"ORDER_REDONE", "重办"}, {"ORDER_PLACED_AGAIN", "并入重复的单"}, {"ORDER_CANCELLED", "撤单"},
    // Other kinds of events, for the log
    {"ORG_CHANGED", "改组织"}, {"UNIT_CHANGED", "改单位"}, {"TEAM_CHANGED", "改队伍"}, {"VOLUNTEER_CHANGED", "改志愿者资料"}, {"MEMBERSHIP_CHANGED", "进队、离队"},
    {"TRAINING_CHANGED", "记培训"}, {"ACCOUNT_CHANGED", "改账号和授权"}, {"VOLUNTEER_REVEALED", "看个人资料"}, {"PERSON_ERASED", "注销个人资料"}, {"PERSON_EXPORTED", "导出一个人的全部资料"}, {"PERSON_ORDERS_EXPORTED", "导出一个人的到场记录"}, {"PERSON_HOURS_EXPORTED", "导出一个人的时长记录"}, {"RATING_ANNULLED", "评价作废"},
    {"SERIES_PLACED", "定周期单"}, {"SERIES_ENDED", "停周期单"}, {"OCCURRENCE_MISSED", "周期单漏了一次"}, {"WISH_LEFT", "留下心愿"}, {"WISH_DISMISSED", "回复心愿，不办"},
    {"MENU_ITEM_CHANGED", "改菜单"}, {"PROJECT_CHANGED", "改项目"}, {"NOTICE_READ", "看过通知"}, {"UNSENT_REPORTED", "手机报没送出的"}, {"WEBHOOK_CHANGED", "改通知推送"}, {"WEBHOOK_TESTED", "试通知推送"},
    {"LOOP_POLICY_PROPOSED", "提出放宽单子的规则"}, {"LOOP_POLICY_SET", "改单子的规则"}, {"RECOMMENDATION_MADE", "比队伍，定问谁"}, {"WEIGHTS_CHANGED", "改派单的规则"}, {"PLAN_MADE", "排计划"}, {"PLAN_COMMITTED", "按计划派单"}, {"BACK_FILL_PROPOSED", "补录，等同意"}, {"BACK_FILL_AGREED", "同意补录，等第三人"}, {"BACK_FILL_APPROVED", "同意补录"}, {"BACK_FILL_REFUSED", "不同意补录"}, {"EMERGENCY_DECLARED", "宣布应急"}, {"EMERGENCY_ENDED", "结束应急"}, {"SUGGESTION_DISMISSED", "建议不再提"}, {"BUNDLE_ASKED", "几单一起问一支队"}, {"SIMULATION_KEPT", "模拟派单的规则"},
    {"ENTRY_PENDED", "时长送来，等核对"}, {"ENTRY_RETURNED", "退回问队长"}, {"ENTRY_ANSWERED", "队长回话"}, {"ENTRY_SECOND", "转第二人核对"}, {"ENTRY_NOTICED", "时长公示"}, {"ENTRY_POSTED", "时长记入"}, {"ENTRY_VOIDED", "时长不记"},
    {"DRAW_COMMITTED", "公布抽查的承诺"}, {"DRAW_MADE", "抽查抽签，公布种子"}, {"CALL_BACK_RECORDED", "记回访结果"},
    {"REWARD_CHANGED", "改礼品、补货"}, {"REWARD_REDEEMED", "兑换礼品"}, {"REWARD_PICKED_UP", "交礼品"}, {"REDEMPTION_CANCELLED", "兑换取消、退回"}, {"POINTS_CHANGED", "积分过期或按评价增减"}, {"POINTS_EXPIRE_SOON", "告知积分快到期"}, {"POINTS_POLICY_SET", "改积分的规则"}, {"POINTS_POLICY_PROPOSED", "提出放宽积分的规则"},    {"CERTIFICATE_ISSUED", "开证明"}, {"CERTIFICATE_REVOKED", "作废证明"}, {"CERTIFIED_MINUTES_CHANGED", "证明上的时长有更正"},
    {"RECORDS_EXPORTED", "导出服务记录"}, {"RECORDS_IMPORTED", "导入别处的记录"}, {"RECORDS_WITHDRAWN", "撤回导入的记录"}, {"INSURED_LIST_TAKEN", "取投保名单"},
    {"ENTRY_CORRECTED", "更正时长"}, {"CASE_OPENED", "提出更正"}, {"CASE_GRANTED", "更正，准了"}, {"CASE_DISMISSED", "更正，没准"}, {"ORDER_ENTRIES_SETTLED", "一单的时长都定了"}, {"MINUTES_CLAIMED", "占住这段时间"},
    {"MINUTES_RELEASED", "放开这段时间"}, {"POLICY_SET", "改验单的规则"}, {"POLICY_PROPOSED", "提出放宽验单的规则"},
    {"CAMPAIGN_CHANGED", "开始、结束评选"}, {"NOMINATED", "推荐先进"}, {"NOMINATION_ANSWERED", "本人答复推荐"}, {"NOMINATION_REVIEWED", "评议推荐"}, {"NOMINATION_OBJECTED", "对公示提异议、核实"}, {"HONOUR_AWARDED", "表彰"}, {"STAR_CHANGED", "星级有变"}, {"EVALUATION_TERMS_SET", "改评价的权重"},
    {"volunteers.v1.Post.DIRECTOR", "主任"}, {"volunteers.v1.Post.HEAD", "负责人"}, {"volunteers.v1.Post.STANDING_DEPUTY", "常务副职"},
    {"volunteers.v1.Post.LIAISON", "联络员"}, {"volunteers.v1.Post.PUBLICITY_OFFICER", "宣传委员"},
    {"volunteers.v1.IDEOLOGICAL_POLITICAL", "思想政治"}, {"volunteers.v1.PRACTICE_BASICS", "文明实践通识"}, {"volunteers.v1.PROFESSIONAL_SKILLS", "专业技能"},
    {"volunteers.v1.RECORD", "留服务记录"}, {"volunteers.v1.PUBLISH_NAME", "公开称呼"}, {"volunteers.v1.CONTACT", "接电话和消息"}, {"volunteers.v1.INSURE", "投保"},
    {"volunteers.v1.OWN_WISH", "本人要求"}, {"volunteers.v1.HEALTH_OR_SAFETY", "身体或安全"}, {"volunteers.v1.UNDER_REVIEW", "正在核查"}, {"volunteers.v1.DUPLICATE_REGISTRATION", "重复登记"},
    {"orders.v1.REGULAR", "常态项目"}, {"orders.v1.BRAND", "品牌项目"}, {"orders.v1.FEATURE", "特色活动"},
    {"volunteers.v1.Volunteer.ACTIVE", "在册"}, {"volunteers.v1.Volunteer.SUSPENDED", "暂停"}, {"volunteers.v1.Volunteer.ERASED", "已注销"},
    {"volunteers.v1.Membership.REQUESTED", "申请中"}, {"volunteers.v1.Membership.ACTIVE", "在队"}, {"volunteers.v1.Membership.ENDED", "离队"},
  };
  return *words;
}
// clang-format on

// Where the name itself says too much or stutters in a column.
const std::map<std::string, const char*>& English() {
  static const auto* words = new std::map<std::string, const char*>{
      {"OFFER_DECLINED", "asked"}, {"OFFER_LAPSED", "asked"},   {"CORRECTION_OPEN", "open"},
      {"WISH_OPEN", "open"},       {"WISH_ORDERED", "ordered"}, {"WISH_DISMISSED", "dismissed"},
      {"CLERK_LIST", "clerk"},     {"RATING_SECRET", "slip"},   {"RATING_CALL_BACK", "call back"}};
  return *words;
}

}  // namespace

std::string NameOf(const google::protobuf::EnumValueDescriptor* value) {
  return value == nullptr || value->number() == 0 ? "" : value->name();
}

std::string WordOf(const google::protobuf::EnumValueDescriptor* value, Language language) {
  if (value == nullptr || value->number() == 0) return "";
  if (language == Language::kChinese) {
    auto found = Chinese().find(std::string(value->full_name()).substr(sizeof("diandan.") - 1));
    if (found != Chinese().end()) return found->second;
    // Words that refusals and reports of the server use too stand with them.
    if (std::string known = SayTerm(value->name(), language); known != value->name()) return known;
  }
  if (auto found = English().find(value->name()); found != English().end()) return found->second;
  return absl::StrReplaceAll(absl::AsciiStrToLower(value->name()), {{"_", " "}});
}

std::string StepWord(const std::string& kind, Language language) {
  auto found = Chinese().find(kind);
  if (language == Language::kChinese && found != Chinese().end()) return found->second;
  return absl::StrReplaceAll(absl::AsciiStrToLower(kind), {{"_", " "}});
}

}  // namespace diandan::cli
