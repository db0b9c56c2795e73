// The words of the views in the language of the editor.

import { l10n } from 'vscode';
import type { Words } from '../../../views/words.ts';

export function words(): Words {
  return {
    sourceAlone: l10n.t('The source’s words alone'),
    sourceAloneHelp: l10n.t('Hide everything that the editor put in: brackets, notes, remarks'),
    key: l10n.t('What the colours mean'),
    emptyDocument: l10n.t('Nothing stands in this document yet.'),
    more: l10n.t('More about the document'),
    showPage: l10n.t('Show the image of this page'),
    inDocument: l10n.t('This document'),
    inCollection: l10n.t('The collection'),
    places: l10n.t('Places'),
    unplaced: l10n.t('Not on the map'),
    noPlaces: l10n.t('No place that Sigla knows is named here.'),
    morePlaces: l10n.t('More places are named than are shown.'),
    outlines: l10n.t('Outlines and borders of today: Natural Earth'),
    today: l10n.t('today {0}', '{0}'),
    mentionedOnce: l10n.t('mentioned once'),
    mentionedTimes: l10n.t('mentioned {0} times', '{0}'),
    uncertain: l10n.t('one of several places of this name'),
    fromRegister: l10n.t('from your register'),
    fromGazetteer: l10n.t('from the gazetteer'),
    larger: l10n.t('Larger'),
    smaller: l10n.t('Smaller'),
    wholeMap: l10n.t('All places'),
    close: l10n.t('Close'),
    previousPage: l10n.t('Previous page'),
    nextPage: l10n.t('Next page'),
    wholePage: l10n.t('The whole page'),
    turnLeft: l10n.t('Turn to the left'),
    turnRight: l10n.t('Turn to the right'),
    follow: l10n.t('Follow the text'),
    followHelp: l10n.t('Show the page on which the cursor stands'),
    pageOf: l10n.t('{0} of {1}', '{0}', '{1}'),
    image: l10n.t('Image {0}', '{0}'),
    noPages: l10n.t('The header names no image of the source. Name them under “facsimile”, one after the other.'),
    noPicture: l10n.t('The image “{0}” could not be shown: it is missing, or no picture that can be shown here.', '{0}'),
    noRemotePicture: l10n.t('The image could not be loaded from {0}. Is the computer offline, or the address wrong?', '{0}'),
    asksHost: l10n.t('This image lies on {0}. Showing it tells that server that you look at it.', '{0}'),
    allowHost: l10n.t('Load images from {0}', '{0}'),
    loading: l10n.t('Loading…'),
    waiting: l10n.t('One moment…'),
  };
}
