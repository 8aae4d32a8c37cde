// A picture in memory to try rules on: rows are put in, verbs run as in the lane, one after the other.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "services/base/verb.h"
#include "services/volunteers/rows.h"

namespace diandan::volunteers {

inline const CountyId kNaiman = 150525;
inline const absl::Time kNow = absl::FromUnixSeconds(1'795'136'400);  // 20 November 2026, 9:00 in China

inline Uuid Id(absl::string_view name) { return DeriveUuid(kNaiman, name); }
inline std::string Named(absl::string_view collection, absl::string_view name) {
  return ResourceNameOf(kNaiman, collection, Id(name));
}

inline Grant GrantOf(Role role, ScopeKind kind, std::string path, const Uuid& id = {}) {
  Grant grant;
  grant.role = role;
  grant.scope = kind;
  grant.county = role == Role::kOperator ? 0 : kNaiman;
  grant.org_path = std::move(path);
  grant.id = id;
  return grant;
}
inline Caller CallerWith(std::vector<Grant> grants, const Uuid& volunteer = {}) {
  Caller caller;
  caller.kind = Caller::Kind::kAccount;
  caller.account = Id("caller");
  caller.subject = "accounts/" + caller.account.ToString();
  caller.home_county = kNaiman;
  caller.volunteer = volunteer;
  caller.grants = std::move(grants);
  return caller;
}

class Bench {
 public:
  Caller caller = CallerWith({});
  absl::Time now = kNow;
  std::shared_ptr<const void> extra;

  template <typename Row>
  Row& Put(Row row) {
    row.county_id = kNaiman;
    return picture_.Rows<Row>().Insert(std::move(row));
  }
  template <typename Row>
  const Row* Find(const Uuid& id) {
    return picture_.Rows<Row>().Find(kNaiman, id);
  }
  // As the lane does: a refusal leaves no trace.
  template <typename Request>
  Status Do(const Verb& verb, const Request& request) {
    Work work(picture_, kNaiman, caller, Id("request " + std::to_string(++requests_)), now, seq_ + 1,
              extra.get());
    picture_.BeginCommand();
    Status status = verb.rule(work, request);
    if (!status.ok()) {
      picture_.UndoCommand();
      return status;
    }
    events.clear();
    for (const auto& event : work.events()) events.push_back(event.kind);
    seq_ += static_cast<int64_t>(work.events().size());
    last = work.events();
    return status;
  }
  std::vector<std::string> events;  // kinds of the last command that was not refused
  std::vector<EventDraft> last;

 private:
  Picture picture_;
  int requests_ = 0;
  int64_t seq_ = 0;
};

// The tree of the tests: a centre, two townships, a village under the first.
inline OrgRow Org(absl::string_view name, v1::OrgTier tier, const OrgRow* parent) {
  OrgRow row;
  row.id = Id(name);
  if (parent != nullptr) row.parent_id = parent->id;
  row.tier = tier;
  row.path = parent == nullptr ? row.id.ToString() : parent->path + "." + row.id.ToString();
  row.display_name = std::string(name);
  row.created_at = row.updated_at = kNow;
  return row;
}
struct Tree {
  explicit Tree(Bench& bench)
      : centre(bench.Put(Org("centre", v1::CENTRE, nullptr))),
        town(bench.Put(Org("town", v1::INSTITUTE, &centre))),
        other_town(bench.Put(Org("other town", v1::INSTITUTE, &centre))),
        village(bench.Put(Org("village", v1::STATION, &town))) {}
  OrgRow centre, town, other_town, village;
};

}  // namespace diandan::volunteers
