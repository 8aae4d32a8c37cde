#include "clients/cli/draw_proof.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/csv.h"
#include "clients/cli/draw_texts.h"
#include "diandan/hours/v1/draw.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/base/request_fields.h"
#include "services/base/seal.h"
#include "services/hours/draw/draw.h"

namespace diandan::cli {

namespace h = hours::v1;

namespace {

// What is no hexadecimal text stays empty and fits nothing.
std::string BytesOf(const std::string& hex) {
  std::string bytes;
  return FromHex(hex, &bytes) ? bytes : "";
}

draw::Proof ProofOf(const h::DrawProof& told) {
  draw::Proof proof;
  proof.name = told.name();
  proof.algorithm = told.algorithm();
  proof.commitment = BytesOf(told.commitment());
  proof.seed = BytesOf(told.seed());
  proof.list_hash = BytesOf(told.list_hash());
  proof.list = told.list();
  for (const std::string& entry : told.drawn()) proof.drawn.push_back(diandan::IdOf(entry));
  return proof;
}

}  // namespace

Status VerifyProof(Context& context, const std::string& file, const std::string& commitment) {
  DD_ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(file));
  h::DrawProof told;
  if (!google::protobuf::util::JsonStringToMessage(text, &told).ok())
    return InvalidField("FILE", file, "draw_proof");
  DD_RETURN_IF_ERROR(draw::Verify(ProofOf(told)));
  const std::string noted = absl::AsciiStrToLower(commitment);
  if (!noted.empty() && noted != told.commitment())
    return Refuse(errors::v1::DRAW_MISMATCH, {{"why", "COMMITMENT_DIFFERS"}});
  const int64_t listed = static_cast<int64_t>(draw::ReadList(told.list())->entries.size());
  context.out.Done(told,
                   context.Say(kDrawMatches, {{"listed", absl::StrCat(listed)},
                                              {"drawn", absl::StrCat(told.drawn_size())}}),
                   {"MATCH", told.name(), told.commitment()});
  if (noted.empty()) context.out.Note(context.Say(kDrawCompare, {{"commitment", told.commitment()}}));
  return absl::OkStatus();
}

}  // namespace diandan::cli
