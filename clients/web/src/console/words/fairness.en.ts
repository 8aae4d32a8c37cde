import type { Messages } from "@/shared/i18n";
import type { fairness as zh } from "./fairness.zh";

export const fairness: Messages<typeof zh> = {
  fairness: {
    title: "Fairness", days: "{n} days", period: "How many last days", by: "Seen by", place: "By township", language: "By language", ofPlace: "Township", ofLanguage: "Language asked for",
    lead: "{n} orders were let through in the last {days} days. Of {ended} with a result {rate}% were served.", leadWaits: "{n} orders were let through in the last {days} days. Of {ended} with a result {rate}% were served; half had a team within {half}, nine of ten within {ninth}.", noResult: "{n} orders were let through in the last {days} days; none has a result yet.", nothing: "No order was let through in the last {days} days.",
    nothingHelp: "Figures come once orders have been approved and teams are looked for.", extra: "+{n} in each wave", none: "No township is clearly below the others; each wave asks as many teams everywhere.",
    letThrough: "Let through", rate: "Served", waiting: "Waiting", unserved: "Nobody found", half: "Half waited", ninth: "Nine of ten", county: "County", itself: "The county's own", noLanguage: "None asked for", required: "{language}, required", preferred: "{language}, preferred", noEnd: "no result yet",
    served: "Served", underWay: "Under way", withdrawn: "Withdrawn", rateColumn: "Served (%)", halfColumn: "Half waited (minutes)", ninthColumn: "Nine of ten (minutes)", extraColumn: "More in each wave",
    how: "Served = served ÷ (served + nobody found); orders under way, waiting or withdrawn do not count. The thin line is the county's rate. Waits run from let through to taken by a team.",
    unused: "Of {teams} teams that take orders, {n} had none in this time. They may be asked first.", allUsed: "All {teams} teams that take orders had some in this time.", byCode: "In the order of division codes, no ranking; how teams answer offers is in none of these",
  },
};
