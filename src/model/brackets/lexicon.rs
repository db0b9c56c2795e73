//! The small closed lists of words that the rules consult; English, with the titles of its neighbours.

/// Whether a list has the word.
pub(in crate::model) fn has(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|other| other == word)
}

/// Words that stand before a name and belong to it, in lower case.
pub(in crate::model) const TITLES: &str = "
    mr mrs messrs miss dr prof gen genl gov col colo colos capt cap maj lt lieut adm sgt cde st sen rep rev hon sir madam
    general generals governor governors colonel colonels captain captains major majors lieutenant admiral commodore
    sergeant marshal senator president secretary minister ambassador comrade comrades professor doctor judge justice
    king queen prince princess duke count baron lord lady bishop pope chairman director deputy vice under consul
    commissar commissioner gentlemen friend brother sister father mother uncle aunt cousin
    monsieur mme mons chevalier herr frau don signor tov pan pani";

/// Words of time, which begin with a capital and are no names.
pub(in crate::model) const TIMES: &str = "
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
    October November December Morning Evening Night Noon Afternoon Day Year Easter Christmas";

/// The small words inside a name: `Bay of Pigs`, `Chevalier de La Luzerne`.
pub(super) const PARTICLES: &str = "
    of the and for on in upon de la le les du des di da del della dos von van der den zu zur am an el al bin ibn ben y ul ud";

/// Those that join the words of a person's name.
pub(in crate::model) const JOINTS: &str =
    "de la le du di da del della dos von van der den zu el al bin ibn ben";

/// Months by their first three letters, in the languages that write them in Latin letters.
pub(in crate::model) const MONTHS: &str = "
    jan feb mar apr may mai jun jul jui aug aou aoû ago sep oct okt ott nov dec dez dic déc fév mär avr gen mag giu lug set
    ene abr";

/// What places are, as it stands behind their names.
pub(in crate::model) const UNITS: &str = "
    District Districts County Counties Province Provinces Prefecture Region Regions Oblast Krai Kray Raion Rayon Uezd
    Governorate Canton Department Republic State States Territory City Town Township Village Island Islands River Lake
    Sea Bay Strait Pass Valley Mountain Mountains Peninsula Desert Basin Steppe Road Street Square Highway Railway
    Railroad Station Airport Airfield Port Harbor Harbour Front Army Division Regiment Garrison Camp Base Consulate Line";

/// Articles, prepositions and pronouns: behind one of them a word is wanted, so that dots stand for what is lost.
pub(super) const WANTING: &str = "
    the a an of in to by for with from at on into upon under between he she they we I his her their our my its your";

/// What makes the words before it a particular one: `the Chairman`.
pub(super) const DETERMINERS: &str =
    "the The this This that our Our his His her Her their Their said";

/// Small words that begin a sentence, with the capital that they have there.
pub(super) const OPENERS: &str = "
    In At From To Near On By With For And But Of Since After Before Behind Beyond Through Under Over Between As When While
    Against Around Into Within Without Toward Towards If So Thus Then There Now Both";

/// Pronouns, which a name may explain.
pub(super) const PRONOUNS: &str = "
    I me he him she her it we us they them you He She It They We You";

/// Possessives, which the name of an owner may explain.
pub(super) const OWNERS: &str = "his her its their our my your whose His Her Its Their";

/// Words that make a noun of what follows, so that it is no title of something on the page.
pub(super) const ARTICLES: &str = "the a an his her their its this that";
