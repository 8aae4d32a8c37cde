// 记录交换的话：第 67 号令的五组记录，导出、导入、撤回。
export const exchange = {
  exchange: {
    title: "记录交换", lead: "民政部令第 67 号的五组记录，可以整套导出，也可以接收别处的记录。接收来的一直标着从哪里来，不算本县的时长。",
    format: "存成什么", groups: "哪几组", oneGroup: "哪一组（CSV 和 JSON 一次一组）", days: "哪几天（空着就是全部）", thisYear: "今年", allDays: "不限日期", peopleNoDays: "个人基本信息没有日期，会全部导出。",
    place: "哪里的人", placeHelp: "只导出登记在这里的志愿者的记录，不管在哪里服务。", purpose: "做什么用（会记在操作记录里）", needPurpose: "先选做什么用。", daysTurned: "截止日期在开始日期之前。", export: "导出", beginning: "正在开始…", exporting: "已写 {n} 条…", exported: "“{file}”存好了，{n} 条。", stop: "停下", stopped: "停下了，没有存文件。",
    private: "文件里有姓名、身份证号和电话：用完就删，不要发到群里。不同意留记录的人不在里面。", keys: "键：1 2 3 换页，J K 上下，W 撤回。", keysOut: "键：1 2 3 换页，X 导出。",
    choose: "选一个记录文件", chooseHelp: "先把整个文件查一遍，有一处不对就什么都不导入。导出的 XLSX（几张表一起）、CSV、JSON 都行；文件不离开这台电脑，只把每一行送给中心。", reading: "正在读“{name}”…", unread: "“{name}”读不出来。要是 .xlsx、.csv 或导出的那种 .json；旧的 xls 请先另存。",
    whichGroup: "“{sheet}”是哪一组？", heads: "表头是：{heads}", chooseGroup: "选一组", checking: "正在查：{n} / {all} 行", readBad: "“{name}”读了 {n} 行，{bad} 处要改，什么都没有导入。改好了再选一次。", readGood: "“{name}”读了 {n} 行，都可以，还没有导入任何东西。", readKnown: "“{name}”读了 {n} 行，都可以，其中 {known} 行以前导入过，不会再记一次。",
    tableOf: "{group}：{n} 行", apart: "这些不算本县的时长：谁组织谁记录，谁记录谁证明。", consented: "文件里的人都同意把服务记录交给本县（第 67 号令第六条）", import: "导入这 {n} 行", writing: "正在导入：{n} / {all} 行", paused: "停在这里：{n} / {all} 行导入了", done: "导入完了：{all} 行都在了",
    keepOpen: "请不要关这一页。关了也不要紧：再选同一个文件，就从停下的地方接着来。", allIn: "都在了，可以在“导入过的”里看到。", seePast: "看导入过的",
    when: "时间", group: "哪一组", who: "谁导入的", rows: "行数", state: "现在", number: "编号", take: "撤回", nonePast: "还没有导入过。别处的记录，从“导入”进来。", stands: "都在", people: "人已登记", takenBack: "撤回了", halfTaken: "撤到一半，还有 {n} 条", takenBy: "{who}，{time}", taking: "正在撤回：{n} 条…", taken: "撤回了 {n} 条。",
    pastHelp: "撤回只收走这一次带来的记录，登记了的人不动。撤回了再导入同一个文件，是另一次导入。", takeTitle: "撤回这一次导入？", takeHelp: "{time}导入的{group}，现在还在的 {n} 条会全部收走，内容不再能看。要用，得再导入一次。", takeVerb: "撤回 {n} 条",
    twice: "和第 {n} 行是同一条记录", wantRecord: "要是一条记录：{ } 里写各项", wantText: "要是文字或整数", wantValue: "单元格里是公式：换成它的值",
  },
  exchangeTab: { out: "导出", in: "导入", past: "导入过的" },
  exchangeFormat: { XLSX: "XLSX（一个文件，每组一张表）", CSV: "CSV", JSON: "JSON" },
  recordGroup: { PERSON_RECORDS: "个人基本信息", SERVICE_RECORDS: "志愿服务情况", TRAINING_RECORDS: "培训情况", AWARD_RECORDS: "表彰奖励情况", EVALUATION_RECORDS: "评价情况" },
  exportPurpose: { EXPORT_TO_NATIONAL_SYSTEM: "录入全国志愿服务信息系统", EXPORT_TO_OTHER_UNIT: "转给别的记录单位", EXPORT_FOR_INSPECTION: "民政部门检查", EXPORT_FOR_THE_PERSON: "本人要一份" },
};
