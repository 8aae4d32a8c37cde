// What a form lets people choose from: words of an enum, places, teams, units, skills.
import { OrgTier, Role } from "@/gen/diandan/volunteers/v1/types_pb";
import { desk } from "../desk";
import { brief, placeOf, places, skillName } from "../places";
import { t, word } from "../words";
import type { Choice } from "./form";

/** Every value of an enum that has a meaning, with its word. */
export function enumChoices(values: object, group: string, which: (value: number) => boolean = () => true): Choice[] {
  return Object.entries(values).flatMap(([name, value]) =>
    typeof value === "number" && value > 0 && which(value) ? [{ value, label: word(group, name), also: [name] }] : []);
}

/** Open organisations, written from the township down, "柳湾镇 红柳村" or "柳湾镇/红柳村"; also by their code and full name. */
export function orgChoices(roles: readonly Role[], which: (tier: OrgTier) => boolean = () => true): Choice[] {
  return places.orgs.value.filter((org) => !org.closed && which(org.tier) && desk.holdsOver(org.path, ...roles))
    .map((org) => ({ value: org.name, label: placeOf(org.path), also: orgAlso(placeOf(org.path), org) }));
}

export function orgAlso(label: string, { displayName, code }: { displayName: string; code: string }): string[] {
  const steps = label.split(" ");
  const paths = steps.flatMap((_, at) => [steps.slice(at).join(" "), steps.slice(at).join("/")]);
  return [displayName, brief(displayName), code, ...paths].filter(Boolean);
}

export function teamChoices(roles: readonly Role[]): Choice[] {
  return places.teams.value.filter((team) => desk.holdsOver(team.orgPath, ...roles)).map((team) => ({ value: team.name, label: team.displayName }));
}

export const unitChoices = (): Choice[] =>
  places.units.value.filter((unit) => !unit.closed).map((unit) => ({ value: unit.name, label: unit.displayName }));

const KNOWN_SKILLS = [
  "haircut", "repair", "health_check", "electrics", "home_repair", "phone_help", "cleaning", "companionship", "errand", "tutoring", "policy_talk", "theory_talk", "performance",
  "farm_advice", "science_talk", "tree_planting", "legal_advice",
] as const;

/** Codes under their words; those that services and teams of the county have come as well. */
export function skillChoices(): Choice[] {
  const used = [...places.items.value.map(({ skill }) => skill).filter(Boolean), ...places.teams.value.flatMap((team) => team.skills)];
  const found = new Map<string, Choice>();
  for (const value of [...used, ...KNOWN_SKILLS]) {
    const label = skillName(value);
    if (!found.has(label)) found.set(label, { value, label, also: [value] });
  }
  return [...found.values()];
}

/** Stands for a skill that no list has yet. Nobody makes up a code for it: it goes by the service that takes it. */
export const OWN_SKILL = "own_";
export const menuSkillChoices = (): Choice[] => [...skillChoices(), { value: OWN_SKILL, label: t("menuForm.ownSkill") }];
/** What is sent; an own one gets its code from the service's id, the same whenever it is sent. */
export const skillSent = (skill: string, item: string): string => (skill === OWN_SKILL ? OWN_SKILL + item.replace(/.*\/|-/g, "").slice(-12) : skill);

/** Papers the law asks for, as the product knows them, and what services of the county ask for. */
export const qualificationChoices = (): Choice[] =>
  [...new Set(["health_certificate", "electrician", "driving_licence", "teacher", "lawyer", "first_aid", ...places.items.value.map(({ qualification }) => qualification).filter(Boolean)])]
    .map((value) => ({ value, label: word("qualification", value), also: [value] }));

export const languageChoices = (): Choice[] =>
  [...new Set(["zh", "mn", ...places.teams.value.flatMap((team) => team.languages)])].map((value) => ({ value, label: word("language", value), also: [value] }));

/** 0 = Monday morning, 1 = Monday afternoon … 20 = Sunday evening. */
export const slotChoices = (): Choice[] =>
  Array.from({ length: 21 }, (_, value) => ({ value, label: t("teamForm.slot", { day: word("weekday", String(Math.floor(value / 3))), part: word("part", ["morning", "afternoon", "evening"][value % 3]!) }) }));
