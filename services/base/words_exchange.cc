// Words of refusals about records handed on and taken over.
#include "services/base/words_table.h"

namespace diandan {

using absl::StatusCode;

// clang-format off
const std::vector<ReasonWords>& ExchangeWords() {
  static const auto* words = new std::vector<ReasonWords>{
    {errors::v1::RECORD_PERSON_TAKEN, StatusCode::kFailedPrecondition, Retry::kNo,
     {"这个来源编号[（{number}）]已经是另一位志愿者的了。", "This source's number[ ({number})] is another volunteer's already."},
     {"核对文件里的来源和来源编号；同一个编号只能是同一个人。", "Check source and number in the file: one number is one person."}},
    {errors::v1::RECORD_EXISTS, StatusCode::kAlreadyExists, Retry::kNo,
     {"[第 {line} 行：]这条记录[（{number}）]以前导入过，没有再记一遍。", "[Line {line}: ]this record[ ({number})] came in by an earlier import and was not recorded again."},
     {"从文件里去掉它；以前导错了的，先把那次导入撤回。", "Leave it out of the file; if the earlier import was wrong, take that one back first."}},
    {errors::v1::RECORDS_MOVED, StatusCode::kAborted, Retry::kYes,
     {"同时有另一次导入在写同一个人的记录，这一批没有写。", "Another import was writing records of the same person, so these were not written."},
     {"再来一次。", "Do it again."}},
    {errors::v1::IMPORT_WITHDRAWN, StatusCode::kFailedPrecondition, Retry::kNo,
     {"这个文件的导入撤回过[（第 {line} 行）]，没有再记。", "The import of this file was taken back[ (line {line})], so nothing was recorded."},
     {"真要再导入一遍，用 --again 写明这是哪一次。", "To import it once more, say with --again which time this is."}},
    {errors::v1::TOO_MANY_ROWS, StatusCode::kFailedPrecondition, Retry::kNo,
     {"一张表放不下这么多行。", "A sheet does not hold that many rows."},
     {"改用 CSV 或 JSON。", "Take CSV or JSON."}},
  };
  return *words;
}
// clang-format on

}  // namespace diandan
