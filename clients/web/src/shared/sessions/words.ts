// 自己在哪些设备上登录着。两个应用都用，打开这一页时才取。
import { wordsOf, type Leaves, type Messages } from "@/shared/i18n";

const zh = {
  title: "登录的设备", lead: "不认得的，就退出它，再改密码。", none: "现在没有别的登录。", signedIn: "登录", used: "上次用", here: "这台也在里面。",
  device: { DEVICE_KIND_UNSPECIFIED: "设备", PHONE: "手机应用", DESK: "电脑", TERMINAL: "命令行" },
  end: "退出它", ended: "退出了，最多十分钟后那里不能再用。", all: "在所有设备上退出", allHelp: "这台也会退出，要重新登录。", sure: "再按一次，全部退出", busy: "正在退出",
};
const en: Messages<typeof zh> = {
  title: "Where you are signed in", lead: "If you do not know one, sign it out and change your password.", none: "No other sign-ins.", signedIn: "signed in", used: "last used", here: "This device is among them.",
  device: { DEVICE_KIND_UNSPECIFIED: "Device", PHONE: "Phone app", DESK: "Computer", TERMINAL: "Command line" },
  end: "Sign it out", ended: "Signed out; it stops working there within ten minutes.", all: "Sign out on every device", allHelp: "On this one as well; sign in again afterwards.", sure: "Press again to sign out everywhere", busy: "Signing out",
};

export const { t, word } = wordsOf<Leaves<typeof zh>>({ zh, en });
