// Words of refusals about certificates of volunteer service.
#include "services/base/words_table.h"

namespace diandan {

using absl::StatusCode;

// clang-format off
const std::vector<ReasonWords>& CertificateWords() {
  static const auto* words = new std::vector<ReasonWords>{
    {errors::v1::NOTHING_TO_CERTIFY, StatusCode::kFailedPrecondition, Retry::kNo,
     {"这段时间里还没有记下来的服务，开不了证明。", "No recorded service there yet, so there is nothing to certify."},
     {"正在核对或公示的，记入以后就能开；或换一段时间。", "Hours that are being verified can be certified once they are recorded; or choose another time."}},
    {errors::v1::TOO_MUCH_TO_CERTIFY, StatusCode::kFailedPrecondition, Retry::kNo,
     {"服务太多，一张证明写不下[，最多 {limit} 次]。", "Too many services for one certificate[: at most {limit}]."},
     {"分几段时间开，例如一年一张。", "Issue several, for instance one a year."}},
    {errors::v1::CERTIFIED_HOURS_MOVED, StatusCode::kFailedPrecondition, Retry::kYes,
     {"开证明的时候，有一条时长刚被更正，所以没有开。", "While this was being issued some of the hours were corrected, so nothing was issued."},
     {"再开一次，就按更正后的写。", "Issue it again; it will say what stands now."}},
    {errors::v1::CERTIFICATE_WRONG_STATE, StatusCode::kFailedPrecondition, Retry::kNo,
     {"这张证明[是“{state}”，]这一步办不了。", "This cannot be done[: the certificate is {state}]."},
     {"要一张有效的，重新开。", "Issue a new one if a valid one is needed."}},
    {errors::v1::CERTIFICATE_ERASED, StatusCode::kFailedPrecondition, Retry::kNo,
     {"本人的资料已按要求删除，这张证明的内容读不出来了。", "The person's data was erased as asked for, so this certificate cannot be read any more."},
     {"手里的纸质证明照样能按编号核验。", "A copy on paper can still be checked by its number."}},
    {errors::v1::CERTIFICATE_ALTERED, StatusCode::kFailedPrecondition, Retry::kNo,
     {"不可信：内容和签名对不上，被改动过，或没有认全。", "Not to be trusted: the text does not fit its signature. It was altered, or not read in full."},
     {"重新扫一次；还不行，向出具单位核对编号。", "Scan it again; if that does not help, ask whoever issued it about the number."}},
    {errors::v1::CERTIFICATE_IS_REVOKED, StatusCode::kFailedPrecondition, Retry::kNo,
     {"已作废[：编号 {number}][，{revoked} 起]。", "Revoked[: number {number}][, since {revoked}]."},
     {"请持有人重新开一张。", "Ask the holder for a new one."}},
    {errors::v1::CERTIFICATE_KEY_UNKNOWN, StatusCode::kNotFound, Retry::kNo,
     {"没法核对：签名的钥匙[（{key}）]不在公钥文件里。", "Cannot be checked: the key it was signed with[ ({key})] is not in the file of public keys."},
     {"取出具县的公钥再核对：diandan certificate keys。", "Fetch the keys of the county that issued it: diandan certificate keys."}},
  };
  return *words;
}
// clang-format on

}  // namespace diandan
