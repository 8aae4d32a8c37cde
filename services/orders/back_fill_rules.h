// 补录: time that was given and not recorded, entered from memory by one person and agreed to by another;
// beyond the plan by a third as well. Insiders at the back-end are how hours are sold, so each step has its
// lock: a cause from a list, a witness who can be called, days and quotas of the county's choice, and a mark
// for ever. Pure.
#pragma once

#include "services/base/verb.h"
#include "services/orders/back_fill_rows.h"

namespace diandan::orders {

const Verb& ProposeBackFillVerb();
const Verb& DecideBackFillVerb();

// Whose month: a volunteer's minutes by the month of service, an account's entries by the month it makes
// them.
Uuid BackFillTallyId(const Uuid& whose, absl::Time at);

void ShowBackFill(const BackFillRow& row, v1::BackFill& out);

}  // namespace diandan::orders
