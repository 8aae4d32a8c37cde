#include "services/orders/board_store.h"

#include "services/db/codec.h"

namespace diandan::orders {

std::vector<std::string> StationsOfEvents(db::Connection& connection, CountyId county, int64_t after,
                                          int64_t to) {
  const auto found = connection.Run(
      "SELECT DISTINCT o.station_path FROM event e JOIN service_order o ON o.county_id = e.county_id "
      "AND o.id = e.subject_id WHERE e.county_id = $1::int4 AND e.seq > $2::int8 AND e.seq <= $3::int8",
      db::Params().Add(county).Add(after).Add(to));
  std::vector<std::string> paths;
  for (int i = 0; i < found->rows(); ++i) paths.push_back(found->Get<std::string>(i, 0));
  return paths;
}

}  // namespace diandan::orders
