// The county's three sets of rules as forms: one description shows them, compares them and changes them.
import type { MessageInitShape } from "@bufbuild/protobuf";
import { Grade } from "@/gen/diandan/hours/v1/events_pb";
import { Asked, type Policy, type PolicySettings, type PolicySettingsSchema } from "@/gen/diandan/hours/v1/policy_pb";
import { SetPolicyRequestSchema } from "@/gen/diandan/hours/v1/policy_service_pb";
import { SetWeightsRequestSchema } from "@/gen/diandan/matching/v1/matching_service_pb";
import { WithoutSimulation, type Weights, type WeightsSchema } from "@/gen/diandan/matching/v1/types_pb";
import { SetLoopPolicyRequestSchema, type LoopPolicy, type LoopSettings } from "@/gen/diandan/orders/v1/loop_policy_service_pb";
import { Role } from "@/gen/diandan/volunteers/v1/types_pb";
import { matching } from "@/shared/api/clients";
import { session } from "@/shared/session";
import { sayMinutes } from "@/shared/time";
import { hoursPolicy, loopPolicy } from "../api";
import { km } from "../board/terms";
import { t, word } from "../words";
import { enumChoices } from "./choices";
import type { Field, FieldKind, Form } from "./form";
import { sayWant } from "./limits";

const percent = (n: unknown): string => t("policy.percent", { n: Number(n) });
const minutes = (n: unknown): string => sayMinutes(Number(n));
const hours = (n: unknown): string => t("policy.hourCount", { n: Number(n) });
export const points = (n: unknown): string => t("policy.points", { n: Number(n), km: km(Number(n)) });

const snake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Most settings are named after what they count. */
function unitOf(key: string): string {
  if (key === "pointsPerKm") return "points";
  if (/Share|Percent/.test(key)) return "percent";
  const last = /(Hours|Minutes|Days|Weeks|Km|Slots|Count|Size|Teams|Orders)$/.exec(key)?.[1]?.toLowerCase();
  return last ?? (/automatic|simulation/i.test(key) ? "" : "points");
}

/** A setting with its words: what it is, what it means, what changes for whom. */
export function setting<V>(at: string, key: keyof V & string, say?: (value: unknown) => string, kind: FieldKind = "number"): Field<V> {
  return { key, path: at + snake(key), kind, label: word("setting", key), help: word("settingHelp", key, ""), unit: word("settingUnit", unitOf(key), ""), say };
}

const TRUSTABLE = [Role.CLERK, Role.OFFICER, Role.DISPATCHER, Role.LEADER, Role.LIAISON];
type Loop = Omit<LoopSettings, "$typeName" | "$unknown">;

export function loopForm({ version, settings }: LoopPolicy): Form<Loop, LoopPolicy> {
  const { $typeName: _, $unknown: __, ...start } = settings!;
  const field = (key: keyof Loop, say?: (value: unknown) => string, kind?: FieldKind) => setting<Loop>("settings.", key, say, kind);
  return {
    title: t("policy.loop"), lead: t("policy.loopLead"), verb: t("edit.save"), schema: SetLoopPolicyRequestSchema, start, compares: true,
    fields: [
      { ...field("trustedRoles", undefined, "ticks"), choices: () => enumChoices(Role, "role", (role) => TRUSTABLE.includes(role)) },
      field("approvalHours", hours), field("villageShare", percent), field("townshipShare", percent), field("countyShare", percent), field("offerMinutes", minutes),
      field("releaseMinutes", minutes), field("rescheduleMinutes", minutes), field("callBackShare", percent), field("hideCodeAfterPrint", undefined, "tick"),
      field("backFillDays", (n) => t("policy.workingDayCount", { n: Number(n) })), field("backFillPersonMinutes", minutes), field("backFillEntriesCount", (n) => t("policy.timesCount", { n: Number(n) })),
    ],
    say: (answer) => t(answer.waiting ? "policy.proposed" : "edit.saved"),
    send: (values, { request }) => loopPolicy.setLoopPolicy({ requestId: request, parent: session.parent.value, fromVersion: version, settings: values }),
  };
}

const STARS = ["star1Hours", "star2Hours", "star3Hours", "star4Hours", "star5Hours"] as const;
type Stars = Record<(typeof STARS)[number], number>;
export type HoursValues = Omit<PolicySettings, "$typeName" | "$unknown" | "starHours"> & Stars;

export const hoursSettings = (values: HoursValues): MessageInitShape<typeof PolicySettingsSchema> => ({ ...values, starHours: STARS.map((key) => values[key]) });

const days = (n: unknown): string => (n ? t("policy.dayCount", { n: Number(n) }) : t("policy.noNotice"));

export function hoursForm({ settings, etag }: Policy): Form<HoursValues, Policy> {
  const { $typeName: _, $unknown: __, starHours, ...rest } = settings!;
  const stars = Object.fromEntries(STARS.map((key, i) => [key, starHours[i]])) as Stars;
  const field = (key: keyof HoursValues, say?: (value: unknown) => string, kind?: FieldKind) => setting<HoursValues>("settings.", key, say, kind);
  return {
    title: t("policy.hours"), lead: t("policy.hoursLead"), verb: t("edit.save"), schema: SetPolicyRequestSchema, start: { ...rest, ...stars }, compares: true,
    fields: [
      { ...field("passGrades", undefined, "ticks"), choices: () => enumChoices(Grade, "gradeLong", (grade) => grade !== Grade.D) },
      field("noticeDays", days), field("memoryNoticeDays", days), field("minimumMinutes", minutes), field("plannedSharePercent", percent), field("overtimeMinutes", minutes),
      field("longDayMinutes", minutes), field("veryLongDayMinutes", minutes), field("dayCapMinutes", (n) => (n ? minutes(n) : t("policy.noCap"))),
      field("ownPartRefused", undefined, "tick"), field("lateFactHours", hours),
      { ...field("asked", undefined, "ticks"), choices: () => enumChoices(Asked, "asked") },
      ...STARS.map((key) => ({ ...field(key, hours), path: "settings.star_hours" })),
    ],
    check: (values) => STARS.slice(1).flatMap((key, i) => (values[key] > values[STARS[i]!] ? [] : [{ key, want: sayWant("ascending") }])),
    say: (answer) => t(answer.waiting ? "policy.proposed" : "edit.saved"),
    send: (values, { request }) => hoursPolicy.setPolicy({ requestId: request, parent: session.parent.value, etag, settings: hoursSettings(values) }),
  };
}

const WEIGHTS = ["pointsPerKm", "distanceCap", "rating", "load", "loadCap", "languageUnmet", "genderUnmet", "skillExperience", "clientExperience", "sameVillage", "sameTownship"] as const;
const PLANNING = ["evenness", "routineWeight", "urgentWeight", "weightPerDay"] as const;
const COUNTS = ["townshipKm", "countyKm", "ratingPriorCount", "ratingPriorPercent", "assumedWeeklySlots", "loadWeeks"] as const;
const WAVES = ["routineSize", "urgentSize", "villagePercent", "townshipPercent", "countyPercent", "shortestMinutes"] as const;
const BOUNDS = ["routineTargetPercent", "urgentTargetPercent", "priorAskedCount", "priorTakenCount", "growthSize", "routineMostSize", "urgentMostSize", "weeklyAskCount", "openOfferCount", "floorDays", "floorKm", "emergencySize", "emergencyMinutes"] as const;
const FAIRNESS = ["lowServedExtraTeams", "lowServedMinOrders", "lowServedMarginPercent", "windowDays", "priorOrders"] as const;
type Ranking = Record<(typeof WEIGHTS)[number] | (typeof COUNTS)[number] | (typeof WAVES)[number] | (typeof PLANNING)[number] | (typeof FAIRNESS)[number] | (typeof BOUNDS)[number], number> & { automatic: boolean; simulation: string; withoutSimulation: WithoutSimulation };

const SAYS: Partial<Record<keyof Ranking, (value: unknown) => string>> = {
  villagePercent: percent, townshipPercent: percent, countyPercent: percent, ratingPriorPercent: percent, shortestMinutes: minutes,
  routineTargetPercent: percent, urgentTargetPercent: percent, emergencyMinutes: minutes, floorDays: (n) => t("policy.dayCount", { n: Number(n) }), floorKm: (n) => t("policy.kmCount", { n: Number(n) }),
  lowServedMarginPercent: percent, windowDays: (n) => t("policy.dayCount", { n: Number(n) }), lowServedExtraTeams: (n) => t("policy.teamCount", { n: Number(n) }), lowServedMinOrders: (n) => t("policy.orderCount", { n: Number(n) }), priorOrders: (n) => t("policy.orderCount", { n: Number(n) }),
  townshipKm: (n) => t("policy.kmCount", { n: Number(n) }), countyKm: (n) => t("policy.kmCount", { n: Number(n) }),
};

const only = <T extends object, K extends keyof T>(from: T, keys: readonly K[]) => Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;

/** Weights as the values of a form, and back; what a version rests on is no part of them. */
export type WeightValues = Omit<Ranking, "simulation" | "withoutSimulation">;
export const valuesOf = (weights: Weights): WeightValues => ({
  ...only(weights, [...WEIGHTS, ...COUNTS]), ...only(weights.plan!, PLANNING), ...only(weights.fairness!, FAIRNESS), ...only(weights.waves!, ["automatic", ...WAVES]), ...only(weights.waves!.bounds!, BOUNDS),
});
export const weightsOf = (values: WeightValues): MessageInitShape<typeof WeightsSchema> => ({
  ...only(values, [...WEIGHTS, ...COUNTS]), plan: only(values, PLANNING), fairness: only(values, FAIRNESS), waves: { ...only(values, ["automatic", ...WAVES]), bounds: only(values, BOUNDS) },
});

/** `at`: where the weights stand in the request, "weights.". */
export const weightFields = <V extends WeightValues>(at: string): Field<V>[] => [
  ...WEIGHTS.map((key) => setting<V>(at, key, points)), ...COUNTS.map((key) => setting<V>(at, key, SAYS[key])),
  ...PLANNING.map((key) => setting<V>(`${at}plan.`, key, points)),
  setting<V>(`${at}waves.`, "automatic", undefined, "tick"), ...WAVES.map((key) => setting<V>(`${at}waves.`, key, SAYS[key])),
  ...BOUNDS.map((key) => setting<V>(`${at}waves.bounds.`, key, SAYS[key])),
  ...FAIRNESS.map((key) => setting<V>(`${at}fairness.`, key, SAYS[key])),
];

export function weightsForm(weights: Weights): Form<Ranking, Weights> {
  // Shown of the present version; the next one rests on something of its own.
  const { version, simulation: of, withoutSimulation: why } = weights;
  return {
    title: t("policy.weights"), lead: t("policy.weightsLead"), verb: t("edit.save"), schema: SetWeightsRequestSchema, start: { ...valuesOf(weights), simulation: of, withoutSimulation: why }, compares: true, say: t("edit.saved"),
    fields: [
      ...weightFields<Ranking>("weights."),
      setting<Ranking>("", "simulation", (name) => String(name) || t("edit.nothing"), "text"),
      { ...setting<Ranking>("", "withoutSimulation", (reason) => (reason ? word("withoutSimulation", WithoutSimulation[Number(reason)]!) : t("edit.nothing")), "choice"), choices: () => enumChoices(WithoutSimulation, "withoutSimulation") },
    ],
    send: ({ simulation, withoutSimulation, ...values }, { request }) => matching.setWeights({
      requestId: request, parent: session.parent.value, baseVersion: version, withoutSimulation, simulation: withoutSimulation && simulation === of ? "" : simulation,
      weights: weightsOf(values),
    }),
  };
}
