import type { ThemedColour } from '../palette.ts';
import { MEANINGS } from '../palette.ts';

/** One class per colour; charts name the class, so both themes and print come from here alone. */
export function styleSheet(channels: readonly ThemedColour[]): string {
  const paints: [string, ThemedColour][] = [...Object.entries(MEANINGS), ...channels.map((colour, index): [string, ThemedColour] => [`c${index}`, colour])];
  const variables = (theme: 'light' | 'dark') => paints.map(([name, colour]) => `--${name}:${colour[theme]}`).join(';');
  const classes = paints.map(([name]) => `.${name}{fill:var(--${name});stroke:var(--${name});color:var(--${name})}`).join('');
  return `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b2430;--quiet:#5b6675;--rule:#e3e7ec;--soft:#f6f7f9;${variables('light')}}
@media (prefers-color-scheme:dark){:root{--paper:#12161c;--ink:#e8ecf1;--quiet:#9aa6b5;--rule:#2a323d;--soft:#1a2029;${variables('dark')}}}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--quiet:#444;--rule:#ccc;--soft:#f6f7f9;${variables('light')}}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main,header{max-width:860px;margin:0 auto;padding:0 24px}
header{padding-top:48px}
h1{font-size:30px;line-height:1.2;margin:0 0 6px}
h2{font-size:21px;margin:56px 0 8px;padding-top:20px;border-top:1px solid var(--rule)}
h3{font-size:16px;margin:32px 0 4px}
p{margin:6px 0 12px;max-width:70ch}
.quiet{color:var(--quiet)}
figure{margin:12px 0 20px}
figcaption{color:var(--quiet);font-size:14px;margin-bottom:8px;max-width:70ch}
svg{width:100%;height:auto;display:block;font-size:12px}
svg text{fill:var(--ink)}
svg text.tick{fill:var(--quiet);font-size:11px}
svg text.strong{font-weight:600;font-variant-numeric:tabular-nums}
.grid{stroke:var(--rule)}.zero{stroke:var(--quiet)}
.joint,.rule{stroke:var(--quiet);stroke-dasharray:2 3}
${classes}
rect{stroke:none!important}
.line{fill:none!important;stroke-width:2;stroke-linejoin:round}
.mark{stroke:var(--paper)!important;stroke-width:1}
.band{stroke:none!important;fill-opacity:.18}
.whisker{fill:none;stroke:var(--ink);stroke-width:1.4}
.region{stroke:none}.region.even{fill:var(--soft)}.region.odd{fill:var(--rule);fill-opacity:.6}.region.kept{fill:var(--look);fill-opacity:.14}
.finding{max-width:520px;margin:6px 0 4px}
.findings .figure{font-variant-numeric:tabular-nums;color:var(--quiet)}
.small{display:grid;grid-template-columns:repeat(auto-fill,minmax(260px,1fr));gap:8px 20px}
.small h3{font-size:14px;margin:8px 0 0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--quiet);padding:4px 0}
th,td{padding:5px 10px;border-bottom:1px solid var(--rule);text-align:right;vertical-align:top}
th:first-child,td:first-child,th.text,td.text{text-align:left}
thead th{color:var(--quiet);font-weight:600}
tbody th{font-weight:500}
details{margin:4px 0 16px;font-size:14px}
summary{cursor:pointer;color:var(--quiet)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 20px;margin:8px 0}
dt{color:var(--quiet)}dd{margin:0}
ul.findings{list-style:none;padding:0;margin:8px 0}
ul.findings li{padding:8px 0 8px 92px;position:relative;border-bottom:1px solid var(--rule)}
.badge{position:absolute;left:0;top:10px;font-size:12px;font-weight:700}
footer{max-width:860px;margin:56px auto 32px;padding:16px 24px;border-top:1px solid var(--rule);color:var(--quiet);font-size:13px}
@media print{body{font-size:11pt}h2,h3{break-after:avoid}figure,li,tr,.small>div{break-inside:avoid}.scroll{overflow:visible}details{display:none}@page{margin:16mm}}
`.trim();
}
