// Other words for the same service, as clients/cli/menu_words.cc has them. A title holds one of a line, or the skill
// is one of it.
const SAME: readonly (readonly string[])[] = [
  ["理发", "剪头", "剃头", "剪发", "头发", "haircut"],
  ["血压", "体检", "健康", "义诊", "看病", "health_check", "checkup"],
  ["灯泡", "换灯", "电路", "修电", "水电", "electrics", "lamp"],
  ["维修", "修理", "家电", "repair"],
  ["打扫", "保洁", "卫生", "擦玻璃", "cleaning"],
  ["陪聊", "聊天", "陪伴", "看望", "companionship"],
  ["代办", "跑腿", "代购", "买药", "errands"],
  ["辅导", "作业", "功课", "补课", "tutoring"],
  ["宣讲", "理论", "讲课", "talk"],
  ["政策", "医保", "社保", "policy"],
  ["演出", "唱戏", "文艺", "乌力格尔", "performance"],
  ["科普", "农技", "种地", "养殖", "science"],
  ["法律", "普法", "legal_advice"],
  ["扫雪", "清雪", "snow"],
];

/** One service of the menu, as far as words go. */
export interface MenuWord {
  title: string;
  skill: string;
}

/** Indices of the services that a word may mean: by title, part of a title, skill or a common other word. */
export function matchMenu(word: string, menu: readonly MenuWord[]): number[] {
  if (!word) return [];
  const meanings = SAME.find((line) => line.includes(word)) ?? [];
  const where = (holds: (item: MenuWord) => boolean) => menu.flatMap((item, index) => (holds(item) ? [index] : []));
  const exact = where((item) => item.title === word || item.skill === word);
  const part = where((item) => item.title.includes(word));
  const other = where((item) => meanings.some((meant) => item.title.includes(meant) || item.skill === meant));
  return exact.length ? exact : part.length ? part : other;
}

/** Parts of a text that may mean a service, longest first. */
export function partsThatMeanService(text: string, menu: readonly MenuWord[]): string[] {
  const words = [...menu.map((item) => item.title), ...SAME.flat()];
  return words.filter((each) => text.includes(each)).sort((a, b) => b.length - a.length);
}
