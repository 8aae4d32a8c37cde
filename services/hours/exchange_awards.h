// The keeper of awards given in this county's own campaigns.
#pragma once

#include <memory>

#include "services/hours/exchange_sources.h"

namespace diandan::hours {

std::unique_ptr<record::DaySource> OwnAwards(const ExchangeAsk& ask);

}  // namespace diandan::hours
