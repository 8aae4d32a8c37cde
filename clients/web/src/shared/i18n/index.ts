// Words of the app: Chinese first, English second. Every text is a message of its own; none is glued from parts.
import { ref } from "vue";
import { en } from "./en";
import { zh } from "./zh";

export type Language = "zh" | "en";
/** Paths of all messages: "outbox.count". */
export type Leaves<T, P extends string = ""> = {
  [K in keyof T & string]: T[K] extends string ? `${P}${K}` : Leaves<T[K], `${P}${K}.`>;
}[keyof T & string];
/** English has exactly the Chinese keys. */
export type Messages<T> = { [K in keyof T]: T[K] extends string ? string : Messages<T[K]> };

const STORED = "diandan.language";
function first(): Language {
  const stored = globalThis.localStorage?.getItem(STORED);
  if (stored === "zh" || stored === "en") return stored;
  return globalThis.navigator?.language?.startsWith("en") ? "en" : "zh";
}

export const language = ref<Language>(first());

export function setLanguage(next: Language): void {
  language.value = next;
  localStorage.setItem(STORED, next);
  document.documentElement.lang = languageTag();
}

export const languageTag = (): string => (language.value === "en" ? "en" : "zh-CN");

type Holes = Record<string, string | number>;

/** A number stays on the line of its unit, "2 人", and no line begins with a middle dot. */
export const whole = (text: string): string => text.replace(/(\d) (?=\p{Script=Han})/gu, "$1\u00a0").replace(/([要约]) (?=\d)| (?=·)/g, "$1\u00a0");

/** How an app says its words. The field app has the shared ones, the console adds its own. */
export function wordsOf<Key extends string>(tables: Record<Language, object>) {
  function find(key: string): string | undefined {
    let at: unknown = tables[language.value];
    for (const part of key.split(".")) at = (at as Record<string, unknown> | undefined)?.[part];
    return typeof at === "string" ? at : undefined;
  }
  return {
    /** t("outbox.count", {n: 2}): the message with its holes filled. "{n|day|days}" is the first for one, else the second. */
    t: (key: Key, holes: Holes = {}): string => whole(find(key)?.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name: string, one?: string, many?: string) => (one === undefined ? String(holes[name] ?? "") : (String(holes[name]) === "1" ? one : many!))) ?? key),
    /** A message whose key is made at run time, such as a state's; `otherwise` when there is none. */
    word: (group: string, name: string, otherwise = name): string => find(`${group}.${name}`) ?? otherwise,
  };
}

export const { t, word } = wordsOf<Leaves<typeof zh>>({ zh, en: en satisfies Messages<typeof zh> });
