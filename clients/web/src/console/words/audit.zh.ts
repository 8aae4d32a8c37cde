// 操作记录的话：每一种事怎么说。
export const audit = {
  audit: {
    lead: "谁在什么时候做了什么。只有编号和种类，没有个人资料；队里接不接，不在里面。", who: "谁", what: "做了什么", on: "在什么上", id: "编号", when: "什么时候", why: "因为什么", result: "结果", anyKind: "所有的事", anyone: "所有人", from: "从哪天起", until: "到哪天止", none: "这个范围里没有记录。", all: "{part}：都看",
    refused: "没办成：{why}", caused: "{part}的第 {seq} 件", revealed: "{n} 个人，{why}", instead: "系统自动，替{who}", holder: "拿着小票或邀请码的人", nobody: "没有登录的人", account: "账号 …{id}", thing: "{what} …{id}", county: "全县", only: "只看{what}的", onlyNow: "只看这一件：{what}", onlyCause: "只看起因：{what}", clear: "都看", read: "读了 {n} 条", some: "导出最近的 {n} 条；要更早的，把日子往前选。", exporting: "正在读",
  },
  auditPart: { volunteers: "人和队", orders: "单子", matching: "派单", hours: "时长" },
  auditThing: {
    campaigns: "评选", nominations: "推荐", orgs: "组织", units: "单位", teams: "队伍", volunteers: "志愿者", trainings: "培训", accounts: "账号", plans: "排单计划", simulations: "模拟", orders: "单子", series: "周期单", wishes: "心愿", menu_items: "菜单", projects: "项目", notices: "通知", webhooks: "通知推送", entries: "时长", certificates: "证明", draws: "抽查", rewards: "礼品", redemptions: "兑换单",
  },
  auditRefused: { CLOSING_CODE_WRONG: "结单码不对", CLOSING_CODE_LOCKED: "错的次数太多" },
  purpose: { NOTICE: "发通知", INSURED_LIST: "投保名单", CERTIFICATE: "开证明", HONOUR: "光荣榜署名", RECORD_EXPORT: "导出服务记录", VERIFICATION: "核对时长" },
  eventKind: {
    ORG_CHANGED: "改组织", UNIT_CHANGED: "改单位", TEAM_CHANGED: "改队伍", VOLUNTEER_CHANGED: "改志愿者资料", MEMBERSHIP_CHANGED: "进队、离队", TRAINING_CHANGED: "记培训", ACCOUNT_CHANGED: "改账号和授权", VOLUNTEER_REVEALED: "看个人资料", PERSON_ERASED: "注销个人资料", PERSON_EXPORTED: "导出一个人的全部资料", PERSON_ORDERS_EXPORTED: "导出一个人的到场记录", PERSON_HOURS_EXPORTED: "导出一个人的时长记录",
    ORDER_PLACED: "点单", ORDER_APPROVED: "审单，可以办", ORDER_REFUSED: "审单，不办", OFFERS_MADE: "派单，问队", ORDER_ACCEPTED: "接单", ACCEPTANCE_WITHDRAWN: "队里退回", ORDER_RELEASED: "收回，另找人", ORDER_RESCHEDULED: "改时间", ESCALATED: "往上一级找", ORDER_CANCELLED: "撤单", ORDER_REDONE: "重办", ORDER_PLACED_AGAIN: "重复的单并进来",
    ROSTER_SET: "排人", FACT_RECORDED: "签到、签退", SERVICE_STARTED: "开始服务", CODE_VIEWED: "看结单码", CODE_PRINTED: "打小票", CLOSING_CODE_TRIED: "输结单码", ORDER_COMPLETED: "结单", SERVICE_ABORTED: "中途停下", SETTLED: "送去记时长", RATED: "评单", PHOTO_ADDED: "加照片", PHOTO_REMOVED: "删照片", RATING_REVIEWED: "处理评价", RATING_ANNULLED: "评价作废",
    ORDER_VERIFIED: "验单，通过", ORDER_REJECTED: "验单，没通过", SERIES_PLACED: "定周期单", SERIES_ENDED: "停周期单", OCCURRENCE_MISSED: "周期单漏了一次", WISH_LEFT: "留下心愿", WISH_DISMISSED: "回复心愿，不办", MENU_ITEM_CHANGED: "改菜单", PROJECT_CHANGED: "改项目",
    NOTICE_READ: "看过通知", UNSENT_REPORTED: "手机报没送出的", WEBHOOK_CHANGED: "改通知推送", WEBHOOK_TESTED: "试通知推送", LOOP_POLICY_PROPOSED: "提出放宽单子的规则", LOOP_POLICY_SET: "改单子的规则", RECOMMENDATION_MADE: "比队伍，定问谁", WEIGHTS_CHANGED: "改派单的规则", PLAN_MADE: "排计划", PLAN_COMMITTED: "按计划派单", EMERGENCY_DECLARED: "宣布应急", EMERGENCY_ENDED: "结束应急", SUGGESTION_DISMISSED: "建议不再提", BUNDLE_ASKED: "几单一起问一支队", SIMULATION_KEPT: "模拟派单的规则",
    CAMPAIGN_CHANGED: "开始、结束评选", NOMINATED: "推荐先进", NOMINATION_ANSWERED: "答复或收回推荐", NOMINATION_REVIEWED: "评议推荐", NOMINATION_OBJECTED: "对公示提异议、核实", HONOUR_AWARDED: "表彰", STAR_CHANGED: "星级有变", EVALUATION_TERMS_SET: "改评价的权重",
    ENTRY_PENDED: "时长送来，等核对", ENTRY_RETURNED: "退回问队长", ENTRY_ANSWERED: "队长回话", ENTRY_SECOND: "转第二人核对", ENTRY_NOTICED: "时长公示", ENTRY_POSTED: "时长记入", ENTRY_VOIDED: "时长不记", ENTRY_CORRECTED: "更正时长", DRAW_COMMITTED: "公布抽查的承诺", DRAW_MADE: "抽签，公布种子", CALL_BACK_RECORDED: "记回访结果", CERTIFICATE_ISSUED: "开证明", CERTIFICATE_REVOKED: "作废证明", CERTIFIED_MINUTES_CHANGED: "证明上的时长有更正", RECORDS_EXPORTED: "导出服务记录", RECORDS_IMPORTED: "导入别处的记录", RECORDS_WITHDRAWN: "撤回导入的记录", INSURED_LIST_TAKEN: "取投保名单", CASE_OPENED: "提出更正", CASE_GRANTED: "更正，准了",
    CASE_DISMISSED: "更正，没准", ORDER_ENTRIES_SETTLED: "一单的时长都定了", MINUTES_CLAIMED: "占住这段时间", MINUTES_RELEASED: "放开这段时间", POLICY_SET: "改验单的规则", POLICY_PROPOSED: "提出放宽验单的规则", REWARD_CHANGED: "改礼品、补货", REWARD_REDEEMED: "兑换礼品", REWARD_PICKED_UP: "交礼品", REDEMPTION_CANCELLED: "兑换取消、退回", POINTS_CHANGED: "积分过期或按评价增减", POINTS_EXPIRE_SOON: "告知积分快到期", POINTS_POLICY_SET: "改积分的规则", POINTS_POLICY_PROPOSED: "提出放宽积分的规则", BACK_FILL_PROPOSED: "补录，等同意", BACK_FILL_AGREED: "同意补录，等第三人", BACK_FILL_APPROVED: "同意补录", BACK_FILL_REFUSED: "不同意补录",
  },
};
