// 保险的话：谁在保，谁没有登记。只在队长看一单时才取。
import { wordsOf, type Leaves, type Messages } from "@/shared/i18n";

const zh = {
  title: "保险", all: "名单上 {n} 人都有保险，服务时间都保到。", bare: "没有登记保险的：{names}。", rest: "其余 {n} 人都有保险。", needed: "这一单来的人要有保险：开始前请站里给他们登记，或换人。", notNeeded: "这一类单子不用另买保险。",
  late: "开始后才加进名单，保险公司那份上没有：{names}。", opens: "{time}开始，到那时名单就定了；后面加的人，保险公司那份上没有。", frozen: "{time}开始的，名单已经定了。", somebody: "一位志愿者",
};
const en: Messages<typeof zh> = {
  title: "Insurance", all: "All {n} on the roster are insured for the whole time.", bare: "No insurance on file: {names}.", rest: "The other {n} are insured.", needed: "Whoever comes to this one must be insured: ask the station to record it before it begins, or swap.", notNeeded: "This kind needs no insurance of its own.",
  late: "Named after it began, so not on the insurer’s list: {names}.", opens: "It begins {time}; the list is final then, and whoever is added later is not on the insurer’s.", frozen: "It began {time}; the list is final.", somebody: "a volunteer",
};

export const { t } = wordsOf<Leaves<typeof zh>>({ zh, en });
