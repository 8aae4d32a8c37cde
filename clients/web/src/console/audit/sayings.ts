// What a line of the log says: who, on what, because of what; names where this desk may look them up.
import { reactive, shallowRef } from "vue";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { Reason } from "@/gen/diandan/errors/v1/errors_pb";
import { EventKind, type AuditEntry } from "@/gen/diandan/events/v1/audit_pb";
import type { Account } from "@/gen/diandan/volunteers/v1/account_service_pb";
import { orders } from "@/shared/api/clients";
import { idOf } from "@/shared/ids";
import { session } from "@/shared/session";
import { msOf, sayMoment } from "@/shared/time";
import { accounts, plans, simulations } from "../api";
import { desk } from "../desk";
import { allOf } from "../list";
import { orgNamed, personName, teamName, unitNamed } from "../places";
import { t, word } from "../words";

/** A text and where it leads, if anywhere. */
export interface Said {
  text: string;
  to?: string;
}

export const people = shallowRef<Account[]>([]);
let readFor = "";
/** Reads whose account is whose, once; reviewers may not, and see the ends of ids. */
export function readPeople(): void {
  if (!desk.readsAccounts.value || readFor === session.parent.value) return;
  readFor = session.parent.value;
  allOf(async (pageToken) => {
    const { accounts: rows, nextPageToken } = await accounts.listAccounts({ parent: session.parent.value, pageSize: 500, pageToken });
    return { rows, next: nextPageToken };
  }).then(({ rows }) => (people.value = rows), () => (readFor = ""));
}

const short = (name: string): string => idOf(name).slice(-6);

function account(name: string): Said {
  const found = people.value.find((each) => idOf(each.name) === idOf(name));
  const own = idOf(session.account.value) === idOf(name) ? session.who.value?.displayName : undefined;
  return { text: found?.displayName || own || t("audit.account", { id: short(name) }), to: found && `/accounts?open=${idOf(name)}` };
}

export function sayWho(actor: string, onBehalfOf = ""): Said {
  if (onBehalfOf) return { text: t("audit.instead", { who: sayWho(onBehalfOf).text }) };
  if (actor.startsWith("accounts/")) return account(actor);
  if (actor.startsWith("service:")) return { text: t("board.byItself") };
  return { text: t(actor ? "audit.holder" : "audit.nobody") };
}

const read = reactive(new Map<string, string>());
const asked = new Set<string>();
/** What a thing is called, once it was read; it is asked for once. */
function calledBy(name: string, ask: () => Promise<string>): string {
  if (!asked.has(name)) {
    asked.add(name);
    ask().then((said) => read.set(name, said), () => asked.delete(name));
  }
  return read.get(name) ?? "";
}
const orderNumber = (name: string): string => calledBy(name, async () => (await orders.getOrder({ name })).number);
/** Plans and simulations are called by when they were made; who may not read them sees the ends of their ids. */
const madeAt = (name: string, ask: () => Promise<Timestamp | undefined>): string =>
  desk.readsPlans.value ? calledBy(name, async () => sayMoment(msOf(await ask()))) : "";

const PAGES: Record<string, string> = { orgs: "/orgs?open=", units: "/units?open=", teams: "/teams?open=", volunteers: "/volunteers?open=", trainings: "/trainings?open=", menu_items: "/menu?open=", projects: "/projects?open=", entries: "/review/", certificates: "/certificates/", draws: "/draws/", nominations: "/honours/", plans: "/plan/", simulations: "/simulations/" };
const NAMES: Record<string, (name: string) => string | undefined> = {
  orgs: (name) => orgNamed(name)?.displayName, units: (name) => unitNamed(name)?.displayName, teams: teamName, volunteers: personName,
  plans: (name) => madeAt(name, async () => (await plans.getPlan({ name })).snapshotTime), simulations: (name) => madeAt(name, async () => (await simulations.getSimulation({ name })).createTime),
};

/** What kind of thing, without looking anything up: thousands of lines are saved at once. */
export const sayCollection = (name: string): string => (name.split("/")[2] ? word("auditThing", name.split("/")[2]!) : t("audit.county"));

/** "单子 7K3M", "队伍 小白杨理发队", "时长 …a91c04". */
export function sayThing(name: string): Said {
  const collection = name.split("/")[2] ?? "";
  if (!collection) return { text: t("audit.county") };
  if (collection === "accounts") return account(name);
  const what = sayCollection(name);
  if (collection === "orders") {
    const number = orderNumber(name);
    return { text: number ? `${what} ${number}` : t("audit.thing", { what, id: short(name) }), to: `/board/${idOf(name)}?state=ALL${number && `&number=${number}`}` };
  }
  const called = NAMES[collection]?.(name);
  return { text: called ? `${what} ${called}` : t("audit.thing", { what, id: short(name) }), to: PAGES[collection] && PAGES[collection] + idOf(name) };
}

export const sayKind = (entry: AuditEntry): string => word("eventKind", EventKind[entry.kind] ?? "", t("desk.unknown"));

/** What came of it, where that is not the rule. */
export function sayResult(entry: AuditEntry): string {
  if (entry.refusedReason) return t("audit.refused", { why: word("auditRefused", Reason[entry.refusedReason] ?? "") });
  return entry.purpose ? t("audit.revealed", { n: entry.peopleCount, why: word("purpose", entry.purpose) }) : "";
}

export const sayCause = (cause: string): string => {
  const [part = "", seq = ""] = cause.split("/");
  return cause && t("audit.caused", { part: word("auditPart", part), seq });
};
export const causeOf = ({ cause }: AuditEntry): string => (cause ? `${cause.service}/${cause.seq}` : "");
