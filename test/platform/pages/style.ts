/** One small style sheet for every practice page; light and dark by preference. */
export const style = `
:root{color-scheme:light dark;--ink:#1d2733;--soft:#566371;--line:#d9dfe5;--paper:#fff;--ground:#f4f6f8;--accent:#0b5fa5;--band:#16324f;--band-ink:#fff;--step:1rem}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf2;--soft:#a9b4c0;--line:#37424e;--paper:#1b232c;--ground:#12181f;--accent:#7cc0ff;--band:#0d1c2b}}
body.canvas{--accent:#03893d;--band:#2d3b45}
@media (prefers-color-scheme:dark){body.canvas{--accent:#6fd39a;--band:#172028}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
a{color:var(--accent);text-underline-offset:.2em}
a:focus-visible,button:focus-visible,summary:focus-visible,iframe:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:2}
.band{background:var(--band);color:var(--band-ink);padding:.75rem var(--step);display:flex;gap:.25rem 1.5rem;flex-wrap:wrap;align-items:baseline}
.band a{color:inherit}.band strong{font-size:1.1rem}.band .who{margin-left:auto}
.note{background:var(--paper);border-bottom:1px solid var(--line);color:var(--soft);padding:.4rem var(--step);font-size:.9rem}
main{max-width:72rem;margin:0 auto;padding:1.5rem var(--step) 3rem}
main.plain{max-width:40rem}main.wide{max-width:none}
h1{font-size:1.6rem;line-height:1.25;margin:.2rem 0 .75rem}h2{font-size:1.15rem;margin:0 0 .5rem}p{margin:0 0 .75rem}
.soft{color:var(--soft)}
.cards{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));align-items:start}
.card{background:var(--paper);border:1px solid var(--line);border-radius:.6rem;padding:1.1rem 1.2rem}
.card+.card{margin-top:0}.stack>*+*{margin-top:1rem}
ul.people,ul.links{list-style:none;margin:0;padding:0}
ul.people li,ul.links li{border-top:1px solid var(--line)}
ul.people li:first-child,ul.links li:first-child{border-top:0}
ul.people a,ul.links a{display:block;padding:.6rem .25rem;text-decoration:none;color:inherit;min-height:2.75rem}
ul.people b,ul.links b{color:var(--accent);font-weight:600}
ul.people a:hover b,ul.links a:hover b{text-decoration:underline}
ul.people span,ul.links span{display:block;color:var(--soft);font-size:.92rem}
ul.people [aria-current] b::after{content:" (you)";color:var(--soft);font-weight:400}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;background:var(--paper)}
th,td{border:1px solid var(--line);padding:.55rem .7rem;text-align:left;vertical-align:top}
thead th{background:var(--ground);font-weight:600}td.n{font-variant-numeric:tabular-nums}
td small{display:block;color:var(--soft);max-width:28rem;white-space:pre-line}
iframe#contentframe.pick{max-width:770px;height:575px}
iframe#contentframe,iframe#tool{display:block;width:100%;border:1px solid var(--line);border-radius:.4rem;background:#fff}
.shell{display:grid;grid-template-columns:13rem minmax(0,1fr);min-height:100vh}
.rail{background:var(--band);color:var(--band-ink);padding:1rem 0}
.rail a{display:block;color:inherit;text-decoration:none;padding:.65rem 1rem;border-left:4px solid transparent}
.rail a:hover{text-decoration:underline}.rail a[aria-current]{border-color:#6fd39a;font-weight:600;background:rgb(255 255 255/.08)}
.rail strong{display:block;padding:.2rem 1.25rem 1rem}
@media (max-width:44rem){.shell{display:block}.rail{padding:.5rem 0}.rail strong{padding-bottom:.25rem}.rail a{padding:.5rem 1rem}main{padding-top:1rem}.band .who{margin-left:0}}
`;
