// 报表的话：做了什么，任务清单完成得怎样。
export const reports = {
  reports: {
    title: "报表", lead: "全部由系统算出，不用填", tier: "按什么分行", month: "月份", wholeYear: "全年", from: "从", until: "到", unit: "单位",
    period: "期间", byMonth: "按月", byYear: "按年", byDays: "自选",
    xlsx: "表格", pdf: "PDF", csv: "CSV", records: "带服务明细", saving: "正在算…",
    placed: "点单", completed: "完成", peopleServed: "服务人次", volunteers: "志愿者", hours: "服务时长", inTime: "按期记录", orders: "{n} 单", people: "{n} 人", times: "{n} 人次",
    duties: "任务清单", thisYear: "{year} 年累计，截至期末", kept: "完成", missing: "缺 {n} 处", nothing: "没有适用的", met: "{met}／{of}", hideGaps: "收起", moreGaps: "等共 {n} 处", have: "{have}／{want}",
    steps: "服务时长", inHours: "小时", lines: "分行情况", byCode: "按区划顺序排，不排名次", place: "地方", total: "合计", answer: "答复", accept: "接单", participation: "参与率", posts: "岗位", training: "志愿者培训", average: "本年人均", asTable: "看表", asChart: "看图",
    typed: "每结一单手工录入", typedHelp: "衡量系统，不考核人：表单自己记数，选择和点按不算。", typedMean: "{mean} 项", typedOf: "{n} 单", placing: "下单", closing: "结单", rating: "评语", memory: "补录", way: "来路", closed: "已结", mean: "平均",
    asOf: "数据截至 {time}（{positions}）", unknownYear: "{year} 年的放假安排还没公布，工作日按周一至周五算。", noLines: "这里没有可列的地方或单位。", done: "{file} 已导出",
  },
  history: { orders: "点单", hours: "时长", volunteers: "志愿者" },
  reportTier: { COUNTY: "全县", TOWNSHIPS: "乡镇", VILLAGES: "村", UNITS: "单位" },
  duty: {
    UNIT_PARTICIPATION: "单位参与率 80%", TWENTY_HOURS: "人均 20 小时", LEADERS_TRAINED: "队长每年培训两次", LIAISONS_TRAINED: "联络员每年培训两次", VOLUNTEERS_TRAINED: "志愿者每年培训两次",
    TOWNSHIP_BRAND: "每个乡镇一个品牌项目", SECTOR_BRAND: "每个行业一个品牌项目", VILLAGE_FEATURE: "每个村一项特色活动", VILLAGE_TUTOR: "每个村一名文化指导员", TUTOR_BACKBONES: "指导员培养 3–5 名文艺骨干", TUTOR_GROUP: "指导员带一支文艺队伍",
    POSTS_HELD: "岗位配齐", RECORDS_IN_TIME: "服务 10 个工作日内记录", RATINGS_IN_TIME: "评价 10 个工作日内记录",
  },
  dutyUnit: {
    UNIT_PARTICIPATION: "个单位", TWENTY_HOURS: "处", LEADERS_TRAINED: "人", LIAISONS_TRAINED: "人", VOLUNTEERS_TRAINED: "人", TOWNSHIP_BRAND: "个乡镇", SECTOR_BRAND: "个单位", VILLAGE_FEATURE: "个村", VILLAGE_TUTOR: "个村", TUTOR_BACKBONES: "个村", TUTOR_GROUP: "个村",
    POSTS_HELD: "个岗位", RECORDS_IN_TIME: "人次", RATINGS_IN_TIME: "单",
  },
  entryPath: { BY_STATION: "站里代点", FROM_WISH: "由心愿转成", AS_ACTIVITY: "队伍发起的活动", FROM_SERIES: "定期单", AS_REDO: "重做", BY_OTHERS: "本人或系统" },
};
