// 评价：不满意的要在期限内谈好或者重办；来路可疑的看一看。
export const ratings = {
  ratings: {
    title: "评价", queues: "看哪些", lead: "住户评了不满意，3 个工作日内打电话谈一谈，或者重办一次。来路可疑的只是提个醒，不算定了。", none: "没有这样的评价。",
    due: "最晚 {time}", late: "过了期限：{time}", settled: "处理好了：{how}", about: "{number} {title}", served: "{team} {when} 去的", rated: "{time} {channel}", redos: "已经重办过 {n} 次",
    talked: "谈好了", talkedTitle: "和住户谈好了，不用重办？", talkedHelp: "记下是谁谈的。评价本身不变。", talkedSaid: "记下了。",
    again: "重办一次", againTitle: "{what}重办一次", againLead: "按原来的要求新开一单，去问队伍；原来的单子和时长不变。最多重办两次。", againSaid: "新单子开好了，正在问队伍。", start: "什么时候去", minutes: "要多少分钟", past: "要晚于现在",
    follow: "要回访", followSaid: "记下了，要回访。", annul: "不算数", annulTitle: "为什么不算数？", annulHelp: "只有查实了才判定。评价留着，不再计入。", annulSaid: "判定不算数了。",
    own: "中心评一评", ownTitle: "这一次办得怎么样？", ownLead: "和住户的评价分开看，不影响时长。", score: "评价", tags: "哪里好、哪里不好", words: "想说的", ownSaid: "评好了。", open: "看单子",
    ratesLead: "结了的单里，有多少评了、怎么评的。没评不算好评。括号里是可能的范围：单子少，范围就宽，说明不了什么。不排名。", span: "多长时间", days: "近 {n} 天结的单", closed: "结了的单", noAnswer: "没评", answered: "评了的", inPerson: "本人或回访", share: "{rate}%（{low}–{high}%）", byPlace: "地方", byTeam: "队伍", together: "合计", noneClosed: "这段时间没有结了的单。",
  },
  ratingQueue: { LOW_RATINGS: "不满意的", DOUBTFUL_RATINGS: "来路可疑", ALL_RATINGS: "全部", RATES: "评了多少" },
  ratingDoubt: { SLIP_SEEN_BY_TEAM: "服务的队里有人看过这张小票，上面有评价码。", SAME_PHONE: "同一部手机 90 天里给这支队评了至少 3 户。" },
  verdict: { ANNUL_SELF_RATING: "是自己人评的", ANNUL_WRONG_ORDER: "评错了单子", TALKED_OVER: "谈好了", DONE_AGAIN: "重办了" },
};
