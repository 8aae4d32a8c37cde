#include "services/db/batch.h"

#include <map>
#include <set>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "diandan/errors/v1/errors.pb.h"
#include "services/base/words.h"
#include "services/db/cells.h"

namespace diandan::db {
namespace {

// A request answered before: by an earlier transaction, or earlier in this batch.
struct Seen {
  std::string hash;
  std::string refusal;  // serialized ErrorInfo when it was refused and the refusal was kept
};
using SeenMap = absl::flat_hash_map<RowKey, Seen>;

constexpr absl::string_view kRefusalType = "diandan.errors.v1.ErrorInfo";

// Some 50 MB of orders with all that hangs on them; a service at rest keeps next to nothing.
constexpr size_t kMostRowsKept = 49'152;

class Batch {
 public:
  Batch(Connection& connection, const Tables& tables, KeptPicture& kept, std::vector<BatchItem*>& items)
      : connection_(connection),
        tables_(tables),
        kept_(kept),
        picture_(kept.picture),
        items_(items),
        load_(
            [this](const Touches& touches) { Load(connection_, tables_, touches, Lock::kLane, picture_); }) {}

  BatchResult Run() {
    std::set<CountyId> counties;
    for (const BatchItem* item : items_) counties.insert(item->command.county);
    try {
      Open({counties.begin(), counties.end()});
      LoadFurther();
      for (BatchItem* item : items_) Apply(*item);
      return Store();
    } catch (...) {
      connection_.Rollback();
      throw;
    }
  }

 private:
  // What was kept holds as long as nobody else has written in the county since.
  void CheckKept(CountyId county, int64_t changes) {
    auto [known, unknown] = kept_.changes.try_emplace(county, changes);
    if (!unknown && known->second != changes) picture_.ForgetCounty(county);
    known->second = changes;
  }

  // All in one round trip. What is kept is taken to be true still; the county it is not true of has lost it
  // once the answers are there, and is loaded again.
  void Open(const std::vector<int32_t>& counties) {
    static const std::string kAdd =
        "INSERT INTO county_clock (county_id, seq) SELECT c, 0 FROM unnest($1::int4[]) AS c ON CONFLICT DO "
        "NOTHING";
    Touches touches;
    for (const BatchItem* item : items_) {
      touches.set_county(item->command.county);
      item->command.verb->touches(*item->command.request, touches);
    }
    Together asked;
    LockClocks(counties, asked);
    LookUpSeen(asked);
    Ask(tables_, touches, Lock::kLane, picture_, asked);
    connection_.BeginWith(counties, asked);
    if (clock_.size() < counties.size()) {  // what was read before the lock may be read anew
      for (CountyId county : counties) {
        if (!clock_.contains(county)) picture_.ForgetCounty(county);
      }
      Together again;
      again.Add(kAdd, Arrays().Add(CellsOf(counties)));
      LockClocks(counties, again);
      LookUpSeen(again);
      connection_.RunAll(again);
    }
    load_(touches);
  }

  // The clock row is the county's mutex, across processes too: from here on nobody else changes it.
  // The list is sorted and the nested loop keeps its order, so two batches never wait for each other in a
  // ring.
  void LockClocks(const std::vector<int32_t>& counties, Together& asked) {
    static const std::string kLock =
        "SELECT x.county_id, x.seq, x.changes FROM unnest($1::int4[]) AS k(c) CROSS JOIN LATERAL "
        "(SELECT county_id, seq, changes FROM county_clock WHERE county_id = k.c FOR UPDATE) AS x";
    asked.Add(kLock, Arrays().Add(CellsOf(counties)), [this](const Result& locked) {
      for (int i = 0; i < locked.rows(); ++i) {
        const auto county = locked.Get<int32_t>(i, 0);
        clock_[county] = locked.Get<int64_t>(i, 1);
        CheckKept(county, locked.Get<int64_t>(i, 2));
      }
    });
  }

  // After the lock and in a statement of its own: its snapshot sees whatever the lock waited for.
  void LookUpSeen(Together& asked) {
    static const std::string kSeen =
        "SELECT k.c, k.r, e.request_hash, CASE WHEN e.payload_type = 'diandan.errors.v1.ErrorInfo' THEN "
        "e.payload END "
        "FROM unnest($1::int4[], $2::uuid[]) AS k(c, r) CROSS JOIN LATERAL "
        "(SELECT * FROM event WHERE county_id = k.c AND request_id = k.r LIMIT 1) AS e";
    auto counties = Cells::Of<int32_t>(), requests = Cells::Of<Uuid>();
    for (const BatchItem* item : items_) {
      if (item->command.request_id.is_nil()) continue;
      counties.Add(item->command.county);
      requests.Add(item->command.request_id);
    }
    if (requests.size() == 0) return;
    asked.Add(kSeen, Arrays().Add(std::move(counties)).Add(std::move(requests)), [this](const Result& found) {
      for (int i = 0; i < found.rows(); ++i) {
        auto refusal = found.Get<std::optional<Bytes>>(i, 3);
        seen_[{found.Get<int32_t>(i, 0), found.Get<Uuid>(i, 1)}] = {found.Get<Bytes>(i, 2).data,
                                                                    refusal ? refusal->data : ""};
      }
    });
  }

  void LoadFurther() {
    Touches further;
    for (BatchItem* item : items_) LookFurther(*item, further);
    load_(further);
  }

  void LookFurther(BatchItem& item, Touches& further) {
    if (!item.command.verb->more) return;
    item.look.Clear();
    Work work = WorkOf(item.command);
    work.Watch(&item.look);
    further.set_county(item.command.county);
    item.command.verb->more(*item.command.request, work, further);
  }

  // The second look of all commands came before any of them: what an earlier one has made or changed since
  // may lead to other rows.
  void LookAgain(BatchItem& item) {
    if (!item.look.Stale()) return;
    Touches further;
    LookFurther(item, further);
    load_(further);
  }

  void Apply(BatchItem& item) {
    LookAgain(item);
    const Command& command = item.command;
    RowKey key{command.county, command.request_id};
    if (!command.request_id.is_nil()) {
      if (auto seen = seen_.find(key); seen != seen_.end()) {
        item.answer = Repeat(command, seen->second);
        repeated_ = true;
        item.seq = clock_[command.county];
        return;
      }
    }
    Work work = WorkOf(command);
    picture_.BeginCommand();
    try {
      item.answer = command.verb->rule(work, *command.request);
      if (item.answer.ok() && command.response != nullptr) Answer(command, work);
    } catch (const Error&) {
      throw;
    } catch (const std::exception& problem) {
      item.answer = Refuse(Reason::INTERNAL_ERROR, {{"problem", problem.what()}});
      picture_.UndoCommand();
      item.seq = clock_[command.county];
      return;
    }
    if (item.answer.ok() || work.keep()) {
      Append(command, work, item.answer);
    } else {
      picture_.UndoCommand();
    }
    item.seq = clock_[command.county];
  }

  Status Repeat(const Command& command, const Seen& seen) {
    if (seen.hash != command.request_hash) return Refuse(Reason::REQUEST_ID_REUSED);
    if (!seen.refusal.empty()) {
      errors::v1::ErrorInfo info;
      info.ParseFromString(seen.refusal);
      return FromInfo(CodeOf(info.reason()), info);
    }
    if (command.response != nullptr) Answer(command, WorkOf(command));
    return absl::OkStatus();
  }

  void Answer(const Command& command, const Work& work) {
    command.response->Clear();
    command.verb->answer(*command.request, work, *command.response);
  }

  void Append(const Command& command, const Work& work, const Status& answer) {
    bool first = true;
    for (const EventDraft& event : work.events()) {
      int64_t seq = ++clock_[command.county];
      advanced_.insert(command.county);
      bool refused = first && !answer.ok();
      std::string payload = refused ? InfoOf(answer).SerializeAsString() : event.payload->SerializeAsString();
      bool caused = event.cause.seq != 0;
      columns_[0].Add(command.county);
      columns_[1].Add(seq);
      columns_[2].Add(event.event_id);
      columns_[3].Add(Bytes{first ? command.request_hash : std::string()});
      columns_[4].Add(event.kind);
      columns_[5].Add(event.subject);
      columns_[6].Add(command.caller->subject);
      columns_[7].Add(command.received_at);
      columns_[8].Add(caused ? std::optional(event.cause.service) : std::nullopt);
      columns_[9].Add(caused ? std::optional(event.cause.county) : std::nullopt);
      columns_[10].Add(caused ? std::optional(event.cause.seq) : std::nullopt);
      columns_[11].Add(refused ? std::string(kRefusalType) : event.payload->GetDescriptor()->full_name());
      columns_[12].Add(Bytes{payload});
      if (first && !command.request_id.is_nil()) {
        seen_[{command.county, command.request_id}] = {command.request_hash, refused ? payload : ""};
      }
      first = false;
    }
  }

  BatchResult Store() {
    std::set<CountyId> written = picture_.ChangedCounties();
    written.insert(advanced_.begin(), advanced_.end());
    if (written.empty()) {
      // What a repeat is told was done may be on this server alone: it crashed between its own disk and its
      // replica's. A commit is not answered before the replica has all that came before it, either.
      if (repeated_) {
        connection_.Commit();
      } else {
        connection_.Rollback();
      }
      return {};
    }
    Together statements;
    for (const auto& table : tables_) table->Write(picture_, statements);
    if (!advanced_.empty()) InsertEvents(statements);
    SetClocks(written, statements);
    connection_.CommitWith(statements);
    picture_.Written();
    BatchResult result;
    for (CountyId county : written) ++kept_.changes[county];
    for (CountyId county : advanced_) result.advanced.emplace_back(county, clock_[county]);
    result.events = events_;
    return result;
  }

  void InsertEvents(Together& statements) {
    static const std::string kInsert =
        "INSERT INTO event (county_id, seq, request_id, request_hash, kind, subject_id, actor, time, "
        "cause_service, "
        "cause_county, cause_seq, payload_type, payload) SELECT * FROM unnest($1::int4[], $2::int8[], "
        "$3::uuid[], "
        "$4::bytea[], $5::text[], $6::uuid[], $7::text[], $8::timestamptz[], $9::text[], $10::int4[], "
        "$11::int8[], "
        "$12::text[], $13::bytea[])";
    Arrays arrays;
    events_ = columns_[0].size();
    for (Cells& column : columns_) arrays.Add(std::move(column));
    statements.Add(kInsert, std::move(arrays));
  }

  void SetClocks(const std::set<CountyId>& written, Together& statements) {
    static const std::string kSet =
        "UPDATE county_clock AS t SET seq = u.seq, changes = t.changes + 1 "
        "FROM unnest($1::int4[], $2::int8[]) AS u(county_id, seq) WHERE t.county_id = u.county_id";
    auto counties = Cells::Of<int32_t>(), seqs = Cells::Of<int64_t>();
    for (CountyId county : written) {
      counties.Add(county);
      seqs.Add(clock_[county]);
    }
    statements.Add(kSet, Arrays().Add(std::move(counties)).Add(std::move(seqs)));
  }

  Work WorkOf(const Command& command) {
    Work work(picture_, command.county, *command.caller, command.request_id, command.received_at,
              clock_[command.county] + 1, command.extra.get());
    work.LoadBy(&load_);
    return work;
  }

  Connection& connection_;
  const Tables& tables_;
  KeptPicture& kept_;
  Picture& picture_;
  std::vector<BatchItem*>& items_;
  const Work::Loader load_;
  std::map<CountyId, int64_t> clock_;
  std::set<CountyId> advanced_;
  SeenMap seen_;
  bool repeated_ = false;  // some command was answered from seen_
  // Of the events, in the order of kInsert.
  Cells columns_[13] = {Cells::Of<int32_t>(),     Cells::Of<int64_t>(),     Cells::Of<Uuid>(),
                        Cells::Of<Bytes>(),       Cells::Of<std::string>(), Cells::Of<Uuid>(),
                        Cells::Of<std::string>(), Cells::Of<absl::Time>(),  Cells::Of<std::string>(),
                        Cells::Of<int32_t>(),     Cells::Of<int64_t>(),     Cells::Of<std::string>(),
                        Cells::Of<Bytes>()};
  int64_t events_ = 0;
};

}  // namespace

BatchResult RunBatch(Connection& connection, const Tables& tables, KeptPicture& kept,
                     std::vector<BatchItem*>& items) {
  try {
    const BatchResult result = Batch(connection, tables, kept, items).Run();
    for (const auto& table : tables) {
      if (!table->kept()) kept.picture.ForgetType(table->row_type());
    }
    kept.picture.Trim(kMostRowsKept);
    return result;
  } catch (...) {
    kept = KeptPicture();
    throw;
  }
}

}  // namespace diandan::db
