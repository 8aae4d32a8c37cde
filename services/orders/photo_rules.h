// Photos of an order: who may add one, how many there may be, who may take one away. Pure.
#pragma once

#include <string>

#include "diandan/orders/v1/photo_service.pb.h"
#include "services/base/verb.h"
#include "services/orders/photo_rows.h"

namespace diandan::orders {

inline constexpr int kMostPhotos = 6;

// Made before the lane.
struct SealedPhoto {
  std::string hash;  // of the JPEG
  int width = 0, height = 0, size = 0;
  uint64_t look = 0;     // photo_look.h
  Bytes data_key, jpeg;  // sealed under a data key of its own
};

const Verb& AddPhotoVerb();
const Verb& RemovePhotoVerb();

void ShowPhoto(const Work& work, const PhotoRow& row, v1::Photo& photo);

}  // namespace diandan::orders
