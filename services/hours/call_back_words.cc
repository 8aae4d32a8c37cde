#include "services/hours/call_back_words.h"

#include "services/base/words_table.h"

namespace diandan::hours {
namespace {

// Whoever answers may say nothing; who came is asked of nobody. The questions never tell the answer
// beforehand: how long it took is asked before what was recorded is said.
// clang-format off
constexpr Wording kLines[] = {
  {"您好，我是县新时代文明实践中心的，打电话回访一次志愿服务，两三句话，可以不说。现在方便吗？",
   "Good day, I am calling from the county's Civilization Practice Centre about one volunteer service: two or three questions, and you need not answer. Is this a good moment?"},
  {"那天（说日期和上午或下午），有没有志愿者来做过服务？",
   "On that day (say the date, and morning or afternoon), did volunteers come and do a service?"},
  {"有人来：大概从几点到几点？",
   "If they did: from about when until when?"},
  {"和记录差半小时以内，记“属实”；差得多，记“时长不符”，写上说的分钟数。",
   "Within half an hour of the record, mark “confirmed”; if it differs by more, mark “minutes differ” with the minutes told."},
  {"没有人来，记“没有人来”；不愿说，记“不愿说”。不问是谁来的，不劝，不解释。",
   "If nobody came, mark so; if they would rather not say, mark so. Do not ask who came, do not persuade, do not explain."},
  {"谢谢您。您说的只用来核对这一次的时长。",
   "Thank you. What you said is used only to check the hours of this one service."},
};
// clang-format on

}  // namespace

v1::CallBackScript CallBackScriptIn(Language language) {
  v1::CallBackScript script;
  script.set_version(kScriptVersion);
  for (const Wording& line : kLines) script.add_lines(language == Language::kEnglish ? line.en : line.zh);
  return script;
}

}  // namespace diandan::hours
