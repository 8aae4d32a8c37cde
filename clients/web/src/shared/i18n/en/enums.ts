import type { Messages } from "..";
import type { enums as zh } from "../zh/enums";

export const enums: Messages<typeof zh> = {
  state: { unsent: "not sent yet", conflict: "you decide", PLACED: "to be checked", OPEN: "open", ACCEPTED: "accepted", IN_SERVICE: "in service", COMPLETED: "to be rated", VERIFIED: "settled", REFUSED: "refused", REJECTED: "not passed", CANCELLED: "withdrawn" },
  call: {
    PlaceOrder: "Order", CancelOrder: "Withdraw", AcceptOrder: "Accept", DeclineOffer: "Decline", WithdrawAcceptance: "Give back", RescheduleOrder: "New time", ConfirmReschedule: "Answer", SetRoster: "People", CheckIn: "Check in", CheckOut: "Check out", RecordFacts: "Sign for others",
    CompleteOrder: "Close", AbortService: "Break off", RateOrder: "Rating", DismissWish: "Answer a wish", ReadNotice: "Notice seen", AddMember: "Admit", JoinTeam: "Join", EndMembership: "Leave", SetFreeTimes: "Free times", SetOwnFreeTimes: "Free times", RequestCorrection: "Correct hours", AddPhoto: "Add a photo", RemovePhoto: "Remove a photo",
  },
  step: {
    ORDER_PLACED: "Placed", ORDER_APPROVED: "Approved", ORDER_REFUSED: "Refused", OFFERS_MADE: "Offered", ESCALATED: "Looked further", ORDER_ACCEPTED: "Accepted", ACCEPTANCE_WITHDRAWN: "Given back", ORDER_RELEASED: "Taken back", ORDER_RESCHEDULED: "New time", ROSTER_SET: "People chosen",
    FACT_RECORDED: "Checked in and out", SERVICE_STARTED: "People arrived", SERVICE_ABORTED: "Broken off", ORDER_COMPLETED: "Closed", CODE_VIEWED: "Slip looked at", CODE_PRINTED: "Slip printed", CLOSING_CODE_TRIED: "Closing code did not match", RATED: "Rated", PHOTO_ADDED: "Photo added", PHOTO_REMOVED: "Photo removed", BACK_FILL_PROPOSED: "Back-fill entered", BACK_FILL_AGREED: "Back-fill agreed to by one", BACK_FILL_APPROVED: "Back-fill agreed to", BACK_FILL_REFUSED: "Back-fill refused", RATING_REVIEWED: "Rating handled", ORDER_VERIFIED: "Verified, hours recorded", ORDER_REJECTED: "Not passed",
    ORDER_REDONE: "Done again", ORDER_PLACED_AGAIN: "A duplicate merged in", ORDER_CANCELLED: "Withdrawn",
  },
  stepHelp: { ORDER_PLACED: "by the station", ORDER_APPROVED: "checked", OFFERS_MADE: "suitable teams were asked" },
  next: { approve: "Approval", accept: "Acceptance", serve: "Service", close: "Closing", rate: "Rating", verify: "Review, hours recorded" },
  nextHelp: { approve: "The township checks, then people are looked for", accept: "Near and suitable teams first", serve: "Check in on arrival, out on leaving", close: "When content, the closing code", rate: "By themselves, or by you (marked)", verify: "Within 10 working days" },
  reason: {
    DUPLICATE: "duplicate", NOT_VOLUNTEER_SERVICE: "not voluntary service", INCOMPLETE: "incomplete", UNSAFE: "unsafe", COMMERCIAL: "paid work", NO_LONGER_NEEDED: "no longer needed", CLIENT_UNAVAILABLE: "nobody there", PLACED_BY_MISTAKE: "by mistake", WEATHER: "weather", UNSERVED: "nobody found", PLACED_TWICE: "placed twice",
    NO_CHECK_IN: "nobody checked in", TEAM_UNREACHABLE: "team unreachable", TEAM_ASKED: "the team asked", EMERGENCY: "emergency", CLIENT_ABSENT: "nobody home", DANGER: "danger", ILLNESS: "somebody unwell", BAD_WEATHER: "bad weather", MISSING_TOOLS: "tools missing",
    PERSON_ASKED: "the person asked", SHOWS_TOO_MUCH: "shows too much", NOT_OF_THIS_ORDER: "not of this order",
  },
  dismiss: { WISH_DUPLICATE: "duplicate", WISH_NOT_VOLUNTEER_SERVICE: "not voluntary service", WISH_UNCLEAR: "unclear", WISH_UNREACHABLE: "cannot be reached", WISH_PRANK: "a prank" },
  score: { "5": "Very content", "4": "Content", "3": "So-so", "2": "Not content", "1": "Not at all" },
  tag: { ON_TIME: "on time", SKILLED: "skilled", WARM_HEARTED: "warm-hearted", PATIENT: "patient", TIDY: "tidy", CAME_LATE: "came late", CAME_TOO_FEW: "too few came", BADLY_DONE: "badly done", LEFT_UNFINISHED: "unfinished", IMPATIENT: "impatient" },
  weekday: { "0": "Mon", "1": "Tue", "2": "Wed", "3": "Thu", "4": "Fri", "5": "Sat", "6": "Sun" },
  notice: {
    NEW_OFFER: "Your team is asked", TAKEN_BY_ANOTHER: "Another team was first, thank you", TEAM_FOUND: "A team comes", REQUEST_APPROVED: "Approved", REQUEST_REFUSED: "Refused", STARTS_IN_A_DAY: "Starts in a day", STARTS_SOON: "Starts in two hours", TEAM_NOT_NEEDED: "Withdrawn, no need to go",
    HOURS_VERIFIED: "Hours recorded", HOURS_REJECTED: "Hours not recorded", OVERDUE: "Nobody found in time", UNSENT_LONG: "A phone unsent for 3 days", RATED_LOW: "Somebody was not content", RATED_LOW_OVERDUE: "Not seen to in time: somebody was not content",
    ENTRY_CREDITED: "Your hours are recorded", ENTRY_ADJUSTED: "Your hours are recorded, fewer than reported", ENTRY_NOT_CREDITED: "Your hours are not recorded", ENTRY_SENT_BACK: "Your leader is asked about your hours", CORRECTION_DECIDED: "A correction is decided", NOMINATION_RECEIVED: "You were nominated", NOMINATION_DECIDED: "Your nomination is decided",
    HONOUR_GIVEN: "You are honoured", STAR_REACHED: "A star reached", STAR_LOWERED: "Stars lowered", POINTS_REDEEMED: "Points redeemed", POINTS_GIVEN_BACK: "Points came back", POINTS_RUN_OUT: "Points run out soon", CERTIFICATE_VOIDED: "A certificate was revoked",
  },
  how: { OWN_CODE: "both agree", BY_LEADER: "by the leader", BY_WITNESS: "by the station", SELF_REPORTED: "self-reported", ASSUMED: "assumed", BACK_FILLED: "back-filled" },
  whyNot: {
    SUSPENDED: "suspended now", NO_CONSENT: "no consent to a record yet", GUARDIAN_CONSENT_MISSING: "under 18, guardian must agree", QUALIFICATION_MISSING: "lacks the certificate", QUALIFICATION_EXPIRED: "certificate has expired", TRAINING_MISSING: "lacks the training", INSURANCE_MISSING: "not insured that day",
  },
  entry: { PENDING: "waits", RETURNED: "asked back", SECOND: "second look", NOTICE: "in public notice", POSTED: "recorded", VOIDED: "not recorded" },
  skill: {
    haircut: "Haircut", health_check: "Health check", electrics: "Electrics", repair: "Repair", home_repair: "Home repair", phone_help: "Help with phones", cleaning: "Cleaning", companionship: "Company", errand: "Errand", errands: "Errands", tutoring: "Tutoring", policy_talk: "Policy talk", theory_talk: "Theory talk", performance: "Performance",
    farm_advice: "Farm advice", science_talk: "Science", tree_planting: "Trees", legal_advice: "Legal advice",
  },
};
