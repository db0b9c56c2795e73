// The page of the preview.

import '../../../views/type.css';
import '../../../views/preview.css';
import { PreviewView } from '../../../views/preview.ts';
import type { FromPreview, ToPreview } from '../views/messages.ts';
import { page } from './page.ts';

const { root, words, say, hear, editor } = page<ToPreview, FromPreview, { sourceAlone: boolean }>();
const view = new PreviewView(
  root,
  {
    goTo: (line) => say({ type: 'goTo', line }),
    scrolled: (line) => say({ type: 'scrolled', line }),
    showImage: (image) => say({ type: 'showImage', image }),
    turned: (sourceAlone) => editor.setState({ sourceAlone }),
  },
  words,
);
view.showAlone(editor.getState()?.sourceAlone ?? false);

hear((message) => {
  switch (message.type) {
    case 'show':
      return view.show(message.preview);
    case 'scrollTo':
      return view.scrollTo(message.line);
    case 'say':
      view.show(null);
      return view.say(message.sentence);
  }
});
