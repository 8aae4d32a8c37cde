// 队长和志愿者看的话。
export const people = {
  leader: {
    taken: "接下的", asked: "问到我们的", near: "附近没人接的 {n}", noOffers: "现在没有问到你们队的。附近没人接的有 {n} 件。", noneNear: "附近没有等人接的单子。", when: "{when}，约 {long}", where: "{place}，离队里 {km} 公里", whereNear: "{place}，就在队里旁边",
    people: "要 {n} 人", insured: "来的人要有保险", why: "为什么问您这支队", until: "{time} 前回话，还有 {span}", over: "时间过了", decline: "不接", accept: "接下，去排人", claim: "我们队接", declineHelp: "不接不用说理由，也不影响以后派单。",
    claimHelp: "送到后才算数；别的队先接了，会告诉您。", declined: "好，这一单不接。", acceptedHere: "记下了，送到后才算数", declinedHere: "记下了", members: "队员", noMembers: "队里还没有人。", askedToJoin: "想入队的", admit: "收下", turnAway: "这次不收", today: "来的人", came: "{n} 位，到了 {here} 位",
    editRoster: "改名单", noRoster: "还没排人。点“改名单”选来的人。", signIn: "替他签到", signOut: "替他签退", allOut: "{n} 位都走了，一起签退", noTracking: "不用定位，不用拍照。双方都认的时长多半不用再审；只有队长认的，中心会抽着看。",
    abort: "中途停下", withdraw: "去不了，退回", withdrawTitle: "把这一单退回去？", withdrawHelp: "不用说理由。退回后马上另找人。", closeHelp: "做完、都签退后，向本人要结单码", close: "结单",
    closeBlocked: "结单（还有 {n} 位没签退）", closeNobody: "结单（还没有人签到）", closeTitle: "小票上的 6 个数", closeCode: "结单码", codeSlip: "这 6 个数对不上，请再看一眼小票。", provisional: "送到后才算数。没有信号也能先填。",
  },
  why: {
    near: "就在队里旁边", distance: "离这一单 {km} 公里", rating: "近一年 {all} 次评价，{good} 次好评", free: "那一周还没有接别的单", load: "那一周接了 {taken} 次，最多 {most} 次", women: "队里有 {n} 位女同志", skill: "这类事做过 {n} 次", client: "去过这一家 {n} 次", nearVillage: "是本村的队，就在旁边", village: "是本村的队", township: "是本镇的队",
    emergency: "应急：合适的队一起问。", turn: "{n} 天没问过您这支队，轮到了。",
    byHand: "派单的人看过这一单，想请您这支队去。",
  },
  times: {
    title: "改时间", go: "就改到这时", atOnce: "还没有队接，一改就算数。", askTeam: "接单的队点头才算数。队里去不了，就按新时间另找队。", askStation: "站里点头才算数，没点头以前还按原来的时间。",
    teamAsks: "队里想改到：", stationAsks: "站里想改到：", waitsForStation: "已问站里能不能改到：", waitsForTeam: "已问队里能不能改到：", until: "{time} 前回话", yes: "行", no: "不行", noHelp: "不行的话，这一单退回去，按新时间另找队，不算您的不是。",
  },
  swap: { go: "换人", whom: "{who}来不了，换人", title: "{who}来不了，换谁？", help: "灰的现在不能来，写着为什么。", nobody: "队里没有别人了。" },
  abort: { title: "为什么停下？", help: "做了多久还是记多久。", over: "不用再办了", again: "还要办", againHelp: "“还要办”就回去等别的队；“不用再办了”，这一单就到这里。" },
  free: {
    title: "有空的时间", change: "改有空的时间", none: "还没有说。", slot: "{day} {part}", allDay: "全天", weekly: "一周最多接几次", weeklyIs: "一周最多接 {n} 次", save: "记下", teamHelp: "有空的时候才会先问到你们队。随时可以改。",
    ownHelp: "队长排人时看得到。有空不等于要来，随时可以改。", then: "那时有空", notThen: "那时没说有空",
  },
  roster: { title: "排人", wanted: "要 {n} 位，选了 {chosen} 位。", help: "不能来的写着为什么。保险和资格到期的，请站里补登。", counts: "送到后才算数", save: "就这 {n} 位" },
  present: { in: "{in} 到的", out: "{in}–{out}", not: "还没到" },
  code: { in: "到了，签到", out: "走了，签退", qr: "签到二维码", scan: "扫码，或输这 6 个数", left: "还有 {n} 秒，一分钟一换", needsHttps: "要用 https 打开才有签到码。现在请用“替他签到”。" },
  volunteer: {
    coming: "有 {n} 件排了您。", nothing: "现在没有排您的。", nothingHelp: "队长排了您，这里就有。", check: "签到、签退", code: "队长屏幕上的 6 个数", codeLacks: "请照着队长的屏幕，写满 6 个数", codeHelp: "也可以用手机相机扫队长的二维码。签到会带上这部手机的一个随机号，看不出您是谁、在哪里；一部手机替很多人签到才看得出来。", in: "我到了", out: "我走了", noCode: "没有码，先记下时间",
    saved: "已存在本机，还没送出", inAt: "记下了，{time} 到的。", outAt: "记下了，{time} 走的。", provisional: "已存在本机，送到后再核对。没有信号也不会丢。",
  },
  hours: {
    title: "我的时长", recorded: "已记入的服务时长", posted: "已记入", pending: "等核对，还没记入", h: "小时", m: "分", times: "一共 {n} 次", each: "每一次", none: "还没有服务记录。", wrong: "记得不对？", wrongOf: "{day}的记得不对？", why: "怎么定的", whyOf: "{day}的怎么定的", only: "只算做事的时间，路上不算。",
    wrongTitle: "应该是多少？", nowIs: "现在记了 {time}", should: "应该是多少分钟", wrongHelp: "会换一个人来看，定了告诉您。", send: "请人再看", asked: "请人再看了：县里没经手过的验单员来定，最晚{day}。", granted: "{day}改好了：从 {was} 改记 {minutes}。", dismissed: "{day}看过了，还是 {was}。",
  },
  teams: { title: "我的队", noneMine: "您还没有入队。下面挑一支。", asked: "等队长点头", leave: "退出", left: "好，退出{team}。", others: "别的队", noneOthers: "没有别的队了。", size: "{n} 人", join: "加入", ask: "想加入" },
};
