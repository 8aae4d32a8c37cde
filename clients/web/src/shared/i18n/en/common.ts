import type { Messages } from "..";
import type { common as zh } from "../zh/common";

export const common: Messages<typeof zh> = {
  common: {
    later: "Not now", back: "Back", loading: "Looking, one moment", again: "Try again", on: "On", off: "Off", good: "Good", comma: ", ", and: ", ", undo: "Undo",
    asOf: "No signal. This is as of {time}.",
  },
  problem: { signIn: "Your sign-in has run out. Please sign in again.", unreachable: "The centre does not answer. Everything is on your phone; nothing to redo." },
  tabs: { all: "Main pages", home: "Home", orders: "Orders", print: "Poster", offers: "Offers", team: "My team", find: "Teams", schedule: "Schedule", hours: "Hours", me: "Me" },
  me: {
    seats: "You are here as", station: "Station clerk", leader: "Team leader", volunteer: "Volunteer", app: "This phone", elder: "Large type", larger: "Larger", smaller: "Smaller",
    language: "Language", languageName: "English", password: "Change password", newVersion: "A new version is here", take: "Take it", signOut: "Sign out", signOutTitle: "Sign out?",
    signOutHelp: "What this phone has shown is cleared.", signOutUnsent: "{n} not sent yet. They stay on this phone and go out when you sign in again.",
  },
  signIn: { title: "diandan", lead: "Please sign in", name: "Sign-in name", password: "Password", code: "One-time code", codeHelp: "Six digits of your authenticator app, or a recovery code.", go: "Sign in", busy: "Signing in", help: "Forgot it? Ask the administrator of your township or county." },
  outbox: {
    title: "Not sent yet", total: "{n} in all", safe: "All saved on this phone, also when it is switched off.", empty: "Everything is sent.", row: "{what}: {title}", savedAt: "Saved {time}, waiting for signal",
    every: "Tried every minute", now: "Send now", sending: "Sending", look: "Look", full: "Phone is full, this was not saved. Free some space and press again; your text is still here.",
    stripOffline: "No signal · {n} not sent yet", stripWaiting: "{n} not sent yet", stripOld: "{n} have waited {span}", stripRefused: "{n} for you to decide", stripSignIn: "Your sign-in has run out",
    more: "Saved on this phone; they go out by themselves.", moreOld: "Open this page where there is signal.", moreRefused: "Not taken; both versions are kept.", moreSignIn: "Sign in again, so that what is saved can go out.",
  },
  conflict: {
    mend: "Change it and send", mendHelp: "It keeps its place among the others.", takeMend: "Change and send", choose: "Choose one",
    title: "{title}: which one?", both: "Both are kept; you decide.", which: "Which one", mine: "Mine, send again", theirs: "The centre's, drop mine", mineHelp: "If it is not taken, you are asked again.",
    theirsHelp: "Yours is removed from this phone.", takeMine: "Send mine again", takeTheirs: "Keep the centre's", what: "What", who: "Who", you: "You, {time}", time: "Time", state: "Now",
  },
  mend: { closingCode: "Closing code", code: "The 6 digits on the leader's screen", minutes: "Minutes it should be" },
  notices: { allSeen: "All seen", title: "Notices", none: "No notices yet.", line: "{title} ({number}), {time}", fresh: "New", fresh_n: "{n} new notices", unsent: "{place}: {n} since {time}", unsentGone: "{place}: all is sent by now" },
  resident: {
    brand: "Volunteer service", number: "Number {number}", thanks: "Thank you, it is noted.", freeToRate: "You need not rate. Once given, nobody can change it.", doneHelp: "Press here when it is done and you are content.",
    done: "It is done", doneSure: "Yes, done", notYet: "Not yet", rated: "You have rated already. Thank you.", showCode: "Show the closing code", askStation: "If it does not open, please ask at the village station.",
    PLACED: "Received; the township is checking it.", OPEN: "Checked; we are looking for people.", ACCEPTED: "People will come {when}.", IN_SERVICE: "They are here and at work.", COMPLETED: "Done.", VERIFIED: "All settled.",
    REFUSED: "This was not taken on; please ask at the station.", REJECTED: "This is still being looked at; please ask at the station.", CANCELLED: "This was withdrawn.",
    wishAsk: "Need a hand? Tell us", wishWords: "Who, what, when", wishLacks: "Write one line, e.g. “the Wangs would like a haircut”", wishPhone: "Telephone (optional)", wishGo: "Send to the station", wishSent: "The station has it and will come to you.",
    wishMore: "Write another line", wishHelp: "Free of charge. Only the station reads it; nothing stays on this phone.",
  },
  rating: { question: "Were you content this time?", low: "The station will ask you, and what must be redone is redone.", good: "What was good?", bad: "What was not?", optional: "optional", words: "Anything else", go: "Rate so", ownTeam: "The team's own rating", ownStation: "The station's own rating", ownTitle: "Did it go well this time?", ownHelp: "It stands apart from what the people served say, and changes no hours." },
};
