import type { Messages } from "..";
import type { people as zh } from "../zh/people";

export const people: Messages<typeof zh> = {
  leader: {
    taken: "Accepted", asked: "Asked of us", near: "Open nearby {n}", noOffers: "No offers now; {n} open nearby.", noneNear: "Nothing open nearby.", when: "{when}, about {long}", where: "{place}, {km} km from the team", whereNear: "{place}, close to the team",
    people: "{n} people", insured: "They must be insured", why: "Why your team", until: "Answer by {time}, {span} left", over: "Time is over", decline: "Decline", accept: "Accept, choose people", claim: "We take it", declineHelp: "No reason needed; it changes nothing for later offers.",
    claimHelp: "Counts once sent; if another team was first, you are told.", declined: "Fine, not this one.", acceptedHere: "Noted; counts once sent", declinedHere: "Noted", members: "Members", noMembers: "Nobody in the team yet.", askedToJoin: "Ask to join", admit: "Admit", turnAway: "Not now", today: "Who comes", came: "{n}, {here} here",
    editRoster: "Edit", noRoster: "Nobody chosen yet. Press Edit.", signIn: "Sign in for them", signOut: "Sign out for them", allOut: "All {n} left, sign out together", noTracking: "No location, no photos. Hours both sides agree on mostly pass by themselves; the centre samples those only the leader recorded.",
    abort: "Break off", withdraw: "Cannot come", withdrawTitle: "Give it back?", withdrawHelp: "No reason needed. Others are looked for at once.", closeHelp: "When done and all signed out, ask for the closing code", close: "Close",
    closeBlocked: "Close ({n} still signed in)", closeNobody: "Close (nobody signed in yet)", closeTitle: "The 6 digits on the slip", closeCode: "Closing code", codeSlip: "These digits do not match. Check the slip.", provisional: "Counts once sent. Works without signal.",
  },
  why: {
    near: "Close to the team", distance: "{km} km away", rating: "{good} of {all} ratings in the last year were good", free: "Nothing else taken that week", load: "{taken} {taken|half-day|half-days} that week, of {most} at most", women: "{n} {n|woman|women} in the team", skill: "Has done this {n} {n|time|times}", client: "Has been there {n} {n|time|times}", nearVillage: "A team of the same village, close by", village: "A team of the same village", township: "A team of the same township",
    emergency: "An emergency: every team that fits is asked at once.", turn: "You were not asked for {n} {n|day|days}: it is your turn.",
    byHand: "The dispatcher looked at this order and would like your team.",
  },
  times: {
    title: "Another time", go: "Ask for this time", atOnce: "No team has it yet; it counts at once.", askTeam: "Counts when the team agrees. If it cannot come, another team is looked for.", askStation: "Counts when the station agrees; until then the old time stands.",
    teamAsks: "The team asks for:", stationAsks: "The station asks for:", waitsForStation: "The station was asked for:", waitsForTeam: "The team was asked for:", until: "answer by {time}", yes: "Agreed", no: "No", noHelp: "With No the order goes back and another team is looked for; it is not held against you.",
  },
  swap: { go: "Swap", whom: "{who} cannot come, swap", title: "Who comes instead of {who}?", help: "Who cannot come has the reason beside the name.", nobody: "Nobody else in the team." },
  abort: { title: "Why?", help: "Real minutes are kept.", over: "It is over", again: "Still needed", againHelp: "“Still needed” goes back to other teams; “It is over” ends the order here." },
  free: {
    title: "Free times", change: "Change free times", none: "Nothing said yet.", slot: "{day} {part}", allDay: "all day", weekly: "At most so many a week", weeklyIs: "at most {n} a week", save: "Note it", teamHelp: "You are asked first when you are free. Change it at any time.",
    ownHelp: "Leaders see it when choosing people. Free does not mean bound; change it at any time.", then: "free then", notThen: "did not say free then",
  },
  roster: { title: "Choose people", wanted: "{n} wanted, {chosen} chosen.", help: "Who cannot come has the reason beside the name. The station records new insurance and qualifications.", counts: "Counts once sent", save: "These {n}" },
  present: { in: "here since {in}", out: "{in}–{out}", not: "not here yet" },
  code: { in: "Arrived", out: "Leaving", qr: "QR code to check in", scan: "Scan, or type these 6 digits", left: "{n} s left; a new one each minute", needsHttps: "Codes need https. Please sign people in yourself for now." },
  volunteer: {
    coming: "{n} with you on the list.", nothing: "Nothing with you on the list.", nothingHelp: "It shows here when the leader puts you on a list.", check: "Check in or out", code: "The 6 digits on the leader's screen", codeLacks: "Type all 6 digits of the leader's screen", codeHelp: "Or scan the leader's QR with the camera. A check-in carries a random number of this phone. It says nothing of who or where you are; it shows one phone that checks in many.", in: "I am here", out: "I am leaving", noCode: "No code, just note the time",
    saved: "Saved here, not sent yet", inAt: "Noted: arrived {time}.", outAt: "Noted: left {time}.", provisional: "Saved here, checked once sent. Nothing is lost without signal.",
  },
  hours: {
    title: "My hours", recorded: "Recorded service", posted: "recorded", pending: "waits for review", h: "h", m: "min", times: "{n} times in all", each: "Each time", none: "No service recorded yet.", wrong: "Not right?", wrongOf: "{day} is not right?", why: "How decided", whyOf: "How {day} was decided", only: "Only time at work counts, not travel.",
    wrongTitle: "What should it be?", nowIs: "now {time}", should: "Minutes it should be", wrongHelp: "Another person looks and tells you.", send: "Ask for a look", asked: "Asked to look again: a reviewer who had no part in it decides, by {day} at the latest.", granted: "Corrected {day}: from {was} to {minutes}.", dismissed: "Looked at again {day}; it stays {was}.",
  },
  teams: { title: "My teams", noneMine: "You are in no team yet. Choose one below.", asked: "waits for the leader", left: "You leave {team}.", leave: "Leave", others: "Other teams", noneOthers: "No other teams.", size: "{n} people", join: "Join", ask: "Ask to join" },
};
