// reward list, create, update, restock, close; redeem, waiting, confirm, cancel.
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/order_text.h"
#include "clients/cli/points_texts.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/hours/v1/redemption_service.grpc.pb.h"
#include "diandan/hours/v1/reward_service.grpc.pb.h"

namespace diandan::cli {

namespace h = hours::v1;

namespace {

using Rewards = h::RewardService::Stub;
using Redemptions = h::RedemptionService::Stub;

// The organisation a path ends at; the path when its name cannot be looked up.
std::string PickUpPlace(Context& context, const std::string& path) {
  const std::vector<std::string> steps = absl::StrSplit(path, '.');
  const auto parent = context.Parent();
  if (!parent.ok() || context.for_scripts()) return path;
  return context.names().SayOrg(absl::StrCat(*parent, "/orgs/", steps.back()));
}

Status ListRewards(Context& context, bool closed) {
  h::ListRewardsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  if (!closed) request.set_state(h::REWARD_OPEN);
  h::ListRewardsResponse found;
  DD_RETURN_IF_ERROR(context.ReadAll(&Rewards::ListRewards, request, &found));
  Table table{.head = absl::StrSplit(context.Say(kHeadRewards), '\t'), .right = {1, 2, 3, 4, 5}};
  for (const h::Reward& one : found.rewards()) {
    const auto& settings = one.settings();
    table.rows.push_back({settings.title(), absl::StrCat(settings.points()), absl::StrCat(one.stock()),
                          absl::StrCat(one.held()), absl::StrCat(one.handed()),
                          settings.per_person() == 0 ? "" : absl::StrCat(settings.per_person()),
                          PickUpPlace(context, settings.org_path()), context.Word(one.state()), one.name()});
  }
  context.out.Show(found, table);
  return absl::OkStatus();
}

// By its title among the open ones, or its full name.
StatusOr<h::Reward> RewardOf(Context& context, const std::string& typed) {
  if (absl::StartsWith(typed, "counties/")) {
    h::GetRewardRequest get;
    get.set_name(typed);
    h::Reward reward;
    DD_RETURN_IF_ERROR(context.Read(&Rewards::GetReward, get, &reward));
    return reward;
  }
  h::ListRewardsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_state(h::REWARD_OPEN);
  h::ListRewardsResponse found;
  DD_RETURN_IF_ERROR(context.ReadAll(&Rewards::ListRewards, request, &found));
  for (const h::Reward& one : found.rewards()) {
    if (one.settings().title() == typed) return one;
  }
  return Refuse(errors::v1::NOT_FOUND, {{"what", typed}});
}

struct RewardWanted {
  std::string title, description, org, note;
  h::RewardKind kind = h::REWARD_KIND_UNSPECIFIED;
  int points = 0, per_person = -1;
};

// What was typed; the rest stays.
Status PutWanted(Context& context, const RewardWanted& wanted, h::RewardSettings& settings) {
  if (!wanted.title.empty()) settings.set_title(wanted.title);
  if (!wanted.description.empty()) settings.set_description(wanted.description);
  if (!wanted.note.empty()) settings.set_pick_up_note(wanted.note);
  if (wanted.kind != h::REWARD_KIND_UNSPECIFIED) settings.set_kind(wanted.kind);
  if (wanted.points != 0) settings.set_points(wanted.points);
  if (wanted.per_person > 0) settings.set_per_person(wanted.per_person);
  if (!wanted.org.empty()) {
    DD_ASSIGN_OR_RETURN(const std::string org, context.names().Org(wanted.org));
    DD_ASSIGN_OR_RETURN(*settings.mutable_org_path(), context.names().PathOf(org));
  }
  return absl::OkStatus();
}

void TellReward(Context& context, const h::Reward& reward) {
  context.out.Done(reward,
                   context.Say(kRewardSaved, {{"title", reward.settings().title()},
                                              {"points", absl::StrCat(reward.settings().points())},
                                              {"stock", absl::StrCat(reward.stock())}}),
                   {reward.name()});
}

Status CreateReward(Context& context, const RewardWanted& wanted) {
  h::CreateRewardRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  DD_RETURN_IF_ERROR(PutWanted(context, wanted, *request.mutable_settings()));
  return context.Change(&Rewards::CreateReward, request,
                        [&](const h::Reward& reward) { TellReward(context, reward); });
}

Status UpdateReward(Context& context, const std::string& typed, const RewardWanted& wanted) {
  DD_ASSIGN_OR_RETURN(const h::Reward reward, RewardOf(context, typed));
  h::UpdateRewardRequest request;
  request.set_name(reward.name());
  request.set_etag(reward.etag());
  *request.mutable_settings() = reward.settings();
  DD_RETURN_IF_ERROR(PutWanted(context, wanted, *request.mutable_settings()));
  return context.Change(&Rewards::UpdateReward, request,
                        [&](const h::Reward& now) { TellReward(context, now); });
}

Status Restock(Context& context, const std::string& typed, int add) {
  DD_ASSIGN_OR_RETURN(const h::Reward reward, RewardOf(context, typed));
  h::RestockRewardRequest request;
  request.set_name(reward.name());
  request.set_add(add);
  return context.Change(&Rewards::RestockReward, request,
                        [&](const h::Reward& now) { TellReward(context, now); });
}

Status CloseReward(Context& context, const std::string& typed) {
  DD_ASSIGN_OR_RETURN(const h::Reward reward, RewardOf(context, typed));
  h::CloseRewardRequest request;
  request.set_name(reward.name());
  return context.Change(&Rewards::CloseReward, request, [&](const h::Reward& now) {
    context.out.Done(now, context.Say(kRewardClosed, {{"title", now.settings().title()}}), {now.name()});
  });
}

Status Redeem(Context& context, const std::string& typed) {
  DD_ASSIGN_OR_RETURN(const h::Reward reward, RewardOf(context, typed));
  h::RedeemRewardRequest request;
  request.set_reward(reward.name());
  request.set_points(reward.settings().points());
  return context.Change(&Redemptions::RedeemReward, request, [&](const h::Redemption& one) {
    context.out.Done(one,
                     context.Say(kRedeemed, {{"title", one.reward_title()},
                                             {"number", one.number()},
                                             {"code", one.pick_up_code()},
                                             {"place", PickUpPlace(context, one.org_path())},
                                             {"note", one.pick_up_note()},
                                             {"day", SayStamp(context, one.pick_up_until())}}),
                     {one.number(), one.pick_up_code(), one.name()});
  });
}

Status ListRedemptions(Context& context, bool mine, bool all) {
  h::ListRedemptionsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  if (mine) request.set_volunteer(context.client().session().volunteer);
  if (!all) request.set_state(h::TO_PICK_UP);
  h::ListRedemptionsResponse found;
  DD_RETURN_IF_ERROR(context.ReadAll(&Redemptions::ListRedemptions, request, &found));
  Table table{.head = absl::StrSplit(context.Say(kHeadRedemptions), '\t'), .right = {3}};
  for (const h::Redemption& one : found.redemptions()) {
    table.rows.push_back({one.number(), one.reward_title(), context.names().SayVolunteer(one.volunteer()),
                          absl::StrCat(one.points()), context.Word(one.state()), one.pick_up_code(),
                          PickUpPlace(context, one.org_path()), SayStamp(context, one.pick_up_until())});
  }
  context.out.Show(found, table);
  return absl::OkStatus();
}

// By its number, among those of the places one looks after or one's own; or its full name.
StatusOr<h::Redemption> RedemptionOf(Context& context, const std::string& typed) {
  if (absl::StartsWith(typed, "counties/")) {
    h::GetRedemptionRequest get;
    get.set_name(typed);
    h::Redemption one;
    DD_RETURN_IF_ERROR(context.Read(&Redemptions::GetRedemption, get, &one));
    return one;
  }
  h::ListRedemptionsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_number(typed);
  h::ListRedemptionsResponse found;
  Status status = context.Read(&Redemptions::ListRedemptions, request, &found);
  if (ReasonOf(status) == errors::v1::NOT_ALLOWED || (status.ok() && found.redemptions().empty())) {
    request.set_volunteer(context.client().session().volunteer);
    if (!request.volunteer().empty()) status = context.Read(&Redemptions::ListRedemptions, request, &found);
  }
  DD_RETURN_IF_ERROR(status);
  if (found.redemptions().empty()) return Refuse(errors::v1::NOT_FOUND, {{"what", typed}});
  return found.redemptions(0);
}

Status ConfirmPickUp(Context& context, const std::string& typed, const std::string& code) {
  DD_ASSIGN_OR_RETURN(const h::Redemption one, RedemptionOf(context, typed));
  h::ConfirmPickUpRequest request;
  request.set_name(one.name());
  request.set_pick_up_code(code);
  return context.Change(&Redemptions::ConfirmPickUp, request, [&](const h::Redemption& now) {
    context.out.Done(now, context.Say(kPickedUp, {{"number", now.number()}, {"title", now.reward_title()}}),
                     {now.number()});
  });
}

Status CancelRedemption(Context& context, const std::string& typed, h::CancelReason reason) {
  DD_ASSIGN_OR_RETURN(const h::Redemption one, RedemptionOf(context, typed));
  DD_RETURN_IF_ERROR(Agreed(
      context, context.Say(kAskCancelRedemption, {{"number", one.number()}, {"title", one.reward_title()}})));
  h::CancelRedemptionRequest request;
  request.set_name(one.name());
  request.set_reason(reason == h::CANCEL_REASON_UNSPECIFIED ? h::NO_LONGER_WANTED : reason);
  return context.Change(&Redemptions::CancelRedemption, request, [&](const h::Redemption& now) {
    context.out.Done(
        now,
        context.Say(kRedemptionCancelled, {{"number", now.number()}, {"points", absl::StrCat(now.points())}}),
        {now.number()});
  });
}

// The options of create and update; filled before the body runs.
struct RewardOptions {
  RewardOptions(Command& command, Need need)
      : kind(command.Choice<h::RewardKind>("--kind", {"是什么", "What it is"}, need)),
        points(command.Number("--points", {"要多少积分", "Its price in points"}, need)),
        org(command.Option("--place", "ORG", {"在哪里领：站、所或中心", "Who hands it over"}, need)),
        each(command.Number("--each", {"每人最多几份", "At most so many to one person"})),
        note(command.Option("--note", "TEXT", {"具体在哪、什么时候领", "Where exactly and when"})),
        description(command.Option("--about", "TEXT", {"说明", "A description"})) {}
  RewardWanted Wanted(const std::string& title) const {
    return {title, *description, *org, *note, *kind, *points, *each};
  }
  std::shared_ptr<h::RewardKind> kind;
  std::shared_ptr<int> points;
  std::shared_ptr<std::string> org;
  std::shared_ptr<int> each;
  std::shared_ptr<std::string> note, description;
};

void AddKeeping(Command& group, Context& context) {
  const Wording which{"礼品的名字，见 reward list", "Its title, as in reward list"};
  Command& create = group.Sub("create", {"上一样新的，先没有货", "A new one, without stock yet"});
  auto title = create.Argument("TITLE", {"叫什么", "Its title"});
  const RewardOptions fresh(create, Need::kRequired);
  create.Changes();
  create.Runs([=, &context] { return CreateReward(context, fresh.Wanted(*title)); });

  Command& update = group.Sub("update", {"改；兑过的不变", "Change one; what was redeemed stays"});
  auto changed = update.Argument("REWARD", which);
  auto renamed = update.Option("--title", "TEXT", {"新名字", "Another title"});
  const RewardOptions other(update, Need::kOptional);
  update.Changes();
  update.Runs([=, &context] { return UpdateReward(context, *changed, other.Wanted(*renamed)); });

  Command& restock = group.Sub("restock", {"补货", "More of it was laid in"});
  auto more = restock.Argument("REWARD", which);
  auto add = restock.Number("--add", {"补几份", "How many more"}, Need::kRequired);
  restock.Changes();
  restock.Runs([=, &context] { return Restock(context, *more, *add); });

  Command& close = group.Sub("close", {"下架，不能再上", "Offer it no longer, for ever"});
  auto closed = close.Argument("REWARD", which);
  close.Changes();
  close.Runs([=, &context] { return CloseReward(context, *closed); });
}

}  // namespace

void AddRewardCommands(Command& root, Context& context) {
  Command& group =
      root.Sub("reward", {"礼品：有什么、兑换、领取", "Rewards: what there is, redeeming, handing over"});
  Command& list = group.Sub("list", {"有什么，最便宜的在前", "What there is, the cheapest first"});
  auto closed = list.Flag("--closed", {"下架的也要", "Also those no longer offered"});
  list.Runs([=, &context] { return ListRewards(context, *closed); });
  AddKeeping(group, context);

  Command& redeem = group.Sub("redeem", {"用积分兑一份", "Redeem points for one"});
  auto wanted = redeem.Argument("REWARD", {"礼品的名字，见 reward list", "Its title, as in reward list"});
  redeem.Changes();
  redeem.Runs([=, &context] { return Redeem(context, *wanted); });

  Command& waiting =
      group.Sub("waiting", {"等着领的；自己的带领取码", "To be fetched; one's own with the code"});
  auto mine = waiting.Flag("--mine", {"只看自己的", "Only one's own"});
  auto all = waiting.Flag("--all", {"领过、取消的也要", "Also those fetched or cancelled"});
  waiting.Runs([=, &context] { return ListRedemptions(context, *mine, *all); });

  const Wording number{"编号，见 reward waiting", "Its number, as in reward waiting"};
  Command& confirm = group.Sub("confirm", {"交给本人：对上领取码", "Hand it over for the pick-up code"});
  auto fetched = confirm.Argument("NUMBER", number);
  auto code = confirm.Argument("CODE", {"本人念的六位数", "The six digits the person reads out"});
  confirm.Changes();
  confirm.Runs([=, &context] { return ConfirmPickUp(context, *fetched, *code); });

  Command& cancel = group.Sub("cancel", {"取消，积分退回", "Cancel one; the points return"});
  auto gone = cancel.Argument("NUMBER", number);
  auto why = cancel.Choice<h::CancelReason>("--reason", {"为什么；自己的不用写", "Why; not for one's own"},
                                            Need::kOptional);
  cancel.Asks();
  cancel.Runs([=, &context] { return CancelRedemption(context, *gone, *why); });
}

}  // namespace diandan::cli
