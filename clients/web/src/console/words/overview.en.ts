import type { Messages } from "@/shared/i18n";
import type { overview as zh } from "./overview.zh";

export const overview: Messages<typeof zh> = {
  overview: {
    period: "Time", days: "{n} days", hours: "{n} h", place: "Place", total: "Together", itself: "{name} itself", townships: "Townships", villages: "Villages", byCode: "In the order of division codes, no ranking; no sign-ins, photos or posts are counted", noPlaces: "No other stations below.",
    halfAnswer: "Half answered in", halfAccept: "Half accepted in", servedShare: "Accepted, served", ratings: "Answered／asked", minutes: "Hours", typed: "Typed", typedHelp: "Facts typed by hand for an order placed on behalf, on average; it measures the form, not the person", typedOf: "{n} orders on behalf; half had at most {median} facts typed", typedLine: "{mean} facts typed per order on behalf, at most {median} for half of them ({n})", typedColumn: "Facts typed on behalf (mean)", facts: "{n}", minutesColumn: "Minutes of service", answered: "Rated", askedColumn: "Asked", few: "{n}, too few",
    overdue: "overdue", overdueHelp: "to approve, or open", countyWide: "looked for county-wide", countyWideHelp: "nobody nearer was found", low: "rated not content", lowHelp: "of {n} rated in this time", waiting: "hours to look at", waitingHelp: "{n} passed by rule",
    funnel: "Orders placed {period}: how far", funnelHelp: "Press a part to see its orders", noOrders: "No orders in this time.", given: "Volunteers gave {time} in {services} services", onBehalf: "{share} on behalf ({n})",
    toAccept: "From opening to acceptance", inHours: "hours, 12 weeks", half: "half of them", ninth: "nine of ten", week: "Week", table: "Table", chart: "Chart", tooFew: "Drawn from 5 accepted orders a week on. Fewer than two weeks have that many.",
    asked: "{asked} asked, {answered} answered", noPraise: "No answer is no praise", content: "content {rate}% ({low}–{high}%)", answeredOf: "{n}／{asked}, {rate}%", nobodyAsked: "Nothing was completed in this time.", together: "Together", silent: "Asked, no answer",
  },
  period: { week: "this week", month: "this month", year: "this year" },
  funnel: { placed: "Placed", approved: "Approved", accepted: "Accepted", served: "Served", verified: "Verified", half: "half in {span}", ofCases: "of {n}", toApprove: "{refused} refused, {waiting} to approve", toAccept: "{waiting} open, {withdrawn} withdrawn", toServe: "{waiting} planned or in service", toVerify: "{waiting} to verify, {rejected} not passed" },
  table: {
    export: "Export", copy: "Copy link", copied: "Copied", filter: "Find in the table", rows: "{n} rows", some: "Only the first {n} rows; please narrow it", found: "{n} of {all} rows", reading: "{n} rows read", none: "Nothing here yet.", noneFound: "No row fits.", more: "Show {n} more", sort: "Sort by {what}",
    name: "Name", kind: "Kind", tier: "Tier", above: "Above", code: "Division code", state: "State", open: "in use", closed: "closed", members: "People", women: "Women", skills: "Does", weekly: "Half-days a week", place: "Where", joinable: "Open to join", suspended: "suspended",
    number: "Number", kinds: "Kinds", qualified: "Qualified", minor: "Minor", title: "Title", when: "When", minutes: "Length", attended: "Attended", theme: "Theme", people: "People", qualification: "Qualification", insurance: "Insurance", tutor: "Tutor", headcount: "Headcount",
    signIn: "Sign-in name", grants: "Grants", disabled: "disabled", last: "Last sign-in", created: "Created", yes: "yes", no: "no", orderNumber: "Number", what: "What", station: "Station", team: "Team", placedAt: "Placed", completedAt: "Completed", registered: "Registered", service: "Service", until: "Deadline", org: "Organisation", unit: "Unit", owner: "Answers for it", ended: "ended",
  },
  tier: { CENTRE: "Centre", INSTITUTE: "Institute", STATION: "Station", POINT: "Point", HOUSEHOLD: "Household" },
  unitKind: { DEPARTMENT: "Department", ENTERPRISE: "Enterprise", SCHOOL: "School", SOCIAL_ORGANISATION: "Social organisation" },
  teamKind: { COUNTY_CORPS: "County corps", SECTOR_TEAM: "Sector team", TOWNSHIP_CORPS: "Township corps", VILLAGE_TEAM: "Village team", SOCIAL_TEAM: "Social organisation" },
  volunteerKind: { FIVE_ELDERS: "five elders", LOCAL_TALENT: "local talent", RETURNED_ENTREPRENEUR: "returned entrepreneur", STUDENT: "student", ARTIST: "artist", PARTY_MEMBER: "party member", MEDICAL: "medical", TEACHER: "teacher", AGRICULTURE: "agriculture", VILLAGER: "villager", CULTURAL_TUTOR: "cultural tutor" },
  volunteerState: { ACTIVE: "active", SUSPENDED: "suspended", ERASED: "erased" },
  trainingKind: { IDEOLOGICAL_POLITICAL: "Ideology and policy", PRACTICE_BASICS: "Basics", PROFESSIONAL_SKILLS: "Skills" },
  theme: { THEORY_TALK: "Theory talks", POLICY_READING: "Policy", ARTS_PERFORMANCE: "Arts", DAILY_SERVICE: "Daily services", POPULAR_SCIENCE: "Science", OWN_THEME: "Own theme" },
};
