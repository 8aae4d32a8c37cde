#include "services/hours/certificate/attached.h"

// Asked for by the headers below: no holder of pointers but the standard's.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "absl/strings/match.h"
#include "services/base/log.h"

namespace diandan::certificate {

bool LooksLikePdf(absl::string_view file) { return absl::StartsWith(file, "%PDF-"); }

StatusOr<std::string> Attach(const std::string& pdf, const std::string& text) try {
  QPDF document;
  document.processMemoryFile(kAttachedName, pdf.data(), pdf.size());
  auto stream = QPDFEFStreamObjectHelper::createEFStream(document, text);
  stream.setSubtype("text/plain");
  auto file = QPDFFileSpecObjectHelper::createFileSpec(document, kAttachedName, stream);
  QPDFEmbeddedFileDocumentHelper(document).replaceEmbeddedFile(kAttachedName, file);
  QPDFWriter writer(document);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
} catch (const std::exception& error) {
  LogWarning("certificate not attached to its PDF", {{"problem", error.what()}});
  return Refuse(errors::v1::INTERNAL_ERROR);
}

std::optional<std::string> AttachedTo(const std::string& pdf) try {
  QPDF document;
  document.setSuppressWarnings(true);
  document.processMemoryFile(kAttachedName, pdf.data(), pdf.size());
  const auto file = QPDFEmbeddedFileDocumentHelper(document).getEmbeddedFile(kAttachedName);
  if (!file) return std::nullopt;
  const auto data = file->getEmbeddedFileStream().getStreamData(qpdf_dl_all);
  return std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
} catch (const std::exception&) {
  return std::nullopt;
}

}  // namespace diandan::certificate
