// The desk's own words beside the shared ones.
import { wordsOf, type Leaves } from "@/shared/i18n";
import { en as sharedEn } from "@/shared/i18n/en";
import { zh as sharedZh } from "@/shared/i18n/zh";
import { en } from "./en";
import { zh } from "./zh";

const allZh = { ...sharedZh, ...zh };
export const { t, word } = wordsOf<Leaves<typeof allZh>>({ zh: allZh, en: { ...sharedEn, ...en } });
