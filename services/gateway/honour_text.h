// The red list (光荣榜), the public notice (公示) and the feed for media, as HTML and Atom: no script, the
// caller's language; names and deeds as those honoured agreed to. Pure.
#pragma once

#include <string>

#include "diandan/hours/v1/honour_service.pb.h"
#include "services/base/words.h"

namespace diandan::gateway {

enum class HonourPage { kRedList, kNotice };

// `county`: "150525", as the address has it.
std::string ShowHonours(const hours::v1::ListRedListResponse& list, HonourPage page,
                        const std::string& county, Language language);
// A sentence why nothing is shown.
std::string ShowHonourTrouble(const std::string& sentence, Language language);
// RFC 4287, in Chinese. `self`: the feed's own address, "" when it is not known.
std::string HonourFeed(const hours::v1::ListRedListResponse& list, const std::string& county,
                       const std::string& self);

// "/honours/style.css".
std::string HonourStyle();

}  // namespace diandan::gateway
