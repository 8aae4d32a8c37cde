import type { Messages } from "@/shared/i18n";
import type { ratings as zh } from "./ratings.zh";

export const ratings: Messages<typeof zh> = {
  ratings: {
    title: "Ratings", queues: "Which", lead: "When the people served are not content, talk with them or have it done again within 3 working days. Doubtful ones are a hint, not a verdict.", none: "No such ratings.",
    due: "by {time}", late: "overdue: {time}", settled: "Settled: {how}", about: "{number} {title}", served: "{team} went {when}", rated: "{time}, {channel}", redos: "done again {n} times already",
    talked: "Talked over", talkedTitle: "Talked over, nothing to do again?", talkedHelp: "It is noted who spoke with them. The rating stays as it is.", talkedSaid: "Noted.",
    again: "Do it again", againTitle: "Do {what} again", againLead: "A new order with the same wishes asks teams; the old one and its hours stay. Twice at most.", againSaid: "The new order is open and asks teams.", start: "When", minutes: "Minutes", past: "later than now",
    follow: "To follow up", followSaid: "Noted: to follow up.", annul: "Annul", annulTitle: "Why does it not count?", annulHelp: "Only when it is proven. It is kept and counts no more.", annulSaid: "Annulled.",
    own: "The centre's rating", ownTitle: "How did it go this time?", ownLead: "It stands apart from what the people served say, and changes no hours.", score: "Rating", tags: "What was good, what was not", words: "Anything else", ownSaid: "Rated.", open: "The order",
    ratesLead: "Of the orders closed, how many were answered and by which way. No answer is no praise. In brackets the range that fits: few orders have a wide one and say little. Nobody is ranked.", span: "How long", days: "Closed in the last {n} days", closed: "Closed", noAnswer: "No answer", answered: "Answered", inPerson: "In person or by call", share: "{rate} % ({low}–{high} %)", byPlace: "Place", byTeam: "Team", together: "Together", noneClosed: "No orders were closed in this time.",
  },
  ratingQueue: { LOW_RATINGS: "Not content", DOUBTFUL_RATINGS: "Doubtful", ALL_RATINGS: "All", RATES: "Who answered" },
  ratingDoubt: { SLIP_SEEN_BY_TEAM: "Somebody of the served team has looked at this slip, which holds the rating code.", SAME_PHONE: "One phone rated this team for at least 3 households within 90 days." },
  verdict: { ANNUL_SELF_RATING: "by one of their own", ANNUL_WRONG_ORDER: "of another order", TALKED_OVER: "talked over", DONE_AGAIN: "done again" },
};
