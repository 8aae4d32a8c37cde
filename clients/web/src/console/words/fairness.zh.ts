// 服务公平的话：各乡镇、各语言的人是不是一样有人服务。
export const fairness = {
  fairness: {
    title: "服务公平", days: "{n} 天", period: "最近多少天", by: "按什么看", place: "按乡镇", language: "按语言", ofPlace: "乡镇", ofLanguage: "要的语言",
    lead: "近 {days} 天放行 {n} 单。有结果的 {ended} 单里办成了 {rate}%。", leadWaits: "近 {days} 天放行 {n} 单。有结果的 {ended} 单里办成了 {rate}%；半数在 {half}内有队接，九成在 {ninth}内。", noResult: "近 {days} 天放行 {n} 单，还没有一单有结果。", nothing: "近 {days} 天没有放行过单子。",
    nothingHelp: "单子审过、开始找人以后，这里就有数。", extra: "每批多问 {n} 支", none: "没有明显偏低的乡镇，各处每批问一样多的队。",
    letThrough: "放行", rate: "办成率", waiting: "在等", unserved: "没人接", half: "半数等了", ninth: "九成等了", county: "全县", itself: "县本级", noLanguage: "没要求", required: "{language}，要会", preferred: "{language}，最好会", noEnd: "还没有结果",
    served: "办成", underWay: "在办", withdrawn: "撤了", rateColumn: "办成率（%）", halfColumn: "半数等了（分钟）", ninthColumn: "九成等了（分钟）", extraColumn: "每批多问几支队",
    how: "办成率 = 办成 ÷（办成 + 没人接）；在办、在等和撤了的不算。细线是全县的办成率。等了多久，从放行算到有队接。",
    unused: "{teams} 支能接单的队里，{n} 支这段时间一次都没轮到。派单时可以先问问它们。", allUsed: "{teams} 支能接单的队，这段时间都轮到过。", byCode: "按区划顺序排，不排名次；队里接不接不影响这些数",
  },
};
