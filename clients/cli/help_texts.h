// What --help says about flags and arguments that many commands share. What one command alone has stands
// beside it.
#pragma once

#include "services/base/words_table.h"

namespace diandan::cli {

// clang-format off
inline constexpr Wording kHelpProgram{"点单：从村里的一张单子，到记下来的志愿服务时长", "From a village's order to credited volunteer hours"};
inline constexpr Wording kHelpHelp{"看用法", "Show this help"};
inline constexpr Wording kHelpDryRun{"只看要送什么，不送出", "Show what would be sent, send nothing"};
inline constexpr Wording kHelpRequestId{"同一件事再送一次用它，只算一次", "Repeat the very same request safely"};
inline constexpr Wording kHelpYes{"不再问", "Do not ask"};
inline constexpr Wording kHelpOrder{"单号（7K3M）或完整名称", "Order number (7K3M) or full name"};
inline constexpr Wording kHelpTeam{"队名或完整名称", "Team by name"};
inline constexpr Wording kHelpStation{"站：名称或编码", "Station by name or code"};
inline constexpr Wording kHelpOrg{"组织：名称或编码", "Organisation by name or code"};
inline constexpr Wording kHelpVolunteer{"志愿者编号，或姓名", "Volunteer by number or name"};
inline constexpr Wording kHelpReason{"原因", "Why"};
inline constexpr Wording kHelpWhen{"什么时候，例如“周四 9:00-11:00”；可以写几次", "When, e.g. “Thu 9:00-11:00”; may be repeated"};
inline constexpr Wording kHelpSessionNumber{"第几场；只有一场时不用写", "Which session, 1, 2 …; not needed for one"};
inline constexpr Wording kHelpAt{"什么时候的事，例如 9:30；不写是现在", "When it happened, e.g. 9:30; now by default"};
inline constexpr Wording kHelpMinutes{"多少分钟", "Minutes"};
inline constexpr Wording kHelpAll{"全部列出", "List everything"};
inline constexpr Wording kHelpSort{"按什么排；带 desc 的从大到小", "Sort by this; with desc the largest first"};
inline constexpr Wording kHelpSecretFrom{"从文件读；- 是标准输入；不写就问", "Read it from this file; - is standard input; asked when left out"};

inline constexpr Wording kHelpData{"数据文件夹，里面的套接字就是服务器", "Data folder, whose socket is the server"};
inline constexpr Wording kHelpServersKeys{"服务的 --keys；不写就是数据目录里的 keys", "The server's --keys; by default keys/ in the data folder"};
inline constexpr Wording kHelpServer{"服务器：https://HOST（经网关）、HOST:PORT（双向 TLS）或 unix:路径", "Server: https://HOST (its gateway), HOST:PORT (mTLS) or unix:PATH"};
inline constexpr Wording kHelpTlsCert{"PEM 证书", "PEM certificate"};
inline constexpr Wording kHelpTlsKey{"PEM 私钥", "PEM private key"};
inline constexpr Wording kHelpTlsCa{"PEM 根证书", "PEM certificate of the authority"};
inline constexpr Wording kHelpCounty{"哪个县（六位县码）；不写是登录的那个", "County (six digits); the one signed in to by default"};
inline constexpr Wording kHelpTimeout{"最多等几秒", "Seconds to wait at most"};
inline constexpr Wording kHelpLang{"说中文还是英文：zh、en", "Language: zh, en"};
inline constexpr Wording kHelpJson{"答成 JSON", "Answer in JSON"};
inline constexpr Wording kHelpPlain{"一行一条，制表符分隔", "One record a line, tabs between"};
inline constexpr Wording kHelpQuiet{"少说话", "Say less"};
inline constexpr Wording kHelpUsageLabel{"用法", "Usage"};
inline constexpr Wording kHelpOptionsLabel{"可以加", "Options"};
inline constexpr Wording kHelpArgumentsLabel{"要写", "Arguments"};
inline constexpr Wording kHelpCommandsLabel{"命令", "Commands"};
inline constexpr Wording kHelpRequiredLabel{"必写", "REQUIRED"};
inline constexpr Wording kHelpFooter{
    "结果：0 办好 · 1 规则不许 · 2 写法不对 · 3 没登录、没有权限或没找到 · 4 没连上，可以放心再送",
    "Exit: 0 done · 1 refused by a rule · 2 wrong usage · 3 not signed in, not allowed, not found · 4 no answer, safe to repeat"};
// clang-format on

}  // namespace diandan::cli
