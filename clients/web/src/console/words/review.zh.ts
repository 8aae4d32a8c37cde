// 验单和更正的话。
export const review = {
  review: {
    waits: "{n} 条要您看", none: "都看完了。", allDone: "都看完了，没有等着您看的。", state: "走到哪一步", undecided: "等人看的", anyGrade: "各种凭据", keysOn: "快捷键：开", keysOff: "快捷键：关", second: "要第二个人看", noDoubt: "没有疑点，按规定要人看",
    check: "选上 {who} 这一条", checkAll: "选上“{what}”这 {n} 条", row: "{who} · {time}", rowWhat: "{day} {what}", title: "{who} · {what}", about: "{day} · {team} · {place}", number: "单号 {number}", secondTitle: "第一位验单员看过了，请您再看。", thatDay: "那天的时间", planned: "计划", evidence: "凭据",
    roster: "名单", rosterOn: "开始前就在名单里", rosterLate: "开始以后才补进名单", rosterOff: "名单里没有", in: "签到 {time}", out: "签退 {time}", plan: "计划时间", code: "结单码", codeTried: "有 {n} 次没对上", rated: "{score}（{channel}）", unrated: "还没有评价",
    person: "志愿者", credited: "已记入", services: "服务", notCredited: "没有记入", openCases: "正在更正", items: "{n} 件", weeks: "近 12 周记入：{list}", weeksTitle: "近 12 周记入的时长", latest: "只看最近 500 笔。", waiting: "等核对", ofThem: "其中这个人", notWatched: "不看定位；照片可有可无，不作凭据。每一次决定都记下谁、何时、为什么。", history: "前后和以前", sort: "怎么排",
    riskTitle: "请看一眼", riskHelp: "和本县平常的情形比出来的，不等于有错。", riskOther: "另一条 {n}",
    verify: "通过", verifyAll: "通过这 {n} 条", reject: "驳回，写理由", ask: "问队长", adjust: "少记些", agree: "同意", disagree: "不同意，退回队列", upDown: "上下", tick: "选", tickGroup: "选整组", held: "通过了 {n} 条，{left} 秒后送出。", now: "现在就送", decided: "定了 {n} 条。", seen: "{n} 条。本人和队长会看到这个原因；觉得不对可以申诉，会换一个人来看。",
  },
  around: {
    person: "前后三天", personNone: "这几天没有别的记录。", row: "{what}，{time}，{state}", beyond: "在您看不到的地方", overlap: "和这一段重叠 {time}", team: "{team}近来", teamNone: "这支队没有别的记录。", service: "{day} · 单号 {number}", outcome: "{n} 人：{list}", count: "{state} {n}",
    parts: "谁经过手", placer: "点单", codeSeen: "看过结单码", recorders: "记来去", witness: "见证", noWitness: "没有，用结单码或住户的页面结的", nobody: "没有人", reports: "送到", reportedOnce: "一次报全", reportedAgain: "报了 {n} 次，有的后来才送到",
  },
  backFill: {
    about: "做了没记上的，一个人补、另一个人同意；永远标着“补录”，还要核对和公示。", lead: "您补上，另一个人给见证人打电话以后同意才算；超出计划的时间要第三个人同意。自己的时长不能自己补。", new: "补一段", propose: "补上，等同意", proposed: "补上了，等另一个人同意。",
    order: "单号", orderHelp: "结了单的，例如 7K3M", from: "从什么时候", to: "到什么时候", when: "补的时间", minutes: "时长", cause: "当时为什么没记上", resident: "见证人就是被服务的人", residentHelp: "单子上要留有电话。", witness: "见证人", witnessHelp: "别的队、同意别人联系的志愿者：编号、手机号或姓名。", theResident: "被服务的人",
    none: "没有等着同意的补录。", open: "等同意的", beyond: "超出计划", called: "打过电话，见证人说有这回事", agree: "同意", refuse: "不同意", agreeTitle: "同意这一段补录？", refuseTitle: "为什么不同意？", agreeHelp: "先给{who}打电话。同意以后，这一段标着“补录”去核对，还要公示。", refuseHelp: "这一段不会记；补的人能看到原因。见证人：{who}。",
  },
  backFillState: { BACK_FILL_PROPOSED: "等同意", BACK_FILL_SECOND: "等第三人同意", BACK_FILL_APPROVED: "已补录", BACK_FILL_REFUSED: "没同意" },
  backFillCause: { PHONE_FAILED: "手机没电或坏了", WITHOUT_PHONE: "没有手机", RECORD_LOST: "没有信号，记录没送出来", EMERGENCY_WORK: "忙着救急，没顾上", FORGOTTEN: "忘了签", SYSTEM_DOWN: "系统停用" },
  backFillRefusal: { WITNESS_DENIES: "见证人说没有这回事", WITNESS_NOT_REACHED: "联系不上见证人", TIMES_DO_NOT_FIT: "时间对不上", NOT_SERVICE: "不是志愿服务" },
  reviewSort: { risk: "该看的在前", oldest: "先报的在前", newest: "后报的在前", served: "先做的在前", servedLate: "后做的在前", decided: "刚定的在前" },
  cases: {
    none: "没有等着定的更正申请。", lead: "本人或队长觉得时长不对，或者事后又送到了签到。定过的人不能再定。", who: "谁", why: "为什么", was: "现在记着", asked: "要求", since: "什么时候提的", due: "最晚哪天定", grant: "准了", dismiss: "不准", grantTitle: "准了，记多少？", dismissTitle: "为什么不准？", help: "本人会看到结果和原因。", look: "看这一条", open: "待定的", state: "状态",
  },
  correctionKind: { APPEAL: "本人或队长提的", LATE_FACTS: "事后又送到签到", RANDOM_CHECK: "抽查回访说的不一样" },
  correctionState: { CORRECTION_OPEN: "待定", GRANTED: "准了", DISMISSED: "没准" },
  grade: { A: "双方都认", B: "队长认", C: "自己报的", D: "补录" },
  channel: { RATING_SECRET: "小票扫码", RATING_CALL_BACK: "电话回访", ON_BEHALF: "站里代评", SIGNED_IN: "登录评的" },
  doubt: {
    NOT_OWN_CODE: "不是本人的码", RECORDED_BY_ONE_SIDE: "只有一方记", END_NOT_RECORDED: "没记结束", OFF_ROSTER: "名单里没有", JOINED_ROSTER_LATE: "开始后补进名单", ARRIVED_AFTERWARDS: "事后才送到", CODE_DOUBTFUL: "签到码可疑", LONGER_THAN_PLANNED: "比计划长",
    OUTSIDE_PLAN: "在计划时间外", NO_MINUTES: "没有时长", BELOW_MINIMUM: "太短", MORE_PEOPLE_THAN_SEEN: "人数比看到的多", OWN_TEAM_HAD_A_PART: "本队的人也经了手", ENTERED_FROM_MEMORY: "补录", BELOW_PLANNED_SHARE: "没到计划的一定比例", CODE_WENT_ROUND: "用码的人比名单多", CODE_TOLD_LATER: "码是后来才报的", PHOTO_MISSING: "有风险的服务没有照片",
  },
  risk: {
    SOLD_BACK_FILL: "像是卖的补录", RELAYED_CODE: "签到码像是转发的", ONE_DEVICE_MANY: "一部手机签了多人", OVERLAP_TEAMS: "同时在两支队", OVERLAP_COUNTIES: "同时在两个县", IMPOSSIBLE_TRAVEL: "来不及赶到", ACCOUNT_BURST: "一次录入很多", CLONED_TEXT: "报告几乎一样", REUSED_PHOTO: "照片用过", CLOSED_RATING_PAIR: "两人互评", PADDED_MINUTES: "时长总是多出来", ROSTER_STUFFING: "名单上人太多",
  },
  doubtHelp: {
    NOT_OWN_CODE: "签到签退不是用本人手机上的码。", RECORDED_BY_ONE_SIDE: "只有队里一方记，没有站里或本人的另一份。", END_NOT_RECORDED: "没有签退，结束时间是按结单推算的。", OFF_ROSTER: "来的时候名单里没有这个人。", JOINED_ROSTER_LATE: "服务开始以后才补进名单。", ARRIVED_AFTERWARDS: "这份记录在结单或收回以后才送到。",
    CODE_DOUBTFUL: "签到码对不上，或者用过了。", LONGER_THAN_PLANNED: "比计划的时间长。", OUTSIDE_PLAN: "有一段在计划的时间之外。", NO_MINUTES: "算不出时长。", BELOW_MINIMUM: "比规定的最短时间还短。", MORE_PEOPLE_THAN_SEEN: "记的人比结单时看到的人多。", OWN_TEAM_HAD_A_PART: "点单、看码或见证的是本队的人。", ENTERED_FROM_MEMORY: "事后凭记忆补录，要两个人看。", BELOW_PLANNED_SHARE: "在场的时间没到县里定的比例。", CODE_WENT_ROUND: "用这一场签到码的人比名单上的还多，码可能传出去了。", CODE_TOLD_LATER: "签到码过了三分钟以上才送到；没有信号时常有，只说明不能当场核对。", PHOTO_MISSING: "县里请有风险的服务拍一张，结单时还没有。",
  },
  secondReason: {
    REVIEWER_PLACED: "第一位验单员点的这一单", REVIEWER_SAW_CODE: "第一位验单员看过结单码", REVIEWER_WITNESSED: "第一位验单员做过见证", REVIEWER_SERVED: "第一位验单员也去服务了", REVIEWER_RECORDED: "第一位验单员记的签到", REVIEWER_LEADS_TEAM: "第一位验单员是这支队的队长", LONG_DAY: "这一天超过第一级，要上级看", VERY_LONG_DAY: "这一天超过第二级，要县里看", FROM_MEMORY: "补录要两个人看",
  },
  decision: {
    EVIDENCE_SUFFICES: "凭据够了", PASSED_BY_RULE: "按规则通过", CAPPED_BY_POLICY: "一天封顶，多的没有记", CAME_LATER: "来得晚", LEFT_EARLIER: "走得早", TRAVEL_COUNTED: "算进了路上的时间", BREAK_COUNTED: "算进了休息的时间", PARTLY_ELSEWHERE: "有一段在别处", NOT_PRESENT: "人没有来", RECORDED_ELSEWHERE: "别的单已经记了这段时间", NOT_VOLUNTARY_SERVICE: "不属于志愿服务", RECORDED_TWICE: "重复记了",
    NO_TIME_GIVEN: "没有付出时间", PICTURE_CHANGED: "后来送到的记录里没有了", ASK_TIMES: "请说明来和走的时间", ASK_PRESENCE: "请说明人有没有到", ASK_WORK_DONE: "请说明做了什么", APPEAL_UPHELD: "申诉有道理", LATE_FACTS_UPHELD: "后来送到的记录对", RANDOM_CHECK_UPHELD: "被服务的人说得对", EVIDENCE_LACKING: "凭据不够",
  },
  decideTitle: { reject: "为什么驳回？", ask: "问队长什么？", adjust: "少记到多少，为什么？" },
  decideVerb: { reject: "驳回", ask: "问队长", adjust: "按这个记" },
};
