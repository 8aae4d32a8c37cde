import type { Messages } from "@/shared/i18n";
import type { suggest as zh } from "./suggest.zh";

export const suggest: Messages<typeof zh> = {
  suggest: {
    title: "Duplicates and trips", kinds: "Which", lead: "Seen in the orders as they are now, as a hint: you decide which order stays and whom to ask.", none: "No order seems placed twice, and none make one trip.",
    foundSame: "Duplicates {n}", foundTrips: "Trips {n}", placed: "Placed by {station}, {time}", heldBy: "{team} has accepted it", beingAsked: "Teams are being asked",
    keep: "Keep {number}", mergeTitle: "Keep {kept} and cancel {gone}?", mergeHelp: "This cannot be undone. Each order names the other, and the station sees both.", mergeHeld: "This cannot be undone; the team that holds it is told. Each order names the other, and the station sees both.", mergeVerb: "Cancel {gone}", merged: "{kept} stays, {gone} is cancelled.",
    dismiss: "Not again", dismissTitle: "Not suggest this again?", dismissHelp: "Nobody else will see it either. The orders stay as they are.", dismissed: "Noted; it is not suggested again.",
    ask: "Ask {team} for all", askTitle: "Ask {team} for these {n} orders?", askHelp: "This asks, it does not order: the team may take one, all or none, without a reason, and it counts for nothing.", askVerb: "Ask", asked: "Asked for {n} orders together",
    stays: "Order that stays", again: "Placed again as",
  },
  suggestion: { SURE: "Most likely twice", LIKELY: "Maybe twice", ONE_TRIP: "One trip" },
  suggestionKind: { ALL: "All", SAME_NEED: "Duplicates", ONE_TRIP: "Trips" },
  dismissal: { DIFFERENT_NEEDS: "not the same need", WANTED_TWICE: "wanted more than once", ARRANGED_OTHERWISE: "arranged otherwise", BETTER_APART: "better apart" },
};
