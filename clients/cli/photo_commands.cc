// photo add, list, get, remove: pictures that may go with an order.
#include <iostream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/csv.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/orders/v1/photo_service.grpc.pb.h"
#include "services/base/validate.h"

namespace diandan::cli {

namespace o = orders::v1;

namespace {

using Photos = o::PhotoService::Stub;

constexpr size_t kShownHash = 12;

StatusOr<o::ListPhotosResponse> PhotosOf(Context& context, const std::string& typed) {
  o::ListPhotosRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().OrderName(typed));
  o::ListPhotosResponse response;
  DD_RETURN_IF_ERROR(context.Read(&Photos::ListPhotos, request, &response));
  return response;
}

// By the beginning of its hash, as the list shows it.
StatusOr<o::Photo> PhotoOf(Context& context, const std::string& order, const std::string& typed) {
  DD_ASSIGN_OR_RETURN(const o::ListPhotosResponse photos, PhotosOf(context, order));
  const o::Photo* found = nullptr;
  for (const o::Photo& photo : photos.photos()) {
    if (!absl::StartsWith(photo.hash(), typed)) continue;
    if (found != nullptr) return InvalidField("PHOTO", typed, context.Say(kWantOnePhoto));
    found = &photo;
  }
  if (found == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"what", typed}});
  return *found;
}

Status AddPhoto(Context& context, const std::string& order, const std::string& file) {
  o::AddPhotoRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().OrderName(order));
  DD_ASSIGN_OR_RETURN(*request.mutable_image(), ReadWholeFile(file));
  // Too much for a call would be refused on the way there, in fewer words.
  request.set_request_id(Uuid().ToString());
  DD_RETURN_IF_ERROR(Validate(request));
  request.clear_request_id();
  return context.Change(&Photos::AddPhoto, request, [&](const o::Photo& photo) {
    context.out.Done(photo,
                     context.Say(kPhotoAdded, {{"width", absl::StrCat(photo.width())},
                                               {"height", absl::StrCat(photo.height())},
                                               {"kb", absl::StrCat((photo.size() + 1023) / 1024)}}),
                     {photo.photo_id(), photo.hash()});
  });
}

Status ListPhotos(Context& context, const std::string& order) {
  DD_ASSIGN_OR_RETURN(const o::ListPhotosResponse photos, PhotosOf(context, order));
  Table table{.head = absl::StrSplit(context.Say(kHeadPhotos), '\t'), .right = {2}};
  for (const o::Photo& photo : photos.photos()) {
    table.rows.push_back({context.for_scripts() ? photo.hash() : photo.hash().substr(0, kShownHash),
                          absl::StrCat(photo.width(), "×", photo.height()), absl::StrCat(photo.size()),
                          SayStamp(context, photo.added_time()), photo.own() ? context.Say(kOwnPhoto) : ""});
  }
  context.out.Show(photos, table);
  return absl::OkStatus();
}

Status GetPhoto(Context& context, const std::string& order, const std::string& typed, const std::string& to) {
  DD_ASSIGN_OR_RETURN(const o::Photo photo, PhotoOf(context, order, typed));
  o::GetPhotoRequest request;
  request.set_name(photo.order());
  request.set_hash(photo.hash());
  o::PhotoFile file;
  DD_RETURN_IF_ERROR(context.Read(&Photos::GetPhoto, request, &file));
  DD_RETURN_IF_ERROR(WriteWholeFile(to, file.jpeg()));
  context.out.Done(photo, context.Say(kPhotoWritten, {{"file", to}}), {photo.hash(), to});
  return absl::OkStatus();
}

Status RemovePhoto(Context& context, const std::string& order, const std::string& typed,
                   o::PhotoRemovalReason reason) {
  DD_ASSIGN_OR_RETURN(const o::Photo photo, PhotoOf(context, order, typed));
  o::RemovePhotoRequest request;
  request.set_name(photo.order());
  request.set_photo_id(photo.photo_id());
  request.set_reason(reason);
  return context.Change(&Photos::RemovePhoto, request, [&](const o::Photo& removed) {
    context.out.Done(removed, context.Say(kPhotoRemoved), {removed.photo_id()});
  });
}

}  // namespace

void AddPhotoCommands(Command& root, Context& context) {
  Command& photos = root.Sub("photo", {"照片：可有可无，不计数", "Photos: never required, never counted"});
  const Wording which{"照片指纹的前几位，见 photo list", "First characters of its hash, as in photo list"};

  Command& add = photos.Sub("add", {"给一张单子加照片；位置等信息不保存",
                                    "Add a photo to an order; place and other data in it are not kept"});
  auto to = add.Argument("ORDER", kHelpOrder);
  auto from = add.Argument("FILE", {"JPEG 或 PNG，最大 3 MB", "A JPEG or PNG, 3 MB at most"});
  add.Changes();
  add.Runs([=, &context] { return AddPhoto(context, *to, *from); });

  Command& list = photos.Sub("list", {"一张单子的照片", "Photos of one order"});
  auto listed = list.Argument("ORDER", kHelpOrder);
  list.Runs([=, &context] { return ListPhotos(context, *listed); });

  Command& get = photos.Sub("get", {"存成文件", "Write one to a file"});
  auto got = get.Argument("ORDER", kHelpOrder);
  auto wanted = get.Argument("PHOTO", which);
  auto file = get.Argument("FILE", {"存到哪里", "Where to"});
  get.Runs([=, &context] { return GetPhoto(context, *got, *wanted, *file); });

  Command& remove = photos.Sub(
      "remove", {"删掉自己加的，验单之前；站里、镇里、县里写明原因，随时能删",
                 "Remove one you added, until it is verified; the station's side with a reason, any"});
  auto whose = remove.Argument("ORDER", kHelpOrder);
  auto gone = remove.Argument("PHOTO", which);
  auto why = remove.Choice<o::PhotoRemovalReason>("--reason", kHelpReason, Need::kOptional);
  remove.Changes();
  remove.Runs([=, &context] { return RemovePhoto(context, *whose, *gone, *why); });
}

}  // namespace diandan::cli
