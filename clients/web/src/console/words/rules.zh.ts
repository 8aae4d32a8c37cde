// 规则的话：每一项是什么，改了谁会怎样。
export const rules = {
  policy: {
    simulate: "先模拟再改",
    loop: "单子怎么走", hours: "时长怎么验", weights: "派单怎么比", version: "第 {n} 版", builtIn: "还没有人改过，用的是内置的", rule: "每天必须签到、必须定位、必须拍照，都不能设：国办函〔2026〕12号不许。放宽规则要两个人同意。",
    loopLead: "从存下的时候起管以后的步骤。写着“是放宽”的，要另一位县管理员同意才生效；收紧马上生效。", hoursLead: "只管以后送来的时长；已经定了的，按当时的那一版。", weightsLead: "队伍按计分排，少的在前；计分 20 等于 1 公里。下一次派单就用新的。", waiting: "{what}：等另一位管理员同意", waitingUntil: "放宽了规则，同意以后才生效；{when} 过期", waitingHelp: "放宽了规则，同意以后才生效", proposed: "放宽了规则，等另一位管理员同意。", agree: "同意，马上生效", fromTo: "{now} → {then}",
    percent: "{n}%", hourCount: "{n} 小时", dayCount: "{n} 天", kmCount: "{n} 公里", teamCount: "{n} 支队", orderCount: "{n} 单", noNotice: "不公示", noCap: "不封顶", workingDayCount: "{n} 个工作日", timesCount: "{n} 条", points: "{n}（{km} 公里）",
  },
  withoutSimulation: { NO_HISTORY: "还没有单可以重放", AUTOMATIC_SWITCH: "只开或关自动问队", EMERGENCY: "应急，过后补" },
  preview: { look: "先看看上个月会怎样", what: "怎么走", now: "现在", then: "改了以后", byRule: "不用人看", byReviewer: "要一个人看", byTwo: "要两个人看", byCounty: "要县里再看", onNotice: "先公示", capped: "封顶少记", because: "因为：{why}", changedSince: "上面又改过了，再看一次。", twoPeople: "这样改是放宽，要另一位管理员同意。" },
  asked: { PHOTO_OF_RISKY_SERVICES: "有风险的服务请拍一张", PHOTO_OF_EVERY_SERVICE: "每次服务都要照片", LOCATION_OF_PHONES: "签到要定位或轨迹", DAILY_CHECK_IN: "每天必须签到", RANKING_OF_STATIONS: "按登录、发帖、照片给站点排名", TIME_ONLINE: "统计在线时长", REPORT_TYPED_AGAIN: "记过的事再写一份报告" },
  gradeLong: { A: "A 双方都认", B: "B 队长认", C: "C 自己报的" },
  setting: {
    trustedRoles: "点了不用审的人", approvalHours: "审单时限（工作时间）", villageShare: "先在村里找（剩下时间的）", townshipShare: "再在镇里找（剩下时间的）", countyShare: "再在全县找（剩下时间的）", offerMinutes: "问了队等多久", releaseMinutes: "开始后多久没签到就收回", rescheduleMinutes: "提了改时间等多久", callBackShare: "抽多少电话回访", hideCodeAfterPrint: "打了小票就不再给站里看结单码",
    passGrades: "不用人看就通过的凭据", noticeDays: "公示几天", minimumMinutes: "短于多久不自动通过", lateFactHours: "等迟到的签到多久", memoryNoticeDays: "补录的至少公示几天", plannedSharePercent: "在场不到计划的多少不自动通过", overtimeMinutes: "比计划多多久以内自动通过", longDayMinutes: "一天超过多久要上级看", veryLongDayMinutes: "一天超过多久要县里看", dayCapMinutes: "一天最多记多久", ownPartRefused: "经过手的人不能验", asked: "另外请人做的", backFillDays: "多久以内能补录", backFillPersonMinutes: "一位志愿者一个月最多补录", backFillEntriesCount: "一个人一个月最多补几条", star1Hours: "一星要满", star2Hours: "二星要满", star3Hours: "三星要满", star4Hours: "四星要满", star5Hours: "五星要满",
    pointsPerKm: "每公里", distanceCap: "距离最多算", rating: "评价差最多加", load: "负荷满了加", loadCap: "公平最多让", languageUnmet: "不会要的话加", genderUnmet: "没有女同志加", skillExperience: "做过这类事减", clientExperience: "去过这一家减", sameVillage: "本村减", sameTownship: "本镇减",
    townshipKm: "同镇没有坐标按几公里", countyKm: "同县没有坐标按几公里", ratingPriorCount: "新队先当有几次评价", ratingPriorPercent: "其中好评占", assumedWeeklySlots: "没说的队按一周几个半天", loadWeeks: "负荷看几周", simulation: "依据哪次模拟", withoutSimulation: "没有模拟，为什么",
    evenness: "一周里每多一个半天加", routineWeight: "平时的单排不上算", urgentWeight: "急的单排不上算", weightPerDay: "每多等一天再加",
    automatic: "自动问队", routineSize: "平时一次问几支队", urgentSize: "急的一次问几支队", villagePercent: "村里等多久（剩下时间的）", townshipPercent: "镇里等多久（剩下时间的）", countyPercent: "县里等多久（剩下时间的）", shortestMinutes: "最短等多久",
    lowServedExtraTeams: "办成率偏低的镇每批多问", lowServedMinOrders: "有结果的单满多少才比", lowServedMarginPercent: "比全县低多少才算偏低（百分点）", windowDays: "看最近几天的单", priorOrders: "先当各镇有几单和全县一样",
    routineTargetPercent: "平时要有多大把握有人接", urgentTargetPercent: "急的要有多大把握有人接", priorAskedCount: "没问过的队先当问过几次", priorTakenCount: "其中先当接了几次", growthSize: "同一级每多一轮多问几支队", routineMostSize: "平时一次最多问几支队", urgentMostSize: "急的一次最多问几支队", weeklyAskCount: "一支队 7 天最多问几次", openOfferCount: "一支队手上最多几单没想好", floorDays: "多久没问过就轮到它", floorKm: "轮到的队最多远几公里", emergencySize: "应急一次最多问几支队", emergencyMinutes: "应急等多久",
  },
  settingUnit: { percent: "%", hours: "小时", minutes: "分钟", days: "天", weeks: "周", km: "公里", slots: "个半天", count: "次", size: "支队", teams: "支队", orders: "单", points: "计分" },
  settingHelp: {
    trustedRoles: "他们点的单直接开始找人，镇干部少审一步。多选一种人是放宽。", approvalHours: "过了时限没人审，单子自动送到上一级。站里等答复最多这么久。加长是放宽。", villageShare: "到开始还剩的时间里，先用这么多只问本村的队。", townshipShare: "村里没人接，再用这么多问本镇的队。", countyShare: "镇里没人接，再用这么多问全县的队；还没有，就转给人想办法。", offerMinutes: "队长过了这么久没回话，就问下一支。", releaseMinutes: "没人签到就收回，另找人。加长是放宽。", rescheduleMinutes: "对方过了这么久没回话，按原来的时间。", callBackShare: "办完的单里抽这么多，由县里打电话问满意不满意。减少是放宽。", hideCodeAfterPrint: "码只在老人手里的纸上，站员在屏上看不到。取消是放宽。",
    passGrades: "凭据是这些的，不用验单员看就记入；补录的永远要人看。", noticeDays: "记入之前先公示这么多天，志愿者晚这么多天看到时长。", minimumMinutes: "比这短的，验单员都要看。", lateFactHours: "服务结束后没有签到的，等这么久，手机里没送出的还能送到；再没有就驳回。", memoryNoticeDays: "补录的都要公示，再短也不能不公示。缩短是放宽。", plannedSharePercent: "早退太多的要人看。调低是放宽；0 就不看。", overtimeMinutes: "多出更多的要人看。加长是放宽。", longDayMinutes: "一个人一天全部加起来。超过的要站以上的验单员再看一遍。加长是放宽。", veryLongDayMinutes: "超过的要县里的验单员再看一遍。加长是放宽。", dayCapMinutes: "多的不记，本人可以申诉；0 就不封顶。少于 8 小时《志愿服务条例》第 19 条不许。", ownPartRefused: "点单、见证、看码、服务、记签到的人和队长，一律不能验这一单。不选，他们验了还要另一个人再看。", asked: "只有第一项能选，没有也只是要人看。其余的都有规定不许，选了会说是哪一条。", backFillDays: "从计划结束那天算起。67 号令要求 10 个工作日内记录。加长是放宽。", backFillPersonMinutes: "按服务的那个月算。加多是放宽。", backFillEntriesCount: "不管补给谁、同没同意，都算。加多是放宽。", star1Hours: "志愿者在手机上看到自己几星。改了，所有人马上按新的算；国家推荐 100、300、600、1000、1500 小时。", star2Hours: "", star3Hours: "", star4Hours: "", star5Hours: "",
    pointsPerKm: "越大，越偏向近的队。", distanceCap: "再远也只算这么多。", rating: "从来没有好评的队加这么多，全是好评的不加。", load: "说好的半天都接满的队加这么多。", loadCap: "为了让各队轮到，最多让近的队吃亏这么多。", languageUnmet: "老人想要会这种话的，队里没有。", genderUnmet: "想要女同志的，队里没有。", skillExperience: "这支队做过这类事。", clientExperience: "这支队去过这一家，老人认得。", sameVillage: "", sameTownship: "",
    townshipKm: "", countyKm: "", ratingPriorCount: "新队不因为一两次评价就排到最前或最后。", ratingPriorPercent: "", assumedWeeklySlots: "只用来比，不限它接几个。", loadWeeks: "0 和 1 只看那一周；看得越长，一直没轮到的队越先问。", simulation: "用这套规则作 B 的那次，写它的名称。从“先模拟再改”里开始用，会自己写上。", withoutSimulation: "没有模拟才选；写在这一版旁边，大家看得到。",
    evenness: "全县排单时，一支队同一周里每多一个半天，比上一个多算这么多。越大，各队轮得越匀；0 就不管匀不匀。", routineWeight: "全县排单时，越大，宁可远些也要排上。", urgentWeight: "比平时的大，急的先有队。", weightPerDay: "等得久的，往前排。",
    automatic: "关了就只列出来，由派单员自己问。", routineSize: "越多越快有人接，被收回的也越多。", urgentSize: "", villagePercent: "", townshipPercent: "", countyPercent: "", shortestMinutes: "队长至少有这么久回话，除非服务更早开始。",
    lowServedExtraTeams: "0 就各处一样多。哪些镇、为什么，写在“服务公平”里。", lowServedMinOrders: "单太少说不准，不比。", lowServedMarginPercent: "还要排除碰巧：按最好的估计也低于全县，才算。", windowDays: "", priorOrders: "单少的镇不因为一两单就算偏低。",
    routineTargetPercent: "按往常大概有多少队接，算一轮问几支；只定问几支，不排先后，不影响任何队。0 就按固定的队数问。", urgentTargetPercent: "急的多问几支，更快有人接。", priorAskedCount: "", priorTakenCount: "", growthSize: "问了一轮没人接，下一轮多问几支。", routineMostSize: "再没把握也不多问，免得打扰。0 不另设上限。", urgentMostSize: "", weeklyAskCount: "到了就先不打扰它；0 不限。应急不受限。", openOfferCount: "到了就先不再问它；0 不限。应急不受限。", floorDays: "这么久没被问过、又合适又不远的队，和最合适的一起问；0 不管。", floorKm: "比最合适的队最多远这么多。", emergencySize: "应急时全县合适的队一起问，最多这么多。", emergencyMinutes: "应急时等这么久就问下一轮。",
  },
};
