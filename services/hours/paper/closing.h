// What closes a certificate, at the foot of its last page: the QR code and how to check, who issued it, the
// place for the seal. Pure.
#pragma once

#include "services/hours/paper/canvas.h"
#include "services/hours/paper/paper.h"

namespace diandan::paper {

// From the foot of the sheet upwards.
double ClosingHeight(const QrCode& code);
void DrawClosing(Canvas& canvas, const Contents& contents, const QrCode& code);

}  // namespace diandan::paper
