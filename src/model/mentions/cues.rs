//! The words that tell what a name beside them is, in the languages of the field's documents.

/// Behind one of them stands a place.
pub(super) const AT_A_PLACE: &str = "
    in at near into within inside outside through throughout across toward towards via around beyond reaching
    leaving left entered entering visited visiting reached occupied captured
    taken took evacuated besieged
    nach aus zu bei im
    dans à chez vers
    nel nella nell presso verso
    в во из под около близ через
    en hacia desde w we z ze do";

/// Behind one of them stands a place, or a person.
pub(super) const PERHAPS: &str = "
    of to from between for off above below against
    von zwischen
    de du des d
    di da del della dell dalla dall per
    к от с у
    del de";

/// Words that join a name to another, of which nothing is known.
pub(super) const JOINING: &str = "and or with by that as on over about upon the und et e y i и";

/// What stands before the name of a unit: `city of Ghulja`.
pub(super) const UNITS_BEFORE: &str = "
    city town village province state states district county colony colonies republic kingdom empire island isle port fort
    borough region oblast government parish territory commonwealth duchy principality siege battle capital coast gulf
    bay mouth head inhabitants people north south east west out
    stadt provinz ville città provincia provincie stato duca re signoria republica город города область";

/// Titles that a place follows behind `of`, and which make a person of the whole.
pub(super) const NOBLES: &str =
    "duke earl marquis marquess count countess viscount baron lord bishop archbishop prince";

/// Words of a place's name, before the rest of it.
pub(super) const QUARTERS: &str = "north south east west northern southern eastern western upper lower new old great little central inner outer greater";

/// Peoples, languages and what belongs to them: no places, though places bear the same name.
pub(super) const PEOPLES: &str = "
    african american americans arab arabs armenian asian asiatic australian austrian belgian bolshevik brazilian british
    briton bulgarian canadian canadians catholic chinese christian congressional cossack creek cuban cubans czech danish
    dutch egyptian english european europeans finnish french german germans greek hessian hessians hungarian indian indians
    iranian iraqi irish israeli italian italians japanese jewish kazakh kazakhs kirghiz korean koreans latin
    lithuanian mexican mongol mongolian mongols mongolians moslem muslim norwegian persian pole poles polish portuguese
    protestant prussian roman romanian russian russians scotch scottish serbian slavic slovak soviet spaniard spaniards
    spanish swede swedish swiss syrian tatar tatars tory turkish turk turks tungan uighur uighurs uyghur uyghurs ukrainian
    uzbek vietnamese welsh whig yankee";

/// Words that make the name of a paper, school or house of a place's name.
pub(super) const BODIES: &str = "
    times post herald packet chronicle mercury courant ledger advertiser papers writings line gazette journal tribune review magazine news university college school institute press bank company
    museum library archives society street avenue road square hotel railroad railway airlines house";

/// Words behind a name of a person: what persons do.
pub(super) const ACTS: &str = "
    said says writes wrote thinks thought believes told asked replied answered spoke died arrived joined signed
    reported added observed asserted stated noted suggested remarked responded moved seconded proposed";

/// Before one of them stands what persons do: `planted by Kennedy`.
pub(super) const BY_A_PERSON: &str = "by with that than whom von par";

/// What places are, as it stands behind their names.
pub(super) const UNITS: &str = "
    District Districts County Counties Province Provinces Prefecture Region Regions Oblast Krai Kray Raion Rayon Uezd
    Governorate Canton Department Republic State States Territory City Town Township Village Island Islands River Lake
    Sea Bay Strait Pass Valley Mountain Mountains Peninsula Desert Basin Steppe Harbor Harbour Creek Ferry SSR ASSR";

/// With what the names of many places begin.
pub(super) const FIRST_WORDS: &str = "
    new north south east west upper lower great little fort port mount cape st saint san santa ste nova novo nowy neu
    bad los las el la le";

/// How Americans cut the names of their states and towns short.
pub(super) const SHORT_LANDS: &str =
    "Pa Penna Pensa Va Virga Md Mass Massts Conn Connt Ga Phila Philada Philadela Balt Engd Engld";

/// Words that are cut short, and no names.
pub(super) const SHORT_WORDS: &str =
    "No Nos Nr St Mt Vol Vols Pt Art Sec Ch Fig Ser Bd Hr Fr Com Comm Ms Mss Esq Jr Sr";

/// What is cited behind the name of its author: `Washington, Writings`.
pub(super) const WRITINGS: &str = "
    Writings Papers Works Letters Correspondence Diary Memoirs History Journal Journals Records Documents Naval
    Biographical Secret Proceedings Notes Diplomatic";

/// Lands that are written with small letters too.
pub(super) const SMALL_LANDS: &[&str] = &["united states", "united States"];

/// Given names that are words too.
pub(super) const GIVEN_NAMES: &str = "
    John Jack Will Bill Mark Frank Grant Rose Grace Hope Art Pat Dick Bob Rob Chuck Ray Gene Dean Max Peter Tom Harry Guy
    Drew Earl Faith Joy May June April Jean Jimmy Josh Miles Nick Pearl Ruby Sue Tony Victor Wade Ward Abel Job Dan Ben Sam
    Jim Joe Roger Christian Ernest Basil Cliff Forrest Gay Heather Ivy Lance Lily Major Olive Rich Rod Rusty Skip Stone Violet";

/// Small words within the names of places: `Isle of Man`, `Rio de Janeiro`, `Frankfurt am Main`; and of the lands that are
/// written small.
pub(super) const WITHIN_NAMES: &str = "
    of the de la las los du des di da do dos das del della delle au aux an am auf im in ob bei der den und le les et en sur
    sous upon on by y e al el ad states";
