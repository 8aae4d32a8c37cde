// What the handlers of `volunteers` share: pictures for reads, lane commands of the service itself. Not for
// rules.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "services/base/page.h"
#include "services/rpc/handle.h"
#include "services/volunteers/services.h"

namespace diandan::volunteers {

// The rows of one read, so that answers of Get and of verbs are made by the same functions.
class ReadView {
 public:
  ReadView(const rpc::Call& call, db::Connection& connection)
      : ReadView(call.home, connection, call.county, call.caller, call.now) {}
  ReadView(const rpc::Home& home, db::Connection& connection, CountyId county, const Caller& caller,
           absl::Time now)
      : home_(home), connection_(connection), work_(picture_, county, caller, Uuid{}, now, 0) {}
  // May be called again when the first rows tell which others are wanted.
  void Load(const std::function<void(Touches&)>& touch);
  // Rows a store has read by SQL of its own.
  template <typename Row>
  void Keep(Row row) {
    picture_.Rows<Row>().Load(std::move(row));
  }
  const Work& work() const { return work_; }

 private:
  const rpc::Home& home_;
  db::Connection& connection_;
  Picture picture_;
  Work work_;
};

// A command of the service itself (clock, follower, sign-out by a refresh token); blocks.
Status RunOwn(const rpc::Home& home, const Caller& caller, CountyId county, const Uuid& request_id,
              const google::protobuf::Message& request, const Verb& verb, std::shared_ptr<const void> extra);
// "service:volunteers".
Caller OwnCaller();

// Cuts what a store read beyond the page, and names the next page by the last row's key.
template <typename Row, typename KeyOf>
std::string CutPage(const google::protobuf::Message& request, const Page& page, std::vector<Row>& rows,
                    KeyOf key_of) {
  if (rows.size() <= static_cast<size_t>(page.size)) return "";
  rows.resize(page.size);
  return NextPageToken(request, key_of(rows.back()));
}

}  // namespace diandan::volunteers
