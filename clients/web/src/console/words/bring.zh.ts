// 从文件导入的话。
export const bring = {
  bring: {
    go: "导入", menu: "导入菜单", teams: "导入队伍", volunteers: "导入志愿者", orgs: "导入组织", units: "导入单位", back: "回到表", notAllowed: "这个账号不能导入。", choose: "选一个表格文件", chooseHelp: "先看哪里要改，全对了才写。文件不离开这台电脑，只把每一行送给中心。Excel 的 xlsx（只看第一张表）和 CSV 都行，编码不用管。", file: "选文件", another: "换一个文件", sample: "下载样表", unread: "“{name}”读不出来。旧的 xls 请先另存为 xlsx 或 CSV。",
    readGood: "“{name}”读了 {n} 行，都可以，还没有写入任何东西。", readBad: "“{name}”读了 {n} 行：{good} 行可以，{bad} 行要改，没有写入任何东西。改好了再选一次。", toMend: "{n} 处要改", line: "行", column: "列", value: "写的是", want: "要怎样", blank: "（空着）", moreInFile: "还有 {n} 处，都在导出的表里。", badFile: "{what}要改的", preview: "前 {n} 行是这样读的", write: "写入这 {n} 行",
    columns: "有哪些列", needed: "必填", how: "怎么写", sometimes: "看情况", yesNo: "是、否", fullName: "写全名；地方写成“乡镇 村”，或写区划代码。", stop: "。", figure: "{min} 到 {max}，空着就按 {start}。", day: "例如 1990-01-02", head: "表头", lineNumber: "第 {n} 行", empty: "没有内容：第一行写列名，下面一行一条", unknownColumn: "不认识这一列，请删掉，或照样表改列名", missingColumn: "少了“{what}”这一列", notHere: "这一行不用填，请空着",
    writing: "正在写入：{n} / {all}", paused: "停在这里：写入了 {n} / {all}", done: "写完了：{n} / {all}", keepOpen: "请不要关这一页。关了也不要紧：再选同一个文件，写过的不会写两次。", someRefused: "{n} 行没有写入，原因在下面。改好原因再试，或在文件里改了重新导入。", allIn: "都写入了。", goOn: "接着写", again: "再试没写入的", look: "去看看", saveResult: "导出结果", result: "结果", why: "原因", resultFile: "{what}结果", refusedLine: "第 {n} 行 {what}",
    exampleOrg: "柳湾镇 红柳村", examplePoint: "红柳村三组文明实践点", exampleUnit: "县供电公司", aboveHelp: "写“乡镇 村”、全名或区划代码；上级也可以是这张表里的另一行，先后不论。", exampleKinds: "村民、党员", exampleName: "王芳", exampleCalled: "王姐", exampleSex: "女",
  },
  outcome: { waiting: "还没写", in: "写入了", there: "原来就有", refused: "没有写入" },
};
