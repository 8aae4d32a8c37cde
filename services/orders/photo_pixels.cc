#include "services/orders/photo_pixels.h"

#include <png.h>
#include <turbojpeg.h>

#include <algorithm>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace diandan::orders {
namespace {

constexpr absl::string_view kJpegStart = "\xff\xd8\xff";
constexpr absl::string_view kPngStart = "\x89PNG\r\n\x1a\n";

struct EndTurbo {
  void operator()(void* turbo) const { tjDestroy(turbo); }
};
using Turbo = std::unique_ptr<void, EndTurbo>;

const unsigned char* Raw(absl::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* Raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

Status NoPhoto() { return InvalidField("image", "", "photo_whole"); }

Status CheckSize(int64_t width, int64_t height) {
  if (width > 0 && height > 0 && width * height <= kMostPixels) return absl::OkStatus();
  return InvalidField("image", absl::StrCat(width, "×", height), absl::StrCat("photo_size:", kMostPixels));
}

Pixels Blank(int width, int height) {
  return {width, height, std::string(size_t{3} * size_t(width) * size_t(height), '\0')};
}

// The smallest part of the size that still has `side` on its long edge.
tjscalingfactor PartFor(int longest, int side) {
  tjscalingfactor best{1, 1};
  int count = 0;
  const tjscalingfactor* factors = tjGetScalingFactors(&count);
  for (int i = 0; i < count; ++i) {
    const int scaled = TJSCALED(longest, factors[i]);
    if (scaled >= side && scaled < TJSCALED(longest, best)) best = factors[i];
  }
  return best;
}

StatusOr<Pixels> DecodeJpeg(absl::string_view bytes, int side) {
  const Turbo turbo(tjInitDecompress());
  int width = 0, height = 0, sampling = 0, colours = 0;
  if (tjDecompressHeader3(turbo.get(), Raw(bytes), bytes.size(), &width, &height, &sampling, &colours) != 0)
    return NoPhoto();
  DD_RETURN_IF_ERROR(CheckSize(width, height));
  const tjscalingfactor part = PartFor(std::max(width, height), side);
  Pixels pixels = Blank(TJSCALED(width, part), TJSCALED(height, part));
  // A truncated file is a warning to the library; so many scans that decoding takes minutes are not even
  // that.
  constexpr int kStrict = TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS;
  if (tjDecompress2(turbo.get(), Raw(bytes), bytes.size(), Raw(pixels.rgb), pixels.width, 0, pixels.height,
                    TJPF_RGB, kStrict) != 0)
    return NoPhoto();
  return pixels;
}

StatusOr<Pixels> DecodePng(absl::string_view bytes) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  const std::unique_ptr<png_image, void (*)(png_image*)> ends(&image, png_image_free);
  if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) return NoPhoto();
  DD_RETURN_IF_ERROR(CheckSize(image.width, image.height));
  image.format = PNG_FORMAT_RGB;
  Pixels pixels = Blank(int(image.width), int(image.height));
  const png_color paper{255, 255, 255};  // behind what is transparent
  if (png_image_finish_read(&image, &paper, pixels.rgb.data(), 0, nullptr) == 0) return NoPhoto();
  return pixels;
}

// Numbers of a TIFF structure; 0 beyond its end.
struct Tiff {
  absl::string_view bytes;
  bool little = false;
  uint32_t Number(size_t at, int size) const {
    if (at > bytes.size() || bytes.size() - at < size_t(size)) return 0;
    uint32_t number = 0;
    for (int i = 0; i < size; ++i)
      number = number << 8 | uint8_t(bytes[at + size_t(little ? size - 1 - i : i)]);
    return number;
  }
};

int OrientationIn(absl::string_view tiff) {
  constexpr uint32_t kOrientation = 0x0112;
  const Tiff numbers{tiff, absl::StartsWith(tiff, "II")};
  const size_t list = numbers.Number(4, 4);
  const size_t count = numbers.Number(list, 2);
  for (size_t i = 0; i < count; ++i) {
    const size_t entry = list + 2 + 12 * i;
    if (numbers.Number(entry, 2) != kOrientation) continue;
    const uint32_t value = numbers.Number(entry + 8, 2);
    return value >= 1 && value <= 8 ? int(value) : 1;
  }
  return 1;
}

}  // namespace

StatusOr<Pixels> DecodePhoto(absl::string_view bytes, int side) {
  if (absl::StartsWith(bytes, kJpegStart)) return DecodeJpeg(bytes, side);
  if (absl::StartsWith(bytes, kPngStart)) return DecodePng(bytes);
  return NoPhoto();
}

StatusOr<std::string> EncodeJpeg(const Pixels& pixels, int quality) {
  const Turbo turbo(tjInitCompress());
  unsigned char* made = nullptr;
  unsigned long size = 0;
  const int failed = tjCompress2(turbo.get(), Raw(pixels.rgb), pixels.width, 0, pixels.height, TJPF_RGB,
                                 &made, &size, TJSAMP_420, quality, 0);
  const std::unique_ptr<unsigned char, void (*)(unsigned char*)> ends(made, tjFree);
  if (failed != 0) return Refuse(Reason::INTERNAL_ERROR, {{"problem", "a photo could not be drawn"}});
  return std::string(reinterpret_cast<const char*>(made), size);
}

int OrientationOf(absl::string_view jpeg) {
  constexpr absl::string_view kExif("Exif\0\0", 6);
  constexpr uint8_t kApp1 = 0xe1, kStartOfScan = 0xda;
  if (!absl::StartsWith(jpeg, kJpegStart)) return 1;
  for (size_t at = 2; at + 4 <= jpeg.size() && uint8_t(jpeg[at]) == 0xff;) {
    const uint8_t marker = uint8_t(jpeg[at + 1]);
    if (marker == kStartOfScan) break;
    const size_t length =
        size_t(uint8_t(jpeg[at + 2])) << 8 | uint8_t(jpeg[at + 3]);  // with its own two bytes
    if (length < 2) break;
    const absl::string_view body = jpeg.substr(at + 4, length - 2);
    if (marker == kApp1 && absl::StartsWith(body, kExif)) return OrientationIn(body.substr(kExif.size()));
    at += 2 + length;
  }
  return 1;
}

}  // namespace diandan::orders
