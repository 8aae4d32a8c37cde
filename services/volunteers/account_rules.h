// Accounts and grants: who may give whom what, sign-out of everything, opening a county. Pure.
#pragma once

#include "diandan/volunteers/v1/account_service.pb.h"
#include "diandan/volunteers/v1/events.pb.h"
#include "services/base/verb.h"
#include "services/volunteers/rows.h"

namespace diandan::volunteers {

extern const Verb kBootstrapCounty, kCreateAccount, kSetPassword, kGrantRole, kRevokeRole, kDisableAccount,
    kEnableAccount;
// Not RPCs. Every token of an account stops working (SignOut everywhere); the operator's account of a
// new installation or with a new password.
extern const Verb kEndSessions, kStoreOperator;

// Made before the lane: the name sealed, the password hashed (slow on purpose).
struct NewAccount {  // BootstrapCounty, CreateAccount, StoreOperator
  Bytes data_key, sign_in_name;
  std::string password;
};
struct NewPassword {  // SetPassword
  std::string password;
  bool old_fits = false;  // the old password was given and is right
};

// The operator's account is one per installation, in county 0.
Uuid OperatorId();

// The account and everything its event says.
void TouchAccount(const Uuid& id, Touches& touches);
v1::AccountChanged ChangedAccount(const Work& work, const AccountRow& row);
// Without the sign-in name. Grants that hold at work.now.
v1::Account ShowAccount(const Work& work, const AccountRow& row);
// The account of an erased person: nobody signs in with it again, its name is gone.
void EraseAccount(Work& work, const Uuid& id);
// Its volunteer serves there as a guest; an account that is not loaded stays as it is.
void NoteGuestCounties(Work& work, const Uuid& id, const std::vector<int32_t>& counties);

// The rules' own checks of who asks, for handlers that do slow or telling work before the lane.
void TouchCreateAccount(const v1::CreateAccountRequest& request, Touches& touches);
Status MayCreateAccount(const Work& work, const v1::CreateAccountRequest& request);
// The account itself, or whoever manages it.
Status MaySetPassword(const Work& work, const AccountRow& account);

}  // namespace diandan::volunteers
