// Words of refusals about accounts, organisations, teams and volunteers.
#include "services/base/words_table.h"

namespace diandan {

using absl::StatusCode;

// clang-format off
const std::vector<ReasonWords>& PeopleWords() {
  static const auto* words = new std::vector<ReasonWords>{
    {errors::v1::SIGN_IN_FAILED, StatusCode::kUnauthenticated, Retry::kNo,
     {"登录名和密码对不上[，还能试 {tries_left} 次]。", "The sign-in name and password do not match[; {tries_left} tries left]."},
     {"再看一遍大小写；忘了密码，请县管理员重设。", "Check upper and lower case; if you forgot it, the county admin can reset it."}},
    {errors::v1::SIGN_IN_THROTTLED, StatusCode::kResourceExhausted, Retry::kYes,
     {"试的次数多了，先歇一歇[，{until} 以后再试]。", "Too many tries; take a break[ until {until}]."},
     {"账号没有变。到时候再试，或请县管理员重设密码。", "Your account is unchanged. Try later, or ask the county admin to reset the password."}},
    {errors::v1::ONE_TIME_CODE_NEEDED, StatusCode::kUnauthenticated, Retry::kNo,
     {"密码对了，还要一个动态验证码。", "The password is right; a one-time code is wanted as well."},
     {"打开手机上的验证器，把那 6 位数字填上；手机不在，填一个备用码。", "Open the authenticator app and give its six digits; without the phone, a recovery code."}},
    {errors::v1::ONE_TIME_CODE_WRONG, StatusCode::kUnauthenticated, Retry::kNo,
     {"这个验证码不对，或者已经用过。", "This code is wrong, or was used before."},
     {"等验证器换下一个再填；手机的时间要准。", "Wait for the next one; the phone's clock must be right."}},
    {errors::v1::SECOND_FACTOR_SET_UP, StatusCode::kFailedPrecondition, Retry::kNo,
     {"这个账号已经绑定了验证器。", "This account has an authenticator already."},
     {"换手机的话，先解除，再重新绑定。", "For another phone, remove it first, then set it up again."}},
    {errors::v1::SECOND_FACTOR_MISSING, StatusCode::kFailedPrecondition, Retry::kNo,
     {"这个账号没有要确认的验证器。", "This account has no authenticator to confirm."},
     {"先取绑定用的密钥。", "Ask for its secret first."}},
    {errors::v1::REFRESH_REUSED, StatusCode::kUnauthenticated, Retry::kNo,
     {"这张登录凭证已经用过，为了安全，它名下的登录都退出了。", "This sign-in was already renewed elsewhere; to be safe, its sign-ins were ended."},
     {"重新登录；若不是您本人，请马上改密码。", "Sign in again; if it was not you, change your password now."}},
    {errors::v1::ACCOUNT_DISABLED, StatusCode::kPermissionDenied, Retry::kNo,
     {"这个账号停用了，以前的记录都在。", "This account is switched off; its records are kept."},
     {"请县管理员恢复。", "Ask the county admin to switch it on."}},
    {errors::v1::PASSWORD_TOO_WEAK, StatusCode::kInvalidArgument, Retry::kNo,
     {"这个密码容易被猜到[，至少要 {min_length} 个字符]。", "This password is easy to guess[; use at least {min_length} characters]."},
     {"用几个不相干的词连起来，好记又难猜。", "Join a few unrelated words: easy to remember, hard to guess."}},
    {errors::v1::SIGN_IN_NAME_TAKEN, StatusCode::kAlreadyExists, Retry::kNo,
     {"这个登录名已经有人用了。", "This sign-in name is taken."},
     {"换一个，例如加上单位的简称。", "Choose another, e.g. with your unit's short name."}},

    {errors::v1::ORG_UNKNOWN, StatusCode::kNotFound, Retry::kNo,
     {"没有找到这个中心、所、站或点[：{org}]。", "No such centre, institute, station or point[: {org}]."},
     {"[是不是：{near}？]核对代码，或在组织树里再找。", "[Did you mean: {near}? ]Check the code, or look in the organisation tree."}},
    {errors::v1::ORG_CODE_DUPLICATE, StatusCode::kAlreadyExists, Retry::kNo,
     {"代码[ {code} ]已经有一个组织在用。", "The code[ {code}] is already in use."},
     {"核对代码；原来的撤了，先把它停用。", "Check the code; if the old one is gone, close it first."}},
    {errors::v1::ORG_PARENT_WRONG_TIER, StatusCode::kFailedPrecondition, Retry::kNo,
     {"上级不对[：{tier}的上级要是{wanted}]。", "Wrong parent[: a {tier} belongs under a {wanted}]."},
     {"换一个上一层的组织。", "Choose an organisation one tier above."}},
    {errors::v1::TEAM_UNKNOWN, StatusCode::kNotFound, Retry::kNo,
     {"没有找到这支队伍[：{team}]。", "No such team[: {team}]."},
     {"[是不是：{near}？]在队伍名单里再找。", "[Did you mean: {near}? ]Look in the list of teams."}},
    {errors::v1::TEAM_SUSPENDED, StatusCode::kFailedPrecondition, Retry::kNo,
     {"这支队伍[（{team}）]现在停着，不接新单，以前的记录都在。", "This team[ ({team})] is paused and takes no new orders; its records are kept."},
     {"请派给别的队，或请县管理员恢复它。", "Choose another team, or ask the county admin to resume it."}},
    {errors::v1::VOLUNTEER_UNKNOWN, StatusCode::kNotFound, Retry::kNo,
     {"没有找到这位志愿者[：{volunteer}]。", "No such volunteer[: {volunteer}]."},
     {"[是不是：{near}？]核对志愿者编号；外县来的，请他先加入本县的一支队。", "[Did you mean: {near}? ]Check the public number; a volunteer of another county joins a team here first."}},
    {errors::v1::MEMBERSHIP_EXISTS, StatusCode::kAlreadyExists, Retry::kNo,
     {"这位志愿者已经在队里了。", "This volunteer is already in the team."},
     {"不用再加一次。", "Nothing more to do."}},
    {errors::v1::MEMBERSHIP_MISSING, StatusCode::kFailedPrecondition, Retry::kNo,
     {"[{volunteer} ]还不是这支队的人。", "Not a member of this team yet[: {volunteer}]."},
     {"请队长先把人加进队里。", "The leader adds the person to the team first."}},
    {errors::v1::CONSENT_MISSING, StatusCode::kFailedPrecondition, Retry::kNo,
     {"还差一份同意书[：{consent}]。", "A consent is missing[: {consent}]."},
     {"请本人（未满 18 岁的请监护人）先同意，再来办。", "The person (under 18: the guardian) gives it first."}},
    {errors::v1::POST_HELD, StatusCode::kFailedPrecondition, Retry::kNo,
     {"这个岗位现在有人[，从 {since} 起]。", "This post is held[ since {since}]."},
     {"先让原来的人离任，再任新人。", "End the present holder's term first."}},
    {errors::v1::UNIT_UNKNOWN, StatusCode::kNotFound, Retry::kNo,
     {"没有找到这个单位[：{unit}]。", "No such unit[: {unit}]."},
     {"[是不是：{near}？]在单位名单里再找。", "[Did you mean: {near}? ]Look in the list of units."}},
    {errors::v1::PERSON_ERASED, StatusCode::kFailedPrecondition, Retry::kNo,
     {"这位的个人资料已按本人的要求删掉，只留服务记录。", "This person's data was erased at their wish; only service records remain."},
     {"要再参加，请本人重新登记。", "To take part again, the person registers anew."}},
    {errors::v1::ORG_NOT_EMPTY, StatusCode::kFailedPrecondition, Retry::kNo,
     {"下面还有没撤的[：{org}]。", "Something below is still open[: {org}]."},
     {"先把下面的撤了，再撤这一个。", "Close what is below first."}},
  };
  return *words;
}
// clang-format on

}  // namespace diandan
