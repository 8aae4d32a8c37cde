// 中心桌面上的话。
import { audit } from "./audit.zh";
import { bring } from "./bring.zh";
import { draws } from "./draws.zh";
import { edit } from "./edit.zh";
import { emergency } from "./emergency.zh";
import { exchange } from "./exchange.zh";
import { insured } from "./insured.zh";
import { fairness } from "./fairness.zh";
import { reports } from "./reports.zh";
import { overview } from "./overview.zh";
import { plan } from "./plan.zh";
import { ratings } from "./ratings.zh";
import { review } from "./review.zh";
import { rules } from "./rules.zh";
import { simulate } from "./simulate.zh";
import { suggest } from "./suggest.zh";

export const zh = {
  ...audit,
  ...bring,
  ...draws,
  ...edit,
  ...emergency,
  ...exchange,
  ...insured,
  ...fairness,
  ...reports,
  ...overview,
  ...plan,
  ...ratings,
  ...review,
  ...rules,
  ...simulate,
  ...suggest,
  nav: {
    overview: "总览", fairness: "服务公平", board: "派单", review: "验单", cases: "更正申请", certificates: "证明", honours: "评选", rewards: "积分礼品", base: "底数", orders: "全部单子", teams: "队伍", volunteers: "志愿者", trainings: "培训", menu: "菜单", projects: "项目", manage: "管理", orgs: "组织", units: "单位", accounts: "账号和授权", policies: "规则", audit: "操作记录", account: "我的账号", backFills: "补录",
  },
  console: { title: "点单 · 中心", brand: "点单" },
  desk: {
    noPlace: "这个账号在中心和所里没有职责。", toField: "去手机页面", place: "乡镇", village: "村", everywhere: "全部乡镇", allVillages: "全部村", more: "再看一些", asOf: "更新到 {time}", live: "实时更新", and: "、", unknown: "没有记录",
  },
  ask: { minutes: "记多少分钟（最多 {most}）", why: "为什么" },
  deskState: { PLACED: "待审", OPEN: "等人接", ACCEPTED: "已接", IN_SERVICE: "服务中", COMPLETED: "待验", VERIFIED: "已验", REFUSED: "不办", REJECTED: "驳回", CANCELLED: "已撤", ALL: "全部", OVERDUE: "过时限" },
  level: { VILLAGE: "村里", TOWNSHIP: "镇里", COUNTY: "县里", CLERK_LIST: "要人想办法" },
  language: { zh: "汉语", mn: "蒙古语" },
  role: { CLERK: "站员", OFFICER: "镇干部", LEADER: "队长", VOLUNTEER: "志愿者", DISPATCHER: "派单员", REVIEWER: "验单员", COUNTY_ADMIN: "县管理员", LIAISON: "单位联络员", AUDITOR: "审计", OPERATOR: "运维" },
  board: {
    states: "单子的状态", search: "单号", none: "这里没有单子。", choose: "左边选一单。", row: "{title} · {n} 人", urgent: "急", late: "过了 {span}", left: "还有 {span}", askedAt: "{level}，问了 {n} 支队", notAskedAt: "{level}，还没问",
    placed: "单号 {number} · {station} · {time}", onBehalf: "代点", about: "共 {long}", houseLater: "门牌接单后才给队长看", wanted: "要", people: "{n} 人", woman: "要有女同志", speaks: "要会{language}", note: "提醒", insurance: "保险", insured: "来的人要有保险", notInsured: "这一类不用另买",
    team: "队伍", reason: "原因", history: "办到哪一步了", times: "{n} 次", byItself: "系统自动", rateUntil: "评价到这一天为止",
    approve: "核准，开始找人", refuse: "不办", release: "收回，另找人", cancel: "撤单",
    whom: "问哪几支队", suitable: "{all} 支里 {n} 支合适", inKm: "都折成公里比，少的在前。不接不算进任何数。", nobody: "没有一支队合适。可以升一级再找。", teamOf: "{place} · {n} 人", asKm: "折合 {km} 公里", asKmLess: "路远算 {km} 公里，长处抵 {less} 公里", allTeams: "都看看（{n} 支）", fewer: "只看前 3 支",
    waitingFor: "已经问了，等回话", answerBy: "{time} 前回话", askedNow: "问了 {n} 支队。", ask: "问这 {n} 支队", askNone: "先选队", offerHelp: "谁先接归谁，别的自动收回。不接不用说理由。",
    leftOut: "为什么没有他们", teams: "{n} 支", otherTeam: "再找一支队", otherTeamHelp: "队名", noSuchTeam: "县里没有这个名字的队。",
    firstFor: "排第一，胜在{kinds}", behindIn: "没排第一，差在{kinds}", whyLeftOut: "{team}这次没排进来：{why}。", whyFirst: "{team}就排在第一。", whyTerm: "{kind}差 {km} 公里", whyBehind: "{team}排第 {rank}，比第一的{best}多 {km} 公里：{kinds}。",
  },
  boardNone: { PLACED: "没有等着审的单子。", OPEN: "没有等人接的单子。", ACCEPTED: "没有接了还没开始的单子。", IN_SERVICE: "现在没有正在服务的。", COMPLETED: "没有等着验的单子。", OVERDUE: "没有过了时限的单子。" },
  sideNone: { PLACED: "核准以后，这里列出合适的队。", ACCEPTED: "已经有队接了。", IN_SERVICE: "正在服务。", COMPLETED: "服务完了，等评价、验单。", VERIFIED: "验过了，时长已经记入。", REFUSED: "这一单没有办。", REJECTED: "时长没有通过。", CANCELLED: "这一单撤了。", OPEN: "谁合适，由镇里和县里的派单员看。" },
  clockFor: { PLACED: "答复站里的时限", OPEN: "找到人的时限" },
  escalate: { VILLAGE: "升到镇里", TOWNSHIP: "升到县里", COUNTY: "转给人想办法", ESCALATION_LEVEL_UNSPECIFIED: "升一级" },
  did: { approve: "核准了。", escalate: "升了一级。", refuse: "记下了，不办。", cancel: "撤了。", release: "收回了，另找人。", photo: "照片删掉了。" },
  askTitle: { refuse: "为什么不办？", cancel: "为什么撤？", release: "为什么收回？", photo: "为什么删这张照片？" },
  askHelp: { refuse: "站里会看到这个原因。", cancel: "撤了就不再找人，已经接下的队会收到通知。", release: "队里会收到通知，这一单重新找人。", photo: "删了就找不回来，照片上的人随时可以要求删。会记下是谁删的、为什么。" },
  askVerb: { refuse: "不办这一单", cancel: "撤掉这一单", release: "收回来", photo: "删掉这张" },
  term: {
    distance: "离 {km} 公里", rating: "近一年 {all} 次评价，好评 {good} 次", unrated: "近一年还没有评价", load: "那一周接了 {taken} 个半天，最多 {most} 个", loadUndeclared: "那一周接了 {taken} 个半天，没说最多几个", loadWeeks: "到那一周 {weeks} 周接了 {taken} 个半天，一周最多 {most} 个", loadWeeksUndeclared: "到那一周 {weeks} 周接了 {taken} 个半天，没说最多几个", speaks: "队里有人会{language}", speaksNot: "队里没人会{language}",
    women: "队里有 {n} 位女同志", noWomen: "队里没有女同志", skill: "这类事做过 {n} 次", client: "去过这一家 {n} 次", village: "本村的队", township: "本镇的队",
  },
  near: { SAME_VILLAGE: "同村，没有坐标", SAME_TOWNSHIP: "同镇，没有坐标，按一般远近算", SAME_COUNTY: "同县，没有坐标，按一般远近算" },
  termKind: { DISTANCE: "距离", RATING: "评价", LOAD: "闲忙", LANGUAGE: "语言", GENDER: "女同志", SKILL_EXPERIENCE: "经验", CLIENT_EXPERIENCE: "熟悉这一家", PLACE: "本地" },
  leftOut: { SKILL_MISSING: "不做这类事", SUSPENDED: "暂停接单", QUALIFICATION_MISSING: "没有资格", LANGUAGE_MISSING: "不会这种话", NO_WOMAN: "没有女同志", NOT_FREE_THEN: "那时没空", BUSY_THEN: "那时有别的单", WEEK_FULL: "那周接满了", OUTSIDE_LEVEL: "还没问到这一级", ALREADY_ASKED: "问过了", ASKED_OFTEN: "这几天问得够多了", THINKING_ABOUT_OTHERS: "手上的还没想好" },
};
