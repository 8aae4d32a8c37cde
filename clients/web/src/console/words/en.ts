import type { Messages } from "@/shared/i18n";
import { audit } from "./audit.en";
import { bring } from "./bring.en";
import { draws } from "./draws.en";
import { edit } from "./edit.en";
import { emergency } from "./emergency.en";
import { exchange } from "./exchange.en";
import { insured } from "./insured.en";
import { fairness } from "./fairness.en";
import { reports } from "./reports.en";
import { overview } from "./overview.en";
import { plan } from "./plan.en";
import { ratings } from "./ratings.en";
import { review } from "./review.en";
import { rules } from "./rules.en";
import { simulate } from "./simulate.en";
import { suggest } from "./suggest.en";
import type { zh } from "./zh";

export const en: Messages<typeof zh> = {
  ...audit,
  ...bring,
  ...draws,
  ...edit,
  ...emergency,
  ...exchange,
  ...insured,
  ...fairness,
  ...reports,
  ...overview,
  ...plan,
  ...ratings,
  ...review,
  ...rules,
  ...simulate,
  ...suggest,
  nav: {
    overview: "Overview", fairness: "Fairness", board: "Dispatch", review: "Review", certificates: "Certificates", honours: "Honours", rewards: "Rewards", cases: "Corrections", base: "Base data", orders: "All orders", teams: "Teams", volunteers: "Volunteers", trainings: "Trainings", menu: "Menu", projects: "Projects", manage: "Manage", orgs: "Organisations", units: "Units", accounts: "Accounts", policies: "Policies", audit: "Log", account: "My account", backFills: "Back-fills",
  },
  console: { title: "diandan · centre", brand: "diandan" },
  desk: {
    noPlace: "This account has no duty at the centre or an institute.", toField: "To the phone pages", place: "Township", village: "Village", everywhere: "All townships", allVillages: "All villages", more: "Show more", asOf: "As of {time}", live: "Live", and: ", ", unknown: "no record",
  },
  ask: { minutes: "Minutes to record (at most {most})", why: "Why" },
  deskState: { PLACED: "To approve", OPEN: "Open", ACCEPTED: "Accepted", IN_SERVICE: "In service", COMPLETED: "To verify", VERIFIED: "Verified", REFUSED: "Refused", REJECTED: "Not passed", CANCELLED: "Withdrawn", ALL: "All", OVERDUE: "Overdue" },
  level: { VILLAGE: "Village", TOWNSHIP: "Township", COUNTY: "County", CLERK_LIST: "Needs somebody's idea" },
  language: { zh: "Chinese", mn: "Mongolian" },
  role: { CLERK: "Station clerk", OFFICER: "Township officer", LEADER: "Team leader", VOLUNTEER: "Volunteer", DISPATCHER: "Dispatcher", REVIEWER: "Reviewer", COUNTY_ADMIN: "County admin", LIAISON: "Unit liaison", AUDITOR: "Auditor", OPERATOR: "Operator" },
  board: {
    states: "State of orders", search: "Number", none: "No orders here.", choose: "Choose an order on the left.", row: "{title} · {n} people", urgent: "urgent", late: "{span} over", left: "{span} left", askedAt: "{level}, {n} teams asked", notAskedAt: "{level}, nobody asked yet",
    placed: "Number {number} · {station} · {time}", onBehalf: "on behalf", about: "{long} in all", houseLater: "The leader sees the house after accepting", wanted: "Wanted", people: "{n} people", woman: "a woman among them", speaks: "who speak {language}", note: "Note", insurance: "Insurance", insured: "Those who come must be insured", notInsured: "Not needed for this kind",
    team: "Team", reason: "Reason", history: "What happened", times: "{n} times", byItself: "by itself", rateUntil: "Last day to rate",
    approve: "Approve, look for people", refuse: "Refuse", release: "Take back", cancel: "Withdraw",
    whom: "Whom to ask", suitable: "{n} of {all} suitable", inKm: "All compared in kilometres, fewest first. Declining counts nowhere.", nobody: "No team is suitable. You may look further out.", teamOf: "{place} · {n} {n|person|people}", asKm: "as {km} km", asKmLess: "{km} km, with {less} km off for what speaks for it", allTeams: "Show all {n}", fewer: "First 3 only",
    waitingFor: "Asked, waiting for an answer", answerBy: "answer by {time}", askedNow: "{n} teams asked.", ask: "Ask these {n}", askNone: "Choose teams", offerHelp: "The first wins, the others are recalled. Declining needs no reason.",
    leftOut: "Why not these", teams: "{n} teams", otherTeam: "Another team", otherTeamHelp: "Name of the team", noSuchTeam: "No team of this name in the county.",
    firstFor: "First for {kinds}", behindIn: "Behind the first in {kinds}", whyLeftOut: "{team} is left out: {why}.", whyFirst: "{team} is the first.", whyTerm: "{kind} by {km} km", whyBehind: "{team} is number {rank}, {km} km behind {best}: {kinds}.",
  },
  boardNone: { PLACED: "Nothing to approve.", OPEN: "Nothing waits for a team.", ACCEPTED: "Nothing accepted that has not begun.", IN_SERVICE: "Nothing in service now.", COMPLETED: "Nothing to verify.", OVERDUE: "Nothing is overdue." },
  sideNone: { PLACED: "Suitable teams are shown once it is approved.", ACCEPTED: "A team has taken it.", IN_SERVICE: "In service.", COMPLETED: "Done; to be rated and verified.", VERIFIED: "Verified, hours are recorded.", REFUSED: "This was not done.", REJECTED: "The hours did not pass.", CANCELLED: "This was withdrawn.", OPEN: "Dispatchers of township and county see who is suitable." },
  clockFor: { PLACED: "to answer the station", OPEN: "to find a team" },
  escalate: { VILLAGE: "Up to the township", TOWNSHIP: "Up to the county", COUNTY: "To somebody's desk", ESCALATION_LEVEL_UNSPECIFIED: "One level up" },
  did: { approve: "Approved.", escalate: "One level up.", refuse: "Refused.", cancel: "Withdrawn.", release: "Taken back; looking again.", photo: "The photo is gone." },
  askTitle: { refuse: "Why is it refused?", cancel: "Why is it withdrawn?", release: "Why is it taken back?", photo: "Why is this photo removed?" },
  askHelp: { refuse: "The station sees this reason.", cancel: "Nobody is looked for any more; a team that took it is told.", release: "The team is told, and another one is looked for.", photo: "It is gone for good; whoever is seen in it may ask for that at any time. Who removed it, and why, is recorded." },
  askVerb: { refuse: "Refuse it", cancel: "Withdraw it", release: "Take it back", photo: "Remove it" },
  term: {
    distance: "{km} km away", rating: "{good} of {all} ratings good in a year", unrated: "no ratings in a year", load: "{taken} {taken|half-day|half-days} taken that week of {most}", loadUndeclared: "{taken} {taken|half-day|half-days} taken that week, no maximum declared", loadWeeks: "{taken} {taken|half-day|half-days} taken in the {weeks} weeks up to that one, {most} a week at most", loadWeeksUndeclared: "{taken} {taken|half-day|half-days} taken in the {weeks} weeks up to that one, no maximum declared", speaks: "somebody speaks {language}", speaksNot: "nobody speaks {language}",
    women: "{n} {n|woman|women} in the team", noWomen: "no woman in the team", skill: "has done this {n} {n|time|times}", client: "has been here {n} {n|time|times}", village: "of this village", township: "of this township",
  },
  near: { SAME_VILLAGE: "same village, no coordinates", SAME_TOWNSHIP: "same township, no coordinates", SAME_COUNTY: "same county, no coordinates" },
  termKind: { DISTANCE: "distance", RATING: "ratings", LOAD: "load", LANGUAGE: "language", GENDER: "a woman", SKILL_EXPERIENCE: "experience", CLIENT_EXPERIENCE: "knowing the house", PLACE: "place" },
  leftOut: { SKILL_MISSING: "does not offer this", SUSPENDED: "takes no orders now", QUALIFICATION_MISSING: "lacks the qualification", LANGUAGE_MISSING: "does not speak it", NO_WOMAN: "no woman", NOT_FREE_THEN: "not free then", BUSY_THEN: "busy then", WEEK_FULL: "week is full", OUTSIDE_LEVEL: "outside this level", ALREADY_ASKED: "already asked", ASKED_OFTEN: "asked often lately", THINKING_ABOUT_OTHERS: "still thinks about others" },
};
