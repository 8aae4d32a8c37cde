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
import { meant, type Field, type Form } from "./form";
import { findPerson } from "./people";
import { checkPoint, pointField, pointOf, pointText } from "./points";
import type { Act, Line, RecordView } from "./record";

interface OrgValues {
  above: string;
  displayName: string;
  code: string;
  point: string;
}

const KEEPERS = [Role.CLERK, Role.OFFICER, Role.COUNTY_ADMIN];
const above = () => orgChoices(KEEPERS, (tier) => tier < OrgTier.HOUSEHOLD);
/** One step below what was typed. */
const tierBelow = (typed: string): OrgTier => (orgNamed(String(meant(above(), typed)[0]?.value ?? ""))?.tier ?? 0) + 1;
const hasCode = (tier: OrgTier): boolean => tier === OrgTier.INSTITUTE || tier === OrgTier.STATION;

async function noted(answer: Promise<Org>): Promise<Org> {
  const org = await answer;
  orgChanged(org);
  return org;
}

const codeField = (shown: (values: OrgValues) => boolean): Field<OrgValues> => ({ key: "code", path: "code", kind: "text", label: t("table.code"), help: t("placeForm.codeHelp"), shown });

export function orgForm(parent?: Org): Form<OrgValues, Org> {
  return {
    title: t("placeForm.newOrg"), lead: t("placeForm.orgLead"), verb: t("edit.make"), schema: CreateOrgRequestSchema, say: t("edit.made"), check: checkPoint,
    about: { ORG_CODE_DUPLICATE: "code", ORG_PARENT_WRONG_TIER: "above", ORG_UNKNOWN: "above" },
    fields: [
      { key: "above", path: "parent_org", kind: "pick", label: t("table.above"), help: t("edit.typeToFind"), choices: above },
      { key: "displayName", path: "display_name", kind: "text", label: t("table.name"), help: t("placeForm.orgNameHelp") },
      codeField((values) => hasCode(tierBelow(values.above))), pointField(),
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
    fields: [{ key: "displayName", path: "display_name", kind: "text", label: t("table.name") }, codeField(() => org.tier === OrgTier.CENTRE || hasCode(org.tier)), pointField()],
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
