// The menu (菜单) and the projects (项目) of a county. Pure.
#pragma once

#include "services/base/verb.h"

namespace diandan::orders {

const Verb& CreateMenuItemVerb();
const Verb& UpdateMenuItemVerb();
const Verb& CreateProjectVerb();
const Verb& UpdateProjectVerb();

}  // namespace diandan::orders
