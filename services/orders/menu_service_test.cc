// Menu, projects, wishes and the loop policy on a real database.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/orders_testing.h"
#include "services/orders/wish_rules.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::InvalidAt;
using diandan::testing::Refused;
using ::testing::SizeIs;

class Menu : public ::testing::Test {
 protected:
  v1::MenuItem Haircut() {
    v1::ListMenuRequest list;
    list.set_parent("counties/150525");
    return world_.clerk.Call(*world_.menu, &v1::MenuService::Stub::ListMenu, list)->menu_items(0);
  }
  OrdersWorld world_;
};

TEST_F(Menu, ItemsAreChangedFieldByField) {
  v1::UpdateMenuItemRequest update;
  *update.mutable_menu_item() = Haircut();
  update.mutable_menu_item()->set_title("上门理发");
  update.mutable_menu_item()->set_skill("ignored");
  update.mutable_update_mask()->add_paths("title");
  const auto changed = world_.admin.Call(*world_.menu, &v1::MenuService::Stub::UpdateMenuItem, Fresh(update));
  ASSERT_OK(changed);
  EXPECT_EQ(changed->title(), "上门理发");
  EXPECT_EQ(changed->skill(), "haircut");
  EXPECT_THAT(world_.admin.Call(*world_.menu, &v1::MenuService::Stub::UpdateMenuItem, Fresh(update)),
              Refused(errors::v1::ETAG_MISMATCH));
  EXPECT_THAT(world_.clerk.Call(*world_.menu, &v1::MenuService::Stub::UpdateMenuItem, Fresh(update)),
              Refused(errors::v1::NOT_ALLOWED));
}

TEST_F(Menu, OwnThemesHaveAName) {
  v1::CreateMenuItemRequest create;
  *create.mutable_menu_item() = Haircut();
  create.mutable_menu_item()->set_name(Name("menu_items", "own"));
  create.mutable_menu_item()->set_theme(v1::OWN_THEME);
  EXPECT_THAT(world_.admin.Call(*world_.menu, &v1::MenuService::Stub::CreateMenuItem, Fresh(create)),
              InvalidAt("menu_item.own_theme", "Please fill this in"));
}

TEST_F(Menu, ProjectsHaveAnOwner) {
  v1::CreateProjectRequest create;
  create.mutable_project()->set_name(Name("projects", "p"));
  create.mutable_project()->set_title("敬老节");
  create.mutable_project()->set_kind(v1::BRAND);
  create.mutable_project()->set_theme(v1::DAILY_SERVICE);
  create.mutable_project()->set_owner(Name("orgs", "nowhere"));
  EXPECT_THAT(world_.admin.Call(*world_.menu, &v1::MenuService::Stub::CreateProject, Fresh(create)),
              Refused(errors::v1::ORG_UNKNOWN));
  create.mutable_project()->set_owner(Name("orgs", "town"));
  ASSERT_OK(world_.admin.Call(*world_.menu, &v1::MenuService::Stub::CreateProject, Fresh(create)));
  v1::ListProjectsRequest list;
  list.set_parent("counties/150525");
  list.set_kind(v1::BRAND);
  const auto found = [&] {
    return world_.clerk.Call(*world_.menu, &v1::MenuService::Stub::ListProjects, list)->projects();
  };
  EXPECT_THAT(found(), SizeIs(1));
  list.add_names(Name("projects", "p"));
  EXPECT_THAT(found(), SizeIs(1));
  list.set_names(0, Name("projects", "another"));
  EXPECT_THAT(found(), SizeIs(0));
}

TEST_F(Menu, AFeatureActionIsAVillages) {
  v1::CreateProjectRequest create;
  create.mutable_project()->set_name(Name("projects", "yangge"));
  create.mutable_project()->set_title("秧歌节");
  create.mutable_project()->set_kind(v1::FEATURE);
  create.mutable_project()->set_theme(v1::ARTS_PERFORMANCE);
  create.mutable_project()->set_owner(Name("orgs", "town"));
  const auto made = [&] {
    return world_.admin.Call(*world_.menu, &v1::MenuService::Stub::CreateProject, Fresh(create));
  };
  EXPECT_THAT(made(), InvalidAt("project.owner", "A feature action is a village's: choose its station"));
  create.mutable_project()->set_owner(Name("orgs", "village"));
  ASSERT_OK(made());
  v1::UpdateProjectRequest update;
  *update.mutable_project() = create.project();
  update.mutable_project()->set_owner(Name("orgs", "town"));
  update.mutable_update_mask()->add_paths("owner");
  const auto changed = [&] {
    return world_.admin.Call(*world_.menu, &v1::MenuService::Stub::UpdateProject, Fresh(update));
  };
  EXPECT_THAT(changed(), InvalidAt("project.owner", "A feature action is a village's: choose its station"));
  update.mutable_project()->set_kind(v1::REGULAR);
  update.mutable_update_mask()->add_paths("kind");
  ASSERT_OK(changed()) << "as another kind it may be the township's";
  update.mutable_project()->set_kind(v1::FEATURE);
  update.clear_update_mask();
  update.mutable_update_mask()->add_paths("kind");
  EXPECT_THAT(changed(), InvalidAt("project.owner", "A feature action is a village's: choose its station"))
      << "of the township";
}

class Wishes : public Menu {
 protected:
  StatusOr<v1::LeaveWishResponse> Leave(const std::string& word) {
    v1::LeaveWishRequest request;
    request.set_name(Name("wishes", word));
    request.set_station(Name("orgs", "village"));
    request.set_words("家里灯泡坏了");
    request.set_phone("13800000000");
    return world_.world.Nobody().Call(*world_.wishes, &v1::WishService::Stub::LeaveWish, Fresh(request));
  }
  StatusOr<v1::ListWishesResponse> List(const diandan::testing::TestCaller& caller) {
    v1::ListWishesRequest request;
    request.set_parent("counties/150525");
    request.set_open_only(true);
    return caller.Call(*world_.wishes, &v1::WishService::Stub::ListWishes, request);
  }
};

TEST_F(Wishes, AreReadByTheirStationAndSettledOnce) {
  ASSERT_OK(Leave("w"));
  EXPECT_EQ(List(world_.clerk)->wishes(0).words(), "家里灯泡坏了");
  EXPECT_THAT(List(world_.officer)->wishes(), SizeIs(1));
  EXPECT_THAT(List(world_.far_clerk)->wishes(), SizeIs(0));
  v1::DismissWishRequest dismiss;
  dismiss.set_name(Name("wishes", "w"));
  dismiss.set_reason(v1::WISH_DUPLICATE);
  EXPECT_THAT(world_.far_clerk.Call(*world_.wishes, &v1::WishService::Stub::DismissWish, Fresh(dismiss)),
              Refused(errors::v1::NOT_ALLOWED));
  ASSERT_OK(world_.clerk.Call(*world_.wishes, &v1::WishService::Stub::DismissWish, Fresh(dismiss)));
  EXPECT_THAT(world_.clerk.Call(*world_.wishes, &v1::WishService::Stub::DismissWish, Fresh(dismiss)),
              Refused(errors::v1::WISH_SETTLED));
  EXPECT_THAT(List(world_.clerk)->wishes(), SizeIs(0));
}

TEST_F(Wishes, AStationGetsSoManyAnHour) {
  for (int i = 0; i < kWishesPerHour; ++i) ASSERT_OK(Leave(absl::StrCat("w", i)));
  EXPECT_THAT(Leave("one too many"), Refused(errors::v1::OVERLOADED));
  world_.Wait(absl::Hours(1));
  EXPECT_OK(Leave("an hour later"));
}

TEST_F(Menu, ThePolicyIsReadAsItStands) {
  v1::GetLoopPolicyRequest get;
  get.set_parent("counties/150525");
  auto policy = world_.clerk.Call(*world_.policy, &v1::LoopPolicyService::Stub::GetLoopPolicy, get);
  ASSERT_OK(policy);
  v1::SetLoopPolicyRequest set;
  set.set_parent("counties/150525");
  *set.mutable_settings() = policy->settings();
  set.mutable_settings()->set_release_minutes(60);
  ASSERT_OK(world_.admin.Call(*world_.policy, &v1::LoopPolicyService::Stub::SetLoopPolicy, Fresh(set)));
  policy = world_.clerk.Call(*world_.policy, &v1::LoopPolicyService::Stub::GetLoopPolicy, get);
  EXPECT_EQ(policy->version(), 1);
  EXPECT_EQ(policy->settings().release_minutes(), 60);
}

}  // namespace
}  // namespace diandan::orders::testing
