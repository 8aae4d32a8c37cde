// What comes through of a file that somebody sends as a photo, and what is refused unopened.
#include "services/orders/photo_image.h"

#include <png.h>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/photo_testing.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::InvalidAt;

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using namespace std::string_literals;

CleanPhoto Drawn(const std::string& sent) {
  auto clean = DrawAnew(sent);
  EXPECT_OK(clean);
  return clean.ok() ? *clean : CleanPhoto();
}

// The dominant colours of the four corners, read clockwise from the top left: "RGBB" for Corners.
std::string CornersOf(const CleanPhoto& photo) {
  const Pixels pixels = *DecodePhoto(photo.jpeg, kPhotoSide);
  const auto colour = [&](int x, int y) {
    const size_t at = (size_t(y) * size_t(pixels.width) + size_t(x)) * 3;
    for (size_t i = 0; i < 3; ++i) {
      if (uint8_t(pixels.rgb[at + i]) > 200) return "RGB"[i];
    }
    return '?';
  };
  const int right = pixels.width - 5, bottom = pixels.height - 5;
  return {colour(4, 4), colour(right, 4), colour(right, bottom), colour(4, bottom)};
}

std::string PngOf(const Pixels& pixels) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = png_uint_32(pixels.width);
  image.height = png_uint_32(pixels.height);
  image.format = PNG_FORMAT_RGB;
  png_alloc_size_t size = 0;
  png_image_write_to_memory(&image, nullptr, &size, 0, pixels.rgb.data(), 0, nullptr);
  std::string png(size, '\0');
  png_image_write_to_memory(&image, png.data(), &size, 0, pixels.rgb.data(), 0, nullptr);
  return png;
}

TEST(PhotoImage, NothingComesThroughButThePicture) {
  const std::string secret = "<?php system($_GET[0]); ?>";
  const std::string sent = WithSegment(HeldAt(1, PlainJpeg()), '\xfe', secret) + "PK\x03\x04" + secret;
  ASSERT_THAT(sent, HasSubstr("GPS 31.2304 N"));
  const CleanPhoto clean = Drawn(sent);
  EXPECT_THAT(clean.jpeg, StartsWith("\xff\xd8\xff"));
  EXPECT_TRUE(absl::EndsWith(clean.jpeg, "\xff\xd9"));
  for (const char* gone : {"Exif", "GPS", "php", "PK\x03\x04"}) EXPECT_THAT(clean.jpeg, Not(HasSubstr(gone)));
  EXPECT_EQ(CornersOf(clean), "RGBB");
}

TEST(PhotoImage, TextInAPngIsGone) {
  std::string png = PngOf(Corners(64, 40));
  png.insert(33, "\0\0\0\x21tEXtComment\0<script>alert(1)</script>\x03\x00\x28\x80"s);  // after the header
  const CleanPhoto clean = Drawn(png);
  EXPECT_THAT(clean.jpeg, StartsWith("\xff\xd8\xff"));
  EXPECT_THAT(clean.jpeg, Not(HasSubstr("script")));
  EXPECT_EQ(CornersOf(clean), "RGBB");
}

TEST(PhotoImage, IsTheRightWayUpHoweverTheCameraWasHeld) {
  const struct {
    int orientation;
    const char* seen;
  } cases[] = {{1, "RGBB"}, {2, "GRBB"}, {3, "BBRG"}, {4, "BBGR"},
               {5, "RBBG"}, {6, "BRGB"}, {7, "BGRB"}, {8, "GBBR"}};
  for (const auto& [orientation, seen] : cases) {
    SCOPED_TRACE(orientation);
    const CleanPhoto clean = Drawn(HeldAt(orientation, PlainJpeg(320, 200)));
    EXPECT_EQ(CornersOf(clean), seen);
    EXPECT_EQ(clean.width, orientation < 5 ? 320 : 200);
    EXPECT_EQ(clean.height, orientation < 5 ? 200 : 320);
  }
}

TEST(PhotoImage, IsAtMost1600OnItsLongSide) {
  const CleanPhoto wide = Drawn(PlainJpeg(4000, 1000));
  EXPECT_EQ(wide.width, 1600);
  EXPECT_EQ(wide.height, 400);
  const CleanPhoto tall = Drawn(PngOf(Corners(300, 2000)));
  EXPECT_EQ(tall.width, 240);
  EXPECT_EQ(tall.height, 1600);
  const CleanPhoto line = Drawn(PngOf(Corners(4000, 1)));
  EXPECT_EQ(line.width, 1600);
  EXPECT_EQ(line.height, 1);
  EXPECT_EQ(CornersOf(wide), "RGBB");
}

TEST(PhotoImage, TheSamePictureHasTheSameBytes) {
  EXPECT_EQ(Drawn(HeldAt(1, PlainJpeg())).jpeg, Drawn(PlainJpeg()).jpeg);
}

// A room: a bright window, a dark table, somebody in between.
Pixels Room(int width, int height, int window, int light) {
  Pixels room{width, height, {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const int u = 100 * x / width, v = 100 * y / height;
      int grey = 90 + light + u / 3 - v / 4;
      if (u > window && u < window + 25 && v < 45) grey += 70;
      if (v > 70) grey -= 50;
      if ((u - 60) * (u - 60) + (v - 55) * (v - 55) < 200) grey -= 35;
      for (int colour = 0; colour < 3; ++colour)
        room.rgb.push_back(char(std::clamp(grey + 5 * colour, 0, 255)));
    }
  }
  return room;
}

int Apart(const CleanPhoto& a, const CleanPhoto& b) { return __builtin_popcountll(a.look ^ b.look); }

TEST(PhotoImage, NearPicturesLookAlikeOthersDoNot) {
  const CleanPhoto room = Drawn(PngOf(Room(800, 600, 10, 0)));
  EXPECT_LE(Apart(room, Drawn(PngOf(Room(1200, 900, 10, 0)))), 2) << "larger";
  EXPECT_LE(Apart(room, Drawn(PngOf(Room(800, 600, 10, 12)))), 2) << "brighter";
  EXPECT_LE(Apart(room, Drawn(*EncodeJpeg(Room(800, 600, 10, 0), 30))), 3) << "worse";
  EXPECT_GE(Apart(room, Drawn(PngOf(Room(800, 600, 70, 0)))), 8) << "another room";
  EXPECT_GE(Apart(room, Drawn(PlainJpeg(800, 600))), 12) << "another thing";
}

TEST(PhotoImage, OneColourLooksLikeNothing) {
  const Pixels blank{64, 64, std::string(64 * 64 * 3, char(200))};
  EXPECT_EQ(Drawn(PngOf(blank)).look, 0u);
}

TEST(PhotoImage, WhatIsNoWholePhotoIsRefusedWhateverItIsCalled) {
  const std::string jpeg = PlainJpeg(), png = PngOf(Corners(64, 40));
  const struct {
    const char* what;
    std::string bytes;
  } cases[] = {{"nothing", ""},
               {"a GIF", "GIF89a\x01\0\x01\0\0\0\0;"s},
               {"a page", "<!doctype html><script>alert(1)</script>"},
               {"an SVG", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"},
               {"an archive", "PK\x03\x04\x14\0\0\0"s},
               {"a program",
                "\x7f"
                "ELF\x02\x01\x01"},
               {"a JPEG's first bytes before a page", "\xff\xd8\xff<html>"},
               {"half a JPEG", jpeg.substr(0, jpeg.size() / 2)},
               {"a JPEG without its last bytes", jpeg.substr(0, jpeg.size() - 40)},
               {"half a PNG", png.substr(0, png.size() / 2)},
               {"a picture after something else", "x" + jpeg}};
  for (const auto& [what, bytes] : cases) {
    SCOPED_TRACE(what);
    EXPECT_THAT(DrawAnew(bytes), InvalidAt("image", "photo_whole"));
  }
}

TEST(PhotoImage, ABombIsRefusedByWhatItSaysOfItself) {
  std::string jpeg = PlainJpeg();
  const size_t frame = jpeg.find("\xff\xc0");
  ASSERT_NE(frame, std::string::npos);
  jpeg.replace(frame + 5, 4, "\xfd\xe8\xfd\xe8");  // 65000 each way
  EXPECT_THAT(DrawAnew(jpeg), InvalidAt("image", "photo_size:24000000"));
  // 30000 each way, and of its pixels there is none.
  const std::string png =
      "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x75\x30\0\0\x75\x30\x08\x02\0\0\0\xe9\x45\x6f\xed\0\0\0\x01IDAT\x78"s;
  EXPECT_THAT(DrawAnew(png), InvalidAt("image", "photo_size:24000000"));
}

TEST(PhotoImage, ExifThatLiesAboutItsLengthsIsPassedOver) {
  const std::string whole = HeldAt(6, PlainJpeg(32, 20));
  for (size_t length = 0; length < 120; ++length) OrientationOf(whole.substr(0, length));
  EXPECT_EQ(OrientationOf(whole), 6);
  EXPECT_EQ(OrientationOf(HeldAt(9, PlainJpeg(32, 20))), 1);
  EXPECT_EQ(OrientationOf(WithSegment(PlainJpeg(32, 20), '\xe1', "Exif\0\0II\x2a\0\xff\xff\xff\xff"s)), 1);
  EXPECT_EQ(OrientationOf(PlainJpeg(32, 20)), 1);
}

}  // namespace
}  // namespace diandan::orders::testing
