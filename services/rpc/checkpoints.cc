#include "services/rpc/checkpoints.h"

#include <limits>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/util/time_util.h"
#include "services/base/page.h"
#include "services/checkpoint/note.h"
#include "services/checkpoint/sealer.h"
#include "services/checkpoint/tree_store.h"

namespace diandan::rpc {
namespace {

// Where thousands of counties are busy a single checkpoint names them all: a page ends here.
constexpr size_t kMostBytes = 1 << 20;

void AddCheckpoint(const checkpoint::StoredNote& stored, events::v1::ListCheckpointsResponse& response) {
  const auto note = checkpoint::ReadNote(stored.whole);
  auto& out = *response.add_checkpoints();
  out.set_number(stored.number);
  out.set_note(stored.whole);
  if (!note.ok()) return;  // somebody was at the table; whoever checks the signature sees it
  *out.mutable_time() =
      google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(note->checkpoint.time));
  out.set_counties(int32_t(note->checkpoint.heads.size()));
}

void DescribeSealer(const Home& home, events::v1::ListCheckpointsResponse& response) {
  if (home.sealer == nullptr) return;
  response.set_sealing(true);
  response.set_key(checkpoint::KeyLine(home.sealer->key()));
  response.set_problem(ReasonOf(home.sealer->problem()));
}

}  // namespace

grpc::ServerUnaryReactor* ListCheckpoints(const Home& home, grpc::CallbackServerContext* context,
                                          const events::v1::ListCheckpointsRequest& request,
                                          events::v1::ListCheckpointsResponse& response) {
  return Read(home, context, request, [&](const Call& call, db::Connection& connection) -> Status {
    response.Clear();
    DD_ASSIGN_OR_RETURN(const Page page, PageOf(request));
    int64_t before = std::numeric_limits<int64_t>::max();
    if (!page.after.empty() && !absl::SimpleAtoi(page.after[0], &before))
      return Refuse(errors::v1::PAGE_TOKEN_INVALID);
    const auto notes = checkpoint::NotesBefore(connection, call.home.service, before, page.size, kMostBytes);
    for (const checkpoint::StoredNote& stored : notes) AddCheckpoint(stored, response);
    // Numbers begin with 1 and have no gaps.
    if (!notes.empty() && notes.back().number > 1)
      response.set_next_page_token(NextPageToken(request, {absl::StrCat(notes.back().number)}));
    DescribeSealer(call.home, response);
    return absl::OkStatus();
  });
}

}  // namespace diandan::rpc
