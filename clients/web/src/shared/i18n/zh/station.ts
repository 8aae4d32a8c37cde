// 站员看的话。
export const station = {
  home: {
    savedAt: "{time} 点的，存在本机",
    ask: "谁家要帮忙？", example: "王奶奶 周四 理发", next: "核对", voice: "用键盘上的话筒说", askHelp: "说一句或写一句就行，下一步再核对。", all: "全部", yours: "要您办的", onTheWay: "在路上的",
    none: "还没有单子。谁家要帮忙，在上面说一句。", close: "结单", rate: "代评", answer: "回话",
  },
  part: { morning: "上午", afternoon: "下午", evening: "晚上" },
  check: {
    title: "核对这一单", heard: "“{line}”", again: "重说", what: "做什么", who: "给谁", when: "什么时候", where: "在哪里", contact: "联系", change: "改", edit: "改{what}", look: "请看一眼", notSaid: "还没说",
    item: "约 {time} · 要 {n} 人 · 不用另买保险", itemInsured: "约 {time} · 要 {n} 人 · 来的人要有保险", onBehalf: "您代点，记在您名下", whoHelp: "平时怎么称呼，例如“王奶奶”", whereHelp: "接单的人才看得到门牌",
    house: "哪一组、几号（可以不写）", byStation: "由站里转", byStationHelp: "没有手机也行", phone: "电话（可以不写）", clock: "选钟点", otherDay: "别的日子", reminders: "要提醒志愿者的（可以不选）",
    legs: "腿脚不便", deaf: "耳背，请大声", dog: "家里有狗", unknown: "这几个字没听懂，没记进去：{words}", offline: "现在没有信号，照样能点，先存在本机", place: "点这一单", saved: "已存在本机，还没送出",
    lacking: "还差 {n} 处", lacks: { item: "请选做什么，例如“上门理发”", person: "请写明是谁家，例如“王奶奶”", time: "请选还没过的时间", place: "请写在哪里", contact: "请写怎么联系" },
  },
  orders: { live: "没办完的", done: "办好的", stopped: "没办的" },
  order: {
    one: "单子", title: "{who} · {what}", teamWhen: "{team}，{when}", openUntil: "{when}，{until} 前有回话", savedHere: "已存在本机，还没送出", steps: "办到哪一步了", cancel: "撤掉这一单", cancelTitle: "为什么撤？",
    cancelHelp: "撤了就不再找人；已经接下的队会收到通知。", witness: "结单", witnessTitle: "您看着做完的吗？", witnessHelp: "没带小票时，由站里作证结单，会记下是您见证的。", headcount: "来了几个人（可以不写）", witnessDo: "我看着做完的",
    rate: "代评", rateTitle: "替本人评，怎么说的？", rateHelp: "会注明是站里代评。本人自己评了，以本人的为准。", sameAs: "重复点了，留下的是", placedAgain: "重复点过，已撤",
  },
  photo: {
    title: "照片（可选）", some: "照片 {n} 张", add: "添加照片", busy: "正在缩小……", help: "可拍可不拍，和时长没有关系。照片里的位置不会送出去；请别拍证件和病历。", full: "最多 {n} 张，放满了。", nth: "第 {n} 张照片",
    added: "{time} 加的", waiting: "还没送出", refused: "没收下", remove: "删掉这张", whyRemove: "为什么删这张？", removeHelp: "这张不是您加的，或者已经验过单。删了就找不回来；会记下是您删的、为什么。", unreadable: "有一张打不开，换一张试试。",
  },
  sentence: {
    PLACED: "等镇里核对，{until} 前有答复。", OPEN: "正在找人，{when} 去。", ACCEPTED: "{when}，{team}去。", IN_SERVICE: "{team}到了，正在做。", COMPLETED: "做完了，等评价和核对。",
    VERIFIED: "办好了，时长已经记入。", REFUSED: "镇里说不办：{why}。", REJECTED: "时长没有通过。", CANCELLED: "撤了：{why}。",
  },
  slip: {
    code: "结单码", when: "做好了，满意了，再说出这 6 个数。", print: "打印小票", enlarge: "放大", read: "念出来", hidden: "码在中心，看的时候才取来，手机里不留。", show: "看码，打小票", logged: "看码、打印都有记录。撕下的二维码能查进度、能评价。",
    hides: "按县里的规定，打印以后这里就不再显示码。", spoken: "结单码是 {code}。做好了，满意了，再告诉志愿者。", head: "志愿服务小票", team: "{team}，{n} 人", free: "不收钱，不收礼", scan: "撕下留着。扫一扫：看进度、评一评", noPhone: "没有手机？到站里报单号 {number}，一样能查能评。",
  },
  poster: {
    title: "张贴的大单", help: "贴在村口，谁家要帮忙，扫一扫就能写一句给站里。", phone: "站里的电话（印在上面）", big: "家里要帮忙，说一声。", qr: "给站里写一句话的二维码", scan: "扫一扫，写一句就行", call: "打电话 {phone}", come: "到站里说一声",
    offer: "理发、维修、测血压、代取药、陪聊、辅导作业……不花一分钱。", promise: "做完了，您说了算：满意了再给结单码。志愿者不收钱、不收礼。", print: "打印", slips: "每一单的小票，在那一单的页面上打。",
  },
  wish: { title: "乡亲写来的", quote: "“{words}”", left: "{time} 写的", dismiss: "办不了", order: "点成单子", why: "为什么办不了？" },
};
