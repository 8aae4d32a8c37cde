import type { Messages } from "@/shared/i18n";
import type { audit as zh } from "./audit.zh";

export const audit: Messages<typeof zh> = {
  audit: {
    lead: "Who did what, when. Numbers and kinds only, nothing personal; how teams answered offers is no part of it.", who: "Who", what: "What", on: "On what", id: "Name", when: "When", why: "Because of", result: "Result", anyKind: "Everything", anyone: "Everybody", from: "From", until: "Until", none: "Nothing in this range.", all: "{part}: all",
    refused: "Refused: {why}", caused: "{part}, number {seq}", revealed: "{n} people, {why}", instead: "By itself, for {who}", holder: "Whoever holds the slip or invitation", nobody: "Somebody not signed in", account: "account …{id}", thing: "{what} …{id}", county: "the county", only: "Only {what}", onlyNow: "Only this: {what}", onlyCause: "Only the cause: {what}", clear: "Show all", read: "{n} lines read", some: "Exports the latest {n}; for earlier ones choose earlier days.", exporting: "Reading",
  },
  auditPart: { volunteers: "People and teams", orders: "Orders", matching: "Dispatch", hours: "Hours" },
  auditThing: {
    orgs: "organisation", units: "unit", teams: "team", volunteers: "volunteer", trainings: "training", accounts: "account", plans: "county plan", simulations: "simulation", orders: "order", series: "series", wishes: "wish", menu_items: "menu", projects: "project", notices: "notice", webhooks: "webhook", entries: "hours",
  },
  auditRefused: { CLOSING_CODE_WRONG: "wrong closing code", CLOSING_CODE_LOCKED: "too many wrong tries" },
  purpose: { NOTICE: "to send a notice", INSURED_LIST: "list for the insurer", CERTIFICATE: "for a certificate", RECORD_EXPORT: "export of the record", VERIFICATION: "to verify hours" },
  eventKind: {
    ORG_CHANGED: "Organisation changed", UNIT_CHANGED: "Unit changed", TEAM_CHANGED: "Team changed", VOLUNTEER_CHANGED: "Volunteer changed", MEMBERSHIP_CHANGED: "Joined or left a team", TRAINING_CHANGED: "Training recorded", ACCOUNT_CHANGED: "Account or grants changed", VOLUNTEER_REVEALED: "Personal data read", PERSON_ERASED: "Personal data erased",
    ORDER_PLACED: "Placed", ORDER_APPROVED: "Approved", ORDER_REFUSED: "Refused", OFFERS_MADE: "Teams asked", ORDER_ACCEPTED: "Accepted", ACCEPTANCE_WITHDRAWN: "Given back by the team", ORDER_RELEASED: "Taken back", ORDER_RESCHEDULED: "Rescheduled", ESCALATED: "One level up", ORDER_CANCELLED: "Withdrawn", ORDER_REDONE: "Redone", ORDER_PLACED_AGAIN: "Duplicate merged in",
    ROSTER_SET: "People named", FACT_RECORDED: "Check-in or check-out", SERVICE_STARTED: "Service begun", CODE_VIEWED: "Closing code seen", CODE_PRINTED: "Slip printed", CLOSING_CODE_TRIED: "Closing code tried", ORDER_COMPLETED: "Completed", SERVICE_ABORTED: "Broken off", SETTLED: "Sent on for hours", RATED: "Rated", PHOTO_ADDED: "Photo added", PHOTO_REMOVED: "Photo removed", RATING_REVIEWED: "Rating reviewed", RATING_ANNULLED: "Rating annulled",
    ORDER_VERIFIED: "Verified", ORDER_REJECTED: "Not passed", SERIES_PLACED: "Series placed", SERIES_ENDED: "Series ended", OCCURRENCE_MISSED: "Series missed a time", WISH_LEFT: "Wish left", WISH_DISMISSED: "Wish dismissed", MENU_ITEM_CHANGED: "Menu changed", PROJECT_CHANGED: "Project changed",
    NOTICE_READ: "Notice seen", UNSENT_REPORTED: "Phone told what is unsent", WEBHOOK_CHANGED: "Webhook changed", WEBHOOK_TESTED: "Webhook tested", LOOP_POLICY_PROPOSED: "Looser order rules proposed", LOOP_POLICY_SET: "Order rules changed", RECOMMENDATION_MADE: "Teams compared", WEIGHTS_CHANGED: "Dispatch rules changed", PLAN_MADE: "Plan made", PLAN_COMMITTED: "Plan committed", EMERGENCY_DECLARED: "Emergency declared", EMERGENCY_ENDED: "Emergency ended", SUGGESTION_DISMISSED: "Suggestion set aside", BUNDLE_ASKED: "One team asked for several orders", SIMULATION_KEPT: "Dispatch rules simulated",
    ENTRY_PENDED: "Hours came, to be verified", ENTRY_RETURNED: "Leader asked", ENTRY_ANSWERED: "Leader answered", ENTRY_SECOND: "To a second reviewer", ENTRY_NOTICED: "Hours on public notice", ENTRY_POSTED: "Hours recorded", ENTRY_VOIDED: "Hours not recorded", ENTRY_CORRECTED: "Hours corrected", CASE_OPENED: "Correction asked for", CASE_GRANTED: "Correction granted",
    CASE_DISMISSED: "Correction dismissed", ORDER_ENTRIES_SETTLED: "All hours of an order decided", MINUTES_CLAIMED: "Time claimed", MINUTES_RELEASED: "Time released", POLICY_SET: "Review rules changed", POLICY_PROPOSED: "Looser review rules proposed", BACK_FILL_PROPOSED: "Back-fill entered", BACK_FILL_AGREED: "Back-fill agreed to by the first", BACK_FILL_APPROVED: "Back-fill agreed to", BACK_FILL_REFUSED: "Back-fill refused",
  },
};
