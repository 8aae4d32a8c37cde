// What the command line says about certificates, in zh-CN and en.
#pragma once

#include "services/base/words_table.h"

namespace diandan::cli {

// clang-format off
inline constexpr Wording kHeadCertificates{"编号\t开的时候\t服务期间\t次数\t时长\t状态\t", "number\tissued\tperiod\tservices\ttime\tstate\t"};
inline constexpr Wording kHeadCertified{"服务时间\t服务内容\t时长\t记录单位\t地点\t服务队\t单号", "when\twhat\ttime\trecorded by\tplace\tteam\torder"};
inline constexpr Wording kCertificateIssued{"开好了，编号 {number}：{services} 次，{time}。", "Issued, number {number}: {services} services, {time}."};
inline constexpr Wording kCertificateIssuedNext{"存成 PDF：diandan certificate download {number}", "As PDF: diandan certificate download {number}"};
inline constexpr Wording kCertificateWritten{"写好了：{file}", "Written: {file}"};
inline constexpr Wording kCertificateSays{"编号 {number}[，持有人 {holder}][（{identity}）]，{period}，{services} 次，{time}[，出具 {issuer}][，{day} 开]。", "Number {number}[, holder {holder}][ ({identity})], {period}, {services} services, {time}[, by {issuer}][, issued {day}]."};
inline constexpr Wording kCertificateRevoked{"{number} 作废了，核验的人都会看到。", "{number} is revoked; whoever checks it will see."};
inline constexpr Wording kCertificateIsValid{"有效。{says}", "Valid. {says}"};
inline constexpr Wording kCertificateHoursChanged{"{day} 以后，其中 {count} 次服务的时长更正少了，以出具单位的答复为准。", "Since {day} fewer minutes stand of {count} of its services; ask whoever issued it."};
inline constexpr Wording kCertificateHoursLess{"{day} 以后，有服务的时长更正少了，以出具单位的答复为准。", "Since {day} fewer minutes stand than it says; ask whoever issued it."};
inline constexpr Wording kCertificateChanged{"时长有更正", "hours corrected"};
inline constexpr Wording kCertificateCompare{"请把上面的内容和纸上的对一遍。", "Compare this with the paper."};
inline constexpr Wording kCertificateNoRevoked{"没有核对作废名单；要核对：--revoked 文件（diandan certificate revocations 写出来的）。", "Revoked certificates were not looked up; to do so: --revoked FILE (written by diandan certificate revocations)."};
inline constexpr Wording kCertificateRevokedAsOf{"作废名单截至 {day}。", "Revoked certificates as of {day}."};
inline constexpr Wording kAskRevokeCertificate{"作废 {number}？作废了不能恢复，可以另开一张。", "Revoke {number}? This cannot be undone; a new one can be issued. "};
inline constexpr Wording kCertificateKeysWritten{"{count} 把公钥写进 {file}，断网核验用它。", "{count} public keys in {file}, for checking without a connection."};
inline constexpr Wording kCertificateListWritten{"作废名单写进 {file}：{count} 张，截至 {day}。", "Revoked certificates in {file}: {count}, as of {day}."};
// clang-format on

}  // namespace diandan::cli
