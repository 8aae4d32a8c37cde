// Every sentence the command line says, in zh-CN and en, filled by Say(). What commands and flags mean
// stands in help_texts.h.
#pragma once

#include "services/base/words_table.h"

namespace diandan::cli {

// clang-format off

// --- What went wrong, and what to type next. --------------------------------------------------------
inline constexpr Wording kProblem{"{message}（{reason}）", "{message} ({reason})"};
inline constexpr Wording kProblemField{"  {field}[  “{value}”]  {want}", "  {field}[  “{value}”]  {want}"};
inline constexpr Wording kProblemNext{"  {step}", "  {step}"};
inline constexpr Wording kTypeSignIn{"  登录：diandan signin 登录名", "  Sign in: diandan signin NAME"};
inline constexpr Wording kTypeStart{"  这里没有在运行的服务。启动它：deploy/up；数据在别处：--data 目录", "  No server runs here. Start it: deploy/up; if its data is elsewhere: --data DIR"};
inline constexpr Wording kTypeWhoAmI{"  看自己能办什么：diandan whoami", "  See what you may do: diandan whoami"};
inline constexpr Wording kTypeOpenOrders{"  附近没人接的：diandan order list --open", "  Open orders: diandan order list --open"};
inline constexpr Wording kTypeShowOrder{"  看这一单：diandan order show {order}", "  See the order: diandan order show {order}"};
inline constexpr Wording kTypeComplete{"  先结单：diandan order complete {order} --code   或请站里见证：--witness", "  Complete it first: diandan order complete {order} --code   or let the station witness: --witness"};
inline constexpr Wording kTypeWitness{"  站里见证：diandan order complete {order} --witness", "  Station witness: diandan order complete {order} --witness"};
inline constexpr Wording kTypeList{"  看名单：diandan {what} list", "  See the list: diandan {what} list"};
inline constexpr Wording kTypeRepeat{"  再送一次（只算一次）：{command}", "  Send again (counts once): {command}"};
inline constexpr Wording kUnknownWord{"没有“{word}”这个写法。", "There is no “{word}” here."};
inline constexpr Wording kDidYouMean{"  是不是：{words}", "  Did you mean: {words}"};
inline constexpr Wording kSeeHelp{"  看用法：{command} --help", "  Usage: {command} --help"};
inline constexpr Wording kMissing{"还少 {word}。", "{word} is missing."};
inline constexpr Wording kBadUsage{"写法不对：{detail}", "Not understood: {detail}"};
inline constexpr Wording kMissingValue{"{flag} 后面还要写一个值。", "{flag} wants a value after it."};
inline constexpr Wording kGivenTwice{"{flag} 写了不止一次，只留一个。", "{flag} is given more than once; leave one."};
inline constexpr Wording kTooMany{"“{word}”多出来了，这里用不着。", "“{word}” is not expected here."};
inline constexpr Wording kNothingHere{"没有记录。", "Nothing here."};
inline constexpr Wording kNotSent{"下面这些还没有送出（{request}）：", "This would be sent, nothing was ({request}):"};
inline constexpr Wording kStopped{"没有办，什么都没动。", "Not done, nothing was changed."};

// --- Wishes for what was typed. ----------------------------------------------------------------------
inline constexpr Wording kWantCounty{"写六位县码，例如 150525", "A county of six digits, e.g. 150525"};
inline constexpr Wording kWantOrder{"写单号（例如 7K3M）或完整名称；单号可能抄错了一个字", "An order number such as 7K3M, or its full name; a character may be mistyped"};
inline constexpr Wording kWantNumber{"“{value}”不是数，要写 0、1、2 这样的整数", "“{value}” is no number: 0, 1, 2 …"};
inline constexpr Wording kWantSeconds{"“{value}”不行，要写 1 到 600 秒", "“{value}” will not do: 1 to 600 seconds"};
inline constexpr Wording kWantChoice{"“{value}”不在里面，只能是：{words}[。是不是：{near}]", "“{value}” is none of: {words}[. Did you mean: {near}]"};
inline constexpr Wording kWantOneOf{"有好几个同名，写清楚是哪一个：{names}", "Several match, say which: {names}"};
inline constexpr Wording kWantNotice{"写通知的编号或单号；看有哪些：diandan notice list", "A notice's id or an order's number; see: diandan notice list"};
inline constexpr Wording kWantMenu{"菜单里没有；有的是：{names}", "Not on the menu; there are: {names}"};
inline constexpr Wording kWantWhen{"写日子和时间，例如“周四 9:00-11:00”或 2026-11-26 9:00", "A day and a time, e.g. “Thu 9:00-11:00” or 2026-11-26 9:00"};
inline constexpr Wording kWantPerson{"写明是谁家，例如“王奶奶”", "Say whose home, e.g. “Granny Wang”"};
inline constexpr Wording kWantService{"写明做什么，例如“理发”；菜单：diandan menu list", "Say what, e.g. “haircut”; see: diandan menu list"};
inline constexpr Wording kWantStation{"写站名或编码：--station 990101101203", "A station's name or code: --station 990101101203"};
inline constexpr Wording kWantKnown{"没看懂这几个字，去掉或写进 --note", "Not understood; leave it out or put it into --note"};
inline constexpr Wording kWantOneWay{"选一种：--code、--witness、--call-back 或 --rating-secret", "One of --code, --witness, --call-back and --rating-secret"};
inline constexpr Wording kWantOffer{"这支队没有还能答的邀请", "This team has no offer that can still be answered"};
inline constexpr Wording kWantSession{"这一单有 {count} 场，写第几场：--session 1", "The order has {count} sessions, say which: --session 1"};
inline constexpr Wording kWantEntry{"写时长记录的名称，或 --order 单号[；这一单有 {count} 条]", "An entry's name, or --order NUMBER[; this order has {count}]"};
inline constexpr Wording kWantTerminal{"这里没有终端可问：从文件读，或 --code -", "No terminal to ask at: read it from a file, or --code -"};
inline constexpr Wording kWantYes{"这一步不能撤回，这里又没有终端可问：真要办就加上 --yes", "This cannot be undone and there is no terminal to ask at: add --yes if it is meant"};
inline constexpr Wording kWantUtf8Terminal{"不是 UTF-8：把终端的编码改成 UTF-8（LANG=zh_CN.UTF-8），再写一遍", "Not UTF-8: set the terminal to UTF-8 (LANG=zh_CN.UTF-8) and type it again"};
inline constexpr Wording kWantSetting{"写成 名称=值；有的是：{names}", "NAME=VALUE; there are: {names}"};

// --- Asking. -----------------------------------------------------------------------------------------
inline constexpr Wording kAskYes{"[Y/n/改] ", "[Y/n/e to edit] "};
inline constexpr Wording kAskNo{"[y/N] ", "[y/N] "};
inline constexpr Wording kAskPassword{"密码：", "Password: "};
inline constexpr Wording kAskOldPassword{"现在的密码：", "Present password: "};
inline constexpr Wording kAskNewPassword{"新密码（至少 10 个字）：", "New password (at least 10 characters): "};
inline constexpr Wording kAskClosingCode{"结单码（小票上的 6 个数）：", "Closing code (6 digits on the slip): "};
inline constexpr Wording kAskRatingSecret{"评价码（小票撕下的那一半）：", "Rating secret (the torn-off part): "};
inline constexpr Wording kAskLegalName{"姓名（加密存，不显示）：", "Legal name (stored encrypted, not shown): "};
inline constexpr Wording kAskPhone{"电话：", "Phone: "};
inline constexpr Wording kAskIdNumber{"身份证号，或生日 1990-01-02：", "ID number, or birth date 1990-01-02: "};
inline constexpr Wording kAskPlace{"点这一单吗？", "Place this order? "};
inline constexpr Wording kAskAgain{"重新写这一句：", "Write the line again: "};
inline constexpr Wording kAskErase{"删掉 {name} 的个人资料？姓名、电话、身份证号永远读不回来，时长还在。", "Erase the personal data of {name}? Name, phone and ID number can never be read again; hours stay. "};
inline constexpr Wording kAskCancel{"撤掉 {order}？撤了不能恢复，已经接下的队会收到通知。", "Cancel {order}? This cannot be undone; the team that holds it is told. "};
inline constexpr Wording kAskRefuse{"不办 {order}？点单的人会看到理由。", "Refuse {order}? Whoever placed it sees the reason. "};
inline constexpr Wording kAskReject{"这 {count} 条时长不记？本人会看到理由，可以申诉。", "Credit nothing for {count} entries? The person sees the reason and may appeal. "};
inline constexpr Wording kAskRevoke{"收回这项权限？几秒内在各处生效。", "Revoke this grant? It acts everywhere within seconds. "};
inline constexpr Wording kAskEndSeries{"结束这一系列？已经点的单还在。", "End this series? Orders placed already stay. "};
inline constexpr Wording kAskDismiss{"这条心愿不办？", "Dismiss this wish? "};

// --- Signing in. -------------------------------------------------------------------------------------
inline constexpr Wording kSignedIn{"{name}，您好[，{county}]。", "Hello {name}[, {county}]."};
inline constexpr Wording kSignedOut{"退出了，这台机器上不再记着您。", "Signed out; nothing is remembered here."};
inline constexpr Wording kNobody{"还没有登录。", "Nobody is signed in."};

// --- Orders. -----------------------------------------------------------------------------------------
inline constexpr Wording kCheckOrder{"核对这一单（还没送出）", "Check this order (not sent yet)"};
inline constexpr Wording kLabelWhat{"  做什么", "  what"};
inline constexpr Wording kLabelWho{"  给谁", "  for"};
inline constexpr Wording kLabelWhen{"  什么时候", "  when"};
inline constexpr Wording kLabelWhere{"  在哪里", "  where"};
inline constexpr Wording kLabelNote{"  备注", "  note"};
inline constexpr Wording kLabelInsurance{"  保险", "  insurance"};
inline constexpr Wording kLabelState{"  到哪一步", "  state"};
inline constexpr Wording kLabelTeam{"  哪个队", "  team"};
inline constexpr Wording kLabelOffers{"  问过的队", "  asked"};
inline constexpr Wording kLabelDeadline{"  最晚", "  by"};
inline constexpr Wording kLabelReason{"  原因", "  reason"};
inline constexpr Wording kLabelReschedule{"  提议改到", "  proposed"};
inline constexpr Wording kLabelTyped{"  手填几项", "  typed by hand"};
inline constexpr Wording kLabelSameAs{"  留下的单", "  order that stays"};
inline constexpr Wording kLabelPlacedAgain{"  重复点过", "  placed again as"};
inline constexpr Wording kLabelRedo{"  重办自", "  redo of"};
inline constexpr Wording kLabelTimeline{"经过", "History"};
inline constexpr Wording kSayWhat{"{title}，约 {minutes}，{people} 人", "{title}, about {minutes}, {people} volunteer(s)"};
inline constexpr Wording kSayWho{"{name}（代点：{clerk}）", "{name} (on behalf: {clerk})"};
inline constexpr Wording kSayWhen{"{when}[    ← {guess}]", "{when}[    ← {guess}]"};
inline constexpr Wording kGuessTime{"没写钟点，先按{daypart}", "no time said, taken as {daypart}"};
inline constexpr Wording kMorning{"上午", "morning"};
inline constexpr Wording kNoon{"中午", "noon"};
inline constexpr Wording kAfternoon{"下午", "afternoon"};
inline constexpr Wording kEvening{"晚上", "evening"};
inline constexpr Wording kInsuranceNeeded{"要有在保的意外险", "accident insurance must be in force"};
inline constexpr Wording kInsuranceFree{"这一类不用另买", "not needed for this kind"};
inline constexpr Wording kPlaced{"点好了，单号 {number}，{state}[，{deadline} 前有答复]。", "Placed as {number}, {state}[, an answer by {deadline}]."};
inline constexpr Wording kPlacedNext{"  打小票：diandan order slip {number}   看进度：diandan order show {number}", "  Slip: diandan order slip {number}   Progress: diandan order show {number}"};
inline constexpr Wording kStepDone{"{number} 现在是“{state}”。", "{number} is now {state}."};
inline constexpr Wording kApproved{"核对过了，{number} 现在是“{state}”。", "Approved: {number} is now {state}."};
inline constexpr Wording kApprovedNext{"  派给队：diandan order offer {number} --team 队名   看谁合适：diandan rank {number}", "  Offer it: diandan order offer {number} --team TEAM   Who fits: diandan rank {number}"};
inline constexpr Wording kOffered{"{number} 问了 {count} 支队[，{until} 前答复]。", "{number} was offered to {count} team(s)[, to be answered by {until}]."};
inline constexpr Wording kOfferedNext{"  队长接单：diandan order accept {number} --team 队名", "  The leader accepts: diandan order accept {number} --team TEAM"};
inline constexpr Wording kAccepted{"接下了，{number} 是[{team}]的了。", "Accepted: {number} is now[ with {team}]."};
inline constexpr Wording kAcceptedNext{"  定名单：diandan order roster {number} 姓名…", "  Name who comes: diandan order roster {number} NAME…"};
inline constexpr Wording kDeclined{"好的，不接。不接不用说理由，也不影响以后派单。", "Declined. No reason needed; it changes nothing for later offers."};
inline constexpr Wording kProposed{"提议送到了[，{until} 前等对方点头]；那之前时间不变。", "Proposed[, to be answered by {until}]; until then the times stand."};
inline constexpr Wording kRescheduled{"{number} 改到 {when}。", "{number} is moved to {when}."};
inline constexpr Wording kTimesStay{"回话送到了，{number} 不改到那时，现在是“{state}”，{when}。", "Answered: {number} does not move; it is {state}, {when}."};
inline constexpr Wording kGroupPlaced{"点好了 {count} 单：{numbers}", "Placed {count} orders: {numbers}"};
inline constexpr Wording kSeriesPlaced{"系列定好了，每次提前两周自己点好。", "The series is set; each order is placed by itself two weeks ahead."};
inline constexpr Wording kSeriesNext{"  看点了哪些：diandan order list --series {name}   结束它：diandan series end {name}", "  See its orders: diandan order list --series {name}   End it: diandan series end {name}"};
inline constexpr Wording kSeriesEnded{"系列结束了[，已经点的 {count} 单还在]。", "The series has ended[; the {count} order(s) placed stay]."};
inline constexpr Wording kEscalated{"{number} 往上找了，现在问到{level}一级。", "{number} was raised; it now asks at the level of the {level}."};
inline constexpr Wording kEscalatedLast{"{number} 各级都找过了，请派单员接着办。", "{number} was asked about at every level; it is on the dispatcher's list now."};
inline constexpr Wording kByItself{"系统", "system"};
inline constexpr Wording kNoOrders{"没有这样的单子。", "No such orders."};
inline constexpr Wording kSlip{"单号 {number}\n结单码 {code}    满意了再给\n评价码 {secret}    撕下来留给本人", "Order {number}\nClosing code {code}    give it when all is well\nRating secret {secret}    torn off, for the person served"};
inline constexpr Wording kSlipLogged{"看小票这件事已经记下。", "This look at the slip was recorded."};
inline constexpr Wording kHeadOrders{"单号\t状态\t做什么\t什么时候\t站\t队", "number\tstate\twhat\twhen\tstation\tteam"};
inline constexpr Wording kMore{"还有更多：加 --all", "There is more: add --all"};

// --- Attendance. -------------------------------------------------------------------------------------
inline constexpr Wording kRosterSet{"名单定好了：{count} 人。", "The roster is set: {count}."};
inline constexpr Wording kRosterNext{"  到了签到：diandan order checkin {number}", "  On arrival: diandan order checkin {number}"};
inline constexpr Wording kHeadRoster{"什么时候\t志愿者\t编号\t备注", "when\tvolunteer\tid\tremark"};
inline constexpr Wording kLateName{"开始后补的", "added after the start"};
inline constexpr Wording kCheckedIn{"{name} {time} 签到，记下了[（{flags}）]。", "{name} checked in at {time}[ ({flags})]."};
inline constexpr Wording kCheckedOut{"{name} {time} 签退，记下了[（{flags}）]。", "{name} checked out at {time}[ ({flags})]."};
inline constexpr Wording kCodeIn{"签到码 {code}，{left} 秒后换下一个。", "Check-in code {code}, another one in {left} s."};
inline constexpr Wording kCodeOut{"签退码 {code}，{left} 秒后换下一个。", "Check-out code {code}, another one in {left} s."};
inline constexpr Wording kCodeNext{"  来的人自己输：diandan order {verb} {number} --code 这六个数", "  Who came types it: diandan order {verb} {number} --code DIGITS"};
inline constexpr Wording kFactRefused{"{name} 没记上：{why}", "{name} was not recorded: {why}"};
inline constexpr Wording kCompleted{"结单了，{number} 现在是“{state}”。", "Closed: {number} is now {state}."};
inline constexpr Wording kCompletedNext{"  评价：diandan order rate {number} --score 5   核对时长：diandan entry list --order {number}", "  Rate: diandan order rate {number} --score 5   Hours: diandan entry list --order {number}"};
inline constexpr Wording kHeadAttendances{"志愿者\t从\t到\t分钟\t怎么记的\t标记", "volunteer\tfrom\tto\tminutes\thow\tflags"};

// --- Ratings. ----------------------------------------------------------------------------------------
inline constexpr Wording kRated{"评价记下了，谢谢。", "The rating is recorded. Thank you."};
inline constexpr Wording kHeadRatingsToReview{"单号\t做什么\t站\t队\t怎么评的\t评价\t词\t最晚\t要看的\t编号", "order\twhat\tstation\tteam\tchannel\tscore\ttags\tdue\tdoubts\tid"};
inline constexpr Wording kNothingRatedSo{"没有这样的评价。", "No such ratings."};
inline constexpr Wording kRatingReviewed{"处理好了，单子不变。", "Reviewed; the order is unchanged."};
inline constexpr Wording kHeadPublicNotice{"单号\t什么时候\t要记的时长\t备注\t公示到", "order\twhen\tto be recorded\tremark\ton notice until"};
inline constexpr Wording kHeadBackFills{"单号\t志愿者\t补的时间\t为什么\t见证人\t到哪一步\t备注\t编号", "order\tvolunteer\ttime\tcause\twitness\tstate\tremark\tid"};
inline constexpr Wording kBackFillProposed{"补上了{who}的 {minutes}，等另一个人给见证人打电话、同意：diandan attendance backfill approve {id} --called", "{minutes} of {who} entered; another person calls the witness and agrees: diandan attendance backfill approve {id} --called"};
inline constexpr Wording kBackFillThird{"同意了。超出了计划的时间，还要第三个人同意：diandan attendance backfill approve {id} --called", "Agreed. It goes beyond the plan, so a third person has to agree as well: diandan attendance backfill approve {id} --called"};
inline constexpr Wording kBackFillApproved{"同意了，{who}的 {minutes}标着“补录”，去核对和公示。", "Agreed: {minutes} of {who}, marked as back-filled, go on to review and notice."};
inline constexpr Wording kBackFillRefused{"没有同意，{who}的这一段不记。", "Not agreed: this time of {who} is not recorded."};
inline constexpr Wording kResidentWitness{"被服务的人", "the resident"};
inline constexpr Wording kBeyondPlan{"超出计划", "beyond the plan"};
inline constexpr Wording kWantSpan{"写几点到几点，例如 9:00-11:00", "From when to when, e.g. 9:00-11:00"};
inline constexpr Wording kHeadRatings{"编号\t谁评的\t怎么评的\t评价\t词\t时间\t备注", "id\tby\tchannel\tscore\ttags\ttime\tremark"};
inline constexpr Wording kScores[]{{"很不满意", "very bad"}, {"不满意", "bad"}, {"一般", "fair"}, {"满意", "good"}, {"很满意", "very good"}};
inline constexpr Wording kAnnulled{"不算数", "annulled"};
inline constexpr Wording kFollowUp{"要回访", "to follow up"};
inline constexpr Wording kOutranked{"以本人的为准", "outranked"};

// --- Photos. -----------------------------------------------------------------------------------------
inline constexpr Wording kPhotoAdded{"照片加上了（{width}×{height}，{kb} KB），位置等信息没有保存。", "Added ({width}×{height}, {kb} KB); place and other data in it were not kept."};
inline constexpr Wording kPhotoRemoved{"照片删掉了。", "The photo is gone."};
inline constexpr Wording kPhotoWritten{"存到了 {file}。", "Written to {file}."};
inline constexpr Wording kHeadPhotos{"指纹\t大小\t字节\t加的时间\t备注", "hash\tpixels\tbytes\tadded\tremark"};
inline constexpr Wording kOwnPhoto{"自己加的", "yours"};
inline constexpr Wording kWantOnePhoto{"开头一样的不止一张，再多写几位", "More than one begins so; write more of it"};

// --- Notices. ----------------------------------------------------------------------------------------
inline constexpr Wording kHeadNotices{"什么时候\t通知\t单号\t做什么\t开始\t给谁\t看过\t编号", "when\tnotice\torder\twhat\tstarts\tfor\tseen\tid"};
inline constexpr Wording kSeen{"看过", "seen"};
inline constexpr Wording kForYou{"您", "you"};

// --- Webhooks. ---------------------------------------------------------------------------------------
inline constexpr Wording kHeadWebhooks{"名称\t类别\t发给谁\t哪些通知\t地址\t备注\t编号", "title\tkind\tof\tnotices\taddress\tremark\tid"};
inline constexpr Wording kHeadDeliveries{"什么时候\t通知\t单号\t到哪一步\t次数\t为什么\t下一次\t编号", "when\tnotice\torder\tstate\ttries\tproblem\tnext try\tid"};
inline constexpr Wording kWholeCounty{"全县", "the county"};
inline constexpr Wording kEveryNotice{"全部", "all"};
inline constexpr Wording kTestNotice{"测试", "test"};
inline constexpr Wording kNoSecret{"没有密钥", "no secret"};
inline constexpr Wording kWebhookAdded{"{title} 接好了，从现在起的通知都发过去。", "{title} is added; notices go there from now on."};
inline constexpr Wording kWebhookAddedNext{"  试一下：diandan webhook test {id}", "  Try it: diandan webhook test {id}"};
inline constexpr Wording kWebhookChanged{"{title} 改好了。", "{title} is changed."};
inline constexpr Wording kTestArrived{"{title} 收到了测试通知。", "{title} received the test."};
inline constexpr Wording kTestFailed{"{title} 没有收到：{problem}。", "{title} did not receive it: {problem}."};
inline constexpr Wording kTestWaits{"测试通知还没送到[：{problem}]。过一会儿看：diandan webhook deliveries {id}", "The test has not arrived yet[: {problem}]. Look again later: diandan webhook deliveries {id}"};
inline constexpr Wording kAskWebhookUrl{"网址（加密存，不显示）：", "Address (stored encrypted, not shown): "};
inline constexpr Wording kAskWebhookSecret{"密钥（加密存，不显示）：", "Secret (stored encrypted, not shown): "};
inline constexpr Wording kWantOnePlace{"只选一个：--org、--team 或 --whole-county", "One of --org, --team and --whole-county"};
inline constexpr Wording kWantOneSwitch{"只选一个：--enable 或 --disable", "Either --enable or --disable"};
inline constexpr Wording kWantSomeChange{"写明要改什么", "Say what to change"};

// --- Hours. ------------------------------------------------------------------------------------------
inline constexpr Wording kEntriesDecided{"{count} 条办好了：{states}。", "{count} decided: {states}."};
inline constexpr Wording kEntryNow{"这一条现在是“{state}”。", "This entry is now {state}."};
inline constexpr Wording kCorrectionAsked{"申诉送到了，会换一个人来看。", "Your appeal is in; another person will look."};
inline constexpr Wording kCorrectionDecided{"申诉办好了：{state}。", "The appeal is decided: {state}."};
inline constexpr Wording kNothingToReview{"都看完了。", "All done."};
inline constexpr Wording kLeaderSays{"队长答：{answer}[，{minutes}]", "leader: {answer}[, {minutes}]"};
inline constexpr Wording kHeadEntries{"单号\t志愿者\t状态\t报了\t记了\t档\t疑点\t名称", "order\tvolunteer\tstate\treported\tposted\tgrade\tdoubts\tname"};
inline constexpr Wording kWantWithoutOrder{"排队列的时候用；和 --order 一起时没有", "For the queue; not with --order"};
inline constexpr Wording kHeadAround{"是谁的\t什么时候\t单号\t志愿者\t状态\t报了\t记了\t重叠", "whose\twhen\torder\tvolunteer\tstate\treported\tposted\toverlap"};
inline constexpr Wording kAroundPerson{"这个人", "person"};
inline constexpr Wording kAroundElsewhere{"这个人，在别处", "person, elsewhere"};
inline constexpr Wording kAroundTeam{"这支队", "team"};
inline constexpr Wording kAroundParts{"{people} 人服务[，点单 {placer}][，见证 {witness}][，看过结单码 {viewers}][，记来去 {recorders}]。", "{people} served[, placed by {placer}][, witnessed by {witness}][, code seen by {viewers}][, recorded by {recorders}]."};
inline constexpr Wording kHeadCases{"志愿者\t状态\t原记\t要求\t定为\t名称\t最晚", "volunteer\tstate\twas\tasked\tdecided\tname\tdue"};
inline constexpr Wording kHeadStatement{"单号\t做什么\t什么时候\t报了\t记了\t状态", "order\twhat\twhen\treported\tposted\tstate"};
inline constexpr Wording kStatementSum{"已记 {posted}，待核对 {pending}，共 {services} 次。", "Recorded {posted}, pending {pending}, {services} service(s)."};
inline constexpr Wording kReconciled{"核对了 {transfers} 笔、{entries} 条时长、{events} 个事件：{faults} 处对不上。", "Checked {transfers} transfers, {entries} entries, {events} events: {faults} disagree."};
inline constexpr Wording kHeadMembers{"志愿者\t已记\t次数", "volunteer\trecorded\tservices"};

// --- Places, teams, people. --------------------------------------------------------------------------
inline constexpr Wording kHeadOrgs{"编码\t层级\t名称\t上级\t编号", "code\ttier\tname\tparent\tid"};
inline constexpr Wording kHeadUnits{"名称\t类别\t人数\t编号", "name\tkind\theadcount\tid"};
inline constexpr Wording kHeadTeams{"名称\t类别\t人数\t会做什么\t属于\t编号", "name\tkind\tmembers\tskills\tplace\tid"};
inline constexpr Wording kHeadVolunteers{"编号\t称呼\t状态\t类别\t名称", "number\tname\tstate\tkinds\tid"};
inline constexpr Wording kHeadMemberships{"称呼\t编号\t身份\t状态", "name\tnumber\trole\tstate"};
inline constexpr Wording kHeadGrants{"权限\t范围\t编号", "role\tscope\tid"};
inline constexpr Wording kHeadAccounts{"称呼\t登录名\t权限\t备注\t名称", "name\tsign-in\troles\tremark\tid"};
inline constexpr Wording kHeadMenu{"题目\t主题\t约\t人数\t要求\t编号", "title\ttheme\tminutes\tpeople\tneeds\tid"};
inline constexpr Wording kHeadWishes{"留言\t电话\t什么时候\t状态\t名称", "words\tphone\twhen\tstate\tid"};
inline constexpr Wording kHeadPosts{"岗位\t谁\t编号\t从什么时候起", "post\tholder\tnumber\tsince"};
inline constexpr Wording kVacant{"空着", "vacant"};
inline constexpr Wording kHeadTrainings{"什么时候\t类别\t题目\t多久\t人数\t编号", "when\tkind\ttitle\tminutes\tcame\tid"};
inline constexpr Wording kAttended{"记下了，“{title}”共 {count} 人参加。", "Recorded; {count} attended {title}."};
inline constexpr Wording kPersonNow{"记下了：{name}（{number}），{state}。", "Recorded: {name} ({number}), {state}."};
inline constexpr Wording kHeadProjects{"项目\t类别\t主题\t谁负责\t编号", "project\tkind\ttheme\towner\tid"};
inline constexpr Wording kUnitNow{"{name} 现在是 {count} 人。", "{name} has {count} people now."};
inline constexpr Wording kMemberLeft{"{name} 离队了，记下的时长都在。", "{name} has left the team; hours stay."};
inline constexpr Wording kTeamSuspended{"{name} 先停着，不再派单给它。", "{name} is paused and offered nothing."};
inline constexpr Wording kTeamResumed{"{name} 恢复了。", "{name} is back."};
inline constexpr Wording kLeader{"队长", "leader"};
inline constexpr Wording kMember{"队员", "member"};
inline constexpr Wording kSuspended{"暂停", "suspended"};
inline constexpr Wording kDisabled{"停用", "disabled"};
inline constexpr Wording kVolunteerAdded{"登记好了，志愿者编号 {number}。", "Registered, volunteer number {number}."};
inline constexpr Wording kAdded{"{name} 加好了。", "{name} is added."};
inline constexpr Wording kMemberAdded{"{name} 进了队。", "{name} is in the team."};
inline constexpr Wording kAccountCreated{"账号开好了：{name}。", "The account is made: {name}."};
inline constexpr Wording kAccountDisabled{"停用了：{name}，几秒内在各处退出。", "Disabled: {name}, signed out everywhere within seconds."};
inline constexpr Wording kAccountEnabled{"恢复了：{name}。", "Enabled: {name}."};
inline constexpr Wording kGranted{"给好了，几秒内在各处生效。", "Granted; it acts everywhere within seconds."};
inline constexpr Wording kRevoked{"收回了，几秒内在各处生效。", "Revoked; it acts everywhere within seconds."};
inline constexpr Wording kWishDismissed{"这条不办了，已记下理由。", "Dismissed, with its reason."};
inline constexpr Wording kCountyCreated{"县建好了，管理员可以登录。", "The county is ready, its admin may sign in."};
inline constexpr Wording kPasswordSet{"密码改好了，要重新登录。", "The password is changed; sign in again."};

// --- Import. -----------------------------------------------------------------------------------------
inline constexpr Wording kCsvConverted{"这个文件是 GBK 编码，已转成 UTF-8 再读。", "This file is GBK; it was read as UTF-8."};
inline constexpr Wording kCsvBadCount{"读了 {rows} 行，{bad} 处要改，没有写入任何东西。（FIELD_INVALID）", "{rows} lines read, {bad} to correct; nothing was written. (FIELD_INVALID)"};
inline constexpr Wording kCsvBadLine{"  第 {line} 行[  {column}][  “{value}”]  {want}", "  line {line}[  {column}][  “{value}”]  {want}"};
inline constexpr Wording kCsvMoreLines{"  …还有 {count} 处：加 --all 全部列出", "  … and {count} more: add --all to list them"};
inline constexpr Wording kCsvChecked{"读了 {rows} 行，都可以：{counties} 个县，没有写入任何东西。", "{rows} lines read, all good: {counties} counties; nothing was written."};
inline constexpr Wording kCsvEncoding{"不是 UTF-8，也不是 GBK；在电子表格里另存为“CSV UTF-8”", "Neither UTF-8 nor GBK; save it as “CSV UTF-8”"};
inline constexpr Wording kCsvHeader{"第一行要有这几列：code,tier,name,parent_code", "The first line must name the columns code,tier,name,parent_code"};
inline constexpr Wording kCsvColumns{"这一行的列数和第一行不一样", "Not as many columns as the first line"};
inline constexpr Wording kCsvQuote{"引号没有配对", "A quote is not closed"};
inline constexpr Wording kCsvCode{"要写 6、9 或 12 位数字", "6, 9 or 12 digits"};
inline constexpr Wording kCsvTier{"和编码对不上：6 位 county，9 位 township，12 位 village", "Does not fit the code: 6 digits county, 9 township, 12 village"};
inline constexpr Wording kCsvName{"请写上，最多 60 个字", "Needed, at most 60 characters"};
inline constexpr Wording kCsvDuplicate{"这个编码在第 {n} 行已经有了", "This code already stands in line {n}"};
inline constexpr Wording kCsvParent{"上级不在这个文件里", "The parent is not in this file"};
inline constexpr Wording kCsvParentCode{"上级要是编码去掉末三位", "The parent is the code without its last three digits"};
inline constexpr Wording kCsvNoRows{"第一行下面没有一行区划", "There is no line below the first one"};
inline constexpr Wording kCsvControl{"里面有看不见的符号，请删掉", "Remove the invisible characters"};
inline constexpr Wording kCsvNoCounty{"文件里没有这个县", "This county is not in the file"};
inline constexpr Wording kImportProgress{"{done}／{all} 个县，{rows} 行", "{done}/{all} counties, {rows} lines"};
inline constexpr Wording kImported{"导入好了：{counties} 个县，新建 {created}，改名 {renamed}，没变 {unchanged}，用了 {seconds} 秒。", "Imported {counties} counties: {created} new, {renamed} renamed, {unchanged} unchanged, in {seconds} s."};
inline constexpr Wording kImportStopped{"停在这里：{done} 个县已经写好；再来一次会接着写，写过的不会重写。", "Stopped: {done} counties are written; the same command goes on from there and writes nothing twice."};

// --- Matching. ---------------------------------------------------------------------------------------
inline constexpr Wording kHeadSimulated{"看什么\tA\tB\tB 比 A\tB 是", "figure\tA\tB\tB − A\tB is"};
inline constexpr Wording kSimulatedBetter{"好些", "better"};
inline constexpr Wording kSimulatedWorse{"差些", "worse"};
inline constexpr Wording kSimulatedSame{"分不出", "no difference"};
inline constexpr Wording kSimulating{"在模拟：{done}/{all}", "Simulating: {done} of {all}"};
inline constexpr Wording kSimulationReport{"报告写在 {file}，用浏览器打开", "The report is in {file}; open it in a browser"};
inline constexpr Wording kSimulationNext{"留好了：{name}。要改：diandan policy weights set 名称=值 --simulation {name}", "Kept as {name}. To change them: diandan policy weights set NAME=VALUE --simulation {name}"};
inline constexpr Wording kHeadWaves{"轮\t什么时候\t到哪一级\t问了谁\t为什么这么多", "wave\twhen\tlevel\tasked\twhy so many"};
inline constexpr Wording kHeadEmergencies{"现在\t管哪里\t为什么\t什么时候宣布\t到什么时候\t名称", "now\tscope\twhy\tdeclared\tuntil\tname"};
inline constexpr Wording kAskEmergency{"宣布了马上就问全县合适的队，确定吗？", "All teams of the county that fit are asked at once. Declare it? "};
inline constexpr Wording kEmergencyStands{"还在", "stands"};
inline constexpr Wording kEmergencyOver{"到时间了", "over"};
inline constexpr Wording kEmergencyEnded{"提前结束了", "ended"};
inline constexpr Wording kEmergencyDeclared{"已宣布应急：{scope}，到 {until}。急的单正在全县一起问。", "Emergency declared: {scope}, until {until}. Urgent orders are being asked over the whole county."};
inline constexpr Wording kEmergencyDeclaredNext{"  提前结束：diandan emergency end {name}", "  To end it earlier: diandan emergency end {name}"};
inline constexpr Wording kEmergencyEndedNow{"应急结束了：{scope}。已经问出去的照旧。", "The emergency is over: {scope}. What was offered stays offered."};
inline constexpr Wording kHeadSimulations{"名称\t什么时候\tA\tB\t重来几次\t结论", "name\twhen\tA\tB\truns\tverdict"};
inline constexpr Wording kWeightsRestOn{"依据：{name}", "Rests on {name}"};
inline constexpr Wording kWantWeights{"写 built-in、current、版本号、一个文件，或 名称=值；名称有：{names}", "built-in, current, a version, a file, or NAME=VALUE; names: {names}"};
inline constexpr Wording kWantBehaviourFile{"写一个假设文件，样子见 behaviour.textproto：一行一项，例如 tiring: 120", "A file of assumptions as behaviour.textproto has them: one a line, e.g. tiring: 120"};
inline constexpr Wording kHeadRanked{"名次\t队\t计分\t为什么", "rank\tteam\tpoints\twhy"};
inline constexpr Wording kRankSum{"看了 {all} 支队，{eligible} 支合适。派给第一名：diandan order offer {order} --team {team}", "{all} teams considered, {eligible} fit. Offer to the first: diandan order offer {order} --team {team}"};
inline constexpr Wording kRankNone{"看了 {all} 支队，这一单现在没有合适的。", "{all} teams considered, none fits now."};
inline constexpr Wording kHeadLeftOut{"队\t为什么不在内", "team\twhy it is left out"};

// --- Plans of a county. ------------------------------------------------------------------------------
inline constexpr Wording kHeadPlans{"计划\t什么时候\t排上\t排不上\t已派\t谁排的", "plan\twhen\tplanned\tunserved\toffered\tby"};
inline constexpr Wording kHeadPlanLines{"单号\t队\t计分\t为什么", "order\tteam\tpoints\twhy"};
inline constexpr Wording kPlanId{"计划", "plan"};
inline constexpr Wording kPlanOrders{"单 = 排上 + 排不上", "orders = planned + unserved"};
inline constexpr Wording kPlanAside{"已在问, 不在这三周", "being asked, not in these weeks"};
inline constexpr Wording kPlanTeams{"用到的队", "teams used"};
inline constexpr Wording kPlanWay{"平均路程", "mean way"};
inline constexpr Wording kPlanGap{"离最好的最多差", "at most above the best"};
inline constexpr Wording kPlanProven{"已证明是最好的", "proven best"};
inline constexpr Wording kPlanPoints{"总计分（前一份）", "points (before)"};
inline constexpr Wording kPlanGini{"各队轮得匀不匀（基尼）", "evenness between teams (Gini)"};
inline constexpr Wording kPlanTownships{"各镇 排上/单", "townships, planned/orders"};
inline constexpr Wording kPlanLanguages{"按语言 排上/单", "languages, planned/orders"};
inline constexpr Wording kPlanCounty{"县", "county"};
inline constexpr Wording kPlanNoLanguage{"不限", "any"};
inline constexpr Wording kPlanChanged{"和前一份不同的单", "orders that differ"};
inline constexpr Wording kPlanBroken{"办不到的指定", "pins that cannot be kept"};
inline constexpr Wording kPlanOffered{"已派出", "offered"};
inline constexpr Wording kPlanNext{"还没有派。看每一单：diandan plan show；派出去：diandan plan commit", "Nothing is offered yet. Order by order: diandan plan show; to offer: diandan plan commit"};
inline constexpr Wording kHeadSuggestions{"建议\t单号\t为什么\t什么时候", "suggestion\torders\twhy\twhen"};
inline constexpr Wording kHeadSettled{"建议\t单号\t结果\t谁办的\t什么时候", "suggestion\torders\toutcome\tby\twhen"};
inline constexpr Wording kNoSuggestions{"没有看到重复的单，也没有可以一趟去的。", "No order seems placed twice, and none make one trip."};
inline constexpr Wording kSuggestionNext{"重复的：diandan suggestion merge 留下的 撤掉的；一趟去的：diandan suggestion ask 单号 单号；都不是：diandan suggestion dismiss", "Placed twice: diandan suggestion merge KEPT CANCELLED; one trip: diandan suggestion ask ORDER ORDER; neither: diandan suggestion dismiss"};
inline constexpr Wording kSuggestionDismissed{"记下了，不再提。", "Noted; it is not suggested again."};
inline constexpr Wording kOrdersMerged{"留下 {kept}，撤掉 {gone}；两单互相记着。", "{kept} stays, {gone} is cancelled; each names the other."};
inline constexpr Wording kAskMerge{"留下 {kept}，撤掉 {gone}？撤了不能恢复，已经接下的队会收到通知。", "Keep {kept} and cancel {gone}? This cannot be undone; the team that holds it is told. "};
inline constexpr Wording kPlanCommitted{"派出 {offered} 单，{left} 单没派；队里可以不接，不接不影响什么。", "{offered} offered, {left} left out. Teams may decline; it counts for nothing."};

// --- Fair to residents. --------------------------------------------------------------------------------
inline constexpr Wording kHeadRates{"\t结了的单\t本人\t回访\t代评\t没评\t评了的（可能的范围）\t本人或回访（可能的范围）", "\tclosed\tby slip\tcall-back\ton behalf\tno answer\tanswered (range)\tin person or by call (range)"};
inline constexpr Wording kRatesTogether{"合计", "together"};
inline constexpr Wording kShareWithRange{"{of} 单里 {hits}（{low}–{high}%）", "{hits} of {of} ({low}–{high} %)"};
inline constexpr Wording kHeadFairTownships{"乡镇\t单\t办成\t在办\t在等\t没人接\t撤了\t办成率\t半数等了\t九成等了", "township\torders\tserved\tunder way\twaiting\tunserved\twithdrawn\trate\thalf waited\tnine of ten"};
inline constexpr Wording kHeadFairLanguages{"语言\t单\t办成\t在办\t在等\t没人接\t撤了\t办成率\t半数等了\t九成等了", "language\torders\tserved\tunder way\twaiting\tunserved\twithdrawn\trate\thalf waited\tnine of ten"};
inline constexpr Wording kFairnessLead{"本县 {days} 天内 {orders} 单，办成率 {rate}[；最低：{place} {low}]。", "{orders} orders in {days} days, {rate} served[; lowest: {place} {low}]."};
inline constexpr Wording kFairnessNone{"本县 {days} 天内 {orders} 单，还没有一单有结果。", "{orders} orders in {days} days, none has come to an end."};
inline constexpr Wording kFairnessCounty{"全县", "county"};
inline constexpr Wording kFairnessItself{"县本级", "the county's own"};
inline constexpr Wording kFairnessNoLanguage{"没要求", "none asked"};
inline constexpr Wording kFairnessRequired{"{language}（要会）", "{language}, required"};
inline constexpr Wording kFairnessPreferred{"{language}（最好会）", "{language}, preferred"};
inline constexpr Wording kFairnessLarger{"{place}：{why}", "{place}: {why}"};
inline constexpr Wording kFairnessWork{"{teams} 支队共接了 {half_days} 个半天；轮得均不均（基尼）{gini}，0 是一样多；没轮到过的 {unused} 支。", "{teams} teams took {half_days} half-days; unevenness (Gini) {gini}, 0 is alike; never used: {unused}."};
inline constexpr Wording kFairnessHow{"办成率 = 办成 ÷（办成 + 没人接），还没有结果的不算；等了多久从放行算到有队接，不到 5 件不说；看一个镇的各种语言，或看不满 7 天的，不到 5 件的不单列。队里接不接不影响这些数。", "Rate = served ÷ (served + unserved); orders without a result do not count. Waits run from let through to taken, told from 5 cases on; of one township's languages, and of fewer than 7 days, lines under 5 cases are left out. How teams answer offers is in none of these."};

// --- Installation. -----------------------------------------------------------------------------------
inline constexpr Wording kHeadDeadLetters{"服务\t跟谁\t哪个县\t序号\t对象\t原因", "service\tfollows\tcounty\tseq\tsubject\tproblem"};
inline constexpr Wording kHeadAudit{"时间\t谁\t做了什么\t在什么上\t起因\t结果", "time\twho\twhat\ton\tcause\tresult"};
inline constexpr Wording kNoDeadLetters{"没有停着的事件。", "Nothing is parked."};
inline constexpr Wording kReplayed{"重放好了。", "Replayed."};
inline constexpr Wording kPolicySaved{"政策现在是第 {version} 版。", "The policy is now version {version}."};
inline constexpr Wording kHoursWait{"{who}提出的放宽（{names}）等另一位管理员同意，{until} 过期：diandan policy hours confirm", "What {who} loosens ({names}) waits for another administrator until {until}: diandan policy hours confirm"};
inline constexpr Wording kHeadPreview{"\t现在\t改了以后", "\tnow\tthen"};
inline constexpr Wording kPreviewOutcomes{"不用人看\t要一个人看\t要两个人看\t要县里再看\t先公示\t封顶少记（分钟）\t按规则记入（分钟）", "pass by rule\tone reviewer\ttwo people\tthe county too\ton notice\tcapped minutes\tminutes by rule"};
inline constexpr Wording kPreviewReason{"  因为：{why}", "  because: {why}"};
inline constexpr Wording kPreviewLoosens{"这样改放宽了 {names}，要另一位管理员同意才生效。", "This loosens {names}: another administrator has to agree."};
inline constexpr Wording kPolicyWaits{"放宽的几项（{names}）等第二个人同意：diandan policy loop confirm", "What it loosens ({names}) waits for a second person: diandan policy loop confirm"};
inline constexpr Wording kDoctorServer{"服务器", "server"};
inline constexpr Wording kDoctorAnswer{"应答", "answer"};
inline constexpr Wording kDoctorSession{"登录", "signed in"};
inline constexpr Wording kDoctorPosition{"跟到", "position"};
inline constexpr Wording kDoctorParked{"停着的事件", "parked events"};
inline constexpr Wording kDoctorMillis{"{n} 毫秒", "{n} ms"};
inline constexpr Wording kDoctorClock{"这台机器的钟", "clock here"};

// clang-format on

}  // namespace diandan::cli
