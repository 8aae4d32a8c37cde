// What can be done about a suggestion, and how its orders are told apart.
import { SuggestionDismissal, SuggestionKind, SuggestionStrength, type SuggestedOrder, type Suggestion } from "@/gen/diandan/matching/v1/suggestion_pb";
import { OrderState } from "@/gen/diandan/orders/v1/types_pb";
import { msOf } from "@/shared/time";

/** Why it is not suggested again, by what it is. */
export const dismissalsOf = (kind: SuggestionKind): SuggestionDismissal[] =>
  kind === SuggestionKind.SAME_NEED
    ? [SuggestionDismissal.DIFFERENT_NEEDS, SuggestionDismissal.WANTED_TWICE, SuggestionDismissal.ARRANGED_OTHERWISE]
    : [SuggestionDismissal.BETTER_APART, SuggestionDismissal.ARRANGED_OTHERWISE];

/** The name of the word over a card. */
export const titleOf = ({ kind, strength }: Suggestion): "SURE" | "LIKELY" | "ONE_TRIP" =>
  kind === SuggestionKind.ONE_TRIP ? "ONE_TRIP" : strength === SuggestionStrength.SURE ? "SURE" : "LIKELY";

/** The one that should rather stay: a team has it, or it was placed first. */
export function staysOf({ orders }: Suggestion): SuggestedOrder | undefined {
  return orders.find(({ state }) => state === OrderState.ACCEPTED) ?? orders[0];
}

/** The other one, which is cancelled when `stays` stays. */
export const goesOf = ({ orders }: Suggestion, stays: SuggestedOrder): SuggestedOrder | undefined => orders.find(({ order }) => order !== stays.order);

/** What differs between two orders: only that needs the eye. */
export function differences(a: SuggestedOrder, b: SuggestedOrder): { when: boolean; where: boolean; what: boolean } {
  const times = ({ sessions }: SuggestedOrder) => sessions.map(({ startTime, endTime }) => `${msOf(startTime)}-${msOf(endTime)}`).join();
  return { when: times(a) !== times(b), where: a.station !== b.station, what: a.menuItem !== b.menuItem };
}

/** As it is shown, so that an order which has moved since is refused by itself. */
export const bundleOf = ({ orders, team }: Suggestion) => ({
  team, orders: orders.map(({ order, sessions }) => ({ order, startTime: sessions[0]?.startTime })),
});

/** "2+", when there are more than were read. */
export const countText = (found: readonly Suggestion[], kind: SuggestionKind, whole: boolean): string => {
  const n = found.filter((one) => one.kind === kind).length;
  return n === 0 ? "" : `${n}${whole ? "" : "+"}`;
};
