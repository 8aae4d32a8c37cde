// 评单: who may say what about a service, and what stands. Residents' ratings come by the secret of the
// tear-off slip, by a call, or by the station on behalf (marked for ever); the better-founded one outranks
// the other. Team, station and organisation rate in kinds of their own, never mixed in. Pure.
#pragma once

#include <string>
#include <vector>

#include "diandan/orders/v1/rating_service.pb.h"
#include "services/base/verb.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/rows.h"
#include "services/orders/words_print.h"

namespace diandan::orders {

// Made before the lane.
struct RatingSecrets {
  std::string secret_hash;  // keyed, of the typed rating secret
  Bytes device;             // keyed hash of the phone
  Bytes data_key, words;    // the words sealed under a data key of their own
  WordsPrint print{};       // of a team's own
};

// Whether the caller stood on the side that served: leads the team, is in it, or is on the roster. They rate
// for nobody.
bool Served(const Work& work, const OrderRow& order);
// What Served looks for beside the order and its roster; of an order that is loaded already.
void TouchServing(const Work& work, const Uuid& order, Touches& touches);
// The order, its secrets, its roster and its ratings.
void TouchRated(const Uuid& order, Touches& touches);

// After a review: of the ratings of one kind of one acceptance that are not annulled, the best founded one
// stands, of equals the latest. Returns those that had been outranked and stand again.
std::vector<Uuid> LetTheBestStand(Work& work, const RatingRow& reviewed);

// A score of the people served that somebody has to see to.
inline constexpr int kLowScore = 2;

const Verb& RateOrderVerb();
// Logs that somebody looked at the slip or printed it; the answer carries no secret. `extra`: RatingSecrets
// with the hash of what the resident typed.
const Verb& ViewSlipVerb();

void ShowRating(const Work& work, const RatingRow& row, v1::Rating& rating);

}  // namespace diandan::orders
