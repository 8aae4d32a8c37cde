// What the command line says about random checks, in zh-CN and en.
#pragma once

#include "services/base/words_table.h"

namespace diandan::cli {

// clang-format off
inline constexpr Wording kHeadDraws{"抽查\t期间\t抽多少\t状态\t名单\t抽出\t问到\t属实\t不符\t没人来\t还没问", "draw\tperiod\tsample\tstate\tlisted\tdrawn\treached\tconfirmed\tdiffer\tnobody\twaiting"};
inline constexpr Wording kHeadCalls{"序号\t单号\t站点\t队伍\t时间\t记入\t结果\t试过\t", "no.\torder\tstation\tteam\twhen\tcredited\tresult\ttried\t"};
inline constexpr Wording kDrawPlanned{"定了：{period}，{sample}。承诺（种子的 SHA-256）：{commitment}", "Planned: {period}, {sample}. Commitment (SHA-256 of the seed): {commitment}"};
inline constexpr Wording kDrawPlannedNext{"承诺已公布，种子封存着，谁都看不到；期间结束以后自己抽。把承诺抄一份留着，日后核对。", "The commitment is public, the seed is sealed and nobody sees it; the draw is made by itself after the period. Keep a copy of the commitment."};
inline constexpr Wording kDrawMade{"抽好了：{listed} 条里抽出 {drawn} 条，种子 {seed}", "Drawn: {drawn} of {listed}, seed {seed}"};
inline constexpr Wording kDrawMadeNext{"回访：diandan draw calls {id}；取凭据：diandan draw download {id}", "Call back: diandan draw calls {id}; the proof: diandan draw download {id}"};
inline constexpr Wording kDrawShown{"{period}，{sample}，{state}\n承诺 {commitment}[\n种子 {seed}][\n名单的 SHA-256 {hash}，{listed} 条]", "{period}, {sample}, {state}\nCommitment {commitment}[\nSeed {seed}][\nSHA-256 of the list {hash}, {listed} entries]"};
inline constexpr Wording kDrawFigures{"抽出 {drawn}，问到 {reached}：属实 {confirmed}，时长不符 {differ}，没有人来 {nobody}，不愿说 {declined}；没打通 {missed}，还没问 {waiting}", "Drawn {drawn}, reached {reached}: confirmed {confirmed}, minutes differ {differ}, nobody came {nobody}, declined to say {declined}; not reached {missed}, waiting {waiting}"};
inline constexpr Wording kSampleSize{"抽 {n} 条", "{n} drawn"};
inline constexpr Wording kSamplePercent{"抽 {n}%", "{n} % drawn"};
inline constexpr Wording kCallConflict{"您不能打（{why}）", "not for you ({why})"};
inline constexpr Wording kCallRecorded{"第 {n} 条记下了：{result}", "No. {n} is recorded: {result}"};
inline constexpr Wording kCallOpensCase{"已开一件更正，换一个人来定；时长没有动。", "A correction is open for somebody else to decide; the hours are as they were."};
inline constexpr Wording kProofWritten{"凭据写进 {file}。核对不用联网：diandan draw verify {file}", "The proof is in {file}. To check it without a connection: diandan draw verify {file}"};
inline constexpr Wording kDrawMatches{"对得上：按种子和名单重算，{listed} 条里抽出的就是这 {drawn} 条。", "MATCH: by seed and list these {drawn} of {listed} are drawn."};
inline constexpr Wording kDrawCompare{"再把承诺 {commitment} 和期间开始前公布的那一个对一遍。", "Compare the commitment {commitment} with the one that was published before the period began."};
// clang-format on

}  // namespace diandan::cli
