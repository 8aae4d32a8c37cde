// 投保名单: who comes to an order, as an insurer has to know them (志愿服务条例 17). Session by session it
// freezes when that begins; whoever is named later stays marked. Pure.
#pragma once

#include "diandan/orders/v1/insured_list_service.pb.h"
#include "services/base/verb.h"

namespace diandan::orders {

void TouchInsuredList(const Uuid& order, Touches& touches);
// What is only known once the order is: its team and the people on its roster.
void TouchInsuredPeople(const Work& work, const Uuid& order, Touches& touches);

// Of the acceptance in force, or the last one; WRONG_STATE while nobody has accepted it. Without names.
Status ShowInsuredList(const Work& work, const std::string& order, v1::InsuredList& list);

// The event that comes before any name is read.
const Verb& TakeInsuredListVerb();

}  // namespace diandan::orders
