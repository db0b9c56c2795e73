// The page of the map.

import '../../../views/type.css';
import '../../../views/map.css';
import { MapView } from '../../../views/map.ts';
import type { FromMap, ToMap } from '../views/messages.ts';
import { page } from './page.ts';

const { root, words, say, hear } = page<ToMap, FromMap, never>();
const view = new MapView(root, { goTo: (mention) => say({ type: 'goTo', mention }), want: (scope) => say({ type: 'want', scope }) }, words);

hear((message) => {
  switch (message.type) {
    case 'show':
      view.showScope(message.scope);
      return view.show(message.places);
    case 'cursor':
      return view.showCursor(message.uri, message.line, message.character);
    case 'say':
      view.show(null);
      return view.say(message.sentence);
  }
});
