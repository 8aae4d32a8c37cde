// What waits for somebody at this desk: badges in the rail, counts on the board's tabs. One reading for all of them.
import { ref, shallowRef } from "vue";
import { RedemptionState } from "@/gen/diandan/hours/v1/reward_pb";
import { BackFillState } from "@/gen/diandan/orders/v1/back_fill_service_pb";
import type { PlaceFigures } from "@/gen/diandan/orders/v1/figures_service_pb";
import { RatingQueue } from "@/gen/diandan/orders/v1/rating_service_pb";
import { OrderState } from "@/gen/diandan/orders/v1/types_pb";
import { cases, ratings } from "@/shared/api/clients";
import { certificates } from "@/shared/certificates/certificates";
import { redemptions } from "@/shared/points/points";
import { session } from "@/shared/session";
import { DAY, stamp } from "@/shared/time";
import { backFills, entries, figures } from "./api";
import { desk } from "./desk";

/** How far back something may have been placed that still waits. */
export const OPEN_DAYS = 120;
/** Not decided yet. */
export const OPEN_BACK_FILLS = [BackFillState.BACK_FILL_PROPOSED, BackFillState.BACK_FILL_SECOND];
/** Beyond this a badge says "100+". */
const ENOUGH = 100;

export const waiting = ref<{ board?: string; review?: string; backFills?: string; cases?: string; ratings?: string; certificates?: string; rewards?: string }>({});
/** Orders of the whole desk, as they stand now. */
export const standing = shallowRef<PlaceFigures>();

const said = (count: number, more: boolean): string => (count ? `${count}${more ? "+" : ""}` : "");

/** The counts on the board alone. */
export async function readStanding(): Promise<void> {
  const answer = await figures.getFigures({ parent: session.parent.value, orgPath: desk.path.value, startTime: stamp(Date.now() - OPEN_DAYS * DAY) });
  standing.value = answer.all;
  waiting.value.board = said(countOf("OPEN") ?? 0, false);
}
async function review(): Promise<void> {
  const { entries: rows, nextPageToken } = await entries.listEntries({ parent: session.parent.value, pageSize: ENOUGH });
  waiting.value.review = said(rows.length, nextPageToken !== "");
}
async function memories(): Promise<void> {
  const { backFills: rows, nextPageToken } = await backFills.listBackFills({ parent: session.parent.value, pageSize: ENOUGH, states: OPEN_BACK_FILLS });
  waiting.value.backFills = said(rows.length, nextPageToken !== "");
}
async function corrections(): Promise<void> {
  const { corrections: rows, nextPageToken } = await cases.listCases({ parent: session.parent.value, pageSize: ENOUGH });
  waiting.value.cases = said(rows.length, nextPageToken !== "");
}

async function lowRatings(): Promise<void> {
  const { ratings: rows, nextPageToken } = await ratings.listRatingsToReview({ parent: session.parent.value, orgPath: desk.path.value, queue: RatingQueue.LOW_RATINGS, pageSize: ENOUGH });
  waiting.value.ratings = said(rows.length, nextPageToken !== "");
}
/** Those that say more than stands. */
async function overstated(): Promise<void> {
  const { certificates: rows, nextPageToken } = await certificates.listCertificates({ parent: session.parent.value, pageSize: ENOUGH, changed: true });
  waiting.value.certificates = said(rows.length, nextPageToken !== "");
}

/** Redeemed, and not fetched yet. */
async function pickUps(): Promise<void> {
  const { redemptions: rows, nextPageToken } = await redemptions.listRedemptions({ parent: session.parent.value, pageSize: ENOUGH, state: RedemptionState.TO_PICK_UP });
  waiting.value.rewards = said(rows.length, nextPageToken !== "");
}

/** Counts on the tabs of the board; undefined where nothing is counted. */
export function countOf(tab: string): number | undefined {
  if (!standing.value || tab === "ALL") return undefined;
  if (tab === "OVERDUE") return standing.value.overdue;
  return standing.value.states.find(({ state }) => OrderState[state] === tab)?.orders ?? 0;
}

/** Without an answer a badge stays as it was: the page itself says what is wrong. */
export async function readWaiting(): Promise<void> {
  if (!desk.hasPlace.value) return;
  const wanted = [readStanding(), lowRatings(), ...(desk.readsEntries.value ? [review()] : []), ...(desk.agreesToBackFills.value ? [memories()] : []), ...(desk.readsCases.value ? [corrections()] : []), ...(desk.readsCertificates.value ? [overstated()] : []), ...(desk.readsRewards.value ? [pickUps()] : [])];
  await Promise.all(wanted.map((each) => each.catch(() => {})));
}

/** With whoever sat here before. */
export function forgetWaiting(): void {
  waiting.value = {};
  standing.value = undefined;
}
