#include "services/hours/draw_maker.h"

#include "services/base/seal.h"
#include "services/hours/draw/draw.h"
#include "services/hours/draw_store.h"

namespace diandan::hours {
namespace {

std::string SeedContext(CountyId county, const Uuid& draw) {
  return SealContext("draw", draw, "seed", county);
}

MadeDraw DrawFrom(const DrawRow& row, std::string seed, const std::vector<Credited>& credited) {
  draw::Drawing drawing;
  drawing.county = row.county_id;
  drawing.id = row.id;
  drawing.start = row.start_at;
  drawing.end = row.end_at;
  drawing.size = draw::SizeOf(row.sample_size, row.sample_percent, static_cast<int64_t>(credited.size()));
  drawing.entries.reserve(credited.size());
  for (const Credited& each : credited) drawing.entries.push_back({each.entry, draw::WeightOf(each.points)});
  MadeDraw made;
  made.list = draw::ListOf(drawing);
  made.list_hash = Sha256(made.list);
  made.listed = static_cast<int32_t>(credited.size());
  for (const int32_t place : draw::Draw(seed, made.list_hash, drawing.entries, drawing.size)) {
    made.drawn.push_back({credited[place].entry, credited[place].acceptance, credited[place].team});
  }
  made.seed = std::move(seed);
  return made;
}

}  // namespace

std::shared_ptr<const ChosenSeed> DrawMaker::Choose(CountyId county, const Uuid& draw) const {
  const std::string seed = RandomBytes(draw::kSeedSize);
  return std::make_shared<ChosenSeed>(
      ChosenSeed{Sha256(seed), keys_.SealForCounty(county, SeedContext(county, draw), seed)});
}

StatusOr<std::shared_ptr<const MadeDraw>> DrawMaker::Make(CountyId county, const Uuid& draw) const {
  std::optional<DrawRow> row;
  std::vector<Credited> credited;
  DD_RETURN_IF_ERROR(db::Transact(*home_.pool, {county}, /*read_only=*/true, [&](db::Connection& db) {
    credited.clear();
    row = DrawById(db, county, draw);
    const bool due =
        row && row->state == v1::DRAW_COMMITTED && home_.clock->Now() >= row->end_at + kDrawGrace;
    if (due) credited = CreditedIn(db, county, row->start_at, row->end_at);
    if (!due) row.reset();
    return absl::OkStatus();
  }));
  if (!row) return nullptr;
  DD_ASSIGN_OR_RETURN(std::string seed,
                      keys_.OpenForCounty(county, SeedContext(county, draw), row->sealed_seed.data));
  return std::make_shared<const MadeDraw>(DrawFrom(*row, std::move(seed), credited));
}

}  // namespace diandan::hours
