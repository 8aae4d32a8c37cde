// Campaigns and nominations by what people type, and how they are told.
#pragma once

#include <string>

#include "clients/cli/context.h"
#include "diandan/hours/v1/honour_service.pb.h"

namespace diandan::cli {

// "最美志愿者": its own title, else the usual one of its kind.
template <typename Thing>
std::string HonourTitleOf(Context& context, const Thing& thing) {
  return thing.title().empty() ? context.Word(thing.kind()) : thing.title();
}

StatusOr<hours::v1::ListCampaignsResponse> AllCampaigns(Context& context, bool open);
// By its title, name or id. NOT_FOUND.
StatusOr<hours::v1::Campaign> CampaignOf(Context& context, const std::string& typed);
// By its title, kind or id. NOT_FOUND.
StatusOr<std::string> CategoryOf(Context& context, const hours::v1::Campaign& campaign,
                                 const std::string& typed);

}  // namespace diandan::cli
