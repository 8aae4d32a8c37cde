// 接口里的名字怎么说。和命令行（clients/cli/words.cc）用一样的词。
export const enums = {
  state: {
    unsent: "还没送出", conflict: "要您定", PLACED: "等镇里核对", OPEN: "等人接", ACCEPTED: "已有人接", IN_SERVICE: "服务中", COMPLETED: "待评价", VERIFIED: "办好了", REFUSED: "不办", REJECTED: "没通过", CANCELLED: "已撤",
  },
  call: {
    PlaceOrder: "点单", CancelOrder: "撤单", AcceptOrder: "接单", DeclineOffer: "不接", WithdrawAcceptance: "退回", RescheduleOrder: "改时间", ConfirmReschedule: "回话", SetRoster: "排人", CheckIn: "签到", CheckOut: "签退", RecordFacts: "替签",
    CompleteOrder: "结单", AbortService: "中途停下", RateOrder: "评价", DismissWish: "回复心愿", ReadNotice: "看过通知", AddMember: "收入队", JoinTeam: "入队", EndMembership: "退队", SetFreeTimes: "有空的时间", SetOwnFreeTimes: "有空的时间", RequestCorrection: "更正时长", AddPhoto: "加照片", RemovePhoto: "删照片",
  },
  step: {
    ORDER_PLACED: "点单", ORDER_APPROVED: "审单", ORDER_REFUSED: "不办", OFFERS_MADE: "派单", ESCALATED: "往上一级找", ORDER_ACCEPTED: "接单", ACCEPTANCE_WITHDRAWN: "队里退回", ORDER_RELEASED: "收回，另找人", ORDER_RESCHEDULED: "改时间", ROSTER_SET: "排人",
    FACT_RECORDED: "签到、签退", SERVICE_STARTED: "人到了", SERVICE_ABORTED: "中途停下", ORDER_COMPLETED: "结单", CODE_VIEWED: "看过小票", CODE_PRINTED: "打过小票", CLOSING_CODE_TRIED: "结单码没对上", RATED: "评单", PHOTO_ADDED: "加了照片", PHOTO_REMOVED: "删了照片", BACK_FILL_PROPOSED: "补录，等同意", BACK_FILL_AGREED: "一人同意补录，等第三人", BACK_FILL_APPROVED: "同意补录", BACK_FILL_REFUSED: "没同意补录", RATING_REVIEWED: "处理评价", ORDER_VERIFIED: "验单，时长记入", ORDER_REJECTED: "验单，没通过",
    ORDER_REDONE: "重办", ORDER_PLACED_AGAIN: "重复的单并了进来", ORDER_CANCELLED: "撤单",
  },
  stepHelp: { ORDER_PLACED: "站里点的", ORDER_APPROVED: "核对过，可以办", OFFERS_MADE: "问了合适的队" },
  next: { approve: "审单", accept: "接单", serve: "上门服务", close: "结单", rate: "评单", verify: "验单，给志愿者记时长" },
  nextHelp: { approve: "镇里核对后开始找人", accept: "先问近的、合适的", serve: "到了签到，走了签退", close: "做完了，满意了，给结单码", rate: "本人自己评，或您代评（会注明代评）", verify: "做完后 10 个工作日内" },
  reason: {
    DUPLICATE: "重复了", NOT_VOLUNTEER_SERVICE: "不属志愿服务", INCOMPLETE: "信息不全", UNSAFE: "不安全", COMMERCIAL: "有收费", NO_LONGER_NEEDED: "不用了", CLIENT_UNAVAILABLE: "人不在", PLACED_BY_MISTAKE: "点错了", WEATHER: "天气不好", UNSERVED: "没找到人", PLACED_TWICE: "重复点了",
    NO_CHECK_IN: "没有签到", TEAM_UNREACHABLE: "队里联系不上", TEAM_ASKED: "队里提出", EMERGENCY: "有急事", CLIENT_ABSENT: "人不在家", DANGER: "有危险", ILLNESS: "有人不舒服", BAD_WEATHER: "天气不好", MISSING_TOOLS: "缺工具",
    PERSON_ASKED: "本人要求删", SHOWS_TOO_MUCH: "拍到了不该拍的", NOT_OF_THIS_ORDER: "不是这一单的",
  },
  dismiss: { WISH_DUPLICATE: "重复了", WISH_NOT_VOLUNTEER_SERVICE: "不属志愿服务", WISH_UNCLEAR: "看不明白", WISH_UNREACHABLE: "联系不上", WISH_PRANK: "不是真事" },
  score: { "5": "很满意", "4": "满意", "3": "一般", "2": "不满意", "1": "很不满意" },
  tag: { ON_TIME: "准时", SKILLED: "手艺好", WARM_HEARTED: "热心", PATIENT: "耐心", TIDY: "收拾干净", CAME_LATE: "来晚了", CAME_TOO_FEW: "没来齐", BADLY_DONE: "做得不好", LEFT_UNFINISHED: "没做完", IMPATIENT: "不耐烦" },
  weekday: { "0": "周一", "1": "周二", "2": "周三", "3": "周四", "4": "周五", "5": "周六", "6": "周日" },
  notice: {
    NEW_OFFER: "问您的队接不接", TAKEN_BY_ANOTHER: "别的队先接了，谢谢您", TEAM_FOUND: "有队接了", REQUEST_APPROVED: "镇里核对过了", REQUEST_REFUSED: "镇里说不办", STARTS_IN_A_DAY: "还有一天开始", STARTS_SOON: "还有两小时开始", TEAM_NOT_NEEDED: "撤了，不用去",
    HOURS_VERIFIED: "时长记入了", HOURS_REJECTED: "时长没有记入", OVERDUE: "到时间没人接，请您想办法", UNSENT_LONG: "有手机 3 天没送出", RATED_LOW: "有人不满意，请谈一谈或重办", RATED_LOW_OVERDUE: "不满意过了期限，还没人管",
    ENTRY_CREDITED: "您的时长记入了", ENTRY_ADJUSTED: "您的时长改了再记入", ENTRY_NOT_CREDITED: "您的时长没有记入", ENTRY_SENT_BACK: "您的时长要队长补充", CORRECTION_DECIDED: "更正定了", NOMINATION_RECEIVED: "有人推荐您", NOMINATION_DECIDED: "推荐有结果了",
    HONOUR_GIVEN: "您被表彰了", STAR_REACHED: "升星了", STAR_LOWERED: "星级改低了", POINTS_REDEEMED: "积分兑换了", POINTS_GIVEN_BACK: "积分退回了", POINTS_RUN_OUT: "积分快到期了", CERTIFICATE_VOIDED: "证明作废了",
  },
  how: { OWN_CODE: "双方都认", BY_LEADER: "队长认", BY_WITNESS: "站里见证", SELF_REPORTED: "自己报的", ASSUMED: "按结单推算", BACK_FILLED: "补录" },
  whyNot: {
    SUSPENDED: "现在暂停服务", NO_CONSENT: "还没同意留服务记录", GUARDIAN_CONSENT_MISSING: "未满 18 岁，要家长同意", QUALIFICATION_MISSING: "没有要求的证", QUALIFICATION_EXPIRED: "证到期了", TRAINING_MISSING: "没参加过这项培训", INSURANCE_MISSING: "那天没有保险",
  },
  entry: { PENDING: "等核对", RETURNED: "等队长补充", SECOND: "等第二人核对", NOTICE: "公示中", POSTED: "已记入", VOIDED: "没有记入" },
  skill: {
    haircut: "理发", health_check: "测血压", electrics: "修电", repair: "维修", home_repair: "水电家电小修", phone_help: "教用手机", cleaning: "打扫", companionship: "陪聊", errand: "代买代办", errands: "代买代办", tutoring: "辅导功课", policy_talk: "政策宣讲", theory_talk: "理论宣讲", performance: "文艺演出",
    farm_advice: "农技指导", science_talk: "科普", tree_planting: "种树", legal_advice: "普法",
  },
};
