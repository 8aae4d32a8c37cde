// 抽查和回访的话。
export const draws = {
  draws: {
    title: "抽查", about: "期间开始前公布承诺，结束后自己抽，谁都能重算。", new: "定一次抽查", lead: "种子现在就选好、封存，只公布它的指纹（承诺）；期间结束后自己抽签，再公布种子和名单。谁都不能挑，也不能重抽。", plan: "定下，公布承诺", planned: "定好了，承诺已公布。",
    from: "从哪天起", until: "到哪天为止", fromHelp: "要从明天或以后开始，最长 92 天。", size: "抽几条", percent: "或抽百分之几", sizeHelp: "两样填一样，最多抽 200 条。", pieces: "条", none: "还没有抽查过。定一次，就从承诺那天开始。",
    period: "期间", sample: "抽多少", state: "到哪一步", listed: "名单", drawn: "抽出", outcome: "结果", look: "打开", sizeOf: "{n} 条", percentOf: "{n}%", waits: "{n} 条等回访", notYet: "结束后抽",
    back: "全部抽查", commitment: "承诺（种子的 SHA-256）", committed: "{time} 公布", seed: "种子", seedLater: "期间结束后公布", listHash: "名单的 SHA-256", algorithm: "抽法", proof: "凭据", proofHelp: "名单只有记录编号和权重，没有名字。权重：每条都有 10，风险每高一档多 10，最高 50。", save: "存下凭据", check: "在这台电脑上重算", checking: "正在重算…", match: "对得上：{listed} 条里抽出的就是这 {drawn} 条。",
    make: "现在就抽", made: "抽好了。", calls: "回访单", script: "怎么问", scriptHelp: "照着问，什么也不用写，按一个键。", noCalls: "期间里没有记入的时长，没有可抽的。", secret: "回访单只给县里的验单员、派单员和管理员看。", tried: "打过 {n} 次", told: "对方说 {time}", credited: "记着 {time}", conflict: "您不能打这一通：{why}。请别人打。", order: "看这一单", entry: "看这一条时长", opened: "已开更正，等别人定", done: "都打完了。", next: "下一条", recorded: "第 {n} 条：{result}",
    minutesTitle: "对方说多少分钟？", minutesHelp: "会开一件更正，由别人来定，时长现在不动。", nobodyTitle: "记下“没有人来”？", nobodyHelp: "会开一件更正，由别人来定，时长现在不动。记下就不能改。", key: "按 {key}",
    figures: "抽出 {drawn} 条，问到 {reached} 条",
  },
  drawState: { DRAW_COMMITTED: "承诺已公布", DRAW_MADE: "正在回访", DRAW_CLOSED: "办完了" },
  callResult: { CALL_WAITING: "等回访", CONFIRMED: "属实", MINUTES_DIFFER: "时长不符", NOBODY_CAME: "没有人来", NOT_REACHED: "没打通", DECLINED_TO_SAY: "不愿说" },
  callConflict: { YOU_DECIDED: "这条时长是您定的", REVIEWER_PLACED: "单子是您点的", REVIEWER_SAW_CODE: "您看过结单码", REVIEWER_WITNESSED: "您是见证人", REVIEWER_SERVED: "您也在服务", REVIEWER_RECORDED: "签到是您记的", REVIEWER_LEADS_TEAM: "您是这支队的队长" },
  drawFinding: { OTHER_ALGORITHM: "对不上：不是这种抽法。", SEED_NOT_COMMITTED: "对不上：种子不是当初承诺的那一个。", LIST_CHANGED: "对不上：名单被改动过。", LIST_UNREADABLE: "对不上：名单不是规定的写法。", LIST_OF_ANOTHER_DRAW: "对不上：名单是另一次抽查的。", DRAWN_OTHERS: "对不上：按种子和名单算，抽出来的不是这些。" },
};
