// 总览和表格的话。
export const overview = {
  overview: {
    period: "哪段时间", days: "{n} 天", hours: "{n} 小时", place: "乡镇、村", total: "合计", itself: "{name}本级", townships: "各乡镇", villages: "各村", byCode: "按区划顺序排，不排名次；不统计登录、照片和篇数", noPlaces: "下面没有别的站了。",
    halfAnswer: "半数答复", halfAccept: "半数有人接", servedShare: "接了做完", ratings: "评价 答／问", minutes: "服务时长", typed: "代点手填", typedHelp: "代点一单平均要手填几项；量的是表单好不好用，不是人", typedOf: "{n} 件代点的单，一半手填不超过 {median} 项", typedLine: "代点一单平均手填 {mean} 项，一半不超过 {median} 项（{n} 件）", typedColumn: "代点手填（平均项数）", facts: "{n} 项", minutesColumn: "服务时长（分钟）", answered: "评价了", askedColumn: "问了", few: "{n} 件，太少",
    overdue: "件过了时限", overdueHelp: "待审和等人接的", countyWide: "件升到县里，还没人接", countyWideHelp: "村里镇里没找到人", low: "件评了不满意", lowHelp: "这段时间 {n} 件有评价", waiting: "条时长要人看", waitingHelp: "{n} 条按规则已通过",
    funnel: "{period}点的单子走到哪一步", funnelHelp: "点每一段看是哪些单子", noOrders: "这段时间没有单子。", given: "志愿者给出 {time}，{services} 人次", onBehalf: "代点 {share}（{n} 件）",
    toAccept: "从开始找人到有人接", inHours: "小时，近 12 周", half: "一半的单子", ninth: "九成的单子", week: "周", table: "看表", chart: "看图", tooFew: "每周至少有 5 件接了的单子才画。现在还不到两周有这么多。",
    asked: "问了 {asked} 位，答了 {answered} 位", noPraise: "没答不算好评", content: "满意 {rate}%（{low}–{high}%）", answeredOf: "{n}／{asked}，{rate}%", nobodyAsked: "这段时间还没有做完的单子。", together: "合在一起", silent: "问了没答",
  },
  period: { week: "本周", month: "本月", year: "今年" },
  funnel: { placed: "点单", approved: "审过", accepted: "接单", served: "服务完", verified: "验过", half: "半数 {span}", ofCases: "{n} 件里", toApprove: "{refused} 件不办，{waiting} 件在审", toAccept: "{waiting} 件等人接，{withdrawn} 件撤了", toServe: "{waiting} 件排着或正在做", toVerify: "{waiting} 件在验，{rejected} 件驳回" },
  table: {
    export: "导出", copy: "复制链接", copied: "复制好了", filter: "在表里找", rows: "{n} 行", some: "只读了前 {n} 行，请缩小范围", found: "{n} 行，共 {all} 行", reading: "读了 {n} 行", none: "这里还没有。", noneFound: "没有一行对得上。", more: "再看 {n} 行", sort: "按“{what}”排",
    name: "名称", kind: "种类", tier: "级别", above: "上级", code: "区划代码", state: "状态", open: "在用", closed: "停用", members: "人数", women: "女", skills: "做什么", weekly: "一周几个半天", place: "在哪里", joinable: "可以直接加入", suspended: "暂停",
    number: "编号", kinds: "类别", qualified: "资格", minor: "未成年", title: "名称", when: "什么时候", minutes: "时长", attended: "参加", theme: "主题", people: "要几人", qualification: "要的资格", insurance: "要保险", tutor: "指导员", headcount: "总人数",
    signIn: "登录名", grants: "授权", disabled: "停用", last: "上次登录", created: "建立", yes: "是", no: "否", orderNumber: "单号", what: "做什么", station: "站", team: "队伍", placedAt: "点单", completedAt: "结单", registered: "登记", service: "服务时间", until: "时限", org: "组织", unit: "单位", owner: "谁负责", ended: "结束了",
  },
  tier: { CENTRE: "中心", INSTITUTE: "所", STATION: "站", POINT: "点", HOUSEHOLD: "户" },
  unitKind: { DEPARTMENT: "机关", ENTERPRISE: "企业", SCHOOL: "学校", SOCIAL_ORGANISATION: "社会组织" },
  teamKind: { COUNTY_CORPS: "总队", SECTOR_TEAM: "行业支队", TOWNSHIP_CORPS: "乡镇总队", VILLAGE_TEAM: "村队", SOCIAL_TEAM: "社会组织队" },
  volunteerKind: { FIVE_ELDERS: "五老", LOCAL_TALENT: "乡土人才", RETURNED_ENTREPRENEUR: "返乡创业", STUDENT: "大学生", ARTIST: "文艺", PARTY_MEMBER: "党员", MEDICAL: "医务", TEACHER: "教师", AGRICULTURE: "农技", VILLAGER: "村民", CULTURAL_TUTOR: "乡村文化指导员" },
  volunteerState: { ACTIVE: "在册", SUSPENDED: "暂停", ERASED: "已注销" },
  trainingKind: { IDEOLOGICAL_POLITICAL: "思想政治", PRACTICE_BASICS: "文明实践通识", PROFESSIONAL_SKILLS: "专业技能" },
  theme: { THEORY_TALK: "理论宣讲", POLICY_READING: "政策解读", ARTS_PERFORMANCE: "文艺演出", DAILY_SERVICE: "便民服务", POPULAR_SCIENCE: "科学普及", OWN_THEME: "本县自定" },
};
