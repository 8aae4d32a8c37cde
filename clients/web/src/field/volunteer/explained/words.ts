// 每一次时长怎么定的，为什么，还能怎么办。打开那一条时才取。
import { wordsOf, type Leaves, type Messages } from "@/shared/i18n";

const zh = {
  title: "这一次怎么定的", need: "没有信号，看不到怎么定的。有信号再打开。", was: "报了 {reported}", stands: "记入 {posted}", none: "一分钟没记", then: "还能怎么办",
  what: {
    PENDING: "等验单员核对，还没有定。", RETURNED: "验单员有一处没看明白，问了队长。", SECOND: "第一位验单员看过了，这一次要两位都看。", NOTICE: "看过了，正在公示。", POSTED: "看过了，记入了。", VOIDED: "看过了，没有记入。",
  },
  why: {
    EVIDENCE_SUFFICES: "凭据够：签到签退和单子对得上。", PASSED_BY_RULE: "凭据齐全，按县里的规则自动通过。", CAPPED_BY_POLICY: "一天里记入的时长到了县里定的上限，多出来的不记。",
    CAME_LATER: "来得比报的晚。", LEFT_EARLIER: "走得比报的早。", TRAVEL_COUNTED: "报的里面有路上的时间，路上不算。", BREAK_COUNTED: "报的里面有歇着的时间。", PARTLY_ELSEWHERE: "有一段时间您在别处服务，同一段不能记两次。",
    NOT_PRESENT: "没有凭据说明您在场。", RECORDED_ELSEWHERE: "这段时间在别处已经记过了。", NOT_VOLUNTARY_SERVICE: "这一次不属于志愿服务。", RECORDED_TWICE: "同一次报了两遍，记了另一条。", NO_TIME_GIVEN: "没有做事的时间。", PICTURE_CHANGED: "后来送到的记录里没有您这一段。",
    ASK_TIMES: "请队长说明来和走的时间。", ASK_PRESENCE: "请队长说明您有没有到。", ASK_WORK_DONE: "请队长说明做了什么。",
    APPEAL_UPHELD: "您申请更正，换一个人看过，您说得对。", LATE_FACTS_UPHELD: "事后又送到的签到是对的，照它改了。", RANDOM_CHECK_UPHELD: "抽查时回访了被服务的人，照他们说的改了。", EVIDENCE_LACKING: "申请更正看过了，凭据不够，没有改。",
  },
  can: {
    PENDING: "不用做什么。县里最晚在服务后 10 个工作日内定。", RETURNED: "请队长在 {day} 前回话；到时没回，交回给验单员定。", SECOND: "不用做什么，等第二位看。", NOTICE: "公示到{day}。觉得不对，在那之前可以说一声，会拿回去重新看；没人说，就这样定。",
    POSTED: "记得不对，什么时候都可以点“记得不对？”，会换一个没经手过的人来看，10 个工作日内答复您。", VOIDED: "觉得该记，什么时候都可以点“记得不对？”，会换一个没经手过的人来看，10 个工作日内答复您。", asked: "这一次正由没经手过的人重新看，最晚 10 个工作日定下来。",
  },
  object: "公示的不对，请重新看", objected: "记下了，会重新看。", shut: "看完了",
};
const en: Messages<typeof zh> = {
  title: "How this one was decided", need: "No signal, so this cannot be shown. Open it again where there is signal.", was: "reported {reported}", stands: "recorded {posted}", none: "nothing was recorded", then: "What you can do",
  what: {
    PENDING: "It waits for a reviewer; nothing is decided yet.", RETURNED: "Something was not clear to the reviewer, who asked your team's leader.", SECOND: "One reviewer has looked; this one takes two.", NOTICE: "It was looked at and is on public notice.", POSTED: "It was looked at and recorded.", VOIDED: "It was looked at and not recorded.",
  },
  why: {
    EVIDENCE_SUFFICES: "The evidence suffices: check-in, check-out and order fit together.", PASSED_BY_RULE: "The evidence is complete; it passed by the county's rule.", CAPPED_BY_POLICY: "The county's cap of a day was reached; what is beyond it is not recorded.",
    CAME_LATER: "You came later than reported.", LEFT_EARLIER: "You left earlier than reported.", TRAVEL_COUNTED: "Travel was counted in; it does not count.", BREAK_COUNTED: "A break was counted in.", PARTLY_ELSEWHERE: "For a part of it you served elsewhere; no time is recorded twice.",
    NOT_PRESENT: "Nothing shows that you were there.", RECORDED_ELSEWHERE: "This time is recorded elsewhere already.", NOT_VOLUNTARY_SERVICE: "This was no volunteer service.", RECORDED_TWICE: "The same service was reported twice; the other one is recorded.", NO_TIME_GIVEN: "No time was given.", PICTURE_CHANGED: "A later record no longer has it.",
    ASK_TIMES: "The leader is asked when you came and left.", ASK_PRESENCE: "The leader is asked whether you were there.", ASK_WORK_DONE: "The leader is asked what was done.",
    APPEAL_UPHELD: "You asked for a correction; another person looked, and you were right.", LATE_FACTS_UPHELD: "Check-ins that arrived late were right; it was corrected by them.", RANDOM_CHECK_UPHELD: "In a random check the people served were called back; it was corrected by what they said.", EVIDENCE_LACKING: "The correction was looked at; the evidence is lacking, so nothing was changed.",
  },
  can: {
    PENDING: "Nothing to do. The county decides within 10 working days of the service.", RETURNED: "Ask your leader to answer by {day}; after that it goes back to the reviewers.", SECOND: "Nothing to do; a second reviewer looks.", NOTICE: "On notice until {day}. If it is wrong, say so before then and it is looked at again; if nobody does, it stands.",
    POSTED: "If it is wrong, press “Not right?” at any time: somebody who had no part in it looks and answers within 10 working days.", VOIDED: "If it should be recorded, press “Not right?” at any time: somebody who had no part in it looks and answers within 10 working days.", asked: "Somebody who had no part in it is looking at it again; it is decided within 10 working days.",
  },
  object: "It is wrong, look again", objected: "Noted; it is looked at again.", shut: "Close",
};

export const { t, word } = wordsOf<Leaves<typeof zh>>({ zh, en });
