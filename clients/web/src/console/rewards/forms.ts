// A reward, and the county's points policy, as forms.
import type { MessageInitShape } from "@bufbuild/protobuf";
import { Grade } from "@/gen/diandan/hours/v1/events_pb";
import { PointsWish, type PointsPolicy, type PointsSettings, type PointsSettingsSchema } from "@/gen/diandan/hours/v1/points_pb";
import { SetPointsPolicyRequestSchema } from "@/gen/diandan/hours/v1/points_service_pb";
import { RewardKind, type Reward } from "@/gen/diandan/hours/v1/reward_pb";
import { CreateRewardRequestSchema, RestockRewardRequestSchema, UpdateRewardRequestSchema } from "@/gen/diandan/hours/v1/reward_service_pb";
import { Role } from "@/gen/diandan/volunteers/v1/types_pb";
import { points, rewards } from "@/shared/points/points";
import { t, word } from "@/shared/points/words";
import { session } from "@/shared/session";
import { orgChoices, skillChoices } from "../edit/choices";
import { meant, type Choice, type Field, type Form } from "../edit/form";
import { orgNamed, orgOfPath, placeOf, skillName } from "../places";

const choicesOf = (values: object, group: string): Choice[] =>
  Object.entries(values).flatMap(([name, value]) => (typeof value === "number" && value > 0 ? [{ value, label: word(group, name), also: [name] }] : []));

interface RewardValues {
  title: string;
  description: string;
  kind: RewardKind;
  points: number;
  perPerson: number;
  org: string;
  pickUpNote: string;
}

/** By their paths: that is what a reward names, and what its limits are about. */
const pickUpPlaces = (): Choice[] => orgChoices([Role.COUNTY_ADMIN]).flatMap((each) => {
  const path = orgNamed(String(each.value))?.path;
  return path ? [{ ...each, value: path }] : [];
});
const rewardFields = (): Field<RewardValues>[] => [
  { key: "title", path: "settings.title", kind: "text", label: t("desk.name") },
  { key: "kind", path: "settings.kind", kind: "choice", label: t("desk.kind"), choices: () => choicesOf(RewardKind, "kind") },
  { key: "points", path: "settings.points", kind: "number", label: t("desk.price"), unit: t("unit") },
  { key: "perPerson", path: "settings.per_person", kind: "number", label: t("desk.perPerson"), help: t("desk.perPersonHelp") },
  { key: "org", path: "settings.org_path", kind: "pick", label: t("desk.org"), choices: pickUpPlaces },
  { key: "pickUpNote", path: "settings.pick_up_note", kind: "text", label: t("desk.note"), help: t("desk.noteHelp") },
  { key: "description", path: "settings.description", kind: "area", label: t("desk.about") },
];
const settingsOf = ({ org, ...values }: RewardValues) => ({ ...values, orgPath: org });

export function newReward(): Form<RewardValues, Reward> {
  return {
    title: t("desk.add"), lead: t("desk.addLead"), verb: t("desk.add"), schema: CreateRewardRequestSchema, fields: rewardFields(), say: t("desk.saved"),
    start: { title: "", description: "", kind: RewardKind.REWARD_GOODS, points: 0, perPerson: 0, org: "", pickUpNote: "" },
    send: (values, { request }) => rewards.createReward({ parent: session.parent.value, requestId: request, settings: settingsOf(values) }),
  };
}

export function changeReward({ name, etag, settings }: Reward): Form<RewardValues, Reward> {
  const { $typeName: _, $unknown: __, orgPath, ...rest } = settings!;
  return {
    ...newReward(), title: t("desk.change") + `“${rest.title}”`, lead: undefined, verb: t("desk.change"), schema: UpdateRewardRequestSchema, compares: true,
    start: { ...rest, org: orgOfPath(orgPath) ? placeOf(orgPath) : "" },
    send: (values, { request }) => rewards.updateReward({ name, etag, requestId: request, settings: settingsOf(values) }),
  };
}

export function restock({ name, settings }: Reward): Form<{ add: number }, Reward> {
  return {
    title: t("desk.restockTitle", { title: settings!.title }), verb: t("desk.restock"), schema: RestockRewardRequestSchema, say: t("desk.saved"), start: { add: 0 },
    fields: [{ key: "add", path: "add", kind: "number", label: t("desk.count") }],
    send: ({ add }, { request }) => rewards.restockReward({ name, requestId: request, add }),
  };
}

const GRADES = { gradeA: Grade.A, gradeB: Grade.B, gradeC: Grade.C, gradeD: Grade.D } as const;
type GradeKey = keyof typeof GRADES;
type PolicyValues = Record<GradeKey | "pointsPerHour" | "wellRatedPercent" | "monthCap" | "validYears" | "pickUpDays", number> & { themes: string; wishes: PointsWish[] };

/** "理发 150", one a line; undefined when a line is something else. */
function readThemes(text: string): { skill: string; percent: number }[] | undefined {
  const found = text.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => {
    const [, name, percent] = /^(.+?)[\s=：:]+(\d{1,3})%?$/.exec(line) ?? [];
    const [choice] = name ? meant(skillChoices(), name) : [];
    return choice && Number(percent) <= 300 ? { skill: String(choice.value), percent: Number(percent) } : undefined;
  });
  return found.every((each) => each !== undefined) ? found : undefined;
}

const percentOf = (settings: PointsSettings, grade: Grade): number => settings.gradeShares.find((share) => share.grade === grade)?.percent ?? 100;
const ownSettings = ({ themes, gradeA, gradeB, gradeC, gradeD, ...values }: PolicyValues): MessageInitShape<typeof PointsSettingsSchema> => ({
  ...values, themeShares: readThemes(themes) ?? [],
  gradeShares: Object.entries({ gradeA, gradeB, gradeC, gradeD }).filter(([, percent]) => percent !== 100).map(([key, percent]) => ({ grade: GRADES[key as GradeKey], percent })),
});

export function policyForm({ settings, etag }: Pick<PointsPolicy, "settings" | "etag">): Form<PolicyValues, PointsPolicy> {
  const { pointsPerHour, wellRatedPercent, monthCap, validYears, pickUpDays, wishes } = settings!;
  const percent = (n: unknown): string => `${String(n)}%`;
  const grade = (key: GradeKey): Field<PolicyValues> => ({ key, path: "settings.grade_shares.percent", kind: "number", label: t(`desk.${key}`), unit: t("desk.percent"), say: percent });
  return {
    title: t("desk.policy"), lead: t("desk.policyLead"), verb: t("desk.change"), schema: SetPointsPolicyRequestSchema, compares: true,
    start: {
      pointsPerHour, wellRatedPercent, monthCap, validYears, pickUpDays, wishes: [...wishes],
      gradeA: percentOf(settings!, Grade.A), gradeB: percentOf(settings!, Grade.B), gradeC: percentOf(settings!, Grade.C), gradeD: percentOf(settings!, Grade.D),
      themes: settings!.themeShares.map((share) => `${skillName(share.skill)} ${share.percent}`).join("\n"),
    },
    fields: [
      { key: "pointsPerHour", path: "settings.points_per_hour", kind: "number", label: t("desk.perHour"), help: t("desk.perHourHelp"), unit: t("unit") },
      grade("gradeA"), grade("gradeB"), grade("gradeC"), grade("gradeD"),
      { key: "themes", path: "settings.theme_shares", kind: "area", label: t("desk.themes"), help: t("desk.themesHelp"), say: (text: string) => text.split("\n").filter(Boolean).map((line) => `${line}%`).join("，") || t("desk.nobody") },
      { key: "wellRatedPercent", path: "settings.well_rated_percent", kind: "number", label: t("desk.rated"), help: t("desk.ratedHelp"), unit: t("desk.percent"), say: percent },
      { key: "monthCap", path: "settings.month_cap", kind: "number", label: t("desk.cap"), help: t("desk.capHelp"), unit: t("unit"), say: (n: number) => (n ? String(n) : t("desk.noLimit")) },
      { key: "validYears", path: "settings.valid_years", kind: "number", label: t("desk.years"), unit: t("desk.year"), say: (n: number) => t("desk.yearsAfter", { n }) },
      { key: "pickUpDays", path: "settings.pick_up_days", kind: "number", label: t("desk.days"), unit: t("desk.day"), say: (n: number) => t("desk.inDays", { n }) },
      { key: "wishes", path: "settings.wishes", kind: "ticks", label: t("desk.wishes"), help: t("desk.wishesHelp"), choices: () => choicesOf(PointsWish, "wish") },
    ],
    check: ({ themes }) => (readThemes(themes) ? [] : [{ key: "themes", want: t("desk.wantTheme") }]),
    say: (answer) => t(answer.waiting ? "desk.proposed" : "desk.saved"),
    send: (values, { request }) => points.setPointsPolicy({ parent: session.parent.value, requestId: request, etag, settings: ownSettings(values) }),
  };
}
