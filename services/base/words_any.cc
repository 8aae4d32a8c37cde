// Words of refusals that any call may get, and of the wishes for a field.
#include "services/base/words_table.h"

namespace diandan {

using absl::StatusCode;

// clang-format off
const std::vector<ReasonWords>& AnyCallWords() {
  static const auto* words = new std::vector<ReasonWords>{
    {errors::v1::FIELD_INVALID, StatusCode::kInvalidArgument, Retry::kNo,
     {"还有[ {count} 处]要改。", "To complete[: {count}]."},
     {"照每一处的说明改好再送，写好的都还在。", "Change each field as it says and send again; nothing you wrote is lost."}},
    {errors::v1::REQUEST_ID_REUSED, StatusCode::kAlreadyExists, Retry::kNo,
     {"这个编号已经用在另一件事上了，那件事没有变。", "This request id was already used for something else, which is unchanged."},
     {"换一个新的编号再送一次。", "Send again with a new request id."}},
    {errors::v1::NOT_SIGNED_IN, StatusCode::kUnauthenticated, Retry::kNo,
     {"您还没有登录。", "You are not signed in."},
     {"先登录，再来办这件事。", "Sign in and try again."}},
    {errors::v1::TOKEN_EXPIRED, StatusCode::kUnauthenticated, Retry::kNo,
     {"登录的时间到了。", "Your sign-in has run out."},
     {"重新登录一次，没送出的都还在。", "Sign in again; what you have not sent yet is kept."}},
    {errors::v1::NOT_ALLOWED, StatusCode::kPermissionDenied, Retry::kNo,
     {"这件事要由别人来办[，要有{needed}的身份，管着这个地方]。", "This is for somebody else to do[: it needs {needed} for this place]."},
     {"请管这一片的人来办，或请县管理员给您加上。", "Ask the person in charge here, or ask the county admin to grant it."}},
    {errors::v1::NOT_FOUND, StatusCode::kNotFound, Retry::kNo,
     {"没有找到[ {what}]。", "Not found[: {what}]."},
     {"核对一下编号，或回到列表里再找。", "Check the number, or look for it in the list."}},
    {errors::v1::ETAG_MISMATCH, StatusCode::kAborted, Retry::kNo,
     {"您改的时候，别人先改过了，他的还在。", "Somebody else changed this while you were editing; their version stands."},
     {"打开看看新的，再改一次。", "Open the new version and make your change again."}},
    {errors::v1::NOT_YET_FOLLOWED, StatusCode::kUnavailable, Retry::kYes,
     {"您刚办的那件事还在路上，一会儿就到。", "What you just did is still on its way here."},
     {"等几秒再试，不用重做。", "Try again in a few seconds; nothing to redo."}},
    {errors::v1::OVERLOADED, StatusCode::kResourceExhausted, Retry::kYes,
     {"现在办事的人多，这一件还没轮到。", "The centre is busy; this one was not taken up yet."},
     {"过一会儿再送，重复送也只算一次。", "Send again in a moment; sending twice counts once."}},
    {errors::v1::DATABASE_UNAVAILABLE, StatusCode::kUnavailable, Retry::kYes,
     {"中心的账本暂时没应答，已经记下的都在。", "The centre's records do not answer right now; what was recorded is safe."},
     {"过一会儿再送一次，重复送也只算一次。", "Send again in a moment; sending twice counts once."}},
    {errors::v1::INTERNAL_ERROR, StatusCode::kInternal, Retry::kNo,
     {"中心这边出了差错，这一件没有办成，别的都没动。", "Something went wrong at the centre; this was not done and nothing else changed."},
     {"再送一次；还不行，把时间告诉运维的人。", "Send it once more; if it fails again, tell the operator when it happened."}},
    {errors::v1::DEADLINE_PASSED, StatusCode::kDeadlineExceeded, Retry::kYes,
     {"等得太久，没等到中心的回话。", "The centre did not answer in time."},
     {"再送一次，重复送也只算一次。", "Send again; sending twice counts once."}},
    {errors::v1::PAGE_TOKEN_INVALID, StatusCode::kInvalidArgument, Retry::kNo,
     {"这一页接不上前面的列表了。", "This page does not continue the list you asked for."},
     {"从第一页重新看。", "Start again from the first page."}},
    {errors::v1::CURSOR_EXPIRED, StatusCode::kOutOfRange, Retry::kNo,
     {"离开得太久，中间的变化接不上了。", "You were away too long to be told every change in between."},
     {"重新打开列表，再接着看。", "Open the list again and watch from there."}},
    {errors::v1::PEER_UNAVAILABLE, StatusCode::kUnavailable, Retry::kYes,
     {"中心的机器[（{service}）]没应答，您做的都还在。", "The centre[ ({service})] does not answer. What you did is kept."},
     {"过一会儿再送，不用重做。", "Send again in a moment; nothing to redo."}},
    {errors::v1::ALREADY_EXISTS, StatusCode::kAlreadyExists, Retry::kNo,
     {"[{what} ]已经有了。", "It exists already[: {what}]."},
     {"打开原来的那一个就行。", "Open the one that exists."}},
    {errors::v1::CONFLICT_OF_INTEREST, StatusCode::kFailedPrecondition, Retry::kNo,
     {"这件事您自己也在里面[（{role}）]，要请另一位来看。", "You had a part in this yourself[ ({role})], so another person has to decide."},
     {"请一位没有参加的人来办。", "Ask somebody who took no part in it."}},
    {errors::v1::COUNTY_UNKNOWN, StatusCode::kNotFound, Retry::kNo,
     {"这里没有[编号 {county} 的]县。", "There is no county[ {county}] here."},
     {"核对六位县码，或请运维先把这个县建好。", "Check the six-digit code, or ask the operator to create the county first."}},
  };
  return *words;
}

const std::vector<WishWords>& Wishes() {
  static const auto* wishes = new std::vector<WishWords>{
    {"required", {"请写上", "Please fill this in"}},
    {"max_length", {"写短一点[，最多 {n} 个字]", "Make it shorter[, at most {n} characters]"}},
    {"min_length", {"再写详细些[，至少 {n} 个字]", "Write a little more[, at least {n} characters]"}},
    {"max_bytes", {"太大了[，最多 {n} 字节]", "Too large[, at most {n} bytes]"}},
    {"min_bytes", {"太短了[，至少 {n} 字节]", "Too short[, at least {n} bytes]"}},
    {"max", {"不能大于[ {n}]", "At most[ {n}]"}},
    {"min", {"不能小于[ {n}]", "At least[ {n}]"}},
    {"max_items", {"一次最多[ {n} 项]", "At most[ {n} items] at a time"}},
    {"uuid", {"要写成小写的 UUID，例如 01890a5d-ac96-774b-bcce-b302099a8057", "A lower-case UUID, e.g. 01890a5d-ac96-774b-bcce-b302099a8057"}},
    {"one_of", {"只能是其中一个[：{n}]", "One of[: {n}]"}},
    {"utf8", {"文字的编码不对，请用 UTF-8", "Text must be UTF-8"}},
    {"control", {"里面有看不见的符号，请删掉", "Remove the invisible characters"}},
    {"single_line", {"请写在一行里", "Write it in one line"}},
    {"resource", {"要写成名称[，例如 counties/150525/{n}/01890a5d-ac96-774b-bcce-b302099a8057]", "A resource name[, e.g. counties/150525/{n}/01890a5d-ac96-774b-bcce-b302099a8057]"}},
    {"county", {"要写成县的名称，例如 counties/150525", "A county's name, e.g. counties/150525"}},
    {"pattern", {"写法要合这个样子[：{n}]", "Must look like[ {n}]"}},
    {"timestamp", {"时间不对，要在 0001 年到 9999 年之间", "A time between the years 0001 and 9999"}},
    {"after", {"要晚于[ {n}]", "Later than[ {n}]"}},
    {"before", {"要早于[ {n}]", "Earlier than[ {n}]"}},
    {"future", {"要晚于现在", "Later than now"}},
    {"past", {"不能晚于现在", "Not later than now"}},
    {"minutes", {"要写整分钟数[，{n} 分]", "Whole minutes[, {n}]"}},
    {"date", {"要写成日期，例如 1990-01-02", "A date, e.g. 1990-01-02"}},
    {"phone", {"要写 11 位手机号", "An 11-digit mobile number"}},
    {"id_number", {"要写 18 位身份证号，最后一位也要对得上", "An 18-character ID number with a correct check digit"}},
    {"unique", {"这一项写了两遍", "This was given twice"}},
    {"same_county", {"要和这一单在同一个县", "Must be in the same county"}},
    {"folder", {"要是一个文件夹", "A folder"}},
    {"folder_writable", {"这个文件夹写不进去：换一个，或改它的权限", "A folder this account may write to: choose another one, or change its permissions"}},
    {"folder_not_in_use", {"另一个服务正在用它[（进程 {n}）]：先停掉那个，或换一个文件夹", "Another server is using it[ (process {n})]: stop that one, or choose another folder"}},
    {"folder_with_space", {"磁盘满了：腾出地方再启动，已有的都还在", "The disk is full: make room and start again, nothing is lost"}},
    {"folder_usable", {"这个文件夹用不了[：{n}]", "This folder cannot be used[: {n}]"}},
    {"folder_reachable", {"账户 postgres 进不了上层的文件夹：换到 /var/lib/diandan 这样的地方", "The account postgres cannot enter a folder above it: choose a place like /var/lib/diandan"}},
    {"socket_folder_private", {"套接字的文件夹是别人建的[：{n}]，查清楚后删掉它再启动", "Somebody else made the folder for the socket[: {n}]; find out who, remove it and start again"}},
    {"postgres_installed", {"这台机器没有 PostgreSQL：apt install postgresql", "Install PostgreSQL first: apt install postgresql"}},
    {"postgres_account", {"以 root 启动时要有系统账户 postgres：apt install postgresql", "Started as root, it needs the system account postgres: apt install postgresql"}},
    {"postgres_version", {"数据和装着的 PostgreSQL 不是同一个版本[（{n}）]：装上原来的版本，或先用 pg_upgrade 升级", "Made by another PostgreSQL version than the installed one[ ({n})]: install that version, or pg_upgrade the data first"}},
    {"postgres_starts", {"PostgreSQL 没能启动[。日志的最后几行：\n{n}]", "PostgreSQL did not start[. The end of its log:\n{n}]"}},
    {"postgres_conninfo", {"要写成 postgresql://用户@主机/库，或 host=… dbname=…", "postgresql://user@host/database, or host=… dbname=…"}},
    {"schema_unchanged", {"这个文件执行过以后又被改动了：装回原来的版本，改动写进新的文件", "This file was changed after it was applied: install the version it came with; changes go into a new file"}},
    {"schema_not_newer", {"数据库比这个程序新：换用新版本的程序", "The database is newer than this program: use the newer program"}},
    {"migration_runs", {"升级这一步没有成功，数据库没有动[：{n}]", "This upgrade step failed and changed nothing[: {n}]"}},
    {"role_without_bypass", {"服务的角色不能是超级用户，也不能有 BYPASSRLS", "The service's role must be neither superuser nor BYPASSRLS"}},
    {"closing_code", {"要写小票上的 6 个数字", "The 6 digits on the slip"}},
  };
  return *wishes;
}

const std::vector<TermWords>& Terms() {
  static const auto* terms = new std::vector<TermWords>{
    {"PLACED", {"待审", "PLACED"}},          {"OPEN", {"等人接", "OPEN"}},
    {"ACCEPTED", {"已有人接", "ACCEPTED"}},   {"IN_SERVICE", {"服务中", "IN_SERVICE"}},
    {"COMPLETED", {"待验", "COMPLETED"}},     {"VERIFIED", {"已验", "VERIFIED"}},
    {"REFUSED", {"不办", "REFUSED"}},         {"REJECTED", {"驳回", "REJECTED"}},
    {"CANCELLED", {"已撤", "CANCELLED"}},     {"PENDING", {"等核对", "PENDING"}},
    {"RETURNED", {"退回补充", "RETURNED"}},   {"SECOND", {"等第二人核对", "SECOND"}},
    {"NOTICE", {"公示中", "NOTICE"}},         {"POSTED", {"已记入", "POSTED"}},
    {"VOIDED", {"没有记入", "VOIDED"}},
    {"CLERK", {"站点人员", "clerk"}},         {"OFFICER", {"所里人员", "officer"}},
    {"LEADER", {"队长", "team leader"}},      {"VOLUNTEER", {"志愿者", "volunteer"}},
    {"DISPATCHER", {"派单员", "dispatcher"}}, {"REVIEWER", {"验单员", "reviewer"}},
    {"COUNTY_ADMIN", {"县管理员", "county admin"}}, {"LIAISON", {"单位联络员", "unit liaison"}},
    {"AUDITOR", {"审计员", "auditor"}},       {"OPERATOR", {"运维", "operator"}},
  };
  return *terms;
}
// clang-format on

}  // namespace diandan
