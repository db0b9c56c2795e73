// The page of the facsimile.

import '../../../views/facsimile.css';
import { FacsimileView } from '../../../views/facsimile.ts';
import type { FromFacsimile, ToFacsimile } from '../views/messages.ts';
import { page } from './page.ts';

const { root, words, say, hear } = page<ToFacsimile, FromFacsimile, never>();
const view = new FacsimileView(root, { allow: (host) => say({ type: 'allow', host }), goTo: (line) => say({ type: 'goTo', line }) }, words);

hear((message) => {
  switch (message.type) {
    case 'show':
      return view.show(message.pictures);
    case 'cursor':
      return view.showCursor(message.line);
    case 'page':
      return view.showPage(message.index);
    case 'say':
      return view.say(message.sentence);
  }
});
