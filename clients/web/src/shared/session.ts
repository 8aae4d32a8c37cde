// Who uses this phone. The tokens are cookies that no script can read; what is kept here is only who it is and what
// they may do, so that the app opens without signal.
import { clone, fromJson, toJson, type JsonValue } from "@bufbuild/protobuf";
import { computed, ref, shallowRef } from "vue";
import { DeviceKind, Role, type Grant } from "@/gen/diandan/volunteers/v1/types_pb";
import { WhoAmIResponseSchema, type WhoAmIResponse } from "@/gen/diandan/volunteers/v1/sign_in_service_pb";
import { signIns } from "./api/clients";
import { forget as forgetPositions } from "./api/positions";
import { needsSignIn, problemOf } from "./api/problem";
import { idOf, nameOf } from "./ids";
import { askToKeep, forgetKept, keep, readKept } from "./phone";

export type Seat = "station" | "leader" | "volunteer";
const WHO = "who";
const SEAT = "diandan.seat";

/** What one sees in the list of one's sign-ins. */
let device = DeviceKind.PHONE;
export const onDesk = (): void => void (device = DeviceKind.DESK);

const who = shallowRef<WhoAmIResponse>();
/** The server no longer knows this session: sending has to wait for a sign-in. */
const expired = ref(false);
const chosen = ref((globalThis.localStorage?.getItem(SEAT) ?? "") as Seat | "");

const grantsOf = (role: Role): Grant[] =>
  who.value?.grants.filter((grant) => grant.role === role && grant.countyId === who.value?.countyId) ?? [];
const pathOf = (grant?: Grant): string => (grant?.scope.case === "orgPath" ? grant.scope.value : "");

const stationPath = computed(() => pathOf(grantsOf(Role.CLERK)[0]));
const teamIds = computed(() =>
  grantsOf(Role.LEADER).flatMap((grant) => (grant.scope.case === "teamId" ? [grant.scope.value] : [])));
const seats = computed(() => {
  const all: Seat[] = [];
  if (stationPath.value) all.push("station");
  if (teamIds.value.length) all.push("leader");
  if (who.value?.volunteer) all.push("volunteer");
  return all;
});

export const session = {
  who,
  expired,
  seats,
  /** The one of the person's parts that the screens show. */
  seat: computed(() => (seats.value.includes(chosen.value as Seat) ? (chosen.value as Seat) : seats.value[0])),
  account: computed(() => who.value?.account ?? ""),
  county: computed(() => who.value?.countyId ?? 0),
  parent: computed(() => `counties/${who.value?.countyId ?? 0}`),
  stationPath,
  station: computed(() => (stationPath.value ? nameOf(who.value!.countyId, "orgs", idOf(stationPath.value)) : "")),
  team: computed(() => (teamIds.value[0] ? nameOf(who.value!.countyId, "teams", teamIds.value[0]) : "")),
  volunteer: computed(() => who.value?.volunteer ?? ""),
  has: (role: Role) => grantsOf(role).length > 0,
};

export function sit(seat: Seat): void {
  chosen.value = seat;
  localStorage.setItem(SEAT, seat);
}

async function know(answer: WhoAmIResponse): Promise<void> {
  who.value = clone(WhoAmIResponseSchema, answer);
  expired.value = false;
  await keep(WHO, toJson(WhoAmIResponseSchema, answer));
}

/** At the start: who it was last time, at once; then, with signal, who it is now. */
export async function resume(): Promise<void> {
  const kept = await readKept(WHO).catch(() => undefined);
  if (!kept) return;
  who.value = fromJson(WhoAmIResponseSchema, kept.value as JsonValue, { ignoreUnknownFields: true });
  void refreshWho();
}

export async function refreshWho(): Promise<void> {
  try {
    await know(await signIns.whoAmI({}));
  } catch (error) {
    if (needsSignIn(problemOf(error))) expired.value = true;
  }
}

/** `oneTimeCode`: of an authenticator app, when the server asked for it. `requestId`: the same again after a lost answer. */
export async function signIn(signInName: string, password: string, oneTimeCode = "", requestId = ""): Promise<void> {
  const answer = await signIns.signIn({ signInName, password, oneTimeCode, device, requestId });
  if (!answer.who) return;
  // Somebody else's lists must not show; what they have not sent stays and waits for them.
  if (who.value && who.value.account !== answer.who.account) await forgetKept();
  await know(answer.who);
  void askToKeep();
}

/** Without signal the phone forgets what it showed all the same; the cookie then ends with its own time. */
export async function signOut(): Promise<void> {
  await signIns.signOut({}).catch(() => {});
  who.value = undefined;
  forgetPositions();
  await forgetKept();
}
