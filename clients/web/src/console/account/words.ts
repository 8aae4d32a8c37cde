// 自己的账号：第二道验证。打开这一页时才取。
import { wordsOf, type Leaves, type Messages } from "@/shared/i18n";

const zh = {
  title: "我的账号", password: "密码", factor: "第二道验证",
  lead: "登录时除了密码，再填一个手机验证器上的 6 位数。密码被人知道了，也进不来。验单员和管理员最好都开。",
  off: "没有开。", setUp: "开始设置", settingUp: "正在准备",
  scan: "用手机上的验证器（各家应用商店里搜“验证器”）扫这个码。", drawing: "给验证器扫的码", byHand: "扫不了，就把这串字输进验证器：", here: "验证器就在这台设备上，点这里打开", code: "验证器上的 6 位数", confirm: "对上了就开", confirming: "正在核对", drop: "先不设了",
  on: "开着，从 {time} 起。", left: "还有 {n} 个备用码。", fewLeft: "只剩 {n} 个备用码：关掉再开一次，会有 10 个新的。",
  codes: "备用码", codesLead: "手机不在身边时，每个能登录一次。请抄下来或存成文件，放到别人拿不到的地方：以后哪里都看不到它们。", save: "存成文件", file: "点单备用码.txt", kept: "抄好了",
  confirmed: "第二道验证开好了。",
  remove: "关掉", removeLead: "填验证器上的 6 位数，或一个备用码。关掉以后，所有设备都要重新登录。", removeCode: "6 位数或备用码", removeGo: "关掉第二道验证", removing: "正在关", keep: "不关了",
};
const en: Messages<typeof zh> = {
  title: "My account", password: "Password", factor: "Second factor",
  lead: "Signing in then takes six digits from an authenticator app besides the password. Whoever learns the password still does not get in. Advised for reviewers and admins.",
  off: "It is off.", setUp: "Set it up", settingUp: "Getting ready",
  scan: "Scan this with an authenticator app on your phone.", drawing: "Code for the authenticator app", byHand: "If it cannot be scanned, type this into the app:", here: "The app is on this device: open it", code: "The app's six digits", confirm: "Check and switch on", confirming: "Checking", drop: "Not now",
  on: "On since {time}.", left: "{n} recovery {n|code|codes} left.", fewLeft: "Only {n} recovery {n|code|codes} left: switch it off and on again for ten new ones.",
  codes: "Recovery codes", codesLead: "Each signs you in once without the phone. Write them down or save them where nobody else gets at them: they are shown nowhere else.", save: "Save as a file", file: "diandan recovery codes.txt", kept: "I have them",
  confirmed: "The second factor is on.",
  remove: "Switch off", removeLead: "Give the app's six digits or a recovery code. Afterwards every device has to sign in again.", removeCode: "Six digits or a recovery code", removeGo: "Switch it off", removing: "Switching off", keep: "Leave it on",
};

export const { t } = wordsOf<Leaves<typeof zh>>({ zh, en });
