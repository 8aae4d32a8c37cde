// 志愿服务记录证明 as a county hands it out: A4, in Song type, with what order 67 (民政部令第67号 15) wants
// on it (服务时间、服务内容、记录单位), the place for a seal, and the signed text as QR code and attached
// file. The same contents give the same bytes while the libraries and fonts are the same. Takes tens of
// milliseconds: never in a lane. Pure but for the fonts it finds (fonts-noto-cjk).
#pragma once

#include <string>
#include <vector>

#include "services/base/status.h"
#include "services/hours/certificate/facts.h"

namespace diandan::paper {

struct Contents {
  certificate::Facts facts;                    // as sealed
  std::vector<certificate::Service> services;  // the whole table
  std::string holder;                          // legal name, in full
  std::string sealed_text;                     // "DDC1:…", the QR code
  // Where anybody can look a number up, "https://diandan.example.org/certificates/"; empty: not said.
  std::string lookup_url;
};

// INTERNAL_ERROR when no Chinese type is installed; the log says so.
StatusOr<std::string> DrawPdf(const Contents& contents);

}  // namespace diandan::paper
