// Organisations: made below one another, changed, closed; their posts and who holds them.
import { AppointPostRequestSchema, CreateOrgRequestSchema, Post_Kind, type Org, type Post } from "@/gen/diandan/volunteers/v1/org_service_pb";
import { OrgTier, Role } from "@/gen/diandan/volunteers/v1/types_pb";
import { orgs } from "@/shared/api/clients";
import { session } from "@/shared/session";
import { msOf, sayDay } from "@/shared/time";
import { desk } from "../desk";
import { orgChanged, orgNamed, placeOf } from "../places";
import { t, word } from "../words";
import { orgChoices } from "./choices";
import { meant, type Choice, type Field, type Form, type Wrong } from "./form";
import { findPerson } from "./people";
import { checkPoint, pointField, pointOf, pointText } from "./points";
import type { Act, Line, RecordView } from "./record";

interface OrgValues {
  above: string;
  displayName: string;
  code: string;
  point: string;
}

/** What may stand above another. */
export interface Above extends Choice {
  tier: OrgTier;
}

const KEEPERS = [Role.CLERK, Role.OFFICER, Role.COUNTY_ADMIN];
export const orgsAbove = (): Above[] => orgChoices(KEEPERS, (tier) => tier < OrgTier.HOUSEHOLD).map((choice) => ({ ...choice, tier: orgNamed(choice.value as string)!.tier }));
const CODE_DIGITS: Partial<Record<OrgTier, number>> = { [OrgTier.CENTRE]: 6, [OrgTier.INSTITUTE]: 9, [OrgTier.STATION]: 12 };

function checkCode(tier: OrgTier, code: string): Wrong[] {
  const digits = CODE_DIGITS[tier];
  return code.trim() && digits && code.trim().length !== digits ? [{ key: "code", want: t("placeForm.codeDigits", { tier: word("tier", OrgTier[tier]!), n: digits }) }] : [];
}

async function noted(answer: Promise<Org>): Promise<Org> {
  const org = await answer;
  orgChanged(org);
  return org;
}

const codeField = (shown: (values: OrgValues) => boolean): Field<OrgValues> => ({ key: "code", path: "code", kind: "text", label: t("table.code"), help: t("placeForm.codeHelp"), shown });

export function orgForm(parent?: Org, above = orgsAbove): Form<OrgValues, Org> {
  /** One step below what was typed. */
  const tierOf = ({ above: typed }: OrgValues): OrgTier => ((meant(above(), typed)[0] as Above | undefined)?.tier ?? 0) + 1;
  return {
    title: t("placeForm.newOrg"), lead: t("placeForm.orgLead"), verb: t("edit.make"), schema: CreateOrgRequestSchema, say: t("edit.made"),
    check: (values) => [...checkCode(tierOf(values), values.code), ...checkPoint(values)],
    about: { ORG_CODE_DUPLICATE: "code", ORG_PARENT_WRONG_TIER: "above", ORG_UNKNOWN: "above" },
    fields: [
      { key: "above", path: "parent_org", kind: "pick", label: t("table.above"), help: t("edit.typeToFind"), choices: above, example: t("bring.exampleOrg") },
      { key: "displayName", path: "display_name", kind: "text", label: t("table.name"), help: t("placeForm.orgNameHelp"), example: t("bring.examplePoint") },
      codeField((values) => tierOf(values) > OrgTier.CENTRE && tierOf(values) in CODE_DIGITS), pointField(),
    ],
    start: { above: parent ? placeOf(parent.path) : "", displayName: "", code: "", point: "" },
    send: (values, { request, made }) => noted(orgs.createOrg({
      parent: session.parent.value, requestId: request, orgId: values.code ? "" : made, parentOrg: values.above, tier: (orgNamed(values.above)?.tier ?? 0) + 1,
      displayName: values.displayName, code: values.code, point: pointOf(values.point),
    })),
  };
}

function orgChange(org: Org): Form<OrgValues, Org> {
  return {
    ...orgForm(), title: t("edit.changeOf", { what: org.displayName }), lead: undefined, verb: t("edit.save"), say: t("edit.saved"), compares: true,
    fields: [{ key: "displayName", path: "display_name", kind: "text", label: t("table.name") }, codeField(() => org.tier in CODE_DIGITS), pointField()],
    check: (values) => [...checkCode(org.tier, values.code), ...checkPoint(values)],
    start: { above: "", displayName: org.displayName, code: org.code, point: pointText(org.point) },
    send: ({ displayName, code, point }, { request }) => noted(orgs.updateOrg({
      name: org.name, requestId: request, etag: org.etag, displayName, code, point: pointOf(point), updateMask: { paths: ["display_name", "code", "point"] },
    })),
  };
}

function appointForm(org: Org, post: Post): Form<{ holder: string }, Org> {
  return {
    title: t("placeForm.appointAs", { what: word("post", Post_Kind[post.kind]!) }), verb: t("placeForm.appoint"), schema: AppointPostRequestSchema, say: t("edit.saved"), start: { holder: "" },
    about: { VOLUNTEER_UNKNOWN: "holder", PERSON_ERASED: "holder", POST_HELD: "holder" },
    fields: [{ key: "holder", path: "holder", kind: "text", label: t("placeForm.holder"), help: t("accountForm.personHelp"), find: findPerson }],
    send: ({ holder }, { request }) => noted(orgs.appointPost({ name: org.name, requestId: request, kind: post.kind, holder })),
  };
}

function postLine(org: Org, post: Post, mayAppoint: boolean): Line<Org> {
  const kind = word("post", Post_Kind[post.kind]!);
  const since = post.sinceTime && t("placeForm.since", { day: sayDay(msOf(post.sinceTime), Date.now(), false) });
  const holder = post.holder ? [post.holderName, post.holderNumber].filter(Boolean).join(" ") : t("placeForm.vacant");
  const vacate: Act<Org> = {
    label: t("placeForm.vacate"), danger: true, say: t("edit.saved"), ask: { title: t("placeForm.vacateAsk", { who: post.holderName, what: kind }), help: t("placeForm.vacateHelp") },
    send: (requestId) => noted(orgs.vacatePost({ name: org.name, requestId, kind: post.kind })),
  };
  const appoint: Act<Org> = { label: t("placeForm.appoint"), form: () => appointForm(org, post) };
  return { text: t("placeForm.postLine", { kind, holder }), note: since || undefined, acts: mayAppoint ? [post.holder ? vacate : appoint] : [] };
}

export async function orgRecord(row: Org): Promise<RecordView<Org>> {
  const org = row.posts.length ? row : await orgs.getOrg({ name: row.name });
  const over = org.path.split(".").slice(0, -1).join(".") || org.path;
  const keeps = !org.closed && desk.holdsOver(org.path, ...KEEPERS);
  const closer: Act<Org> = {
    label: t("placeForm.close"), danger: true, say: t("edit.saved"), ask: { title: t("placeForm.closeAsk", { what: org.displayName }), help: t("placeForm.closeHelp") },
    send: (requestId) => noted(orgs.closeOrg({ name: org.name, requestId })),
  };
  const acts: Act<Org>[] = [];
  if (keeps) acts.push({ label: t("edit.change"), form: () => orgChange(org) });
  if (keeps && org.tier < OrgTier.HOUSEHOLD) acts.push({ label: t("placeForm.below"), form: () => orgForm(org) });
  if (!org.closed && org.tier > OrgTier.CENTRE && desk.holdsOver(over, Role.OFFICER, Role.COUNTY_ADMIN)) acts.push(closer);
  return {
    title: org.displayName, acts, facts: [[t("placeForm.point"), pointText(org.point)]],
    lists: [{ title: t("placeForm.posts"), none: "", acts: [], lines: org.posts.map((post) => postLine(org, post, !org.closed && desk.holdsOver(org.path, Role.OFFICER, Role.COUNTY_ADMIN))) }],
  };
}
