// A campaign opened, somebody nominated: both as descriptions that the drawer draws.
import { HonourKind, HonourSubject, ShownAs, type Campaign, type HonourCategory, type Nomination } from "@/gen/diandan/hours/v1/honour_pb";
import { NominateRequestSchema, OpenCampaignRequestSchema } from "@/gen/diandan/hours/v1/honour_service_pb";
import { OrgTier, Role } from "@/gen/diandan/volunteers/v1/types_pb";
import { honours, honourTitle, subjectOf } from "@/shared/honours/honours";
import { t as say, word as wordOf } from "@/shared/honours/words";
import { session } from "@/shared/session";
import { stamp } from "@/shared/time";
import { menu } from "@/shared/api/clients";
import { orgChoices, teamChoices } from "../edit/choices";
import { dayText, msOfDay } from "../edit/dates";
import type { Choice, Form } from "../edit/form";
import { sayWant } from "../edit/limits";
import { findPerson } from "../edit/people";
import { orgNamed } from "../places";
import { t } from "../words";

interface CampaignValues {
  title: string;
  host: string;
  kinds: HonourKind[];
  ownTitle: string;
  village: number;
  township: number;
  county: number;
  from: string;
  until: string;
  noticeDays: number;
}

const DAY = 86_400_000;
const HOLDERS = [Role.OFFICER, Role.COUNTY_ADMIN];
const kinds = (): Choice[] =>
  Object.entries(HonourKind).flatMap(([name, value]) => (typeof value === "number" && value > 0 && value !== HonourKind.OWN_TITLE ? [{ value, label: wordOf("kind", name) }] : []));
const hosts = (): Choice[] => orgChoices(HOLDERS, (tier) => tier === OrgTier.CENTRE || tier === OrgTier.INSTITUTE || tier === OrgTier.STATION);
const depth = (label: string): number => (orgNamed(String(hosts().find((each) => each.label === label)?.value ?? ""))?.path.split(".").length ?? 1);

export function campaignForm(): Form<CampaignValues, Campaign> {
  return {
    title: say("desk.open"), verb: say("desk.open"), schema: OpenCampaignRequestSchema, say: say("desk.opened"), about: { ORG_UNKNOWN: "host" },
    start: { title: "", host: "", kinds: [HonourKind.FINEST_VOLUNTEER], ownTitle: "", village: 3, township: 5, county: 10, from: dayText(Date.now()), until: dayText(Date.now() + 30 * DAY), noticeDays: 7 },
    fields: [
      { key: "title", path: "title", kind: "text", label: say("desk.name"), help: say("desk.nameHelp") },
      { key: "host", path: "host", kind: "pick", label: say("desk.host"), help: say("desk.hostHelp"), choices: hosts },
      { key: "kinds", path: "categories", kind: "ticks", label: say("desk.kind"), choices: kinds },
      { key: "ownTitle", path: "categories.title", kind: "text", label: say("desk.ownTitle"), help: say("desk.ownTitleHelp") },
      { key: "village", path: "categories.village_quota", kind: "number", label: say("desk.quotaVillage") },
      { key: "township", path: "categories.township_quota", kind: "number", label: say("desk.quotaTownship"), shown: ({ host }) => depth(host) <= 2 },
      { key: "county", path: "categories.county_quota", kind: "number", label: say("desk.quotaCounty"), shown: ({ host }) => depth(host) <= 1 },
      { key: "from", path: "nominate_start_time", kind: "day", label: say("desk.from") },
      { key: "until", path: "nominate_end_time", kind: "day", label: say("desk.to") },
      { key: "noticeDays", path: "notice_days", kind: "number", label: say("desk.notice") },
    ],
    send: ({ title, host, kinds: chosen, ownTitle, village, township, county, from, until, noticeDays }, { request }) => {
      const quotas = { villageQuota: village, townshipQuota: township, countyQuota: county };
      const own = ownTitle ? [{ kind: HonourKind.OWN_TITLE, title: ownTitle, subject: HonourSubject.HONOURED_PERSON, ...quotas }] : [];
      return honours.openCampaign({
        requestId: request, host, title, noticeDays, nominateStartTime: stamp(msOfDay(from)), nominateEndTime: stamp(msOfDay(until) + DAY),
        categories: [...chosen.map((kind) => ({ kind, title: "", subject: subjectOf(kind), ...quotas })), ...own],
      });
    },
  };
}

/** How a person comes to agree: on their phone, or on paper before a witness. */
type Whom = "volunteer" | "resident";
interface NominationValues {
  category: string;
  whom: Whom;
  volunteer: string;
  legalName: string;
  called: string;
  witness: string;
  signedOn: string;
  shownAs: ShownAs;
  deedsToo: boolean;
  team: string;
  project: string;
  org: string;
  place: string;
  deeds: string;
}

const RESIDENTS_TOO = [HonourKind.GOOD_NEIGHBOUR, HonourKind.OWN_TITLE];
const shownAs = (): Choice[] => [{ value: ShownAs.MASKED_LEGAL_NAME, label: say("desk.asMasked") }, { value: ShownAs.CHOSEN_NAME, label: say("desk.asCalled") }];
const NOMINATORS = [Role.CLERK, Role.OFFICER, Role.DISPATCHER, Role.REVIEWER, Role.COUNTY_ADMIN];
interface Entry extends Choice {
  category: HonourCategory;
  campaign: Campaign;
}
const entriesOf = (campaigns: readonly Campaign[]): Entry[] =>
  campaigns.flatMap((campaign) => campaign.categories.map((category) => ({ value: category.name, label: `${honourTitle(category)} · ${campaign.title}`, category, campaign })));

async function findProject(typed: string): Promise<{ value: string } | { want: string }> {
  const { projects } = await menu.listProjects({ parent: session.parent.value, pageSize: 500 });
  const found = projects.filter(({ title }) => title === typed || title.includes(typed));
  return found.length === 1 ? { value: found[0]!.name } : { want: found.length ? sayWant("several", found.map(({ title }) => title).slice(0, 5).join(" / ")) : sayWant("nobody", typed) };
}

export function nominationForm(campaigns: readonly Campaign[]): Form<NominationValues, Nomination> {
  const entries = entriesOf(campaigns);
  const chosen = ({ category }: NominationValues) => entries.find(({ label, value }) => label === category || value === category)?.category;
  const is = (subject: HonourSubject) => (values: NominationValues): boolean => chosen(values)?.subject === subject;
  // Titles that are not for volunteers alone.
  const either = (values: NominationValues): boolean => is(HonourSubject.HONOURED_PERSON)(values) && RESIDENTS_TOO.includes(chosen(values)!.kind);
  const onPaper = (values: NominationValues): boolean => either(values) && values.whom === "resident";
  return {
    title: say("desk.nominate"), verb: say("desk.nominate"), schema: NominateRequestSchema, say: ({ paperConsentTime }) => say(paperConsentTime ? "desk.sentOnPaper" : "desk.sent"),
    start: { whom: "volunteer", legalName: "", called: "", witness: "", signedOn: "", shownAs: ShownAs.MASKED_LEGAL_NAME, deedsToo: false, category: entries.length === 1 ? entries[0]!.label : "", volunteer: "", team: "", project: "", org: "", place: "", deeds: "" },
    about: { OWN_NOMINATION: "volunteer", ALREADY_NOMINATED: "category", NOMINEE_DECLINED: "category" },
    fields: [
      { key: "category", path: "category", kind: "pick", label: say("desk.category"), choices: () => entries, few: true },
      { key: "whom", path: "resident", kind: "choice", label: say("desk.whom"), choices: () => [{ value: "volunteer", label: say("desk.aVolunteer") }, { value: "resident", label: say("desk.aResident") }], needed: true, shown: either },
      { key: "volunteer", path: "volunteer", kind: "text", label: say("desk.person"), help: t("accountForm.personHelp"), find: findPerson, needed: true, shown: (values) => is(HonourSubject.HONOURED_PERSON)(values) && !onPaper(values) },
      { key: "legalName", path: "resident.legal_name", kind: "text", label: say("desk.legalName"), needed: true, shown: onPaper },
      { key: "called", path: "resident.called", kind: "text", label: say("desk.called"), help: say("desk.calledHelp"), shown: onPaper },
      { key: "shownAs", path: "resident.shown_as", kind: "choice", label: say("desk.shownAs"), choices: shownAs, shown: onPaper },
      { key: "deedsToo", path: "resident.deeds_shown", kind: "tick", label: say("desk.deedsToo"), shown: onPaper },
      { key: "witness", path: "resident.consent_witness", kind: "text", label: say("desk.witness"), help: say("desk.witnessHelp"), needed: true, shown: onPaper },
      { key: "signedOn", path: "resident.consent_time", kind: "day", label: say("desk.signedOn"), help: say("desk.signedHelp"), needed: true, shown: onPaper },
      { key: "team", path: "team", kind: "pick", label: say("desk.team"), choices: () => teamChoices(NOMINATORS), needed: true, shown: is(HonourSubject.HONOURED_TEAM) },
      { key: "project", path: "project", kind: "text", label: say("desk.project"), find: findProject, needed: true, shown: is(HonourSubject.HONOURED_PROJECT) },
      { key: "org", path: "org", kind: "pick", label: say("desk.village"), choices: () => orgChoices(NOMINATORS, (tier) => tier !== OrgTier.CENTRE), needed: true, shown: is(HonourSubject.HONOURED_PLACE) },
      { key: "place", path: "place", kind: "pick", label: say("desk.placeOf"), help: say("desk.placeHelp"), choices: () => orgChoices(NOMINATORS, (tier) => tier === OrgTier.CENTRE || tier === OrgTier.INSTITUTE || tier === OrgTier.STATION) },
      { key: "deeds", path: "deeds", kind: "area", label: say("desk.deeds"), help: say("desk.deedsHelp") },
    ],
    check: (values) => (onPaper(values) && values.shownAs === ShownAs.CHOSEN_NAME && !values.called.trim() ? [{ key: "called", want: sayWant("required") }] : []),
    send: (values, { request }) => {
      const { category, team, project, org, place, deeds } = values;
      const paper = { legalName: values.legalName, called: values.called, shownAs: values.shownAs, deedsShown: values.deedsToo, consentWitness: values.witness };
      const whom = onPaper(values) ? { resident: { ...paper, consentTime: stamp(msOfDay(values.signedOn)) } } : { volunteer: values.volunteer };
      return honours.nominate({ category, team, project, org, place, deeds, ...whom, requestId: request, campaign: entries.find(({ value }) => value === category)?.campaign.name ?? "" });
    },
  };
}
