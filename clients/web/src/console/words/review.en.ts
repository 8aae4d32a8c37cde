import type { Messages } from "@/shared/i18n";
import type { review as zh } from "./review.zh";

export const review: Messages<typeof zh> = {
  review: {
    waits: "{n} for you to look at", none: "All done.", allDone: "All done, nothing waits for you.", state: "How far", undecided: "To be decided", anyGrade: "Any evidence", keysOn: "Keys: on", keysOff: "Keys: off", second: "A second look", noDoubt: "No doubt, but somebody has to look",
    checkAll: "Tick these {n}: {what}", check: "Tick {who}", row: "{who} · {time}", rowWhat: "{day} {what}", title: "{who} · {what}", about: "{day} · {team} · {place}", number: "number {number}", secondTitle: "One reviewer has looked; please look again.", thatDay: "Times of that day", planned: "Planned", evidence: "Evidence",
    roster: "Roster", rosterOn: "on the roster before the start", rosterLate: "added after the start", rosterOff: "not on the roster", in: "In {time}", out: "Out {time}", plan: "Planned", code: "Closing code", codeTried: "{n} times it did not match", rated: "{score} ({channel})", unrated: "not rated yet",
    person: "Volunteer", credited: "Recorded", services: "Services", notCredited: "Not recorded", openCases: "Being corrected", items: "{n}", weeks: "Recorded in 12 weeks: {list}", weeksTitle: "Hours recorded in 12 weeks", latest: "The latest 500 entries only.", waiting: "Waits for review", ofThem: "Of these, this person", notWatched: "No location; photos are optional and prove nothing. Each decision keeps who, when and why.", history: "Around and earlier", sort: "Sorted by",
    riskTitle: "Worth a look", riskHelp: "Compared with what is usual in this county; no verdict.", riskOther: "the other one {n}",
    verify: "Verify", verifyAll: "Verify these {n}", reject: "Reject, with reason", ask: "Ask the leader", adjust: "Record less", agree: "Agree", disagree: "Disagree, back to the queue", upDown: "up, down", tick: "tick", tickGroup: "the group", held: "{n} verified, sent in {left} s.", now: "Send now", decided: "{n} decided.", seen: "{n} of them. The person and the leader see this reason; on appeal another person looks.",
  },
  around: {
    person: "Three days around", personNone: "Nothing else in these days.", row: "{what}, {time}, {state}", beyond: "beyond your places", overlap: "overlaps this one by {time}", team: "{team} lately", teamNone: "Nothing else of this team.", service: "{day} · number {number}", outcome: "{n} people: {list}", count: "{state} {n}",
    parts: "Who had a part", placer: "Placed", codeSeen: "Saw the code", recorders: "Recorded", witness: "Witness", noWitness: "none; closed with the code or on the resident's page", nobody: "nobody", reports: "Told", reportedOnce: "all at once", reportedAgain: "{n} times; some of it came later",
  },
  backFill: {
    about: "Service that was not recorded: one enters it, another agrees. It stays marked as back-filled, is reviewed and put on notice.", lead: "Another person calls the witness and agrees; beyond the plan a third has to as well. Nobody enters their own hours.", new: "Enter time", propose: "Enter it", proposed: "Entered; another person has to agree.",
    order: "Order", orderHelp: "One that is closed, e.g. 7K3M", from: "From", to: "To", when: "Time", minutes: "Minutes", cause: "Why it was not recorded", resident: "The resident is the witness", residentHelp: "The order needs a telephone.", witness: "Witness", witnessHelp: "A volunteer of another team who may be contacted: number, phone or name.", theResident: "the resident",
    none: "No back-fill waits.", open: "Waiting", beyond: "beyond the plan", called: "Called: the witness says so", agree: "Agree", refuse: "Refuse", agreeTitle: "Agree to this back-fill?", refuseTitle: "Why not?", agreeHelp: "Call {who} first. Agreed, it goes to review marked as back-filled, and on notice.", refuseHelp: "It will not be recorded; whoever entered it sees why. Witness: {who}.",
  },
  backFillState: { BACK_FILL_PROPOSED: "proposed", BACK_FILL_SECOND: "waits for a third", BACK_FILL_APPROVED: "back-filled", BACK_FILL_REFUSED: "refused" },
  backFillCause: { PHONE_FAILED: "phone failed", WITHOUT_PHONE: "no phone", RECORD_LOST: "no signal, record lost", EMERGENCY_WORK: "busy in an emergency", FORGOTTEN: "forgot to check in", SYSTEM_DOWN: "system down" },
  backFillRefusal: { WITNESS_DENIES: "the witness denies it", WITNESS_NOT_REACHED: "the witness was not reached", TIMES_DO_NOT_FIT: "the times do not fit", NOT_SERVICE: "not voluntary service" },
  reviewSort: { risk: "Worth a look first", oldest: "Reported first", newest: "Reported last", served: "Served first", servedLate: "Served last", decided: "Decided last" },
  cases: {
    none: "No corrections to decide.", lead: "Somebody thinks the hours are wrong, or facts came late. Who decided before may not decide again.", who: "Who", why: "Why", was: "Recorded now", asked: "Asked for", since: "Since", due: "Decided by", grant: "Grant", dismiss: "Dismiss", grantTitle: "Grant: how much?", dismissTitle: "Why not?", help: "The person sees the result and the reason.", look: "Look at it", open: "Open", state: "State",
  },
  correctionKind: { APPEAL: "asked for", LATE_FACTS: "facts came late", RANDOM_CHECK: "random check" },
  correctionState: { CORRECTION_OPEN: "open", GRANTED: "granted", DISMISSED: "dismissed" },
  grade: { A: "both sides agree", B: "by the leader", C: "self-reported", D: "back-filled" },
  channel: { RATING_SECRET: "by the slip", RATING_CALL_BACK: "by telephone", ON_BEHALF: "by the station", SIGNED_IN: "signed in" },
  doubt: {
    NOT_OWN_CODE: "Not the own code", RECORDED_BY_ONE_SIDE: "One side only", END_NOT_RECORDED: "No end recorded", OFF_ROSTER: "Not on the roster", JOINED_ROSTER_LATE: "Joined the roster late", ARRIVED_AFTERWARDS: "Arrived afterwards", CODE_DOUBTFUL: "Code in doubt", LONGER_THAN_PLANNED: "Longer than planned",
    OUTSIDE_PLAN: "Outside the plan", NO_MINUTES: "No minutes", BELOW_MINIMUM: "Too short", MORE_PEOPLE_THAN_SEEN: "More people than seen", OWN_TEAM_HAD_A_PART: "Own team had a part", ENTERED_FROM_MEMORY: "Back-filled", BELOW_PLANNED_SHARE: "Too little of the plan", CODE_WENT_ROUND: "Code went round", CODE_TOLD_LATER: "Code told later", PHOTO_MISSING: "No photo, and a risk",
  },
  risk: {
    SOLD_BACK_FILL: "May be a sold back-fill", RELAYED_CODE: "Code may be relayed", ONE_DEVICE_MANY: "One phone, many people", OVERLAP_TEAMS: "With two teams at once", OVERLAP_COUNTIES: "In two counties at once", IMPOSSIBLE_TRAVEL: "Too far in too short a time", ACCOUNT_BURST: "Entered many at once", CLONED_TEXT: "Nearly the same report", REUSED_PHOTO: "Photo used before", CLOSED_RATING_PAIR: "Two who rate one another", PADDED_MINUTES: "Always longer than planned", ROSTER_STUFFING: "Too many on the roster",
  },
  doubtHelp: {
    NOT_OWN_CODE: "Not recorded with a code on the person's own phone.", RECORDED_BY_ONE_SIDE: "Only the team recorded it; no second side.", END_NOT_RECORDED: "No check-out; the end is assumed from the closing.", OFF_ROSTER: "The person was not on the roster.", JOINED_ROSTER_LATE: "Joined the roster after the start.", ARRIVED_AFTERWARDS: "This record arrived after the order was closed or taken back.",
    CODE_DOUBTFUL: "The code did not match or was used before.", LONGER_THAN_PLANNED: "Longer than planned.", OUTSIDE_PLAN: "Partly outside the planned time.", NO_MINUTES: "No minutes can be counted.", BELOW_MINIMUM: "Shorter than the minimum.", MORE_PEOPLE_THAN_SEEN: "More people recorded than were seen at the closing.", OWN_TEAM_HAD_A_PART: "Somebody of the team placed it, saw the code or witnessed.", ENTERED_FROM_MEMORY: "Entered from memory; two people look.", BELOW_PLANNED_SHARE: "There for less of the planned time than the county wants.", CODE_WENT_ROUND: "More people used this session's code than the roster holds: it may have been passed on.", CODE_TOLD_LATER: "The code arrived more than three minutes after it was seen, as without signal; it could not be checked on the spot.", PHOTO_MISSING: "The county asks for a photo of services with a risk, and there was none at the closing.",
  },
  secondReason: {
    REVIEWER_PLACED: "the first reviewer placed it", REVIEWER_SAW_CODE: "the first reviewer saw the code", REVIEWER_WITNESSED: "the first reviewer witnessed", REVIEWER_SERVED: "the first reviewer served too", REVIEWER_RECORDED: "the first reviewer recorded it", REVIEWER_LEADS_TEAM: "the first reviewer leads the team", LONG_DAY: "a long day: a level above looks", VERY_LONG_DAY: "a very long day: the county looks", FROM_MEMORY: "back-filling takes two",
  },
  decision: {
    EVIDENCE_SUFFICES: "evidence suffices", PASSED_BY_RULE: "passed by rule", CAPPED_BY_POLICY: "beyond the cap of a day", CAME_LATER: "came later", LEFT_EARLIER: "left earlier", TRAVEL_COUNTED: "travel was counted", BREAK_COUNTED: "a break was counted", PARTLY_ELSEWHERE: "partly elsewhere", NOT_PRESENT: "was not there", RECORDED_ELSEWHERE: "this time stands in another order", NOT_VOLUNTARY_SERVICE: "not voluntary service", RECORDED_TWICE: "recorded twice",
    NO_TIME_GIVEN: "no time was given", PICTURE_CHANGED: "a later record no longer has it", ASK_TIMES: "when did they come and leave?", ASK_PRESENCE: "was the person there?", ASK_WORK_DONE: "what was done?", APPEAL_UPHELD: "the appeal is right", LATE_FACTS_UPHELD: "the later record is right", RANDOM_CHECK_UPHELD: "the people served are right", EVIDENCE_LACKING: "evidence is lacking",
  },
  decideTitle: { reject: "Why is it rejected?", ask: "What is the leader asked?", adjust: "How much, and why less?" },
  decideVerb: { reject: "Reject", ask: "Ask the leader", adjust: "Record this" },
};
