// 各处都用的话。
export const common = {
  common: {
    later: "先放着", back: "回上一页", loading: "正在看，稍等", again: "再试一次", on: "开", off: "关", good: "好", comma: "，", and: "、", undo: "撤回",
    asOf: "没有信号，这是{time}看到的。",
  },
  problem: { signIn: "登录过期了，请重新登录。", unreachable: "中心的机器没应答，您做的都在本机，不用重做。" },
  tabs: { all: "主要页面", home: "首页", orders: "单子", print: "张贴", offers: "接单", team: "我的队", find: "找队伍", schedule: "我的安排", hours: "时长", me: "我的" },
  me: {
    seats: "现在以什么身份", station: "站员", leader: "队长", volunteer: "志愿者", app: "这部手机", elder: "长辈版（大字）", larger: "大字", smaller: "小字",
    language: "语言", languageName: "中文", password: "改密码", newVersion: "有新版了", take: "换新版", signOut: "退出登录", signOutTitle: "要退出吗？",
    signOutHelp: "退出后，这部手机上看过的单子都清掉。", signOutUnsent: "还有 {n} 件没送出。它们留在这部手机里，等您再登录就送。",
  },
  signIn: { title: "点单", lead: "请先登录", name: "登录名", password: "密码", code: "动态验证码", codeHelp: "手机验证器上的 6 位数；手机不在，填一个备用码。", go: "登录", busy: "正在登录", help: "忘了密码，请找镇里或县中心的管理员。" },
  outbox: {
    title: "还没送出的", total: "共 {n} 件", safe: "都存在这部手机里，关机也不会丢。", empty: "都送出了。", row: "{what}：{title}", savedAt: "{time} 存下，等信号",
    every: "每分钟自动试一次", now: "现在就送", sending: "正在送", look: "看看", full: "手机满了，这一件没存上。删几张照片再点一次，内容还在屏上。",
    stripOffline: "没有信号 · {n} 件还没送出", stripWaiting: "{n} 件还没送出", stripOld: "{n} 件存了 {span}还没送出", stripRefused: "{n} 件要您定", stripSignIn: "登录过期了",
    more: "已存在这部手机里，有信号就自动送出。", moreOld: "走到有信号的地方，打开本页就会送。", moreRefused: "没送成，两边的都留着。", moreSignIn: "请重新登录，存下的才能送出。",
  },
  conflict: {
    mend: "改一改再送", mendHelp: "改好的照原来的先后送。", takeMend: "改了再送", choose: "选一个",
    title: "{title}，按哪个？", both: "两个都留着，您定。", which: "按哪个", mine: "按您的，再送一次", theirs: "按中心的，我的不要了", mineHelp: "还送不成的话，会再来问您。",
    theirsHelp: "您的这一件从手机里删掉。", takeMine: "按我的再送", takeTheirs: "按中心的", what: "做什么", who: "谁", you: "您，{time}", time: "时间", state: "现在",
  },
  mend: { closingCode: "结单码", code: "队长屏幕上的 6 个数", minutes: "应该是多少分钟" },
  notices: { allSeen: "都看过了", title: "通知", none: "还没有通知。", line: "{title}（{number}），{time}", fresh: "新", fresh_n: "{n} 条新通知", unsent: "{place}：{n} 件，{time} 存下的", unsentGone: "{place}：已经送出了" },
  resident: {
    brand: "志愿服务点单", number: "单号 {number}", thanks: "谢谢您，记下了。", freeToRate: "不评也没关系。评了，谁也改不了。", doneHelp: "事情做完了、您满意了，就按这里。",
    done: "做完了", doneSure: "是，做完了", notYet: "还没有", rated: "您已经评过了，谢谢。", showCode: "看结单码", askStation: "打不开的话，请到村里的实践站问一声。",
    PLACED: "收到了，正等镇里核对。", OPEN: "核对过了，正在找人。", ACCEPTED: "有人接了，{when} 来。", IN_SERVICE: "人到了，正在做。", COMPLETED: "做完了。", VERIFIED: "都办好了。",
    REFUSED: "这一单没有办，请到站里问问。", REJECTED: "这一单还在查，请到站里问问。", CANCELLED: "这一单撤了。",
    wishAsk: "家里要帮忙，说一声", wishWords: "谁家、什么事、什么时候", wishLacks: "请写一句，例如“东头王家想理个发”", wishPhone: "电话（可以不写）", wishGo: "送给村里的站", wishSent: "站里收到了，会来找您。",
    wishMore: "再写一句", wishHelp: "不花一分钱。写的话只有站里的人看得到，这部手机上什么也不留。",
  },
  rating: { question: "这一次，您满意吗？", low: "评了不满意，站里会来问您，该重做的重做。", good: "哪里好？", bad: "哪里不好？", optional: "可以不选", words: "还想说两句", go: "就这样评", ownTeam: "队里也评一评", ownStation: "站里也评一评", ownTitle: "这一次，办得顺吗？", ownHelp: "和住户的评价分开看，只用来把事办得更顺，不影响时长。" },
};
