// Two hundred documents that try to run something or to reach something, each in its own way.

const run = 'window.ran=1';
const bodies = [
  `<script>${run}</script>`,
  `<img src=x onerror="${run}">`,
  `<svg onload="${run}">`,
  `<svg><script>${run}</script></svg>`,
  `<iframe srcdoc="<script>parent.ran=1</script>"></iframe>`,
  `<a href="javascript:${run}">x</a>`,
  `[x](javascript:${run})`,
  `<style>@import url(http://203.0.113.1/a.css);</style>`,
  `<link rel=stylesheet href=http://203.0.113.1/a.css>`,
  `<img src="http://203.0.113.1/a.png">`,
  `![x](http://203.0.113.1/a.png)`,
  `<div style="background:url(http://203.0.113.1/a.png)">`,
  `<body onload="${run}">`,
  `<math><mtext><script>${run}</script></mtext></math>`,
  `<template><script>${run}</script></template>`,
  `"><script>${run}</script>`,
  `'--></style></script><script>${run}</script>`,
  `<object data="javascript:${run}">`,
  `<form action="http://203.0.113.1"><input name=q value=1 autofocus onfocus="${run}">`,
  `<meta http-equiv=refresh content="0;url=http://203.0.113.1">`,
  `<base href="http://203.0.113.1/">`,
  `{{constructor.constructor('${run}')()}}`,
  '${' + run + '}',
  `\u202e<script>${run}</script>\u202c`,
  `\ud800<script>${run}</script>\udc00`,
];

const frames = [
  (body) => body,
  (body) => `Ghulja [${body}] fell.`,
  (body) => `---\ntitle: ${body}\nfacsimile: ${body}\n---\n\n${body}\n`,
  (body) => `| ${body} | ${body} |\n|---|---|\n| a | ${body} |`,
  (body) => `# ${body}\n\n@addressee ${body}\n\n1. ${body}\n\n::: ${body}\n${body}\n:::`,
  (body) => `[^a] {u: ${body}} {-${body}-}{+${body}+} [note: ${body}]\n\n[^a]: ${body}`,
  (body) => '```tei\n' + body + '\n```\n\n%% ' + body,
  (body) => `[${body}`,
];

export const hostile = frames.flatMap((frame) => bodies.map(frame));
