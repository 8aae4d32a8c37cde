// MenuService, WishService and LoopPolicyService over gRPC.
#pragma once

#include "diandan/orders/v1/loop_policy_service.grpc.pb.h"
#include "diandan/orders/v1/menu_service.grpc.pb.h"
#include "diandan/orders/v1/wish_service.grpc.pb.h"
#include "services/orders/order_secrets.h"
#include "services/rpc/handle.h"

namespace diandan::orders {

class MenuServiceImpl : public v1::MenuService::CallbackService {
 public:
  explicit MenuServiceImpl(const rpc::Home& home) : home_(home) {}

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;
  Reactor* CreateMenuItem(Context* c, const v1::CreateMenuItemRequest* q, v1::MenuItem* r) override;
  Reactor* UpdateMenuItem(Context* c, const v1::UpdateMenuItemRequest* q, v1::MenuItem* r) override;
  Reactor* ListMenu(Context* c, const v1::ListMenuRequest* q, v1::ListMenuResponse* r) override;
  Reactor* CreateProject(Context* c, const v1::CreateProjectRequest* q, v1::Project* r) override;
  Reactor* UpdateProject(Context* c, const v1::UpdateProjectRequest* q, v1::Project* r) override;
  Reactor* ListProjects(Context* c, const v1::ListProjectsRequest* q, v1::ListProjectsResponse* r) override;

 private:
  const rpc::Home& home_;
};

class WishServiceImpl : public v1::WishService::CallbackService {
 public:
  WishServiceImpl(const rpc::Home& home, const OrderSecrets* secrets) : home_(home), secrets_(secrets) {}

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;
  Reactor* LeaveWish(Context* c, const v1::LeaveWishRequest* q, v1::LeaveWishResponse* r) override;
  Reactor* ListWishes(Context* c, const v1::ListWishesRequest* q, v1::ListWishesResponse* r) override;
  Reactor* DismissWish(Context* c, const v1::DismissWishRequest* q, v1::Wish* r) override;

 private:
  const rpc::Home& home_;
  const OrderSecrets* const secrets_;
};

class LoopPolicyServiceImpl : public v1::LoopPolicyService::CallbackService {
 public:
  explicit LoopPolicyServiceImpl(const rpc::Home& home) : home_(home) {}

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;
  Reactor* GetLoopPolicy(Context* c, const v1::GetLoopPolicyRequest* q, v1::LoopPolicy* r) override;
  Reactor* SetLoopPolicy(Context* c, const v1::SetLoopPolicyRequest* q, v1::LoopPolicy* r) override;
  Reactor* ConfirmLoopPolicy(Context* c, const v1::ConfirmLoopPolicyRequest* q, v1::LoopPolicy* r) override;

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::orders
