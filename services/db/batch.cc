#include "services/db/batch.h"

#include <map>
#include <set>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "diandan/errors/v1/errors.pb.h"
#include "services/base/words.h"
#include "services/db/codec.h"

namespace diandan::db {
namespace {

using Column = std::vector<std::optional<std::string>>;

// A request answered before: by an earlier transaction, or earlier in this batch.
struct Seen {
  std::string hash;
  std::string refusal;  // serialized ErrorInfo when it was refused and the refusal was kept
};
using SeenMap = absl::flat_hash_map<RowKey, Seen>;

constexpr absl::string_view kRefusalType = "diandan.errors.v1.ErrorInfo";

class Batch {
 public:
  Batch(Connection& connection, const Tables& tables, std::vector<BatchItem*>& items)
      : connection_(connection), tables_(tables), items_(items), load_([this](const Touches& touches) {
          Load(connection_, tables_, touches, Lock::kForUpdate, picture_);
        }) {}

  BatchResult Run() {
    std::set<CountyId> counties;
    for (const BatchItem* item : items_) counties.insert(item->command.county);
    connection_.BeginFor(CountyList({counties.begin(), counties.end()}));
    try {
      LockClocks(counties);
      LookUpSeen();
      LoadTouched();
      for (BatchItem* item : items_) Apply(*item);
      return Store();
    } catch (...) {
      connection_.Rollback();
      throw;
    }
  }

 private:
  // The clock row is the county's mutex, across processes too: from here on nobody else changes it.
  // The list is sorted and the nested loop keeps its order, so two batches never wait for each other in a
  // ring.
  void LockClocks(const std::set<CountyId>& counties) {
    static const std::string kLock =
        "SELECT x.county_id, x.seq FROM unnest($1::int4[]) AS k(c) CROSS JOIN LATERAL "
        "(SELECT county_id, seq FROM county_clock WHERE county_id = k.c FOR UPDATE) AS x";
    static const std::string kAdd =
        "INSERT INTO county_clock (county_id, seq) SELECT c, 0 FROM unnest($1::int4[]) AS c ON CONFLICT DO "
        "NOTHING";
    std::vector<int32_t> list(counties.begin(), counties.end());
    auto locked = connection_.Run(kLock, Params().Add(list));
    if (locked->rows() < static_cast<int>(list.size())) {
      connection_.Run(kAdd, Params().Add(list));
      locked = connection_.Run(kLock, Params().Add(list));
    }
    for (int i = 0; i < locked->rows(); ++i) clock_[locked->Get<int32_t>(i, 0)] = locked->Get<int64_t>(i, 1);
  }

  // After the lock and in a statement of its own: its snapshot sees whatever the lock waited for.
  void LookUpSeen() {
    static const std::string kSeen =
        "SELECT k.c, k.r, e.request_hash, CASE WHEN e.payload_type = 'diandan.errors.v1.ErrorInfo' THEN "
        "e.payload END "
        "FROM unnest($1::int4[], $2::uuid[]) AS k(c, r) CROSS JOIN LATERAL "
        "(SELECT * FROM event WHERE county_id = k.c AND request_id = k.r LIMIT 1) AS e";
    Column counties, requests;
    for (const BatchItem* item : items_) {
      if (item->command.request_id.is_nil()) continue;
      counties.push_back(Codec<int32_t>::Encode(item->command.county));
      requests.push_back(item->command.request_id.ToString());
    }
    if (requests.empty()) return;
    auto found =
        connection_.Run(kSeen, Params().AddText(EncodeArray(counties)).AddText(EncodeArray(requests)));
    for (int i = 0; i < found->rows(); ++i) {
      auto refusal = found->Get<std::optional<Bytes>>(i, 3);
      seen_[{found->Get<int32_t>(i, 0), found->Get<Uuid>(i, 1)}] = {found->Get<Bytes>(i, 2).data,
                                                                    refusal ? refusal->data : ""};
    }
  }

  void LoadTouched() {
    Touches touches;
    bool look_again = false;
    for (const BatchItem* item : items_) {
      touches.set_county(item->command.county);
      item->command.verb->touches(*item->command.request, touches);
      look_again |= static_cast<bool>(item->command.verb->more);
    }
    load_(touches);
    if (!look_again) return;
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
      columns_[0].push_back(Codec<int32_t>::Encode(command.county));
      columns_[1].push_back(Codec<int64_t>::Encode(seq));
      columns_[2].push_back(event.event_id.ToString());
      columns_[3].push_back(EncodeBytes(first ? command.request_hash : ""));
      columns_[4].push_back(event.kind);
      columns_[5].push_back(event.subject.ToString());
      columns_[6].push_back(command.caller->subject);
      columns_[7].push_back(EncodeTime(command.received_at));
      columns_[8].push_back(caused ? std::optional(event.cause.service) : std::nullopt);
      columns_[9].push_back(caused ? std::optional(absl::StrCat(event.cause.county)) : std::nullopt);
      columns_[10].push_back(caused ? std::optional(absl::StrCat(event.cause.seq)) : std::nullopt);
      columns_[11].push_back(refused ? std::string(kRefusalType)
                                     : event.payload->GetDescriptor()->full_name());
      columns_[12].push_back(EncodeBytes(payload));
      if (first && !command.request_id.is_nil()) {
        seen_[{command.county, command.request_id}] = {command.request_hash, refused ? payload : ""};
      }
      first = false;
    }
  }

  BatchResult Store() {
    int written = 0;
    for (const auto& table : tables_) written += table->Write(connection_, picture_);
    if (written == 0 && advanced_.empty()) {
      connection_.Rollback();
      return {};
    }
    BatchResult result;
    if (!advanced_.empty()) {
      InsertEvents();
      SetClocks(result);
    }
    connection_.Commit();
    result.events = static_cast<int64_t>(columns_[0].size());
    return result;
  }

  void InsertEvents() {
    static const std::string kInsert =
        "INSERT INTO event (county_id, seq, request_id, request_hash, kind, subject_id, actor, time, "
        "cause_service, "
        "cause_county, cause_seq, payload_type, payload) SELECT * FROM unnest($1::int4[], $2::int8[], "
        "$3::uuid[], "
        "$4::bytea[], $5::text[], $6::uuid[], $7::text[], $8::timestamptz[], $9::text[], $10::int4[], "
        "$11::int8[], "
        "$12::text[], $13::bytea[])";
    Params params;
    for (const Column& column : columns_) params.AddText(EncodeArray(column));
    connection_.Run(kInsert, params);
  }

  void SetClocks(BatchResult& result) {
    static const std::string kSet =
        "UPDATE county_clock AS t SET seq = u.seq FROM unnest($1::int4[], $2::int8[]) AS u(county_id, seq) "
        "WHERE t.county_id = u.county_id";
    Column counties, seqs;
    for (CountyId county : advanced_) {
      counties.push_back(Codec<int32_t>::Encode(county));
      seqs.push_back(Codec<int64_t>::Encode(clock_[county]));
      result.advanced.emplace_back(county, clock_[county]);
    }
    connection_.Run(kSet, Params().AddText(EncodeArray(counties)).AddText(EncodeArray(seqs)));
  }

  Work WorkOf(const Command& command) {
    Work work(picture_, command.county, *command.caller, command.request_id, command.received_at,
              clock_[command.county] + 1, command.extra.get());
    work.LoadBy(&load_);
    return work;
  }

  Connection& connection_;
  const Tables& tables_;
  std::vector<BatchItem*>& items_;
  const Work::Loader load_;
  std::map<CountyId, int64_t> clock_;
  std::set<CountyId> advanced_;
  SeenMap seen_;
  Picture picture_;
  Column columns_[13];
};

}  // namespace

BatchResult RunBatch(Connection& connection, const Tables& tables, std::vector<BatchItem*>& items) {
  return Batch(connection, tables, items).Run();
}

}  // namespace diandan::db
