// 改自己密码时说的话。两个应用都用，打开这一页时才取。
import { wordsOf, type Leaves, type Messages } from "@/shared/i18n";

const zh = {
  lead: "改好以后，这里不用重新登录；别的手机、电脑上要用新密码登录。",
  now: "现在的密码", next: "新密码", nextHelp: "至少 10 个字符。几个不相干的词连起来，好记又难猜。", draw: "替我想一个", drawn: "请抄下来：以后哪里都看不到它。", show: "显示密码",
  go: "改密码", busy: "正在改", done: "密码改好了。", doneHelp: "别的手机、电脑上，请用新密码登录。", lost: "中心没有应答，不知道改成了没有。请再按一次，重复按没有关系。",
  want: { now: "请写上现在的密码", short: "至少要 10 个字符", same: "和现在的一样，请换一个", name: "里面不要有登录名", one: "不要从头到尾是同一个字" },
};
const en: Messages<typeof zh> = {
  lead: "You stay signed in here; other phones and computers have to sign in with the new one.",
  now: "Present password", next: "New password", nextHelp: "At least 10 characters. Join a few unrelated words: easy to remember, hard to guess.", draw: "Think of one for me", drawn: "Please write it down: it is shown nowhere else.", show: "Show",
  go: "Change password", busy: "Changing", done: "Your password is changed.", doneHelp: "On other phones and computers, sign in with the new one.", lost: "The centre does not answer, so it is not known whether it was changed. Press again; pressing twice does no harm.",
  want: { now: "Please write your present password", short: "At least 10 characters", same: "The same as now; choose another one", name: "It must not contain your sign-in name", one: "Not one character all along" },
};

export const { t } = wordsOf<Leaves<typeof zh>>({ zh, en });
