// MenuService, WishService and LoopPolicyService over gRPC.
#pragma once

#include "diandan/orders/v1/loop_policy_service.grpc.pb.h"
#include "diandan/orders/v1/menu_service.grpc.pb.h"
#include "diandan/orders/v1/wish_service.grpc.pb.h"
#include "services/orders/order_secrets.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::orders {

class MenuServiceImpl : public rpc::Serving<v1::MenuService> {
 public:
  explicit MenuServiceImpl(const rpc::Home& home) : home_(home) {
    Serve(this, &MenuServiceImpl::CreateMenuItem, &MenuServiceImpl::UpdateMenuItem,
          &MenuServiceImpl::ListMenu, &MenuServiceImpl::CreateProject, &MenuServiceImpl::UpdateProject,
          &MenuServiceImpl::ListProjects);
  }

  Reactor* CreateMenuItem(Context* c, const v1::CreateMenuItemRequest* q, v1::MenuItem* r);
  Reactor* UpdateMenuItem(Context* c, const v1::UpdateMenuItemRequest* q, v1::MenuItem* r);
  Reactor* ListMenu(Context* c, const v1::ListMenuRequest* q, v1::ListMenuResponse* r);
  Reactor* CreateProject(Context* c, const v1::CreateProjectRequest* q, v1::Project* r);
  Reactor* UpdateProject(Context* c, const v1::UpdateProjectRequest* q, v1::Project* r);
  Reactor* ListProjects(Context* c, const v1::ListProjectsRequest* q, v1::ListProjectsResponse* r);

 private:
  const rpc::Home& home_;
};

class WishServiceImpl : public rpc::Serving<v1::WishService> {
 public:
  WishServiceImpl(const rpc::Home& home, const OrderSecrets* secrets) : home_(home), secrets_(secrets) {
    Serve(this, &WishServiceImpl::LeaveWish, &WishServiceImpl::ListWishes, &WishServiceImpl::DismissWish);
  }

  Reactor* LeaveWish(Context* c, const v1::LeaveWishRequest* q, v1::LeaveWishResponse* r);
  Reactor* ListWishes(Context* c, const v1::ListWishesRequest* q, v1::ListWishesResponse* r);
  Reactor* DismissWish(Context* c, const v1::DismissWishRequest* q, v1::Wish* r);

 private:
  const rpc::Home& home_;
  const OrderSecrets* const secrets_;
};

class LoopPolicyServiceImpl : public rpc::Serving<v1::LoopPolicyService> {
 public:
  explicit LoopPolicyServiceImpl(const rpc::Home& home) : home_(home) {
    Serve(this, &LoopPolicyServiceImpl::GetLoopPolicy, &LoopPolicyServiceImpl::SetLoopPolicy,
          &LoopPolicyServiceImpl::ConfirmLoopPolicy);
  }

  Reactor* GetLoopPolicy(Context* c, const v1::GetLoopPolicyRequest* q, v1::LoopPolicy* r);
  Reactor* SetLoopPolicy(Context* c, const v1::SetLoopPolicyRequest* q, v1::LoopPolicy* r);
  Reactor* ConfirmLoopPolicy(Context* c, const v1::ConfirmLoopPolicyRequest* q, v1::LoopPolicy* r);

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::orders
