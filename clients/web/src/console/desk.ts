// Who sits at this desk: which pages they may open, and the place they answer for.
import { computed } from "vue";
import { Role, type Grant } from "@/gen/diandan/volunteers/v1/types_pb";
import { session } from "@/shared/session";

const grants = (): Grant[] => (session.who.value?.grants ?? []).filter((grant) => grant.countyId === session.county.value);
const hasAny = (...roles: Role[]): boolean => roles.some((role) => session.has(role));

const atCentre = (...roles: Role[]): boolean =>
  grants().some(({ role, scope }) => roles.includes(role) && scope.case === "orgPath" && !scope.value.includes("."));

/** Ids from the county centre down, as in "a.b.c"; the highest one of the person's grants. */
const path = computed(() => {
  const paths = grants().flatMap((grant) => (grant.scope.case === "orgPath" ? [grant.scope.value] : []));
  return paths.sort((a, b) => a.split(".").length - b.split(".").length)[0] ?? "";
});

export const desk = {
  path,
  /** Sees every township. */
  wholeCounty: computed(() => path.value !== "" && !path.value.includes(".")),
  /** Nobody works here without a place to answer for. */
  hasPlace: computed(() => path.value !== ""),
  dispatches: computed(() => hasAny(Role.OFFICER, Role.DISPATCHER)),
  /** Plans the whole county, and may offer what was planned. */
  plans: computed(() => hasAny(Role.DISPATCHER, Role.COUNTY_ADMIN)),
  /** Nobody below the centre has a say over the whole county's teams. */
  declares: computed(() => atCentre(Role.DISPATCHER, Role.COUNTY_ADMIN)),
  readsPlans: computed(() => hasAny(Role.DISPATCHER, Role.COUNTY_ADMIN, Role.AUDITOR)),
  ranks: computed(() => hasAny(Role.OFFICER, Role.DISPATCHER, Role.CLERK, Role.COUNTY_ADMIN, Role.AUDITOR)),
  reviews: computed(() => hasAny(Role.REVIEWER)),
  /** Talks with residents who were not content, or has it done again; annulling is a reviewer's. */
  seesToRatings: computed(() => hasAny(Role.OFFICER, Role.DISPATCHER, Role.REVIEWER)),
  readsEntries: computed(() => hasAny(Role.REVIEWER, Role.OFFICER, Role.COUNTY_ADMIN, Role.AUDITOR)),
  /** Enters time from memory, and agrees to what others entered. */
  backFills: computed(() => hasAny(Role.CLERK, Role.OFFICER)),
  agreesToBackFills: computed(() => hasAny(Role.OFFICER, Role.REVIEWER)),
  readsCases: computed(() => hasAny(Role.REVIEWER, Role.COUNTY_ADMIN, Role.AUDITOR)),
  /** Draws are the whole county's. */
  plansDraws: computed(() => atCentre(Role.REVIEWER, Role.COUNTY_ADMIN)),
  callsBack: computed(() => atCentre(Role.REVIEWER, Role.DISPATCHER, Role.COUNTY_ADMIN, Role.AUDITOR)),
  readsCertificates: computed(() => hasAny(Role.REVIEWER, Role.OFFICER, Role.COUNTY_ADMIN, Role.AUDITOR)),
  revokesCertificates: computed(() => hasAny(Role.REVIEWER, Role.OFFICER, Role.COUNTY_ADMIN)),
  honours: computed(() => hasAny(Role.CLERK, Role.OFFICER, Role.REVIEWER, Role.COUNTY_ADMIN, Role.AUDITOR)),
  /** Hands rewards over to whoever redeemed points for them. */
  handsOut: computed(() => hasAny(Role.CLERK, Role.OFFICER, Role.COUNTY_ADMIN)),
  readsRewards: computed(() => hasAny(Role.CLERK, Role.OFFICER, Role.COUNTY_ADMIN, Role.AUDITOR)),
  /** Records are handed on and taken over for the whole county. */
  readsImports: computed(() => atCentre(Role.COUNTY_ADMIN, Role.AUDITOR)),
  readsVolunteers: computed(() => hasAny(Role.CLERK, Role.OFFICER, Role.COUNTY_ADMIN, Role.DISPATCHER, Role.REVIEWER, Role.AUDITOR)),
  /** The log is the whole county's: nobody below the centre reads it. */
  readsAudit: computed(() => atCentre(Role.COUNTY_ADMIN, Role.REVIEWER, Role.AUDITOR)),
  readsAccounts: computed(() => hasAny(Role.COUNTY_ADMIN, Role.AUDITOR)),
  keepsMenu: computed(() => hasAny(Role.COUNTY_ADMIN, Role.DISPATCHER)),
  /** Answers for people and places: clerks at their station, officers in their township, the county's administrators. */
  keepsPlaces: computed(() => hasAny(Role.CLERK, Role.OFFICER, Role.COUNTY_ADMIN)),
  /** Has one of these roles at this place or above it. */
  holdsOver: (place: string, ...roles: Role[]): boolean =>
    grants().some(({ role, scope }) => roles.includes(role) && scope.case === "orgPath" && (place === scope.value || place.startsWith(`${scope.value}.`))),
  governs: computed(() => hasAny(Role.COUNTY_ADMIN)),
  /** The first of the person's parts that has a word: shown under the name. */
  role: computed(() => [Role.COUNTY_ADMIN, Role.DISPATCHER, Role.REVIEWER, Role.OFFICER, Role.AUDITOR, Role.CLERK].find((role) => session.has(role))),
};
