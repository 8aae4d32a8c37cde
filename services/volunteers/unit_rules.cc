#include "services/volunteers/unit_rules.h"

#include "services/volunteers/access_rules.h"
#include "services/volunteers/common_rules.h"

namespace diandan::volunteers {
namespace {

void Emit(Work& work, const UnitRow& row) {
  v1::UnitChanged changed;
  changed.set_unit_id(row.id.ToString());
  changed.set_name(row.display_name);
  changed.set_kind(row.kind);
  changed.set_headcount(row.headcount);
  changed.set_closed(row.closed);
  work.Emit("UNIT_CHANGED", row.id, std::move(changed));
}

Uuid NewId(const v1::CreateUnitRequest& request) { return *ParseUuid(request.unit_id()); }

void TouchCreate(const v1::CreateUnitRequest& request, Touches& touches) {
  touches.Add<UnitRow>(NewId(request));
}

Status CreateUnit(Work& work, const v1::CreateUnitRequest& request) {
  if (work.Find<UnitRow>(NewId(request)) != nullptr) return Refuse(errors::v1::ALREADY_EXISTS);
  UnitRow row;
  row.id = NewId(request);
  row.display_name = request.display_name();
  row.kind = request.kind();
  row.headcount = request.headcount();
  row.created_at = row.updated_at = work.now;
  Emit(work, work.Insert(std::move(row)));
  return absl::OkStatus();
}

void AnswerCreate(const v1::CreateUnitRequest& request, const Work& work, v1::Unit& response) {
  if (const UnitRow* row = work.Find<UnitRow>(NewId(request))) response = ShowUnit(*row);
}

template <typename Request>
void AnswerNamedUnit(const Request& request, const Work& work, v1::Unit& response) {
  if (const UnitRow* row = work.Find<UnitRow>(IdOf(request.name()))) response = ShowUnit(*row);
}

StatusOr<const UnitRow*> FindUnit(const Work& work, const std::string& name) {
  const UnitRow* unit = work.Find<UnitRow>(IdOf(name));
  if (unit == nullptr) return Refuse(errors::v1::UNIT_UNKNOWN, {{"unit", name}});
  return unit;
}

Status UpdateUnit(Work& work, const v1::UpdateUnitRequest& request) {
  DD_ASSIGN_OR_RETURN(const UnitRow* unit, FindUnit(work, request.name()));
  if (unit->closed) return Refuse(errors::v1::UNIT_UNKNOWN, {{"unit", request.name()}});
  if (!HoldsInCounty(work.caller, work.county, {Role::kCountyAdmin})) {
    Scope own;
    own.units = {unit->id};
    DD_RETURN_IF_ERROR(MayDo(work, "UnitService/UpdateUnit", own));
  }
  DD_RETURN_IF_ERROR(CheckEtag(request.etag(), unit->revision));
  DD_ASSIGN_OR_RETURN(Mask mask, Mask::Of(request, {"display_name", "headcount"}));
  if (mask.Has("display_name") && request.display_name().empty()) {
    return InvalidField("display_name", "", "required");
  }
  UnitRow& row = *work.Change<UnitRow>(unit->id);
  if (mask.Has("display_name")) row.display_name = request.display_name();
  if (mask.Has("headcount")) row.headcount = request.headcount();
  row.updated_at = work.now;
  ++row.revision;
  Emit(work, row);
  return absl::OkStatus();
}

Status CloseUnit(Work& work, const v1::CloseUnitRequest& request) {
  DD_ASSIGN_OR_RETURN(const UnitRow* unit, FindUnit(work, request.name()));
  if (unit->closed) return absl::OkStatus();
  UnitRow& row = *work.Change<UnitRow>(unit->id);
  row.closed = true;
  row.updated_at = work.now;
  ++row.revision;
  Emit(work, row);
  return absl::OkStatus();
}

}  // namespace

const Verb kCreateUnit = MakeVerb("CreateUnit", TouchCreate, CreateUnit, AnswerCreate);
const Verb kUpdateUnit = MakeVerb("UpdateUnit", TouchNamed<UnitRow, v1::UpdateUnitRequest>, UpdateUnit,
                                  AnswerNamedUnit<v1::UpdateUnitRequest>);
const Verb kCloseUnit = MakeVerb("CloseUnit", TouchNamed<UnitRow, v1::CloseUnitRequest>, CloseUnit,
                                 AnswerNamedUnit<v1::CloseUnitRequest>);

v1::Unit ShowUnit(const UnitRow& row) {
  v1::Unit unit;
  unit.set_name(ResourceNameOf(row.county_id, "units", row.id));
  unit.set_display_name(row.display_name);
  unit.set_kind(row.kind);
  unit.set_headcount(row.headcount);
  unit.set_closed(row.closed);
  unit.set_etag(EtagOf(row.revision));
  *unit.mutable_create_time() = ToTimestamp(row.created_at);
  *unit.mutable_update_time() = ToTimestamp(row.updated_at);
  return unit;
}

}  // namespace diandan::volunteers
