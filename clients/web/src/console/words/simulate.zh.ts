// 先模拟再改派单规则的话。报告里的句子由服务器说。
export const simulate = {
  simulate: {
    title: "派单规则，先模拟再改", one: "模拟报告", back: "模拟过的", lead: "改派单的规则以前，先拿本县的单子重来一遍，看改了会怎样。", leadHelp: "模拟不问任何队，也不改任何东西。看过报告，再决定用不用。", go: "改一改，先模拟",
    now: "现在的规则", since: "第 {n} 版", restsOn: "依据一次模拟，看报告", without: "没有模拟：{why}", builtIn: "内置的，没有人改过",
    formTitle: "改成怎样，先模拟", formLead: "现在的规则是 A，改过的是 B。改几处，点“模拟”；县里用的不变。{points} 等于 1 公里，计分少的先问。", formGo: "模拟", started: "开始模拟了。",
    source: "拿哪里的单重来", days: "重来几天", ordersPerDay: "一天几单", teams: "几支队", seeds: "重来几次", seedsHelp: "至少 20 次才能拿来作决定。", sensitivity: "假设错了会怎样，也算", sensitivityHelp: "人会怎样做是假设的。每个假设减半、加一半各算一遍，多花不少时间。",
    running: "在模拟：{done}／{all}", starting: "在读单子和队伍", stop: "停下", stopped: "停下了。没有存。", change: "改一改再来",
    past: "模拟过的", none: "还没有模拟过。改一改规则，先模拟，这里就有。", noSuch: "没有这次模拟。", mine: "您做的", inForce: "现在用的",
    own: "本县自己的单", madeUp: "编造的县", size: "{orders} 单，{teams} 支队，{days} 天，重来 {seeds} 次", versionA: "A：{what}", versionB: "B：{what}", ofVersion: "第 {n} 版", first: "内置的",
    force: "开始用 B", forceTitle: "开始用 B 这一套规则？", forceHelp: "从下一次派单起，先问哪支队按 B 算，全县都一样。已经问出去的不变。这一版会写明依据这次模拟，大家看得到。", forced: "开始用了，第 {n} 版。", isForce: "现在用的就是 B 这一套，第 {n} 版。", isNow: "B 和现在用的一样，没有可改的。", older: "这次模拟的 A 是{a}，现在用的是{now}。能用 B，可是差多少要重新模拟才知道。", onlyAdmin: "要开始用，请县管理员来。", hasty: "只重来了 {n} 次，不到 20 次。", forceAnyway: "还是用 B",
    changes: "改的是什么", nothing: "什么都没改：A 和 B 一样。", setting: "规则", figures: "改了会怎样", figuresHelp: "A 和 B 碰到同样的单、同样的人、同样的运气，只有规则不同。小字是 95% 的把握范围；差的范围不跨过 0，才算有差别。", figure: "看什么", difference: "B 比 A", isB: "B 是", better: "好些", worse: "差些", same: "分不出",
    pictures: "看图", inWords: "用文字说", other: "假设错了，结论还站得住吗", otherHelp: "把每个假设减半、加一半，全部重算一遍，看哪个结论变了。", otherNone: "这一次没有算。要拿它作决定，请算上再看。", assumption: "假设", value: "改成", conclusion: "结论", sameOnes: "另外 {n} 种假设，结论都不变",
    assumptions: "全部假设", assumptionsHelp: "没有一项是从哪支队的答复里量出来的；谁答应、谁不答应，只在模拟里掷骰子。", howTitle: "怎么算的", how: "单按下单的先后进来，队按真正派单用的那套计分排，一批一批地问；答应、不答应、不回话、没去成，都按上面的假设掷骰子。种子 {first}–{last}。没有算在内的：天气和农忙、一单几个半天以外的路上时间、队与队商量着换。模拟说的是规则之间的差，不是明年的数。",
  },
  simulatedSource: { OWN: "本县自己的单", MADE_UP: "编造一个县" },
};
