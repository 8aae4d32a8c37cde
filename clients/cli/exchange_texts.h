// What the family `exchange` and `roster insured` say.
#pragma once

#include "services/base/words_table.h"

namespace diandan::cli {

// clang-format off
inline constexpr Wording kExchangeProgress{"{group}：{count} 条", "{group}: {count} records"};
inline constexpr Wording kExchangeWritten{"{group}：{count} 条，写进了 {file}", "{group}: {count} records written to {file}"};
inline constexpr Wording kExchangePrivate{"这个文件里有姓名、身份证号和电话：用完就删掉，不要发到群里。", "The file holds names, ID numbers and telephone numbers: delete it when it has served, and send it to no group."};
inline constexpr Wording kExchangeNothingWritten{"读了 {rows} 行，{bad} 处要改，什么都没有导入。（FIELD_INVALID）", "{rows} lines read, {bad} to correct; nothing was imported. (FIELD_INVALID)"};
inline constexpr Wording kExchangeChecked{"{group}：{rows} 行，都可以，其中 {known} 行以前就有；什么都没有导入。", "{group}: {rows} lines, all good, {known} of them known already; nothing was imported."};
inline constexpr Wording kExchangeImported{"{group}：{rows} 行都在了。这次导入的编号：{import}", "{group}: all {rows} lines are in. The number of this import: {import}"};
inline constexpr Wording kExchangeApart{"这些不算本县的时长：谁组织谁记录，谁记录谁证明。", "None of this counts as hours of this county: whoever recorded it certifies it."};
inline constexpr Wording kExchangeStopped{"停在了 {group} 第 {line} 行附近；同一个文件再导入一次，就从这里接着来。", "It stopped near line {line} of {group}; import the same file again to go on from there."};
inline constexpr Wording kExchangeWithdrawn{"撤回了 {count} 条。", "{count} records taken back."};
inline constexpr Wording kExchangeAskConsent{"文件里这些人都同意把服务记录交给本县了吗（第67号令第六条）？", "Has everybody in the file agreed that this county keeps their record (Order 67 art. 6)?"};
inline constexpr Wording kExchangeAskWithdraw{"撤回这次导入的全部记录？", "Take back every record of this import?"};
inline constexpr Wording kWantRecordGroup{"看不出是哪一组记录：写上 --group", "Which group of records this is cannot be told: say it with --group"};
inline constexpr Wording kHeadImportedRecords{"日期\t内容\t时间\t记录单位\t来源\t编号\t状态", "DATE\tWHAT\tTIME\tRECORDED BY\tSOURCE\tNUMBER\tSTATE"};
inline constexpr Wording kHeadImports{"时间\t哪一组\t谁\t行数\t还在\t撤回\t编号", "WHEN\tGROUP\tBY\tLINES\tSTAND\tTAKEN BACK\tNUMBER"};
inline constexpr Wording kImportedSum{"别处记录的服务共 {time}，由记录单位证明，不算在本县时长里。", "{time} recorded elsewhere, certified by whoever recorded it, apart from this county's hours."};
inline constexpr Wording kInsuredFrozen{"名单已定（{time} 开始）；后来加的人都标明了。", "The list is final (it began {time}); whoever was named later is marked."};
inline constexpr Wording kInsuredOpen{"{time} 开始，到那时名单就定了。", "It begins {time}; the list is final then."};
inline constexpr Wording kHeadInsured{"谁\t什么时候\t保险\t备注", "WHO\tWHEN\tINSURANCE\tREMARK"};
inline constexpr Wording kInsuredCovered{"在保", "in force"};
inline constexpr Wording kInsuredNotCovered{"没有登记", "none on file"};
inline constexpr Wording kInsuredLate{"开始后才列入", "named after it began"};
inline constexpr Wording kInsuredWritten{"投保名单 {count} 人，写进了 {file}", "Insured list of {count}, written to {file}"};
// clang-format on

}  // namespace diandan::cli
