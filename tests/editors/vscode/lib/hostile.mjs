// Two hundred documents that would run something, or fetch something, if anything of them were taken for more than text.

const EVIL = 'https://evil.example.org';
const RUN = 'window.__ran=(window.__ran||0)+1';

const payloads = [
  `<script>${RUN}</script>`,
  `<SCRIPT SRC=${EVIL}/a.js></SCRIPT>`,
  `<img src=x onerror="${RUN}">`,
  `<img src="${EVIL}/pixel.png">`,
  `<svg onload="${RUN}"><circle r=9></svg>`,
  `<svg><script>${RUN}</script></svg>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<iframe src="javascript:parent.${RUN}"></iframe>`,
  `<a href="javascript:${RUN}">GARF</a>`,
  `<a href="  jAvAsCrIpT:${RUN}" autofocus onfocus="${RUN}">x</a>`,
  `<style>@import url(${EVIL}/a.css);body{background:url(${EVIL}/b.png)}</style>`,
  `<div style="background:url(${EVIL}/c.png)">x</div>`,
  `<link rel=stylesheet href=${EVIL}/d.css>`,
  `<link rel=prefetch href=${EVIL}/e>`,
  `<meta http-equiv=refresh content="0;url=${EVIL}/f">`,
  `<base href=${EVIL}/><img src=g.png>`,
  `<object data="${EVIL}/h"></object>`,
  `<embed src="${EVIL}/i">`,
  `<video src=x onerror="${RUN}"></video>`,
  `<audio autoplay src="${EVIL}/j.mp3"></audio>`,
  `<details open ontoggle="${RUN}"><summary>x</summary></details>`,
  `<input autofocus onfocus="${RUN}">`,
  `<form action="${EVIL}/k"><button>x</button></form>`,
  `<math><mtext><img src=x onerror="${RUN}"></mtext></math>`,
  `</p></main></body><script>${RUN}</script>`,
  `" onmouseover="${RUN}" x="`,
  `' onfocus='${RUN}' autofocus tabindex=0 x='`,
  `--><script>${RUN}</script><!--`,
  `]]><script>${RUN}</script>`,
  `</title></textarea></style><script>${RUN}</script>`,
  `![x](${EVIL}/l.png) [x](javascript:${RUN})`,
  `{{constructor.constructor('${RUN}')()}} \${${RUN}} #{${RUN}}`,
  `&lt;script&gt;${RUN}&lt;/script&gt; &#60;img src=x onerror=${RUN}&#62;`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `<img\u0000src=x\u0000onerror="${RUN}"> \u0000\u0008\u001b[31m`,
  `\u202e<img src=x onerror="${RUN}">\u202c \u200b\u2066\ufeff`,
  `Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306${'\u0335'.repeat(80)} <b onclick="${RUN}">Ghulja</b> \u2028\u2029`,
  `${'['.repeat(60)}<img src=x onerror="${RUN}">${']'.repeat(60)}`,
  `{place="x" onclick="${RUN}" style="background:url(${EVIL}/m.png)"}`,
  `\ufffd\ufffe\uffff\udbff\udfff<script>${RUN}</script>`.replace(/[\ud800-\udfff]/g, ''),
];

const places = [
  (it) => `---\ntitle: "${it.replace(/"/g, "'")}"\ncreator: ${it.replace(/\n/g, ' ')}\nsource: GARF, ${it}\nlanguage: ${it.slice(0, 20)}\n---\n\n# ${it}\n\nText.\n`,
  (it) => `Ghulja [${it}] has been {-${it}-}{+${it}+} cleared [note: ${it}] {u: ${it}}.\n`,
  (it) => `1. ${it}\n\n| ${it.replace(/\|/g, '')} | ${it.replace(/\|/g, '')} |\n\n[^1]: ${it}\n\n@addressee ${it}\n`,
  (it) => `::: ${it.replace(/\s/g, '')} ${it}\nText\n:::\n\n%% ${it}\n\n[p. 2 ${it}]\n\nIvanov{@${it.replace(/[{}[\]]/g, '')}}\n`,
  (it) => '```tei\n<p>' + it + '</p>\n```\n\n{++' + it + '++} {>>' + it + '<<} *' + it + '* _' + it + '_\n',
];

export const HOST = new URL(EVIL).hostname;
export const bare = payloads;
export const documents = payloads.flatMap((payload) => places.map((place) => place(payload)));
