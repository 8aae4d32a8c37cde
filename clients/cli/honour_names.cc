#include "clients/cli/honour_names.h"

#include "clients/cli/command.h"
#include "clients/cli/order_text.h"
#include "clients/cli/resolve.h"
#include "diandan/hours/v1/honour_service.grpc.pb.h"

namespace diandan::cli {

namespace h = hours::v1;

StatusOr<h::ListCampaignsResponse> AllCampaigns(Context& context, bool open) {
  h::ListCampaignsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  if (open) request.set_state(h::CAMPAIGN_OPEN);
  h::ListCampaignsResponse all;
  DD_RETURN_IF_ERROR(context.ReadAll(&h::HonourService::Stub::ListCampaigns, request, &all));
  return all;
}

// By its title, name or id.
StatusOr<h::Campaign> CampaignOf(Context& context, const std::string& typed) {
  DD_ASSIGN_OR_RETURN(const auto all, AllCampaigns(context, false));
  for (const h::Campaign& one : all.campaigns()) {
    if (one.title() == typed || one.name() == typed || IdOf(one.name()) == typed ||
        ShortId(one.name()) == typed)
      return one;
  }
  return Refuse(errors::v1::NOT_FOUND, {{"what", typed}});
}

StatusOr<std::string> CategoryOf(Context& context, const h::Campaign& campaign, const std::string& typed) {
  for (const h::HonourCategory& each : campaign.categories()) {
    if (each.title() == typed || ChoiceWord(h::HonourKind_Name(each.kind())) == typed ||
        HonourTitleOf(context, each) == typed || IdOf(each.name()) == typed)
      return each.name();
  }
  return Refuse(errors::v1::NOT_FOUND, {{"what", typed}});
}

}  // namespace diandan::cli
