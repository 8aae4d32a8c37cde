// 志愿服务记录证明的话。手机和桌面都用，打开那一页时才取。
import { wordsOf, type Leaves, type Messages } from "@/shared/i18n";

const zh = {
  title: "志愿服务记录证明", lead: "已经记入的服务随时可以开，不收费，自己存成 PDF 打印。", issue: "开证明", none: "还没有开过证明。",
  period: "哪段时间", all: "全部", thisYear: "今年", lastYear: "去年", fields: "还要写上", help: "上面一定有服务时间、服务内容、记录单位。身份证号只写前后各 4 位。", need: "开证明要有信号。", go: "就这样开", busy: "正在开",
  issued: "开好了，编号 {number}。", save: "存成 PDF", saving: "正在存", check: "核验页", row: "{n} 次，{time}", on: "{day} 开", about: "编号 {number}",
  changed: "有 {n} 次的时长后来更正少了", withdraw: "收回", withdrawTitle: "收回这张证明？", withdrawHelp: "收回就作废了，别人核验会看到。要用可以再开一张。", withdrawn: "收回了。",
  desk: {
    lead: "本人在手机上自己开、自己打印。时长更正以后，写多了的证明列在“要看的”里，由您定要不要作废。", only: "看哪些", changed: "要看的", every: "全部", valid: "有效的", revoked: "已作废的", find: "按编号找", none: "没有这样的证明。", noneChanged: "没有时长对不上的证明。",
    number: "编号", who: "谁", issued: "什么时候开的", period: "服务期间", time: "时长", state: "状态", look: "看内容", revoke: "作废", revokeTitle: "为什么作废？", revokeHelp: "编号 {number}。作废不能恢复，核验的人都会看到；本人可以另开一张。", done: "{number} 作废了。",
    says: "证明上写的", now: "现在记着", same: "没有变", erased: "本人的资料已删除，内容读不出来了。", asked: "怎么提出的", byWhom: "出具", stars: "开具时的星级", starred: "{n} 星级", fewer: "少了 {n} 次",
  },
  field: { HOLDER_ID_NUMBER: "身份证号（遮掩）", HOLDER_VOLUNTEER_NUMBER: "志愿者编号", HOLDER_STARS: "星级（有才写）", SERVICE_PLACE: "地点", SERVICE_TEAM: "服务队", SERVICE_ORDER_NUMBER: "单号" },
  state: { CERTIFICATE_VALID: "有效", CERTIFICATE_REVOKED: "已作废" },
  reason: { HOURS_CORRECTED: "记录更正了", ISSUED_IN_ERROR: "开错了", HOLDER_WITHDREW: "本人收回", CERTIFICATE_MISUSED: "被冒用" },
  askedHow: { ASKED_ONLINE: "本人在线办", ASKED_AT_THE_DESK: "本人来办", ASKED_IN_WRITING: "书面", ASKED_BY_PHONE: "电话" },
};
const en: Messages<typeof zh> = {
  title: "Certificates of service", lead: "Hours that are recorded can be certified at any time, free of charge; save it as PDF and print it.", issue: "Issue a certificate", none: "None was issued yet.",
  period: "Of which time", all: "All", thisYear: "This year", lastYear: "Last year", fields: "Also put on it", help: "Time, kind of service and who recorded it are always on it. Of the ID number only the first and last 4 characters.", need: "This needs a connection.", go: "Issue it", busy: "Issuing",
  issued: "Issued, number {number}.", save: "Save as PDF", saving: "Saving", check: "Check page", row: "{n|service|services}, {time}", on: "issued {day}", about: "Number {number}",
  changed: "Hours of {n|service|services} were corrected to fewer since", withdraw: "Withdraw", withdrawTitle: "Withdraw this certificate?", withdrawHelp: "It no longer holds then, and whoever checks it will see. You can issue another one.", withdrawn: "Withdrawn.",
  desk: {
    lead: "Volunteers issue and print these on their phones. When hours are corrected, certificates that say too much stand under “to look at”; you decide whether they are revoked.", only: "Show", changed: "To look at", every: "All", valid: "Valid", revoked: "Revoked", find: "Find by number", none: "No such certificates.", noneChanged: "No certificate says more than stands.",
    number: "Number", who: "Who", issued: "Issued", period: "Period", time: "Time", state: "State", look: "Look", revoke: "Revoke", revokeTitle: "Why revoke it?", revokeHelp: "Number {number}. This cannot be undone and whoever checks it will see; the holder can issue another one.", done: "{number} is revoked.",
    says: "What it says", now: "Stands now", same: "unchanged", erased: "The person's data was erased; its contents cannot be read any more.", asked: "Asked for", byWhom: "Issued by", stars: "Stars at issue", starred: "{n} of 5", fewer: "{n|service|services} fewer",
  },
  field: { HOLDER_ID_NUMBER: "ID number (masked)", HOLDER_VOLUNTEER_NUMBER: "volunteer number", HOLDER_STARS: "stars, if there are any", SERVICE_PLACE: "place", SERVICE_TEAM: "team", SERVICE_ORDER_NUMBER: "order number" },
  state: { CERTIFICATE_VALID: "valid", CERTIFICATE_REVOKED: "revoked" },
  reason: { HOURS_CORRECTED: "hours were corrected", ISSUED_IN_ERROR: "issued in error", HOLDER_WITHDREW: "the holder wants it back", CERTIFICATE_MISUSED: "misused" },
  askedHow: { ASKED_ONLINE: "online, by the volunteer", ASKED_AT_THE_DESK: "at the desk", ASKED_IN_WRITING: "in writing", ASKED_BY_PHONE: "by phone" },
};

export const { t, word } = wordsOf<Leaves<typeof zh>>({ zh, en });
