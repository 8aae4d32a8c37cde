// One running postmaster on one cluster folder, watched and restarted by a thread of its own.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "services/base/status.h"
#include "services/db/data_folder.h"

namespace diandan::db {

class Postmaster {
 public:
  // Starts it and waits until it takes connections, through crash recovery too. A postmaster left over
  // from a killed server is stopped first. `folder` must outlive this.
  static StatusOr<std::unique_ptr<Postmaster>> Start(const DataFolder& folder, std::vector<std::string> argv,
                                                     const Account& account, bool quick_stop);
  virtual ~Postmaster() = default;  // shuts it down
  virtual pid_t pid() const = 0;    // 0 between a death and the restart
};

}  // namespace diandan::db
