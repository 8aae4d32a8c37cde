// 应急：灾害、走失、停电这些时候，急单一次问遍全县。
export const emergency = {
  emergency: {
    title: "应急", lead: "应急期间，范围内的急单一次问遍全县合适的队，不分远近、不受次数限制；平常的单照旧。队伍照样可以不接。", none: "没有宣布过应急。", calm: "现在没有应急。",
    standing: "应急中", ended: "已结束", over: "已到期", county: "全县", declare: "宣布应急", until: "到 {time}", declared: "{time} 宣布", mine: "{time} 我宣布的", endedAt: "{time} 提前结束",
    reason: "什么事", reasonHelp: "各站各队都看得到，不写人名。", org: "哪里的单", orgHelp: "镇或村；不填就是全县。", skills: "只要哪些服务", skillsHelp: "不选就是全部。", untilTime: "到什么时候", untilHelp: "最多 30 天。",
    past: "要晚于现在", far: "最多 30 天以后", formLead: "宣布以后，范围内等着的急单马上问遍全县，最多 {n} 分钟问一轮。", done: "已宣布应急。范围内的急单正在问遍全县。",
    end: "结束应急", endTitle: "结束“{what}”？", endHelp: "已经问出去的照旧有效，新的急单按平常的办法问。", endedSaid: "应急已结束。", banner: "应急中：{what}",
    all: "应急记录", onlyCounty: "由县中心的调度员或管理员宣布。",
  },
};
