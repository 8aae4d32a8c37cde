// Issuing and revoking certificates: who may, for which records, and that what was read before the lane still
// stands in it. Rules of 民政部令第67号: the volunteer does it alone, or asks the unit that recorded the
// service (谁记录谁证明); only hours that stand count; whatever was issued can be told to hold no longer,
// never changed.
#pragma once

#include <string>
#include <vector>

#include "diandan/hours/v1/certificate_service.pb.h"
#include "services/base/verb.h"
#include "services/hours/certificate_rows.h"
#include "services/hours/rows.h"

namespace diandan::hours {

inline constexpr int kMostCertified = 500;

// The volunteer, for themselves; an officer or the county's admin for somebody who asked. Refuses everybody
// else, and a request that does not say what it has to.
Status MayIssue(const Caller& caller, CountyId county, const v1::IssueCertificateRequest& request);
// Who issues for others.
const std::vector<Role>& CertificateIssuers();
// Whether it is the volunteer who issues.
bool IssuesOwn(const Caller& caller, const v1::IssueCertificateRequest& request);
// Of these posted entries what the caller may have certified: for oneself all, for others those at or below
// the own place. NOTHING_TO_CERTIFY, TOO_MUCH_TO_CERTIFY.
StatusOr<std::vector<EntryRow>> Choose(const Caller& caller, const v1::IssueCertificateRequest& request,
                                       std::vector<EntryRow> posted);
// The organisation all of them were done at or below; "" when some were in another county.
std::string CommonPlace(CountyId home, const std::vector<EntryRow>& entries);
bool Wants(const v1::IssueCertificateRequest& request, v1::CertificateField field);

// Made before the lane; given to the rule as Work::Extra. Without it a request can only be a repeat.
struct MadeCertificate {
  struct Record {
    Uuid entry;
    int32_t minutes = 0;
  };
  std::string number, key_id, place_path;
  std::string public_key;  // 32 bytes
  absl::Time start, end;
  std::vector<Record> records;
  int32_t stars = 0;  // it says; 0: none
  Bytes data_key, sealed;
};

// CERTIFIED_HOURS_MOVED when fewer minutes stand than were read, or fewer stars are held.
const Verb& IssueCertificateVerb();
const Verb& RevokeCertificateVerb();

// Roles that look after the certificates of a place.
const std::vector<Role>& CertificateReaders();
Status MayRead(const Caller& caller, const CertificateRow& row);
// Legal name in full, and the paper itself.
bool MayPrint(const Caller& caller, const CertificateRow& row);

Uuid CertificateKeyId(CountyId county, const std::string& public_key);
// As people and programs see it, without contents and without what corrections did to it.
v1::Certificate ToProto(const CertificateRow& row);

}  // namespace diandan::hours
