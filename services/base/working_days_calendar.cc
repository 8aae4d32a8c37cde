#include "services/base/working_days_calendar.h"

namespace diandan {

const char kWorkingDaysOfChina[] = R"(
# 国务院办公厅关于 2025 年部分节假日安排的通知（国办发明电〔2024〕12 号）
year 2025
off 01-01         # 元旦
off 01-28..02-04  # 春节
on  01-26 02-08
off 04-04..04-06  # 清明节
off 05-01..05-05  # 劳动节
on  04-27
off 05-31..06-02  # 端午节
off 10-01..10-08  # 国庆节、中秋节
on  09-28 10-11

# 国务院办公厅关于 2026 年部分节假日安排的通知（2025 年 11 月 4 日）
year 2026
off 01-01..01-03  # 元旦
on  01-04
off 02-15..02-23  # 春节
on  02-14 02-28
off 04-04..04-06  # 清明节
off 05-01..05-05  # 劳动节
on  05-09
off 06-19..06-21  # 端午节
off 09-25..09-27  # 中秋节
off 10-01..10-07  # 国庆节
on  09-20 10-10
)";

}  // namespace diandan
