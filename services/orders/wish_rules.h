// Poster lines: left by anyone, turned into an order (PlaceOrder.wish) or dismissed with a reason. Pure.
#pragma once

#include "services/base/verb.h"
#include "services/orders/rows.h"

namespace diandan::orders {

// The Extra of LeaveWish: the words and the phone number, sealed.
struct WishExtra {
  Bytes data_key, words, phone;
};

// At most so many lines an hour for one station: nobody signs for them.
inline constexpr int kWishesPerHour = 30;

const Verb& LeaveWishVerb();
const Verb& DismissWishVerb();

}  // namespace diandan::orders
