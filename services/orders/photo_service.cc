#include "services/orders/photo_service.h"

#include <algorithm>

#include "services/base/seal.h"
#include "services/orders/order_reads.h"
#include "services/orders/photo_image.h"
#include "services/orders/photo_rules.h"

namespace diandan::orders {
namespace {

std::string FileContext(const Uuid& photo, CountyId county) {
  return SealContext("photo_file", photo, "jpeg", county);
}

// Drawn anew, then sealed under a data key of its own: without the row nothing opens it.
StatusOr<std::shared_ptr<const void>> MakePhoto(const Keys& keys, const rpc::Call& call,
                                                const std::string& sent) {
  DD_ASSIGN_OR_RETURN(const CleanPhoto clean, DrawAnew(sent));
  auto photo = std::make_shared<SealedPhoto>();
  photo->hash = Sha256(clean.jpeg);
  photo->width = clean.width;
  photo->height = clean.height;
  photo->size = int(clean.jpeg.size());
  photo->look = clean.look;
  const Key data_key = keys.NewDataKey(call.county);
  photo->data_key.data = keys.WrapDataKey(call.county, call.request_id, data_key);
  photo->jpeg.data = Seal(data_key, FileContext(call.request_id, call.county), clean.jpeg);
  return photo;
}

// The order's photos that stand, the oldest first, for who may see them.
StatusOr<std::vector<const PhotoRow*>> PhotosOf(const rpc::Call& call, db::Connection& connection,
                                                const std::string& order, Picture& picture) {
  DD_ASSIGN_OR_RETURN(const Sight sight, SightIn(call, connection, order));
  if (!sight.photos) return Refuse(Reason::NOT_ALLOWED);
  Touches touches;
  touches.set_county(call.county);
  touches.AddChildren<PhotoRow>(IdOf(order));
  rpc::LoadForRead(connection, call.home, touches, picture);
  std::vector<const PhotoRow*> photos;
  for (const auto* entry : picture.Rows<PhotoRow>().Children(call.county, IdOf(order))) {
    if (!entry->row.removed_at) photos.push_back(&entry->row);
  }
  std::sort(photos.begin(), photos.end(),
            [](const PhotoRow* a, const PhotoRow* b) { return a->added_at < b->added_at; });
  return photos;
}

Status ReadFile(const rpc::Call& call, db::Connection& connection, const Keys& keys,
                const v1::GetPhotoRequest& request, v1::PhotoFile& response) {
  response.Clear();
  Picture picture;
  DD_ASSIGN_OR_RETURN(const auto photos, PhotosOf(call, connection, request.name(), picture));
  const auto wanted = std::find_if(photos.begin(), photos.end(), [&](const PhotoRow* photo) {
    return ToHex(photo->hash.data) == request.hash();
  });
  if (wanted == photos.end()) return Refuse(Reason::NOT_FOUND, {{"what", request.hash()}});
  const Uuid id = (*wanted)->id;
  Touches touches;
  touches.set_county(call.county);
  touches.Add<PhotoFileRow>(id);
  rpc::LoadForRead(connection, call.home, touches, picture);
  const PhotoFileRow* file = picture.Rows<PhotoFileRow>().Find(call.county, id);
  if (file == nullptr) return Refuse(Reason::NOT_FOUND, {{"what", request.hash()}});
  DD_ASSIGN_OR_RETURN(const Key key, keys.UnwrapDataKey(call.county, id, file->data_key.data));
  DD_ASSIGN_OR_RETURN(*response.mutable_jpeg(), Open(key, FileContext(id, call.county), file->jpeg.data));
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* PhotoServiceImpl::AddPhoto(grpc::CallbackServerContext* context,
                                                     const v1::AddPhotoRequest* request, v1::Photo* photo) {
  return rpc::Mutate(home_, context, request, photo, AddPhotoVerb(),
                     [=, this](const rpc::Call& call) { return MakePhoto(*keys_, call, request->image()); });
}

grpc::ServerUnaryReactor* PhotoServiceImpl::RemovePhoto(grpc::CallbackServerContext* context,
                                                        const v1::RemovePhotoRequest* request,
                                                        v1::Photo* photo) {
  return rpc::Mutate(home_, context, request, photo, RemovePhotoVerb());
}

grpc::ServerUnaryReactor* PhotoServiceImpl::ListPhotos(grpc::CallbackServerContext* context,
                                                       const v1::ListPhotosRequest* request,
                                                       v1::ListPhotosResponse* response) {
  return rpc::Read(
      home_, context, *request, [=](const rpc::Call& call, db::Connection& connection) -> Status {
        response->Clear();
        Picture picture;
        DD_ASSIGN_OR_RETURN(const auto photos, PhotosOf(call, connection, request->name(), picture));
        const Work work(picture, call.county, call.caller, {}, call.now, 0);
        for (const PhotoRow* photo : photos) ShowPhoto(work, *photo, *response->add_photos());
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* PhotoServiceImpl::GetPhoto(grpc::CallbackServerContext* context,
                                                     const v1::GetPhotoRequest* request,
                                                     v1::PhotoFile* response) {
  return rpc::Read(home_, context, *request,
                   [=, this](const rpc::Call& call, db::Connection& connection) -> Status {
                     return ReadFile(call, connection, *keys_, *request, *response);
                   });
}

}  // namespace diandan::orders
