// 评选、光荣榜、星级、评价的话。手机和桌面都用，打开那一页时才取。
import { wordsOf, type Leaves, type Messages } from "@/shared/i18n";

const zh = {
  stars: {
    level: "星级", none: "还没有评上星级", have: "{n} 星级志愿者", since: "{day} 评定", next: "再服务 {time}，就到 {n} 星", way: "到下一星走了多少",
    lowered: "原来是 {n} 星：{day} 有时长更正，降了下来。觉得不对，在下面那一条上申请更正。", more: "评价怎么算的 · 评选",
  },
  mine: {
    title: "星级和评价", none: "这一年没有已记入的服务。", year: "近一年", value: "评价时长", hours: "服务时长", quality: "质量", factor: "评价系数", how: "一步步怎么算的", only: "评价只给您自己看，不排名次。",
    nominated: "推荐您的", nobody: "现在没有推荐您的。", from: "{place}推荐您参加“{campaign}”。", deeds: "写的事迹", agree: "我愿意", decline: "不参加", change: "改署名", takeBack: "撤下来",
    ask: "愿意参加吗？", askHelp: "同意以后才开始评；评上了要公示。公开什么由您定，随时可以撤下。", as: "公开时怎么称呼", asChosen: "常用名", asMasked: "打码的真名，例如 王*利", deedsToo: "事迹也公开", deedsHelp: "不勾就只写称呼、称号和村名。",
    declineTitle: "不参加这次评选？", declineHelp: "不用说理由，也不影响接单和记时。同一类不会再来问您。", takeBackHelp: "马上从公示或光荣榜上撤下。已经表彰的，荣誉还在，只是不公开。",
    said: "记下了，谢谢您。", declined: "知道了，不再公开。", shownAs: "公开时写：{name}", need: "要有信号才能送出。", busy: "正在送", list: "看光荣榜",
  },
  desk: {
    title: "评选", lead: "推荐先等本人同意，再由村、乡镇、县一级一级评，公示没有异议才表彰。没入选的只告诉本人和推荐的人。", view: "看哪些", state: "状态", campaign: "评选", every: "全部",
    nominations: "推荐", campaigns: "评选活动", red: "光荣榜", who: "推荐谁", what: "称号", place: "从哪里", where: "到哪一步", until: "公示到", none: "没有这样的推荐。", noCampaigns: "还没有评选。", noRed: "光荣榜上还没有人。", look: "看", turn: "轮到{tier}",
    open: "开始评选", nominate: "推荐", end: "结束", endTitle: "结束“{title}”？", endHelp: "结束以后不再收推荐。表彰过的不变。", ended: "“{title}”结束了。", opened: "评选开始了。", sent: "推荐好了，等本人同意。", sentOnPaper: "推荐好了，开始评了。签了字的纸请留好。",
    host: "主办", hostHelp: "评到主办的那一级为止", name: "名字", nameHelp: "例如“2026 年最美志愿者评选”", from: "收推荐从", to: "收推荐到", notice: "公示天数", kind: "称号", ownTitle: "另加一个自定的称号", ownTitleHelp: "例如“敬老之星”，评个人；不用就空着", quotaVillage: "每类每个村的名额", quotaTownship: "每类每个乡镇的名额", quotaCounty: "每类全县名额", quotas: "名额", quotaOf: "村 {v}", quotaTown: "乡镇 {n}", quotaAll: "县 {n}",
    whom: "推荐的是", aVolunteer: "志愿者（本人在手机上同意）", aResident: "没有账号的居民（在纸上同意）", legalName: "真名", called: "平时怎么称呼", calledHelp: "例如“王奶奶”；同村有同名的，靠它分开", witness: "签字时谁在场", witnessHelp: "写全名，不能是本人", signedOn: "哪天签的", signedHelp: "一年以内有效；签了字的纸留在站里", shownAs: "公开时怎么写", asCalled: "平时的称呼", asMasked: "打码的真名，例如 王*利", deedsToo: "本人同意事迹也公开", resident: "居民", consent: "同意", onPaper: "{day} 在纸上签的，{witness} 在场", paperBack: "本人收回同意", paperBackTitle: "本人收回同意？", paperBackHelp: "马上从公示或光荣榜上撤下，姓名和事迹都删掉，不能恢复。已经表彰的，荣誉还在。", paperGone: "收回了，不再公开。",
    category: "参加哪一类", person: "哪位志愿者", team: "哪支队", project: "哪个项目", village: "哪个村（社区）", placeOf: "从哪里推荐", placeHelp: "从这一级开始评", deeds: "事迹", deedsHelp: "做了什么、多久、帮了谁，照实写。只有本人和评议的人看得到；本人同意才公开。",
    recommend: "推荐上去", select: "选上，公示", passOver: "不推荐", passTitle: "为什么不推荐？", passHelp: "理由会告诉本人和推荐的人，别人看不到。", reviewed: "记下了。", object: "提异议", objectTitle: "有什么不同意见？", objectHelp: "提了就先停下来核实。谁提的不公开。", objected: "提了，核实以前不表彰。",
    objections: "异议", uphold: "属实，不表彰", dismiss: "不成立，继续公示", decided: "核实好了。", award: "表彰", awardTitle: "表彰，登上光荣榜？", awardHelp: "公示已满，没有没核实的异议。", awarded: "表彰了，登上了光荣榜。", withdraw: "收回推荐", withdrawn: "收回了。",
    steps: "各级意见", shownName: "公开时写", notYet: "本人还没有答复", hidden: "本人不公开", deedsPrivate: "事迹不公开，只有评议的人看得到", deedsPublic: "事迹本人同意公开", erased: "本人的资料已删除，内容读不出来了。", tier: "级别", time: "推荐时间", stateOf: "状态", poster: "海报", publicPage: "公开的光荣榜", publicNotice: "公开的公示", feed: "给媒体的订阅", on: "{day} 表彰", days: "{n} 天", count: "在评 {n}",
  },
  kind: { GOOD_NEIGHBOUR: "身边好人", FINEST_VOLUNTEER: "最美志愿者", FINEST_PROJECT: "最佳志愿服务项目", FINEST_TEAM: "最佳志愿服务组织", FINEST_COMMUNITY: "最美志愿服务社区", OWN_TITLE: "自定称号" },
  subject: { HONOURED_RESIDENT: "居民", HONOURED_PERSON: "个人", HONOURED_TEAM: "队伍", HONOURED_PROJECT: "项目", HONOURED_PLACE: "村（社区）" },
  tier: { VILLAGE_TIER: "村（社区）", TOWNSHIP_TIER: "乡镇", COUNTY_TIER: "县" },
  campaignState: { CAMPAIGN_OPEN: "进行中", CAMPAIGN_ENDED: "已结束" },
  state: { AWAITS_CONSENT: "等本人同意", UNDER_REVIEW: "评议中", ON_PUBLIC_NOTICE: "公示中", OBJECTED_TO: "有异议，在核实", AWARDED: "已表彰", NOT_SELECTED: "未入选", NOMINATION_WITHDRAWN: "已撤回" },
  verdict: { RECOMMEND: "推荐", PASS_OVER: "不推荐" },
  passOver: { OTHERS_FIRST: "名额有限，先推荐了别人", DEEDS_TOO_THIN: "事迹还不够具体", OUTSIDE_TERMS: "不符合本次条件", OBJECTION_PROVEN: "异议属实" },
  objection: { DEEDS_UNTRUE: "事迹不实", DONE_BY_OTHERS: "不是本人做的", TERMS_NOT_MET: "不符合条件", OTHER_OBJECTION: "其他" },
  objectionState: { OBJECTION_OPEN: "待核实", OBJECTION_UPHELD: "属实", OBJECTION_DISMISSED: "不成立" },
};
const en: Messages<typeof zh> = {
  stars: {
    level: "Stars", none: "No star yet", have: "{n}-star volunteer", since: "since {day}", next: "{time} more to {n} stars", way: "How far to the next star",
    lowered: "It was {n} stars: a correction on {day} lowered it. If that is wrong, ask for a correction at the service below.", more: "How you are evaluated · honours",
  },
  mine: {
    title: "Stars and evaluation", none: "Nothing is recorded of this year.", year: "The last year", value: "Evaluated time", hours: "Time", quality: "Quality", factor: "Rating factor", how: "Step by step", only: "Only you see this; nobody is ranked by it.",
    nominated: "Nominations of you", nobody: "Nobody nominates you now.", from: "{place} nominates you for “{campaign}”.", deeds: "What was written", agree: "I agree", decline: "Not me", change: "Change the name", takeBack: "Take it off",
    ask: "Would you like that?", askHelp: "Nothing begins before you agree, and a selection is on public notice first. You decide what is public, and may take it off at any time.", as: "How to call you in public", asChosen: "The name you chose", asMasked: "Your legal name, masked: 王*利", deedsToo: "The deeds may be read too", deedsHelp: "Without it, only name, title and village stand there.",
    declineTitle: "Not take part?", declineHelp: "No reason needed; it changes nothing for offers and hours. You are not asked again in this category.", takeBackHelp: "It leaves the notice or the red list at once. An honour given stays yours; it is only not public.",
    said: "Noted, thank you.", declined: "Noted; nothing is public any more.", shownAs: "In public: {name}", need: "This needs a connection.", busy: "Sending", list: "The red list",
  },
  desk: {
    title: "Honours", lead: "A nomination waits for the nominee's consent, goes from village to township to county, stands on public notice, and is awarded when nobody objects. Who was not selected is told to those concerned alone.", view: "Show", state: "State", campaign: "Campaign", every: "All",
    nominations: "Nominations", campaigns: "Campaigns", red: "Red list", who: "Nominee", what: "Title", place: "From", where: "Stands at", until: "Notice until", none: "No such nominations.", noCampaigns: "No campaign yet.", noRed: "Nobody is on the red list yet.", look: "Look", turn: "{tier}'s turn",
    open: "Open a campaign", nominate: "Nominate", end: "End", endTitle: "End “{title}”?", endHelp: "No more nominations are taken. What was awarded stays.", ended: "“{title}” has ended.", opened: "The campaign is open.", sent: "Nominated; it waits for the nominee.", sentOnPaper: "Nominated and under review. Please keep the signed paper.",
    host: "Held by", hostHelp: "Selection ends at its tier", name: "Title", nameHelp: "e.g. “Finest volunteers of 2026”", from: "Nominations from", to: "Nominations until", notice: "Days of notice", kind: "Honour", ownTitle: "An own title besides", ownTitleHelp: "e.g. “Star of care”, for a person; may stay empty", quotaVillage: "Places a village and category", quotaTownship: "Places a township and category", quotaCounty: "Places in the county, a category", quotas: "Places", quotaOf: "village {v}", quotaTown: "township {n}", quotaAll: "county {n}",
    whom: "Nominated is", aVolunteer: "a volunteer, who agrees on the phone", aResident: "a resident without an account, who agreed on paper", legalName: "Legal name", called: "What people call them", calledHelp: "E.g. Granny Wang; tells people of one name apart", witness: "Who was there when it was signed", witnessHelp: "In full; somebody else", signedOn: "Signed on", signedHelp: "Good for a year; the station keeps the paper", shownAs: "Shown as", asCalled: "what people call them", asMasked: "the legal name, masked", deedsToo: "The deeds may be read too", resident: "Resident", consent: "Consent", onPaper: "signed on {day}, before {witness}", paperBack: "Consent taken back", paperBackTitle: "Was the consent taken back?", paperBackHelp: "It is gone from what is public at once; name and deeds are deleted for good. An award stays an award.", paperGone: "Taken back; nothing is public any more.",
    category: "Category", person: "Which volunteer", team: "Which team", project: "Which project", village: "Which village", placeOf: "Put forward by", placeHelp: "Review begins at this tier", deeds: "Deeds", deedsHelp: "What was done, for how long, for whom; plainly. Only the nominee and those who review read it; it is public only if the nominee agrees.",
    recommend: "Recommend", select: "Select, put on notice", passOver: "Pass over", passTitle: "Why pass it over?", passHelp: "The nominee and whoever nominated are told; nobody else.", reviewed: "Noted.", object: "Object", objectTitle: "What do you object to?", objectHelp: "It halts until that is looked into. Who objected is not published.", objected: "Noted; nothing is awarded before it is looked into.",
    objections: "Objections", uphold: "True: no award", dismiss: "Not so: notice goes on", decided: "Decided.", award: "Award", awardTitle: "Award it, onto the red list?", awardHelp: "The notice is over and no objection is open.", awarded: "Awarded; it stands on the red list.", withdraw: "Take back", withdrawn: "Taken back.",
    steps: "What each tier said", shownName: "In public", notYet: "The nominee has not answered yet", hidden: "Not public, as the nominee wishes", deedsPrivate: "Deeds are for those who review alone", deedsPublic: "The nominee agreed that the deeds are public", erased: "The person's data was erased; nothing can be read any more.", tier: "Tier", time: "Nominations", stateOf: "State", poster: "Poster", publicPage: "Public red list", publicNotice: "Public notice", feed: "Feed for media", on: "awarded {day}", days: "{n|day|days}", count: "{n} under way",
  },
  kind: { GOOD_NEIGHBOUR: "good neighbour", FINEST_VOLUNTEER: "finest volunteer", FINEST_PROJECT: "finest project", FINEST_TEAM: "finest team", FINEST_COMMUNITY: "finest community", OWN_TITLE: "own title" },
  subject: { HONOURED_RESIDENT: "a resident", HONOURED_PERSON: "a person", HONOURED_TEAM: "a team", HONOURED_PROJECT: "a project", HONOURED_PLACE: "a village" },
  tier: { VILLAGE_TIER: "village", TOWNSHIP_TIER: "township", COUNTY_TIER: "county" },
  campaignState: { CAMPAIGN_OPEN: "open", CAMPAIGN_ENDED: "ended" },
  state: { AWAITS_CONSENT: "waiting for consent", UNDER_REVIEW: "under review", ON_PUBLIC_NOTICE: "on notice", OBJECTED_TO: "objected to", AWARDED: "awarded", NOT_SELECTED: "not selected", NOMINATION_WITHDRAWN: "withdrawn" },
  verdict: { RECOMMEND: "recommended", PASS_OVER: "passed over" },
  passOver: { OTHERS_FIRST: "others came first", DEEDS_TOO_THIN: "deeds not concrete enough", OUTSIDE_TERMS: "outside the terms", OBJECTION_PROVEN: "an objection was true" },
  objection: { DEEDS_UNTRUE: "the deeds are not true", DONE_BY_OTHERS: "others did it", TERMS_NOT_MET: "terms not met", OTHER_OBJECTION: "something else" },
  objectionState: { OBJECTION_OPEN: "open", OBJECTION_UPHELD: "true", OBJECTION_DISMISSED: "dismissed" },
};

export const { t, word } = wordsOf<Leaves<typeof zh>>({ zh, en });
