// What the views say themselves, in English; whoever shows a view may give it other words of the same meaning.

export const english = {
  // Preview
  sourceAlone: 'The source’s words alone',
  sourceAloneHelp: 'Hide everything that the editor put in: brackets, notes, remarks',
  key: 'What the colours mean',
  emptyDocument: 'Nothing stands in this document yet.',
  more: 'More about the document',
  showPage: 'Show the image of this page',
  // Map
  inDocument: 'This document',
  inCollection: 'The collection',
  places: 'Places',
  unplaced: 'Not on the map',
  noPlaces: 'No place that Sigla knows is named here.',
  morePlaces: 'More places are named than are shown.',
  outlines: 'Outlines and borders of today: Natural Earth',
  today: 'today {0}',
  mentionedOnce: 'mentioned once',
  mentionedTimes: 'mentioned {0} times',
  uncertain: 'one of several places of this name',
  fromRegister: 'from your register',
  fromGazetteer: 'from the gazetteer',
  larger: 'Larger',
  smaller: 'Smaller',
  wholeMap: 'All places',
  close: 'Close',
  // Facsimile
  previousPage: 'Previous page',
  nextPage: 'Next page',
  wholePage: 'The whole page',
  turnLeft: 'Turn to the left',
  turnRight: 'Turn to the right',
  follow: 'Follow the text',
  followHelp: 'Show the page on which the cursor stands',
  pageOf: '{0} of {1}',
  image: 'Image {0}',
  noPages: 'The header names no image of the source. Name them under “facsimile”, one after the other.',
  noPicture: 'The image “{0}” could not be shown: it is missing, or no picture that can be shown here.',
  noRemotePicture: 'The image could not be loaded from {0}. Is the computer offline, or the address wrong?',
  asksHost: 'This image lies on {0}. Showing it tells that server that you look at it.',
  allowHost: 'Load images from {0}',
  loading: 'Loading…',
  // All
  waiting: 'One moment…',
};

export type Words = typeof english;

/** The words with numbers or names put in: `{0}`. */
export function put(words: string, ...values: (string | number)[]): string {
  return words.replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)] ?? ''));
}
