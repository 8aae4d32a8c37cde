// The look of the report: the console's paper, ink and chart colours, one column, made for reading and for
// printing on A4.
#pragma once

namespace diandan::matching::simulate {

inline constexpr const char* kReportStyle = R"css(
:root{--paper:#FAF7F1;--surface:#FFF;--line:#E5DCCD;--ink:#24211C;--ink2:#544E45;--ink3:#6B6459;--a:#CC7F12;--b:#0B4F48;
--good:#2E6B34;--good-s:#E5F1E2;--bad:#B3271E;--bad-s:#FBE8E4;--grey-s:#ECE8E1;--pine-s:#DFEEEA}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.65 "Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
main{max-width:960px;margin:0 auto;padding:36px 40px 64px}
h1{font-size:27px;line-height:1.3;margin:0 0 4px;letter-spacing:.01em}
h2{font-size:18px;margin:44px 0 10px;padding-top:14px;border-top:2px solid var(--ink)}
p{margin:0 0 10px;max-width:58em}
.sub{color:var(--ink2)}
.lang{position:absolute;opacity:0;pointer-events:none}
.langs{float:right;display:flex;gap:2px;font-size:13px}
.langs label{padding:3px 12px;border:1px solid var(--line);background:var(--surface);cursor:pointer;color:var(--ink2)}
.langs label:first-child{border-radius:4px 0 0 4px}.langs label:last-child{border-radius:0 4px 4px 0}
.zh,.en{display:none}
#zh:checked~main .zh,#en:checked~main .en{display:block}
#zh:checked~main .langs label[for=zh],#en:checked~main .langs label[for=en]{background:var(--b);border-color:var(--b);color:#fff}
#zh:focus-visible~main .langs label[for=zh],#en:focus-visible~main .langs label[for=en]{outline:2px solid var(--a);outline-offset:2px}
.verdict{background:var(--surface);border:1px solid var(--line);border-left:6px solid var(--b);border-radius:6px;padding:20px 26px 14px;margin:22px 0 8px}
.verdict b{display:block;font-size:21px;line-height:1.45;margin-bottom:8px;font-weight:650}
.verdict.doubt{border-left-color:var(--a)}.verdict.bad{border-left-color:var(--bad)}
.verdict li{margin:2px 0}.verdict ul{margin:8px 0 8px;padding-left:1.2em}
.who{display:flex;gap:26px;margin:14px 0 0;color:var(--ink2);font-size:14px}
.who i{font-style:normal;font-weight:700}
.a-text{color:var(--a);fill:var(--a)!important}.b-text{color:var(--b);fill:var(--b)!important}
table{border-collapse:collapse;width:100%;background:var(--surface);border:1px solid var(--line);font-size:14px}
th,td{padding:8px 12px;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
tr{break-inside:avoid}
tr:last-child td{border-bottom:0}
th{font-weight:600;color:var(--ink2);font-size:13px;background:#F6F1E7}
td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
td small{display:block;color:var(--ink3);font-size:12px;line-height:1.4}
.chip{display:inline-block;padding:0 9px;border-radius:10px;font-size:13px;white-space:nowrap;background:var(--grey-s);color:var(--ink2)}
.chip.good{background:var(--good-s);color:var(--good)}.chip.bad{background:var(--bad-s);color:var(--bad)}
.turn{color:var(--bad);font-weight:600}.fade{color:var(--ink2)}.same{color:var(--ink3)}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:20px}
figure{margin:0;background:var(--surface);border:1px solid var(--line);border-radius:6px;padding:14px 16px 10px;break-inside:avoid}
figcaption{font-size:14px;font-weight:600;margin-bottom:6px}
figcaption span{display:block;font-weight:400;color:var(--ink3);font-size:12.5px;line-height:1.45}
svg{display:block;width:100%;height:auto}
svg text{font-size:11.5px;fill:var(--ink2)}
svg .axis{font-size:12px}svg .note{font-size:11.5px;fill:var(--ink3)}svg .name{font-size:15px;font-weight:700}
svg .row{font-size:13.5px;fill:var(--ink)}svg .value{font-size:13px;font-variant-numeric:tabular-nums;fill:var(--ink)}
.mid{text-anchor:middle}.end{text-anchor:end}
.grid{stroke:#EEE7DB}.mark{stroke:#8A8070;stroke-dasharray:4 4;fill:none}
.trail{fill:none;stroke:#42A291;stroke-width:1.5}.step{fill:#42A291}.other{fill:#fff;stroke:#544E45;stroke-width:1.5}
circle.a{fill:var(--a)}circle.b{fill:var(--b)}
.curve-a{fill:none;stroke:var(--a);stroke-width:2.5}.curve-b{fill:none;stroke:var(--b);stroke-width:2.5}
.bar-a{fill:#E3B36E}.bar-b{fill:#5C918A}.whisker{stroke:var(--ink);stroke-width:1.5}
@media (max-width:760px){main{padding:20px 16px 40px}.pair{grid-template-columns:1fr}.who{flex-direction:column;gap:2px}table{font-size:13px}th,td{padding:6px 7px}}
@media print{body{background:#fff;font-size:12.5px}main{max-width:none;padding:0}.langs{display:none}h2{break-after:avoid}}
)css";

}  // namespace diandan::matching::simulate
