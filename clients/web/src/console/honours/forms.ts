// A campaign opened, somebody nominated: both as descriptions that the drawer draws.
import { HonourKind, HonourSubject, type Campaign, type HonourCategory, type Nomination } from "@/gen/diandan/hours/v1/honour_pb";
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

interface NominationValues {
  category: string;
  volunteer: string;
  team: string;
  project: string;
  org: string;
  place: string;
  deeds: string;
}

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
  const is = (subject: HonourSubject) => ({ category }: NominationValues): boolean => entries.find(({ label, value }) => label === category || value === category)?.category.subject === subject;
  return {
    title: say("desk.nominate"), verb: say("desk.nominate"), schema: NominateRequestSchema, say: say("desk.sent"),
    start: { category: entries.length === 1 ? entries[0]!.label : "", volunteer: "", team: "", project: "", org: "", place: "", deeds: "" },
    about: { OWN_NOMINATION: "volunteer", ALREADY_NOMINATED: "volunteer", NOMINEE_DECLINED: "volunteer" },
    fields: [
      { key: "category", path: "category", kind: "pick", label: say("desk.category"), choices: () => entries, few: true },
      { key: "volunteer", path: "volunteer", kind: "text", label: say("desk.person"), help: t("accountForm.personHelp"), find: findPerson, needed: true, shown: is(HonourSubject.HONOURED_PERSON) },
      { key: "team", path: "team", kind: "pick", label: say("desk.team"), choices: () => teamChoices(NOMINATORS), needed: true, shown: is(HonourSubject.HONOURED_TEAM) },
      { key: "project", path: "project", kind: "text", label: say("desk.project"), find: findProject, needed: true, shown: is(HonourSubject.HONOURED_PROJECT) },
      { key: "org", path: "org", kind: "pick", label: say("desk.village"), choices: () => orgChoices(NOMINATORS, (tier) => tier !== OrgTier.CENTRE), needed: true, shown: is(HonourSubject.HONOURED_PLACE) },
      { key: "place", path: "place", kind: "pick", label: say("desk.placeOf"), help: say("desk.placeHelp"), choices: () => orgChoices(NOMINATORS, (tier) => tier === OrgTier.CENTRE || tier === OrgTier.INSTITUTE || tier === OrgTier.STATION) },
      { key: "deeds", path: "deeds", kind: "area", label: say("desk.deeds"), help: say("desk.deedsHelp") },
    ],
    send: (values, { request }) =>
      honours.nominate({ ...values, requestId: request, campaign: entries.find(({ value }) => value === values.category)?.campaign.name ?? "" }),
  };
}
