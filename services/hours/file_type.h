// How files that are handed out are called and what they are, by their format.
#pragma once

#include "diandan/hours/v1/file_format.pb.h"

namespace diandan::hours {

struct FileType {
  const char* ending;
  const char* media;
};

inline FileType FileTypeOf(v1::FileFormat format) {
  switch (format) {
    case v1::XLSX:
      return {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};
    case v1::PDF:
      return {"pdf", "application/pdf"};
    case v1::JSON:
      return {"json", "application/json"};
    default:
      return {"csv", "text/csv; charset=utf-8"};
  }
}

}  // namespace diandan::hours
