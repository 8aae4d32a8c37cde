// What the command line says about sign-ins and their second factor.
#pragma once

#include "services/base/words_table.h"

namespace diandan::cli {

// clang-format off
inline constexpr Wording kHeadDevices{"设备\t登录\t上次用\t编号", "device\tsigned in\tlast used\tid"};
inline constexpr Wording kDeviceSignedOut{"那里退出了，最多十分钟后不能再用。", "Signed out there; it stops working within ten minutes."};
inline constexpr Wording kHeadFactor{"绑定\t剩下的备用码", "confirmed\trecovery codes left"};
inline constexpr Wording kFactorSecret{"把这个密钥填进手机上的验证器：{secret}\n再运行 diandan account second-factor confirm", "Type this secret into the authenticator app: {secret}\nThen run diandan account second-factor confirm"};
inline constexpr Wording kFactorConfirmed{"绑定好了，以后登录要验证码。备用码抄下来收好，每个只能用一次，别处看不到：", "Done: signing in asks for a code from now on. Write the recovery codes down; each works once and they are shown nowhere else:"};
inline constexpr Wording kFactorRemoved{"解除了，所有设备要重新登录。", "Removed; sign in again on every device."};
inline constexpr Wording kAskOneTimeCode{"验证器上的 6 位数（或备用码）：", "Six digits of the authenticator app (or a recovery code): "};
// clang-format on

}  // namespace diandan::cli
