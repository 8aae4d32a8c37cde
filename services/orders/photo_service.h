// Photos over gRPC; the rules stand in photo_rules, the drawing in photo_image.
#pragma once

#include "diandan/orders/v1/photo_service.grpc.pb.h"
#include "services/base/keys.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::orders {

class PhotoServiceImpl final : public rpc::Serving<v1::PhotoService> {
 public:
  PhotoServiceImpl(const rpc::Home& home, const Keys* keys) : home_(home), keys_(keys) {
    Serve(this, &PhotoServiceImpl::AddPhoto, &PhotoServiceImpl::RemovePhoto, &PhotoServiceImpl::ListPhotos,
          &PhotoServiceImpl::GetPhoto);
  }

  grpc::ServerUnaryReactor* AddPhoto(grpc::CallbackServerContext*, const v1::AddPhotoRequest*, v1::Photo*);
  grpc::ServerUnaryReactor* RemovePhoto(grpc::CallbackServerContext*, const v1::RemovePhotoRequest*,
                                        v1::Photo*);
  grpc::ServerUnaryReactor* ListPhotos(grpc::CallbackServerContext*, const v1::ListPhotosRequest*,
                                       v1::ListPhotosResponse*);
  grpc::ServerUnaryReactor* GetPhoto(grpc::CallbackServerContext*, const v1::GetPhotoRequest*,
                                     v1::PhotoFile*);

 private:
  const rpc::Home& home_;
  const Keys* const keys_;
};

}  // namespace diandan::orders
